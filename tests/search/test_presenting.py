from __future__ import annotations

from ontology.names import concept
from search.fit import Assessor
from search.linking import Mention
from search.presenting import Presenter
from search.ranking import Weighted
from tests.search.tiny import (
    MONEY,
    PHASE_3,
    PRINTING,
    TESTING,
    mention,
    tiny_catalogue,
    tiny_wordings,
    understood,
)

WORDINGS = tiny_wordings()
PRESENTER = Presenter(tiny_catalogue(), Assessor(tiny_catalogue(), WORDINGS), WORDINGS)
STAGE = Mention(concept("fact", "stage"), "fact", 1.0, 0, 5, "phase", "stage", exact=True)


def test_a_chip_has_the_words_that_triggered_it() -> None:
    need = Weighted(TESTING, "need", 0.9, 0.0, "try it out")

    chips = PRESENTER.constraints(understood(mention(PHASE_3), mention(PRINTING)), [need])

    assert [(chip.kind, chip.label, chip.words) for chip in chips] == [
        ("stage", "Design of projects", "Design of projects"),
        ("theme", "3D printing", "3D printing"),
        ("need", "test a machine", "try it out"),
    ]


def test_who_names_a_stage_does_not_ask_for_one() -> None:
    chips = PRESENTER.constraints(understood(mention(PHASE_3), mention(MONEY), STAGE), [])

    assert [chip.kind for chip in chips] == ["stage", "fact"]
    assert chips[1].iri == MONEY
