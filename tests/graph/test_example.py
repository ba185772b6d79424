from __future__ import annotations

import pytest

from graph.example import Example, ExampleError
from ontology.names import BASE

TEXT = """\
# title: Two regions
# question: Which regions come first?
# task: regions
# rows: 9
# = <id/region/BE2> | Flanders
# = <id/region/BE3> |
PREFIX rg: <https://w3id.org/regiograph/def#>
SELECT ?region (SAMPLE(STR(?label)) AS ?name) WHERE { ?region a rg:Region ; ?p ?label }
GROUP BY ?region
"""


def test_a_file_is_a_head_and_a_query() -> None:
    example = Example.parse("two", TEXT)

    assert (example.title, example.task, example.count) == ("Two regions", "regions", 9)
    assert example.rows == (("<id/region/BE2>", "Flanders"), ("<id/region/BE3>", ""))
    assert example.columns == ("region", "name")
    assert example.query.startswith(f"# Which regions come first?\nPREFIX rg: <{BASE}def#>\n")


def test_terms_are_found_whole() -> None:
    example = Example.parse("two", TEXT)

    assert example.mentions("rg:Region")
    assert not example.mentions("rg:Reg")
    assert not example.mentions("g:Region")


def test_an_answer_of_yes_or_no_is_one_row() -> None:
    example = Example.parse("yes", "# title: T\n# question: Q?\n# task: t\n# = true\nASK {}\n")

    assert (example.rows, example.count, example.columns) == ((("true",),), 1, ())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("# title: T\n# task: t\nASK {}", "lacks question"),
        ("# title: T\n# question: Q?\n# task: t\n# rows: many\nASK {}", "instead of rows: many"),
        ("# note: T\nASK {}", "'# note: T'"),
    ],
)
def test_an_incomplete_head_is_named(text: str, missing: str) -> None:
    with pytest.raises(ExampleError, match=missing):
        Example.parse("broken", text)
