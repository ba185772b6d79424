"""More hostile queries: what is let through but must call nobody, abuse of searches, sheer size."""

from __future__ import annotations

from tests.graph.finders import PREFIXES, SEARCH

_HOST = "http://127.0.0.1:{port}"
_OURS = "SERVICE search: {{ ?hit search:query 'x' }}"
_MORE = _OURS[:-2]
_ALIEN = f"SERVICE <{_HOST}/sparql> {{{{ ?s ?p ?o }}}}"

# Right SPARQL that names an address or a keyword without calling: answered, and nothing opened.
QUIET = {
    "from an address": f"SELECT * FROM <{_HOST}/x.ttl> {{{{ ?s ?p ?o }}}}",
    "from named": f"SELECT * FROM NAMED <{_HOST}/x.ttl> {{{{ GRAPH ?g {{{{ ?s ?p ?o }}}} }}}}",
    "from many": f"SELECT * FROM <{_HOST}/a> FROM <{_HOST}/b> {{{{ ?s ?p ?o }}}}",
    "graph of an address": f"ASK {{{{ GRAPH <{_HOST}/x.ttl> {{{{ ?s ?p ?o }}}} }}}}",
    "describe an address": f"DESCRIBE <{_HOST}/x.ttl>",
    "iri function": f'SELECT (IRI("{_HOST}/x") AS ?x) {{{{}}}}',
    "file": "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
    "service in a string": f'SELECT ("{_ALIEN}" AS ?x) {{{{}}}}',
    "service in a long string": f"SELECT ('''\n'{_ALIEN}''' AS ?x) {{{{}}}}",
    "service in a comment": f"SELECT * {{{{ # {_ALIEN}\n }}}}",
    "service in a prefixed name": "PREFIX a: <urn:a:> SELECT * {{ ?s a:SERVICE a:LOAD }}",
    "service in an iri": f"SELECT * {{{{ <{_HOST}/SERVICE> ?p ?o }}}}",
    "service as a variable": "SELECT ?SERVICE {{ ?SERVICE ?LOAD ?INSERT }}",
    "our search in a string": f'SELECT ("{_OURS}" AS ?x) {{{{}}}}',
}

# Searches that are no searches; all refused, none reaches an index or an address.
SEARCHES = {
    "alien inside ours": f"ASK {{{{ SERVICE search: {{{{ ?a search:query 'x' . {_ALIEN} }}}} }}}}",
    "alien behind ours": f"ASK {{{{ {_OURS} {_ALIEN} }}}}",
    "ours inside alien": f"ASK {{{{ SERVICE <{_HOST}/> {{{{ {_OURS} }}}} }}}}",
    "alien in exists": f"ASK {{{{ {_OURS} FILTER NOT EXISTS {{{{ {_ALIEN} }}}} }}}}",
    "ours on another host": f"ASK {{{{ SERVICE <{_HOST}/search> {{{{ ?a ?b ?c }}}} }}}}",
    "ours escaped": f"ASK {{{{ SERVICE <{SEARCH[:-6]}\\u0073earch> {{{{ ?a ?b ?c }}}} }}}}",
    "prefix bent": f"PREFIX search: <{_HOST}/> ASK {{{{ {_OURS} }}}}",
    "base bent": f"BASE <{_HOST}/> ASK {{{{ SERVICE <search> {{{{ ?a ?b ?c }}}} }}}}",
    "keyword escaped beside ours": f"ASK {{{{ {_OURS} \\u0053ERVICE <{_HOST}/> {{{{}}}} }}}}",
    "nested": f"ASK {{{{ SERVICE search: {{{{ ?a search:query 'x' . {_OURS} }}}} }}}}",
    "nested a thousand times": "ASK {{ " + "SERVICE search: {{ " * 1000 + "}} " * 1001,
    "thousands": "ASK {{ " + f"{_OURS} " * 3000 + "}}",
    "enormous text": "ASK {{ SERVICE search: {{ ?a search:query '" + "x" * 900_000 + "' }} }}",
    "enormous limit": f"ASK {{{{ {_MORE}; search:limit 1000000000 }}}} }}}}",
    "limit of many digits": f"ASK {{{{ {_MORE}; search:limit {'9' * 5000} }}}} }}}}",
    "limit by a variable": f"ASK {{{{ {_MORE}; search:limit ?n }}}} BIND(5 AS ?n) }}}}",
    "threshold beyond all numbers": f"ASK {{{{ {_MORE}; search:threshold 1e999 }}}} }}}}",
    "text by a variable": "ASK {{ ?q ?b ?c SERVICE search: {{ ?a search:query ?q }} }}",
    "a path as property": "ASK {{ SERVICE search: {{ ?a search:query+ 'x' }} }}",
    "a thousand scores": f"ASK {{{{ {_MORE}; search:score {'?s, ' * 1000}?s }}}} }}}}",
    "never closed": "ASK {{ SERVICE search: {{ ?a search:query 'x'",
    "half a character": "ASK {{ SERVICE search: {{ ?a search:query '\\ud83d' }} }}",
}

