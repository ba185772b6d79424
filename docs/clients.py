"""Asks a running endpoint with the clients that researchers use; read it, or run it.

make serve                                # in another terminal
.venv/bin/pip install SPARQLWrapper rdflib pandas
.venv/bin/python docs/clients.py http://127.0.0.1:8000/sparql
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from typing import Any
from urllib.parse import urlencode

import pandas
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name . FILTER(LANG(?name) = "en") }
ORDER BY ?name ?thing LIMIT 5
"""

# A search by meaning and one by words, joined with the graph; see docs/sparql-search.md.
SEARCH = """
PREFIX search: <https://w3id.org/regiograph/search#>
PREFIX rg: <https://w3id.org/regiograph/def#>
SELECT ?thing ?name ?score ?class WHERE {
  SERVICE <https://w3id.org/regiograph/search> {
    ?thing search:query "additive manufacturing for spare parts" ;
      search:label ?name ; search:score ?score ; search:limit 5 .
  }
  OPTIONAL { ?thing a ?class . FILTER(?class = rg:SupportInstrument) }
} ORDER BY DESC(?score) ?thing
"""
INSTRUMENT = "DESCRIBE <https://w3id.org/regiograph/id/instrument/escp-s3>"
WORDS = """
PREFIX text: <https://w3id.org/regiograph/text#>
SELECT ?thing ?label ?score WHERE {
  SERVICE <https://w3id.org/regiograph/text> {
    ?thing text:query "innov*" ; text:language "en" ; text:limit 5 ;
      text:label ?label ; text:score ?score .
  }
} ORDER BY DESC(?score) ?thing
"""


def with_sparqlwrapper(endpoint: str, query: str) -> list[dict[str, str]]:
    """Rows as dictionaries; a long query goes by POST."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(POST)
    found: Any = wrapper.query().convert()
    names = found["head"]["vars"]
    return [
        {name: row[name]["value"] for name in names if name in row}
        for row in found["results"]["bindings"]
    ]


def graph_with_sparqlwrapper(endpoint: str, query: str) -> rdflib.Graph:
    """The triples of a CONSTRUCT or DESCRIBE."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(TURTLE)
    turtle: Any = wrapper.query().convert()
    return rdflib.Graph().parse(data=turtle, format="turtle")


def with_rdflib(endpoint: str, query: str) -> list[tuple[object, ...]]:
    """Rows of rdflib's terms, out of a graph that stays at the endpoint."""
    graph = rdflib.Graph(store=SPARQLStore(endpoint, method="POST"))
    rows: Any = graph.query(query)
    return [tuple(row) for row in rows]


def with_pandas(endpoint: str, query: str) -> pandas.DataFrame:
    """A table, through SPARQLWrapper and CSV."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(CSV)
    csv: Any = wrapper.query().convert()
    return pandas.read_csv(io.BytesIO(csv))


def with_pandas_alone(endpoint: str, query: str) -> pandas.DataFrame:
    """A table, by address: pandas fetches it, and ?format= asks for CSV."""
    return pandas.read_csv(f"{endpoint}?{urlencode({'query': query, 'format': 'csv'})}")


def with_curl(endpoint: str, query: str) -> str:
    """Text, by the command line."""
    wanted = ["-H", "Accept: text/csv", "--data-urlencode", f"query={query}", endpoint]
    return subprocess.run(
        ["curl", "-sS", "--fail-with-body", *wanted], check=True, capture_output=True, text=True
    ).stdout


def main(endpoint: str) -> None:
    """Show what each client gives."""
    clients = [with_sparqlwrapper, with_rdflib, with_pandas, with_pandas_alone]
    for client in [*clients, with_curl] if shutil.which("curl") else clients:
        print(f"== {client.__name__}", client(endpoint, NAMES), sep="\n")
    print("== search by meaning", with_pandas(endpoint, SEARCH), sep="\n")
    print("== search by words", with_rdflib(endpoint, WORDS), sep="\n")
    described = graph_with_sparqlwrapper(endpoint, INSTRUMENT)
    print("== triples", len(described), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/sparql")
