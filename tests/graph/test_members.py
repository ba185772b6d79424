from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from graph.differences import differences
from graph.history import Entry, History
from graph.members import MEMBERS_PER_PAGE, STREAM, member_iri, page_name, read_page, write_pages
from graph.release import ReleaseDirectory
from graph.terms import DefaultGraph, NamedNode, Quad
from ontology.names import AS, BASE, DCT, RDF, TREE, thing
from tests.changing import VERSIONS, dump_of


class Replica:
    """A harvester: the latest version of each thing, with the thing as the subject again."""

    def __init__(self) -> None:
        self.things: dict[str, set[Quad]] = {}

    def read(self, quads: Iterable[Quad]) -> None:
        of: dict[str, NamedNode] = {}
        content: dict[str, set[Quad]] = {}
        gone: set[str] = set()
        for quad in quads:
            member = _iri(quad.subject)
            if quad.graph_name != DefaultGraph():
                content.setdefault(member, set()).add(quad)
            elif quad.predicate.value == str(DCT.isVersionOf):
                of[member] = NamedNode(_iri(quad.object))
            elif quad.predicate.value == str(RDF.type) and _iri(quad.object) == str(AS.Delete):
                gone.add(member)
        for member, subject in of.items():
            assert (member in gone) == (member not in content)
            self.things[subject.value] = {
                Quad(subject, quad.predicate, quad.object, quad.graph_name)
                for quad in content.get(member, ())
            }

    def lines(self) -> list[bytes]:
        return sorted(f"{quad} .\n".encode() for quads in self.things.values() for quad in quads)


def _pages(entry: Entry) -> list[list[Quad]]:
    return [
        list(read_page(entry.page_file(number), entry.created))
        for number in range(1, entry.pages + 1)
    ]


def test_replaying_the_members_gives_each_dump(changing: ReleaseDirectory) -> None:
    replica = Replica()
    for entry in History(changing.current()).entries:
        for page in _pages(entry):
            replica.read(page)
        assert replica.lines() == dump_of(changing, entry.version)


def test_changes_of_every_kind_were_replayed(changing: ReleaseDirectory) -> None:
    entries = History(changing.current()).entries
    kinds = {
        _iri(quad.object)
        for entry in entries
        for page in _pages(entry)
        for quad in page
        if quad.predicate.value == str(RDF.type) and quad.graph_name == DefaultGraph()
    }
    merged = [line for line in dump_of(changing, VERSIONS[-1]) if b"isReplacedBy" in line]

    assert len(entries) == 24
    assert kinds == {str(AS.Create), str(AS.Update), str(AS.Delete)}
    assert len(merged) >= 3


def test_moments_of_publication_follow_each_other(changing: ReleaseDirectory) -> None:
    moments = [entry.moment for entry in History(changing.current()).entries]
    assert moments == sorted(set(moments))
    assert changing.current().manifest.created == History(changing.current()).entries[-1].created


def test_a_version_of_a_thing_leads_to_that_release() -> None:
    assert member_iri(thing("rule", "r"), "2025.01.01") == f"{BASE}id/rule/r?release=2025.01.01"
    assert member_iri(f"{BASE}def#Thing", "2025.01.01") == f"{BASE}def?release=2025.01.01#Thing"


def test_a_version_of_a_foreign_thing_has_an_iri_of_ours() -> None:
    member = member_iri("http://example.org/a?b=c&d#e", "2025.01.01")
    assert member == (
        f"{BASE}changes/member?about=http%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d%23e"
        "&release=2025.01.01"
    )


def test_a_page_has_a_bounded_number_of_members(tmp_path: Path) -> None:
    lines = sorted(f"<http://e.org/{n}> <p:p> <o:o> <g:g> .\n".encode() for n in range(600))
    gone = [b"<http://e.org/gone> <p:p> <o:o> <g:g> .\n"]

    count = write_pages(differences(gone, lines), "2025.01.01", tmp_path)

    assert count == 3
    counted = [_members(tmp_path / page_name(number)) for number in (1, 2, 3)]
    assert counted == [MEMBERS_PER_PAGE, MEMBERS_PER_PAGE, 101]


def test_no_changes_make_no_page(tmp_path: Path) -> None:
    assert write_pages([], "2025.01.01", tmp_path) == 0


def _members(path: Path) -> int:
    text = gzip.decompress(path.read_bytes()).decode()
    return text.count(f"<{STREAM}> <{TREE.member}> ")


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
