from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from tests.looping import run
from tests.web.asgi_server import Server, body_of
from web.client import Client, watching


class _Work:
    def __init__(self) -> None:
        self.asked = 0

    def ask(self) -> None:
        self.asked += 1


def _hung_up(use: Callable[[Client, Callable[[], object]], None], *rest: bytes) -> None:
    """Run ``use`` in a thread, with a client that listens and what makes it hang up."""

    async def using() -> None:
        loop, server = asyncio.get_running_loop(), Server(*body_of(*rest))
        client = Client(server.receive)
        client.listen()
        client.listen()

        async def go() -> None:
            server.gone.set()
            while not client.gone:
                await asyncio.sleep(0.001)

        await asyncio.to_thread(
            use, client, lambda: asyncio.run_coroutine_threadsafe(go(), loop).result(60)
        )
        client.leave()

    run(using())


def test_work_is_ended_once_when_its_client_goes() -> None:
    work = _Work()

    def use(client: Client, go: Callable[[], object]) -> None:
        with client.watching(work):
            assert work.asked == 0
            go()
            assert work.asked == 1

    _hung_up(use)
    assert work.asked == 1


def test_the_rest_of_a_body_is_no_hanging_up() -> None:
    work = _Work()

    def use(client: Client, go: Callable[[], object]) -> None:
        with client.watching(work):
            go()

    _hung_up(use, b"unread", b"")
    assert work.asked == 1


def test_work_that_is_over_is_let_be_and_later_work_is_ended_at_once() -> None:
    over, later = _Work(), _Work()

    def use(client: Client, go: Callable[[], object]) -> None:
        with client.watching(over):
            pass
        go()
        with client.watching(later):
            assert later.asked == 1

    _hung_up(use)
    assert (over.asked, later.asked) == (0, 1)


def test_a_block_may_be_left_in_another_thread_after_the_loop_has_ended() -> None:
    client = run(_new_client())
    block = client.watching(_Work())
    block.__enter__()
    leaving = threading.Thread(target=block.__exit__, args=(None, None, None))
    leaving.start()
    leaving.join()
    client.hang_up()


async def _new_client() -> Client:
    return Client(Server().receive)


def test_listening_ends_with_the_request() -> None:
    async def left() -> int:
        client = await _new_client()
        client.listen()
        await asyncio.sleep(0)
        client.leave()
        await asyncio.sleep(0)
        return len(asyncio.all_tasks())

    assert run(left()) == 1


def test_in_another_server_nothing_is_noticed() -> None:
    work = _Work()
    with watching({}, work):
        assert work.asked == 0
