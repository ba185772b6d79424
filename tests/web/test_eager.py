from __future__ import annotations

import asyncio
import logging

import pytest

from tests.looping import run
from web.eager import begin


def test_it_runs_up_to_where_it_waits_before_anything_else_and_then_to_its_end() -> None:
    async def main() -> list[str]:
        told: list[str] = []
        moment: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def work() -> None:
            told.append("begun")
            told.append(await moment)
            await asyncio.sleep(0)
            told.append("ended")

        begin(work())
        told.append("meanwhile")
        moment.set_result("come")
        for _ in range(3):
            await asyncio.sleep(0)
        return told

    assert run(main()) == ["begun", "meanwhile", "come", "ended"]


def test_what_it_waits_for_in_vain_is_raised_in_it() -> None:
    async def main() -> list[str]:
        told: list[str] = []

        async def work() -> None:
            try:
                await asyncio.to_thread(lambda: 1 // 0)
            except ZeroDivisionError:
                told.append("caught")

        begin(work())
        while not told:
            await asyncio.sleep(0.01)
        return told

    assert run(main()) == ["caught"]


def test_a_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        raise LookupError("lost")

    async def main() -> None:
        begin(work())

    with caplog.at_level(logging.ERROR, "web.eager"):
        run(main())
    assert "lost" in caplog.text
