"""What the search adds to the memory of a worker: ``python -m bench.footprint VAR``.

Run in a process of its own, which has imported all that a worker imports before it loads a
release. Pages of files are left out: the machine keeps them once for all workers.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import web
from bench.measurement import Figure
from bench.processes import BenchError
from bench.search import questions
from graph.release import ReleaseDirectory


def measure(var: Path) -> Figure:
    """In a new process, after a hundred answers."""
    call = [sys.executable, "-m", "bench.footprint", str(var)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"The measurement of memory failed:\n{done.stderr[-2000:]}")
    return Figure("what the search adds, private", float(done.stdout), "MB", aim=150)


def added(var: Path) -> float:
    """Private memory in MB that loading the engine and answering takes in this process."""
    from search.encoder import QueryEncoder
    from search.loading import load_engine

    for module in iter_modules(web.__path__):
        import_module(f"web.{module.name}")
    release = ReleaseDirectory(var).current()
    before = _private()
    engine = load_engine(release.search_dir, release.version, QueryEncoder())
    for text in questions("heldout")[:100]:
        engine.answer(text).to_json()
    return _private() - before


def _private() -> float:
    gc.collect()
    # psutil counts the pages of a file that nobody else has mapped as private.
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))
    return kilobytes / 1024


if __name__ == "__main__":
    print(added(Path(sys.argv[1])))
