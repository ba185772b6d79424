"""Keyword expansion: a question's words, and the other names of the concepts among them.

This is how Kohesio, the portal of EU-funded projects, widens a search for keywords. Concepts
are found by their exact words in any language, and the English names are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from search.catalogue import Text
from search.text import words

KINDS = frozenset(
    "technology ket theme sector audience topic need offer stage milestone instrument platform"
    " actor programme rule event".split()
)
ROLES = frozenset({"label", "synonym"})
LONGEST = 8  # words of a name


class Expansion:
    """Widens questions by the names of one catalogue."""

    def __init__(self, texts: Iterable[Text]) -> None:
        """`texts` of other kinds and roles are left out."""
        self._nodes: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for text in texts:
            if text.kind in KINDS and text.role in ROLES and (name := tuple(words(text.text))):
                self._nodes[name].add(text.node)
                if text.language == "en":
                    self._names[text.node].update(dict.fromkeys(name))

    def expanded(self, question: str) -> str:
        """The question's words, then each new word of the concepts found, once."""
        asked = words(question)
        added = {word: None for node in self._found(asked) for word in self._names[node]}
        return " ".join([*asked, *(word for word in added if word not in asked)])

    def _found(self, asked: list[str]) -> list[str]:
        size = len(asked)
        spans = (
            tuple(asked[i:j]) for i in range(size) for j in range(i + 1, min(size, i + LONGEST) + 1)
        )
        return sorted({node for span in spans for node in self._nodes.get(span, ())})
