from __future__ import annotations

import pytest

from web.opening import limits_of
from web.settings import Settings


@pytest.mark.parametrize("threads", [6, 16, 32, 200])
def test_queries_that_wait_leave_threads_to_all_others(threads: int) -> None:
    limits = limits_of(Settings(threads=threads))
    assert 0 < limits.workers + limits.waiting < threads


def test_the_queue_can_be_full_before_the_threads_are_with_a_single_thread_too() -> None:
    assert limits_of(Settings(threads=1)).waiting == 1
