"""Longer time slices of the processor, for a thread that many others wait for."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Final

__all__ = ["ask_for_long_slices"]

_SLICE: Final = 0.02  # seconds
_SET_ATTRIBUTES: Final = {"x86_64": 314, "aarch64": 274}  # numbers of sched_setattr
_ATTRIBUTES: Final = struct.Struct("=IIQiIQQQ")  # version 0 of struct sched_attr
_NOT_INHERITED, _SAME_POLICY = 1, 8


def ask_for_long_slices(seconds: float = _SLICE) -> bool:
    """Ask that this thread isn't interrupted before it has computed so long; whether it worked.

    A worker that it wakes may take its core at once. When that one sleeps again, a runaway that
    has waited longer gets the core, and keeps it to the next tick: 4 ms. Linux knows slices of
    a thread since its version 6.12, earlier ones ignore them. The share stays what it is.
    """
    number = _SET_ATTRIBUTES.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return False
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    length = int(seconds * 1e9)  # nanoseconds
    attributes = _ATTRIBUTES.pack(
        _ATTRIBUTES.size, 0, _NOT_INHERITED | _SAME_POLICY, niceness, 0, length, 0, 0
    )
    # The C library has no function for it before its version 2.41.
    return bool(ctypes.CDLL(None).syscall(number, 0, attributes, 0) == 0)
