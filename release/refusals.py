"""What the machine can refuse to a build: told in one line, with what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from release.steps import BuildError

__all__ = ["refusals_told"]


@contextmanager
def refusals_told(what: str) -> Iterator[None]:
    """Turn an OSError into a BuildError; ``what`` was being done, as in "The step 'dumps'"."""
    try:
        yield
    except OSError as error:
        place = f" at {error.filename}" if error.filename else ""
        reason = error.strerror or error
        raise BuildError(f"{what} failed: {reason}{place}. {_remedy(error.errno)}") from error


def _remedy(number: int | None) -> str:
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return (
            "A release takes about 150 MB, and the encoder 300 MB more: make room, or have them "
            "elsewhere, such as REGIOGRAPH_VAR=/another/disk."
        )
    if number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "Let this user write there, or choose another place, such as REGIOGRAPH_VAR=var."
    if number in {errno.EEXIST, errno.ENOTDIR, errno.ENOENT}:
        return "Choose a directory that exists or can be made, such as REGIOGRAPH_VAR=var."
    return "Mend that and build again."
