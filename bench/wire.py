"""A client that costs little itself: with one, the times are those of the servers."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from time import perf_counter
from typing import Final
from urllib.parse import quote

from bench.processes import BenchError

_READ: Final = 256 << 10
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply; ``size`` is the bytes that came after its head, chunk lengths included."""

    status: int
    size: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A reply, and the seconds from the request's first byte to the reply's last one."""

    reply: Reply
    seconds: float


def request_of(port: int, path: str, query: str, accept: str) -> bytes:
    """A GET of the SPARQL protocol, as it goes over the wire."""
    return (
        f"GET {path}{'&' if '?' in path else '?'}query={quote(query, safe='')} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{port}\r\nAccept: {accept}\r\n\r\n"
    ).encode()


class Wire:
    """A connection to 127.0.0.1 that is kept open."""

    def __init__(self, port: int, seconds: float = 120) -> None:
        """Connect; no reply may take longer than ``seconds``."""
        self.socket = socket.create_connection(("127.0.0.1", port), seconds)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = memoryview(bytearray(_READ))

    def ask(self, request: bytes) -> Timed:
        """Send a request, and wait for the end of its reply.

        On a machine with few cores a server may begin when its client waits: so what is read of
        the reply is read when the clock has stopped.
        """
        reading = Reading()
        begun = perf_counter()
        self.socket.sendall(request)
        whole = False
        while not whole:
            size = self.socket.recv_into(self._buffer)
            came = perf_counter()
            whole = reading.feed(bytes(self._buffer[:size]))
        return Timed(reading.reply, came - begun)

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()


class Reading:
    """A reply that is being read; keeps its head and its last bytes only."""

    def __init__(self) -> None:
        """Nothing has come."""
        self._head = b""
        self._wanted: int | None = None
        self._size = 0
        self._tail = b""

    def feed(self, data: bytes) -> bool:
        """Take what came; whether the reply is whole."""
        if not data:
            raise BenchError("A server closed the connection before its reply was whole.")
        self._size += len(data)
        if not self._tail_starts():
            self._head += data
            if b"\r\n\r\n" not in self._head:
                return False
            self._open()
        else:
            self._tail = (self._tail + data)[-8:]
        return self._size >= self._wanted if self._wanted else self._tail.endswith(b"0\r\n\r\n")

    @property
    def reply(self) -> Reply:
        """The reply, once it is whole."""
        return Reply(int(self._head[9:12]), self._size - len(self._head) - 4)

    def _tail_starts(self) -> bool:
        return bool(self._tail)

    def _open(self) -> None:
        head, _, body = self._head.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        if found:
            self._wanted = len(head) + 4 + int(found[1])
        elif not _CHUNKED.search(head):
            raise BenchError(f"A reply without a length: {head[:200]!r}.")
        self._tail = (b"\r\n" + body)[-8:]
        self._head = head
