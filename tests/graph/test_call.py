from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.call import Call
from graph.finder import Wanted
from graph.guard import Guard, GuardError
from tests.graph.finders import PREFIXES, SEARCH, TEXT

_XSD = "http://www.w3.org/2001/XMLSchema#"


def calls(query: str) -> tuple[Call, ...]:
    return Guard().inspect(PREFIXES + query).calls


def only_call(block: str) -> Call:
    (call,) = calls(f"SELECT * {{ SERVICE search: {{ {block} }} }}")
    return call


def refusal(query: str) -> str:
    with pytest.raises(GuardError) as caught:
        Guard().inspect(PREFIXES + query)
    return str(caught.value)


def test_a_search_is_read_with_all_its_parameters_and_columns() -> None:
    call = only_call(
        '?hit search:query "spare parts"; search:score ?score; search:rank ?r; search:limit 20;'
        ' search:offset 40; search:threshold 0.25; search:language "de";'
        " search:class <urn:a>, <urn:b>"
    )

    assert call.wanted == Wanted("spare parts", 20, 40, 0.25, ("de",), ("urn:a", "urn:b"))
    assert call.columns == (("thing", "hit"), ("score", "score"), ("rank", "r"))


@pytest.mark.parametrize(
    "name", ["search:", f"<{SEARCH}>", f"<{SEARCH}#>", "SILENT search:", "<search>", "our:search"]
)
def test_a_service_is_known_by_any_name_of_its_iri(name: str) -> None:
    base = SEARCH.removesuffix("search")
    query = f'BASE <{base}> PREFIX our: <{base}> ASK {{ service {name} {{ ?a search:query "b" }} }}'
    assert [call.service.name for call in calls(query)] == ["search"]


def test_a_call_stands_from_its_keyword_to_its_brace() -> None:
    query = 'ASK { ?x ?y ?z . SERVICE text: { ?a text:query "}" } ?a ?b ?c }'
    (call,) = calls(query)
    assert (PREFIXES + query)[call.start : call.end] == 'SERVICE text: { ?a text:query "}" }'


@pytest.mark.parametrize(
    "written",
    ['"a \\"b\\" é"', "'a \"b\" \\u00e9'", '"""a "b" é"""', "'''a \"b\" \\U000000E9'''"],
)
def test_a_text_may_be_quoted_in_four_ways(written: str) -> None:
    assert only_call(f"?a search:query {written}").wanted.query == 'a "b" é'


def test_a_literal_may_have_its_data_type() -> None:
    number = f'"{{}}"^^<{_XSD}{{}}>'
    call = only_call(
        f'?a search:query "x"^^<{_XSD}string> ; search:limit {number.format(20, "integer")} ; '
        f"search:offset +5 ; search:threshold {number.format('0.5', 'decimal')}"
    )
    assert call.wanted == Wanted("x", 20, 5, 0.5)


def test_a_service_with_an_undeclared_prefix_says_how_to_declare_it() -> None:
    with pytest.raises(GuardError) as caught:
        Guard().inspect('ASK { SERVICE search: { ?a search:query "x" } }')
    assert str(caught.value) == (
        f"Line 1, column 15: The prefix search: isn't declared. Add PREFIX search: <{SEARCH}#>."
    )


def test_the_language_may_stand_at_the_text() -> None:
    assert only_call('?a search:query "Ersatzteile"@de').wanted.languages == ("de",)


def test_statements_may_be_apart_and_end_with_a_full_stop() -> None:
    call = only_call('?a search:limit 20. ?a search:query "x" ; ; search:score ?s ; .')
    assert (call.wanted.limit, call.wanted.query) == (20, "x")


def test_full_text_takes_several_languages_and_properties() -> None:
    (call,) = calls(
        'ASK { SERVICE text: { ?a text:query "x"; text:language "de", "fr"; '
        "text:property <urn:p> } }"
    )
    assert call.wanted.languages == ("de", "fr")
    assert call.wanted.properties == ("urn:p",)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("", "the query is missing: write ?hit"),
        ("?a search:limit 3", "the query is missing"),
        ("?a search:query ?q", "needs a constant, not ?q"),
        ("?a search:query 7", "needs a text in quotation marks, not 7"),
        ('?a search:query "  "', "is empty"),
        ('?a search:query "' + "x" * 2001 + '"', "has 2,001 characters; at most 2,000"),
        ('?a search:query "x", "y"', "search:query is there already"),
        ('?a search:query "\\q"', "has the escape \\q"),
        ('?a search:query "\\ud83d"', "half a surrogate pair"),
        ('?a search:query "x"; search:limit 0', "a whole number from 1 to 1,000, not 0"),
        ('?a search:query "x"; search:limit 1000000000', "not 1000000000"),
        ('?a search:query "x"; search:limit -1', "not -1"),
        ('?a search:query "x"; search:limit ?n', "needs a constant, not ?n"),
        ('?a search:query "x"; search:offset 1e3', "from 0 to 10,000, not 1e3"),
        ('?a search:query "x"; search:threshold 1.5', "a number from 0 to 1, not 1.5"),
        ('?a search:query "x"; search:language "not a tag"', 'a language such as "en"'),
        ('?a search:query "x"; search:language "xx"', "one of bg, cs, da"),
        ('?a search:query "x"@xx', 'sl, sv, not "xx"'),
        ('?a search:query "x"; search:class "y"', 'needs an IRI, not "y"'),
        ('?a search:query "x"; search:class no:y', "the prefix no: isn't declared"),
        ('?a search:query "x"; search:score 0.5', "a variable has to follow, not 0.5"),
        ('?a search:query "x"; search:score ?a', "is there already: use each once"),
        ('?a search:query "x"; search:score ?b; search:rank ?b', "is there already"),
        ('?a search:query "x"; search:nothing ?b', "is no property of it; those of"),
        ('?a search:query "x"; text:snippet ?b', "text:snippet is no property"),
        ('?a search:query "x". ?b search:score ?c', "write another SERVICE for ?b"),
        ('<urn:a> search:query "x"', "not with <urn:a>; fix it outside"),
        ('?a search:query "x" FILTER(?a = 1)', "move what follows out of its braces"),
        ('?a search:query "x" . { ?a ?b ?c }', "move what follows out of its braces"),
        ('?a search:query "x" . FILTER(?a = 1)', "move what follows out of its braces"),
        ('?a search:query "x" . SERVICE <http://127.0.0.1:1/> { }', "move what follows out"),
        ('{ ?a search:query "x" }', "begins with the variable of the things found, not with {"),
        ('?a search:query "x"; search:limit "5"^^<urn:t>', "has the data type urn:t"),
        ('?a search:query "x"; search:limit "five"^^xsd:integer', "prefix xsd: isn't declared"),
        (f'?a search:query "x"; search:limit "five"^^<{_XSD}integer>', "not five"),
        (f'?a search:query "x"; search:threshold "x"^^<{_XSD}double>', "from 0 to 1, not x"),
        ('?a search:query "x"; search:threshold -0.5', "from 0 to 1, not -0.5"),
    ],
)
def test_what_is_wrong_in_a_search_is_said_with_its_remedy(block: str, said: str) -> None:
    message = refusal(f"SELECT * {{\n SERVICE search: {{ {block} }} }}")
    assert message.startswith("Line 4, column ")
    assert said in message


