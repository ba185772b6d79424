from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import NotAcceptable

from web.negotiation import chosen_format, split_suffix

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
    "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2"
)
RAPPER = "application/rdf+xml, text/rdf;q=0.6"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, ".ttl"),
        ("*/*", ".ttl"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', ".jsonld"),
        ("application/json", ".jsonld"),
        ("application/rdf+xml", ".rdf"),
        ("application/n-triples", ".nt"),
        ("text/html", ".html"),
        ("application/xhtml+xml", ".html"),
        ("text/html;q=0.5, text/turtle;q=0.4", ".html"),
        ("text/html;q=0.4, text/turtle;q=0.5", ".ttl"),
        ("text/turtle;q=0, */*;q=0.1", ".jsonld"),
        ("TEXT/HTML", ".html"),
        (FIREFOX, ".html"),
        (COMUNICA, ".jsonld"),
        (RAPPER, ".rdf"),
    ],
)
def test_each_client_gets_the_format_it_likes_most(accept: str | None, suffix: str) -> None:
    headers = {"Accept": accept} if accept else {}

    with Flask("web").test_request_context("/", headers=headers):
        assert chosen_format().suffix == suffix


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "application/pdf, image/*"])
def test_what_nobody_can_give_is_refused_with_what_is_offered(accept: str) -> None:
    with (
        Flask("web").test_request_context("/", headers={"Accept": accept}),
        pytest.raises(NotAcceptable, match=r"text/turtle \(\.ttl\).*application/n-triples"),
    ):
        chosen_format()


@pytest.mark.parametrize(
    ("path", "bare", "suffix"),
    [
        ("id/region/BE2.ttl", "id/region/BE2", ".ttl"),
        ("id/region/BE2.jsonld", "id/region/BE2", ".jsonld"),
        ("id/region/BE2", "id/region/BE2", None),
        ("id/region/BE2.exe", "id/region/BE2.exe", None),
    ],
)
def test_a_suffix_names_a_format(path: str, bare: str, suffix: str | None) -> None:
    found, chosen = split_suffix(path)

    assert found == bare
    assert (chosen.suffix if chosen else None) == suffix
