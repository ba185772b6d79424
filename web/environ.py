"""A request as WSGI describes it, read from how ASGI does."""

from __future__ import annotations

import sys
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from web.asgi import Scope

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["environ_of"]

_SAME_FOR_ALL: Final = {
    "GATEWAY_INTERFACE": "CGI/1.1",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


def environ_of(scope: Scope) -> WSGIEnvironment:
    """The environment of PEP 3333 ("environ Variables") for a request, its body left empty."""
    root, path = _paths(scope)
    server, port = scope.get("server") or ("localhost", None)
    environ: WSGIEnvironment = {
        **_SAME_FOR_ALL,
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": root,
        "PATH_INFO": path,
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or 80),
        "SERVER_PROTOCOL": _protocol(scope["http_version"]),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "asgi.scope": scope,
    }
    if client := scope.get("client"):
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = client[0], str(client[1])
    _add_headers(environ, scope["headers"])
    return environ


def _paths(scope: Scope) -> tuple[str, str]:
    """SCRIPT_NAME and PATH_INFO: bytes that were sent, each shown as a character of Latin-1."""
    raw: bytes | None = scope.get("raw_path")
    whole = scope["path"].encode() if raw is None else unquote_to_bytes(raw)
    path: str = whole.decode("latin-1")
    root: str = scope.get("root_path", "").encode().decode("latin-1")
    return root, path.removeprefix(root)


def _protocol(version: str) -> str:
    return f"HTTP/{version}" if "." in version else f"HTTP/{version}.0"


def _add_headers(environ: WSGIEnvironment, headers: list[tuple[bytes, bytes]]) -> None:
    for name, value in headers:
        key, text = _variable(name), value.decode("latin-1")
        if key in environ:
            text = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ', '}{text}"
        if key:
            environ[key] = text


@lru_cache(256)
def _variable(header: bytes) -> str | None:
    """The name that a header has in the environment, None for one that is left out.

    With an underscore it would pass for another one, which a proxy may have set or removed.
    """
    if b"_" in header:
        return None
    name = header.decode("latin-1").upper().replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
