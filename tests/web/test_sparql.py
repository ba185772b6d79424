from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from werkzeug.test import TestResponse

from graph.formats import RESULTS_JSON
from graph.guard import Guard
from graph.manifest import Manifest
from graph.pool import Limits, QueryPool, QueueFullError
from graph.release import Release, UnknownReleaseError
from ontology.names import RG, VOID
from tests.graph.hostile import CALLS_OUT, DEEP, RUNAWAYS, WRITES
from tests.graph.stores import EXAMPLE, write_store
from web import sparql
from web.links import with_arguments
from web.sparql import tag_of

_VERSION = "2025.03.31"
_JSON = "application/sparql-results+json"
_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True)
class OneRelease:
    parts: OpenedGraph

    @contextmanager
    def release(self, version: str | None = None) -> Iterator[OpenedGraph]:
        if version not in (None, _VERSION):
            raise UnknownReleaseError(f"There is no release {version!r}. Available: {_VERSION}.")
        yield self.parts


@dataclass(frozen=True)
class OpenedGraph:
    release: Release
    pool: QueryPool


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    path = tmp_path_factory.mktemp("endpoint") / _VERSION
    path.mkdir()
    Manifest(_VERSION, "", "", "", "").write(path / "manifest.json")
    with QueryPool(write_store(path / "graph"), Limits(deadline=0.5, light_deadline=0.2)) as pool:
        app = Flask("web", root_path=str(Path(sparql.__file__).parent))
        app.context_processor(_page_words)
        app.register_blueprint(sparql.blueprint(OneRelease(OpenedGraph(Release(path), pool))))
        yield app.test_client()


class _Words:
    language = "en"
    is_fallback = False

    def __call__(self, key: str, **_: object) -> str:
        return key

    def starting(self, start: str) -> dict[str, str]:
        return {f"{start}run": "Run"}


def _page_words() -> dict[str, object]:
    """What the pages' own blueprint gives to base.html."""
    return {
        "t": _Words(),
        "language": "en",
        "language_names": {"en": "English"},
        "link": with_arguments,
        "kept_arguments": [],
        "release_version": _VERSION,
    }


def _get(endpoint: FlaskClient, query: str, accept: str = _JSON, **more: str) -> TestResponse:
    return endpoint.get(
        "/sparql", query_string={"query": query, **more}, headers={"Accept": accept}
    )


def _problem(response: TestResponse) -> dict[str, Any]:
    return dict(json.loads(response.data))


def _number(response: TestResponse) -> int:
    return int(json.loads(response.data)["results"]["bindings"][0]["n"]["value"])


def test_a_query_by_get_and_both_kinds_of_post_gives_the_same(endpoint: FlaskClient) -> None:
    accept = {"Accept": _JSON}
    answers = [
        _get(endpoint, _COUNT),
        endpoint.post("/sparql", data={"query": _COUNT}, headers=accept),
        endpoint.post(
            "/sparql", data=_COUNT, content_type="application/sparql-query", headers=accept
        ),
    ]
    assert [(answer.status_code, _number(answer)) for answer in answers] == [(200, 30)] * 3


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", _JSON),
        ("*/*", _JSON),
        ("application/json", _JSON),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        (f"{_JSON};q=0, application/json;q=0, */*", "application/sparql-results+xml"),
        ("text/*;q=0.9, text/csv;q=0.1, text/html;q=0", "text/tab-separated-values"),
        ("image/png, text/csv;q=0.1", "text/csv"),
        (_BROWSER, "text/html"),
    ],
)
def test_rows_come_in_the_format_liked_most(accept: str, given: str, endpoint: FlaskClient) -> None:
    response = _get(endpoint, "SELECT (1 AS ?x) {}", accept)
    assert (response.status_code, response.mimetype) == (200, given)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "text/turtle"),
        ("application/xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-quads", "application/n-quads"),
        ("application/trig", "application/trig"),
        ("text/plain", "application/n-triples"),
    ],
)
def test_graphs_come_in_the_format_liked_most(
    accept: str, given: str, endpoint: FlaskClient
) -> None:
    response = _get(endpoint, "CONSTRUCT { <urn:a> <urn:b> 1 } {}", accept)
    assert (response.status_code, response.mimetype) == (200, given)


