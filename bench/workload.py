"""A graph and twelve kinds of queries that researchers ask: those handed over, or our own.

Where the directory ``shared/engine`` stands beside the project, its generator and queries are
used in place. Elsewhere the graph of ``bench.made_graph`` and ``bench/queries/*.rq`` stand in,
which have the same shape and are smaller.
"""

from __future__ import annotations

import random
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.made_graph import BASE, COUNTRIES, WORDS, MadeGraph

SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "engine"
_QUERIES: Final = Path(__file__).parent / "queries"
_OWN_TRIPLES: Final = {1_000_000: 200_000, 100_000: 40_000}


@dataclass(frozen=True, slots=True)
class Workload:
    """A graph in a file of N-Triples, and queries of each kind, several with other values."""

    triples: int
    graph: Path
    queries: Mapping[str, Sequence[str]]

    @property
    def points(self) -> Sequence[str]:
        """Those that ask for everything about one thing: the first kind."""
        return next(iter(self.queries.values()))


def workload(size: int, path: Path, each: int, shared: Path = SHARED) -> Workload:
    """Write a graph of about ``size`` statements (a million, or 100,000), with its queries."""
    if (shared / "gen.py").exists():
        return _handed_over(size, path, each, shared)
    made = MadeGraph.of(_OWN_TRIPLES[size])
    made.write(path)
    return Workload(_lines(path), path, own_queries(made, each))


def own_queries(made: MadeGraph, each: int) -> dict[str, list[str]]:
    """Our queries of each kind, with values drawn the same way each time."""
    chance = random.Random(5)
    files = sorted(_QUERIES.glob("*.rq"), key=lambda path: (path.stem != "point", path.stem))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in files}
    return {name: [_drawn(text, made, chance) for _ in range(each)] for name, text in texts.items()}


def is_graph(query: str) -> bool:
    """Whether a graph answers it rather than rows."""
    return re.search(r"^(CONSTRUCT|DESCRIBE)\b", query, re.MULTILINE) is not None


def _handed_over(size: int, path: Path, each: int, shared: Path) -> Workload:
    subprocess.run(
        [sys.executable, str(shared / "gen.py"), str(size), str(path)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    draw = runpy.run_path(str(shared / "queries.py"))["workload"]
    return Workload(_lines(path), path, draw(size, per=each))


def _lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def _drawn(text: str, made: MadeGraph, chance: random.Random) -> str:
    """A query with values in the place of those that stand for any."""
    kinds = {
        "firm": made.firms,
        "grant": made.grants,
        "skill": made.skills,
        "network": made.networks,
    }
    draws: dict[str, Callable[[], str]] = {
        f"<{BASE}any/{kind}>": lambda kind=kind, most=most: (  # type: ignore[misc]
            f"<{BASE}{kind}/{chance.randrange(most)}>"
        )
        for kind, most in kinds.items()
    }
    draws[f"<{BASE}any/country>"] = lambda: f"<{BASE}place/{chance.randrange(COUNTRIES)}>"
    draws["any words"] = lambda: " ".join(chance.choices(WORDS, k=2))
    draws["OFFSET 987654"] = lambda: f"OFFSET {chance.randrange(0, 1000, 50)}"
    north, east = chance.uniform(38, 60), chance.uniform(-5, 22)
    draws |= {
        "987.0": lambda: f"{north:.2f}",
        "988.0": lambda: f"{north + 1:.2f}",
        "987.5": lambda: f"{east:.2f}",
        "988.5": lambda: f"{east + 1.5:.2f}",
    }
    pattern = "|".join(map(re.escape, draws))
    return re.sub(pattern, lambda found: draws[found[0]](), text)
