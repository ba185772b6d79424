"""Which of the 24 EU languages a question is written in.

A statistical model knows sentences well and three words badly; small tables of function words
and of letters that few languages have decide the short ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

from ontology.names import EU_LANGUAGES
from search.mapped import mapped
from search.text import clean, fold
from search.vocabulary import Vocabulary

DEFAULT = "en"


@dataclass(frozen=True)
class FunctionWords:
    """The words of each language that carry grammar rather than meaning, case-folded."""

    by_language: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls) -> FunctionWords:
        """Read ``search/stopwords``: one file per language, one word per line."""
        directory = Path(__file__).with_name("stopwords")
        return cls(
            {
                language: frozenset((directory / f"{language}.txt").read_text("utf-8").split())
                for language in EU_LANGUAGES
            }
        )

    def folded(self, language: str) -> frozenset[str]:
        """The words of a language as `search.text.words` gives them: without accents."""
        return frozenset(fold(word).rstrip("'") for word in self.by_language.get(language, ()))

    @cached_property
    def languages(self) -> Mapping[str, frozenset[str]]:
        """The languages in which each word is a function word, as it is spelt."""
        return _inverted(self.by_language)

    @cached_property
    def folded_languages(self) -> Mapping[str, frozenset[str]]:
        """The languages in which each word is one when typed without accents."""
        return _inverted(
            {k: frozenset(fold(word) for word in own) for k, own in self.by_language.items()}
        )


class LanguageDetector:
    """Says the language of a text. Thread-safe; 15 MB, under a millisecond."""

    def __init__(self, function_words: FunctionWords, names: Collection[str] = ()) -> None:
        """`names`: words (case-folded) that are the same in all languages and say nothing."""
        self._words = function_words
        self._names = frozenset(names)
        self._model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._model.set_languages(list(EU_LANGUAGES))
        # 27 MB of the other languages, kept to undo the line above.
        self._model._full_model = None
        # 40 MB more, of which questions read a few pages.
        self._model.tk_nextmove = mapped(self._model.tk_nextmove)

    def detect(self, text: str) -> str:
        """The likeliest of the 24 codes; English where nothing tells."""
        said = [word for word in self._said(clean(text)) if word not in self._names]
        if not said:
            return DEFAULT
        by_script = _language_of_script("".join(said))
        return by_script or self._likeliest(said)

    def _said(self, text: str) -> list[str]:
        """Words in small letters, without acronyms that look like grammar: SME, Slovak "sme"."""
        written = _WORD.findall(text.replace("’", "'"))
        shouted = all(word.isupper() for word in written)
        return [
            word.casefold()
            for word in written
            if shouted or not (len(word) > 1 and word.isupper() and self._is_grammar(word))
        ]

    def _is_grammar(self, word: str) -> bool:
        return word.casefold() in self._words.folded_languages

    def _likeliest(self, said: list[str]) -> str:
        points = self._statistics(" ".join(said))
        for word in said:
            for language, weight in self._evidence(word).items():
                points[language] += weight
        if len(said) <= _SHORT:
            points[DEFAULT] += _ENGLISH_PRIOR
        return max(EU_LANGUAGES, key=lambda language: points[language])

    def _statistics(self, text: str) -> defaultdict[str, float]:
        # The model is as sure of two words as of twenty: what it says of few counts for less.
        trust = min(1.0, len(text) / _LONG)
        shares = {language: float(share) for language, share in self._model.rank(text)}
        return defaultdict(float, {k: _MODEL_WEIGHT * trust * v for k, v in shares.items()})

    def _evidence(self, word: str) -> dict[str, float]:
        exact = self._words.languages.get(word)
        folded = self._words.folded_languages.get(word, frozenset())
        weight = _WORD_WEIGHT if exact else _FOLDED_WEIGHT
        languages = exact or folded
        found = Counter({language: weight / len(languages) for language in languages})
        for letters, owners in _LETTERS.items():
            if any(letter in word for letter in letters):
                found.update({owner: _LETTER_WEIGHT / len(owners) for owner in owners})
        return dict(found)


def detect(text: str) -> str:
    """The likeliest of the 24 codes, by the tables and the model that come with the project."""
    return _detector().detect(text)


def _with_numbers(tables: FunctionWords) -> FunctionWords:
    """With the words for numbers and stages, which decide "toinen vaihe" or "druga faza"."""
    vocabulary = Vocabulary.load()
    return FunctionWords(
        {
            language: own
            | {word for word in _counting(language, vocabulary) if len(word) >= _TELLS}
            for language, own in tables.by_language.items()
        }
    )


def _counting(language: str, vocabulary: Vocabulary) -> Iterator[str]:
    table = vocabulary.table.get(language, {})
    for key in (*(f"number-{number}" for number in range(1, 6)), *_COMPARING):
        yield from (wording[0] for wording in table.get(key, ()) if len(wording) == 1)


def stop_words() -> dict[str, frozenset[str]]:
    """The function words of each language, folded as `search.text.words` folds."""
    tables = FunctionWords.load()
    return {language: tables.folded(language) for language in EU_LANGUAGES}


@cache
def _detector() -> LanguageDetector:
    return LanguageDetector(_with_numbers(FunctionWords.load()))


_WORD = re.compile(r"[^\W\d_]+'?")  # an elided word keeps its apostrophe: l'impresa
_COMPARING = ("stage-word", "before", "after", "between")
_TELLS = 4  # letters: "két" is two in Hungarian, KET a technology elsewhere
_SHORT = 4  # words; questions in English are typed as keywords more than any others
_LONG = 60  # characters that the model needs to be trusted wholly
_MODEL_WEIGHT = 4.0
_WORD_WEIGHT = 2.0
_FOLDED_WEIGHT = 1.0
_LETTER_WEIGHT = 2.0
_ENGLISH_PRIOR = 0.9
# Letters that few of the 24 alphabets have, and the languages that have them.
_LETTERS = {
    "ħġċ": ("mt",),
    "őű": ("hu",),
    "ąę": ("pl", "lt"),
    "łńśź": ("pl",),
    "ż": ("pl", "mt"),
    "ėįų": ("lt",),
    "āēīģķļņ": ("lv",),
    "ūš": ("lv", "lt"),
    "ășțşţ": ("ro",),
    "řěů": ("cs",),
    "ľĺŕô": ("sk",),
    "ñ¿": ("es",),
    "ãõ": ("pt",),
    "ß": ("de",),
    "øæ": ("da",),
    "åä": ("sv", "fi"),
    "õ": ("et", "pt"),
    "đ": ("hr",),
    "ć": ("hr", "pl"),
    "è": ("it", "fr"),
    "êçâ": ("fr", "pt"),
    "ö": ("sv", "de", "fi", "hu", "et"),
    "ü": ("de", "et", "hu"),
    "áíú": ("ga", "cs", "sk", "hu", "es", "pt"),
}


def _language_of_script(letters: str) -> str | None:
    greek = sum("\u0370" <= letter <= "\u03ff" for letter in letters)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    # Names keep their Latin letters: a third of another script is the language of the sentence.
    if max(greek, cyrillic) * 3 < len(letters):
        return None
    return "el" if greek > cyrillic else "bg"


def _inverted(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language, own in words.items():
        for word in own:
            found[word].add(language)
    return {word: frozenset(languages) for word, languages in found.items()}
