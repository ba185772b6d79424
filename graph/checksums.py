"""Checksums of the files in a directory, as ``sha256sum --check`` reads them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

__all__ = ["SUMS", "sha256_of", "write_checksums"]

SUMS: Final = "SHA256SUMS"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_checksums(directory: Path) -> Path:
    """Write ``SHA256SUMS`` over all other files below a directory."""
    sums = directory / SUMS
    files = sorted(path for path in directory.rglob("*") if path.is_file() and path != sums)
    lines = (f"{sha256_of(path)}  {path.relative_to(directory).as_posix()}\n" for path in files)
    sums.write_text("".join(lines), encoding="utf-8")
    return sums
