"""What a measurement gives: named figures, some with an aim they should keep to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `aim` is the most that it should be, None where there is no aim."""

    name: str
    value: float
    unit: str
    aim: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the aim is kept; true without an aim."""
        return self.aim is None or self.value <= self.aim


@dataclass(frozen=True, slots=True)
class Times:
    """Durations in milliseconds, at least two."""

    values: Sequence[float]

    @property
    def p50(self) -> float:
        """Half of them are below."""
        return quantiles(self.values, n=100, method="inclusive")[49]

    @property
    def p95(self) -> float:
        """All but one in twenty are below."""
        return quantiles(self.values, n=100, method="inclusive")[94]

    def figures(self, name: str, aims: tuple[float | None, float | None]) -> list[Figure]:
        """Both percentiles."""
        return [
            Figure(f"{name}, p50", self.p50, "ms", aims[0]),
            Figure(f"{name}, p95", self.p95, "ms", aims[1]),
        ]


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000
