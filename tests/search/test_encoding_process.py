from __future__ import annotations

from pathlib import Path

import pytest

from search.encoder import QueryEncoder
from search.encoding_process import EncodingError, EncodingProcess

TEXTS = ["hub", "Wer hilft uns mit Patenten?", "hub"]


def test_another_process_encodes_and_tells_how_far_it_is(
    models: Path, query_encoder: QueryEncoder
) -> None:
    process = EncodingProcess(models)
    process.start()
    seen: list[tuple[int, int]] = []
    vectors = process.encode_documents(TEXTS, lambda done, of: seen.append((done, of)))
    asked = process.encode_queries(TEXTS)
    process.close()
    assert seen[-1][0] == seen[-1][1] > 0
    assert (vectors * query_encoder.encode_documents(TEXTS)).sum(axis=1).min() > 0.999
    assert (asked * query_encoder.encode_queries(TEXTS)).sum(axis=1).min() > 0.999


def test_what_goes_wrong_there_is_raised_here(tmp_path: Path) -> None:
    occupied = tmp_path / "models"
    occupied.write_text("no directory")
    process = EncodingProcess(occupied)
    with pytest.raises(OSError, match="models"):
        process.encode_documents(TEXTS)
    with pytest.raises(EncodingError, match="has ended"):
        process.encode_documents(TEXTS)
    process.close()
