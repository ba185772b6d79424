"""Ends queries whose client has hung up.

WSGI has no word for that: who asks is known by an address, and only what is sent to a client that
has gone fails. But the server closes a connection as soon as its client does, and a process sees
its own sockets. So a query is ended when none is left of those that its client's address had open
when it was first looked at: its own is one of them. An address with other connections, such as a
proxy that keeps its own open, is noticed late or never; the deadline holds for all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Final, Protocol, Self

import psutil

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["HangUps", "Sockets", "open_sockets"]

_SERVER: Final = "Granian"  # whose habit it is; in other servers nothing is known
_EVERY: Final = 3.0  # seconds; a look takes tens of milliseconds from those who are answered

Sockets = Mapping[str, frozenset[int]]
"""Sockets of this process, by the address that each is connected to."""


class _Cancellable(Protocol):
    def ask(self) -> None:
        """End it."""


@dataclass(eq=False, slots=True)
class _Waiting:
    """A client that waits for a query, for as long as the block runs."""

    among: set[_Waiting]
    address: str
    query: _Cancellable
    since: float = field(default_factory=time.monotonic)
    sockets: frozenset[int] | None = None

    def __enter__(self) -> Self:
        if self.address:
            self.among.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.among.discard(self)


class HangUps:
    """The clients that wait now; safe to share between threads."""

    def __init__(
        self,
        look: Callable[[], Sockets | None] | None = None,
        every: float = _EVERY,
        patience: float = _EVERY,
    ) -> None:
        """Look ``every`` few seconds at those who have waited for ``patience`` seconds."""
        self._look = look or open_sockets
        self._every = every
        self._patience = patience
        self._waiting: set[_Waiting] = set()
        self._begun = threading.Lock()

    def watching(self, environ: WSGIEnvironment, query: _Cancellable) -> _Waiting:
        """A block in which a query runs for the client of a request."""
        known = environ.get("SERVER_SOFTWARE") == _SERVER
        address = environ.get("REMOTE_ADDR", "") if known else ""
        if address and self._begun.acquire(blocking=False):  # once, and never given back
            threading.Thread(target=self._look_after_all, daemon=True).start()
        return _Waiting(self._waiting, address, query)

    def look_once(self) -> None:
        """End the queries of those who have gone."""
        before = time.monotonic() - self._patience
        waiting = [one for one in self._waiting.copy() if one.since <= before]
        sockets = self._look() if waiting else None
        if sockets is None:
            return
        for one in waiting:
            now = sockets.get(_plain(one.address), frozenset())
            one.sockets = now if one.sockets is None else one.sockets & now
            if not one.sockets:
                one.query.ask()

    def _look_after_all(self) -> None:
        while True:
            time.sleep(self._every)
            self.look_once()


def open_sockets() -> Sockets | None:
    """Those of this process; None when it can't see them, not even the one it listens on."""
    try:
        found = psutil.Process().net_connections("tcp")
    except psutil.Error:
        return None
    if not any(one.status == psutil.CONN_LISTEN for one in found):
        return None
    by_address: dict[str, set[int]] = {}
    for one in found:
        if one.raddr and one.status == psutil.CONN_ESTABLISHED:
            by_address.setdefault(_plain(one.raddr.ip), set()).add(one.raddr.port)
    return {address: frozenset(ports) for address, ports in by_address.items()}


def _plain(address: str) -> str:
    """The same text for an IPv4 address, also where it comes as one of IPv6."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str((isinstance(read, IPv6Address) and read.ipv4_mapped) or read)
