"""How long an IRI takes to answer: things asked for the first time, and one that is much asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bench.measurement import Figure, Section, Times, milliseconds
from bench.processes import Client
from ontology.names import BASE

_FORMATS: Final = {
    "Turtle": "text/turtle",
    "JSON-LD": "application/ld+json",
    "HTML": "text/html",
}
_THINGS: Final = Path(__file__).with_name("things.rq")
_KNOWN: Final = "id/instrument/reconfirm"
_WARMING, _AGAIN, _AIM = 20, 50, 5.0
_ABOUT: Final = f"""
A hundred things of the release, drawn by a hash of their names and asked one after another over
one kept connection, each in all formats, after twenty others. What is asked
again is one of the longest descriptions (`{_KNOWN}`): it comes from the server's memory.
"""


def measure(port: int) -> Section:
    """Ask the running server."""
    client = Client(port)
    asked = client.get("/sparql", "application/json", query=_THINGS.read_text(encoding="utf-8"))
    rows = json.loads(asked)["results"]["bindings"]
    paths = ["/" + row["thing"]["value"].removeprefix(BASE) for row in rows]
    first = _times(client, paths)
    again = _times(client, [f"/{_KNOWN}"] * (_AGAIN + _WARMING))
    client.close()
    return Section(
        "Dereferencing",
        _ABOUT,
        [
            *(Figure(f"{name}, first time, p50", t.p50, "ms", _AIM) for name, t in first.items()),
            *(Figure(f"{name}, first time, p95", t.p95, "ms") for name, t in first.items()),
            *(Figure(f"{name}, again, p50", t.p50, "ms", _AIM) for name, t in again.items()),
        ],
    )


def _times(client: Client, paths: Sequence[str]) -> dict[str, Times]:
    times: dict[str, list[float]] = {name: [] for name in _FORMATS}
    for path in paths:
        for name, media_type in _FORMATS.items():
            times[name].append(milliseconds(partial(client.get, path, media_type)))
    return {name: Times(found[_WARMING:]) for name, found in times.items()}
