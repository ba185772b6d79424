from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from graph.event_stream import EventStream, write
from graph.formats import N_TRIPLES, TRIG
from graph.history import History
from graph.members import STREAM
from graph.release import ReleaseDirectory
from ontology.names import AS, BASE, DCT, LDES, RDF, TREE
from tests.changing import VERSIONS, build_changing, dump_of
from tests.web.changing import changing_client

ROOT = "http://localhost/changes/ldes"
NODE = URIRef(ROOT)


@pytest.fixture
def client(changing: ReleaseDirectory) -> FlaskClient:
    return changing_client(changing)


class Harvester:
    """Follows the relations of a stream as TREE says, and keeps the last version of each thing."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.fetched: list[str] = []

    def replay(self, address: str) -> list[bytes]:
        """All statements, sorted, after reading everything that can be reached."""
        versions: list[tuple[str, str, list[bytes]]] = []
        todo = [address]
        while todo:
            node = todo.pop()
            self.fetched.append(node)
            text = self._text(node)
            default, content = _read(text)
            versions += _versions(default, content)
            targets = {str(target) for target in default.objects(None, TREE.node)}
            todo += sorted(targets - {*self.fetched, *todo})
        things = {thing: lines for _, thing, lines in sorted(versions)}
        return sorted({line for lines in things.values() for line in lines})

    def _text(self, node: str) -> bytes:
        parts = urlsplit(node)
        address = f"{parts.path}?{parts.query}"
        answer = self._client.get(address, headers={"Accept": "application/n-quads"})
        assert answer.status_code == 200
        return bytes(answer.data)


def _read(text: bytes) -> tuple[Graph, dict[str, list[bytes]]]:
    """The default graph, and what follows the subject of each quad in a named graph."""
    default: list[bytes] = []
    content: dict[str, list[bytes]] = {}
    for line in text.splitlines(keepends=True):
        (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        if quad.graph_name == ox.DefaultGraph():
            default.append(line)
        else:
            subject, _, rest = line.partition(b" ")
            content.setdefault(subject.decode()[1:-1], []).append(rest)
    return Graph().parse(data=b"".join(default), format="nt"), content


def _versions(page: Graph, content: dict[str, list[bytes]]) -> list[tuple[str, str, list[bytes]]]:
    """Time, thing and statements of each member; a deleted one has no statements."""
    stream, found = URIRef(STREAM), []
    timestamp = page.value(stream, LDES.timestampPath)
    version_of = page.value(stream, LDES.versionOfPath)
    for member in page.objects(stream, TREE.member):
        thing = page.value(member, version_of)
        deleted = (member, RDF.type, AS.Delete) in page
        lines = content.get(str(member), [])
        assert deleted == (not lines)
        statements = [f"<{thing}> ".encode() + line for line in lines]
        found.append((str(page.value(member, timestamp)), str(thing), statements))
    return found


def test_a_harvester_that_replays_the_stream_has_the_dump(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    harvester = Harvester(client)
    assert harvester.replay(ROOT) == dump_of(changing, VERSIONS[-1])
    assert len(harvester.fetched) == 1 + len(VERSIONS)


def test_the_stream_up_to_a_release_gives_its_dump(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    for version in VERSIONS[3::7]:
        found = Harvester(client).replay(f"{ROOT}?release={version}")
        assert found == dump_of(changing, version)


@pytest.mark.parametrize(
    ("media_type", "format_"),
    [("application/trig", "turtle"), ("application/n-quads", "nt")],
)
def test_the_root_says_how_to_read_the_stream(
    client: FlaskClient, changing: ReleaseDirectory, media_type: str, format_: str
) -> None:
    answer = client.get("/changes/ldes", headers={"Accept": media_type})
    root = Graph().parse(data=answer.data, format=format_)
    stream = URIRef(STREAM)
    first, *_, last = History(changing.current()).entries

    assert answer.mimetype == media_type
    assert (stream, RDF.type, LDES.EventStream) in root
    assert (stream, TREE.view, NODE) in root
    assert root.value(stream, LDES.timestampPath) == DCT.created
    assert root.value(stream, LDES.versionOfPath) == DCT.isVersionOf
    assert root.value(stream, LDES.versionDeleteObject) == AS.Delete
    policy = root.value(NODE, LDES.retentionPolicy)
    assert root.value(policy, LDES.startingFrom) == Literal(first.created, datatype=XSD.dateTime)
    relation = URIRef(f"{ROOT}#from-{last.version}")
    assert root.value(relation, RDF.type) == TREE.GreaterThanOrEqualToRelation
    assert root.value(relation, TREE.path) == DCT.created
    assert root.value(relation, TREE.value) == Literal(last.created, datatype=XSD.dateTime)
    assert root.value(relation, TREE.node) == URIRef(f"{ROOT}/{last.version}")


def test_json_ld_keeps_the_graphs(client: FlaskClient) -> None:
    found = client.get(f"/changes/ldes/{VERSIONS[0]}?format=jsonld").get_json()
    assert any("@graph" in node for node in found)


def test_a_page_is_kept_for_good_and_the_root_is_asked_again(client: FlaskClient) -> None:
    page, root = client.get(f"/changes/ldes/{VERSIONS[4]}"), client.get("/changes/ldes")
    again = client.get("/changes/ldes", headers={"If-None-Match": root.headers["ETag"]})

    assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert root.headers["Cache-Control"] == "public, max-age=60"
    assert again.status_code == 304
    assert page.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept" in page.headers["Vary"]


def test_a_large_release_has_several_pages(changing: ReleaseDirectory) -> None:
    entry = History(changing.current()).entries[0]
    several = type(entry)(
        **{name: getattr(entry, name) for name in entry.__slots__ if name != "pages"}, pages=3
    )
    quads = list(EventStream(ROOT).page(several, 1))
    targets = {str(quad.object) for quad in quads if quad.predicate.value == str(TREE.node)}
    assert targets == {f"<{ROOT}/{entry.version}/2>", f"<{ROOT}/{entry.version}/3>"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/changes/ldes/2031.01.01", 404),
        (f"/changes/ldes/{VERSIONS[0]}/2", 404),
        (f"/changes/ldes/{VERSIONS[0]}/0", 404),
        ("/changes/ldes?format=csv", 400),
        ("/changes/ldes?release=2031.01.01", 404),
    ],
)
def test_what_is_not_there_is_refused(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_the_stream_outlives_the_directories_of_old_releases(tmp_path: Path) -> None:
    releases = build_changing(tmp_path, VERSIONS[:5])
    for version in VERSIONS[1:4]:
        shutil.rmtree(releases.releases / version)
    client = changing_client(releases)
    listed = client.get("/timemap/id/instrument/i-1").text

    assert Harvester(client).replay(ROOT) == dump_of(releases, VERSIONS[4])
    assert VERSIONS[4] in listed
    assert not any(version in listed for version in VERSIONS[1:4])


def test_every_member_has_an_address(client: FlaskClient) -> None:
    text = client.get(f"/changes/ldes/{VERSIONS[0]}?format=nq").text
    members = {line.split(" ")[2] for line in text.splitlines() if f"<{TREE.member}>" in line}
    paths = {member.strip("<>").removeprefix(BASE) for member in members}

    assert any(path.startswith("changes/member?about=http%3A%2F%2Fexample.org") for path in paths)
    for path in paths:
        assert client.get(f"/{path}").status_code == 200


def test_a_version_of_a_foreign_thing_is_what_was_stated_then(client: FlaskClient) -> None:
    about = {"about": "http://example.org/elsewhere?a=b&c#d", "release": VERSIONS[5]}
    found = client.get("/changes/member", query_string=about | {"format": "nq"}).text

    assert '"elsewhere 1"' in found
    assert client.get("/changes/member", query_string={"about": "a b"}).status_code == 400
    assert client.get("/changes/member?about=urn:nothing").status_code == 404


def test_a_page_that_is_no_data_is_not_acceptable(client: FlaskClient) -> None:
    answer = client.get("/changes/ldes", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/trig" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/trig"),
        ("text/turtle", "text/turtle"),
        ("text/turtle, application/trig", "application/trig"),
        ("text/turtle, application/n-quads;q=.5", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle,application/ld+json,application/n-quads", "application/n-quads"),
    ],
)
def test_graphs_are_kept_apart_unless_a_format_without_them_is_liked_more(
    client: FlaskClient, accept: str, media_type: str
) -> None:
    for path in ("/changes/ldes", f"/changes/ldes/{VERSIONS[0]}"):
        assert client.get(path, headers={"Accept": accept}).mimetype == media_type


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf"])
def test_without_graphs_a_member_has_all_its_statements_beside_those_of_the_stream(
    client: FlaskClient, name: str
) -> None:
    path = f"/changes/ldes/{VERSIONS[0]}"
    found, wanted = (client.get(f"{path}?format={one}") for one in (name, "nq"))
    read = ox.RdfFormat.from_media_type(str(found.mimetype))
    quads = ox.parse(wanted.data, format=ox.RdfFormat.N_QUADS)

    merged = [quad.triple for quad in ox.parse(found.data, format=read)]
    assert len(merged) == len(set(merged))
    assert set(merged) == {quad.triple for quad in quads}


def test_a_page_without_the_sources_leads_to_one_that_has_them(client: FlaskClient) -> None:
    path = f"/changes/ldes/{VERSIONS[0]}"
    plain, whole = (client.get(path, headers={"Accept": one}) for one in ("text/turtle", "*/*"))

    assert plain.headers["Link"].startswith(f'<{path}?format=trig>; rel="alternate"')
    assert "Link" not in whole.headers
    assert client.get(f"{path}?format=trig").data == whole.data


def test_without_graphs_a_member_has_one_time_though_its_thing_tells_another() -> None:
    member, own = ox.NamedNode("http://e/m"), ox.NamedNode("http://e/graph")
    created, title = ox.NamedNode(str(DCT.created)), ox.NamedNode(str(DCT.title))
    quads = [
        ox.Quad(member, created, ox.Literal("2025")),
        ox.Quad(member, created, ox.Literal("2001"), own),
        ox.Quad(member, title, ox.Literal("Title"), own),
    ]

    assert write(quads, N_TRIPLES).decode().splitlines() == [
        f'<http://e/m> <{DCT.created}> "2025" .',
        f'<http://e/m> <{DCT.title}> "Title" .',
    ]
    assert b"2001" in write(quads, TRIG)


def test_a_harvester_of_turtle_has_the_dump_without_its_graphs(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    things: dict[str, tuple[str, set[str]]] = {}
    for version in VERSIONS:
        page = Graph().parse(data=client.get(f"/changes/ldes/{version}?format=ttl").data)
        for member in page.objects(URIRef(STREAM), TREE.member):
            thing, time = (str(page.value(member, one)) for one in (DCT.isVersionOf, DCT.created))
            said = {
                f"<{thing}> {property_.n3()} {value.n3()}"
                for property_, value in page.predicate_objects(member)
                if property_ not in (DCT.isVersionOf, DCT.created)
                and value not in (AS.Create, AS.Update, AS.Delete)
            }
            things[thing] = max(things.get(thing, ("", set())), (time, said), key=lambda it: it[0])
    dump = [line.decode() for line in dump_of(changing, VERSIONS[-1])]
    wanted = Graph()
    for line in dump:
        wanted.parse(data=line.rsplit(" ", 2)[0] + " .", format="nt")

    found = {line for _, said in things.values() for line in said}
    assert found == {f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in wanted}
