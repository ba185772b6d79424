from __future__ import annotations

import os
from pathlib import Path

import pytest

from release.lock import BuildRunningError, build_lock


def test_a_second_builder_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with (
        build_lock(tmp_path / "var"),
        pytest.raises(BuildRunningError, match=f"process {os.getpid()}"),
        build_lock(tmp_path / "var"),
    ):
        pass


def test_the_lock_is_free_after_a_build_and_after_a_failed_one(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        raise ZeroDivisionError
    with build_lock(tmp_path):
        assert (tmp_path / "build.lock").read_text() == f"{os.getpid()}\n"
