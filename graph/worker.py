"""The processes that answer queries: ``python -m graph.worker FD SETTINGS``.

The first process (the zygote) has one thread. It opens the store once and forks a worker for
each connection it is handed, so the server, which has many threads, never forks. A small graph
is copied into memory and shared by all workers, copy-on-write; a big one is opened from disk by
each worker.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import socket
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from graph.declarations import declared_prefixes
from graph.frames import Frame, FrameKind, HungUpError, Line
from graph.mistake import at_the_mistake
from graph.request import Terms, unpack
from graph.row_count import EXACT, RowCount
from graph.sandbox import close_in
from graph.serializing import write_graph, write_rows

_STACK: Final = 256 << 20  # bytes; nested 10,000 deep, no construct overflows it
_PIECE: Final = 32 << 10  # bytes sent at once
_SHORTEST_ROW: Final = 2  # bytes: a value and the end of its line
_SHORTEST_TRIPLE: Final = 4  # bytes: " , 1" in Turtle
_TIME_IS_OVER: Final = frozenset([signal.SIGPROF])
_AGAIN: Final = 0.05  # seconds between two tries to say that the processor time is over
_ALL: Final = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_MERGED_KEPT: Final = 4  # merged datasets that a worker remembers


class _TooLarge(Exception):
    """The result is longer than its limit; the message is the limit, bytes or rows."""


def main(arguments: list[str]) -> None:
    """Open the store, then fork a worker whenever asked, until the server hangs up."""
    control = Line(socket.socket(fileno=int(arguments[0])))
    settings = json.loads(arguments[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which hangs up
    try:
        opener, mode, quads = _opener(Path(settings["store"]), settings["in_memory"])
    except (OSError, SyntaxError, ValueError) as error:
        control.send_json(b"H", {"error": str(error)})
        return
    control.send_json(b"H", {"mode": mode, "quads": quads})
    gc.freeze()  # so that collecting garbage doesn't copy shared pages
    while _fork_once(control, opener, settings | {"shared": mode == "memory"}):
        pass


def _opener(path: Path, in_memory: int) -> tuple[Callable[[], ox.Store], str, int]:
    disk = ox.Store.read_only(str(path))
    quads = len(disk)
    if quads > in_memory:
        return lambda: ox.Store.read_only(str(path)), "disk", quads
    store = ox.Store()
    with tempfile.TemporaryDirectory() as directory:
        text = Path(directory) / "all.nq"
        disk.dump(str(text), ox.RdfFormat.N_QUADS)
        store.bulk_load(path=str(text), format=ox.RdfFormat.N_QUADS, lenient=True)
    return lambda: store, "memory", quads


def _fork_once(control: Line, opener: Callable[[], ox.Store], settings: dict[str, Any]) -> bool:
    """Fork a worker on the connection that comes next; False when the server hung up."""
    try:
        message, handles, _, _ = socket.recv_fds(control.socket, 2, 1)
    except OSError:
        return False
    if not message or not handles:
        return False
    child = os.fork()
    if child == 0:
        control.close()
        niceness, own = message
        os.nice(niceness)
        _work(Line(socket.socket(fileno=handles[0])), opener, settings | {"own": own})
    os.close(handles[0])
    control.send_json(b"F", {"pid": child})
    return True


def _work(line: Line, opener: Callable[[], ox.Store], settings: dict[str, Any]) -> None:
    """Answer queries until the server hangs up; never returns."""
    _die_with_parent()
    # Blocked in all threads, those of the engine too, so that it waits for this one.
    signal.pthread_sigmask(signal.SIG_BLOCK, _TIME_IS_OVER)
    store = opener()
    if settings["own"] and settings["shared"]:
        # Reading copies: the engine counts references as it goes.
        list(cast("ox.QuerySolutions", store.query(_ALL)))
    sandbox = close_in(settings["memory"] + _STACK)
    ready = {"filtered": sandbox.filtered, "memory": sandbox.memory}
    threading.stack_size(_STACK)
    answers = Answers(store)
    threading.Thread(target=_serve, args=(line, answers, ready)).start()
    while True:
        signal.sigwait(_TIME_IS_OVER)
        answers.give_up(line)


def _die_with_parent() -> None:
    """A runaway must not outlive the server; Linux only, elsewhere its deadline ends it."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGKILL, 0, 0, 0)


def _serve(line: Line, answers: Answers, ready: dict[str, Any]) -> None:
    try:
        line.send_json(b"R", ready)
        while True:
            answers.answer(line.receive(), line)
    finally:
        os._exit(0)  # the server hung up


