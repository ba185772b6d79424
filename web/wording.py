"""The words of the interface in each language; English stands in where a text is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale
from babel.numbers import format_decimal
from flask import has_request_context, request

from ontology.names import EU_LANGUAGES, slug_of

__all__ = ["FALLBACK", "Wording", "language_names", "load_wordings", "wanted_language"]

_HERE: Final = Path(__file__).parent / "texts"
FALLBACK: Final = "en"
# The parser written in C, where PyYAML was built with it, is four times as fast.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts for a reader of ``wanted``; ``language`` is the one that they really are in."""

    wanted: str
    language: str
    texts: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with its {names} filled in."""
        text = str(self.texts[key])
        return text.format(**values) if values else text

    def starting(self, start: str) -> dict[str, str]:
        """The texts whose keys start so, with their {names} left open: for a script to fill in."""
        return {key: str(text) for key, text in self.texts.items() if key.startswith(start)}

    def kind(self, kind: str, otherwise: str = "") -> str:
        """What things of an IRI's type segment are called, be they parts of others or not."""
        names = (self.texts.get(f"{start}_{kind}") for start in ("type", "part"))
        return str(next(filter(None, names), otherwise or kind.replace("-", " ")))

    def property_name(self, iri: str) -> str:
        """What a property is called, '' where it has an English name only."""
        return str(self.texts["properties"].get(slug_of(iri), ""))

    def leading_here(self, iri: str) -> str:
        """What things are to the one that a property of theirs leads to, '' where unknown."""
        return str(self.texts["properties_leading_here"].get(slug_of(iri), ""))

    def signal(self, name: str) -> str:
        """What a share of a result's score comes from."""
        return str(self.texts.get(f"signal_{name}") or self.kind(name))

    def number(self, value: object) -> str:
        """A number as readers of the language write it."""
        return format_decimal(value, locale=self.language)  # type: ignore[arg-type]

    @property
    def kinds(self) -> dict[str, str]:
        """What things are called, by the type segment of their IRIs."""
        start = "type_"
        named = (key for key in self.texts if key.startswith(start))
        return {key.removeprefix(start): str(self.texts[key]) for key in named}

    @property
    def examples(self) -> list[str]:
        """Questions to start from."""
        return list(self.texts["examples"])

    @property
    def is_fallback(self) -> bool:
        """Whether the reader's language has no texts yet."""
        return self.language != self.wanted


@cache
def language_names() -> Mapping[str, str]:
    """What each language calls itself."""
    names = {code: Locale(code).get_display_name(code) or code for code in EU_LANGUAGES}
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}


@cache
def load_wordings(directory: Path = _HERE) -> Mapping[str, Wording]:
    """One wording for each of the 24 languages."""
    found = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), _LOADER)
        for path in sorted(directory.glob("*.yaml"))
    }
    return {
        code: Wording(
            code, code if code in found else FALLBACK, found[FALLBACK] | found.get(code, {})
        )
        for code in EU_LANGUAGES
    }


def wanted_language() -> str:
    """The language of ``?lang=``, else the one that the browser asks for, else English."""
    if not has_request_context():
        return FALLBACK
    asked = request.args.get("lang", "")
    if asked in EU_LANGUAGES:
        return asked
    liked = (tag.split("-")[0].lower() for tag, weight in request.accept_languages if weight > 0)
    return next((code for code in liked if code in EU_LANGUAGES), FALLBACK)
