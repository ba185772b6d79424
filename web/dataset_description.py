"""The data set in the words of schema.org, for search engines of data sets."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rdflib import Graph, URIRef

from graph.downloads import Download, downloads
from graph.dumps import DATASET
from graph.release import Release
from ontology.files import catalogue_file, read
from ontology.names import DCAT, DCT, EU_LANGUAGES
from web.headers import LICENCE

__all__ = ["machine_description"]


def machine_description(release: Release, root: str) -> dict[str, Any]:
    """What the catalogue says of a release, with its files; ``root`` is the server's address."""
    publisher = {"@type": "Organization", "name": "Regiograph", "url": root}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET,
        "url": f"{root}dumps/",
        **_texts(),
        "version": release.version,
        "dateModified": release.manifest.created,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": list(EU_LANGUAGES),
        "spatialCoverage": "Europe",
        "creator": publisher,
        "publisher": publisher,
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": "Regiograph catalogue",
            "url": f"{root}catalogue",
        },
        "distribution": [
            _file(one, f"{root}dumps/{release.version}/")
            for one in downloads(release)
            if one.is_table or (one.format and not one.is_pack)
        ],
    }


@lru_cache(1)
def _texts() -> dict[str, Any]:
    """The same title, description and keywords as in the catalogue."""
    catalogue, data = Graph().parse(data=read(catalogue_file()), format="turtle"), URIRef(DATASET)
    return {
        "name": str(catalogue.value(data, DCT["title"])),
        "description": str(catalogue.value(data, DCT.description)),
        "keywords": sorted(map(str, catalogue.objects(data, DCAT.keyword))),
    }


def _file(download: Download, folder: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": download.name,
        "contentUrl": f"{folder}{download.name}",
        "encodingFormat": download.media_type.partition(";")[0],
        "contentSize": f"{download.size} B",
        "sha256": download.sha256,
    }
