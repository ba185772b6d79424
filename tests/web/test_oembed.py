from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from ontology.names import thing

PAGE = "http://localhost/id/instrument/escp-s3"


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}.html", thing("instrument", "escp-s3")])
def test_the_address_of_an_entry_becomes_a_card_in_a_frame(
    client: FlaskClient, address: str
) -> None:
    told = client.get("/oembed", query_string={"url": address}).get_json()

    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Regiograph")
    assert told["title"] == "Strategic cluster partnerships for smart specialisation"
    assert told["html"].startswith(
        '<iframe src="http://localhost/embed/card/id/instrument/escp-s3?lang=en"'
    )


def test_the_frame_answers(client: FlaskClient) -> None:
    html = client.get("/oembed", query_string={"url": f"{PAGE}?lang=de"}).get_json()["html"]
    (address,) = re.findall('src="([^"]+)"', html)

    assert "Strategische Clusterpartnerschaften" in client.get(unescape(address)).text


def test_xml_says_the_same(client: FlaskClient) -> None:
    answer = client.get("/oembed", query_string={"url": PAGE, "format": "xml"})
    told = {one.tag: one.text for one in ElementTree.fromstring(answer.data)}
    as_json = client.get("/oembed", query_string={"url": PAGE}).get_json()

    assert answer.mimetype == "text/xml"
    assert told == {name: str(value) for name, value in as_json.items()}


def test_it_takes_no_more_room_than_there_is(client: FlaskClient) -> None:
    told = client.get(
        "/oembed", query_string={"url": PAGE, "maxwidth": 300, "maxheight": 9_000}
    ).get_json()

    assert (told["width"], told["height"]) == (300, 320)
    assert 'width="300"' in told["html"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({}, 400),
        ({"url": "https://example.org/id/instrument/escp-s3"}, 404),
        ({"url": "http://localhost/id/instrument/none"}, 404),
        ({"url": "http://localhost/about"}, 404),
        ({"url": PAGE, "format": "yaml"}, 501),
        ({"url": PAGE, "maxwidth": "0"}, 400),
        ({"url": PAGE, "maxheight": "-1"}, 400),
        ({"url": f"{PAGE}?[", "lang": "de"}, 200),
    ],
)
def test_statuses_are_those_of_the_specification(
    client: FlaskClient, arguments: dict[str, str], status: int
) -> None:
    assert client.get("/oembed", query_string=arguments).status_code == status


def test_entity_pages_say_where_it_is(client: FlaskClient) -> None:
    page = client.get("/id/instrument/escp-s3?lang=de", headers={"Accept": "text/html"}).text
    links = {
        found[0]: unescape(found[1])
        for found in re.findall(r'type="([a-z/]+\+oembed)"[^>]*href="([^"]+)"', page)
    }

    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    for address in links.values():
        assert client.get(address).status_code == 200
