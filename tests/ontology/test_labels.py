from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SKOS

from ontology.names import BASE, EU_LANGUAGES

HERE = Path(__file__).parent.parent.parent / "ontology"
SCHEMES = (
    "stage theme technology ket audience sector topic offer milestone need fact out-of-scope"
    " measure firmness outcome criterion degree role reading"
).split()


def keys(scheme: str) -> set[str]:
    graph = rdflib.Graph().parse(HERE / "concepts" / f"{scheme}.ttl")
    return {str(concept).removeprefix(BASE) for concept in graph.subjects(SKOS.inScheme, None)}


@pytest.mark.parametrize("language", [code for code in EU_LANGUAGES if code != "en"])
def test_every_concept_that_answers_speak_of_has_a_label(language: str) -> None:
    with (HERE / "labels" / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        labelled = {row["key"] for row in csv.DictReader(file) if row["label"].strip()}

    missing = {key for scheme in SCHEMES for key in keys(scheme)} - labelled

    assert missing == set()
