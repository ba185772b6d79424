"""One stream of bytes, compressed twice on its way to disk: gzip for everybody, zstd for speed.

Each compressor has a thread of its own, for it works outside the interpreter.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import zstandard

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["PACKINGS", "packed", "unpacked"]

PACKINGS: Final = (".gz", ".zst")
_GZIP_LEVEL: Final = 6
_ZSTD_LEVEL: Final = 9  # smaller than gzip's file, in less time
_BUFFER: Final = 1 << 20  # bytes; the engine writes in small pieces


@contextmanager
def packed(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes end in ``<path>.gz`` and ``<path>.zst``; equal bytes, equal files."""
    with ExitStack() as open_files:
        gz = open_files.enter_context(path.with_name(f"{path.name}.gz").open("wb"))
        zst = open_files.enter_context(path.with_name(f"{path.name}.zst").open("wb"))
        # No file name and no time in the header: the same content gives the same bytes.
        zipped = gzip.GzipFile("", "wb", compresslevel=_GZIP_LEVEL, fileobj=gz, mtime=0)
        fast = zstandard.ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).stream_writer(zst)
        outputs = [open_files.enter_context(zipped), open_files.enter_context(fast)]
        threads = open_files.enter_context(ThreadPoolExecutor(len(outputs)))
        tee = _Tee(threads, *outputs)
        with io.BufferedWriter(tee, _BUFFER) as output:
            yield cast("BinaryIO", output)


def unpacked(path: Path) -> BinaryIO:
    """The bytes of a file that ``packed`` wrote, as a stream to read."""
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    return cast("BinaryIO", zstandard.open(path, "rb"))


class _Tee(io.RawIOBase):
    """Writes to all compressors at once, while the next piece is made ready."""

    def __init__(self, threads: Executor, *outputs: object) -> None:
        self._threads = threads
        self._outputs = cast("tuple[BinaryIO, ...]", outputs)
        self._running: list[Future[int]] = []

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        content = bytes(data)
        self._wait()
        self._running = [self._threads.submit(output.write, content) for output in self._outputs]
        return len(content)

    def close(self) -> None:
        if not self.closed:
            self._wait()
        super().close()

    def _wait(self) -> None:
        running, self._running = self._running, []
        for one in running:
            one.result()
