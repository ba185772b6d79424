"""SPARQL beside other open servers, over the same graph, in one interleaved run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import latency, throughput, walls
from bench.measurement import Figure, Section
from bench.peers import Peer, all_started, kinds, serving
from bench.workload import SHARED, Workload, workload
from graph.limits import Limits

_LARGE, _SMALL, _EACH, _ROUNDS = 1_000_000, 100_000, 30, 30
_PROCESSES: Final = 2
_ABOUT: Final = """
Twelve kinds of query that researchers ask, over {triples:,} statements about regions, clusters,
technologies, instruments, projects and firms{made}. Each server is asked each kind, over one kept
connection; the times are medians of {rounds} rounds. The order is drawn anew each round, as a
query after a long one on another server finds the caches of the processor empty. A comment makes
each text new, so none comes from our cache, but for the column "again". Ours is the whole server:
`uvicorn`, all routes, workers that can be ended and that can't reach the network, over a release
that holds this graph in memory. `oxigraph serve` has it in memory too, Virtuoso in its own store,
its pages cached. {small}{missing}

The clients are written in Python and run on the same cores as the servers. Their clock runs from
the first byte sent to the last one received: what they read of it is their own time. Beside
runaways, the client asks for long time slices, as our server does.

What takes less than 5 ms on `oxigraph serve` is aimed at 1.5 ms, the rest at 1.5 times its time.
Lookups ask for everything about one thing. One Python process answers no two of them at the same
moment; with `WORKERS=2` there are two, each with its own copy of the graph. Runaways are
{runaways} cartesian products at once, with a deadline of {deadline:g} s; the lookups beside them
come at a steady pace of 100 a second.

Virtuoso answers scans, sums and paths several times faster than both Oxigraph and us when they
are asked for the first time: it stores by column. We don't try to match that. A release never
changes, so what was asked once is answered from memory, exactly, and the times of the column
"again" hold for every later client.

The memory of a very long answer depends on the statements that it reads, not on its rows. The
engine counts references while it reads, and so copies pages that the workers shared: the first
scan of a worker adds memory, up to that of the graph. Later ones add none, and a worker that has
had nothing to do for {rest:g} s gives it back (`docs/decisions/0015`).
"""


def measure(work: Path, shared: Path = SHARED) -> Section:
    """Make the graphs, start all servers that are installed, and ask."""
    folder = work / "graphs"
    folder.mkdir()
    large = workload(_LARGE, folder / "large.nt", _EACH, shared)
    small = workload(_SMALL, folder / "small.nt", _EACH, shared)
    with all_started(large, small, work) as peers:
        times = latency.measure(large, small, peers, _ROUNDS)
        figures = [*times.figures(), *_more(large, peers)]
        with serving(large, work, f"Regiograph, {_PROCESSES} processes", _PROCESSES) as many:
            figures += throughput.with_processes(many, peers[1], large.points)
    about = _about(large, shared, any(peer.triples == small.triples for peer in peers))
    return Section("SPARQL beside other servers", about, figures, times.grid())


def _more(large: Workload, peers: list[Peer]) -> Iterator[Figure]:
    differing = latency.unlike(large, peers)
    yield Figure(f"kinds answered unlike {peers[1].name}", differing, "", 0)
    yield from throughput.figures(peers, large.points)
    yield from walls.runaways(peers[0], large.points)
    for peer in peers[:2]:
        yield from walls.long_answers(peer)


def _about(large: Workload, shared: Path, has_small: bool) -> str:
    made = "" if shared.exists() else ", made up by `bench/made_graph.py`"
    absent = [f"{kind.name} (`{kind.missing}`)" for kind in kinds().values() if kind.missing]
    slow = "rdflib-endpoint has a tenth of the graph: with all of it, scans take minutes."
    return _ABOUT.format(
        triples=large.triples,
        made=made,
        rounds=_ROUNDS,
        small=slow if has_small else "",
        missing=f" Not installed, and so left out: {', '.join(absent)}." if absent else "",
        runaways=walls.RUNAWAYS,
        deadline=walls.DEADLINE,
        rest=Limits().rest,
    )
