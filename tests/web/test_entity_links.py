from __future__ import annotations

import re

import pytest

from graph.queries import load
from graph.store import Store
from graph.terms import Literal, NamedNode
from tests.web.fakes import SMALL
from web.entity_links import LINKS, Links, touches


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.memory()
    store.load(SMALL)
    store.insert_published(list(store.quads()))
    return store


@pytest.mark.parametrize("query", LINKS)
def test_a_query_finds_nothing_where_no_link_leads(query: str, store: Store) -> None:
    things = [row["thing"] for row in store.select("SELECT DISTINCT ?thing { ?thing ?p ?o }")]
    found = {
        thing.value
        for thing in things
        if store.select(load(query), {"thing": thing, "lang": Literal("en")})
    }
    assert found <= {thing.value for thing in things if touches(store, thing.value, query)}


@pytest.mark.parametrize(("query", "links"), LINKS.items())
def test_every_property_that_a_query_starts_by_is_listed(query: str, links: Links) -> None:
    text = re.sub(r"OPTIONAL \{.*", "", load(query))
    outgoing = re.findall(r"\?thing rg:(\w+)", text)
    incoming = re.findall(r"rg:(\w+) \?thing", text) + re.findall(r"rg:(\w+)\|rg:\w+ \?thing", text)
    chosen = [name for group in re.findall(r"IN \(([^)]*)\)", text) for name in _names(group)]
    assert {*outgoing, *incoming, *chosen} == {*links.outgoing, *links.incoming}


def test_what_is_not_listed_is_always_asked(store: Store) -> None:
    assert touches(store, "http://example.org/nothing", "entity_statements")
    assert not touches(store, NamedNode("http://example.org/nothing").value, "entity_notes")


def _names(group: str) -> list[str]:
    return re.findall(r"rg:(\w+)", group)
