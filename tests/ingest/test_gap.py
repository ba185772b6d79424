from __future__ import annotations

from pathlib import Path

import pytest

from ingest.source import SourceError
from tests.ingest.harbour import copy_harbour, values


def test_an_absence_is_made_for_each_thing_and_names_it(tmp_path: Path) -> None:
    store, absence = copy_harbour(tmp_path).store(), "<id/absence/tool-bench-url>"

    assert values(store, f"{absence} rg:statement ?x") == {"No page of the tool bench is given."}
    assert values(store, f"{absence} rg:inSection ?x") == {
        "https://w3id.org/regiograph/id/section/harbour-tool-bench"
    }
    assert values(
        store, f"<id/instrument/tool-bench> rg:hasAbsence {absence} . {absence} rg:about ?x"
    )


def test_an_absence_can_be_about_a_concept(tmp_path: Path) -> None:
    store = copy_harbour(tmp_path).store()

    assert values(store, "<id/absence/theme-textile-innovation-members> skos:prefLabel ?x") == {
        "Not stated: members of textile innovation"
    }


def test_all_but_leaves_instruments_out(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("absences.yaml", "about: all", "all-but: [tool-bench]")

    assert values(harbour.store(), "<id/instrument/tool-bench> rg:hasAbsence ?x") == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("about: all", "all-but: [bench]", r"no instrument is called 'instrument/bench'"),
        ("about: all", "about: bench", r"'instrument/bench' is not described in any file"),
    ],
)
def test_an_unknown_thing_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("absences.yaml", old, new)

    with pytest.raises(SourceError, match=message):
        harbour.store()


def test_a_discrepancy_keeps_our_note_apart(tmp_path: Path) -> None:
    store, node = copy_harbour(tmp_path).store(), "<id/discrepancy/bench-or-office>"

    assert values(store, f"{node} rg:concerns ?x") == {
        "https://w3id.org/regiograph/id/instrument/tool-bench"
    }
    assert values(store, f"{node} skos:editorialNote ?x", graph="background/interpretation") == {
        "We keep both."
    }
    assert values(store, f"{node} skos:editorialNote ?x", graph="background/tool-bench") == set()
