"""Takes in the bodies of requests, before a thread is given to them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final

from web.asgi import Receive
from web.client import HungUpError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["Intake", "LateError"]

_IN_MEMORY: Final = 256 << 10  # bytes of a body; the rest of a longer one is on disk


class LateError(TimeoutError):
    """A body that takes too long to come; the message is for the client."""


@dataclass(frozen=True, slots=True)
class Intake:
    """How long a body may be, in bytes, and how long it may take to come, in seconds."""

    longest: int
    patience: float

    async def take(self, environ: WSGIEnvironment, receive: Receive) -> None:
        """Put the body where PEP 3333 has it; raises LateError and HungUpError.

        Of a body that is too long nothing is kept but its length, by which the application
        refuses it. In a request of HTTP/1.1 without the two headers there is none (RFC 9112,
        section 6.3), and nothing is waited for.
        """
        declared = environ.get("CONTENT_LENGTH", "")
        # Seldom both are there; and what is kept has the length that it has.
        chunked = environ.pop("HTTP_TRANSFER_ENCODING", None) is not None
        if not chunked and declared in ("", "0"):
            return
        if declared.isdecimal() and int(declared) > self.longest:
            return
        body, length = await self._read(receive)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(length)

    async def _read(self, receive: Receive) -> tuple[IO[bytes], int]:
        file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the application reads it
        try:
            async with asyncio.timeout(self.patience):
                length = await self._fill(file, receive)
        except TimeoutError as error:
            file.close()
            raise LateError(
                f"The body of the request was not there after {self.patience:g} seconds. "
                "Send it again, over a faster connection, or send less."
            ) from error
        except BaseException:
            file.close()
            raise
        if length > self.longest:
            file.close()
            return BytesIO(), length
        file.seek(0)
        return file, length

    async def _fill(self, file: IO[bytes], receive: Receive) -> int:
        """Write what comes; its length, which for one that is too long is that of a part."""
        length, more = 0, True
        while more and length <= self.longest:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise HungUpError
            length += file.write(message.get("body", b""))
            more = message.get("more_body", False)
        return length