@pytest.mark.parametrize(("name", "given"), [("csv", "text/csv"), ("json", _JSON), ("srx", "")])
def test_the_format_argument_overrides_the_header(
    name: str, given: str, endpoint: FlaskClient
) -> None:
    response = _get(endpoint, "ASK {}", "text/csv", format=name)
    assert response.mimetype == (given or "application/sparql-results+xml")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("xml", "application/rdf+xml"),
        ("rdf+xml", "application/rdf+xml"),
        ("rdf xml", "application/rdf+xml"),
        ("n3", "text/turtle"),
        ("turtle", "text/turtle"),
        ("json-ld", "application/ld+json"),
        ("json", "application/ld+json"),
        ("n-quads", "application/n-quads"),
    ],
)
def test_a_graph_comes_in_any_format_that_clients_name(
    name: str, given: str, endpoint: FlaskClient
) -> None:
    response = _get(endpoint, "CONSTRUCT { <urn:a> <urn:b> 1 } {}", "*/*", format=name)
    assert (response.status_code, response.mimetype) == (200, given)


def test_a_format_that_cannot_hold_the_result_is_not_acceptable(endpoint: FlaskClient) -> None:
    for more in ({"accept": "text/turtle"}, {"format": "ttl"}):
        response = _get(endpoint, "ASK {}", **more)
        assert response.status_code == 406
        assert "application/sparql-results+json" in _problem(response)["detail"]


def test_the_dataset_of_the_protocol_counts_each_statement_once(endpoint: FlaskClient) -> None:
    graphs = [("default-graph-uri", f"{EXAMPLE}source-{number}") for number in (0, 1)]
    response = endpoint.get(
        "/sparql", query_string=[("query", _COUNT), *graphs], headers={"Accept": _JSON}
    )
    assert _number(response) == 20


def test_a_graph_that_is_no_iri_is_refused(endpoint: FlaskClient) -> None:
    response = _get(endpoint, "ASK {}", **{"default-graph-uri": "no iri <>"})
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert "default-graph-uri='no iri <>'" in _problem(response)["detail"]


def test_a_graph_name_that_only_looks_like_an_iri_is_refused_by_its_name(
    endpoint: FlaskClient,
) -> None:
    response = _get(endpoint, "ASK {}", **{"named-graph-uri": "http://[::1"})
    assert response.status_code == 400
    assert "named-graph-uri='http://[::1'" in _problem(response)["detail"]


def test_the_datasets_of_updates_are_refused_for_queries(endpoint: FlaskClient) -> None:
    response = _get(endpoint, "ASK {}", **{"using-named-graph-uri": "urn:x"})
    assert response.status_code == 400
    assert "Send named-graph-uri" in _problem(response)["detail"]


_LATIN_1 = "query=SELECT+(%22caf%E9%22+AS+?x)+%7B%7D"


def test_what_is_no_utf_8_is_refused_instead_of_read_as_other_letters(
    endpoint: FlaskClient,
) -> None:
    form = "application/x-www-form-urlencoded"
    by_get = endpoint.get(f"/sparql?{_LATIN_1}", headers={"Accept": _JSON})
    by_post = endpoint.post("/sparql", data=_LATIN_1, content_type=form)
    assert (by_get.status_code, by_post.status_code) == (400, 400)
    assert "no UTF-8 at 'query=SELECT+(\"café'" in _problem(by_get)["detail"]
    assert "The form is no UTF-8" in _problem(by_post)["detail"]


def test_a_packed_body_is_refused_by_its_coding(endpoint: FlaskClient) -> None:
    kind = "application/sparql-query"
    response = endpoint.post(
        "/sparql", data=b"ASK {}", content_type=kind, headers={"Content-Encoding": "gzip"}
    )
    assert response.status_code == 415
    assert "The content coding 'gzip' isn't read" in _problem(response)["detail"]


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_query_in_the_address_of_a_post_is_refused(kind: str, endpoint: FlaskClient) -> None:
    body = "ASK {}" if kind.endswith("query") else "query=ASK{}"
    response = endpoint.post("/sparql?query=ASK{?s?p?o}", data=body, content_type=kind)
    assert response.status_code == 400
    assert "has its query in the body" in _problem(response)["detail"]


