"""?release= on every route that reads a release, and the release on every answer from one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from graph.release import ReleaseDirectory
from server import create_app
from tests.clients.conftest import opened
from tests.web.fakes import OLDER, VERSION, write_release
from web.noting import HEADER
from web.settings import Settings

# Each route that answers from the release that is asked for, and an address there.
FROM_THE_RELEASE_ASKED_FOR = {
    "search.page": "/",
    "search.api": "/api/search?q=clusters",
    "browse.start": "/browse",
    "browse.facet": "/browse/stage",
    "browse.types": "/browse/type",
    "browse.kind": "/browse/type/id/instrument",
    "sparql.sparql": "/sparql?query=ASK%20%7B%7D",
    "entities.id": "/id/instrument/escp-s3",
    "entities.concept": "/concept/stage/phase-3",
    "entities.graph": "/graph/background/escp-s3",
    **{f"entities.all-{name}": f"/{name}" for name in ("def", "shapes", "id", "concept", "graph")},
    "exports.dumps": "/dumps/",
    "exports.dump": "/dumps/regiograph.nt",
    "exports.ontology": "/ontology/",
    "exports.ontology-file": "/ontology/index.html",
    "catalogue.catalogue": "/catalogue",
    "catalogue.file": "/catalogue.ttl",
    "profiles.profiles": "/profiles/",
    "schema.overview": "/schema",
    "schema.json": "/schema.json",
    "schema.term": "/schema/SupportInstrument",
    "void.void": "/.well-known/void",
    "void.file": "/.well-known/void.ttl",
    "changes.changes": "/changes",
    "ldes.root": "/changes/ldes",
    "atom.feed": "/changes/atom",
    "suggest.suggest": "/api/suggest?q=clu",
    "embed.frame": "/embed/card/instrument/escp-s3",
    "workbench.vocabulary": "/sparql/vocabulary.json",
}
# These are about what is served now, whatever else is asked for.
FROM_THE_CURRENT_RELEASE = {
    "exports.releases": "/releases",
    "admin.health": "/health",
    "sitemap.whole": "/sitemap.xml",
    "sitemap.part": "/sitemap-1.xml",
    "embed.page": "/embed",
}
# Their address names the release, or they need more than the small one: see their own tests.
ELSEWHERE = {
    *("entities.def-version", "entities.shapes-version"),
    *("catalogue.version", "profiles.pack", "profiles.document", "memento.timemap"),
    *("ldes.first", "ldes.page", "ldes.member", "embed.card", "oembed.oembed"),
}
# The same whatever the release.
FROM_NO_RELEASE = {
    *("static", "pages.about", "quality.quality", "sparql.options", "sparql.cancel"),
    *("catalogue.alias-0", "catalogue.file-0", "catalogue.alias-1", "catalogue.file-1"),
    *("catalogue.tables", "examples.page", "examples.json"),
    *("search_terms.search", "search_terms.text"),
    *(f"entities.all-{name}-slash" for name in ("def", "shapes", "id", "concept", "graph")),
    *("discovery.robots", "discovery.opensearch", "discovery.manifest"),
    *("discovery.favicon-ico", "discovery.favicon-svg", "discovery.icon-180-png"),
    *("embed.static", "embed.loader", "embed.texts", "workbench.script"),
    *("reference.page", "reference.json", "reference.yaml"),
}
# A route of a format is listed with the one that has them all.
_SUFFIX = re.compile(r"-(ttl|jsonld|rdf|nt|html)$")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    releases = ReleaseDirectory(tmp_path_factory.mktemp("releases"))
    for version in (OLDER, VERSION):
        write_release(releases, version)
    releases.switch(VERSION)
    app = create_app(releases, Settings(var=releases.var), opened)
    yield app
    app.extensions["regiograph"].close()


def test_every_route_is_in_one_of_the_tables(served: Flask) -> None:
    tables = (FROM_THE_RELEASE_ASKED_FOR, FROM_THE_CURRENT_RELEASE, ELSEWHERE, FROM_NO_RELEASE)
    listed = [name for table in tables for name in table]
    routes = {_SUFFIX.sub("", rule.endpoint) for rule in served.url_map.iter_rules()}
    assert sorted(listed) == sorted(routes)


@pytest.mark.parametrize("name", FROM_THE_RELEASE_ASKED_FOR)
def test_an_answer_comes_from_the_release_that_was_asked_for(name: str, served: Flask) -> None:
    address = FROM_THE_RELEASE_ASKED_FOR[name]
    mark = "&" if "?" in address else "?"
    addresses = (f"{address}{mark}release={OLDER}", address, f"{address}{mark}release=1999.01.01")
    told = []
    for one in addresses:
        with served.test_client().get(one) as response:
            told.append((response.status_code < 400, response.headers.get(HEADER)))
            last = response.status_code
    assert told == [(True, OLDER), (True, VERSION), (False, None)]
    assert last == 404


def test_the_routes_of_one_format_answer_from_it_too(served: Flask) -> None:
    rules = [rule for rule in served.url_map.iter_rules() if _SUFFIX.search(rule.endpoint)]
    asked = [one for one in rules if _SUFFIX.sub("", one.endpoint) in FROM_THE_RELEASE_ASKED_FOR]
    assert len(asked) >= 10
    for rule in asked:
        with served.test_client().get(f"{rule.rule}?release={OLDER}") as response:
            assert response.headers.get(HEADER) == OLDER, rule.rule
            assert response.status_code < 400


@pytest.mark.parametrize("name", FROM_THE_CURRENT_RELEASE)
def test_what_is_about_now_says_which_release_is_served(name: str, served: Flask) -> None:
    response = served.test_client().get(FROM_THE_CURRENT_RELEASE[name])
    assert (response.status_code, response.headers[HEADER]) == (200, VERSION)


def test_scripts_of_other_sites_may_read_the_release(served: Flask) -> None:
    for address in ("/sparql?query=ASK%20%7B%7D", "/id/instrument/escp-s3", "/catalogue"):
        exposed = served.test_client().get(address).headers["Access-Control-Expose-Headers"]
        assert HEADER in exposed


def test_a_permanent_answer_is_kept_for_good_and_the_current_one_asked_again(
    served: Flask,
) -> None:
    client = served.test_client()
    pinned = client.get(f"/sparql?query=ASK%20%7B%7D&release={OLDER}")
    current = client.get("/sparql?query=ASK%20%7B%7D")
    assert "immutable" in pinned.headers["Cache-Control"]
    assert "must-revalidate" in current.headers["Cache-Control"]
    assert pinned.headers["ETag"] != current.headers["ETag"]


def test_a_switch_makes_no_answer_stale(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases = ReleaseDirectory(tmp_path_factory.mktemp("switched"))
    for version in (OLDER, VERSION):
        write_release(releases, version)
    releases.switch(OLDER)
    app = create_app(releases, Settings(var=releases.var), opened)
    client, address = app.test_client(), "/sparql?query=ASK%20%7B%7D"
    try:
        before = client.get(address)
        known = {"If-None-Match": before.headers["ETag"]}
        assert client.get(address, headers=known).status_code == 304
        releases.switch(VERSION)
        monkeypatch.setattr("web.service._LOOK_EVERY", 0.0)
        after = client.get(address, headers=known)
        while after.headers[HEADER] == OLDER:
            after = client.get(address, headers=known)
        assert (after.status_code, after.headers[HEADER]) == (200, VERSION)
        assert client.get(address).headers[HEADER] == VERSION
    finally:
        app.extensions["regiograph"].close()
