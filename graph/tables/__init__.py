"""Tables that people open in a spreadsheet: CSV on the Web (CSVW), each a SELECT in a file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from graph.queries import load
from graph.store import Store
from graph.tables.metadata import METADATA, Metadata, Release, Source
from ontology.names import BASE, DEFAULT_BASE

__all__ = ["METADATA", "NAMES", "write_tables"]

NAMES: Final = ("instruments", "figures", "regions", "countries", "partnerships", "members")
_HERE: Final = Path(__file__).parent
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the oldest time of the zip format, so bytes repeat


def write_tables(
    store: Store, dataset: str, version: str, licence: str, directory: Path
) -> list[Path]:
    """Write all tables, what their columns mean, and the same in one zip file beside them.

    RFC 4180: UTF-8, a header row, lines end in CR LF. That leaves no room for a licence in the
    file, so each table has its own description beside it, under the name that CSVW looks for.
    """
    directory.mkdir(parents=True, exist_ok=True)
    tables = [_write_table(store, name, directory) for name in NAMES]
    release = Release(dataset, version, licence, _sources(store))
    metadata = Metadata(_read(METADATA), release).write(directory)
    archive = directory.parent / f"regiograph-{version}-csv.zip"
    _zip([*tables, *metadata], archive)
    return [*tables, *metadata, archive]


def _write_table(store: Store, name: str, directory: Path) -> Path:
    path = directory / f"{name}.csv"
    path.write_bytes(store.serialize_select(_read(f"{name}.rq"), media_type="text/csv"))
    return path


def _sources(store: Store) -> list[Source]:
    found = (
        {name: term.value for name, term in row.items()}
        for row in store.select(load("release_sources"))
    )
    return [Source(**row) for row in found]


def _zip(files: list[Path], archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            info = zipfile.ZipInfo(path.name, _EPOCH)
            packed.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace(DEFAULT_BASE, BASE)
