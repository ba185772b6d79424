from __future__ import annotations

from flask.testing import FlaskClient


def test_downloads_are_listed_with_size_and_checksum(client: FlaskClient) -> None:
    listed = client.get("/dumps/").text

    assert 'href="/dumps/regiograph.nt?release=2025.03.31"' in listed
    assert "0.0 kB" in listed
    assert "b" * 64 in listed
    assert "Background document" in listed


def test_a_download_can_be_continued(client: FlaskClient) -> None:
    with client.get("/dumps/regiograph.nt", headers={"Range": "bytes=6-10"}) as part:
        assert (part.status_code, part.data) == (206, b"<a:c>")
        assert part.headers["Content-Range"] == "bytes 6-10/20"
        assert part.headers["Access-Control-Allow-Origin"] == "*"


def test_an_unchanged_download_is_not_sent_again(client: FlaskClient) -> None:
    with client.get("/dumps/regiograph.nt") as first:
        etag = first.headers["ETag"]

    with client.get("/dumps/regiograph.nt", headers={"If-None-Match": etag}) as again:
        assert again.status_code == 304


def test_nothing_outside_the_folder_is_given_away(client: FlaskClient) -> None:
    for name in ("../manifest.json", "%2e%2e/manifest.json", "%2Fetc/passwd", "nothing.nt"):
        assert client.get(f"/dumps/{name}", follow_redirects=True).status_code == 404


def test_releases_are_listed_newest_first(client: FlaskClient) -> None:
    found = client.get("/releases").get_json()

    assert found["current"] == "2025.03.31"
    assert [release["version"] for release in found["releases"]] == ["2025.03.31", "2025.01.15"]
    assert found["releases"][0]["statements"] == 150


def test_the_documentation_of_the_release_is_served(client: FlaskClient) -> None:
    with client.get("/ontology/") as shown:
        assert shown.data == b"<h1>Ontology</h1>"
    assert client.get("/ontology/nothing.html").status_code == 404