def test_a_failure_says_which_release_failed_under_which_limits(endpoint: FlaskClient) -> None:
    for query, status in (("SELECT", 400), (RUNAWAYS["count of a product"], 504)):
        response = _get(endpoint, query, timeout="0.2")
        assert response.status_code == status
        assert response.headers["X-Regiograph-Release"] == _VERSION
        assert response.headers["X-Regiograph-Limits"].startswith("deadline=0.200, ")


def test_who_has_any_answer_hears_whether_there_is_one(endpoint: FlaskClient) -> None:
    def asked(query: str) -> int:
        headers = {"Accept": _JSON, "If-None-Match": "*"}
        return endpoint.get("/sparql", query_string={"query": query}, headers=headers).status_code

    assert asked("ASK {}") == 304
    assert asked("SELECT") == 400
    assert asked("SELECT (RAND() AS ?x) {}") == 200


def test_an_answer_about_methods_has_no_content_to_type(endpoint: FlaskClient) -> None:
    response = endpoint.options("/sparql")
    assert response.status_code == 204
    assert "Content-Type" not in response.headers


def test_a_syntax_error_names_line_and_column(endpoint: FlaskClient) -> None:
    problem = _problem(_get(endpoint, "ASK {\n ?s ?p }"))
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 8)


def test_a_page_says_that_nothing_fits(endpoint: FlaskClient) -> None:
    page = _get(endpoint, "SELECT * { ?s a <urn:unicorn> }", _BROWSER).text
    assert "sparql_no_rows" in page
    assert "<table>" not in page


def test_an_error_in_a_browser_is_a_page_that_escapes_the_query(endpoint: FlaskClient) -> None:
    response = _get(endpoint, "<script>alert(1)</script>", _BROWSER)
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", b"ASK {}", 415),
        (None, b"ASK {}", 415),
        ("application/sparql-update", b"CLEAR ALL", 415),
        ("application/sparql-query; charset=utf-16", b"ASK {}", 415),
        ("application/sparql-query", b"ASK { \xff }", 400),
        ("application/sparql-query", b"", 400),
        ("application/sparql-query", b"ASK {} #" + b"x" * (9 << 20), 413),
        ("application/sparql-query", b"ASK {} #" + b"x" * (3 << 20), 413),
        ("application/x-www-form-urlencoded", b"x=1", 400),
        ("application/x-www-form-urlencoded", b"query=ASK{}&query=ASK{}", 400),
        ("application/x-www-form-urlencoded", b"update=CLEAR+ALL", 400),
    ],
)
def test_a_body_that_is_no_query_is_refused(
    content_type: str | None, body: bytes, status: int, endpoint: FlaskClient
) -> None:
    response = endpoint.post("/sparql", data=body, content_type=content_type)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("name", [*CALLS_OUT, *WRITES, *DEEP])
def test_a_hostile_query_is_the_clients_mistake(name: str, endpoint: FlaskClient) -> None:
    text = {**CALLS_OUT, **WRITES, **DEEP}[name]
    query = text.format(port=1) if name in CALLS_OUT else text
    response = endpoint.post("/sparql", data=query, content_type="application/sparql-query")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert _number(_get(endpoint, _COUNT)) == 30


def test_a_runaway_gets_its_deadline_and_advice(endpoint: FlaskClient) -> None:
    problem = _problem(_get(endpoint, RUNAWAYS["count of a product"], timeout="0.2"))
    assert (problem["status"], problem["deadlineSeconds"]) == (504, 0.2)
    assert "share no variable" in problem["advice"][0]


@pytest.mark.parametrize("timeout", ["soon", "0", "-1", "nan", "inf"])
def test_a_timeout_that_is_no_time_is_refused(timeout: str, endpoint: FlaskClient) -> None:
    response = _get(endpoint, "ASK {}", timeout=timeout)
    assert response.status_code == 400
    assert f"timeout={timeout!r}" in _problem(response)["detail"]


def test_a_long_answer_flows_uncached_and_marks_its_cut(endpoint: FlaskClient) -> None:
    response = _get(endpoint, _PRODUCT)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Length" not in response.headers
    assert b"\n!! RESULT CUT: " in response.data[-2000:]
    response.close()


