from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.encoder import Encoder
from search.reader import Reader
from search.text import clean
from search.understanding import Understanding
from tests.search.tiny import (
    AUTHORITIES,
    BANK,
    HUBS,
    MONEY,
    PHASE_1,
    PHASE_3,
    PRINTING,
    RECONFIRM,
    SMES,
    TAIEX,
    mention,
    tiny_reader,
    understood,
)

LETTERS = tiny_reader()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return LETTERS


def named(read: Understanding) -> set[str]:
    return {mention.node for mention in read.mentions}


def test_names_themes_and_audiences_are_told_apart(reader: Reader) -> None:
    read = reader.read("May an SME use TAIEX Regio for 3D printing?", "en")
    assert [m.node for m in read.names] == [TAIEX]
    assert {m.node for m in read.concepts} == {SMES, PRINTING}


def test_a_numbered_stage_is_a_stage_with_its_words(reader: Reader) -> None:
    [stage] = reader.read("help with 3D printing in phase 3", "en").stages
    assert (stage.node, stage.words, stage.label) == (PHASE_3, "phase 3", "Design of projects")


def test_a_stage_can_be_called_by_its_content(reader: Reader) -> None:
    read = reader.read("who helps with partner scoping?", "en")
    assert [stage.node for stage in read.stages] == [PHASE_1]


def test_a_number_says_which_stage_when_its_content_is_said_too(reader: Reader) -> None:
    read = reader.read("partner scoping in phase 3", "en")
    assert [stage.node for stage in read.stages] == [PHASE_3]


def test_a_stage_is_no_concept(reader: Reader) -> None:
    assert named(reader.read("partner scoping", "en")) == set()


@pytest.mark.parametrize(("question", "unknown"), [("phase 7", 7), ("phase 3", None), ("7", None)])
def test_a_stage_that_does_not_exist_is_noticed(
    question: str, unknown: int | None, reader: Reader
) -> None:
    read = reader.read(question, "en")
    assert read.unknown_stage == unknown


def test_of_names_inside_each_other_the_longest_counts(reader: Reader) -> None:
    read = reader.read("what do managing authorities get", "en")
    assert named(read) == {AUTHORITIES}


def test_a_misspelt_name_is_understood(reader: Reader) -> None:
    assert named(reader.read("recomfirm", "en")) == {RECONFIRM}


def test_a_cue_tells_what_kind_of_fact_is_asked_for(reader: Reader) -> None:
    read = reader.read("how much money is there for Digital Innovation Hubs?", "en")
    assert [fact.node for fact in read.facts] == [MONEY]
    assert read.asks("budget")
    assert not read.asks("phone", "deadline")


@pytest.mark.parametrize(
    ("question", "node"),
    [
        ("Digital Innovation Hubs for 3D printing", HUBS),
        ("Digital Innovation Hubs for 3D printing", PRINTING),
        ("3D printing in phase 3", PHASE_3),
        ("how much money for the hubs", MONEY),
    ],
)
def test_what_the_user_took_out_is_not_understood(question: str, node: str, reader: Reader) -> None:
    before, after = reader.read(question, "en"), reader.read(question, "en", {node})

    def all_nodes(read: Understanding) -> set[str]:
        said = {m.node for m in (*read.mentions, *read.stages, *read.facts)}
        return said | {found.node for found in read.hits}

    assert node in all_nodes(before)
    assert node not in all_nodes(after)


def test_the_wording_of_a_need_is_found_in_its_language(hash_encoder: Encoder) -> None:
    read = tiny_reader(hash_encoder).read("Wo kann ich eine Maschine ausprobieren?", "de")
    assert read.hits[0].text == "eine Maschine ausprobieren"
    assert read.nearness.vector is not None


def test_words_that_concepts_explain_are_counted() -> None:
    said = understood(mention(PRINTING), question="3D printing for us")
    assert said.explained == pytest.approx(0.5)
    assert understood(mention(BANK), question="European Investment Bank").explained == 0.0
    assert understood(question="").explained == 0.0


@given(st.text(st.characters(codec=None), max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_can_be_read_and_mentions_stand_where_they_say(text: str) -> None:
    question = clean(text + " SME \u202e phase 2")
    read = LETTERS.read(question, "en")
    denied = [negation.mention for negation in read.negations]  # the text may end in "no"
    assert SMES in {mention.node for mention in (*read.mentions, *denied)}
    for found in (*read.mentions, *read.stages, *denied):
        assert question[found.start : found.end] == found.words
