"""Queries that can be cancelled by who sent them: who knows the id that came with a query."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from werkzeug.exceptions import BadRequest, Conflict, NotFound

from graph.cancellation import Cancellation
from web.neighbours import Neighbours

__all__ = ["ID", "ID_IN_ENVIRON", "Running"]

ID: Final = "X-Regiograph-Query-Id"
ID_IN_ENVIRON: Final = "HTTP_" + ID.upper().replace("-", "_")
# As many characters as a random number needs that nobody can guess.
_UNGUESSABLE: Final = re.compile(r"[A-Za-z0-9_-]{22,64}")


class Running:
    """The queries that run now; safe to share between threads."""

    def __init__(self, meeting: Path | None = None) -> None:
        """None does yet. Processes that name the same directory cancel for each other."""
        self._neighbours = Neighbours(meeting, self._cancel_here) if meeting else None
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
        if self._cancel_here(_checked(id)):
            return
        if not (self._neighbours and self._neighbours.tell(id)):
            raise NotFound("No query with this id runs here; it may be over.")

    def close(self) -> None:
        """Listen to no other process any more."""
        if self._neighbours:
            self._neighbours.close()

    def _cancel_here(self, id: str) -> bool:
        with self._lock:
            cancellation = self._by_id.get(id)
        if cancellation is not None:
            cancellation.ask()
        return cancellation is not None


def _checked(id: str) -> str:
    if not _UNGUESSABLE.fullmatch(id):
        raise BadRequest(
            f"{id[:64]!r} is no id of a query. Make one of 22 to 64 random letters and digits."
        )
    return id
