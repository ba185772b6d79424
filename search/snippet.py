"""The part of a text around the words that were looked for."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from search.text import tokens, words

__all__ = ["snippet"]

_BEFORE: Final = 6  # words shown before the first that matches
_SHOWN: Final = 24  # words shown in all


def snippet(text: str, query: str) -> str:
    """The text with the words of a query between ** and **; a long one is cut around them."""
    whole, beginnings = _looked_for(query)
    found = tokens(text)
    marked = [
        token.form in whole or (bool(beginnings) and token.form.startswith(beginnings))
        for token in found
    ]
    first = max(0, (marked.index(True) if True in marked else 0) - _BEFORE)
    shown = list(zip(found, marked, strict=True))[first : first + _SHOWN]
    if not shown:
        return text
    start = 0 if first == 0 else shown[0][0].start
    end = len(text) if first + _SHOWN >= len(found) else shown[-1][0].end
    pieces, at = ["… " if start else ""], start
    for token, is_marked in shown:
        if is_marked:
            pieces += [text[at : token.start], "**", text[token.start : token.end], "**"]
            at = token.end
    return "".join([*pieces, text[at:end], " …" if end < len(text) else ""])


@lru_cache(maxsize=8)  # one query has a thousand snippets
def _looked_for(query: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and beginnings of words."""
    pieces = (piece for piece in query.split() if piece.endswith("*"))
    beginnings = dict.fromkeys(form for piece in pieces for form in words(piece)[-1:])
    return frozenset(words(query)), tuple(beginnings)
