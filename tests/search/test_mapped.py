from __future__ import annotations

import tempfile
from array import array

import pytest

from search.mapped import mapped


@pytest.mark.parametrize("numbers", [[], [7], [0, 1, 65_535, 2]])
def test_the_numbers_stay_the_same(numbers: list[int]) -> None:
    assert list(mapped(array("H", numbers))) == numbers


def test_without_a_place_for_files_they_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    numbers = array("I", [70_000, 1])
    assert mapped(numbers) is numbers
