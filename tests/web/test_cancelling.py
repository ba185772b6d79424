from __future__ import annotations

import pytest
from werkzeug.exceptions import BadRequest, Conflict, NotFound

from web.cancelling import Running

_ID = "0123456789abcdef0123456789abcdef"
_OTHER = "f123456789abcdef0123456789abcdef"


def test_only_the_query_of_the_id_is_cancelled() -> None:
    running = Running()
    with running.one(_ID) as ours, running.one(_OTHER) as other, running.one(None) as nameless:
        running.cancel(_ID)
        assert [one.asked for one in (ours, other, nameless)] == [True, False, False]


def test_a_query_that_is_over_is_not_found_and_its_id_is_free_again() -> None:
    running = Running()
    with running.one(_ID):
        pass
    with pytest.raises(NotFound, match="may be over"):
        running.cancel(_ID)
    with running.one(_ID) as again:
        assert not again.asked


def test_an_id_stands_for_one_query_at_a_time() -> None:
    running = Running()
    with (
        running.one(_ID),
        pytest.raises(Conflict, match="runs already"),
        running.one(_ID),
    ):
        pass
    with running.one(_ID):
        pass


@pytest.mark.parametrize("id", ["", "1", "x" * 21, "x" * 65, "<b>" * 10, "é" * 30])
def test_an_id_that_could_be_guessed_is_refused(id: str) -> None:
    with pytest.raises(BadRequest, match="is no id of a query"):
        Running().cancel(id)
    with pytest.raises(BadRequest), Running().one(id):
        pass
