"""One connection of a client: that of the server, with a shorter way for lookups.

Most lookups need no task, no event, and no check of headers that we made ourselves: together
they took as long as the query. Heads of requests are bounded here, in length and in time.
"""

from __future__ import annotations

from asyncio import AbstractEventLoop, BaseTransport, Event, TimerHandle
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from graph.cancellation import Cancellation
from web.asgi import Application
from web.eager import begin
from web.lookups import Asked, Head, Lookups
from web.unchunked import unchunked

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application
    from uvicorn.config import Config
    from uvicorn.server import ServerState

__all__ = ["Connection"]

_LOOKUP: Final = b"/sparql?query="
_PATH: Final = "/sparql"
_VISIBLE: Final = bytes(range(0x20, 0x7F))
_STATUS: Final = b"HTTP/1.1 200 OK\r\n"


class Connection(HttpToolsProtocol):
    """For one event loop; requests that are no lookups go the server's own way.

    No more is read of a head than ``longest_head`` bytes and what came with them, and it has to
    come within ``patience`` seconds.
    """

    longest_head: ClassVar[int] = 64 << 10
    patience: ClassVar[float] = 30.0

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        """Nobody is connected yet."""
        super().__init__(config, server_state, app_state, _loop)
        self._lookups = self.app if isinstance(self.app, Lookups) else None
        self._head: int | None = None  # bytes of one that isn't whole
        self._late: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Wait for the first head."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._late = self.loop.call_later(self.patience, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        if not data.isascii() and self._begins():
            data = _in_ascii(data)
        super().data_received(data)
        if self._head is not None:
            self._bound_head(len(data))

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._head = 0

    def on_headers_complete(self) -> None:
        """Answer a lookup; anything else is for the application."""
        self._head = None
        self._stop_waiting()
        asked = self._asked()
        if asked is None or self._lookups is None:
            super().on_headers_complete()
        else:
            self.cycle = reply = _Reply(self)
            begin(reply.run(self._lookups, asked))

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Called by the server for a request whose turn it is."""
        super()._start_asgi_task(cycle, _suited(app, cycle))

    def _begins(self) -> bool:
        """Whether what comes now is a new head."""
        return self._head is None and (self.cycle is None or not self.cycle.more_body)

    def _asked(self) -> Asked | None:
        """A lookup that can be answered now."""
        if self._lookups is None or not self.url.startswith(_LOOKUP):
            return None
        first = self.cycle is None or self.cycle.response_complete
        if not first or self.flow.write_paused or self.parser.get_method() != b"GET":
            return None
        return Asked.read(self.url.partition(b"?")[2], self.headers)

    def _bound_head(self, size: int) -> None:
        self._head = (self._head or 0) + size
        if self._head > self.longest_head:
            self.send_400_response(f"The head of a request may have {self.longest_head:,} bytes.")
        elif self._late is None:
            self._late = self.loop.call_later(self.patience, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class _Reply(RequestResponseCycle):
    """The reply to a lookup; what only the application needs is added when it has to answer."""

    def __init__(self, connection: Connection) -> None:
        """The head of the request has been read; it has no body."""
        self.scope = connection.scope
        self.disconnected = self.response_complete = self.more_body = False
        self.keep_alive = connection.parser.should_keep_alive()
        self.message_event = cast("Event", self)
        self._connection = connection
        self._cancellation = Cancellation()
        self._url = connection.url
        self._version = connection.parser.get_http_version()

    def set(self) -> None:
        """Called by the connection, in the place of an event, when something has happened."""
        if self.disconnected:
            self._cancellation.ask()

    async def run(self, lookups: Lookups, asked: Asked) -> None:
        """Answer it."""
        try:
            await lookups.look_up(asked, self._cancellation, self)
        except BaseException:
            self._connection.transport.close()
            raise

    async def send_whole(self, head: Head, body: bytes) -> None:
        """Send an answer that needs nothing more."""
        if self.disconnected:
            return
        dated = self._connection.server_state.default_headers
        lines = [*dated, (b"content-length", b"%d" % len(body)), (b"etag", head.tag)]
        if not self.keep_alive:
            lines.append((b"connection", b"close"))
        text = b"".join([b"%b: %b\r\n" % line for line in lines])
        self.response_complete = True
        self._connection.transport.write(b"".join((_STATUS, head.text, text, b"\r\n", body)))
        if not self.keep_alive:
            self._connection.transport.close()
        self._connection.on_response_complete()

    async def leave_to(self, application: Application) -> None:
        """Let it answer, as the server does with any other request."""
        if self.disconnected:
            return
        self._complete()
        suited = _suited(cast("ASGI3Application", application), self)
        task = self._connection.loop.create_task(self.run_asgi(suited))
        self._connection.tasks.add(task)
        task.add_done_callback(self._connection.tasks.discard)
        await task

    def _complete(self) -> None:
        """Have all that the server expects of a cycle."""
        connection = self._connection
        self.scope["method"], self.scope["path"] = "GET", _PATH
        self.scope["http_version"] = self._version
        self.scope["raw_path"], _, self.scope["query_string"] = self._url.partition(b"?")
        event = Event()
        event.set()  # there is no body to wait for
        super().__init__(
            scope=self.scope,
            transport=connection.transport,
            flow=connection.flow,
            logger=connection.logger,
            access_logger=connection.access_logger,
            access_log=connection.access_log,
            default_headers=connection.server_state.default_headers,
            message_event=event,
            expect_100_continue=False,
            keep_alive=self.keep_alive,
            on_response=connection.on_response_complete,
        )
        self.more_body = False


def _in_ascii(head: bytes) -> bytes:
    """With the address as it should have been sent: people type "ö", and curl sends that."""
    line, end, rest = head.partition(b"\r\n")
    return quote_from_bytes(line, safe=_VISIBLE).encode() + end + rest


def _suited(app: ASGI3Application, cycle: RequestResponseCycle) -> ASGI3Application:
    """The application as a client of that version of HTTP understands it."""
    return unchunked(app, cycle) if cycle.scope["http_version"] == "1.0" else app
