"""Spoken: the words of a question, and where the small words that carry meaning stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from search.linking import STEM, same_stem
from search.text import tokens
from search.vocabulary import Vocabulary

Wording = tuple[str, ...]
# Languages that put the word for "until" or "without" behind what it belongs to.
POSTPOSITIONS = frozenset(["et", "fi", "hu"])
LONG_ENOUGH = 6  # letters of a word that is looked for in its inflected forms
REACH = 2  # small words that may stand between "up to" and its number


class Grammar:
    """The small words of one language, made ready to be found; shared by all questions in it."""

    def __init__(
        self, language: str, vocabulary: Vocabulary, small: Collection[str] = frozenset()
    ) -> None:
        """`small`: the function words of the language."""
        self.language, self.small = language, small
        self.vocabulary = vocabulary
        # Two threads may both find one missing; they make the same.
        self._starting: dict[str, Mapping[str, list[Wording]]] = {}
        self._stems: dict[str, Mapping[str, list[str]]] = {}

    def wordings(self, key: str) -> Mapping[str, list[Wording]]:
        """Wordings of a key by their first word."""
        if key not in self._starting:
            table: dict[str, list[Wording]] = defaultdict(list)
            for wording in self._understood(key):
                table[wording[0]].append(wording)
            self._starting[key] = dict(table)
        return self._starting[key]

    def inflected(self, key: str, form: str) -> bool:
        """True for a form of a long word that is a wording of a key by itself."""
        if key not in self._stems:
            table: dict[str, list[str]] = defaultdict(list)
            for first, wordings in self.wordings(key).items():
                if len(first) >= LONG_ENOUGH and (first,) in wordings:
                    table[first[:STEM]].append(first)
            self._stems[key] = dict(table)
        return any(same_stem(form, known) for known in self._stems[key].get(form[:STEM], ()))

    def _understood(self, key: str) -> set[Wording]:
        """Own wordings, and the English ones that mean nothing else in the language."""
        own = self.vocabulary.table.get(self.language, {}).get(key, frozenset())
        english = self.vocabulary.table.get("en", {}).get(key, frozenset())
        return {*own, *(w for w in english if w[0] not in self.small or w in own)}


class Spoken:
    """One question, and the grammar of its language."""

    def __init__(self, question: str, grammar: Grammar) -> None:
        """Split once."""
        self.question, self.grammar = question, grammar
        self.language, self.small = grammar.language, grammar.small
        self.vocabulary = grammar.vocabulary
        self.tokens = tokens(question)

    def length(self, key: str, index: int) -> int:
        """Words of the longest wording of a key that starts at a word; 0 without one."""
        if not 0 <= index < len(self.tokens):
            return 0
        known = self.grammar.wordings(key).get(self.tokens[index].form)
        if known is None:
            return 0
        return max((len(w) for w in known if self._forms(index, len(w)) == w), default=0)

    def says(self, key: str, index: int) -> bool:
        """True when a wording of a key starts at a word."""
        return self.length(key, index) > 0

    def anywhere(self, key: str) -> list[tuple[int, int]]:
        """First and last word of every wording of a key."""
        found = ((i, self.length(key, i)) for i in range(len(self.tokens)))
        return [(i, i + size - 1) for i, size in found if size]

    def inflects(self, key: str) -> bool:
        """True when a word of the question is a form of a wording of a key, or the wording."""
        return bool(self.anywhere(key)) or any(
            self.grammar.inflected(key, token.form) for token in self.tokens
        )

    def ends(self, key: str, index: int) -> int:
        """Words of the longest wording of a key that ends just before a word; 0 without one."""
        sizes = range(min(index, 5), 0, -1)
        return next((size for size in sizes if self.length(key, index - size) == size), 0)

    def introduced(self, key: str, index: int) -> int | None:
        """First word of a wording that leads up to a word, with small words between at most."""
        for skipped in range(REACH + 1):
            size = self.ends(key, index - skipped)
            if size:
                return index - skipped - size
            before = index - skipped - 1
            if before < 0 or not self.is_small(before):
                return None
        return None

    def followed(self, key: str, index: int) -> int | None:
        """Last word of a wording right behind a word, in languages that put it there."""
        size = self.length(key, index + 1) if self.language in POSTPOSITIONS else 0
        return index + size if size else None

    def is_small(self, index: int) -> bool:
        """A function word, or a word for "year" or for a currency."""
        form = self.tokens[index].form
        return form in self.small or self.says("year", index) or self.says("euro", index)

    def at(self, offset: int) -> int:
        """The first word that starts at a place in the text, or behind it."""
        return next((i for i, t in enumerate(self.tokens) if t.start >= offset), len(self.tokens))

    def between(self, first: int, last: int) -> str:
        """The text from one word to another, as it was written."""
        return self.question[self.tokens[first].start : self.tokens[last].end]

    def _forms(self, index: int, size: int) -> Wording:
        return tuple(token.form for token in self.tokens[index : index + size])
