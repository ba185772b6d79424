"""One query on its way to a worker, and what its failures mean to the one who asked."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from errno import ENOSPC

from graph.advice import advice
from graph.errors import (
    EvaluationError,
    NeverBegunError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    WorkerDiedError,
)
from graph.formats import Format
from graph.guard import Inspection
from graph.messages import syntax_error
from graph.request import Terms, pack
from graph.rewriting import Rewriting
from graph.tokens import Place

__all__ = ["Job"]


@dataclass(frozen=True, slots=True)
class Job:
    """A query with all that decides its answer; seconds, and bytes of result and of memory.

    ``rewriting`` is what the engine reads instead, for a query that has searches in it. Queries
    with the same ``key`` have the same answer, as long as both are whole.
    """

    read: Inspection
    format: Format
    terms: Terms
    deadline: float
    memory: int
    rewriting: Rewriting | None = None

    @property
    def text(self) -> str:
        """The query as it was asked."""
        return self.read.text

    @property
    def key(self) -> tuple[str, Hashable]:
        """What decides its answer."""
        return self.read.text, self.terms.kind

    @property
    def request(self) -> bytes:
        """What a worker is sent."""
        return pack(self.terms, self.rewriting.text if self.rewriting else self.text)

    def never_begun(self) -> NeverBegunError:
        """No worker was free in time."""
        return NeverBegunError(self.deadline)

    def failure(self, error: Exception) -> QueryError:
        """What the loss of a worker means."""
        if isinstance(error, TimeoutError):
            return QueryTimeoutError(
                f"The query was stopped at its deadline of {self.deadline:g} s.",
                advice(self.read.tokens),
                self.deadline,
            )
        if isinstance(error, OSError) and error.errno == ENOSPC:
            return EvaluationError("The server has no disk space left for this result.")
        return WorkerDiedError(
            f"The query needed more than {self.memory >> 20} MiB of memory, or hit a "
            "fault of the engine, and was ended.",
            advice(self.read.tokens),
        )

    def refusal(self, error: dict[str, str]) -> QueryError:
        """What a worker that lives on said."""
        kind, message = error["kind"], error["message"]
        if kind == "syntax":
            return QuerySyntaxError(*self._syntax_error(message))
        if kind == "bytes":
            return ResultTooLargeError(self.terms.max_bytes, "bytes", advice(self.read.tokens))
        if kind == "rows":
            return ResultTooLargeError(self.terms.max_rows, "rows", advice(self.read.tokens))
        if kind == "processor":
            return QueryTimeoutError(
                f"The query was stopped after it had computed for {self.terms.processor:g} s.",
                advice(self.read.tokens),
                self.terms.processor,
            )
        if kind == "memory":
            return WorkerDiedError(
                f"The query needed more than {self.memory >> 20} MiB of memory.",
                advice(self.read.tokens),
            )
        return EvaluationError(f"The engine could not finish the query: {message[:300]}")

    def _syntax_error(self, message: str) -> tuple[str, Place | None]:
        moved = self.rewriting.place_before if self.rewriting else None
        return syntax_error(self.text, self.read.tokens, message, moved)