# Answered with 200: as hard as a search may be.
HARD_SEARCHES = {
    "eight of a thousand": "SELECT * { "
    + " ".join(
        f"OPTIONAL {{ SERVICE text: {{ ?t{n} text:query 'a*' ; text:limit 1000 }} }}"
        for n in range(8)
    )
    + " } LIMIT 5",
    "a hundred deep": "ASK " + "{" * 99 + " SERVICE text: { ?a text:query 'x' } " + "}" * 99,
    "operators of the index": "ASK { SERVICE text: { ?a text:query 'a OR b NEAR(c) \"^d* {e}' } }",
    "nothing but marks": "ASK { SERVICE text: { ?a text:query '*** --- \"\" ()' } }",
    "a NUL": "ASK { SERVICE text: { ?a text:query '\\u0000' } }",
    "a thousand beginnings": "ASK { SERVICE text: { ?a text:query '" + "a* " * 660 + "' } }",
}

# Big, with the status that each gets.
SIZES = {
    "a long list of values": (200, "ASK { VALUES ?x { " + "1 " * 100_000 + "} }"),
    "a giant literal": (200, "ASK { FILTER(STRLEN('" + "x" * 1_900_000 + "') > 1) }"),
    "a giant comment": (200, "ASK {} #" + "x" * 1_900_000),
    "a giant name": (200, "ASK { ?" + "x" * 1_000_000 + " ?p ?o }"),
    "many prefixes": (200, "".join(f"PREFIX p{n}: <urn:{n}> " for n in range(5000)) + "ASK {}"),
    "too many bytes": (413, "ASK {} #" + "x" * 2_200_000),
    "too many tokens": (413, "ASK { VALUES ?x { " + "1 " * 300_001 + "} }"),
    "nothing": (400, ""),
    "nothing but blanks": (400, " \n" * 1000),
    "no text": (400, "\x00\x01\x02"),
}

_ALL = ", ".join(f"STR(?c{i})" for i in range(6))
_CROSS = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(6))

# Let through by the guard, ended by the pool: at the deadline, or for their memory.
MORE_RUNAWAYS = {
    "construct of a product": f"CONSTRUCT {{ ?a0 ?b0 ?c0 }} {{ {_CROSS} "
    f"FILTER(CONCAT({_ALL}) = '') }}",
    "groups of a product": f"SELECT ?c5 (COUNT(*) AS ?n) {{ {_CROSS} }} GROUP BY ?c5",
    "sub-select of a product": f"SELECT ?n {{ {{ SELECT (COUNT(*) AS ?n) {{ {_CROSS} }} }} }}",
    "optional products": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"OPTIONAL {{ ?a{i} ?b{i} ?c{i} }}" for i in range(6))
    + " }",
    "union of products": f"SELECT (COUNT(*) AS ?n) {{ {{ {_CROSS} }} UNION {{ {_CROSS} }} }}",
    "not exists over a product": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} "
    "FILTER NOT EXISTS { ?c5 ?x ?y } }",
    "pattern made for each row": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} "
    'FILTER(REGEX(STR(?c5), CONCAT("(", STR(?c4), "){1,50}"))) }',
    "digests of a product": f"SELECT (COUNT(?h) AS ?n) {{ {_CROSS} BIND(SHA512(STR(?c5)) AS ?h) }}",
    "random order": f"SELECT * {{ {_CROSS} }} ORDER BY RAND() LIMIT 1",
    "paths of paths": "SELECT (COUNT(*) AS ?n) { "
    + " . ".join(f"?x{i} (<urn:p>|!<urn:p>)* ?y{i}" for i in range(5))
    + " }",
    "text doubled by encoding": "SELECT ?x30 { BIND('%%%%%%%%' AS ?x0) "
    + " ".join(f"BIND(ENCODE_FOR_URI(CONCAT(?x{i},?x{i})) AS ?x{i + 1})" for i in range(30))
    + " }",
    "text doubled by replacing": "SELECT ?x30 { BIND('aaaaaaaa' AS ?x0) "
    + " ".join(f'BIND(REPLACE(?x{i}, "a", "aaa") AS ?x{i + 1})' for i in range(30))
    + " }",
    "thousands of patterns": "SELECT * { "
    + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(20_000))
    + " }",
    "a product of thousands of objects": "ASK { ?s ?p "
    + ", ".join(f"?o{i}" for i in range(20_000))
    + " . ?x ?y ?z }",
    "a thousand optional patterns": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 1_900 + "}",
    "minus of a product": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} MINUS {{ ?a5 ?b5 7 }} }}",
}


def with_prefixes(query: str) -> str:
    """A query that can name the searches by their prefixes."""
    return PREFIXES + query
