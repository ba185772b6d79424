"""Questions as the grammars read them, with the real small words; and texts that nobody asks."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from ontology.names import EU_LANGUAGES
from search.language import stop_words
from search.spoken import Grammar, Spoken
from search.vocabulary import Vocabulary

_HOSTILE = [
    "\x00", "\ud800", "\u202e", "<b onclick='x'>", "}; DROP ALL; #", "2018-", "EUR", "€", "k",
    " 50 000 ", "2020", "31.12.2017", "מימון", "تمويل", "ﬁ", "²", "٣", "not only", "ohne", "BE2",
]  # fmt: skip


def spoken(question: str, language: str = "en") -> Spoken:
    """A question in a language."""
    return Spoken(question, _grammar(language))


def questions() -> st.SearchStrategy[Spoken]:
    """Any text of up to 2,000 characters in any language, with stumbling blocks in it."""
    surrogates = st.text(st.characters(exclude_categories=()), max_size=80)
    pieces = st.lists(st.one_of(st.sampled_from(_HOSTILE), surrogates), max_size=20)
    texts = pieces.map(lambda parts: " ".join(parts)[:2000])
    return st.builds(spoken, texts, st.sampled_from(EU_LANGUAGES))


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.load()


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(language, _vocabulary(), stop_words()[language])
