"""Large tables of which little is read, kept in a file rather than in memory."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import Literal, cast

__all__ = ["mapped"]


def mapped(numbers: array[int]) -> Sequence[int]:
    """The same numbers, read page by page from a file without a name that ends with them.

    Where no such file can be made, or there are no numbers, it is the array itself.
    """
    if not numbers:
        return numbers
    try:
        with TemporaryFile() as file:
            numbers.tofile(file)
            file.flush()
            pages = mmap(file.fileno(), 0, access=ACCESS_READ)
    except OSError:
        return numbers
    return memoryview(pages).cast(cast("Literal['I']", numbers.typecode))
