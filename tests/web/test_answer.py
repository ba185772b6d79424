from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest

from web.answer import Answer, NotStartedError, Part

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_GET = {"REQUEST_METHOD": "GET"}
_OK = "200 OK"


def test_what_is_written_comes_first() -> None:
    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response(_OK, [("Content-Length", "4")])(b"ab")
        return [b"cd"]

    assert Answer(app, _GET).begin() == Part(b"abcd", more=False)


def test_an_error_page_replaces_an_answer_of_which_nothing_was_sent() -> None:
    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response(_OK, [("Content-Length", "2")])
        try:
            raise KeyError
        except KeyError:
            start_response("500 Oh", [("Content-Length", "3")], sys.exc_info())
        return [b"err"]

    answer = Answer(app, _GET)
    assert answer.begin().body == b"err"
    assert (answer.status, answer.headers) == (500, [(b"content-length", b"3")])


def test_it_does_not_replace_one_that_is_under_way() -> None:
    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        start_response(_OK, [])
        yield b"sent"
        try:
            raise KeyError("too late")
        except KeyError:
            start_response("500 Oh", [], sys.exc_info())

    answer = Answer(app, _GET)
    assert answer.begin() == Part(b"sent", more=True)
    with pytest.raises(KeyError, match="too late"):
        answer.go_on()


def test_an_answer_may_start_with_its_first_chunk() -> None:
    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        start_response(_OK, [("Content-Length", "2")])
        yield b"a"
        yield b"b"

    assert Answer(app, _GET).begin() == Part(b"ab", more=False)


def test_an_answer_has_to_start_and_to_start_once() -> None:
    def twice(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response(_OK, [])
        start_response(_OK, [])
        return []

    for app in (twice, lambda *_: [], lambda *_: [b"a"]):
        with pytest.raises(NotStartedError):
            Answer(app, _GET).begin()


class _Closing:
    def __init__(self) -> None:
        self.closed = 0

    def __call__(self, _environ: WSGIEnvironment, start_response: StartResponse) -> _Closing:
        start_response(_OK, [])
        return self

    def __iter__(self) -> Iterator[bytes]:
        return iter([b"a"])

    def close(self) -> None:
        self.closed += 1
        raise KeyError("when it was closed")


def test_it_is_closed_once_and_a_failure_of_that_is_only_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = _Closing()
    answer = Answer(app, _GET)
    assert answer.begin() == Part(b"a", more=True)
    assert answer.is_open
    assert answer.go_on() == Part(b"", more=False)
    answer.close()
    assert app.closed == 1
    assert "when it was closed" in caplog.text
