from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from graph.downloads import Download
from web.sending import sent


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("csv/regions.csv", "text/csv; charset=utf-8; header=present"),
        ("csv/csv-metadata.json", "application/csvm+json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("regiograph.ttl.zst", "application/zstd"),
    ],
)
def test_a_file_says_its_type_once(name: str, content_type: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a,b\r\n")

    with Flask("web").test_request_context("/dumps/1/x"):
        response = sent(path, Download(name, 5, "ab" * 32), "1")
        response.close()

    assert response.headers.getlist("Content-Type") == [content_type]


@pytest.mark.parametrize(
    "names", [["csv-metadata.json"], ["a.csv-metadata.json", "csv-metadata.json"]]
)
def test_a_table_links_to_the_descriptions_that_are_there(names: list[str], tmp_path: Path) -> None:
    for name in ("a.csv", *names):
        (tmp_path / name).write_bytes(b"a,b\r\n")

    with Flask("web").test_request_context("/dumps/1/csv/a.csv"):
        response = sent(tmp_path / "a.csv", Download("csv/a.csv", 5, "ab" * 32), "1")
        response.close()

    own = [
        f'</dumps/1/csv/{name}>; rel="describedby"; type="application/csvm+json"' for name in names
    ]
    links = response.headers.getlist("Link")
    assert links[: len(own)] == own
    assert links[-1] == '</catalogue>; rel="describedby"; type="text/turtle"'
