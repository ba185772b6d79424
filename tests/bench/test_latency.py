from __future__ import annotations

import psutil

from bench.latency import Latencies
from bench.peers import Peer

_PEERS = [
    Peer(name, 1, "/sparql", psutil.Process(), triples)
    for name, triples in (("Ours", 9), ("Theirs", 9), ("Small", 2))
]
_FOUND = Latencies(
    ["point", "scan"],
    _PEERS,
    cold={
        ("Ours", "point"): [1.0, 9.0, 1.2],
        ("Ours", "scan"): [90.0],
        ("Theirs", "point"): [0.3],
        ("Theirs", "scan"): [50.0],
        ("Small", "scan"): [7.0],
    },
    warm={("Ours", "point"): [0.2], ("Ours", "scan"): [0.4]},
)


def test_what_is_short_is_held_to_a_time_and_what_is_long_to_a_ratio() -> None:
    figures = {figure.name: (figure.value, figure.kept) for figure in _FOUND.figures()}
    assert figures == {
        "point, first time, p50": (1.2, True),
        "scan, first time, Theirs = 1": (1.8, False),
        "asked again, p50 of the slowest kind": (0.4, True),
    }


def test_all_servers_stand_side_by_side() -> None:
    grid = _FOUND.grid()
    assert grid.columns == ["Ours, again", "Ours", "Theirs", "Small, 2 triples"]
    assert grid.rows == [
        ("point", ["0.2 ms", "1.2 ms", "0.3 ms", ""]),
        ("scan", ["0.4 ms", "90 ms", "50 ms", "7 ms"]),
    ]
