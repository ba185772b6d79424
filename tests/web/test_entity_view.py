from __future__ import annotations

import pytest

from ontology.names import concept, concept_scheme, thing
from web.entity_view import EntityView, Name
from web.links import kind_of


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (concept("stage", "phase-3"), {"@type": "DefinedTerm"}),
        (concept("degree", "core"), {"inDefinedTermSet": concept_scheme("degree")}),
        (concept_scheme("degree"), {"@type": "DefinedTermSet"}),
        (thing("region", "BE2"), {"@type": "AdministrativeArea", "url": thing("region", "BE2")}),
        (thing("figure", "a-budget"), {"@type": "Thing"}),
    ],
)
def test_search_engines_are_told_what_it_is(iri: str, expected: dict[str, str]) -> None:
    told = EntityView(iri, kind_of(iri), Name("A name", "en")).machine_description

    assert told["name"] == "A name"
    assert "description" not in told
    assert told.items() >= expected.items()
    assert ("inDefinedTermSet" in told) == (told["@type"] == "DefinedTerm")