def test_an_answer_is_not_sent_twice_to_who_has_it(endpoint: FlaskClient) -> None:
    first = _get(endpoint, _COUNT)
    headers = {"Accept": _JSON, "If-None-Match": first.headers["ETag"]}
    again = endpoint.get("/sparql", query_string={"query": _COUNT}, headers=headers)
    assert (again.status_code, again.data) == (304, b"")
    other = _get(endpoint, _COUNT, "text/csv")
    assert other.headers["ETag"] != first.headers["ETag"]


def test_an_answer_says_its_release_and_a_named_one_never_changes(endpoint: FlaskClient) -> None:
    assert "must-revalidate" in _get(endpoint, _COUNT).headers["Cache-Control"]
    named = _get(endpoint, _COUNT, release=_VERSION)
    assert "immutable" in named.headers["Cache-Control"]
    assert named.headers["X-Regiograph-Release"] == _VERSION


def test_an_answer_of_chance_is_not_cached(endpoint: FlaskClient) -> None:
    response = _get(endpoint, "SELECT (RAND() AS ?x) {}")
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_an_unknown_release_is_not_found(endpoint: FlaskClient) -> None:
    assert _get(endpoint, _COUNT, release="1999.01.01").status_code == 404


def test_head_has_the_headers_of_get_and_no_body(endpoint: FlaskClient) -> None:
    response = endpoint.head("/sparql", query_string={"query": "ASK {}"}, headers={"Accept": _JSON})
    assert (response.status_code, response.mimetype, response.data) == (200, _JSON, b"")


def test_scripts_of_any_site_may_ask_and_read(endpoint: FlaskClient) -> None:
    allowed = endpoint.options("/sparql")
    assert allowed.status_code == 204
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    for query in ("ASK {}", "ASK {"):
        response = _get(endpoint, query)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_another_method_is_told_what_is_allowed(endpoint: FlaskClient) -> None:
    response = endpoint.put("/sparql")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_program_gets_a_description_with_every_graph(endpoint: FlaskClient) -> None:
    response = endpoint.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.data, format="turtle")
    assert {str(name) for name in graph.objects(None, _SD.name)} == {
        f"{EXAMPLE}source-{number}" for number in range(3)
    }


def test_a_description_is_not_sent_twice_to_who_has_it(endpoint: FlaskClient) -> None:
    tag = endpoint.get("/sparql").headers["ETag"]
    again = endpoint.get("/sparql", headers={"If-None-Match": tag})
    other = endpoint.get("/sparql?format=nt", headers={"If-None-Match": tag})
    assert (again.status_code, other.status_code) == (304, 200)


def test_the_page_depends_on_the_language_too(endpoint: FlaskClient) -> None:
    vary = _get(endpoint, "ASK {}", _BROWSER).vary
    assert ("accept" in vary, "accept-language" in vary) == (True, True)


def test_the_description_says_what_the_default_graph_holds(endpoint: FlaskClient) -> None:
    response = endpoint.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.data, format="turtle")
    [data] = graph.objects(None, _SD.defaultGraph)
    assert int(str(graph.value(data, VOID.triples))) == 30
    [part] = graph.objects(data, VOID.propertyPartition)
    assert str(graph.value(part, VOID.property)) == f"{EXAMPLE}kind"
    assert [str(one) for one in graph.objects(None, RG.deadlineSeconds)] == ["0.5"]


def test_the_description_names_the_searches_inside_queries(endpoint: FlaskClient) -> None:
    response = endpoint.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.data, format="turtle")
    [service] = graph.subjects(RDF.type, _SD.Service)
    search = "https://w3id.org/regiograph/search"
    assert (service, _SD.feature, URIRef(search)) in graph
    assert (service, _SD.propertyFeature, URIRef(f"{search}#score")) in graph
    assert graph.value(URIRef(f"{search}#score"), RDFS.comment)


