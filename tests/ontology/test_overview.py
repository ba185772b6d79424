"""The drawing of the main classes shows what the ontology says."""

from __future__ import annotations

from itertools import combinations

import pytest

from ontology import Schema
from ontology.overview import Overview, OverviewError


@pytest.fixture(scope="module")
def schema() -> Schema:
    return Schema.load()


@pytest.fixture(scope="module")
def overview(schema: Schema) -> Overview:
    return Overview.load(schema)


def test_ways_are_between_domain_and_range(schema: Schema, overview: Overview) -> None:
    for line in overview.lines:
        source = {line.source.iri} | schema.super_classes.get(line.source.iri, frozenset())
        target = {line.target.iri} | schema.super_classes.get(line.target.iri, frozenset())
        assert line.term.domain is None or line.term.domain in source
        assert line.term.range is None or line.term.range in target


def test_every_box_is_at_the_end_of_a_way(overview: Overview) -> None:
    linked = {term.iri for line in overview.lines for term in (line.source, line.target)}

    assert {box.term.iri for box in overview.boxes} == linked


def test_everything_is_inside_the_drawing(overview: Overview) -> None:
    for box in overview.boxes:
        assert 0 <= box.x <= overview.width - overview.box_width
        assert 0 <= box.y <= overview.height - overview.box_height


def test_names_of_ways_stand_apart(overview: Overview) -> None:
    for one, other in combinations(overview.lines, 2):
        (x, y), (other_x, other_y) = one.middle, other.middle
        assert abs(x - other_x) > 100 or abs(y - other_y) >= 14


def test_a_way_leaves_by_the_nearest_side(schema: Schema) -> None:
    drawn = Overview.arrange(
        schema,
        {
            "rows": [["Partnership", "ThematicArea"], ["PartnershipMembership", ""]],
            "ways": [
                ["Partnership", "thematicArea", "ThematicArea"],
                ["Partnership", "hasMembership", "PartnershipMembership"],
            ],
        },
    )
    beside, below = drawn.lines

    assert (beside.start, beside.end) == ((192, 22), (328, 22))
    assert (below.start, below.end) == ((97, 42), (97, 94))


@pytest.mark.parametrize(
    ("way", "message"),
    [
        (["Partnership", "hasDragon", "Partnership"], "no 'hasDragon'"),
        (["Partnership", "thematicArea", "ThematicArea"], "'ThematicArea' has a way but no place"),
    ],
)
def test_what_can_not_be_drawn_is_named(schema: Schema, way: list[str], message: str) -> None:
    with pytest.raises(OverviewError, match=message):
        Overview.arrange(schema, {"rows": [["Partnership"]], "ways": [way]})
