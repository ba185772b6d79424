"""How long each kind of query takes on each server, in one interleaved run."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from typing import Final

from bench.measurement import Figure, Grid
from bench.peers import JSON, Peer
from bench.processes import BenchError, Client
from bench.wire import Wire
from bench.workload import Workload, is_graph

_SMALL: Final = 5.0  # milliseconds; what takes less is measured against a time, not a ratio
_AIM: Final = 1.5  # milliseconds, or times as long
_SLOW_ROUNDS: Final = 3  # of a server that takes seconds


@dataclass(slots=True)
class Latencies:
    """Milliseconds by server and kind of query: asked for the first time, and again."""

    kinds: Sequence[str]
    peers: Sequence[Peer]
    cold: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    warm: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def figures(self) -> Iterator[Figure]:
        """Ours against the aims."""
        own, other = self.peers[0].name, self.peers[1].name
        for kind in self.kinds:
            mine, theirs = median(self.cold[own, kind]), median(self.cold[other, kind])
            if theirs > _SMALL:
                yield Figure(f"{kind}, first time, {other} = 1", mine / theirs, "×", _AIM)
            else:
                yield Figure(f"{kind}, first time, p50", mine, "ms", _AIM)
        slowest = max(median(self.warm[own, kind]) for kind in self.kinds)
        yield Figure("asked again, p50 of the slowest kind", slowest, "ms", _AIM)

    def grid(self) -> Grid:
        """Medians of all servers."""
        names = [peer.name for peer in self.peers]
        columns = [f"{names[0]}, again", *(_heading(peer, self.peers[0]) for peer in self.peers)]
        return Grid(
            columns,
            [
                (kind, [_shown(self.warm, names[0], kind), *self._row(names, kind)])
                for kind in self.kinds
            ],
        )

    def _row(self, names: Sequence[str], kind: str) -> list[str]:
        return [_shown(self.cold, name, kind) for name in names]


def measure(large: Workload, small: Workload, peers: Sequence[Peer], rounds: int) -> Latencies:
    """Ask every server each kind, in an order drawn anew each round.

    So a noisy moment hits all of them, and no kind comes always after the same other one. A
    comment makes each text new, so that no server has it in a cache.
    """
    found = Latencies([*large.queries], peers)
    wires = {peer.name: Wire(peer.port) for peer in peers}
    numbers, order = count(), random.Random(5)
    for turn in range(-1, rounds):
        asked = [(kind, peer) for kind in large.queries for peer in peers]
        for kind, peer in order.sample(asked, len(asked)):
            own = large if peer.triples == large.triples else small
            if own is small and turn >= _SLOW_ROUNDS:
                continue
            queries = own.queries[[*own.queries][found.kinds.index(kind)]]
            text = f"{queries[turn % len(queries)]}\n# {next(numbers)}"
            time = _time(wires[peer.name], peer, text)
            if turn >= 0:  # the first round warms up
                found.cold.setdefault((peer.name, kind), []).append(time)
            if peer is peers[0] and turn >= 0:
                again = _time(wires[peer.name], peer, text)
                found.warm.setdefault((peer.name, kind), []).append(again)
    for wire in wires.values():
        wire.close()
    return found


def unlike(work: Workload, peers: Sequence[Peer]) -> int:
    """Kinds of query to which the first two servers give another number of rows or triples."""
    clients = [(peer, Client(peer.port)) for peer in peers[:2]]
    found = 0
    for queries in work.queries.values():
        found += len({_extent(client, peer, queries[0]) for peer, client in clients}) > 1
    for _, client in clients:
        client.close()
    return found


def _extent(client: Client, peer: Peer, query: str) -> int:
    if is_graph(query):
        return len(client.get(peer.path, "application/n-triples", query=query).splitlines())
    return len(json.loads(client.get(peer.path, JSON, query=query))["results"]["bindings"])


def _time(wire: Wire, peer: Peer, text: str) -> float:
    request = peer.request(text)
    asked = wire.ask(request)
    if asked.reply.status != 200:
        raise BenchError(f"{peer.name} answered with {asked.reply.status}: {text}")
    return asked.seconds * 1000


def _heading(peer: Peer, first: Peer) -> str:
    smaller = f", {peer.triples:,} triples" if peer.triples < first.triples else ""
    return f"{peer.name}{smaller}"


def _shown(times: Mapping[tuple[str, str], Sequence[float]], name: str, kind: str) -> str:
    found = times.get((name, kind))
    return f"{median(found):.3g} ms" if found else ""
