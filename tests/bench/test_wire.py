from __future__ import annotations

import socket
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.processes import BenchError
from bench.wire import Reading, Wire, request_of

_SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
_CHUNKED = b"HTTP/1.1 504 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"


@pytest.mark.parametrize(("reply", "status", "size"), [(_SIZED, 200, 5), (_CHUNKED, 504, 13)])
@pytest.mark.parametrize("step", [1, 7, 1000])
def test_a_reply_is_read_in_pieces_of_any_size(
    reply: bytes, status: int, size: int, step: int
) -> None:
    reading = Reading()
    ends = [reading.feed(reply[at : at + step]) for at in range(0, len(reply), step)]
    assert ends == [False] * (len(ends) - 1) + [True]
    assert (reading.reply.status, reading.reply.size) == (status, size)


def test_a_connection_that_breaks_off_is_an_error() -> None:
    reading = Reading()
    reading.feed(_SIZED[:20])
    with pytest.raises(BenchError, match="closed"):
        reading.feed(b"")


def test_a_reply_without_a_length_is_an_error() -> None:
    with pytest.raises(BenchError, match="length"):
        Reading().feed(b"HTTP/1.1 200 OK\r\n\r\nhello")


@pytest.mark.parametrize("path", ["/query", "/sparql?default-graph-uri=urn:g"])
def test_a_request_carries_the_query_behind_what_the_path_says(path: str) -> None:
    target = request_of(80, path, "ASK {} # ?&", "*/*").split(b" ")[1].decode()
    assert parse_qs(urlsplit(target).query)["query"] == ["ASK {} # ?&"]


def test_a_wire_asks_and_reads_the_reply() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wire = Wire(listener.getsockname()[1], seconds=5)
        server, _ = listener.accept()
        with server:
            server.sendall(_SIZED)
            asked = wire.ask(b"GET / HTTP/1.1\r\n\r\n")
        assert (asked.reply.status, asked.reply.size) == (200, 5)
        assert 0 < asked.seconds < 5
        wire.close()
