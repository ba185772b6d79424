from __future__ import annotations

import pytest

from graph.formats import ALL_FORMATS, N_QUADS, TURTLE, best, by_media_type, by_suffix

TTL, JSONLD, HTML = "text/turtle", "application/ld+json", "text/html"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, HTML),
        ("", HTML),
        (" , ,", HTML),
        ("*/*", HTML),
        ("text/turtle", TTL),
        ("Text/Turtle;q=0.5, application/ld+json", JSONLD),
        ("text/*;q=0.3, text/turtle;q=0.1, application/ld+json;q=0.2", HTML),
        ("text/html;q=0, */*", TTL),
        ("text/html;q=0.2, text/turtle;q=nonsense", HTML),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("application/xhtml+xml,text/html;q=0.9,*/*;q=0.8", HTML),
        ("text/turtle, */*", TTL),
        ("application/*, text/turtle", TTL),
    ],
)
def test_the_accept_header_chooses(accept: str | None, chosen: str | None) -> None:
    assert best(accept, [HTML, TTL, JSONLD]) == chosen


def test_nothing_offered_is_nothing_chosen() -> None:
    assert best("*/*", []) is None


def test_formats_are_found_by_suffix_and_media_type() -> None:
    assert by_suffix("TTL") is by_suffix(".ttl") is TURTLE
    assert by_media_type("text/turtle; charset=utf-8") is TURTLE
    assert by_media_type("application/x-turtle") is TURTLE
    assert by_media_type("text/n3") is TURTLE
    assert by_suffix(".exe") is None
    assert by_media_type("image/png") is None


def test_suffixes_and_media_types_are_unique() -> None:
    assert len({known.suffix for known in ALL_FORMATS}) == len(ALL_FORMATS)
    assert len({known.media_type for known in ALL_FORMATS}) == len(ALL_FORMATS)


def test_media_types_are_those_of_the_engine() -> None:
    for known in ALL_FORMATS:
        assert known.engine is None or known.engine.media_type.startswith(known.media_type)


def test_only_some_formats_hold_graphs() -> None:
    assert N_QUADS.holds_graphs
    assert not TURTLE.holds_graphs
