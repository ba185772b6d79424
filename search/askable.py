"""Which wordings are found by meaning, and which only by their letters.

Every vector costs a build some milliseconds, so the other languages carry what people phrase
freely (needs, instruments, areas, what is not covered), and English carries everything.
"""

from __future__ import annotations

from collections.abc import Iterable

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


def askable(catalogue: Catalogue) -> list[Text]:
    """Texts to embed, in a fixed order."""
    kept = [text for text in catalogue.texts if _is_askable(text)]
    return sorted({*_joined(kept), *_few(kept)}, key=lambda t: (t.language, t.kind, t.node, t.text))


def _is_askable(text: Text) -> bool:
    kinds = ENGLISH_KINDS if text.language == "en" else OTHER_KINDS
    return text.role in ROLES and text.kind in kinds


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


def _few(texts: Iterable[Text]) -> Iterable[Text]:
    counts: dict[tuple[str, str], int] = {}
    for text in sorted(texts, key=lambda text: (text.role != "label", text.text)):
        if text.kind == "out-of-scope":
            continue
        key = (text.node, text.language)
        counts[key] = counts.get(key, 0) + 1
        most = 2 if text.kind in FACTS else WORDINGS
        if text.language == "en" or counts[key] <= most:
            yield text
