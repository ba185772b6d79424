from __future__ import annotations

import pytest
from flask.testing import FlaskClient

FILE = "/dumps/2025.03.31/regiograph.nt"


def test_downloads_are_listed_with_size_and_checksum(client: FlaskClient) -> None:
    listed = client.get("/dumps/").text

    assert 'href="/dumps/2025.03.31/regiograph.nt"' in listed
    assert "0.0 kB" in listed
    assert "b" * 64 in listed
    assert "Background document" in listed


def test_a_download_can_be_continued(client: FlaskClient) -> None:
    with client.get("/dumps/regiograph.nt", headers={"Range": "bytes=6-10"}) as part:
        assert (part.status_code, part.data) == (206, b"<a:c>")
        assert part.headers["Content-Range"] == "bytes 6-10/20"
        assert part.headers["Access-Control-Allow-Origin"] == "*"


def test_an_unchanged_download_is_not_sent_again(client: FlaskClient) -> None:
    with client.get(FILE) as first:
        etag = first.headers["ETag"]

    assert etag == f'"{"b" * 64}"'
    with client.get(FILE, headers={"If-None-Match": etag}) as again:
        assert again.status_code == 304


def test_a_continued_download_starts_anew_when_the_file_is_another(client: FlaskClient) -> None:
    asked = {"Range": "bytes=6-", "If-Range": f'"{"b" * 64}"'}
    with client.get(FILE, headers=asked) as rest:
        assert (rest.status_code, rest.data) == (206, b"<a:c> <a:d> .\n")

    for other in ('"cafe"', f'W/"{"c" * 64}"', "Mon, 31 Mar 2015 12:00:00 GMT"):
        with client.get(FILE, headers={"Range": "bytes=6-", "If-Range": other}) as whole:
            assert (whole.status_code, len(whole.data)) == (200, 20)


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "lines=1-2", "bytes=5-2,-1", "nonsense"])
def test_ranges_that_we_do_not_serve_give_the_whole_file(asked: str, client: FlaskClient) -> None:
    with client.get(FILE, headers={"Range": asked}) as whole:
        assert (whole.status_code, len(whole.data)) == (200, 20)


def test_a_range_behind_the_end_is_refused(client: FlaskClient) -> None:
    with client.get(FILE, headers={"Range": "bytes=99-"}) as refused:
        assert refused.status_code == 416
        assert refused.headers["Content-Range"] == "bytes */20"


def test_a_download_says_how_to_check_and_to_continue_it(client: FlaskClient) -> None:
    with client.head(FILE) as told:
        assert told.headers["Accept-Ranges"] == "bytes"
        assert told.headers["Content-Length"] == "20"
        assert told.headers["Repr-Digest"].startswith("sha-256=:u7u7")
        assert told.headers["Content-Type"] == "application/n-triples"
        assert told.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "attachment; filename=regiograph-2025.03.31-regiograph.nt" in str(told.headers)


def test_the_latest_is_a_way_to_a_release_that_stays(client: FlaskClient) -> None:
    found = client.get("/dumps/latest/regiograph.nt")

    assert (found.status_code, found.headers["Location"]) == (302, FILE)
    assert found.headers["Cache-Control"] == "no-cache"
    assert client.get("/dumps/latest/nothing.nt").status_code == 404


def test_an_older_release_keeps_its_downloads(client: FlaskClient) -> None:
    with client.get("/dumps/2025.01.15/regiograph.nt") as old:
        assert old.status_code == 200
    with client.get("/dumps/regiograph.nt?release=2025.01.15") as old:
        assert old.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/dumps/2019.01.01/regiograph.nt").status_code == 404


def test_nothing_outside_the_folder_is_given_away(client: FlaskClient) -> None:
    for name in ("../manifest.json", "%2e%2e/manifest.json", "%2Fetc/passwd", "nothing.nt"):
        assert client.get(f"/dumps/{name}", follow_redirects=True).status_code == 404


def test_releases_are_listed_newest_first(client: FlaskClient) -> None:
    found = client.get("/releases").get_json()

    assert found["current"] == "2025.03.31"
    assert [release["version"] for release in found["releases"]] == ["2025.03.31", "2025.01.15"]
    assert found["releases"][0]["statements"] == 150
    assert found["changes"]["feed"] == "/changes/atom"
    assert found["releases"][0]["changes"] == "/changes?since=&until=2025.03.31"


def test_the_documentation_of_the_release_is_served(client: FlaskClient) -> None:
    with client.get("/ontology/") as shown:
        assert shown.data == b"<h1>Ontology</h1>"
    assert client.get("/ontology/nothing.html").status_code == 404


@pytest.mark.parametrize("path", ["/dumps/latest", "/dumps/latest/"])
def test_the_latest_without_a_file_leads_to_the_list(path: str, client: FlaskClient) -> None:
    found = client.get(path)

    assert (found.status_code, found.headers["Location"]) == (302, "/dumps/2025.03.31/")


@pytest.mark.parametrize("path", ["/dumps/2025.01.15", "/dumps/2025.01.15/"])
def test_the_folder_of_a_release_lists_its_files(path: str, client: FlaskClient) -> None:
    assert 'href="/dumps/2025.01.15/regiograph.nt"' in client.get(path).text