class Answers:
    """Evaluates queries over one store, and over merges of its graphs."""

    def __init__(self, store: ox.Store) -> None:
        """Nothing is merged before a query asks for it."""
        self._store = store
        self._merged: OrderedDict[str, ox.Store] = OrderedDict()
        self._speaking = threading.Lock()

    def give_up(self, line: Line) -> None:
        """Say that the processor time is over, unless something else is being said, and end."""
        if self._speaking.acquire(blocking=False):
            line.send_json(b"E", {"kind": "processor", "message": ""})
            os._exit(1)

    def answer(self, request: Frame, line: Line) -> None:
        """Send the result as data frames, the last one marked, or an error instead of that."""
        try:
            terms, query = unpack(request.data)
            output = _Output(line, terms, self._speaking)
            signal.setitimer(signal.ITIMER_PROF, terms.processor, _AGAIN)
            try:
                self._evaluate(query, terms, output)
            except SyntaxError as error:
                raise SyntaxError(at_the_mistake(query, str(error), terms.base)) from error
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            output.finish()
        except HungUpError:
            raise
        except Exception as error:
            with self._speaking:
                line.send_json(b"E", {"kind": _kind(error), "message": str(error)})

    def _evaluate(self, query: str, terms: Terms, output: _Output) -> None:
        default, named = terms.default, terms.named
        found = (self._merge(default, named) if len(default) > 1 else self._store).query(
            query,
            base_iri=terms.base,
            default_graph=_default_graph(default) if default or named else None,
            named_graphs=[ox.NamedNode(iri) for iri in named] if default or named else None,
        )
        file = cast("IO[bytes]", output)
        if isinstance(found, ox.QueryTriples):
            most = output.most_triples
            triples = found if most is None else _up_to(most, found)
            write_graph(triples, terms.media_type, file, declared_prefixes(query, terms.base))
        else:
            write_rows(found, terms.media_type, file)

    def _merge(self, default: Sequence[str], named: Sequence[str]) -> ox.Store:
        """Default graphs as one set of triples: the engine would count a common one twice."""
        key = json.dumps([sorted(default), sorted(named)])
        if key not in self._merged:
            merged = ox.Store()
            for iri in default:
                found = self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
                merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in found)
            for iri in named:
                merged.bulk_extend(
                    self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
                )
            self._merged[key] = merged
            if len(self._merged) > _MERGED_KEPT:
                self._merged.popitem(last=False)
        self._merged.move_to_end(key)
        return self._merged[key]


def _default_graph(iris: Sequence[str]) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]:
    """What the engine is told: a merge has become the default graph of its own store."""
    return [ox.DefaultGraph()] if len(iris) > 1 else [ox.NamedNode(iri) for iri in iris]


def _up_to(most: int, found: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Triples, until there are too many."""
    for number, triple in enumerate(found, start=1):
        if number > most:
            raise _TooLarge("rows")
        yield triple


def _kind(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return "syntax"
    if isinstance(error, _TooLarge):
        return str(error)
    return "memory" if isinstance(error, MemoryError) else "evaluation"


class _Output:
    """A file for the engine to write to: sends pieces, and stops it at the limit."""

    def __init__(self, line: Line, terms: Terms, speaking: threading.Lock) -> None:
        self._size = 0
        self._line = line
        self._speaking = speaking
        self._terms = terms
        self._piece = bytearray()
        self._counted = 0  # bytes of the piece
        self._rows: RowCount | None = None

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > self._terms.max_bytes:
            raise _TooLarge("bytes")
        self._piece += data
        whole = len(self._piece) >= _PIECE
        if whole or self._size > self._terms.max_rows * _SHORTEST_ROW:
            self._count_rows()
        if whole:
            self._send(b"D")
        return len(data)

    @property
    def most_triples(self) -> int | None:
        """Triples that a graph may have, None where its bytes end first."""
        most = self._terms.max_rows
        return most if most * _SHORTEST_TRIPLE < self._terms.max_bytes else None

    def flush(self) -> None:
        """The engine does so at the end; what is left goes with the end, by one call."""

    def finish(self) -> None:
        self._send(b"Z")

    def _count_rows(self) -> None:
        """Count those not counted yet; nothing shorter than the rows allowed needs it."""
        terms = self._terms
        if terms.max_rows * _SHORTEST_ROW >= terms.max_bytes:
            return  # the bytes end first
        if self._rows is None:
            self._rows = RowCount(terms.media_type, exact=terms.max_rows <= EXACT)
        self._rows.feed(bytes(self._piece[self._counted :]))
        self._counted = len(self._piece)
        if self._rows.rows > terms.max_rows:
            raise _TooLarge("rows")

    def _send(self, kind: FrameKind) -> None:
        piece = bytes(self._piece)
        self._piece.clear()
        self._counted = 0
        self._line.send((kind, piece))


if __name__ == "__main__":
    main(sys.argv[1:])
