"""The server's processes, and the address that they listen on."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from typing import Final

from web.settings import Settings

__all__ = ["AddressError", "check_address", "run_server", "serve"]

_IDLE: Final = 75  # seconds that a connection is kept for the next request
_GRACE: Final = 10  # seconds for requests under way when the server ends
_STUCK: Final = 60  # seconds after which a process that says nothing is replaced


Tell = Callable[[str], None]


class AddressError(ValueError):
    """An address that can't be listened on."""


def _tell_nobody(_address: str) -> None:
    pass


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


def run_server(
    settings: Settings, target: str = "server:asgi_from_environment", tell: Tell = _tell_nobody
) -> None:
    """Serve an application factory until SIGTERM or SIGINT; requests in flight are answered.

    ``tell`` gets the address, once it is listened on.
    """
    # Its processes start afresh and read their settings from the environment.
    os.environ.update(settings.to_environment())
    serve(target, settings.host, settings.port, settings.workers, tell)


def serve(target: str, host: str, port: int, workers: int = 1, tell: Tell = _tell_nobody) -> None:
    """The same for any application, in that many processes; one that dies is started again."""
    # No other command needs them.
    from uvicorn import Config
    from uvicorn.supervisors import Multiprocess

    config = Config(
        target,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http="web.connection:Connection",  # by name: only the processes need it, and all it needs
        loop="uvloop",
        ws="none",
        interface="asgi3",
        lifespan="on",
        proxy_headers=False,  # they are the application's: PROXIES says how many to trust
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="error",
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_GRACE,
        timeout_worker_healthcheck=_STUCK,
    )
    listening = config.bind_socket()
    name = f"[{host}]" if ":" in host else host
    tell(f"http://{name}:{listening.getsockname()[1]}/")
    Multiprocess(config, [listening]).run()


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
