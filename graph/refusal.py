"""Why a query text is refused before the engine sees it."""

from __future__ import annotations

from graph.tokens import Place

__all__ = ["GuardError", "TooLongError"]


class GuardError(ValueError):
    """A query that is refused unread; ``place`` says where in the text."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        """Put line and column before the message."""
        at = f"Line {place.line}, column {place.column}: " if place else ""
        super().__init__(f"{at}{message}")
        self.place = place


class TooLongError(GuardError):
    """A query with more bytes or tokens than are read."""
