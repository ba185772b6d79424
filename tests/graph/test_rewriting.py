from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.call import Call
from graph.errors import QueryTimeoutError
from graph.finder import Found
from graph.guard import Guard, GuardError
from graph.rewriting import Rewriting, rewrite
from graph.tokens import Place, place_of
from tests.graph.finders import PREFIXES, ListFinder, found

_SEARCH = 'SERVICE search: {\n ?hit search:query "x" ; search:score ?s ; search:label ?l }'


def rewritten(query: str, *things: Found) -> Rewriting:
    calls: tuple[Call, ...] = Guard().inspect(query).calls
    return rewrite(query, calls, {"search": ListFinder(things), "text": ListFinder(things)})


def test_what_is_found_stands_in_the_place_of_the_search() -> None:
    before, after = f"{PREFIXES}SELECT * {{ {{", "} ?hit a ?type }"
    found_things = [found("urn:a", 0.5, label='b "c" \\ \n'), found("urn:d", 0.25)]

    text = rewritten(before + _SEARCH + after, *found_things).text

    number = '"{}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert text == (
        f"{before} VALUES (?hit ?s ?l) {{ "
        f'(<urn:a> {number.format(0.5)} "b \\"c\\" \\\\ \\n") '
        f"(<urn:d> {number.format(0.25)} UNDEF) }} {after}"
    )


def test_nothing_found_is_no_solution() -> None:
    assert " VALUES (?hit ?s ?l) {  } " in rewritten(f"{PREFIXES}ASK {{ {_SEARCH} }}").text


def test_a_place_behind_a_search_is_that_of_the_query() -> None:
    query = f"{PREFIXES}SELECT * {{ {_SEARCH} ?broken }}"
    made = rewritten(query, *(found(f"urn:{n}", 0.5) for n in range(9)))

    moved = made.place_before(place_of(made.text, made.text.index("?broken")))

    assert moved == place_of(query, query.index("?broken"))


def test_a_search_without_a_limit_gives_all_that_is_found_or_is_refused() -> None:
    query = f'{PREFIXES}ASK {{ SERVICE text: {{ ?a text:query "x" }} }}'
    things = [found(f"urn:{n}", 0.5) for n in range(1001)]

    assert rewritten(query, *things[:1000]).text.count("<urn:") == 1000
    with pytest.raises(GuardError, match=r"Line 3, column 7: .* more than 1,000 things"):
        rewritten(query, *things)


def test_a_search_with_a_limit_is_cut_there() -> None:
    query = f'{PREFIXES}ASK {{ SERVICE text: {{ ?a text:query "x" ; text:limit 1000 }} }}'
    assert (
        rewritten(query, *(found(f"urn:{n}", 0.5) for n in range(1001))).text.count("<urn:") == 1000
    )


def test_no_search_is_begun_after_the_deadline() -> None:
    query = f"{PREFIXES}SELECT * {{ {_SEARCH} }}"
    calls = Guard().inspect(query).calls
    with pytest.raises(QueryTimeoutError, match="shorter questions") as raised:
        rewrite(query, calls, {"search": ListFinder([])}, deadline=-1.0)
    assert raised.value.deadline == -1.0


def test_a_place_inside_what_was_found_is_the_search() -> None:
    query = f"{PREFIXES}SELECT * {{ {_SEARCH} }}"
    made = rewritten(query, found("urn:a", 0.5))
    assert made.place_before(place_of(made.text, made.text.index("urn:a"))) == Place(3, 12)


def test_a_search_without_an_index_is_refused_at_its_place() -> None:
    query = f"{PREFIXES}SELECT * {{\n {_SEARCH} }}"
    with pytest.raises(GuardError, match=r"^Line 4, column 2: SERVICE <.*no search index"):
        rewrite(query, Guard().inspect(query).calls, {})


_TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"\\\r\n'))


@given(st.lists(_TEXTS, min_size=1, max_size=9), _TEXTS)
def test_all_but_the_searches_is_unchanged_byte_for_byte(texts: list[str], label: str) -> None:
    pieces = [f'BIND("{text} SERVICE search: {{" AS ?x) # {text}\n' for text in texts]
    query = f"{PREFIXES}SELECT * {{ {_SEARCH.join(pieces)} }}"

    made = rewritten(query, found("urn:a", 1.0, label=label))

    values = rewritten(f"{PREFIXES}ASK {{{_SEARCH}}}", found("urn:a", 1.0, label=label)).text
    values = values.removeprefix(f"{PREFIXES}ASK {{").removesuffix("}")
    assert made.text == f"{PREFIXES}SELECT * {{ {values.join(pieces)} }}"
    assert Guard().inspect(made.text).calls == ()


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_label_breaks_out_of_its_quotation_marks(label: str) -> None:
    made = rewritten(f"{PREFIXES}ASK {{ {_SEARCH} }}", found("urn:a", 1.0, label=label))
    kinds = [token.kind for token in Guard().inspect(made.text).tokens if token.kind == "string"]
    assert kinds == ["string", "string"]
