"""How many lookups a second a server answers when several clients ask at once."""

from __future__ import annotations

import selectors
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median
from time import perf_counter
from typing import Final, cast

from bench.measurement import Figure
from bench.peers import Peer
from bench.processes import BenchError, processor_seconds
from bench.wire import Reading, Wire

CLIENTS: Final = 8
_SECONDS: Final = 2.0
_ROUNDS: Final = 4
_READ: Final = 64 << 10


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers in a second, and milliseconds of processor time for each."""

    per_second: float
    worked: float


def figures(peers: Sequence[Peer], queries: Sequence[str]) -> Iterator[Figure]:
    """Ours against ``oxigraph serve``, in turns; the others once."""
    own, other, *more = peers
    numbers = count()
    pairs = []
    for _ in range(_ROUNDS):
        pairs.append((_rate(own, queries, numbers), _rate(other, queries, numbers)))
    again = _rate(own, queries[:100], None)
    share = median(mine.per_second / theirs.per_second for mine, theirs in pairs)
    yield Figure(f"{CLIENTS} clients, share of {other.name}'s lookups", share, "", 0.2, True)
    for peer, rates in zip((own, other), zip(*pairs, strict=True), strict=True):
        yield from _shown(peer, rates)
    yield Figure(f"{own.name}, {CLIENTS} clients, lookups asked again", again.per_second, "/s")
    for peer in more:
        if peer.triples == own.triples:
            yield from _shown(peer, [_rate(peer, queries, numbers)])


def with_processes(many: Peer, other: Peer, queries: Sequence[str]) -> Iterator[Figure]:
    """The same for ours with several processes, again in turns."""
    numbers = count(1_000_000)
    pairs = [
        (_rate(many, queries, numbers).per_second, _rate(other, queries, numbers).per_second)
        for _ in range(_ROUNDS)
    ]
    yield Figure(
        f"{many.name}, {CLIENTS} clients, lookups", median(mine for mine, _ in pairs), "/s"
    )
    share = median(mine / theirs for mine, theirs in pairs)
    yield Figure(f"{many.name}, share of {other.name}'s lookups", share, "", 0.2, True)


def _shown(peer: Peer, rates: Sequence[Rate]) -> Iterator[Figure]:
    found = median(rate.per_second for rate in rates)
    yield Figure(f"{peer.name}, {CLIENTS} clients, lookups", found, "/s")
    worked = median(rate.worked for rate in rates)
    yield Figure(f"{peer.name}, processor time of a lookup", worked, "ms")


def _rate(peer: Peer, queries: Sequence[str], numbers: Iterator[int] | None) -> Rate:
    """One thread serves all clients, so that they take little from the server."""
    texts = _texts(queries, numbers)
    clients = [_Asking(peer, texts) for _ in range(CLIENTS)]
    worked, begun = processor_seconds(peer.process), perf_counter()
    answers = 0
    with selectors.DefaultSelector() as waiting:
        for client in clients:
            waiting.register(client.wire.socket, selectors.EVENT_READ, client)
        while perf_counter() - begun < _SECONDS:
            for key, _ in waiting.select(1):
                answers += cast("_Asking", key.data).go_on()
    seconds = perf_counter() - begun
    worked = processor_seconds(peer.process) - worked
    for client in clients:
        client.wire.close()
    return Rate(answers / seconds, worked / max(1, answers) * 1000)


def _texts(queries: Sequence[str], numbers: Iterator[int] | None) -> Iterator[str]:
    """Queries for ever, each a new text where there are numbers to tell them apart."""
    while True:
        for query in queries:
            yield query if numbers is None else f"{query}\n# {next(numbers)}"


class _Asking:
    """A client that asks the next question as soon as it has an answer."""

    def __init__(self, peer: Peer, texts: Iterator[str]) -> None:
        self.wire = Wire(peer.port)
        self._peer = peer
        self._texts = texts
        self._ask()

    def go_on(self) -> int:
        """Read what came; 1 when that was the end of an answer."""
        if not self._reading.feed(self.wire.socket.recv(_READ)):
            return 0
        if self._reading.reply.status != 200:
            raise BenchError(f"{self._peer.name} answered with {self._reading.reply.status}.")
        self._ask()
        return 1

    def _ask(self) -> None:
        self._reading = Reading()
        self.wire.socket.sendall(self._peer.request(next(self._texts)))
