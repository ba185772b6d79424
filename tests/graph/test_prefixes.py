from __future__ import annotations

import pytest

from graph.prefixes import prefixed, short_name
from ontology.names import RG, SKOS


@pytest.mark.parametrize(
    ("iri", "written", "short"),
    [
        (str(RG.Region), "rg:Region", "Region"),
        (str(SKOS.Concept), "skos:Concept", "skos:Concept"),
        ("http://a.example/x", "<http://a.example/x>", "http://a.example/x"),
        (f"{SKOS}a/b", f"<{SKOS}a/b>", f"{SKOS}a/b"),
    ],
)
def test_a_name_is_short_where_a_prefix_is_known(iri: str, written: str, short: str) -> None:
    assert (prefixed(iri), short_name(iri)) == (written, short)
