"""The profiles in which the graph can be had: its own statements in the words of others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import Graph, Namespace, URIRef

from ontology.files import read
from ontology.names import BASE, DCT, RDFS

__all__ = ["Profile", "all_profiles"]

_HERE: Final = Path(__file__).resolve().parent
_PROF: Final = Namespace("http://www.w3.org/ns/dx/prof/")


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile (W3C Profiles Vocabulary); ``token`` is its short name in addresses.

    ``standard`` is the IRI of what it is a profile of; both names are accepted in headers.
    ``provenance`` says how interpretation is marked in it, and what marks it has no words for.
    """

    token: str
    iri: str
    standard: str
    title: str
    description: str
    provenance: str

    @property
    def shapes_file(self) -> Path:
        """Its description and shapes, in Turtle."""
        return _HERE / "profiles" / f"{self.token}.ttl"

    @property
    def mappings(self) -> tuple[Path, ...]:
        """CONSTRUCT queries, one a kind of thing; each names the thing ``?thing``."""
        return tuple(sorted((_HERE / "exports" / self.token).glob("*.rq")))


@cache
def all_profiles() -> tuple[Profile, ...]:
    """Every profile, by token."""
    files = sorted((_HERE / "profiles").glob("*.ttl"))
    return tuple(_read(path) for path in files)


def _read(path: Path) -> Profile:
    graph = Graph().parse(data=read(path), format="turtle")
    iri = URIRef(f"{BASE}profiles/{path.stem}")
    found = (_PROF.isProfileOf, DCT.title, DCT.description)
    standard, title, description = (str(graph.value(iri, one)) for one in found)
    lineage = graph.value(iri, DCT.provenance)
    return Profile(
        path.stem, str(iri), standard, title, description, str(graph.value(lineage, RDFS.label))
    )
