from __future__ import annotations

import pytest

from web.licences import licence_name


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "CC BY 4.0"),
        ("https://example.org/licences/open-data", "Open data"),
    ],
)
def test_a_licence_is_told_by_the_name_that_people_know(iri: str, name: str) -> None:
    assert licence_name(iri) == name
