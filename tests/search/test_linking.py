from __future__ import annotations

import pytest

from search.catalogue import Text
from search.linking import Linker, Mention, Misspellings, same_stem

STOPS = {"en": frozenset("the a of for and in is".split()), "hu": frozenset(["ket"])}


def link(
    question: str,
    *names: str,
    kind: str = "instrument",
    language: str = "en",
    fuzzy: frozenset[str] = frozenset(["instrument"]),
) -> list[Mention]:
    """Mentions of some names in a question; each name is a node of its own."""
    texts = [Text(name, kind, language, "label", name) for name in names]
    return Linker(texts, STOPS, fuzzy).mentions(question, [language])


def test_an_exact_name_is_found_where_it_stands() -> None:
    [found] = link("who runs Digital Innovation Hubs?", "Digital Innovation Hubs")
    assert found == Mention(
        node="Digital Innovation Hubs",
        kind="instrument",
        score=1.0,
        start=9,
        end=32,
        words="Digital Innovation Hubs",
        label="Digital Innovation Hubs",
        exact=True,
    )


def test_case_accents_and_hyphens_make_no_difference() -> None:
    [found] = link("île de FRANCE", "Île-de-France")
    assert (found.score, found.words) == (1.0, "île de FRANCE")


@pytest.mark.parametrize(
    ("language", "name", "question", "said"),
    [
        ("pl", "klastry", "wsparcie dla klastrów", "klastrów"),
        ("de", "Textilindustrie", "Hilfe für die Textilindustrien", "Textilindustrien"),
        ("fi", "rakennukset", "apua rakennuksille", "rakennuksille"),
        ("bg", "клъстери", "помощ за клъстерите", "клъстерите"),
        ("en", "photonics", "a photonic sensor", "photonic"),
    ],
)
def test_an_inflected_word_is_found_and_is_less_sure(
    language: str, name: str, question: str, said: str
) -> None:
    [found] = link(question, name, kind="topic", language=language)
    assert found.words == said
    assert 0.5 < found.score < 1.0
    assert not found.exact


@pytest.mark.parametrize("said", ["recomfirm", "reconfim", "reconfrim", "REKONFIRM"])
def test_a_misspelt_name_is_found(said: str) -> None:
    [found] = link(f"what is {said}?", "ReConfirm")
    assert (found.node, found.words, found.exact) == ("ReConfirm", said, False)


def test_only_names_of_some_kinds_may_be_misspelt() -> None:
    assert link("recomfirm", "ReConfirm", kind="topic") == []


def test_a_word_that_is_known_is_not_taken_for_a_slip() -> None:
    found = link("the photonics map", "Photonics", "Photonica")
    assert found[0].node == "Photonics"


def test_an_acronym_is_itself_and_no_word_that_looks_like_it() -> None:
    linker = Linker([Text("n", "ket", "en", "synonym", "KET")], STOPS)
    assert linker.mentions("két ország együttműködése", ["hu"]) == []
    [found] = linker.mentions("mi az a KET?", ["hu"])
    assert (found.score, found.words) == (1.0, "KET")


def test_an_acronym_may_be_typed_small() -> None:
    [found] = link("what is eccp", "ECCP")
    assert (found.node, found.exact) == ("ECCP", True)


def test_the_longer_of_two_names_comes_first() -> None:
    found = link("an innovation hub", "Innovation", "Innovation Hub")
    assert [mention.node for mention in found] == ["Innovation Hub", "Innovation"]


def test_a_name_is_found_without_its_article() -> None:
    [found] = link("about Knowledge Exchange Platform", "The Knowledge Exchange Platform")
    assert found.score == 1.0


def test_a_name_that_is_an_article_and_a_common_word_needs_both() -> None:
    assert link("a hub in our town", "The Hub") == []
    assert [m.words for m in link("is The Hub open", "The Hub")] == ["The Hub"]


def test_most_of_a_long_name_is_enough_and_half_is_not() -> None:
    name = "European Observatory for Clusters and Industrial Change"
    [found] = link("Observatory for Clusters and Industrial Change", name)
    assert 0.5 < found.score < 1.0
    assert link("industrial change", name) == []


