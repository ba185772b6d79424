"""Why a query has no answer; every message says what to change.

QueryError            a query that has no answer
├── QuerySyntaxError      not SPARQL
├── QueryTimeoutError     ran until its deadline
│   └── NeverBegunError       waited until its deadline, and never ran
├── ResultTooLargeError   more bytes or rows than are given
├── ResultCutError        begun, and ended by a limit before its end
├── QueryCancelledError   who asked it asked to end it
├── WorkerDiedError       more memory than a worker has, or a fault of the engine
└── EvaluationError       the engine gave up
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from graph.tokens import Place

__all__ = [
    "EvaluationError",
    "NeverBegunError",
    "QueryCancelledError",
    "QueryError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "ResultCutError",
    "ResultTooLargeError",
    "WorkerDiedError",
]


class QueryError(Exception):
    """A query that has no answer; ``advice`` are sentences that say what to change."""

    def __init__(self, message: str, advice: Sequence[str] = ()) -> None:
        """Put the advice behind the message."""
        super().__init__(" ".join([message, *advice]))
        self.advice = tuple(advice)


class QuerySyntaxError(QueryError, ValueError):
    """Not SPARQL; ``place`` is where the engine stopped reading."""

    def __init__(self, message: str, place: Place | None) -> None:
        """Keep the place apart from the message, which names it too."""
        super().__init__(message)
        self.place = place


class QueryTimeoutError(QueryError, TimeoutError):
    """It ran until its deadline; ``deadline`` is seconds."""

    def __init__(self, message: str, advice: Sequence[str], deadline: float) -> None:
        """Keep the deadline for those who want to say it in their own words."""
        super().__init__(message, advice)
        self.deadline = deadline


class NeverBegunError(QueryTimeoutError):
    """It waited until its deadline, and never ran; ``retry_after`` is seconds."""

    def __init__(self, deadline: float) -> None:
        """Say that nothing is wrong with the query."""
        self.retry_after = max(1, round(deadline))
        super().__init__(
            f"No query worker was free within {deadline:g} s, so the query was not begun. "
            f"Try again in {self.retry_after} seconds.",
            (),
            deadline,
        )


class QueryCancelledError(QueryError):
    """Who asked it asked to end it."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The query was cancelled. Send it again for its answer.")


class ResultTooLargeError(QueryError):
    """More bytes or rows than are given; ``limit`` is how many of which ``unit`` are."""

    def __init__(
        self, limit: int, unit: Literal["bytes", "rows"], advice: Sequence[str] = ()
    ) -> None:
        """Keep the limit for those who want to say it in their own words."""
        said = (
            f"is longer than {limit} bytes" if unit == "bytes" else f"has more than {limit:,} rows"
        )
        super().__init__(f"The result {said}.", advice)
        self.limit = limit
        self.unit = unit


class ResultCutError(QueryError):
    """A result that was begun, and ended by a limit before its end."""


class WorkerDiedError(QueryError):
    """More memory than a worker has, or a fault of the engine."""


class EvaluationError(QueryError):
    """The engine gave up."""
