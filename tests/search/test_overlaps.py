from __future__ import annotations

from search.linking import Mention
from search.overlaps import longest, once, outermost


def said(words: str, kind: str, start: int, *, score: float = 1.0, label: str = "") -> Mention:
    return Mention(
        f"{kind}:{words}", kind, score, start, start + len(words), words, label or words, score == 1
    )


def test_a_mention_inside_a_longer_one_is_part_of_it() -> None:
    hubs, hub = said("digital hubs", "instrument", 0), said("digital", "technology", 0)
    assert outermost([hubs, hub]) == [hubs]


def test_scattered_words_swallow_no_other_thing_that_is_named_for_sure() -> None:
    written = "regions are in the textile partnership"
    scattered = said(written, "audience", 0, score=0.58, label="partnership of regions")
    textile, regions = said("textile", "theme", 19), said("regions", "audience", 0)
    assert outermost([scattered, textile, regions]) == [scattered, textile]


def test_an_exact_name_goes_before_a_longer_guess() -> None:
    guess = said("the S3 Platform for", "platform", 0, score=0.8)
    exact = said("S3 Platform", "instrument", 4)
    assert outermost([guess, exact]) == [guess, exact]


def test_the_surest_mention_of_a_node_comes_first_and_stays() -> None:
    sure, other = said("hub", "instrument", 0), said("hub", "instrument", 9, score=0.9)
    assert once([sure, other]) == [sure]


def test_of_two_cues_the_longer_one_counts() -> None:
    short, long = said("how many", "fact", 0), said("how many people work", "fact", 0)
    assert longest([short, long]) == [long]