def test_the_form_lists_examples_and_begins_with_the_one_asked_for(endpoint: FlaskClient) -> None:
    page = endpoint.get("/sparql?example=left-the-union", headers={"Accept": _BROWSER}).text
    assert "# Which state is no member any more, and since when was it one?" in page
    assert 'href="/sparql?example=members"' in page
    past = endpoint.get(f"/sparql?release={_VERSION}", headers={"Accept": _BROWSER}).text
    assert f'href="/sparql?example=members&amp;release={_VERSION}"' in past
    missing = endpoint.get("/sparql?example=nothing", headers={"Accept": _BROWSER})
    assert missing.status_code == 404


def test_a_browser_gets_a_form_that_needs_no_script(endpoint: FlaskClient) -> None:
    response = endpoint.get("/sparql", headers={"Accept": _BROWSER})
    assert response.mimetype == "text/html"
    assert '<textarea id="query" name="query"' in response.text


def test_a_browser_gets_rows_as_a_table_and_graphs_as_turtle(endpoint: FlaskClient) -> None:
    page = _get(endpoint, 'SELECT ?x { VALUES ?x { "<b>" <urn:a> <http://a.example/> } }', _BROWSER)
    assert "<td><span>&lt;b&gt;</span></td>" in page.text
    assert '<td><a href="http://a.example/">' in page.text
    assert "sparql_yes" in _get(endpoint, "ASK {}", _BROWSER).text
    turtle = _get(endpoint, "CONSTRUCT { <urn:a> <urn:b> 1 } {}", _BROWSER)
    assert "&lt;urn:a&gt; &lt;urn:b&gt; 1 ." in turtle.text


def test_a_browser_sees_what_is_wrong_beside_its_query(endpoint: FlaskClient) -> None:
    page = _get(endpoint, "SELECT * { ?s nope:p ?o }", _BROWSER)
    assert page.status_code == 400
    assert "the prefix nope: isn" in page.text
    assert "SELECT * { ?s nope:p ?o }" in page.text


def test_the_limits_of_a_request_are_told_and_can_be_lowered(endpoint: FlaskClient) -> None:
    told = _get(endpoint, "ASK {}").headers["X-Regiograph-Limits"]
    assert told.startswith("deadline=0.500, processor=15.000, rows=100000000, bytes=268435456")
    lower = {"timeout": "0.2", "maxrows": "5", "maxbytes": "1000"}
    told = _get(endpoint, "ASK {}", **lower).headers["X-Regiograph-Limits"]
    assert told.startswith("deadline=0.200, processor=15.000, rows=5, bytes=1000")
    higher = {"timeout": "99", "maxrows": "999999999", "maxbytes": "999999999"}
    assert (
        "rows=100000000, bytes=268435456"
        in _get(endpoint, "ASK {}", **higher).headers["X-Regiograph-Limits"]
    )


def test_what_the_address_says_holds_for_a_form_too_unless_the_form_says_otherwise(
    endpoint: FlaskClient,
) -> None:
    address = f"/sparql?maxrows=5&timeout=0.2&default-graph-uri={EXAMPLE}source-0&format=csv"
    told = endpoint.post(address, data={"query": _COUNT, "timeout": "0.3"})
    assert told.headers["X-Regiograph-Limits"].startswith(
        "deadline=0.300, processor=15.000, rows=5"
    )
    assert told.text == "n\r\n10\r\n"
    assert endpoint.post("/sparql?query=ASK{}", data={"maxrows": "5"}).status_code == 400


@pytest.mark.parametrize("lower", [{"maxrows": "29"}, {"maxbytes": "500"}])
def test_more_than_was_asked_for_is_an_error_that_says_so(
    lower: dict[str, str], endpoint: FlaskClient
) -> None:
    rows = "SELECT ?s { ?s ?p ?o }"
    assert _get(endpoint, rows).status_code == 200
    response = _get(endpoint, rows, **lower)
    assert (response.status_code, _problem(response)["title"]) == (422, "The result is too large")


@pytest.mark.parametrize("name", ["maxrows", "maxbytes"])
@pytest.mark.parametrize("text", ["many", "0", "-1", "1.5", "1e3", "9" * 40])
def test_a_limit_that_is_no_number_is_refused(name: str, text: str, endpoint: FlaskClient) -> None:
    response = _get(endpoint, "ASK {}", **{name: text})
    assert response.status_code == 400
    assert f"{name}={text[:40]!r} is no whole number" in _problem(response)["detail"]


