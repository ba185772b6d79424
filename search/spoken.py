"""Spoken: the words of a question, and where the small words that carry meaning stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from search.linking import same_stem
from search.text import Token, tokens
from search.vocabulary import Vocabulary

Wording = tuple[str, ...]
# Languages that put the word for "until" or "without" behind what it belongs to.
POSTPOSITIONS = frozenset(["et", "fi", "hu"])
LONG_ENOUGH = 6  # letters of a word that is looked for in its inflected forms
REACH = 2  # small words that may stand between "up to" and its number


@dataclass(frozen=True)
class Spoken:
    """One question in one language; `small`: the function words of that language."""

    question: str
    language: str
    vocabulary: Vocabulary
    small: Collection[str] = frozenset()
    tokens: list[Token] = field(init=False)
    _starting: dict[str, Mapping[str, list[Wording]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Split once."""
        object.__setattr__(self, "tokens", tokens(self.question))

    def length(self, key: str, index: int) -> int:
        """Words of the longest wording of a key that starts at a word; 0 without one."""
        if not 0 <= index < len(self.tokens):
            return 0
        known = self._wordings(key).get(self.tokens[index].form, ())
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
        known = [form for form, ws in self._wordings(key).items() if (form,) in ws]
        own = [form for form in known if len(form) >= LONG_ENOUGH]
        return bool(self.anywhere(key)) or any(
            same_stem(token.form, form) for token in self.tokens for form in own
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

    def _wordings(self, key: str) -> Mapping[str, list[Wording]]:
        if key not in self._starting:
            table: dict[str, list[Wording]] = defaultdict(list)
            for wording in self._understood(key):
                table[wording[0]].append(wording)
            self._starting[key] = table
        return self._starting[key]

    def _understood(self, key: str) -> set[Wording]:
        """Own wordings, and the English ones that mean nothing else in the language."""
        own = self.vocabulary.table.get(self.language, {}).get(key, frozenset())
        english = self.vocabulary.table.get("en", {}).get(key, frozenset())
        return {*own, *(w for w in english if w[0] not in self.small or w in own)}
