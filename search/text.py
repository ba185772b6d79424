"""Words of a text, as they are compared: folded to lower case and without accents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[-.+&/]\w+)*\+?", re.UNICODE)
_PART = re.compile(r"[-.+&/_]")
_CONTROL = {code: " " for code in range(32)} | {0x7F: " "}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as compared (`form`), and where it stands in the text (code points)."""

    form: str
    start: int
    end: int


def clean(text: str) -> str:
    """Drop what no reader sees: control characters, lone surrogates, runs of blanks."""
    visible = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    normal = unicodedata.normalize("NFC", visible.translate(_CONTROL).replace("\ufffd", " "))
    return " ".join(normal.split())


def fold(text: str) -> str:
    """Case-folded, without diacritics, with the letters that NFKD leaves whole spelt out."""
    if text.isascii():  # most words of names, and a server folds all of them when it starts
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


def tokens(text: str) -> list[Token]:
    """Words of a text; "3D-printing" gives "3d", "printing" and, joined, "3dprinting"."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        found.extend(_parts(match))
    return found


def words(text: str) -> list[str]:
    """The compared forms alone."""
    return [token.form for token in tokens(text)]


_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ß": "ss", "ħ": "h", "ı": "i"})


def _parts(match: re.Match[str]) -> list[Token]:
    found, offset = [], match.start()
    for piece in _PART.split(match.group()):
        form = fold(piece)
        if form:
            found.append(Token(form, offset, offset + len(piece)))
        offset += len(piece) + 1
    return found
