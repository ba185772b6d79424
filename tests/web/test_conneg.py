"""Which format each client gets for each kind of resource, as a table."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

TURTLE, JSONLD, RDFXML, NT, HTML = (
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "text/html",
)
NOTHING = None  # 406
# What real clients send, and what they must get.
CLIENTS = {
    "no header": (None, TURTLE),
    "curl": ("*/*", TURTLE),
    "Firefox": ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
    "Chromium": (
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
        "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
        HTML,
    ),
    "Safari": ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
    "Internet Explorer 8": ("image/gif, image/jpeg, application/x-ms-application, */*", TURTLE),
    "a fetch in a script": ("application/json", JSONLD),
    "rdflib": (
        "application/rdf+xml,text/html;q=0.9,application/xhtml+xml;q=0.9,text/n3;q=0.9,"
        "text/turtle;q=0.9,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.1",
        RDFXML,
    ),
    "rapper": (
        "application/rdf+xml, text/rdf;q=0.6, text/turtle, application/x-turtle, "
        "application/n-triples, text/plain;q=0.1, */*;q=0.1",
        TURTLE,
    ),
    "Comunica": (
        "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
        "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,"
        "application/xml;q=0.3,image/svg+xml;q=0.3,text/xml;q=0.3,text/html;q=0.2,"
        "application/xhtml+xml;q=0.18",
        JSONLD,
    ),
    "Jena": (
        "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,"
        "application/rdf+xml;q=0.7,*/*;q=0.3",
        TURTLE,
    ),
    "Jena, all": (
        "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.7, "
        "application/trig;q=0.9, application/n-quads;q=0.9, */*;q=0.5",
        TURTLE,
    ),
    "RDF4J": (
        "application/x-turtle;q=0.8, text/turtle, application/rdf+xml;q=0.8, "
        "application/ld+json;q=0.7, application/n-triples;q=0.7",
        TURTLE,
    ),
    "OWL API": (
        "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, "
        "*/*; q=0.09",
        RDFXML,
    ),
    "Protégé": ("application/rdf+xml, application/xml; q=0.5, text/xml; q=0.3, */*; q=0.2", RDFXML),
    "Virtuoso Sponger": ("text/turtle; q=1.0, application/rdf+xml; q=0.9, */*; q=0.1", TURTLE),
    "any23": ("application/rdf+xml;q=0.9, text/turtle;q=0.8, text/html;q=0.1", RDFXML),
    "Google": ("text/html,application/xhtml+xml,application/signed-exchange;v=b3,*/*", HTML),
}
WISHES = {
    "turtle": ("text/turtle", TURTLE),
    "turtle of old": ("application/x-turtle", TURTLE),
    "turtle, shouted": ("TEXT/TURTLE", TURTLE),
    "turtle, utf-8": ("text/turtle; charset=utf-8", TURTLE),
    "json-ld": ("application/ld+json", JSONLD),
    "json-ld, expanded": (
        'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"',
        JSONLD,
    ),
    "rdf/xml": ("application/rdf+xml", RDFXML),
    "n-triples": ("application/n-triples", NT),
    "page": ("text/html", HTML),
    "xhtml": ("application/xhtml+xml", HTML),
    "any text": ("text/*", TURTLE),
    "any application": ("application/*", JSONLD),
    "rather a page": ("text/html;q=0.5, text/turtle;q=0.4", HTML),
    "rather turtle": ("text/html;q=0.4, text/turtle;q=0.5", TURTLE),
    "anything but turtle": ("text/turtle;q=0, */*;q=0.1", JSONLD),
    "anything but turtle and json-ld": (
        "text/turtle;q=0, application/ld+json;q=0, */*",
        RDFXML,
    ),
    "quality of three digits": ("text/html;q=0.123, application/n-triples;q=0.124", NT),
    "spaces and tabs": (" application/rdf+xml \t;\tq=0.9 , text/html ; q=0.8", RDFXML),
    "a picture": ("image/png", NOTHING),
    "nothing at all": ("*/*;q=0", NOTHING),
    "a spreadsheet": ("text/csv", NOTHING),
    "a video, else a page": ("video/mp4, text/html;q=0.1", HTML),
    "an unknown kind, else anything": ("application/x-unknown, */*;q=0.01", TURTLE),
}
RESOURCES = (
    "/id/instrument/escp-s3",
    "/concept/stage/phase-3",
    "/concept/stage",
    "/graph/background/escp-s3",
    "/def",
    "/shapes",
    "/id/instrument",
    "/id",
    "/concept",
    "/graph",
)


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("who", [*CLIENTS, *WISHES])
def test_each_client_gets_its_format(client: FlaskClient, who: str, resource: str) -> None:
    accept, wanted = (CLIENTS | WISHES)[who]
    response = client.get(resource, headers={"Accept": accept} if accept else {})

    if wanted is None:
        assert response.status_code == 406
        assert "text/turtle" in response.get_json()["detail"]
        return
    if wanted == HTML and resource == "/def":
        assert (response.status_code, response.location) == (303, "/ontology/")
    else:
        assert (response.status_code, response.mimetype) == (200, wanted)
        assert response.data
    assert "Accept" in response.vary


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize(
    ("suffix", "wanted"),
    [(".ttl", TURTLE), (".jsonld", JSONLD), (".rdf", RDFXML), (".nt", NT)],
)
def test_a_suffix_goes_before_the_header(
    client: FlaskClient, resource: str, suffix: str, wanted: str
) -> None:
    response = client.get(resource + suffix, headers={"Accept": "text/html"})
    assert (response.status_code, response.mimetype) == (200, wanted)


@pytest.mark.parametrize("resource", RESOURCES)
def test_of_equal_wishes_one_is_met(client: FlaskClient, resource: str) -> None:
    accept = "application/n-triples, application/rdf+xml"
    assert client.get(resource, headers={"Accept": accept}).mimetype in {NT, RDFXML}


@pytest.mark.parametrize("resource", RESOURCES)
def test_head_says_what_get_says(client: FlaskClient, resource: str) -> None:
    get, head = (ask(resource, headers={"Accept": TURTLE}) for ask in (client.get, client.head))
    assert head.data == b""
    assert dict(head.headers) == dict(get.headers)
