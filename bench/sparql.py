"""How fast SPARQL answers about one thing, beside ``oxigraph serve`` with the same statements.

The two are asked in turn, each question once, so that neither answers from a cache and a
noisy moment of the machine hits both.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measurement import Figure, Section, Times, milliseconds
from bench.processes import Client, command, free_port, run, running, wait_for

THINGS = 200
ABOUT = """
Every property of one thing, over HTTP, asked in turn of our server and of `oxigraph serve`, which
holds the same statements read-only on disk. Our queries run in a process that can be ended at a
deadline and that can't reach the network; the way there and back is the difference.
"""
JSON = "application/sparql-results+json"
POINT = "SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }}"
CHOICE = """
SELECT DISTINCT ?thing WHERE {{
  ?thing <http://www.w3.org/2004/02/skos/core#prefLabel> ?label
}} ORDER BY ?thing LIMIT {limit}
"""


def measure(port: int, var: Path, work: Path) -> Section:
    """Load the dump of the current release into the peer, and ask both."""
    [dump] = (var / "current" / "dumps").glob("regiograph-*.nt.gz")
    with _peer(dump, work) as peer_port:
        ours, peers = Client(port), Client(peer_port)
        own, other = _interleaved(ours, peers, _things(ours))
        ours.close()
        peers.close()
    return Section(
        "SPARQL",
        ABOUT,
        [
            *own.figures("all about one thing", (None, None)),
            *other.figures("the same, oxigraph serve", (None, None)),
            Figure("ratio of the medians", own.p50 / other.p50, "×"),
        ],
    )


@contextmanager
def _peer(dump: Path, work: Path) -> Iterator[int]:
    plain, store = work / "dump.nt", work / "oxigraph"
    with gzip.open(dump) as packed, plain.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    tool, log = command("oxigraph"), work / "oxigraph.log"
    run([tool, "load", "--location", str(store), "--file", str(plain)], log)
    port = free_port()
    serve = [tool, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with running(serve, log) as process:
        wait_for(port, "/query?query=ASK%7B%7D", process)
        yield port


def _things(client: Client) -> list[str]:
    # Twice as many as are asked: the first half warms both up.
    found = json.loads(client.get("/sparql", JSON, query=CHOICE.format(limit=2 * THINGS)))
    return [row["thing"]["value"] for row in found["results"]["bindings"]]


def _interleaved(ours: Client, peers: Client, things: list[str]) -> tuple[Times, Times]:
    own: list[float] = []
    other: list[float] = []
    for iri in things:
        query = POINT.format(iri=iri)
        own.append(_time(ours, "/sparql", query))
        other.append(_time(peers, "/query", query))
    measured = len(things) // 2
    return Times(own[measured:]), Times(other[measured:])


def _time(client: Client, path: str, query: str) -> float:
    return milliseconds(lambda: client.get(path, JSON, query=query))
