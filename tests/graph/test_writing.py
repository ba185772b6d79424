from __future__ import annotations

import pytest

from graph.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from graph.writing import write

HERE = "http://example.org/"
A, B = NamedNode(f"{HERE}a"), NamedNode(f"{HERE}b")


@pytest.mark.parametrize(
    "wanted", [TURTLE, JSON_LD, RDF_XML, N_TRIPLES], ids=lambda format: format.name
)
def test_every_format_says_the_same(wanted: Format) -> None:
    quad = Quad(A, A, Literal("Vlaanderen <&>", language="nl"))

    read = Store.memory()
    read.engine.load(write([quad], wanted), format=wanted.engine)  # type: ignore[arg-type]

    assert list(read.quads()) == [quad]


def test_a_node_stands_once_in_the_order_of_their_first_statements() -> None:
    quads = [Quad(B, A, A), Quad(A, A, A), Quad(B, A, B), Quad(B, A, A)]

    lines = write(quads, N_TRIPLES).decode().splitlines()

    assert [line.split()[0::2] for line in lines] == [
        [f"<{HERE}b>", f"<{HERE}a>"],
        [f"<{HERE}b>", f"<{HERE}b>"],
        [f"<{HERE}a>", f"<{HERE}a>"],
    ]


def test_prefixes_shorten_what_they_stand_for() -> None:
    assert b"ex:a ex:b ex:b ." in write([Quad(A, B, B)], TURTLE, {"ex": HERE})
