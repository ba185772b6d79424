from __future__ import annotations

import json
from pathlib import Path

from search.evaluation import ENGINE
from search.quality import Quality, published
from search.quality_words import SYSTEMS, about_set
from tests.search.qualities import small_quality


def test_a_report_survives_the_way_through_a_file(tmp_path: Path) -> None:
    small_quality().save(tmp_path / "quality.json")
    row = json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))
    read = Quality.from_json(row)
    assert read.to_json() == row
    assert (read.measured, read.release, read.software) == ("2025-03-31", "2025.03.30", "1.2.3")
    assert [one.size for one in read.sets] == [3, 3]
    assert read.sets[0].engine.overall.success == 0.5


def test_only_sets_that_were_not_tuned_on_are_reported_in_detail() -> None:
    heldout, tuning = Quality.from_json(small_quality().to_json()).sets
    assert (heldout.detailed, tuning.detailed) == (True, False)
    assert list(heldout.kinds()) == ["money", "need"]
    assert list(heldout.by_language()) == ["en", "fi"]
    assert tuning.kinds() == {}
    assert tuning.engine.others.false_answers == 0.0


def test_the_report_that_is_committed_can_be_read_and_explains_its_systems() -> None:
    found = published()
    assert {"heldout", "tuning"} <= {one.name for one in found.sets}
    for one in found.sets:
        assert next(iter(one.systems)) == ENGINE
        assert set(one.systems) == set(SYSTEMS)


def test_a_second_round_of_a_set_is_told_by_its_number() -> None:
    assert about_set("calibration-2") == about_set("calibration")
    assert about_set("mine") == "A set given by hand."
