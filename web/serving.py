"""The server's processes, and the address that they listen on."""

from __future__ import annotations

import errno
import os
import socket

from web.settings import Settings

__all__ = ["AddressError", "check_address", "run_server"]


class AddressError(ValueError):
    """An address that can't be listened on."""


def check_address(host: str, port: int) -> None:
    """Raise `AddressError` where the server could not listen; port 0 stands for any free one."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the server does: a port that was left a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise AddressError(_told(host, port, error)) from error


def run_server(settings: Settings, target: str = "server:asgi_from_environment") -> None:
    """Serve an application factory until SIGTERM or SIGINT; requests in flight are answered."""
    # The server brings its own event loop; no other command needs it.
    from granian.constants import HTTPModes, Interfaces
    from granian.server import Server

    # Its processes start afresh and read their settings from the environment.
    os.environ.update(settings.to_environment())
    Server(
        target,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,  # looking for HTTP/2 first costs a third of the lookups a second
        workers=settings.workers,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    ).serve()


def _told(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken by another program. "
            f"End that program, or choose another port, such as PORT={port % 65535 + 1}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one from 1024, such as PORT=8000."
    return (
        f"{host!r} is no address of this machine ({error.strerror}). "
        "Use HOST=127.0.0.1 for this machine alone, or HOST=0.0.0.0 for all who can reach it."
    )
