from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.packing import PACKINGS, packed, unpacked


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.binary(max_size=5_000), max_size=6))
def test_what_goes_in_comes_out_of_both(tmp_path: Path, pieces: list[bytes]) -> None:
    with packed(tmp_path / "file.nt") as output:
        output.writelines(pieces)

    for packing in PACKINGS:
        with unpacked(tmp_path / f"file.nt{packing}") as content:
            assert content.read() == b"".join(pieces)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with packed(tmp_path / name) as output:
            output.write(b"<a:b> <a:c> <a:d> .\n" * 100_000)

    for packing in PACKINGS:
        one, two = (tmp_path / f"{name}{packing}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
