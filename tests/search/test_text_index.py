from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Literal, NamedNode, Quad, Store
from graph.finder import FinderError, FinderMissingError, Found, Wanted
from ontology.names import DCT, RDF, RG, SKOS
from search.text_index import TextIndex

_LABELS = [
    ("hubs", SKOS.prefLabel, "Digital Innovation Hubs", "en"),
    ("hubs", SKOS.prefLabel, "Digitale Innovationszentren", "de"),
    ("hubs", SKOS.altLabel, "hubs", "en"),
    ("hubs", DCT.description, "Hubs that help small firms to try out digital machines", "en"),
    ("pilot", SKOS.prefLabel, "3D-printing pilot", "en"),
    ("lodz", SKOS.prefLabel, "Łódź", "pl"),
    ("code", RG.nutsCode, "PL711", None),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    store = Store.memory()
    store.insert_published(
        Quad(NamedNode(f"urn:{thing}"), NamedNode(str(name)), _literal(text, language), _GRAPH)
        for thing, name, text, language in _LABELS
    )
    store.insert_published(
        Quad(NamedNode(f"urn:{thing}"), NamedNode(str(RDF.type)), NamedNode(kind), _GRAPH)
        for thing, kind in (("hubs", "urn:Tool"), ("pilot", "urn:Tool"), ("lodz", "urn:Place"))
    )
    return TextIndex.build(store, tmp_path_factory.mktemp("texts") / "texts.sqlite")


_GRAPH = NamedNode("urn:graph")


def _literal(text: str, language: str | None) -> Literal:
    return Literal(text, language=language) if language else Literal(text)


def names(found: list[Found]) -> list[str]:
    return [one["thing"].value.removeprefix("urn:") for one in found]


def found(index: TextIndex, query: str, **more: object) -> list[Found]:
    return list(index.find(Wanted(query, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "things"),
    [
        ("innovation HUBS", ["hubs"]),
        ("hubs innovation", ["hubs"]),
        ('"innovation hubs"', ["hubs"]),
        ('"hubs innovation"', []),
        ("innovations*", ["hubs"]),
        ("innovations", []),
        ("3d printing", ["pilot"]),
        ("3D-printing", ["pilot"]),
        ("lodz", ["lodz"]),
        ("pl711", ["code"]),
        ("digital", ["hubs"]),
        ("hubs unheard-of", []),
        ("", []),
        ('" - *', []),
        ("hubs OR pilot", []),
        ("NEAR(hubs)", []),
    ],
)
def test_all_words_have_to_be_there(index: TextIndex, query: str, things: list[str]) -> None:
    assert names(found(index, query)) == things


def test_a_thing_is_found_once_by_its_best_text(index: TextIndex) -> None:
    (hubs,) = found(index, "hubs")
    assert hubs == {
        "thing": NamedNode("urn:hubs"),
        "score": Literal("1.0000", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        "rank": Literal(1),
        "label": Literal("hubs", language="en"),
        "snippet": Literal("**hubs**", language="en"),
        "matched": NamedNode(str(SKOS.altLabel)),
    }


def test_the_score_is_the_share_of_the_text(index: TextIndex) -> None:
    (hubs,) = found(index, "digital innovation")
    assert hubs["score"].value == "0.6667"


def test_languages_properties_classes_and_threshold_narrow_the_search(index: TextIndex) -> None:
    assert found(index, "digital*", languages=("de",))[0]["label"] == Literal(
        "Digitale Innovationszentren", language="de"
    )
    assert found(index, "digital*", languages=("fr",)) == []
    described = found(index, "hubs", properties=(str(DCT.description),))
    assert [one["matched"].value for one in described] == [str(DCT.description)]
    assert names(found(index, "pilot", classes=("urn:Tool", "urn:Place"))) == ["pilot"]
    assert names(found(index, "pilot", classes=("urn:Place",))) == []
    assert found(index, "digital innovation", threshold=0.7) == []


def test_pages_follow_each_other(index: TextIndex) -> None:
    everything = found(index, "p* OR") + found(index, "p*")
    pages = [found(index, "p*", limit=1, offset=offset) for offset in (0, 1, 2)]
    assert [one for page in pages for one in page] == everything
    assert [one["rank"].value for one in everything] == ["1", "2"]


def test_a_word_said_twice_is_looked_up_once(index: TextIndex) -> None:
    once = [found["thing"] for found in index.find(Wanted("print*"))]
    assert once
    assert [found["thing"] for found in index.find(Wanted("print* " * 280))] == once


def test_more_beginnings_of_words_than_are_looked_up_are_refused(index: TextIndex) -> None:
    assert index.find(Wanted(" ".join(f"a{n}*" for n in range(16)))) == []
    with pytest.raises(FinderError, match="17 beginnings of words are too many"):
        index.find(Wanted(" ".join(f"a{n}*" for n in range(17))))


def test_instances_are_those_of_any_of_the_classes(index: TextIndex) -> None:
    assert index.instances(["urn:Tool", "urn:Place"]) == {"urn:hubs", "urn:pilot", "urn:lodz"}
    assert index.instances(["urn:Nothing"]) == frozenset()


def test_a_release_without_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(FinderMissingError, match="before it had an index of texts"):
        TextIndex(tmp_path / "none.sqlite").find(Wanted("x"))


def test_a_closed_index_opens_again(index: TextIndex) -> None:
    index.close()
    index.close()
    assert names(found(index, "lodz")) == ["lodz"]


@given(st.text())
def test_no_text_at_all_breaks_the_search(index: TextIndex, query: str) -> None:
    assert len(found(index, query)) <= len(_LABELS)
