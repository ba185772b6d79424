from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from web.time_slices import ask_for_long_slices

_ON_LINUX = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")


def test_a_thread_gets_long_slices_and_stays_as_nice_as_it_was() -> None:
    told: list[tuple[bool, int]] = []

    def take() -> None:
        before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        told.append((ask_for_long_slices(), before))
        told.append((True, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    assert told[0] == (_ON_LINUX, told[1][1])


@pytest.mark.parametrize("seconds", [0.0001, 0.1])
def test_slices_are_between_a_tenth_of_a_millisecond_and_a_tenth_of_a_second(
    seconds: float,
) -> None:
    command = (
        f"from web.time_slices import ask_for_long_slices; print(ask_for_long_slices({seconds}))"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", command], cwd=root, capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == str(_ON_LINUX)
