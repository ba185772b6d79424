"""Replicates the change log with ldes-client (npm), and compares what comes out with the dump.

python -m conformance.event_stream                        over releases made for the trial
python -m conformance.event_stream http://127.0.0.1:8000  over a server that runs
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.request import urlopen

import pyoxigraph as ox
from werkzeug.serving import make_server

from conformance import packages
from graph.history import History
from graph.release import ReleaseDirectory
from release import BuildPlan, SilentProgress, build
from tests.changing import VERSIONS, Changing, build_changing
from tests.web.changing import changing_client

__all__ = ["differences", "main", "replicated"]

_HERE: Final = Path(__file__).parent
_SECONDS: Final = 600
Statements = set[str]  # N-Quads, as the engine writes them


def main(arguments: list[str]) -> int:
    """Say for each address whether the replica is the dump; 1 when one is not, 2 without npm."""
    if not packages.are_there():
        print("ldes-client can't be had: install npm, and let it reach a registry.")
        return 2
    if arguments:
        return max(_tried(address.rstrip("/"), None) for address in arguments)
    with TemporaryDirectory() as directory:
        releases = build_changing(Path(directory) / "var")
        with _served(releases) as address:
            same = max(_tried(address, version) for version in (None, *VERSIONS[::6]))
    with TemporaryDirectory() as directory:
        return max(same, _followed(Path(directory)))


def differences(root: str, version: str | None) -> tuple[Statements, Statements]:
    """What the replica lacks, and what it has too much; ``version`` None: the current release."""
    query = f"?release={version}" if version else ""
    replica = replicated(f"{root}/changes/ldes{query}")
    dump = _dump(root, version or _current(root))
    return dump - replica, replica - dump


def replicated(address: str) -> Statements:
    """The statements of the last version of each thing, as ldes-client gives them."""
    things = {str(member[0].subject): member for member in _members(address) if member}
    return {
        str(quad)
        for member in things.values()
        for quad in member
        if quad.graph_name != ox.DefaultGraph()
    }


def _members(address: str, *state: str) -> list[list[ox.Quad]]:
    command = ["node", str(_HERE / "replicate.mjs"), address, *state]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=_SECONDS)
    blocks = ran.stdout.strip().split(b"\n\n")
    return [list(ox.parse(block, format=ox.RdfFormat.N_QUADS)) for block in blocks]


def _followed(directory: Path) -> int:
    """A client that comes back takes the members of the new release, and only those."""
    state, var = str(directory / "state"), directory / "var"
    with _served(build_changing(var, VERSIONS[:6])) as address:
        port = int(address.rpartition(":")[2])
        _members(f"{address}/changes/ldes", state)
    plan = BuildPlan(ReleaseDirectory(var), [Changing(6)], VERSIONS[6])
    changed = History(build(plan, SilentProgress())).entries[-1].things
    with _served(plan.releases, port) as address:
        taken = len(_members(f"{address}/changes/ldes", state))
    print(f"ldes-client, coming back: {taken} members taken, {changed} were new")
    return int(taken != changed)


def _tried(root: str, version: str | None) -> int:
    missing, surplus = differences(root, version)
    state = "failed" if missing or surplus else "passed"
    of = version or "the current release"
    print(f"ldes-client, {of}: {state}, {len(missing)} missing, {len(surplus)} too many")
    return 1 if missing or surplus else 0


def _current(root: str) -> str:
    with urlopen(f"{root}/dumps/latest/regiograph.nq.gz") as answer:
        return str(answer.url.split("/dumps/")[1].split("/")[0])


def _dump(root: str, version: str) -> Statements:
    with urlopen(f"{root}/dumps/{version}/regiograph-{version}.nq.gz") as answer:
        content = gzip.decompress(answer.read())
    return {str(quad) for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS)}


@contextmanager
def _served(releases: ReleaseDirectory, port: int = 0) -> Iterator[str]:
    app = changing_client(releases).application
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
