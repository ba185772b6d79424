from __future__ import annotations

from types import SimpleNamespace
from typing import cast
from urllib.parse import quote, quote_from_bytes

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.serving import WSGIRequestHandler
from werkzeug.wrappers import Request

from tests.web.asgi_server import scope_of
from web.asgi import Scope
from web.environ import environ_of

_SEGMENTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def _raw(path: bytes) -> Scope:
    return scope_of() | {"raw_path": path}


def _taken_by_werkzeug(path: str) -> str:
    """PATH_INFO as the framework's own server has it."""
    server = {"ssl_context": None, "multithread": True, "multiprocess": False}
    asked = SimpleNamespace(
        path=path,
        command="GET",
        request_version="HTTP/1.1",
        headers={},
        client_address=("192.0.2.7", 5),
        address_string=lambda: "192.0.2.7",
        port_integer=lambda: 5,
        server=SimpleNamespace(server_address=("127.0.0.1", 8000), **server),
        server_version="",
        connection=None,
        rfile=None,
    )
    environ = WSGIRequestHandler.make_environ(cast("WSGIRequestHandler", asked))
    return str(environ["PATH_INFO"])


@given(st.binary(max_size=40))
def test_every_byte_of_a_path_is_kept(path: bytes) -> None:
    sent = quote_from_bytes(b"/" + path).encode()
    assert environ_of(_raw(sent))["PATH_INFO"].encode("latin-1") == b"/" + path


@given(_SEGMENTS)
def test_a_path_is_what_the_framework_takes_it_for(segment: str) -> None:
    path = f"/x{segment}"  # that server takes a second slash for the begin of an address
    expected = _taken_by_werkzeug(quote(path))
    assert environ_of(_raw(quote(path).encode()))["PATH_INFO"] == expected
    assert environ_of(scope_of(path=path))["PATH_INFO"] == expected


@given(st.binary(max_size=40))
def test_a_path_or_query_of_any_bytes_can_be_read(sent: bytes) -> None:
    environ = environ_of(_raw(b"/" + sent) | {"query_string": sent})
    assert environ["QUERY_STRING"].encode("latin-1") == sent
    assert isinstance(Request(environ).url, str)


def test_a_prefix_of_the_server_is_the_name_of_the_script() -> None:
    environ = environ_of(_raw(b"/a%20b/c%2Fd") | {"root_path": "/a b"})
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("/a b", "/c/d")


def test_headers_that_come_twice_are_one() -> None:
    sent = [("accept", "a"), ("cookie", "c=1"), ("accept", "b"), ("cookie", "d=2")]
    environ = environ_of(scope_of(headers=sent))
    assert (environ["HTTP_ACCEPT"], environ["HTTP_COOKIE"]) == ("a, b", "c=1; d=2")


def test_a_header_with_an_underscore_passes_for_no_other_one() -> None:
    sent = [("x-real-ip", "192.0.2.7"), ("x_real_ip", "192.0.2.8")]
    assert environ_of(scope_of(headers=sent))["HTTP_X_REAL_IP"] == "192.0.2.7"


def test_two_headers_have_names_of_their_own() -> None:
    sent = [("content-type", "text/plain"), ("content-length", "7")]
    environ = environ_of(scope_of("POST", headers=sent))
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("text/plain", "7")
    assert not {"HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH"} & environ.keys()


def test_the_two_ends_of_the_connection_are_named() -> None:
    environ = environ_of(scope_of())
    assert (environ["REMOTE_ADDR"], environ["REMOTE_PORT"]) == ("192.0.2.7", "5")
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("127.0.0.1", "8000")
    nowhere = environ_of(scope_of() | {"client": None, "server": None})
    assert "REMOTE_ADDR" not in nowhere
    assert (nowhere["SERVER_NAME"], nowhere["SERVER_PORT"]) == ("localhost", "80")


def test_a_version_is_written_as_http_writes_it() -> None:
    assert environ_of(scope_of())["SERVER_PROTOCOL"] == "HTTP/1.1"
    assert environ_of(scope_of() | {"http_version": "1"})["SERVER_PROTOCOL"] == "HTTP/1.0"
