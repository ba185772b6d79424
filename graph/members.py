"""Members of the event stream: what a thing says since a release, or that it is gone.

A member is a version object (Linked Data Event Streams): its IRI stands in the place of the
thing as the subject of every statement, each in the named graph of its source. The default
graph holds what the stream itself says: of which thing this is a version, and whether the
thing was created, updated or deleted. So a harvester that puts the thing back as the subject
and drops the default graph has the very quads of the dump.

The pages on disk carry no time, so that the same content gives the same bytes; the time at
which a member was published is that of its release, added when a page is read.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from graph.differences import Difference
from graph.queries import load
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import AS, BASE, DCT, RDF, TREE, XSD

__all__ = [
    "MEMBERS_PER_PAGE",
    "STREAM",
    "member_iri",
    "member_of",
    "page_name",
    "read_page",
    "write_pages",
]

STREAM: Final = f"{BASE}changes/ldes#stream"
MEMBERS_PER_PAGE: Final = 250
_ACTIVITIES: Final = {"added": AS.Create, "changed": AS.Update, "removed": AS.Delete}
_MEMBER: Final = NamedNode(str(TREE.member))
_CREATED: Final = NamedNode(str(DCT.created))
_DATE_TIME: Final = NamedNode(str(XSD.dateTime))


def member_iri(thing: str, version: str) -> str:
    """IRI of a thing as of a release; ours lead to that old version (``?release=``)."""
    if thing.startswith(BASE):
        document, hash_, fragment = thing.partition("#")
        return f"{document}?release={version}{hash_}{fragment}"
    return f"{BASE}changes/member?about={quote(thing, safe='')}&release={version}"


def page_name(number: int) -> str:
    """File name of a page, counted from 1."""
    return f"members-{number:04}.nq.gz"


def write_pages(differences: Iterable[Difference], version: str, directory: Path) -> int:
    """Write what the things say after a release, in pages; the number of pages."""
    members = (_member(difference, version) for difference in differences)
    number = 0
    while page := list(islice(members, MEMBERS_PER_PAGE)):
        number += 1
        content = b"".join(chain.from_iterable(page))
        (directory / page_name(number)).write_bytes(
            gzip.compress(content, compresslevel=6, mtime=0)
        )
    return number


def read_page(path: Path, created: str) -> Iterator[Quad]:
    """Quads of a page, with the time (ISO 8601) that its members were published at."""
    time = Literal(created, datatype=_DATE_TIME)
    with gzip.open(path) as content:
        for quad in ox.parse(content.read(), format=ox.RdfFormat.N_QUADS):
            yield quad
            if quad.predicate == _MEMBER and isinstance(quad.object, NamedNode):
                yield Quad(quad.object, _CREATED, time)


def member_of(store: Store, thing: str, version: str) -> list[Quad]:
    """The member that a thing is in a release, whose store this is; empty when it isn't there."""
    member = NamedNode(member_iri(thing, version))
    rows = store.select(load("quads_of"), {"thing": NamedNode(thing)})
    stated = [
        Quad(member, _node(row["property"]), row["value"], _node(row["graph"])) for row in rows
    ]
    version_of = Quad(member, NamedNode(str(DCT.isVersionOf)), NamedNode(thing))
    return [version_of, *stated] if stated else []


def _node(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise TypeError(f"Not an IRI: {term!r}.")
    return term


def _member(difference: Difference, version: str) -> list[bytes]:
    thing = difference.thing
    subject, member = (f"<{iri}>".encode() for iri in (thing.iri, member_iri(thing.iri, version)))
    return [
        f"<{STREAM}> <{TREE.member}> ".encode() + member + b" .\n",
        member + f" <{DCT.isVersionOf}> ".encode() + subject + b" .\n",
        member + f" <{RDF.type}> <{_ACTIVITIES[thing.change]}> .\n".encode(),
        *(member + line[len(subject) :] for line in difference.stated),
    ]
