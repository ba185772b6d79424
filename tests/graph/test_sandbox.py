from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest

_TRY = """
import json, os, socket, sys, threading
from graph.sandbox import close_in

def outcome(attempt):
    try:
        attempt()
    except PermissionError:
        return "denied"
    except MemoryError:
        return "no memory"
    except OSError as error:
        return type(error).__name__
    return "done"

def in_thread():
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()

def fork():
    if os.fork() == 0:
        os._exit(0)

sandbox = close_in(256 << 20)
path = sys.argv[1]
print(json.dumps({
    "filtered": sandbox.filtered,
    "socket": outcome(socket.socket),
    "pair": outcome(socket.socketpair),
    "fork": outcome(fork),
    "exec": outcome(lambda: os.execv("/bin/true", ["true"])),
    "write": outcome(lambda: open(path, "w")),
    "append": outcome(lambda: os.open(path, os.O_WRONLY | os.O_APPEND)),
    "rename": outcome(lambda: os.rename(path, path + "x")),
    "remove": outcome(lambda: os.unlink(path)),
    "directory": outcome(lambda: os.mkdir(path + "d")),
    "kill": outcome(lambda: os.kill(os.getppid(), 0)),
    "read": outcome(lambda: open(path).close()),
    "thread": outcome(in_thread),
    "memory": outcome(lambda: bytearray(1 << 30)),
}))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    path = tmp_path_factory.mktemp("sandbox") / "file"
    path.write_text("here")
    root = Path(__file__).parents[2]
    run = [sys.executable, "-c", _TRY, str(path)]
    output = subprocess.run(run, cwd=root, check=True, capture_output=True, text=True).stdout
    assert path.read_text() == "here"
    return dict(json.loads(output))


def test_calls_are_filtered_where_the_platform_can(outcomes: dict[str, object]) -> None:
    assert outcomes["filtered"] is (platform.machine() == "x86_64")


@pytest.mark.parametrize(
    "attempt",
    "socket pair fork exec write append rename remove directory kill".split(),
)
def test_a_worker_is_denied(attempt: str, outcomes: dict[str, object]) -> None:
    assert outcomes[attempt] == ("denied" if outcomes["filtered"] else outcomes[attempt])


@pytest.mark.parametrize("attempt", ["read", "thread"])
def test_a_worker_may(attempt: str, outcomes: dict[str, object]) -> None:
    assert outcomes[attempt] == "done"


def test_a_worker_has_no_more_memory_than_its_limit(outcomes: dict[str, object]) -> None:
    assert outcomes["memory"] == "no memory"
