from __future__ import annotations

import json
import re

from flask.testing import FlaskClient

from graph.dumps import DATASET
from tests.web.fakes import OLDER, VERSION


def _described(client: FlaskClient, path: str) -> dict[str, object]:
    page = client.get(path).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    described: dict[str, object] = json.loads(found[1])
    return described


def test_the_page_of_downloads_describes_the_data_set(client: FlaskClient) -> None:
    found = _described(client, "/dumps/")

    assert (found["@type"], found["@id"], found["version"]) == ("Dataset", DATASET, VERSION)
    assert found["name"] == "Regiograph: EU support for interregional industrial collaboration"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert 50 <= len(str(found["description"])) <= 5_000  # what Google accepts


def test_each_file_is_a_distribution_with_size_and_checksum(client: FlaskClient) -> None:
    assert _described(client, f"/dumps/{OLDER}/")["distribution"] == [
        {
            "@type": "DataDownload",
            "name": "regiograph.nt",
            "contentUrl": f"http://localhost/dumps/{OLDER}/regiograph.nt",
            "encodingFormat": "application/n-triples",
            "contentSize": "20 B",
            "sha256": "b" * 64,
        }
    ]
