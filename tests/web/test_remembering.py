from __future__ import annotations

from functools import partial

import pytest

from web.remembering import Remembered


class Maker:
    """Makes replies of four bytes, and counts them."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, key: str) -> bytes:
        self.made.append(key)
        return key.encode() * 4


def ask(remembered: Remembered, maker: Maker, keys: str) -> list[bytes]:
    return [remembered.reply(key, partial(maker, key)) for key in keys]


def test_a_reply_is_made_once() -> None:
    remembered, maker = Remembered(), Maker()
    assert ask(remembered, maker, "aba") == [b"aaaa", b"bbbb", b"aaaa"]
    assert maker.made == ["a", "b"]


def test_the_reply_that_was_used_longest_ago_goes_first() -> None:
    remembered, maker = Remembered(most_bytes=8), Maker()
    ask(remembered, maker, "abacab")
    assert maker.made == ["a", "b", "c", "b"]


def test_what_fails_is_tried_again() -> None:
    remembered, maker = Remembered(), Maker()

    def fail() -> bytes:
        raise ValueError("busy")

    with pytest.raises(ValueError, match="busy"):
        remembered.reply("a", fail)
    assert ask(remembered, maker, "a") == [b"aaaa"]


def test_a_reply_larger_than_all_the_room_is_given_and_not_kept() -> None:
    remembered, maker = Remembered(most_bytes=3), Maker()
    assert ask(remembered, maker, "aa") == [b"aaaa", b"aaaa"]
    assert maker.made == ["a", "a"]
