from __future__ import annotations

from pathlib import Path

from graph.history import History
from graph.release import ReleaseDirectory
from graph.timeline import Event, Timeline
from ontology.names import thing
from tests.changing import VERSIONS


def test_an_index_continues_the_one_before(tmp_path: Path) -> None:
    first = Timeline(tmp_path / "1").continued(None, "2025.01.01", [("a", "added"), ("b", "added")])
    second = Timeline(tmp_path / "2").continued(first, "2025.01.02", [("a", "removed")])

    assert second.events("a") == [Event("2025.01.01", "added"), Event("2025.01.02", "removed")]
    assert second.events("b") == [Event("2025.01.01", "added")]
    assert first.events("a") == [Event("2025.01.01", "added")]
    assert second.events("'; DROP TABLE event; --") == []


def test_the_first_change_of_a_release_counts(tmp_path: Path) -> None:
    changes = [("a", "changed"), ("a", "part")]
    timeline = Timeline(tmp_path / "1").continued(None, "2025.01.01", changes)
    assert timeline.events("a") == [Event("2025.01.01", "changed")]


def test_a_missing_index_knows_nothing(tmp_path: Path) -> None:
    assert Timeline(tmp_path / "none").events("a") == []


def test_a_thing_that_was_removed_is_known(changing: ReleaseDirectory) -> None:
    timeline = History(changing.current()).timeline
    events = timeline.events(thing("instrument", "i-12"))

    assert events[0] == Event(VERSIONS[6], "added")
    assert events[-1] == Event(VERSIONS[9], "removed")


def test_a_change_of_a_figure_is_one_of_what_it_is_about(changing: ReleaseDirectory) -> None:
    timeline = History(changing.current()).timeline
    figure = {event.version for event in timeline.events(thing("figure", "f-4"))}
    instrument = {event.version for event in timeline.events(thing("instrument", "i-4"))}
    assert figure <= instrument


def test_the_same_releases_give_the_same_bytes(tmp_path: Path) -> None:
    changes = [(f"iri-{number}", "added") for number in range(500)]
    for name in ("1", "2"):
        Timeline(tmp_path / name).continued(None, "2025.01.01", changes)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
