"""The servers that are measured beside each other, each started over the same graph."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import psutil

from bench.graph_server import write_release
from bench.processes import BenchError, command, free_port, running, wait_for
from bench.wire import request_of
from bench.workload import Workload, is_graph

JSON: Final = "application/sparql-results+json"
TURTLE: Final = "text/turtle"
_GRAPH: Final = "urn:bench:graph"


@dataclass(frozen=True, slots=True)
class Peer:
    """A server that answers SPARQL; ``triples`` is what it was loaded with."""

    name: str
    port: int
    path: str
    process: psutil.Process
    triples: int

    def request(self, query: str) -> bytes:
        """A GET of that query, as it goes over the wire."""
        return request_of(self.port, self.path, query, TURTLE if is_graph(query) else JSON)


@dataclass(frozen=True, slots=True)
class Kind:
    """How to start a peer; ``missing`` says how to install it, None when it is there."""

    name: str
    start: Callable[[Workload, Path], Iterator[Peer]]
    missing: str | None

    @contextmanager
    def started(self, work: Workload, directory: Path) -> Iterator[Peer]:
        """The running peer over a graph; ended when the block is left."""
        yield from self.start(work, directory)


def ours(work: Workload, directory: Path) -> Iterator[Peer]:
    """This project."""
    write_release(directory / "var", work.graph)
    with serving(work, directory, "Regiograph", 1) as peer:
        yield peer


@contextmanager
def serving(work: Workload, directory: Path, name: str, processes: int) -> Iterator[Peer]:
    """This project over the release that ``ours`` has written, with that many processes."""
    var, port = directory / "var", free_port()
    serve = [sys.executable, "-m", "bench.graph_server", str(var), str(port)]
    log = directory / f"ours-{processes}.log"
    with running(serve, log, WORKERS=str(processes)) as process:
        for _ in range(4 * processes):  # each process has its own workers to start
            wait_for(port, "/sparql?query=ASK%7B%7D", process)
        yield Peer(name, port, "/sparql", process, work.triples)


def oxigraph(work: Workload, directory: Path) -> Iterator[Peer]:
    """``oxigraph serve`` with the graph in memory, as ours has it."""
    port = free_port()
    serve = [command("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"]
    with running(serve, directory / "oxigraph.log") as process:
        wait_for(port, "/query?query=ASK%7B%7D", process)
        _upload(port, work.graph)
        yield Peer("oxigraph serve", port, "/query", process, work.triples)


def rdflib(work: Workload, directory: Path) -> Iterator[Peer]:
    """rdflib-endpoint over rdflib's own store."""
    port = free_port()
    tool = _tool("rdflib-endpoint") or ""
    serve = [tool, "serve", "--host", "127.0.0.1", "--port", str(port), str(work.graph)]
    with running(serve, directory / "rdflib.log") as process:
        wait_for(port, "/?query=ASK%7B%7D", process)
        yield Peer("rdflib-endpoint", port, "/", process, work.triples)


def virtuoso(work: Workload, directory: Path) -> Iterator[Peer]:
    """Virtuoso, with the memory its manual gives a machine of 4 GB."""
    home, port, sql = directory / "virtuoso", free_port(), free_port()
    home.mkdir()
    template = (Path(__file__).parent / "virtuoso.ini").read_text(encoding="utf-8")
    settings = {"HOME": home, "HTTP": port, "SQL": sql, "DATA": work.graph.parent}
    for name, value in settings.items():
        template = template.replace(f"@{name}@", str(value))
    (home / "virtuoso.ini").write_text(template, encoding="utf-8")
    serve = ["virtuoso-t", "+foreground", "+configfile", str(home / "virtuoso.ini")]
    with running(serve, directory / "virtuoso.log") as process:
        wait_for(port, "/sparql?query=ASK%7B%7D", process)
        _bulk_load(sql, work.graph)
        path = f"/sparql?default-graph-uri={_GRAPH}"
        yield Peer("Virtuoso", port, path, process, work.triples)


def kinds() -> dict[str, Kind]:
    """All peers by name, and what is missing of them here."""
    no_rdflib = None if _tool("rdflib-endpoint") else "pip install 'regiograph[peers]'"
    no_virtuoso = None if _tool("virtuoso-t") else "apt-get install virtuoso-opensource-7-bin"
    return {
        "ours": Kind("Regiograph", ours, None),
        "oxigraph": Kind("oxigraph serve", oxigraph, None),
        "virtuoso": Kind("Virtuoso", virtuoso, no_virtuoso),
        "rdflib": Kind("rdflib-endpoint", rdflib, no_rdflib),
    }


@contextmanager
def all_started(large: Workload, small: Workload, directory: Path) -> Iterator[list[Peer]]:
    """Every peer that is installed, ours first; rdflib gets the small graph."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(kind.started(small if name == "rdflib" else large, directory))
            for name, kind in kinds().items()
            if kind.missing is None
        ]


def _tool(name: str) -> str | None:
    beside = command(name)
    return beside if Path(beside).exists() else shutil.which(name)


def _upload(port: int, graph: Path) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=300)
    with graph.open("rb") as body:
        size = str(graph.stat().st_size)
        headers = {"Content-Type": "application/n-triples", "Content-Length": size}
        connection.request("PUT", "/store?default", body, headers)
        reply = connection.getresponse()
    if reply.status >= 300:
        raise BenchError(f"oxigraph serve took no graph: {reply.status} {reply.read()[:300]!r}")
    connection.close()


def _bulk_load(port: int, graph: Path) -> None:
    load = f"ld_dir('{graph.parent}', '{graph.name}', '{_GRAPH}'); rdf_loader_run(); checkpoint;"
    isql = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={load}"]
    done = subprocess.run(isql, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode or "Error" in done.stderr:
        raise BenchError(f"Virtuoso took no graph: {(done.stdout + done.stderr)[-500:]}")
