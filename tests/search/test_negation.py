from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.linking import Mention
from search.negation import negations
from search.spoken import Spoken
from tests.search.speaking import questions, spoken


def mention(question: str, words: str, kind: str = "offer") -> Mention:
    start = question.index(words)
    return Mention("node", kind, 1.0, start, start + len(words), words, words, exact=True)


def denied(question: str, words: str, language: str = "en", kind: str = "offer") -> list[str]:
    found = negations(spoken(question, language), [mention(question, words, kind)])
    return [f"{n.how}: {n.words}" for n in found]


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("bg", "подкрепа освен обучение", "обучение"),
        ("cs", "podpora kromě školení", "školení"),
        ("da", "støtte undtagen kurser", "kurser"),
        ("de", "Unterstützung außer Schulungen", "Schulungen"),
        ("el", "στήριξη εκτός από κατάρτιση", "κατάρτιση"),
        ("en", "support except training", "training"),
        ("es", "ayudas excepto formación", "formación"),
        ("et", "toetus välja arvatud koolitus", "koolitus"),
        ("fi", "tuki paitsi koulutus", "koulutus"),
        ("fr", "aides sauf la formation", "formation"),
        ("ga", "tacaíocht seachas oiliúint", "oiliúint"),
        ("hr", "potpora osim obuke", "obuke"),
        ("hu", "segítség képzés nélkül", "képzés"),
        ("it", "aiuti tranne la formazione", "formazione"),
        ("lt", "parama išskyrus mokymus", "mokymus"),
        ("lv", "atbalsts izņemot apmācību", "apmācību"),
        ("mt", "appoġġ ħlief taħriġ", "taħriġ"),
        ("nl", "steun behalve opleiding", "opleiding"),
        ("pl", "wsparcie oprócz szkoleń", "szkoleń"),
        ("pt", "apoio exceto formação", "formação"),
        ("ro", "sprijin cu excepția formării", "formării"),
        ("sk", "podpora okrem školenia", "školenia"),
        ("sl", "podpora razen usposabljanja", "usposabljanja"),
        ("sv", "stöd utom utbildning", "utbildning"),
    ],
)
def test_what_is_excepted_is_denied_in_every_language(
    language: str, question: str, words: str
) -> None:
    assert [d.split(":")[0] for d in denied(question, words, language)] == ["not"]


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("bg", "не само за МСП", "МСП"),
        ("cs", "nástroje ne jen pro MSP", "MSP"),
        ("de", "nicht nur für KMU", "KMU"),
        ("en", "not only for SMEs", "SMEs"),
        ("es", "no solo para pymes", "pymes"),
        ("fi", "ei vain yrityksille", "yrityksille"),
        ("fr", "pas seulement pour les PME", "PME"),
        ("hu", "nem csak kkv", "kkv"),
        ("it", "non solo per PMI", "PMI"),
        ("nl", "niet alleen voor kmo", "kmo"),
        ("pl", "nie tylko dla MŚP", "MŚP"),
        ("sv", "inte bara för företag", "företag"),
    ],
)
def test_not_only_denies_nothing(language: str, question: str, words: str) -> None:
    assert [d.split(":")[0] for d in denied(question, words, language, "audience")] == ["not-only"]


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("en", "we are not an SME", "SME"),
        ("de", "wir sind kein KMU", "KMU"),
        ("fr", "nous ne sommes pas une PME", "PME"),
        ("cs", "nejsme MSP", "MSP"),
        ("lt", "nesame MVĮ", "MVĮ"),
    ],
)
def test_who_asks_may_say_what_they_are_not(language: str, question: str, words: str) -> None:
    assert [d.split(":")[0] for d in denied(question, words, language, "audience")] == ["self"]


def test_a_name_is_denied_by_a_word_for_except_or_behind_what_is_listed() -> None:
    assert denied("who can not use TAIEX", "TAIEX", kind="instrument") == []
    assert denied("anything except TAIEX", "TAIEX", kind="instrument") == ["not: except TAIEX"]
    said = "areas that did not start with Vanguard"
    assert denied(said, "Vanguard", kind="actor") == ["not: not start with Vanguard"]


@pytest.mark.parametrize(
    "question", ["we have not applied yet, is there training", "no money, but training", "training"]
)
def test_a_denial_of_something_else_is_none(question: str) -> None:
    assert denied(question, "training") == []


@given(questions(), st.integers(0, 60), st.integers(0, 60))
def test_no_question_is_an_error(question: Spoken, start: int, size: int) -> None:
    said = question.question[start : start + size]
    found = negations(
        question, [Mention("node", "offer", 1.0, start, start + size, said, said, exact=True)]
    )
    assert all(n.words in question.question for n in found)
