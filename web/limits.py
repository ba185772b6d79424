"""What a request to the endpoint may take, as a header of each answer."""

from __future__ import annotations

from typing import Final

from graph.pool import Limits
from web.protocol import Operation

__all__ = ["LIMITS", "limits_of"]

LIMITS: Final = "X-Regiograph-Limits"


def limits_of(limits: Limits, asked: Operation | None) -> str:
    """What this request may take, as a dictionary of RFC 9651; seconds, rows and bytes."""
    deadline, rows, size = limits.deadline, limits.rows, limits.result
    if asked:
        deadline = min(asked.timeout or deadline, deadline)
        rows, size = min(asked.max_rows or rows, rows), min(asked.max_bytes or size, size)
    return (
        f"deadline={deadline:.3f}, processor={limits.processor:.3f}, rows={rows}, bytes={size}, "
        f"memory={limits.memory}"
    )
