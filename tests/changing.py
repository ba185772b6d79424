"""Releases that follow each other: things come, change, move, merge, go and come back."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.release import ReleaseDirectory
from graph.terms import Literal, NamedNode, Quad
from ontology.names import BASE, DCT, RDF, RG, SKOS, graph_name, thing
from release import BuildPlan, SilentProgress, build

COUNT = 24
VERSIONS = [f"2025.{1 + number // 20:02}.{1 + number % 20:02}" for number in range(COUNT)]
TYPE, LABEL = NamedNode(str(RDF.type)), NamedNode(str(SKOS.prefLabel))
REPLACED = NamedNode(str(DCT.isReplacedBy))
ABOUT = NamedNode(str(RG.about))
FIRST, SECOND = NamedNode(graph_name("first")), NamedNode(graph_name("second", "part"))
MERGES = NamedNode(graph_name("replacements"))
FOREIGN = NamedNode("http://example.org/elsewhere?a=b&c#d")
ODD = 'quotes " and \\ and\nline ends, <markup>, \u00e9 \u05d0'


@dataclass(frozen=True)
class Changing:
    """Instruments and figures as of one step."""

    step: int
    name: str = "changing"
    title: str = "Things that change"
    licence: str = "http://example.org/licence"

    def inputs(self) -> Sequence[Path]:
        return []

    def quads(self) -> Iterator[Quad]:
        for number in range(40):
            yield from self._instrument(number)
        yield Quad(FOREIGN, LABEL, Literal(f"elsewhere {self.step // 5}"), SECOND)
        yield Quad(FIRST, LABEL, Literal(f"graph of step {self.step // 7}"), FIRST)
        yield Quad(NamedNode(f"{BASE}def#Thing"), LABEL, Literal(ODD * self.step), SECOND)

    def _instrument(self, number: int) -> Iterator[Quad]:
        """Drawn from the number and the step, the same in each run."""
        iri = NamedNode(thing("instrument", f"i-{number}"))
        state = _state(number, self.step)
        if state == "merged":
            yield Quad(iri, REPLACED, NamedNode(thing("instrument", "i-0")), MERGES)
        if state in ("absent", "merged"):
            return
        draw = random.Random(f"{number} {self.step // (1 + number % 5)}")
        yield Quad(iri, TYPE, NamedNode(str(RG.SupportInstrument)), FIRST)
        yield Quad(iri, LABEL, Literal(f"Instrument {number}", language="en"), FIRST)
        yield Quad(iri, RG_VALUE, Literal(draw.randrange(3)), draw.choice([FIRST, SECOND]))
        yield Quad(iri, NamedNode(str(DCT.relation)), iri, FIRST)
        if draw.random() < 0.5:
            yield Quad(iri, TYPE, NamedNode(str(RG.SupportInstrument)), SECOND)
        figure = NamedNode(thing("figure", f"f-{number}"))
        yield Quad(figure, ABOUT, iri, FIRST)
        yield Quad(figure, LABEL, Literal("budget", language="en"), FIRST)
        yield Quad(figure, RG_VALUE, Literal(draw.randrange(2)), FIRST)


RG_VALUE = NamedNode(str(RG.minValue))


def _state(number: int, step: int) -> str:
    if number == 0:
        return "present"
    if step < number // 2:
        return "absent"
    if number % 7 == 3 and step >= number // 2 + 4:
        return "merged"
    if number % 5 == 2 and step >= number // 2 + 3:
        # Gone for three steps, and for some back again.
        return "present" if number % 2 and step >= number // 2 + 6 else "absent"
    return "present"


def build_changing(var: Path, versions: Sequence[str] = VERSIONS) -> ReleaseDirectory:
    """One release a version, by the real builder."""
    releases = ReleaseDirectory(var)
    for step, version in enumerate(versions):
        build(BuildPlan(releases, [Changing(step)], version), SilentProgress())
    return releases


def dump_of(releases: ReleaseDirectory, version: str) -> list[bytes]:
    """Sorted statements of the N-Quads dump, as anybody would load it."""
    path = releases.get(version).dumps_dir / f"regiograph-{version}.nq.gz"
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    return sorted({line for line in lines if not line.startswith(b"#")})