def test_an_answer_says_whether_it_is_whole(endpoint: FlaskClient) -> None:
    assert _get(endpoint, "ASK {}").headers["X-Regiograph-Result"] == "whole"
    with _get(endpoint, _PRODUCT) as response:
        flowing = response.headers["X-Regiograph-Result"]
    assert flowing == 'flowing, whole unless it ends with "!! RESULT CUT: "'


@pytest.mark.parametrize("format", ["text/html", "csv"])
def test_in_a_browser_a_query_that_is_refused_stays_in_its_form(
    format: str, endpoint: FlaskClient
) -> None:
    query = "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }"
    response = _get(endpoint, query, _BROWSER, format=format)
    assert (response.status_code, response.headers["Cache-Control"]) == (400, "no-store")
    assert "The query is refused" in response.text
    assert "{ SERVICE &lt;http://example.org/sparql&gt;" in response.text


def test_a_result_too_long_for_the_page_is_not_called_too_long_for_the_endpoint(
    endpoint: FlaskClient,
) -> None:
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 27000"
    text = _get(endpoint, many, _BROWSER).text
    assert "longer than the 4 MiB that this page shows" in text
    assert "data-problem" not in text  # the workbench asks by itself, and shows what came
    assert "longer than 100 bytes" in _get(endpoint, many, _BROWSER, maxbytes="100").text


def test_a_result_cut_before_the_page_is_full_says_by_what(endpoint: FlaskClient) -> None:
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 27000"
    response = _get(endpoint, many, _BROWSER, maxbytes="1000000")
    assert response.status_code == 422
    assert "The result was cut" in response.text
    assert "longer than 1000000 bytes" in response.text


@pytest.mark.parametrize(("name", "member"), [("maxbytes", "maxBytes"), ("maxrows", "maxRows")])
def test_a_result_over_a_limit_names_it_for_programs(
    name: str, member: str, endpoint: FlaskClient
) -> None:
    response = _get(endpoint, "SELECT * { ?s ?p ?o }", **{name: "2"})
    assert (response.status_code, response.get_json()[member]) == (422, 2)


def test_a_full_queue_says_when_to_come_back(endpoint: FlaskClient) -> None:
    class FullPool:
        limits = Limits()

        def inspect(self, text: str) -> object:
            return Guard().inspect(text)

        def finding(self, _: object) -> str:
            return ""

        def query(self, *_: object) -> object:
            raise QueueFullError(32, retry_after=7)

    app = Flask("web", root_path=str(Path(sparql.__file__).parent))
    parts = OpenedGraph(Release(Path(_VERSION)), cast("QueryPool", FullPool()))
    app.register_blueprint(sparql.blueprint(OneRelease(parts)))
    response = app.test_client().get("/sparql?query=ASK{}")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "7")


def test_a_query_is_cancelled_by_the_id_that_was_sent_with_it(endpoint: FlaskClient) -> None:
    id = "0123456789abcdef0123456789abcdef"
    headers = {"Accept": _JSON, "X-Regiograph-Query-Id": id}
    flowing = endpoint.get("/sparql", query_string={"query": _PRODUCT}, headers=headers)

    assert endpoint.post("/sparql/cancel", data={"id": id}).status_code == 204
    assert "!! RESULT CUT: The query was cancelled." in flowing.text
    flowing.close()
    assert endpoint.post("/sparql/cancel", data={"id": id}).status_code == 404
    assert endpoint.post("/sparql/cancel", data={"id": "1"}).status_code == 400


def test_what_a_search_finds_with_is_part_of_the_tag() -> None:
    tags = {
        tag_of(_VERSION, _COUNT, RESULTS_JSON, finding=finding)
        for finding in ("", "ready", "missing")
    }
    assert len(tags) == 3


def test_a_request_that_is_too_long_hears_how_long_it_may_be(endpoint: FlaskClient) -> None:
    response = endpoint.post(
        "/sparql", data=b"#" * ((8 << 20) + 1), content_type="application/sparql-query"
    )
    assert (response.status_code, _problem(response)["detail"]) == (
        413,
        "The request is longer than 8388608 bytes. Send a shorter one.",
    )
