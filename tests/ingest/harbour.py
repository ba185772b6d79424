"""A made-up document and its fact files, to be changed at will."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from graph.store import Store
from ingest.sources.background import BackgroundSource

_DATA = Path(__file__).parent / "data" / "harbour"


@dataclass(frozen=True, slots=True)
class Harbour:
    """A copy of the fact files in a directory of its own."""

    folder: Path

    @property
    def document(self) -> Path:
        return self.folder / "harbour.txt"

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def source(self, *, quoted: bool = False) -> BackgroundSource:
        return BackgroundSource(self.document if quoted else None, self.folder)

    def store(self, *, quoted: bool = False) -> Store:
        store = Store.memory()
        store.insert_published(self.source(quoted=quoted).quads())
        return store


def copy_harbour(folder: Path) -> Harbour:
    shutil.copytree(_DATA, folder / "harbour")
    return Harbour(folder / "harbour")


def values(store: Store, pattern: str, graph: str | None = None) -> set[str]:
    """Values of ?x for a pattern, in the default graph or in a named one."""
    inner = (
        f"GRAPH <https://w3id.org/regiograph/graph/{graph}> {{ {pattern} }}" if graph else pattern
    )
    query = (
        "BASE <https://w3id.org/regiograph/> PREFIX rg: <https://w3id.org/regiograph/def#>"
        " PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        " PREFIX dct: <http://purl.org/dc/terms/> PREFIX cv: <http://data.europa.eu/m8g/>"
        " PREFIX foaf: <http://xmlns.com/foaf/0.1/>"
        f" SELECT ?x WHERE {{ {inner} }}"
    )
    return {row["x"].value for row in store.query(query)}
