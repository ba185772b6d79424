"""The sources of a release, one file each; to add one, write its class and list it here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.source import Source
from ingest.sources.background import BackgroundSource
from ingest.sources.countries import CountriesSource
from ingest.sources.labels import Labels
from ingest.sources.partnerships import PartnershipsSource
from ingest.sources.projects import ProjectsSource
from ingest.sources.regions import RegionsSource
from ingest.sources.relevance import RelevanceTable
from ingest.sources.replacements import Replacements
from ingest.sources.vocabulary import VocabularySource

__all__ = ["all_sources"]


def all_sources(document: Path | None = None) -> Sequence[Source]:
    """Every source of the default release; `document`: the operator's copy of the document."""
    here = Path(__file__).parent.parent
    return (
        VocabularySource(),
        Labels(here.parent / "ontology" / "labels"),
        BackgroundSource(document),
        RelevanceTable(here / "facts" / "relevance.csv"),
        CountriesSource(),
        RegionsSource(),
        PartnershipsSource(),
        ProjectsSource(),
        Replacements(),
    )
