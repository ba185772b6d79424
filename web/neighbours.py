"""The other processes of the same server, which a connection may reach instead of this one."""

from __future__ import annotations

import logging
import os
import socket
import socketserver
import threading
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Final

__all__ = ["Neighbours"]

_LOG: Final = logging.getLogger(__name__)
_LONGEST: Final = 200  # bytes of what is told
_PATIENCE: Final = 2.0  # seconds that one who is told may take
_YES: Final = b"1"


class Neighbours:
    """Processes that share a directory, where each listens on a socket; safe between threads.

    The directory is for the user of the server only: who can open it can end any query.
    """

    def __init__(self, folder: Path, hear: Callable[[str], bool]) -> None:
        """Listen; ``hear`` is called with what another one tells, and says whether it did it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._own = folder / f"{token_hex(8)}.sock"
        self._server = _listening(self._own, hear)
        if self._server:
            threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def tell(self, text: str) -> bool:
        """Tell the others one after the other, until one has done it."""
        others = (path for path in self._folder.glob("*.sock") if path != self._own)
        return any(_told(path, text) for path in others)

    def close(self) -> None:
        """Listen no longer."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        self._own.unlink(missing_ok=True)


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, address: str, hear: Callable[[str], bool]) -> None:
        super().__init__(address, _Hearing)
        self.hear = hear


class _Hearing(socketserver.StreamRequestHandler):
    server: _Server
    timeout = _PATIENCE

    def handle(self) -> None:
        text = self.rfile.readline(_LONGEST).decode("ascii", "replace").strip()
        self.wfile.write(_YES if self.server.hear(text) else b"0")


def _listening(path: Path, hear: Callable[[str], bool]) -> _Server | None:
    try:
        return _Server(_short(path), hear)
    except OSError as error:
        _LOG.warning("Queries can't be cancelled by way of another process: %s: %s.", path, error)
        return None


def _told(path: Path, text: str) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_PATIENCE)
        try:
            connection.connect(_short(path))
            connection.sendall(f"{text}\n".encode())
            return connection.recv(1) == _YES
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)  # who listened there has died
        except OSError:
            pass  # it is just ending, or doesn't answer in time
    return False


def _short(path: Path) -> str:
    """The shorter of two ways to say it: an address of a socket has about 100 characters."""
    return min(str(path.absolute()), os.path.relpath(path), key=len)
