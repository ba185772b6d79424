from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.stages import StageNumber, stage_numbers
from search.text import clean
from search.vocabulary import Vocabulary

THIRD = [
    ("bg", "помощ в трета фаза"),
    ("cs", "kdo pomůže ve třetí fázi"),
    ("da", "hvem hjælper i fase 3"),
    ("de", "Hilfe in Phase drei"),
    ("el", "ποιος βοηθά στη φάση 3"),
    ("en", "help with the third step"),
    ("es", "ayuda en la fase III"),
    ("et", "kolmas etapp"),
    ("fi", "kuka auttaa vaiheessa 3"),
    ("fr", "une aide à la troisième étape"),
    ("ga", "cabhair i gcéim 3"),
    ("hr", "tko pomaže u fazi 3"),
    ("hu", "ki segít a 3. fázisban"),
    ("it", "un aiuto per la terza fase"),
    ("lt", "kas padeda 3 etape"),
    ("lv", "kas palīdz 3. posmā"),
    ("mt", "għajnuna fit-tielet fażi"),
    ("nl", "hulp in fase drie"),
    ("pl", "kto pomoże w fazie trzeciej"),
    ("pt", "ajuda na terceira fase"),
    ("ro", "ajutor în etapa a treia"),
    ("sk", "kto pomôže v tretej fáze"),
    ("sl", "kdo pomaga v tretji fazi"),
    ("sv", "hjälp i tredje fasen"),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def numbers(question: str, language: str, vocabulary: Vocabulary) -> list[int]:
    return [found.number for found in stage_numbers(question, language, vocabulary)]


@pytest.mark.parametrize(("language", "question"), THIRD)
def test_the_third_stage_is_read_in_every_language(
    language: str, question: str, vocabulary: Vocabulary
) -> None:
    assert numbers(question, language, vocabulary) == [3]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("phase 1", 1),
        ("PHASE 2", 2),
        ("the 3rd stage", 3),
        ("2nd phase", 2),
        ("stage iv", 4),
        ("Stage II", 2),
        ("step four", 4),
        ("phase-2 support", 2),
        ("phase no. 4", 4),
        ("help in phase3", 3),
    ],
)
def test_digits_ordinals_words_and_roman_numerals_count(
    question: str, number: int, vocabulary: Vocabulary
) -> None:
    assert numbers(question, "en", vocabulary) == [number]


def test_the_words_that_said_it_are_kept(vocabulary: Vocabulary) -> None:
    found = stage_numbers("What helps us in phase 3?", "en", vocabulary)
    assert found == [StageNumber(3, 17, 24, "phase 3")]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "in welcher Phase einer Partnerschaft"),
        ("es", "una fase del proyecto"),
        ("fr", "une phase du projet"),
        ("it", "una fase del progetto"),
        ("pt", "uma fase do projeto"),
        ("en", "3 regions and 2 clusters"),
        ("en", "part iii of the report"),
        ("en", "phase out the old machines"),
        ("en", "a phase that ends in 2017"),
        ("en", ""),
    ],
)
def test_an_article_a_year_or_a_bare_number_is_no_stage(
    language: str, question: str, vocabulary: Vocabulary
) -> None:
    assert numbers(question, language, vocabulary) == []


def test_a_stage_that_does_not_exist_is_reported(vocabulary: Vocabulary) -> None:
    assert numbers("help in phase 7", "en", vocabulary) == [7]
    assert numbers("help in phase 11", "en", vocabulary) == [11]


def test_two_stages_come_in_the_order_they_are_said(vocabulary: Vocabulary) -> None:
    assert numbers("between phase 3 and phase 1", "en", vocabulary) == [3, 1]


def test_one_word_for_stage_can_have_two_numbers(vocabulary: Vocabulary) -> None:
    assert numbers("help in phases 2 and 3", "en", vocabulary) == [2, 3]


@pytest.mark.parametrize("question", ["the 3D printing phase", "a 5G stage", "stage for 4g"])
def test_a_technology_is_no_ordinal(question: str, vocabulary: Vocabulary) -> None:
    assert numbers(question, "en", vocabulary) == []


@pytest.mark.parametrize(
    ("question", "number"), [("faza 3", 3), ("céim 2", 2), ("vaiheessa 4", 4), ("3. posms", 3)]
)
def test_two_words_are_read_in_every_language(
    question: str, number: int, vocabulary: Vocabulary
) -> None:
    assert numbers(question, "en", vocabulary) == [number]


def test_a_stage_said_twice_counts_once(vocabulary: Vocabulary) -> None:
    assert numbers("phase 2, I mean stage two", "en", vocabulary) == [2]


@given(st.text(st.characters(codec=None), max_size=100), st.sampled_from(["en", "hu", "xx"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    seen = clean(text)
    for found in stage_numbers(seen + " phase 2", language, TABLES):
        assert (seen + " phase 2")[found.start : found.end] == found.words


TABLES = Vocabulary({"en": {"stage-word": frozenset({("phase",)})}})


@pytest.mark.parametrize(
    ("language", "question", "number"),
    [
        ("en", "support in the final stage", 4),
        ("en", "preparatory step on tourism safety", 1),
        ("fr", "l'étape préparatoire", 1),
        ("es", "fase final, textil", 4),
        ("de", "in der letzten Phase", 4),
        ("hu", "az utolsó fázis", 4),
        ("sl", "V zadnji fazi: patenti", 4),
        ("fi", "viimeisessä vaiheessa", 4),
    ],
)
def test_the_first_and_the_last_stage_are_called_so(
    language: str, question: str, number: int, vocabulary: Vocabulary
) -> None:
    assert numbers(question, language, vocabulary) == [number]


@pytest.mark.parametrize("question", ["last year we took a step", "phase of the last resort"])
def test_last_says_something_of_a_stage_only_beside_it(
    question: str, vocabulary: Vocabulary
) -> None:
    assert numbers(question, "en", vocabulary) == []