def test_every_word_of_a_short_name_is_needed() -> None:
    assert link("a platform for patents", "Knowledge Platform") == []


def test_words_that_stand_far_apart_are_no_name() -> None:
    question = "knowledge is what a town of two or more rivers may want of every platform"
    assert link(question, "Knowledge Platform") == []


@pytest.mark.parametrize("kind", ["country", "region"])
def test_places_are_written_with_a_capital_and_uninflected(kind: str) -> None:
    assert [m.words for m in link("partners in Nice", "Nice", kind=kind)] == ["Nice"]
    assert link("a nice partner", "Nice", kind=kind) == []
    assert link("Portugals", "Portugal", kind=kind) == []


def test_names_of_another_language_are_not_looked_for() -> None:
    linker = Linker([Text("n", "topic", "de", "label", "Gift")], STOPS)
    assert linker.mentions("a gift for you", ["en"]) == []
    assert [m.node for m in linker.mentions("Gift im Boden", ["de"])] == ["n"]


def test_english_names_are_found_in_every_language() -> None:
    linker = Linker([Text("n", "instrument", "en", "label", "Digital Innovation Hubs")], STOPS)
    [found] = linker.mentions("Was sind Digital Innovation Hubs?", ["de"])
    assert found.exact


def test_a_full_name_is_sure_whatever_small_words_it_has() -> None:
    [found] = link("help with scoping of the partners please", "Scoping of the partners")
    assert (found.score, found.exact) == (1.0, True)


def test_a_name_with_a_hyphen_needs_all_its_parts() -> None:
    stops = {"en": frozenset(["up"])}
    linker = Linker([Text("n", "audience", "en", "label", "start-up")], stops)
    assert linker.mentions("we want to start a new area", ["en"]) == []
    assert [m.words for m in linker.mentions("we are a start-up", ["en"])] == ["start-up"]


def test_an_acronym_that_is_a_small_word_elsewhere_is_found_in_its_own_language() -> None:
    assert [m.words for m in link("mi az a KET", "KET", kind="ket", language="hu")] == ["KET"]


def test_a_node_with_several_names_is_mentioned_once_by_the_best() -> None:
    texts = [Text("n", "instrument", "en", "synonym", name) for name in ("DIH", "Digital Hubs")]
    [found] = Linker(texts, STOPS).mentions("DIH, the digital hubs", ["en"])
    assert found.words == "digital hubs"


@pytest.mark.parametrize("question", ["", "?", "🙂", "of the and", "\u202e"])
def test_nothing_is_named_where_nothing_is_said(question: str) -> None:
    assert link(question, "Digital Innovation Hubs", "of the sea") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("cluster", "clusters", True),
        ("etap", "etapu", True),
        ("plan", "plant", False),
        ("planned", "plant", False),
        ("etapas", "etape", True),
        ("2014", "2015", False),
        ("region", "regulation", False),
        ("hub", "hubs", False),
    ],
)
def test_a_stem_is_a_long_common_start(one: str, other: str, same: bool) -> None:
    assert same_stem(one, other) is same
    assert same_stem(other, one) is same


@pytest.mark.parametrize(
    ("name", "word", "slip"),
    [
        ("watify", "wattify", True),
        ("watify", "waitfy", True),
        ("watify", "wattifiy", False),
        ("reconfirm", "rekonfrim", True),
        ("reconfirm", "confirm", True),
        ("reconfirm", "firm", False),
    ],
)
def test_one_slip_in_a_word_and_two_in_a_long_one(name: str, word: str, slip: bool) -> None:
    assert Misspellings([name]).near(word) == ([name] if slip else [])


def test_a_place_is_found_by_the_name_it_has_in_another_language() -> None:
    texts = [Text("ITC4", "region", "it", "label", "Lombardia")]
    assert [m.words for m in Linker(texts, STOPS).mentions("Is Lombardia in?", ["en"])] == [
        "Lombardia"
    ]
