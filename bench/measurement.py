"""What a measurement gives: named figures, some with an aim they should keep to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `aim` is the most that it should be, or the least where `at_least` is set."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the aim is kept; true without an aim."""
        if self.aim is None:
            return True
        return self.value >= self.aim if self.at_least else self.value <= self.aim

    @property
    def measured(self) -> str:
        """The value with its unit, to three or four digits."""
        return f"{self.value:,.0f} {self.unit}" if self.value >= 1000 else self._short()

    @property
    def aimed(self) -> str:
        """The aim with its unit; empty without one."""
        sign = "≥" if self.at_least else "≤"
        return "" if self.aim is None else f"{sign} {self.aim:g} {self.unit}".rstrip()

    @property
    def verdict(self) -> str:
        """What became of the aim; empty without one."""
        return "" if self.aim is None else "kept" if self.kept else "missed"

    def _short(self) -> str:
        return f"{self.value:.3g} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures of several systems side by side: a row for each kind of question."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one part, and what has to be known to read them."""

    title: str
    about: str
    figures: Sequence[Figure]
    grid: Grid | None = None


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
