from __future__ import annotations

from pathlib import Path

import pytest

from graph import Literal, NamedNode, Quad, Store
from graph.finder import FinderMissingError, Wanted
from graph.release import Release
from ontology.names import SKOS
from search.answer import Findings
from search.index import TEXTS
from search.text_index import TextIndex
from web.searching import finders_of


class Engine:
    """Finds nothing at all."""

    def findings(self, question: str, *, lang: str | None = None) -> Findings:
        return Findings("en", 0.0, False, ())


def test_the_engine_is_made_for_the_first_search_and_only_once(tmp_path: Path) -> None:
    made: list[Engine] = []

    def make() -> Engine:
        made.append(Engine())
        return made[-1]

    finders = finders_of(Release(tmp_path), make)
    assert made == []
    assert finders["search"].find(Wanted("x")) == finders["search"].find(Wanted("y")) == []
    assert len(made) == 1


def test_words_are_looked_for_in_the_index_of_the_release(tmp_path: Path) -> None:
    store = Store.memory()
    label = Literal("a name", language="en")
    store.insert([Quad(NamedNode("urn:a"), NamedNode(str(SKOS.prefLabel)), label)])
    (tmp_path / "search").mkdir()
    TextIndex.build(store, tmp_path / "search" / TEXTS)

    found = finders_of(Release(tmp_path), Engine)["text"].find(Wanted("name"))

    assert [(one["thing"], one["label"]) for one in found] == [(NamedNode("urn:a"), label)]


def test_a_release_from_before_there_was_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(FinderMissingError, match="ask a later one"):
        finders_of(Release(tmp_path), Engine)["text"].find(Wanted("name"))
