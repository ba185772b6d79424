"""Coroutines that begin at once, as eager tasks do from Python 3.12 on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

__all__ = ["begin"]

_Work = Coroutine[asyncio.Future[object] | None, None, None]
_log = logging.getLogger(__name__)


def begin(work: _Work) -> None:
    """Run it in the event loop, up to where it first waits before this returns.

    A task begins in the next turn of the loop, and costs more than a short answer takes. What
    runs here is no task: it can't be cancelled, and `asyncio.timeout` refuses it.
    """
    _Steps(work).go_on()


class _Steps:
    """What is left of a coroutine."""

    __slots__ = ("_work",)

    def __init__(self, work: _Work) -> None:
        self._work = work

    def go_on(self, _: object = None) -> None:
        try:
            future = self._work.send(None)
        except StopIteration:
            return
        except Exception:
            _log.exception("A coroutine failed")
            return
        if future is None:  # it lets others have their turn
            asyncio.get_running_loop().call_soon(self.go_on)
        else:
            # As a task tells a future that it is waited for.
            future._asyncio_future_blocking = False
            future.add_done_callback(self.go_on)
