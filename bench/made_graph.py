"""A graph made up for the benchmark: places, skills, networks, firms and grants, much linked.

It stands in for a larger one where that can't be had. The same numbers give the same graph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

BASE: Final = "urn:bench:"
WORDS: Final = (
    "algae battery cement drone enzyme fibre glass hydrogen insulin joint kiln laser membrane "
    "nickel optics pump quartz rotor sensor turbine ultrasound vaccine weaving xray yeast zinc"
).split()
COUNTRIES: Final = 20
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_NUMBER: Final = "http://www.w3.org/2001/XMLSchema#integer"
_DOUBLE: Final = "http://www.w3.org/2001/XMLSchema#double"


@dataclass(frozen=True, slots=True)
class MadeGraph:
    """How many of each kind there are; about 18 statements a grant."""

    grants: int

    @classmethod
    def of(cls, triples: int) -> MadeGraph:
        """One of about that many statements."""
        return cls(max(100, triples // 18))

    @property
    def firms(self) -> int:
        """Half as many as grants."""
        return self.grants // 2

    @property
    def skills(self) -> int:
        """A tenth."""
        return self.grants // 10

    @property
    def networks(self) -> int:
        """A twentieth."""
        return self.grants // 20

    def write(self, path: Path) -> None:
        """As N-Triples."""
        chance = random.Random(11)
        with path.open("w", encoding="utf-8") as output:
            output.writelines(f"{line} .\n" for line in self._lines(chance))

    def _lines(self, chance: random.Random) -> Iterator[str]:
        leaves: list[str] = []
        yield from _places(leaves)
        for number in range(self.skills):
            yield from _named("skill", number, "Skill", chance)
        for number in range(self.networks):
            yield from _named("network", number, "Network", chance)
            yield _link("network", number, "knows", "skill", _common(chance, self.skills))
            yield _link("network", number, "fosters", "skill", chance.randrange(self.skills))
        for number in range(self.firms):
            yield from self._firm(number, chance.choice(leaves), chance)
        for number in range(self.grants):
            yield from self._grant(number, chance)

    def _firm(self, number: int, place: str, chance: random.Random) -> Iterator[str]:
        yield from _named("firm", number, "Firm", chance)
        yield _value("firm", number, "staff", str(int(chance.lognormvariate(4, 1.5)) + 1), _NUMBER)
        yield _value("firm", number, "north", f"{chance.uniform(36, 66):.4f}", _DOUBLE)
        yield _value("firm", number, "east", f"{chance.uniform(-9, 28):.4f}", _DOUBLE)
        yield f"<{BASE}firm/{number}> <{BASE}place> <{BASE}place/{place}>"
        yield _link("firm", number, "network", "network", _common(chance, self.networks))
        if number % 2:
            yield _value("firm", number, "site", f"https://firm{number}.example/")

    def _grant(self, number: int, chance: random.Random) -> Iterator[str]:
        yield f"<{BASE}grant/{number}> {_TYPE} <{BASE}Grant>"
        yield _value("grant", number, "title", " ".join(chance.choices(WORDS, k=4)))
        yield _value("grant", number, "summary", " ".join(chance.choices(WORDS, k=30)))
        yield _value("grant", number, "code", f"G{number:07}")
        yield _value("grant", number, "amount", str(int(chance.lognormvariate(13, 1))), _NUMBER)
        yield _value("grant", number, "from", str(chance.randrange(2007, 2026)), _NUMBER)
        yield _link("grant", number, "lead", "firm", _common(chance, self.firms))
        for _ in range(chance.randint(2, 8)):
            yield _link("grant", number, "partner", "firm", chance.randrange(self.firms))
        for _ in range(chance.randint(1, 3)):
            yield _link("grant", number, "skill", "skill", _common(chance, self.skills))


def _common(chance: random.Random, most: int) -> int:
    """A number below ``most``; small ones are drawn far more often, as in real graphs."""
    return min(most - 1, int(most ** chance.random()) - 1)


def _places(leaves: list[str]) -> Iterator[str]:
    """Places in four levels; the codes of the lowest are left in ``leaves``."""
    for country in range(COUNTRIES):
        yield from _place(f"{country}", 0, "")
        for part, small in product(range(6), range(6)):
            middle = f"{country}-{part}"
            if small == 0:
                yield from _place(middle, 1, f"{country}")
            yield from _place(f"{middle}-{small}", 2, middle)
            for leaf in (f"{middle}-{small}-0", f"{middle}-{small}-1"):
                yield from _place(leaf, 3, f"{middle}-{small}")
                leaves.append(leaf)


def _place(code: str, level: int, within: str) -> Iterator[str]:
    yield f"<{BASE}place/{code}> {_TYPE} <{BASE}Place>"
    yield f'<{BASE}place/{code}> <{BASE}level> "{level}"^^<{_NUMBER}>'
    if within:
        yield f"<{BASE}place/{code}> <{BASE}within> <{BASE}place/{within}>"


def _named(kind: str, number: int, type_: str, chance: random.Random) -> Iterator[str]:
    yield f"<{BASE}{kind}/{number}> {_TYPE} <{BASE}{type_}>"
    yield _value(kind, number, "name", f"{' '.join(chance.choices(WORDS, k=2))} {number}")


def _value(kind: str, number: int, name: str, text: str, datatype: str = "") -> str:
    return f'<{BASE}{kind}/{number}> <{BASE}{name}> "{text}"' + (
        f"^^<{datatype}>" if datatype else ""
    )


def _link(kind: str, number: int, name: str, other: str, found: int) -> str:
    return f"<{BASE}{kind}/{number}> <{BASE}{name}> <{BASE}{other}/{found}>"
