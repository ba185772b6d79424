from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_stages_list_their_instruments(client: FlaskClient) -> None:
    shown = client.get("/browse").text

    assert 'href="/concept/stage/phase-3" lang="en">Industry cooperation' in shown
    assert 'href="/id/instrument/eccp" lang="en">European Cluster Collaboration Platform' in shown


def test_themes_list_partnerships_and_what_suits_them(client: FlaskClient) -> None:
    shown = client.get("/browse/theme?lang=de").text

    assert 'lang="de">3D-Druck</a>' in shown
    assert "/id/partnership/3d-printing?lang=de" in shown
    assert "/id/instrument/escp-s3?lang=de" in shown


def test_audiences_list_their_instruments(client: FlaskClient) -> None:
    assert "/id/instrument/escp-s3" in client.get("/browse/audience").text


def test_types_are_counted(client: FlaskClient) -> None:
    shown = client.get("/browse/type").text

    assert '<a href="/browse/type/id/region">Region</a> <span class="quiet">3</span>' in shown
    assert '<a href="/browse/type/concept/stage">Stage</a> <span class="quiet">1</span>' in shown


def test_a_type_lists_its_things_by_name(client: FlaskClient) -> None:
    shown = client.get("/browse/type/id/region").text

    names = ["Centre (FR)", "Centre-Val de Loire", "Flemish Region"]
    assert sorted(names, key=shown.index) == names


@pytest.mark.parametrize("page", ["0", "x", "-1", "²", "1000000000"])
def test_a_page_that_can_not_be_is_400(client: FlaskClient, page: str) -> None:
    response = client.get(f"/browse/type/id/region?page={page}")

    assert response.status_code == 400
    assert f"page={page!r}" in response.get_json()["detail"]


def test_an_unknown_type_is_404(client: FlaskClient) -> None:
    assert client.get("/browse/type/id/unicorn").status_code == 404
