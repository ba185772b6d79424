from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.differences import ChangedThing, differences
from tests.graph.comparing import AFTER, BEFORE, COME, GONE, KEPT, NEW_NAME, OLD_NAME, REGION

LINES = st.sets(
    st.tuples(*[st.sampled_from("ab")] * 4).map(
        lambda names: b"<%b> <p:%b> <o:%b> <g:%b> .\n" % tuple(name.encode() for name in names)
    )
).map(sorted)


def test_a_thing_is_told_with_what_came_went_and_stayed() -> None:
    a, gone, new = differences(BEFORE, AFTER)

    assert a.thing == ChangedThing("http://example.org/a", "changed", (REGION,))
    assert (a.added, a.removed) == ((NEW_NAME,), (OLD_NAME,))
    assert a.stated == tuple(sorted([KEPT, NEW_NAME]))
    assert gone.thing == ChangedThing("http://example.org/gone", "removed", (REGION,))
    assert (gone.added, gone.removed, gone.stated) == ((), (GONE,), ())
    assert new.thing == ChangedThing("http://example.org/new", "added", (REGION,))
    assert (new.added, new.removed, new.stated) == ((COME,), (), (COME,))


def test_equal_releases_do_not_differ() -> None:
    assert list(differences(AFTER, AFTER)) == []


def test_the_first_release_adds_everything() -> None:
    found = list(differences([], AFTER))
    assert [line for one in found for line in one.added] == AFTER
    assert {one.thing.change for one in found} == {"added"}


@given(before=LINES, after=LINES)
def test_applying_the_differences_gives_the_later_release(
    before: list[bytes], after: list[bytes]
) -> None:
    found = list(differences(before, after))
    added = {line for one in found for line in one.added}
    removed = {line for one in found for line in one.removed}

    assert sorted((set(before) - removed) | added) == after
    assert added == set(after) - set(before)
    assert removed == set(before) - set(after)
