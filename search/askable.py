"""Which wordings are found by meaning, and which only by their letters.

Every vector costs a first build some milliseconds, so the other languages carry what people
phrase freely (needs, instruments, areas, what is not covered), and English carries everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.catalogue import Catalogue, Text

ENGLISH_KINDS = frozenset(
    "need out-of-scope instrument resource theme technology topic sector audience offering"
    " statement figure requirement rule platform actor programme event stage fact".split()
)
OTHER_KINDS = frozenset(
    "need out-of-scope instrument resource theme rule platform stage statement figure"
    " requirement fact".split()
)
ROLES = frozenset({"label", "synonym", "cue", "description", "statement"})
WORDINGS = 3  # of one node in one language, in a language that is not English
FACTS = frozenset(["statement", "figure", "requirement"])


@dataclass(frozen=True, slots=True)
class Askable:
    """Wordings in a fixed order.

    `meant`: found by meaning and by letters, `spelt`: by letters alone. In each language that a
    node has a wording in, one at least is among the first.
    """

    meant: tuple[Text, ...]
    spelt: tuple[Text, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """All of them: a row number is that of the vector too, as far as there are vectors."""
        return (*self.meant, *self.spelt)


def askable(catalogue: Catalogue) -> Askable:
    """Texts to be found by, in an order that doesn't depend on that of the graph."""
    kept = [text for text in catalogue.texts if _is_askable(text)]
    few = list(_few(kept))
    meant = {*_joined(kept), *(text for text, place in few if _is_meant(text, place))}
    return Askable(_ordered(meant), _ordered({text for text, _ in few} - meant))


def _is_askable(text: Text) -> bool:
    kinds = ENGLISH_KINDS if text.language == "en" else OTHER_KINDS
    return text.role in ROLES and text.kind in kinds


def _is_meant(text: Text, place: int) -> bool:
    # Of what is stated, the second vector of a language cost a fifth of the first build. On 2,740
    # questions the letters of that wording do as well (nDCG@5 .958 with the vector and without).
    return text.language == "en" or text.kind not in FACTS or place == 0


def _ordered(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(sorted(texts, key=lambda t: (t.language, t.kind, t.node, t.text)))


def _joined(texts: Iterable[Text]) -> Iterable[Text]:
    """What is not covered: one text a topic and language is enough to recognise it."""
    groups: dict[tuple[str, str], list[Text]] = {}
    for text in texts:
        if text.kind == "out-of-scope":
            groups.setdefault((text.node, text.language), []).append(text)
    for (node, language), group in groups.items():
        label_first = sorted(group, key=lambda text: (text.role != "label", text.text))
        wording = "; ".join(dict.fromkeys(text.text for text in label_first))
        yield Text(node, "out-of-scope", language, "label", wording)


def _few(texts: Iterable[Text]) -> Iterator[tuple[Text, int]]:
    """The first wordings of each node in each language, and the place of each, from 0."""
    counts: dict[tuple[str, str], int] = {}
    for text in sorted(texts, key=lambda text: (text.role != "label", text.text)):
        if text.kind == "out-of-scope":
            continue
        key = (text.node, text.language)
        place = counts.get(key, 0)
        counts[key] = place + 1
        most = 2 if text.kind in FACTS else WORDINGS
        if text.language == "en" or place < most:
            yield text, place
