from __future__ import annotations

from graph.schema_card import ClassCard, Name, Source, Target, Use
from ontology.names import CPSV, RG
from web.schema_diagram import draw

CENTRE = Name(str(RG.SupportInstrument))
OFFERING = Name(str(RG.Offering))


def use(property_: str, target: Name, statements: int) -> Use:
    targets = (Target(target, statements),)
    return Use(CENTRE, Name(property_), statements, 1, 1, 1.0, targets, (), ())


def card(uses: tuple[Use, ...] = (), sources: tuple[Source, ...] = ()) -> ClassCard:
    return ClassCard(CENTRE, 21, (), (), uses, sources, None)


def test_ways_to_one_class_become_one_and_our_name_stands_first() -> None:
    drawn = draw(card((use(str(CPSV.produces), OFFERING, 96), use(str(RG.offers), OFFERING, 96))))

    [right] = drawn.right
    assert (right.name, right.by, right.statements) == (OFFERING, "offers, cpsv:produces", 192)


def test_names_that_do_not_fit_are_counted() -> None:
    names = ("aLongNameOfAProperty", "another", "third")
    drawn = draw(card(tuple(use(str(RG[name]), OFFERING, 1) for name in names)))

    assert drawn.right[0].by == "aLongNameOfAProperty +2"


def test_only_so_many_neighbours_are_drawn() -> None:
    classes = [Name(str(RG[f"Class{number}"])) for number in range(9)]
    drawn = draw(card(tuple(use(str(RG.about), one, 9 - n) for n, one in enumerate(classes))))

    assert [one.name for one in drawn.right] == classes[:7]
    assert drawn.left_out == 2
    assert [one.y for one in drawn.right] == [34 + 52 * row for row in range(7)]
    assert (drawn.height, drawn.middle) == (380, 190)


def test_the_shorter_side_stands_in_the_middle() -> None:
    sources = (Source(Name(str(RG.Figure)), Name(str(RG.about)), 3),)
    uses = tuple(use(str(RG.about), Name(str(RG[f"Class{number}"])), 1) for number in range(3))

    drawn = draw(card(uses, sources))

    assert drawn.left[0].y == drawn.middle == drawn.right[1].y


def test_classes_of_others_are_left_out() -> None:
    drawn = draw(card((use(str(RG.offers), Name(str(CPSV.PublicService)), 1),)))

    assert (drawn.right, drawn.height) == ((), 68)
