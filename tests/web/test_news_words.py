from __future__ import annotations

import pytest

from graph.labels import Labels
from graph.news import Happening, News
from graph.store import Store
from graph.terms import Literal
from ontology.names import DCT, RG, SKOS, concept, graph_name, thing
from tests.conftest import said
from web.news_words import NewsWords
from web.wording import load_wordings

BUDGET, CALL = concept("measure", "budget"), thing("instrument", "innosup-1")
HAPPENINGS = (
    Happening("restated", "Budget", BUDGET),
    Happening("stated", "TRL", ""),
    Happening("changed", properties=(str(DCT.description), str(RG.minValue), "http://e/someThing")),
)


@pytest.fixture
def labels() -> Labels:
    store = Store.memory()
    graph, label = graph_name("test"), str(SKOS.prefLabel)
    store.insert_published(
        [
            said(graph, BUDGET, label, Literal("Budget", language="en")),
            said(graph, BUDGET, label, Literal("Talousarvio", language="fi")),
            said(graph, CALL, label, Literal("INNOSUP-1", language="en")),
        ]
    )
    return Labels(store)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (
            "en",
            "INNOSUP-1: budget stated anew, TRL now stated, "
            "description, least value, some thing changed",
        ),
        (
            "fi",
            "INNOSUP-1: ilmoitettu uudelleen: Talousarvio, ilmoitettu nyt: TRL, "
            "muutettu: Kuvaus, Pienin arvo, “some thing”",
        ),
    ],
)
def test_what_happened_is_told_with_names_of_the_language(
    language: str, title: str, labels: Labels
) -> None:
    told = NewsWords(load_wordings()[language], labels).told(
        News(CALL, "INNOSUP-1", "changed", (), HAPPENINGS)
    )

    assert (told.title, told.language) == (title, language)


@pytest.mark.parametrize("language", load_wordings())
def test_every_kind_of_news_can_be_told_in_every_language(language: str, labels: Labels) -> None:
    kinds = ("new", "removed", "merged", "stated", "restated", "unstated", "changed")
    happenings = tuple(Happening(kind, "X") for kind in kinds)
    told = NewsWords(load_wordings()[language], labels).told(News(CALL, "", "", (), happenings))

    assert len(set(told.words)) == len(kinds)
    assert told.language == language
