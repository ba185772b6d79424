from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.looping import run
from tests.web.asgi_server import Server, ask, scope_of
from web.asgi import Message
from web.client import watching
from web.gateway import Gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def gateway(app: WSGIApplication) -> Gateway:
    return Gateway(app, 2)


def plain(*chunks: bytes, status: str = "200 OK", **headers: str) -> WSGIApplication:
    """An application that always answers the same."""
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response(status, named)
        return list(chunks)

    return app


class _Flow:
    """A body of chunks that knows what was done with it."""

    def __init__(self, *chunks: bytes | Callable[[], bytes]) -> None:
        self._chunks = iter(chunks)
        self.closed = 0
        self.threads: set[int] = set()

    def __call__(self, _environ: WSGIEnvironment, start_response: StartResponse) -> _Flow:
        start_response("200 OK", [])
        return self

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        assert not self.closed
        chunk = next(self._chunks)
        return chunk if isinstance(chunk, bytes) else chunk()

    def close(self) -> None:
        self.threads.add(threading.get_ident())
        self.closed += 1


def test_the_end_of_the_server_is_told() -> None:
    ended: list[bool] = []
    messages = [{"type": f"lifespan.{what}"} for what in ("startup", "shutdown")]
    server = Server(*messages)
    gateway = Gateway(lambda *_: [], 1, ending=lambda: ended.append(len(server.sent) == 1))
    run(gateway({"type": "lifespan"}, server.receive, server.send))
    assert [one["type"] for one in server.sent] == [f"{one['type']}.complete" for one in messages]
    assert ended == [True]


def test_only_http_is_answered() -> None:
    with pytest.raises(ValueError, match="'websocket'"):
        ask(gateway(plain()), {"type": "websocket"})


def test_an_answer_of_known_length_is_sent_at_once() -> None:
    reply = ask(gateway(plain(b"ab", b"", b"cd", Content_Length="4")), scope_of())
    assert (reply.status, reply.body, reply.parts) == (200, b"abcd", 1)
    assert reply.headers == {"content-length": "4"}


def test_a_flow_is_sent_chunk_by_chunk_without_the_empty_ones() -> None:
    reply = ask(gateway(plain(b"ab", b"", b"cd")), scope_of())
    assert (reply.body, reply.parts) == (b"abcd", 3)


def test_a_chunk_is_sent_before_the_next_one_is_there() -> None:
    first_is_sent = threading.Event()

    def second() -> bytes:
        assert first_is_sent.wait(60)
        return b"second"

    class Telling(Server):
        async def send(self, message: Message) -> None:
            await super().send(message)
            if message.get("body") == b"first":
                first_is_sent.set()

    async def asking() -> bytes:
        server = Telling()
        await gateway(_Flow(b"first", second))(scope_of(), server.receive, server.send)
        return server.reply.body

    assert run(asking()) == b"firstsecond"


def test_an_empty_body_is_answered() -> None:
    for app in (plain(), plain(b""), plain(Content_Length="0")):
        assert ask(gateway(app), scope_of()).body == b""


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_these_have_no_body(status: str) -> None:
    reply = ask(gateway(plain(b"ab", status=status)), scope_of())
    assert (reply.status, reply.body, reply.parts) == (int(status[:3]), b"", 1)


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "4"}])
def test_head_has_the_headers_alone(headers: dict[str, str]) -> None:
    reply = ask(gateway(plain(b"ab", b"cd", **headers)), scope_of("HEAD"))
    assert (reply.status, reply.body, reply.parts) == (200, b"", 1)
    assert ("content-length" in reply.headers) == bool(headers)


