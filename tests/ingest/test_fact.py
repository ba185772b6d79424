from __future__ import annotations

from pathlib import Path

import pytest

from ingest.source import SourceError
from tests.ingest.harbour import copy_harbour, values

FILE = "instruments/tool-bench.yaml"


def test_a_figure_has_bound_unit_and_owner(tmp_path: Path) -> None:
    store, figure = copy_harbour(tmp_path).store(), "<id/figure/tool-bench-days>"

    assert values(store, f"{figure} rg:maxValue ?x") == {"5"}
    assert values(store, f"{figure} rg:minValue ?x") == set()
    assert values(store, f"{figure} rg:unit ?x") == {"http://qudt.org/vocab/unit/DAY"}
    assert values(store, f"<id/instrument/tool-bench> rg:hasFigure {figure} . {figure} rg:about ?x")
    assert values(store, f"{figure} rg:statedOn ?x") == {"2017-11-08"}


def test_a_fact_speaks_to_people_and_to_machines(tmp_path: Path) -> None:
    store = copy_harbour(tmp_path).store()
    bench, office = "<id/instrument/tool-bench>", "<id/actor/harbour-office>"

    assert values(
        store, f"{bench} rg:hasStatement/rg:statement ?x . FILTER(CONTAINS(?x, '//'))"
    ) == {"The harbour office, http://harbour.example/office."}
    assert values(store, f"{bench} foaf:homepage ?x") == {"http://harbour.example/office"}
    assert values(store, f"{bench} rg:managedBy {office} . {office} rg:manages ?x")


def test_what_is_only_implied_stands_in_its_own_graph(tmp_path: Path) -> None:
    store, fact = copy_harbour(tmp_path).store(), "<id/statement/tool-bench-no-ships>"

    assert values(store, f"{fact} rg:firmness ?x", graph="background/tool-bench") == set()
    assert values(store, f"{fact} rg:firmness ?x", graph="background/interpretation") == {
        "https://w3id.org/regiograph/concept/firmness/interpretation"
    }


def test_a_requirement_has_a_machine_form(tmp_path: Path) -> None:
    store, rule = copy_harbour(tmp_path).store(), "<id/requirement/tool-bench-ask-first>"

    assert values(store, f"{rule} rg:contact ?x") == {
        "https://w3id.org/regiograph/concept/audience/aud-public-authorities"
    }
    assert values(
        store, f"<id/instrument/tool-bench> rg:hasEligibility {rule} . {rule} dct:title ?x"
    ) == {"Ask first"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("max: 5", "min: 6, max: 5", r"line 21: min 6 is above max 5"),
        ("max: 5, ", "", r"a figure needs 'min', 'max' or both"),
        ("unit: DAY", "unit: WEEK", r"needs a 'currency' or a 'unit' of DAY, NUM, PERCENT, YR"),
        ("managedBy: actor/", "runBy: actor/", r"line 23: unknown key 'runBy'"),
        ("actor/harbour-office", "harbour-office", r"'harbour-office' must be kind/slug"),
        ('"{office}"}', "office}", r"'office' must be a full address"),
        ("strength: also", "strength: some", r"strength 'some' must be core or also"),
        ("type: SupportService", "type: Loan", r"line 3: type 'Loan' is none of SupportService"),
        ("slug: tool-bench", "slug: bench", r"line 1: slug 'bench' must be the name of the file"),
        ("sector-manufacturing", "manufacturing", r"'manufacturing' must start with one of aud-"),
    ],
)
def test_a_mistake_names_the_value_and_the_remedy(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change(FILE, old, new)

    with pytest.raises(SourceError, match=message):
        harbour.store()