def test_an_error_stands_where_the_wrong_word_stands() -> None:
    query = 'SELECT * {\n SERVICE text: {\n  ?a text:query "x" ;\n  text:limit 5000 } }'
    with pytest.raises(GuardError) as caught:
        calls(query)
    assert caught.value.place == (6, 14)


@pytest.mark.parametrize(
    "query", ['ASK { SERVICE text: { ?a text:query "x"', "ASK { SERVICE text:"]
)
def test_a_search_that_never_ends_is_refused(query: str) -> None:
    assert f"In SERVICE <{TEXT}>" in refusal(query)


def test_more_than_eight_searches_are_too_many() -> None:
    search = 'SERVICE text: { ?a text:query "x" } '
    assert len(calls(f"ASK {{ {search * 8} }}")) == 8
    assert "More than 8 searches" in refusal(f"ASK {{ {search * 9} }}")


@pytest.mark.parametrize(
    "query",
    [
        'ASK {{ SERVICE text: {{ ?a text:query "x" }} SERVICE <{other}> {{ }} }}',
        "ASK {{ SERVICE <{other}> {{ SERVICE text: {{ ?a text:query 'x' }} }} }}",
        'ASK {{ SERVICE ?text {{ ?a text:query "x" }} }}',
        'PREFIX a: <{other}> ASK {{ SERVICE a:text {{ ?a text:query "x" }} }}',
        'ASK {{ SERVICE <https://w3id.org/regiograph/s\\u0065arch> {{ ?a search:query "x" }} }}',
        'ASK {{ SERVICE text: {{ ?a text:query "x" }} FILTER(?a<?b)SERVICE#>\n <{other}> {{}} }}',
        'ASK {{ SERVICE text: {{ ?a text:query "x" }} \\u0053ERVICE <{other}> {{ }} }}',
    ],
)
def test_another_service_stays_refused_beside_ours(query: str) -> None:
    assert "SERVICE is refused" in refusal(query.format(other="http://127.0.0.1:1/search#"))


@pytest.mark.parametrize(
    "query",
    [
        f"# SERVICE <{SEARCH}> {{}}\nASK {{}}",
        f"SELECT ('SERVICE <{SEARCH}> {{ }}' AS ?x) {{}}",
        "ASK { ?s <urn:SERVICE> search:SERVICE }",
        "SELECT ?SERVICE { ?SERVICE a search:query }",
    ],
)
def test_no_search_is_read_where_service_is_no_keyword(query: str) -> None:
    assert calls(query) == ()


def test_a_string_with_a_backslash_beside_a_search_is_no_escape() -> None:
    assert len(calls('ASK { SERVICE text: { ?a text:query "x" } FILTER("\\u0041" = ?b) }')) == 1


_BLANKS = st.lists(
    st.sampled_from([" ", "\t", "\n", "\r\n", '# } SERVICE <x> { "\n', "#\r"]), min_size=1
).map("".join)


@given(st.lists(_BLANKS, min_size=9, max_size=9), st.integers(0, 20))
def test_blanks_comments_and_nesting_change_nothing(blanks: list[str], depth: int) -> None:
    words = ["SERVICE", "search:", "{", "?hit", "search:query", '"x"', ";", "search:score ?s", "}"]
    search = "".join(f"{word}{blank}" for word, blank in zip(words, blanks, strict=True))
    (call,) = calls("SELECT * " + "{" * (depth + 1) + search + "}" * (depth + 1))
    assert (call.wanted, call.columns) == (Wanted("x"), (("thing", "hit"), ("score", "s")))


_PIECES = st.sampled_from(
    [
        *'{};.,?"<>',
        "SERVICE",
        "search:",
        "text:",
        "search:query",
        "?a",
        '"b"',
        "3",
        "@en",
        " ",
        "\n",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_no_search_however_broken_raises_anything_but_a_guard_error(text: str) -> None:
    with contextlib.suppress(GuardError):
        assert calls(f"ASK {{ SERVICE search: {{ {text}") is not None
