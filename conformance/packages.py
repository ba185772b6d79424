"""The clients that npm brings, locked in ``package-lock.json``."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

__all__ = ["FOLDER", "are_there"]

_HERE = Path(__file__).parent
FOLDER = _HERE / "node_modules"


@cache
def are_there() -> bool:
    """Whether the packages are installed; tries to install them where they are not, or older."""
    lock, installed = _HERE / "package-lock.json", FOLDER / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return True
    npm = shutil.which("npm")
    if npm is None:
        return False
    command = [npm, "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    return subprocess.run(command, cwd=_HERE, check=False).returncode == 0
