from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ontology.names import RG, SKOS
from tests.web.asking import asking_client
from tests.web.fakes import OLDER, FakeService


@pytest.fixture
def asking(service: FakeService) -> FlaskClient:
    return asking_client(service)


def test_the_overview_counts_classes_and_properties(asking: FlaskClient) -> None:
    shown = asking.get("/schema").text

    assert '<a href="/schema/SupportInstrument"><code>SupportInstrument</code></a>' in shown
    assert '<a href="/schema/skos:prefLabel"><code>skos:prefLabel</code></a>' in shown
    assert 'aria-labelledby="diagram-title diagram-text"' in shown


def test_pages_need_no_script_and_no_style_of_their_own(asking: FlaskClient) -> None:
    for path in ("/schema", "/schema/SupportInstrument", "/schema/hasFigure", "/examples"):
        shown = asking.get(path).text

        assert not any(word in shown for word in ("<script", "<style", " style=", " onclick="))


def test_a_class_shows_the_coverage_of_its_properties(asking: FlaskClient) -> None:
    shown = asking.get("/schema/SupportInstrument").text

    assert "<h1>Support instrument</h1>" in shown
    assert 'value="0.5000" aria-hidden="true"></meter> 50 %' in shown
    assert "Industry cooperation and design of projects" in shown
    assert "?thing a rg:SupportInstrument ." in shown
    assert 'href="/examples#instruments"' in shown


def test_a_property_shows_the_classes_that_have_it(asking: FlaskClient) -> None:
    shown = asking.get("/schema/hasFigure").text

    assert "2, on 1 things, with 2 different values" in shown
    assert "SELECT ?thing ?value WHERE { ?thing rg:hasFigure ?value }" in shown


def test_a_term_of_others_has_a_page_too(asking: FlaskClient) -> None:
    shown = asking.get("/schema/skos:Concept").text

    assert f"<code>{SKOS.Concept}</code>" in shown
    assert shown.count("PREFIX skos:") == 1


@pytest.mark.parametrize("path", ["/schema", "/schema/SupportInstrument", "/schema/hasFigure"])
def test_who_asks_for_json_gets_what_the_suffix_gives(path: str, asking: FlaskClient) -> None:
    page = asking.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    found = asking.get(path, headers={"Accept": "application/json"})
    assert found.get_json() == asking.get(f"{path}.json").get_json()
    assert page.content_type.startswith("text/html")
    assert page.headers["ETag"] != found.headers["ETag"]
    assert "Accept" in found.headers["Vary"].split(", ")


def test_json_of_a_class_has_shares_targets_and_values(asking: FlaskClient) -> None:
    found = asking.get("/schema/SupportInstrument.json").get_json()

    stage = next(one for one in found["properties"] if one["name"] == "rg:supportsStage")
    assert (found["iri"], found["things"]) == (str(RG.SupportInstrument), 2)
    assert (stage["coverage"], stage["values"]) == (1.0, 1)
    assert stage["targets"] == [{"class": str(RG.SupportStage), "statements": 2}]
    assert stage["typical"][0]["things"] == 2


def test_json_has_the_queries_that_the_page_shows(asking: FlaskClient) -> None:
    for name in ("SupportInstrument", "hasFigure"):
        queries = asking.get(f"/schema/{name}.json").get_json()["queries"]
        shown = asking.get(f"/schema/{name}").text

        assert f"rg:{name}" in queries["start"]
        assert queries["examples"]
        for one in queries["examples"]:
            assert f"rg:{name}" in one["query"]
            assert one["page"].endswith(f"/examples#{one['name']}")
            assert f'href="/examples#{one["name"]}"' in shown


def test_json_of_everything_has_every_term(asking: FlaskClient) -> None:
    found = asking.get("/schema.json").get_json()

    names = {one["name"] for one in found["classes"]}
    assert {"rg:SupportInstrument", "rg:Figure", "skos:Concept"} <= names
    assert {"rg:hasFigure", "rdf:type"} <= {one["name"] for one in found["properties"]}
    assert all("SELECT" in one["queries"]["start"] for one in found["properties"])


def test_a_release_can_be_chosen(asking: FlaskClient) -> None:
    assert asking.get(f"/schema.json?release={OLDER}").get_json()["release"] == OLDER


@pytest.mark.parametrize("name", ["Unicorn", "Unicorn.json", "<script>"])
def test_what_is_not_in_use_is_not_found(name: str, asking: FlaskClient) -> None:
    response = asking.get(f"/schema/{name}")

    assert response.status_code == 404
    assert "<script>" not in response.text or response.is_json


def test_a_term_that_nothing_has_leads_to_what_it_means(asking: FlaskClient) -> None:
    shown = asking.get("/schema/RegionalAuthority")
    past = asking.get(f"/schema/RegionalAuthority?release={OLDER}")

    assert (shown.status_code, shown.headers["Location"]) == (303, "/ontology/#RegionalAuthority")
    assert past.headers["Location"] == f"/ontology/?release={OLDER}#RegionalAuthority"
    assert asking.get("/schema/RegionalAuthority.json").status_code == 404


@pytest.mark.parametrize("name", ["NoSuchTerm", "<b>", "a b", "ä", "x:y"])
def test_what_nobody_defines_is_not_found(name: str, asking: FlaskClient) -> None:
    assert asking.get(f"/schema/{name}").status_code == 404


def test_a_query_to_run_keeps_the_release_and_the_language(asking: FlaskClient) -> None:
    shown = asking.get(f"/schema/SupportInstrument?lang=de&release={OLDER}").text

    assert f"format=text%2Fhtml&amp;release={OLDER}&amp;lang=de" in shown
