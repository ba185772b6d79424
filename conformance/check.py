"""A check and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Check", "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """``passed`` is None when the check could not be run here; ``said`` is one line."""

    passed: bool | None
    said: str
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """``run`` is given the address of a server, with its last slash."""

    name: str
    run: Callable[[str], Outcome]
