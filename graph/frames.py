"""How the server and its query workers talk: frames of a kind, a length and that many bytes."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

__all__ = ["Frame", "HungUpError", "receive", "send", "send_json"]

FrameKind = Literal[b"H", b"F", b"R", b"Q", b"D", b"E", b"Z"]
"""Hello, fork, ready, query, data, error, end."""

_HEAD: Final = struct.Struct("<cI")


class HungUpError(ConnectionError):
    """The other process closed the connection or died."""


class Frame(NamedTuple):
    """One message."""

    kind: bytes
    data: bytes

    def json(self) -> dict[str, Any]:
        """The data, read as a JSON object."""
        return dict(json.loads(self.data))


def send(connection: socket.socket, kind: FrameKind, data: bytes = b"") -> None:
    """Send a frame; raises HungUpError when nobody listens."""
    try:
        connection.sendall(_HEAD.pack(kind, len(data)) + data)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise HungUpError("The other process is gone.") from error


def send_json(connection: socket.socket, kind: FrameKind, data: Mapping[str, Any]) -> None:
    """Send a frame of JSON."""
    send(connection, kind, json.dumps(data).encode())


def receive(connection: socket.socket, until: float | None = None) -> Frame:
    """Wait for a frame, at most until that time of the monotonic clock (then TimeoutError)."""
    kind, size = _HEAD.unpack(_exactly(connection, _HEAD.size, until))
    return Frame(kind, _exactly(connection, size, until))


def _exactly(connection: socket.socket, size: int, until: float | None) -> bytes:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        connection.settimeout(None if until is None else max(0.0001, until - time.monotonic()))
        try:
            count = connection.recv_into(view)
        except ConnectionResetError:
            count = 0
        if not count:
            raise HungUpError("The other process closed the connection.")
        view = view[count:]
    return bytes(buffer)
