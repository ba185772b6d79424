from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from graph.sorted_lines import SortedLines

LINES = st.lists(st.binary(max_size=4).map(lambda text: text.replace(b"\n", b" ") + b"\n"))


@given(lines=LINES, at_once=st.integers(1, 5))
def test_lines_are_sorted_as_in_memory_and_can_be_read_again(
    lines: list[bytes], at_once: int
) -> None:
    with TemporaryDirectory() as directory:
        found = SortedLines.write(lines, Path(directory) / "lines", at_once=at_once)
        assert list(found) == list(found) == sorted(lines)


@given(lines=LINES, at_once=st.integers(1, 5))
def test_lines_with_the_same_key_keep_their_order(lines: list[bytes], at_once: int) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "lines"
        found = SortedLines.write(lines, path, key=_first, at_once=at_once)
        assert list(found) == sorted(lines, key=_first)


def test_more_parts_than_may_be_open_are_merged_in_turns(tmp_path: Path) -> None:
    lines = [f"{number * 7919 % 1009:04}\n".encode() for number in range(1009)]
    found = SortedLines.write(lines, tmp_path / "lines", key=_first, at_once=2)
    assert list(found) == sorted(lines, key=_first)


def test_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    SortedLines.write([b"b\n", b"a\n"], tmp_path / "lines", at_once=1)
    assert [path.name for path in tmp_path.iterdir()] == ["lines"]


def _first(line: bytes) -> bytes:
    return line[:1]
