"""How the server and its query workers talk: frames of a kind, a length and that many bytes."""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from graph.hearing import Hearing

__all__ = ["Frame", "FrameKind", "HungUpError", "Line"]

FrameKind = Literal[b"H", b"F", b"R", b"Q", b"D", b"E", b"Z"]
"""Hello, fork, ready, query, data, error, the last data."""

_HEAD: Final = struct.Struct("<cI")
_TIME: Final = struct.Struct("@ll")  # seconds and microseconds, as the kernel has them
_LAST: Final = (b"E", b"Z")
_READ: Final = 64 << 10  # bytes taken at once
_FITS: Final = 32 << 10  # bytes that the kernel takes without waiting for a reader


class HungUpError(ConnectionError):
    """The other process closed the connection or died."""


class Frame(NamedTuple):
    """One message."""

    kind: bytes
    data: bytes

    def json(self) -> dict[str, Any]:
        """The data, read as a JSON object."""
        return dict(json.loads(self.data))


class Line:
    """One end of a connection; for one thread at a time.

    Each call of the system hands the interpreter to another thread and waits to get it back,
    which costs more than the call itself. So a short answer, its end included, is sent by one
    call and taken by one, and the kernel keeps the time.
    """

    def __init__(self, connection: socket.socket) -> None:
        """Take over a connected stream socket."""
        connection.settimeout(None)
        self.socket = connection
        self._taken = bytearray()
        self._buffer = memoryview(bytearray(_READ))  # kept: a new one each time is paid for
        self._limits: dict[int, int] = {}  # milliseconds that the kernel waits, by direction

    def send(self, *frames: tuple[FrameKind, bytes], until: float | None = None) -> None:
        """Send frames, at most until that time of the monotonic clock (then TimeoutError).

        Raises HungUpError when nobody listens.
        """
        text = b"".join(_HEAD.pack(kind, len(data)) + data for kind, data in frames)
        if until is not None and len(text) > _FITS:
            self._limit(socket.SO_SNDTIMEO, until)
        try:
            self.socket.sendall(text)
        except BlockingIOError:
            raise TimeoutError("The other process doesn't listen.") from None
        except (BrokenPipeError, ConnectionResetError) as error:
            raise HungUpError("The other process is gone.") from error

    def send_json(
        self, kind: FrameKind, data: Mapping[str, Any], until: float | None = None
    ) -> None:
        """Send a frame of JSON."""
        self.send((kind, json.dumps(data).encode()), until=until)

    def receive(self, until: float | None = None) -> Frame:
        """Wait for a frame, at most until that time of the monotonic clock (then TimeoutError)."""
        self._fill(_HEAD.size, until)
        kind, size = _HEAD.unpack_from(self._taken)
        end = _HEAD.size + size
        self._fill(end, until)
        data = bytes(memoryview(self._taken)[_HEAD.size : end])
        del self._taken[:end]
        return Frame(kind, data)

    async def heard(self, hearing: Hearing, until: float) -> bool:
        """Wait in an event loop, without holding a thread, for what comes next.

        True when the answer is there to its end, so that ``receive`` gives it at once.
        """
        await hearing.hear(self.socket.fileno(), until)
        return self._is_whole()

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _is_whole(self) -> bool:
        try:
            count = self.socket.recv_into(self._buffer, 0, socket.MSG_DONTWAIT)
        except (BlockingIOError, ConnectionResetError):
            return False
        self._taken += self._buffer[:count]
        if len(self._taken) < _HEAD.size:
            return False
        kind, size = _HEAD.unpack_from(self._taken)
        return kind in _LAST and len(self._taken) == _HEAD.size + size

    def _fill(self, size: int, until: float | None) -> None:
        while len(self._taken) < size:
            if until is not None:
                self._limit(socket.SO_RCVTIMEO, until)
            try:
                count = self.socket.recv_into(self._buffer)
            except BlockingIOError:
                raise TimeoutError("The other process didn't answer in time.") from None
            except ConnectionResetError:
                count = 0
            if not count:
                raise HungUpError("The other process closed the connection.")
            self._taken += self._buffer[:count]

    def _limit(self, direction: int, until: float) -> None:
        """Have the kernel end the next call in time.

        A time that is over ends it here: one who sends without a pause never lets the kernel wait.
        """
        left = math.ceil((until - time.monotonic()) * 1000)
        if left <= 0:
            raise TimeoutError("The time of the other process is over.")
        if self._limits.get(direction) != left:  # most queries have the same time
            seconds, rest = divmod(left, 1000)
            self.socket.setsockopt(socket.SOL_SOCKET, direction, _TIME.pack(seconds, rest * 1000))
            self._limits[direction] = left
