"""Full text over the names and descriptions of everything in a release: a small SQLite file.

Words are compared as everywhere in the search, without case and accents. The file is opened
when it is first asked and never written again.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

from graph import Literal, Store
from graph.finder import FinderError, FinderMissingError, Found, Wanted
from graph.terms import NamedNode
from ontology.names import BASE, DCT, DEFAULT_BASE, FOAF, RDFS, RG, SKOS, XSD
from search.snippet import snippet
from search.text import words

__all__ = ["TextIndex", "decimal"]

# Names before descriptions; what is not listed comes last.
_ORDER: Final = tuple(
    str(name)
    for name in (
        *(SKOS.prefLabel, RDFS.label, DCT.title, FOAF.name, SKOS.altLabel, RG.acronym),
        *(RG.nutsCode, SKOS.hiddenLabel, DCT.description, SKOS.definition),
    )
)
_BEGINNINGS: Final = 16  # of words, in one search: each may be that of half of all words
_PIECE: Final = re.compile(r'"([^"]*)"|(\S+)')


class TextIndex:
    """Finds things by the words of their texts; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """`path` is what `build` wrote; it is opened when it is first asked."""
        self._path = path
        self._lock = threading.Lock()
        self._opened: sqlite3.Connection | None = None

    @classmethod
    def build(cls, store: Store, path: Path) -> TextIndex:
        """Write the index of a store."""
        connection = sqlite3.connect(path)
        try:
            connection.executescript(_file("texts-schema.sql"))
            _fill(connection, store)
            connection.execute("INSERT INTO forms(forms) VALUES ('optimize')")
            connection.commit()
            connection.execute("VACUUM")
        finally:
            connection.close()
        return cls(path)

    def find(self, wanted: Wanted) -> Sequence[Found]:
        """Things whose texts hold all the words; FinderError when they can't be looked up."""
        match, size = _match(wanted.query)
        if not match:
            return []
        rows = self._rows(
            _file("texts.sql"),
            {
                "match": match,
                "words": size,
                "languages": _listed(wanted.languages),
                "properties": _listed(wanted.properties),
                "classes": _listed(wanted.classes),
                "threshold": wanted.threshold,
                "limit": wanted.limit,
                "offset": wanted.offset,
            },
        )
        return [_found(row, wanted.query, rank) for rank, row in enumerate(rows, wanted.offset + 1)]

    def instances(self, classes: Iterable[str]) -> frozenset[str]:
        """IRIs of all things of these classes."""
        listed = {"classes": _listed(tuple(classes))}
        return frozenset(iri for (iri,) in self._rows(_INSTANCES, listed))

    def close(self) -> None:
        """Close the file, if it was opened."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _rows(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened.execute(query, values).fetchall()

    def _open(self) -> sqlite3.Connection:
        if not self._path.is_file():
            raise FinderMissingError(
                "this release was built before it had an index of texts; "
                "ask a later one with release="
            )
        address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False)


_INSTANCES: Final = """
SELECT DISTINCT iri FROM type JOIN thing ON thing.id = type.thing
WHERE class IN (SELECT value FROM json_each(:classes))
"""


def decimal(value: float) -> Literal:
    """A score as it is given to queries."""
    return Literal(f"{value:.4f}", datatype=NamedNode(str(XSD.decimal)))


def _fill(connection: sqlite3.Connection, store: Store) -> None:
    numbers: dict[str, int] = {}
    # Sorted here: the engine takes three seconds for it.
    for id_, (thing_iri, name, text, language) in enumerate(sorted(_texts(store)), start=1):
        forms = words(text)
        if not forms:
            continue
        thing = numbers.setdefault(thing_iri, len(numbers) + 1)
        place = _ORDER.index(name) if name in _ORDER else len(_ORDER)
        values = (id_, thing, name, place, language, len(forms), text)
        connection.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        connection.execute("INSERT INTO forms(rowid, words) VALUES (?, ?)", (id_, " ".join(forms)))
    rows = store.select(_file("classes.rq"))
    for thing_iri, kind in sorted((row["thing"].value, row["class"].value) for row in rows):
        thing = numbers.setdefault(thing_iri, len(numbers) + 1)
        connection.execute("INSERT INTO type VALUES (?, ?)", (thing, kind))
    connection.executemany(
        "INSERT INTO thing VALUES (?, ?)", ((number, iri) for iri, number in numbers.items())
    )


def _texts(store: Store) -> Iterator[tuple[str, str, str, str]]:
    for row in store.select(_file("texts.rq")):
        text = row["text"]
        assert isinstance(text, Literal)  # the query filters
        yield row["thing"].value, row["property"].value, text.value, text.language or ""


def _match(query: str) -> tuple[str, int]:
    """What FTS5 is asked, all of it in quotation marks, and how many words that are."""
    asked: dict[str, None] = {}
    size = 0
    for quoted, plain in _PIECE.findall(query):
        forms = words(quoted or plain)
        if forms:
            size += len(forms)
            asked[f'"{" ".join(forms)}"' + ("*" if plain.endswith("*") else "")] = None
    beginnings = sum(one.endswith("*") for one in asked)
    if beginnings > _BEGINNINGS:
        raise FinderError(
            f"{beginnings} beginnings of words are too many; write at most {_BEGINNINGS} with *"
        )
    return " ".join(asked), size


def _found(row: tuple[str, str, str, str, float], query: str, rank: int) -> Found:
    thing, name, label, language, score = row
    shown = Literal(label, language=language) if language else Literal(label)
    part = snippet(label, query)
    return {
        "thing": NamedNode(thing),
        "score": decimal(score),
        "rank": Literal(rank),
        "label": shown,
        "snippet": Literal(part, language=language) if language else Literal(part),
        "matched": NamedNode(name),
    }


def _listed(values: Sequence[str]) -> str | None:
    return json.dumps(values) if values else None


def _file(name: str) -> str:
    text = resources.files("search").joinpath("queries", name).read_text("utf-8")
    return text.replace(DEFAULT_BASE, BASE)
