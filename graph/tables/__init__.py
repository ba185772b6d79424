"""Tables that people open in a spreadsheet: CSV on the Web (CSVW), each a SELECT in a file."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any, Final

from graph.queries import load
from graph.store import Store
from ontology.names import BASE, DEFAULT_BASE

__all__ = ["METADATA", "NAMES", "write_tables"]

METADATA: Final = "csv-metadata.json"  # where readers of CSVW look for it beside a table
NAMES: Final = ("instruments", "figures", "regions", "countries", "partnerships", "members")
_HERE: Final = Path(__file__).parent
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the oldest time of the zip format, so bytes repeat


def write_tables(store: Store, version: str, licence: str, directory: Path) -> list[Path]:
    """Write all tables, what their columns mean, and the same in one zip file beside them.

    RFC 4180: UTF-8, a header row, lines end in CR LF.
    """
    directory.mkdir(parents=True, exist_ok=True)
    written = [_write_table(store, name, directory) for name in NAMES]
    metadata = directory / METADATA
    text = json.dumps(_metadata(store, version, licence), indent=1, ensure_ascii=False)
    metadata.write_text(text + "\n", encoding="utf-8")
    archive = directory.parent / f"regiograph-{version}-csv.zip"
    _zip([*written, metadata], archive)
    return [*written, metadata, archive]


def _write_table(store: Store, name: str, directory: Path) -> Path:
    path = directory / f"{name}.csv"
    path.write_bytes(store.serialize_select(_read(f"{name}.rq"), media_type="text/csv"))
    return path


def _metadata(store: Store, version: str, licence: str) -> dict[str, Any]:
    """The description of the tables with the licence, the version and where they come from."""
    written: dict[str, Any] = json.loads(_read(METADATA))
    tables = written.pop("tables")
    sources = [
        {"@id": row["origin"].value, "dc:title": row["title"].value}
        for row in store.select(load("release_sources"))
    ]
    return {
        **written,
        "dc:license": {"@id": licence},
        "dc:identifier": version,
        "dc:issued": {"@value": "-".join(version.split(".")[:3]), "@type": "xsd:date"},
        "prov:wasDerivedFrom": sources,
        "tables": [{**table, "dc:license": {"@id": licence}} for table in tables],
    }


def _zip(files: list[Path], archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            info = zipfile.ZipInfo(path.name, _EPOCH)
            packed.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace(DEFAULT_BASE, BASE)
