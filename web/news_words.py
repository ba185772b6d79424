"""What a release changed, in the reader's language: "INNOSUP-1: neu angegeben: Budget"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.labels import Labels
from graph.news import Happening, News, in_sentence, plain_words
from ontology.names import DCT, RDF, SKOS
from web.wording import FALLBACK, Wording

__all__ = ["NewsWords", "ToldNews"]

_TEXTS: Final[Mapping[str, str]] = {
    "new": "news_new",
    "removed": "news_removed",
    "merged": "news_merged",
    "stated": "news_stated",
    "restated": "news_restated",
    "unstated": "news_unstated",
    "changed": "news_changed",
}
_NAMED: Final[Mapping[str, str]] = {
    plain_words(str(SKOS.prefLabel)): "news_names",
    plain_words(str(RDF.type)): "type",
    plain_words(str(DCT.description)): "description",
    plain_words(str(DCT.audience)): "audience",
}


@dataclass(frozen=True, slots=True)
class ToldNews:
    """News of one thing; ``language`` is the one that the words are really in."""

    iri: str
    name: str
    words: tuple[str, ...]
    language: str

    @property
    def title(self) -> str:
        """One line: the name and what happened."""
        return f"{self.name}: {', '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class NewsWords:
    """Tells news in the language of ``wording``; ``labels`` are those of a release."""

    wording: Wording
    labels: Labels

    def told(self, news: News) -> ToldNews:
        """The news; in English where the log, of older software, has no more than its words."""
        if not news.happenings:
            return ToldNews(news.iri, news.name, news.words, FALLBACK)
        words = dict.fromkeys(self._words(one) for one in news.happenings)
        name = self._name(news.iri, news.name)
        return ToldNews(news.iri, name, tuple(words), self.wording.language)

    def _words(self, one: Happening) -> str:
        name = self._name(one.iri, one.name)
        if one.properties:
            name = ", ".join(sorted({self._property(property_) for property_ in one.properties}))
        elif one.kind != "merged" and self.wording.language == FALLBACK:
            name = in_sentence(name)
        return self.wording(_TEXTS[one.kind], name=name)

    def _name(self, iri: str, english: str) -> str:
        """Its name in the language, else the one in English that is in the log."""
        label = self.labels.preferred(iri, self.wording.language) if iri else None
        return label.value if label and label.language == self.wording.language else english

    def _property(self, property_: str) -> str:
        """What it is called on pages; others have an English name only, which is quoted."""
        plain = plain_words(property_)
        known = (
            self.wording(_NAMED[plain])
            if plain in _NAMED
            else self.wording.property_name(property_)
        )
        if self.wording.language == FALLBACK:
            return in_sentence(known) or plain
        return known or f"“{plain}”"
