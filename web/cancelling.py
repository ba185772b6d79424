"""Queries that can be cancelled by who sent them: who knows the id that came with a query."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from werkzeug.exceptions import BadRequest, Conflict, NotFound

from graph.cancellation import Cancellation

__all__ = ["ID", "ID_IN_ENVIRON", "Running"]

ID: Final = "X-Regiograph-Query-Id"
ID_IN_ENVIRON: Final = "HTTP_" + ID.upper().replace("-", "_")
# As many characters as a random number needs that nobody can guess.
_UNGUESSABLE: Final = re.compile(r"[A-Za-z0-9_-]{22,64}")


class Running:
    """The queries that run now in this process; safe to share between threads."""

    def __init__(self) -> None:
        """None does yet."""
        self._lock = threading.Lock()
        self._by_id: dict[str, Cancellation] = {}

    @contextmanager
    def one(self, id: str | None) -> Iterator[Cancellation]:
        """A query for as long as the block runs; without an id nobody can cancel it."""
        cancellation = Cancellation()
        if id is None:
            yield cancellation
            return
        with self._lock:
            if _checked(id) in self._by_id:
                raise Conflict(f"A query with the {ID} {id} runs already. Send a new one.")
            self._by_id[id] = cancellation
        try:
            yield cancellation
        finally:
            with self._lock:
                del self._by_id[id]

    def cancel(self, id: str) -> None:
        """End the query of an id; NotFound if there is none, or if it is over."""
        with self._lock:
            cancellation = self._by_id.get(_checked(id))
        if cancellation is None:
            raise NotFound("No query with this id runs here; it may be over.")
        cancellation.ask()


def _checked(id: str) -> str:
    if not _UNGUESSABLE.fullmatch(id):
        raise BadRequest(
            f"{id[:64]!r} is no id of a query. Make one of 22 to 64 random letters and digits."
        )
    return id
