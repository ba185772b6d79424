from __future__ import annotations

import pytest

from ontology.names import concept, thing
from search.catalogue import Catalogue, Node
from search.joining import JoiningCheck, JoiningRule
from search.linking import Mention
from search.phrasebook import Phrasebook
from search.quantity import Quantity
from search.retrieval import Hit, Nearness
from search.understanding import Understanding
from search.vocabulary import Vocabulary
from search.wording import Wording

QUESTION = "May Flanders, Wallonia and Catalonia start a partnership?"
START = concept("need", "start-partnership")


def region(code: str) -> str:
    return thing("region", code)


def country(code: str) -> str:
    return thing("country", code)


CATALOGUE = Catalogue(
    nodes={region(code): Node(region(code), "region", {}) for code in ("BE2", "BE3", "ES51")},
    texts=(),
    links={},
    edges={
        region("BE2"): {"country": (country("BEL"),)},
        region("BE3"): {"country": (country("BEL"),)},
        region("ES51"): {"country": (country("ESP"),)},
    },
    quantities={
        thing("figure", f"rule-min-partnership-{what}"): Quantity("", "", lowest=3)
        for what in ("regions", "member-states")
    },
)

RULE = JoiningRule(CATALOGUE, Vocabulary.load())


def wording(language: str) -> Wording:
    return Wording(language, Phrasebook.load(), CATALOGUE)


def mention(name: str, code: str) -> Mention:
    start = QUESTION.index(name)
    return Mention(region(code), "region", 1.0, start, start + len(name), name, name, exact=True)


def understood(*mentions: Mention, near: str = START, question: str = QUESTION) -> Understanding:
    hit = Hit(near, "need", 5.0, 4.0, 1.0, 0.6, 0.9, "start a partnership")
    return Understanding(
        question, "en", mentions, (), Nearness((hit,), {near: 5.0}), (), tuple(question.split())
    )


def test_three_regions_from_two_countries_are_not_enough() -> None:
    named = (mention("Flanders", "BE2"), mention("Wallonia", "BE3"), mention("Catalonia", "ES51"))

    check = RULE.check(understood(*named))

    assert check == JoiningCheck("Flanders, Wallonia, Catalonia", 3, 2, 3, 3)
    assert [sentence.text for sentence in check.sentences(wording("en"))] == [
        "Flanders, Wallonia, Catalonia – regions: 3, countries: 2.",
        "Not yet: a new partnership needs at least 3 regions from 3 Member States.",
    ]


def test_regions_that_are_only_counted_are_checked_too() -> None:
    check = RULE.check(understood(question="Two regions from one country want a new area"))

    assert check == JoiningCheck("Two regions from one country", 2, 1, 3, 3)
    assert not check.met


def test_countries_that_nobody_told_leave_enough_regions_unsettled() -> None:
    assert RULE.check(understood(question="three regions want a new area")) is None
    too_few = RULE.check(understood(question="two regions want a new area"))
    assert too_few is not None
    assert too_few.sentences(wording("en"))[0].text == "two regions – regions: 2, countries: ?."


def test_the_check_is_said_in_the_language_of_the_question() -> None:
    check = JoiningCheck("Flandern, Norte, Skåne", 3, 3, 3, 3)

    assert [sentence.text for sentence in check.sentences(wording("de"))] == [
        "Flandern, Norte, Skåne – Regionen: 3, Länder: 3.",
        "Das reicht für eine neue Partnerschaft, wenn alle Länder EU-Mitgliedstaaten sind.",
    ]


def test_three_regions_from_three_countries_are_enough() -> None:
    assert JoiningCheck("Flanders, Norte, Skåne", 3, 3, 3, 3).met


def test_one_region_is_no_partnership_to_check() -> None:
    assert RULE.check(understood(mention("Flanders", "BE2"), question="Flanders alone")) is None


def test_regions_in_another_question_are_not_checked() -> None:
    named = (mention("Flanders", "BE2"), mention("Catalonia", "ES51"))

    assert RULE.check(understood(*named, near=concept("need", "pilot-line"))) is None


def from_countries(question: str, *names: str) -> JoiningCheck | None:
    mentions = [
        Mention(
            country(n), "country", 1.0, question.index(n), question.index(n) + len(n), n, n, True
        )
        for n in names
    ]
    hit = Hit(START, "need", 5.0, 4.0, 1.0, 0.6, 0.9, "start a partnership")
    near = Nearness((hit,), {START: 5.0})
    return RULE.check(Understanding(question, "en", tuple(mentions), (), near, (), ()))


@pytest.mark.parametrize(
    ("question", "names", "regions", "countries"),
    [
        ("may two regions from Spain and one from Italy start", ("Spain", "Italy"), 3, 2),
        ("may three regions from Germany start", ("Germany",), 3, 1),
        ("two regions from Spain and another from Italy", ("Spain", "Italy"), 3, 2),
        ("three regions from Spain, Italy and Malta", ("Spain", "Italy", "Malta"), 3, 3),
        (
            "one region from Spain, one from Italy and 2 from Malta",
            ("Spain", "Italy", "Malta"),
            4,
            3,
        ),
    ],
)
def test_regions_of_named_countries_are_counted(
    question: str, names: tuple[str, ...], regions: int, countries: int
) -> None:
    check = from_countries(question, *names)
    assert check is not None
    assert (check.regions, check.countries, check.said) == (regions, countries, ", ".join(names))


def test_a_number_for_a_part_of_the_countries_counts_nothing() -> None:
    assert from_countries("Spain with two regions from Italy", "Spain", "Italy") is None
