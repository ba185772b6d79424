"""A small application behind the gateway, in the real server: ``python -m ... PORT``."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from web.client import watching
from web.gateway import Gateway
from web.serving import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

THREADS = 4
FLOW = 200 << 20  # bytes


class Counts:
    """How often something happened in this process."""

    def __init__(self) -> None:
        self.begun = self.asked = self.flows = self.made = 0

    def flow(self) -> Iterator[bytes]:
        self.flows += 1
        try:
            for _ in range(FLOW >> 16):
                self.made += 1 << 16
                yield b"x" * (1 << 16)
        finally:
            self.flows -= 1

    def ask(self) -> None:
        self.asked += 1


def small_app() -> Flask:
    app, counts = Flask(__name__), Counts()

    @app.get("/")
    def counted() -> dict[str, int]:
        return vars(counts)

    @app.get("/flow")
    def flow() -> Response:
        return Response(counts.flow())

    @app.get("/cut")
    def cut() -> Response:
        return Response(_cut())

    @app.post("/length")
    def length() -> str:
        request.max_content_length = 8 << 20
        return str(len(request.get_data()))

    @app.get("/second")
    def second() -> str:
        counts.begun += 1
        time.sleep(1)
        return "a second later"

    @app.get("/until-asked")
    def until_asked() -> str:
        counts.begun += 1
        _wait(request.environ, counts)
        return "in vain"

    @app.get("/environ/<path:_rest>")
    def environ(_rest: str) -> dict[str, str]:
        return {name: text for name, text in request.environ.items() if isinstance(text, str)}

    return app


def gateway() -> Gateway:
    return Gateway(small_app(), THREADS)


def _cut() -> Iterator[bytes]:
    yield b"first"
    raise RuntimeError("cut")


def _wait(environ: WSGIEnvironment, counts: Counts) -> None:
    class Work:
        def __init__(self) -> None:
            self.over = threading.Event()

        def ask(self) -> None:
            counts.ask()
            self.over.set()

    work = Work()
    with watching(environ, work):
        work.over.wait(60)


def main() -> None:
    serve("tests.web.gateway_server:gateway", "127.0.0.1", int(sys.argv[1]))


if __name__ == "__main__":
    main()
