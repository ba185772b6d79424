from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from graph.formats import by_suffix
from graph.store import Store
from graph.terms import NamedNode
from ontology.names import SKOS, thing

HTML = {"Accept": "text/html"}
ESCP = "/id/instrument/escp-s3"
IRI = NamedNode(thing("instrument", "escp-s3"))


def page(client: FlaskClient, path: str, **headers: str) -> str:
    response = client.get(path, headers=HTML | headers)
    assert response.status_code == 200
    return response.text


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
        ("nt", "application/n-triples"),
    ],
)
def test_a_thing_is_described_in_each_format(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    response = client.get(f"{ESCP}.{suffix}")

    assert response.mimetype == media_type
    described = Store.memory()
    described.engine.load(response.data, format=by_suffix(suffix).engine)  # type: ignore[union-attr, arg-type]
    query = "SELECT ?thing ?name WHERE { ?thing skos:altLabel ?name }"
    rows = described.select(f"PREFIX skos: <{SKOS}>\n{query}", {"thing": IRI})
    assert [row["name"].value for row in rows] == ["ESCP-S3"]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html", "application/ld+json"])
def test_an_answer_that_is_remembered_is_the_same(client: FlaskClient, accept: str) -> None:
    first, second = (client.get(ESCP, headers={"Accept": accept}) for _ in range(2))
    assert first.data == second.data
    assert list(first.headers) == list(second.headers)


def test_a_page_is_remembered_for_one_language_and_its_own_arguments(client: FlaskClient) -> None:
    pages = [page(client, f"{ESCP}{more}") for more in ("", "?lang=de", "?lang=fr", "?lang=de")]
    assert pages[1] == pages[3]
    assert len(set(pages)) == 3


def test_a_client_without_a_wish_gets_turtle(client: FlaskClient) -> None:
    response = client.get(ESCP)

    assert response.mimetype == "text/turtle"
    headers = {"Accept", "Accept-Datetime", "Accept-Language", "Accept-Profile"}
    assert set(response.vary) == headers
    assert response.headers["Content-Location"] == f"{ESCP}.ttl"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_the_other_formats_are_linked(client: FlaskClient) -> None:
    links = client.get(ESCP).headers.getlist("Link")

    assert f'<{ESCP}.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert f'<{ESCP}.html>; rel="alternate"; type="text/html"' in links


def test_an_unchanged_description_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(ESCP)
    again = client.get(ESCP, headers={"If-None-Match": first.headers["ETag"]})
    as_html = client.get(ESCP, headers=HTML | {"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert as_html.status_code == 200


def test_the_page_shows_figures_with_value_firmness_date_and_evidence(client: FlaskClient) -> None:
    text = words(page(client, ESCP))

    assert "budget of the call EUR 2.8 million for all partnerships together." in text
    assert "≈ EUR 2,800,000" in text
    assert "planned as of 2017-11-08" in text
    assert "≥ 8" in text
    assert "Source: “Cluster partnerships”, lines 136–138" in text
    assert "SHA-256 of the passage: 633265f7c93b057b" in text
    assert "Words of the &lt;document&gt;." in text


def test_the_page_says_what_the_source_does_not_say(client: FlaskClient) -> None:
    text = words(page(client, ESCP))

    assert "What the source does not say No deadline is given." in text
    assert "Where the source contradicts itself Applicants One section adds technology" in text
    assert "3D printing · suitable our interpretation Open to all areas." in text


def test_names_and_numbers_come_in_the_language_of_the_reader(client: FlaskClient) -> None:
    html = page(client, f"{ESCP}?lang=de")

    assert '<html lang="de">' in html
    assert '<h1 lang="de">Strategische Clusterpartnerschaften</h1>' in html
    assert "≈ EUR 2.800.000" in html
    assert 'href="/concept/audience/aud-clusters?lang=de">Clusterorganisationen</a>' in html


def test_the_language_of_the_browser_is_taken_when_none_is_chosen(client: FlaskClient) -> None:
    html = page(client, ESCP, **{"Accept-Language": "fr-BE, de;q=0.5"})

    assert '<html lang="fr">' in html


def test_links_lead_in_both_directions_and_never_twice(client: FlaskClient) -> None:
    html = page(client, ESCP)
    links = html[html.index('id="links"') :]

    assert 'href="/id/instrument/eccp">European Cluster Collaboration Platform</a>' in links
    # The Commission manages the call: said above as "managed by", so not repeated here.
    assert "European Commission" not in links
    assert html.count("European Commission") == 1


def test_only_the_most_special_of_two_properties_is_shown(client: FlaskClient) -> None:
    text = words(page(client, "/id/partnership/3d-printing"))

    assert "Thematic area 3D printing" in text
    assert "classified" not in text


def test_an_address_that_could_run_a_script_is_no_link(client: FlaskClient) -> None:
    html = page(client, ESCP)

    assert 'href="javascript' not in html
    assert "javascript:alert(1)" in html
    assert 'href="http://example.org/escp" rel="external"' in html


def test_search_engines_get_a_description_they_can_read(client: FlaskClient) -> None:
    html = page(client, ESCP)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)

    assert found
    described = json.loads(found[1])
    assert described["@type"] == "GovernmentService"
    assert described["@id"] == thing("instrument", "escp-s3")
    assert described["alternateName"] == ["ESCP-S3"]


def test_a_partnership_shows_members_roles_sources_and_the_joining_rule(
    client: FlaskClient,
) -> None:
    text = words(page(client, "/id/partnership/3d-printing"))

    assert "Flanders Flemish Region lead region Belgium example.org" in text
    assert "Emscher-Lippe" in text
    assert "Joining rule for new partnerships : Open . 1 regions from 1 EU Member States" in text


def test_a_region_shows_what_became_of_its_code(client: FlaskClient) -> None:
    text = words(page(client, "/id/region/FR24"))

    assert "FR24 → FRB0 · NUTS 2013–2016 · new code" in text


def test_a_scheme_lists_its_concepts(client: FlaskClient) -> None:
    html = page(client, "/concept/stage")

    assert 'href="/concept/stage/phase-3">Industry cooperation and design of projects</a>' in html


def test_the_page_of_a_figure_tells_its_value_and_what_it_is(client: FlaskClient) -> None:
    text = words(page(client, "/id/figure/escp-s3-budget?lang=de"))

    assert "› Zahl" in text
    assert "≈ EUR 2.800.000" in text


def test_properties_are_named_in_the_language_in_both_directions(client: FlaskClient) -> None:
    text = words(page(client, "/concept/stage/phase-3?lang=de"))

    assert "Liste" in text
    assert "Unterstützung in dieser Phase" in text


def test_a_property_without_a_name_in_the_language_says_that_it_is_english(
    client: FlaskClient,
) -> None:
    html = page(client, f"{ESCP}?lang=de")

    assert "<dt>Unterstützt Phase</dt>" in html
    assert '<dt>← <span lang="en">Advises</span></dt>' in html


def test_a_stage_shows_the_instruments_that_support_it(client: FlaskClient) -> None:
    html = page(client, "/concept/stage/phase-3")

    assert 'href="/id/instrument/escp-s3">' in html


def test_a_named_graph_is_an_address_too(client: FlaskClient) -> None:
    turtle = client.get("/graph/nuts.ttl")
    html = page(client, "/graph/nuts")

    assert len(Graph().parse(data=turtle.data, format="turtle")) == 18
    assert 'href="/id/region/BE2" lang="en">Flemish Region</a>' in html


def test_the_ontology_is_data_for_machines_and_documentation_for_people(
    client: FlaskClient,
) -> None:
    turtle = client.get("/def")
    html = client.get("/def", headers=HTML)

    assert (URIRef("https://w3id.org/regiograph/def"), None, None) in Graph().parse(
        data=turtle.data, format="turtle"
    )
    assert (html.status_code, html.headers["Location"]) == (303, "/ontology/")


def test_the_shapes_are_served(client: FlaskClient) -> None:
    response = client.get("/shapes.nt")

    assert response.mimetype == "application/n-triples"
    assert b"http://www.w3.org/ns/shacl#NodeShape" in response.data


def test_an_unknown_thing_is_404_with_what_is_alike(client: FlaskClient) -> None:
    response = client.get("/id/instrument/escp-s33")

    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
    assert "Did you mean /id/instrument/escp-s3, " in response.get_json()["detail"]


@pytest.mark.parametrize(
    "path", ["/id/a b", "/id/%3Cscript%3E", "/id/%00", "/graph/x%22y", "/id/é%FF"]
)
def test_what_is_no_iri_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_older_release_still_answers(client: FlaskClient) -> None:
    html = page(client, f"{ESCP}?release=2025.01.15")

    assert "Data release 2025.01.15" in html


def test_an_unknown_release_is_404_and_names_those_there_are(client: FlaskClient) -> None:
    response = client.get(f"{ESCP}?release=1999.01.01")

    assert response.status_code == 404
    assert "2025.01.15, 2025.03.31" in response.get_json()["detail"]


def test_nothing_is_of_that_type(client: FlaskClient) -> None:
    response = client.get(ESCP, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "application/rdf+xml (.rdf)" in response.get_json()["detail"]


@pytest.mark.parametrize(("language", "told"), [("de", "de"), ("en", "en"), ("xx", "en")])
def test_a_page_says_its_language(language: str, told: str, client: FlaskClient) -> None:
    shown = client.get(ESCP, headers=HTML | {"Accept-Language": language})

    assert shown.headers["Content-Language"] == told
    assert "Content-Language" not in client.get(f"{ESCP}.ttl").headers