def test_a_failure_before_the_first_chunk_is_answered(caplog: pytest.LogCaptureFixture) -> None:
    def app(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        raise KeyError("of the application")

    reply = ask(gateway(app), scope_of())
    assert (reply.status, reply.headers["content-type"]) == (500, "application/problem+json")
    assert "KeyError: 'of the application'" in caplog.text


def test_a_failure_after_the_first_chunk_is_left_to_the_server() -> None:
    def fail() -> bytes:
        raise KeyError("of the application")

    async def asking() -> None:
        flow, server = _Flow(b"first", fail), Server()
        with pytest.raises(KeyError, match="of the application"):
            await gateway(flow)(scope_of(), server.receive, server.send)
        assert flow.closed == 1
        assert [one.get("body") for one in server.sent] == [None, b"first"]

    run(asking())


def test_a_flow_is_closed_once_when_it_ends() -> None:
    flow = _Flow(b"a", b"b")
    assert ask(gateway(flow), scope_of()).body == b"ab"
    assert flow.closed == 1


def test_a_flow_is_closed_in_a_thread_when_its_client_has_gone() -> None:
    async def asking() -> None:
        server = Server()

        def go() -> bytes:
            asyncio.run_coroutine_threadsafe(left(), loop).result(60)
            return b"in vain"

        async def left() -> None:
            server.gone.set()
            await asyncio.sleep(0.01)  # seconds, in which it is noticed

        loop, flow = asyncio.get_running_loop(), _Flow(b"first", go, b"never asked for")
        await gateway(flow)(scope_of(), server.receive, server.send)
        assert [one.get("body") for one in server.sent] == [None, b"first"]
        while not flow.closed:
            await asyncio.sleep(0.001)
        assert flow.closed == 1
        assert threading.get_ident() not in flow.threads

    run(asking())


def test_a_server_may_say_by_an_error_that_the_client_has_gone() -> None:
    async def asking() -> None:
        async def send(_message: Message) -> None:
            raise BrokenPipeError

        flow, server = _Flow(b"first", b"second"), Server()
        await gateway(flow)(scope_of(), server.receive, send)
        while not flow.closed:
            await asyncio.sleep(0.001)

    run(asking())


def test_a_flow_that_a_thread_works_on_is_closed_after_that() -> None:
    async def asking() -> None:
        may_go_on, at_work = threading.Event(), threading.Event()

        def slow() -> bytes:
            at_work.set()
            assert may_go_on.wait(60)
            assert not flow.closed
            return b"slow"

        flow, server = _Flow(b"first", slow), Server()
        task = asyncio.create_task(gateway(flow)(scope_of(), server.receive, server.send))
        while not at_work.is_set():
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not flow.closed
        may_go_on.set()
        while not flow.closed:
            await asyncio.sleep(0.001)

    run(asking())


class _Work:
    """Waits until somebody asks it to end; its client hangs up in the meantime."""

    def __init__(self, hang_up: Callable[[], object]) -> None:
        self._hang_up = hang_up
        self._asked = threading.Event()

    def ask(self) -> None:
        self._asked.set()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        with watching(environ, self):
            self._hang_up()
            assert self._asked.wait(60)
        start_response("200 OK", [])
        return [b"in vain"]


def test_who_hangs_up_while_it_is_computed_ends_the_work() -> None:
    async def asking() -> list[Message]:
        loop, server = asyncio.get_running_loop(), Server()
        work = _Work(lambda: loop.call_soon_threadsafe(server.gone.set))
        await gateway(work)(scope_of(), server.receive, server.send)
        return server.sent

    assert run(asking()) == []


def test_who_hangs_up_while_all_threads_are_busy_is_not_computed_for() -> None:
    may_go_on, computed = threading.Event(), []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        computed.append(environ["PATH_INFO"])
        assert may_go_on.wait(60)
        start_response("200 OK", [])
        return []

    async def asking() -> None:
        one_at_a_time, stays, goes = Gateway(app, 1), Server(), Server()
        first = asyncio.create_task(one_at_a_time(scope_of(path="/1"), stays.receive, stays.send))
        await asyncio.sleep(0)
        second = asyncio.create_task(one_at_a_time(scope_of(path="/2"), goes.receive, goes.send))
        goes.gone.set()
        while not goes.receives:
            await asyncio.sleep(0.001)
        may_go_on.set()
        await asyncio.gather(first, second)
        assert (stays.reply.status, goes.sent, computed) == (200, [], ["/1"])

    run(asking())
