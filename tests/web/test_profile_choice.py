from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import NotAcceptable

from ontology.names import BASE
from web.profile_choice import Choice, asked_profile

CPSV = f"<{BASE}profiles/cpsv-ap>"
EURIO = "<http://data.europa.eu/s66#>"


def asked(path: str = "/", header: str | None = None) -> Choice:
    headers = {} if header is None else {"Accept-Profile": header}
    with Flask("web").test_request_context(path, headers=headers):
        return asked_profile()


@pytest.mark.parametrize(
    ("header", "token"),
    [
        (None, "native"),
        (CPSV, "cpsv-ap"),
        (EURIO, "eurio"),
        ("<http://schema.org>", "schema-org"),
        (f"{CPSV};q=0.5, {EURIO};q=0.9", "eurio"),
        (f"<http://unknown.example/>, {CPSV};q=0.1", "cpsv-ap"),
        (f"<{BASE}def>;q=1.0, {CPSV};q=0.9", "native"),
        (f"{CPSV};q=0", "native"),
        ("<http://unknown.example/>", "native"),
        ("nonsense", "native"),
    ],
)
def test_the_header_names_profiles_by_iri_and_by_standard(header: str | None, token: str) -> None:
    assert asked(header=header).token == token


@pytest.mark.parametrize("argument", ["_profile", "profile"])
@pytest.mark.parametrize("name", ["eurio", f"{BASE}profiles/eurio", "http://data.europa.eu/s66"])
def test_the_argument_stands_above_the_header(argument: str, name: str) -> None:
    choice = asked(f"/?{argument}={name}", CPSV)

    assert (choice.token, choice.insists, choice.needs_data) == ("eurio", True, True)


def test_the_list_and_our_own_words_have_tokens_too() -> None:
    assert asked("/?_profile=alt").wants_list
    assert asked("/?_profile=native", CPSV) == Choice(insists=True)


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(NotAcceptable, match="native, cpsv-ap, eurio, kohesio, schema-org, skos"):
        asked("/?_profile=inspire")


@given(header=st.text(st.characters(blacklist_characters="\r\n", codec="latin-1"), max_size=200))
def test_no_header_is_too_odd(header: str) -> None:
    assert asked(header=header).token in {
        "native", "cpsv-ap", "eurio", "kohesio", "schema-org", "skos",
    }  # fmt: skip
