"""What a region is called, in which language, and which of its names comes first.

Eurostat prints one name a region, in the country's own language and script and without saying
which language that is. So the name gets a language where the country or the part of it has one
only (our table of prefixes says so) and the name is not two names with a slash. Such a name is the
preferred label of an EU language. In any other case it is an alternative label: tagged if its
language is known, else plain. The English preferred label always exists: an English name that our
sources use, else Eurostat's own transliteration, else the name as printed, which is what English
texts write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.sources.cldr import country_names
from ingest.sources.country_table import Country
from ingest.sources.facts_table import read_table
from ingest.sources.nuts_regions import Region
from ontology.names import EU_LANGUAGES

# An exonym is our own word: what English calls a region that no source of ours names so.
_USES = ("preferred", "alternative", "exonym")


@dataclass(frozen=True, slots=True)
class Label:
    """A name; ``language`` is None where it is not known."""

    text: str
    language: str | None
    preferred: bool


@dataclass(frozen=True, slots=True)
class EnglishName:
    """A name that English texts use for a region, in place of Eurostat's or beside it."""

    text: str
    preferred: bool


def read_languages(path: Path) -> dict[str, str | None]:
    """Language of names by prefix of the code; the longest prefix counts."""
    rows = read_table(path, ("code_prefix", "language"))
    return {row["code_prefix"]: row["language"] or None for row in rows}


def read_english_names(path: Path) -> dict[str, EnglishName]:
    """English names by NUTS code."""
    names = {}
    for row in read_table(path, ("nuts_code", "english_name", "use")):
        if row["use"] not in _USES:
            raise row.error(f"use {row['use']!r} is unknown; write one of {_USES}")
        names[row["nuts_code"]] = EnglishName(row["english_name"], row["use"] == "preferred")
    return names


@dataclass(frozen=True, slots=True)
class RegionNames:
    """All that is known about names, asked region by region."""

    languages: Mapping[str, str | None]
    english: Mapping[str, EnglishName]
    latin: Mapping[str, str]
    former: Mapping[str, str]

    def of(self, region: Region, country: Country) -> Iterator[Label]:
        """Labels without repetition, the English preferred one first."""
        if region.extra_regio:
            yield Label(f"{region.name} ({region.country})", "en", True)
        elif region.level == 0:
            yield from self._country_labels(region, country)
        else:
            yield from dict.fromkeys(self._labels(region))

    def _country_labels(self, region: Region, country: Country) -> Iterator[Label]:
        yield Label(country_names("en")[country.cldr_code], "en", True)
        language = self._language(region.code, "")
        if language in EU_LANGUAGES and language != "en":
            yield Label(country_names(language)[country.cldr_code], language, True)

    def _labels(self, region: Region) -> Iterator[Label]:
        english = self.english.get(region.code)
        latin = self.latin.get(region.code)
        first = english.text if english and english.preferred else latin or region.name
        yield Label(first, "en", True)
        for other in (english.text if english else None, latin):
            if other and other != first:
                yield Label(other, "en", False)
        yield from self._own_label(region, first)
        if region.code in self.former:
            former = self.former[region.code]
            yield Label(former, self._language(region.code, former), False)

    def _own_label(self, region: Region, first: str) -> Iterator[Label]:
        language = self._language(region.code, region.name)
        if language in EU_LANGUAGES:
            if language != "en" or region.name != first:
                yield Label(region.name, language, language != "en")
        elif language or region.name != first:
            yield Label(region.name, language, False)

    def _language(self, code: str, name: str) -> str | None:
        if "/" in name:
            return None
        prefixes = (code[:length] for length in range(len(code), 1, -1))
        return next(
            (self.languages[prefix] for prefix in prefixes if prefix in self.languages), None
        )
