from __future__ import annotations

import shutil
from pathlib import Path

from graph.history import History
from graph.memento import mementos_of
from graph.release import ReleaseDirectory
from graph.timeline import Timeline
from graph.tombstone import tombstone_of
from ontology.names import AS, thing
from tests.changing import VERSIONS, build_changing

GONE = thing("instrument", "i-12")


def test_a_tombstone_names_the_last_release_that_has_the_thing(changing: ReleaseDirectory) -> None:
    found = tombstone_of(History(changing.current()), GONE)

    assert found is not None
    assert (found.removed.version, found.last) == (VERSIONS[9], VERSIONS[8])
    assert str(AS.Tombstone) in {getattr(quad.object, "value", "") for quad in found.quads()}


def test_what_lives_or_never_was_has_none(changing: ReleaseDirectory) -> None:
    history = History(changing.current())
    assert tombstone_of(history, thing("instrument", "i-0")) is None
    assert tombstone_of(history, thing("instrument", "i-99")) is None


def test_what_came_back_has_none_any_more(changing: ReleaseDirectory) -> None:
    back = thing("instrument", "i-7")  # removed, and three releases later there again
    changes = [event.change for event in History(changing.current()).timeline.events(back)]

    assert "removed" in changes
    assert changes.index("removed") < len(changes) - 1
    assert tombstone_of(History(changing.current()), back) is None


def test_a_change_of_a_part_does_not_bring_a_thing_back(tmp_path: Path) -> None:
    releases = build_changing(tmp_path, VERSIONS[:2])
    index = History(releases.current()).timeline.path
    removed = Timeline(tmp_path / "removed").continued(None, VERSIONS[0], [(GONE, "removed")])
    Timeline(tmp_path / "index").continued(removed, VERSIONS[1], [(GONE, "part")])
    shutil.copy(tmp_path / "index", index)

    assert tombstone_of(History(releases.current()), GONE) is not None


def test_a_later_release_stands_in_for_one_whose_directory_is_gone(
    changing: ReleaseDirectory,
) -> None:
    history, everywhere = History(changing.current()), set(VERSIONS)
    first, second, *_ = mementos_of(history, thing("instrument", "i-4"), everywhere)
    following = VERSIONS[VERSIONS.index(first.version) + 1]
    without = mementos_of(history, thing("instrument", "i-4"), everywhere - {first.version})

    expected = following if following < second.version else second.version
    assert without[0].version == expected
