from __future__ import annotations

import json
from pathlib import Path

import conformance

HERE = Path(conformance.__file__).parent


def test_the_locked_client_is_the_one_that_is_asked_for() -> None:
    asked = json.loads((HERE / "package.json").read_text())["dependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    for name, version in asked.items():
        assert locked[f"node_modules/{name}"]["version"] == version


def test_the_lock_names_no_registry() -> None:
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert not any("resolved" in package for package in locked.values())
    assert all(package.get("integrity") for name, package in locked.items() if name)
