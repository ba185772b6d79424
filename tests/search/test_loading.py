from __future__ import annotations

import gc
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from search.askable import askable
from search.encoder import DocumentEncoder, Encoder, QueryEncoder
from search.engine import SearchEngine
from search.harvest import harvest
from search.lexical import LexicalError, LexicalIndex
from search.loading import load_engine
from search.vectors import VectorIndex
from tests.search.mini import MiniRelease
from tests.search.tiny import HUBS, tiny_catalogue

SPOKEN = frozenset("need instrument out-of-scope fact".split())


@pytest.fixture(scope="module")
def real(
    mini: MiniRelease,
    tmp_path_factory: pytest.TempPathFactory,
    document_encoder: DocumentEncoder,
    query_encoder: QueryEncoder,
) -> SearchEngine:
    """The real model on the English names and needs, and as few words as will do."""
    directory = tmp_path_factory.mktemp("real")
    catalogue = harvest(mini.store)
    texts = [
        text
        for text in askable(catalogue).texts
        if text.language == "en" and text.kind in SPOKEN and len(text.text) < 70
    ]
    said = [text.text for text in texts]
    catalogue.save(directory / "catalogue.json")
    (directory / "texts.json").write_text(json.dumps([asdict(text) for text in texts]), "utf-8")
    LexicalIndex.build(said).save(directory / "lexical")
    VectorIndex.build(document_encoder.encode_documents(said)).save(directory / "vectors")
    return load_engine(directory, "2026-01-01", query_encoder)


def write_tiny(directory: Path) -> None:
    catalogue = tiny_catalogue()
    texts = askable(catalogue).texts
    catalogue.save(directory / "catalogue.json")
    (directory / "texts.json").write_text(json.dumps([asdict(text) for text in texts]), "utf-8")
    LexicalIndex.build([text.text for text in texts]).save(directory / "lexical")


def test_an_engine_is_loaded_from_files_alone(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    answer = load_engine(tmp_path, "2026-02-03", None).answer("Digital Innovation Hubs")
    assert answer.release == "2026-02-03"
    assert answer.results[0].iri == HUBS


def test_garbage_is_collected_again_once_an_engine_is_loaded(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    load_engine(tmp_path, "2026-02-03", None)
    assert gc.isenabled()


def test_without_vectors_an_encoder_does_no_harm(tmp_path: Path, hash_encoder: Encoder) -> None:
    write_tiny(tmp_path)
    by_letters, with_encoder = (
        load_engine(tmp_path, "r", encoder).answer("try out a machine")
        for encoder in (None, hash_encoder)
    )
    assert by_letters == with_encoder


def test_misspelt_names_of_things_are_linked_and_of_concepts_are_not(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    engine = load_engine(tmp_path, "r", None)
    assert {c.slug for c in engine.answer("recomfirm").constraints} >= {"reconfirm"}
    kinds = {chip.kind for chip in engine.answer("manging authorites").constraints}
    assert "audience" not in kinds


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    tiny_catalogue().save(tmp_path / "catalogue.json")
    (tmp_path / "texts.json").write_text("[]", "utf-8")
    with pytest.raises(LexicalError, match="build the release again"):
        load_engine(tmp_path, "r", None)


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("which support fits a 3D printing partnership in phase 3", "digital-innovation-hubs"),
        ("who keeps others from copying our invention?", "ipr-helpdesk"),
        ("Wer hilft uns mit Patenten und Marken?", "ipr-helpdesk"),
        ("qu'est-ce que ReConfirm ?", "reconfirm"),
        ("co to jest ECCP?", "eccp"),
    ],
)
def test_with_the_real_model_a_question_is_answered(
    question: str, slug: str, real: SearchEngine, mini: MiniRelease
) -> None:
    answer = real.answer(question)
    assert answer.answered
    assert answer.answer is not None
    assert slug in [result.slug for result in answer.results[:3]]
    assert mini.receipt(answer.sparql) == [result.iri for result in answer.results]


@pytest.mark.parametrize(
    "question",
    ["how do I bake bread without yeast", "who won the football championship in 1998?"],
)
def test_with_the_real_model_what_is_not_covered_gets_an_honest_no(
    question: str, real: SearchEngine
) -> None:
    answer = real.answer(question)
    assert not answer.answered
    assert answer.answer is None
    assert len(answer.notes) > 0


def test_the_model_tells_where_letters_do_not(real: SearchEngine, mini: MiniRelease) -> None:
    question = "où tester une machine avant de l'acheter ?"
    assert real.answer(question).results[0].slug == "digital-innovation-hubs"
    assert mini.engine.answer(question).results[0].slug != "digital-innovation-hubs"
