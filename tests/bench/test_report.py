from __future__ import annotations

from datetime import date

from bench.measurement import Figure, Grid, Section
from bench.report import Machine, markdown

MACHINE = Machine(cores=2, gigabytes=23.5, loads=(0.46, 1.52))
SEARCH = Section(
    "Search",
    "\nHow it was asked.\n",
    [Figure("p50", 35.1, "ms", 40), Figure("p95", 130, "ms", 120)],
)
MEMORY = Section("Memory", "All of it.", [Figure("worker", 365.4, "MB")])


def test_the_page_says_when_and_where_it_was_measured() -> None:
    page = markdown([SEARCH, MEMORY], MACHINE, date(2025, 3, 31))
    assert "Measured on 2025-03-31: 2 cores, 24 GB of memory, load 0.5 to 1.5" in page
    assert "faiss-cpu" in page


def test_each_section_has_its_words_and_a_table() -> None:
    page = markdown([SEARCH, MEMORY], MACHINE, date(2025, 3, 31))
    assert "## Search\n\nHow it was asked.\n\n| | measured | aim | |\n" in page
    assert "| p50 | 35.1 ms | ≤ 40 ms | kept |\n| p95 | 130 ms | ≤ 120 ms | missed |" in page
    assert "| worker | 365 MB |  |  |" in page


def test_systems_stand_side_by_side_below_the_table() -> None:
    peers = Section("Peers", "Two.", [], Grid(["ours", "theirs"], [("scan", ["1 ms", "2 ms"])]))
    page = markdown([peers], MACHINE, date(2025, 3, 31))
    assert "\n| | ours | theirs |\n|---|--:|--:|\n| scan | 1 ms | 2 ms |\n" in page


def test_missed_aims_are_named_at_the_top() -> None:
    assert "Missed: search: p95." in markdown([SEARCH], MACHINE, date(2025, 3, 31))
    assert "All aims are kept." in markdown([MEMORY], MACHINE, date(2025, 3, 31))
