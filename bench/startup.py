"""How long a person waits for the first answer after the server is started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from bench.measurement import Figure
from bench.processes import (
    BenchError,
    command,
    family,
    free_port,
    memory,
    running,
    settings_of,
    wait_for,
)

QUESTION = "which support fits a 3D printing partnership in phase 3"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server with one worker, and the seconds its first answer took."""

    process: psutil.Process
    port: int
    first_answer: float

    @property
    def worker(self) -> psutil.Process:
        """The process that answers: the one that has used most memory."""
        members = family(self.process)
        if not members:
            raise BenchError("The server has ended.")
        return max(members, key=lambda member: member.memory_info().rss)


@contextmanager
def serving(var: Path, log: Path) -> Iterator[Server]:
    """Start the server over existing releases and wait for its first answer."""
    port = free_port()
    serve = [command("regiograph"), "serve", "--port", str(port)]
    with running(serve, log, **settings_of(var)) as process:
        first = wait_for(port, f"/api/search?q={quote(QUESTION)}", process)
        yield Server(process, port, first)


def measure(server: Server) -> list[Figure]:
    """From the start of the process to the end of the first answer."""
    return [Figure("first answer after the start", server.first_answer, "s", aim=3)]


def measure_memory(server: Server) -> list[Figure]:
    """Memory after all other measurements, when everything has been used."""
    worker = server.worker.memory_info().rss / (1 << 20)
    return [
        Figure("memory of the server's worker", worker, "MB", aim=400),
        Figure("memory of all its processes", memory(server.process), "MB"),
    ]
