"""How long a person waits for the first answer after the server is started, and its memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import psutil

from bench.measurement import Figure, Section
from bench.processes import (
    MEGABYTE,
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
STARTS = 3
STARTING = f"""
From the start of the command to the end of the first answer, the middle one of {STARTS} starts.
"""


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


def measure(var: Path, log: Path) -> Section:
    """Several starts, so that the files of the release are in the machine's memory."""
    seconds = []
    for _ in range(STARTS):
        with serving(var, log) as server:
            seconds.append(server.first_answer)
    return Section(
        "Starting", STARTING, [Figure("first answer after the start", median(seconds), "s", aim=3)]
    )


def memory_of(server: Server) -> list[Figure]:
    """Memory of a server that has been used."""
    worker = server.worker.memory_full_info()
    return [
        Figure("worker, resident", worker.rss / MEGABYTE, "MB", aim=400),
        Figure("worker, its share of what is shared (PSS)", worker.pss / MEGABYTE, "MB"),
        Figure("all processes of the server, resident", memory(server.process), "MB"),
    ]
