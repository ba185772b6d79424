"""The second wall: what a query worker's process may do, taken away for good before it starts.

Limits hold on every Unix. The filter of system calls (seccomp) is for Linux on x86_64; where
it can't be had, ``Sandbox.filtered`` is false and the server says so in ``/health``.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Sandbox", "close_in"]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What holds in a worker: bytes of address space, and whether system calls are filtered."""

    memory: int
    filtered: bool


def close_in(memory: int, open_files: int = 256) -> Sandbox:
    """Give up rights for the rest of the process; ``memory`` is bytes on top of today's."""
    limit = _address_space() + memory
    for which, value in (
        (resource.RLIMIT_AS, limit),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, open_files),
    ):
        _lower(which, value)
    return Sandbox(limit, _filter_calls())


def _lower(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def _address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:  # not Linux: no base to count from, so be generous
        return 4 << 30
    return pages * resource.getpagesize()


# Numbers of the x86_64 system calls, from the kernel's syscall_64.tbl.
_DENIED: Final = (
    *(41, 42, 49, 50, 43, 288, 53),  # socket connect bind listen accept accept4 socketpair
    *(57, 58, 59, 322),  # fork vfork execve execveat
    *(62, 200, 101, 310, 311, 424),  # kill tkill ptrace process_vm_* pidfd_send_signal
    *(76, 77, 82, 83, 84, 85, 86, 87, 88),  # truncate rename mkdir rmdir creat link unlink symlink
    *(90, 91, 92, 93, 94, 133, 161, 165),  # chmod chown mknod chroot mount
    *(258, 259, 260, 263, 264, 265, 266, 268, 316),  # the same calls with a directory
    *(319, 425, 437, 272, 308, 321, 438),  # memfd io_uring openat2 unshare setns bpf pidfd_getfd
)
_CLONE, _CLONE3, _OPEN, _OPENAT = 56, 435, 2, 257
_CLONE_THREAD: Final = 0x10000
_WRITING: Final = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # O_WRONLY O_RDWR O_CREAT O_TRUNC O_APPEND
_X32: Final = 0x40000000
_X86_64: Final = 0xC000003E

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW: Final = 0x7FFF0000
_EPERM: Final = 0x00050000 | 1
_ENOSYS: Final = 0x00050000 | 38
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16

_Step = tuple[int, int, int, int]
"""An instruction of the filter: code, jump when true, jump when false, operand."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _filter_calls() -> bool:
    if platform.machine() != "x86_64" or platform.system() != "Linux":
        return False
    steps = list(_steps())
    code = b"".join(struct.pack("<HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(steps), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_filter, filter_mode = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(set_filter, filter_mode, ctypes.byref(program), 0, 0) == 0)


def _steps() -> Iterator[_Step]:
    """A jump skips that many of the instructions that follow it."""
    yield (_LOAD, 0, 0, _ARCHITECTURE_AT)
    yield (_EQUAL, 1, 0, _X86_64)
    yield (_RETURN, 0, 0, _EPERM)
    yield (_LOAD, 0, 0, _NUMBER_AT)
    yield (_AT_LEAST, 0, 1, _X32)
    yield (_RETURN, 0, 0, _EPERM)
    for number in _DENIED:
        yield (_EQUAL, 0, 1, number)
        yield (_RETURN, 0, 0, _EPERM)
    yield (_EQUAL, 0, 1, _CLONE3)
    yield (_RETURN, 0, 0, _ENOSYS)  # the C library falls back to clone, whose flags can be read
    yield from _deny_bits(_OPEN, argument=1, bits=_WRITING)
    yield from _deny_bits(_OPENAT, argument=2, bits=_WRITING)
    yield from _require_bits(_CLONE, argument=0, bits=_CLONE_THREAD)
    yield (_RETURN, 0, 0, _ALLOW)


def _deny_bits(number: int, argument: int, bits: int) -> Iterator[_Step]:
    yield (_EQUAL, 0, 4, number)
    yield (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)
    yield (_ANY_BIT, 0, 1, bits)
    yield (_RETURN, 0, 0, _EPERM)
    yield (_RETURN, 0, 0, _ALLOW)


def _require_bits(number: int, argument: int, bits: int) -> Iterator[_Step]:
    yield (_EQUAL, 0, 4, number)
    yield (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)
    yield (_ANY_BIT, 1, 0, bits)
    yield (_RETURN, 0, 0, _EPERM)
    yield (_RETURN, 0, 0, _ALLOW)
