"""Bodies of requests, as the framework reads them behind the gateway."""

from __future__ import annotations

import hashlib
import io

from flask import Flask, Response, request, send_file

from tests.looping import run
from tests.web.asgi_server import GONE, Server, ask, body_of, scope_of
from web.asgi import Scope
from web.gateway import Gateway

_LONG = bytes(range(256)) * (20 << 10)  # 5 MB
_FORM = ("content-type", "application/x-www-form-urlencoded")


def app(longest_body: int = 100, patience: float = 60) -> Gateway:
    routes = Flask(__name__)

    @routes.post("/form")
    def form() -> list[object]:
        return [
            *sorted(request.form.items()),
            *((n, f.read().decode()) for n, f in request.files.items()),
        ]

    @routes.post("/short")
    def short() -> str:
        request.max_content_length = 100
        return request.get_data(as_text=True)

    @routes.post("/digest")
    def digest() -> str:
        return hashlib.sha256(request.get_data()).hexdigest()

    @routes.get("/file")
    def file() -> Response:
        return send_file(io.BytesIO(_LONG), "application/octet-stream")

    return Gateway(routes, 2, longest_body, patience)


def test_a_request_without_a_body_waits_for_none() -> None:
    async def receives(scope: Scope) -> int:
        server = Server()
        await app()(scope, server.receive, server.send)
        return server.receives

    assert run(receives(scope_of())) == 0
    assert run(receives(scope_of("POST", headers=[("content-length", "0")]))) == 0


def test_forms_and_files_are_read() -> None:
    form = scope_of("POST", "/form", [_FORM, ("content-length", "7")])
    assert ask(app(), form, *body_of(b"a=1", b"&b=2")).body == b'[["a","1"],["b","2"]]\n'
    kind = ("content-type", "multipart/form-data; boundary=B")
    part = b'--B\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nok\r\n--B--\r\n'
    files = scope_of("POST", "/form", [kind, ("content-length", str(len(part)))])
    assert ask(app(), files, *body_of(part)).body == b'[["f","ok"]]\n'


def test_a_body_may_come_byte_by_byte_or_go_through_the_disk() -> None:
    long = app(len(_LONG))
    chunked = scope_of("POST", "/digest", [("transfer-encoding", "chunked")])
    few = ask(long, chunked, *body_of(*(bytes([byte]) for byte in range(256))))
    assert few.body.decode() == hashlib.sha256(bytes(range(256))).hexdigest()
    declared = scope_of("POST", "/digest", [("content-length", str(len(_LONG)))])
    assert (
        ask(long, declared, *body_of(_LONG[:7], _LONG[7:])).body.decode()
        == hashlib.sha256(_LONG).hexdigest()
    )


def test_a_body_that_is_declared_too_long_is_refused_unread() -> None:
    scope = scope_of("POST", "/short", [("content-length", "101")])
    assert ask(app(), scope).status == 413


def test_an_undeclared_body_that_is_too_long_is_refused_when_it_is() -> None:
    scope = scope_of("POST", "/short", [("transfer-encoding", "chunked")])
    assert ask(app(), scope, *body_of(b"x" * 100)).body == b"x" * 100
    assert ask(app(), scope, *body_of(b"x" * 99, b"xx", b"x")).status == 413


def test_a_route_without_a_limit_does_not_take_a_part_for_the_whole() -> None:
    declared = scope_of("POST", "/digest", [("content-length", "101")])
    assert ask(app(), declared).status == 400
    chunked = scope_of("POST", "/digest", [("transfer-encoding", "chunked")])
    assert ask(app(), chunked, *body_of(b"x" * 101)).status == 400


def test_a_body_that_is_late_is_told_so() -> None:
    scope = scope_of("POST", "/digest", [("content-length", "5")])
    first = {"type": "http.request", "body": b"x", "more_body": True}
    reply = ask(app(patience=0.01), scope, first)
    assert (reply.status, reply.headers["connection"]) == (408, "close")
    assert b"not there after 0.01 seconds" in reply.body


def test_who_hangs_up_before_the_body_is_there_gets_no_answer() -> None:
    async def asking() -> None:
        server = Server(GONE)
        scope = scope_of("POST", "/digest", [("content-length", "5")])
        await app()(scope, server.receive, server.send)
        assert server.sent == []

    run(asking())


def test_a_file_arrives_whole_in_a_few_parts() -> None:
    reply = ask(app(), scope_of(path="/file"))
    assert reply.headers["content-length"] == str(len(_LONG))
    assert reply.body == _LONG
    assert reply.parts <= 21
