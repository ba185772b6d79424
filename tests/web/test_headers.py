from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask, Response

from web.headers import conditional

MADE = datetime(2025, 3, 31, 12, 0, 0, 250_000, tzinfo=UTC)
DATE = "Mon, 31 Mar 2025 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"If-Modified-Since": DATE}, 304),
        ({"If-Modified-Since": "Mon, 31 Mar 2025 11:59:59 GMT"}, 200),
        # An older release is served again: what the client has is newer, and no longer true.
        ({"If-Modified-Since": "Tue, 01 Apr 2025 12:00:00 GMT"}, 200),
        ({"If-Modified-Since": "soon"}, 200),
        ({"If-Modified-Since": DATE, "If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": "soon", "If-None-Match": 'W/"tag"'}, 304),
    ],
)
def test_a_copy_of_that_very_time_is_not_sent_again(headers: dict[str, str], status: int) -> None:
    with Flask("web").test_request_context("/", headers=headers):
        response = conditional("tag", lambda: Response("whole"), MADE)

    assert response.status_code == status
    assert response.headers["Last-Modified"] == DATE


def test_what_is_gone_has_no_time_of_change() -> None:
    with Flask("web").test_request_context("/"):
        response = conditional("tag", lambda: Response("gone", 410), MADE)

    assert "Last-Modified" not in response.headers
