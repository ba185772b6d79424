"""Queries that crash, stall, blow up or call out when nothing stands in their way."""

from __future__ import annotations

_CALL = "<http://127.0.0.1:{port}/sparql>"
_PEERS = "PREFIX : <http://127.0.0.1:{port}/> PREFIX SERVICE: <urn:x> PREFIX servicex: <urn:y> "

# Each of these opens a connection in a bare engine, or would under another reading of SPARQL.
CALLS_OUT = {
    "plain": f"SELECT * {{{{ SERVICE {_CALL} {{{{ ?s ?p ?o }}}} }}}}",
    "silent": f"SELECT * {{{{ SERVICE SILENT {_CALL} {{{{ ?s ?p ?o }}}} }}}}",
    "small letters": f"ASK {{{{ service {_CALL} {{{{ }}}} }}}}",
    "variable": f"SELECT * {{{{ VALUES ?e {{{{ {_CALL} }}}} SERVICE ?e {{{{ ?s ?p ?o }}}} }}}}",
    "sub-select": f"SELECT * {{{{ {{{{ SELECT * {{{{ SERVICE {_CALL} {{{{}}}} }}}} }}}} }}}}",
    "exists": f"ASK {{{{ FILTER EXISTS {{{{ SERVICE {_CALL} {{{{}}}} }}}} }}}}",
    "glued to a number": f"SELECT * {{{{ ?s ?p 1SERVICE {_CALL} {{{{}}}} }}}}",
    "glued to a string": f'SELECT * {{{{ ?s ?p "a"SERVICE {_CALL} {{{{}}}} }}}}',
    "glued to a boolean": f"SELECT * {{{{ ?s ?p trueSERVICE {_CALL} {{{{}}}} }}}}",
    "glued to a language": f'SELECT * {{{{ ?s ?p "a"@en--ltrSERVICE {_CALL} {{{{}}}} }}}}',
    "after a comment": f"SELECT * {{{{ # }}}}\n SERVICE {_CALL} {{{{}}}} }}}}",
    "as a prefix": f"{_PEERS} SELECT * {{{{ {{{{}}}} SERVICE:x {{{{}}}} }}}}",
    "in a prefix": f"{_PEERS} SELECT * {{{{ {{{{}}}} servicex:x {{{{}}}} }}}}",
    "boolean and prefix": f"{_PEERS} SELECT * {{{{ ?s ?p trueSERVICE:x {{{{}}}} }}}}",
    "behind less-than": f"SELECT * {{{{ FILTER(?a<?b)SERVICE#>\n {_CALL} {{{{}}}} }}}}",
    "escaped": f"SELECT * {{{{ \\u0053ERVICE {_CALL} {{{{}}}} }}}}",
    "escaped wide": f"SELECT * {{{{ \\U00000053ERVICE {_CALL} {{{{}}}} }}}}",
    "between long strings": f"SELECT * {{{{ BIND('''a''' AS ?x) SERVICE {_CALL} {{{{}}}} }}}}",
    "load": "LOAD <http://127.0.0.1:{port}/x.ttl>",
    "load silent": "LOAD SILENT <http://127.0.0.1:{port}/x.ttl>",
    "insert": f"INSERT {{{{ ?s ?p ?o }}}} WHERE {{{{ SERVICE {_CALL} {{{{ ?s ?p ?o }}}} }}}}",
}

WRITES = {
    "insert data": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "delete where": "DELETE WHERE { ?s ?p ?o }",
    "drop": "DROP ALL",
    "clear": "CLEAR DEFAULT",
    "create": "CREATE GRAPH <urn:g>",
    "copy": "COPY <urn:a> TO <urn:b>",
    "move": "MOVE <urn:a> TO <urn:b>",
    "add": "ADD <urn:a> TO <urn:b>",
}

DEEP = {
    "groups": "ASK " + "{" * 5000 + "}" * 5000,
    "brackets": "ASK { FILTER(" + "(" * 5000 + "1=1" + ")" * 5000 + ") }",
    "not exists": "ASK { " + "FILTER NOT EXISTS { ?a ?b ?c " * 1000 + "}" * 1000 + " }",
    "optional": "ASK { " + "OPTIONAL { ?a ?b ?c " * 1000 + "}" * 1000 + " }",
    "sub-selects": "SELECT * " + "{ SELECT * " * 1000 + "{}" + "}" * 1000,
    "lists": "ASK { ?a ?b " + "( " * 1000 + ")" * 1000 + " }",
    "blank nodes": "ASK { ?a ?b " + "[ <urn:p> " * 1000 + "1" + "]" * 1000 + " }",
    "triple terms": "ASK { ?a ?b " + "<<( <urn:a> <urn:b> " * 1000 + "1" + " )>>" * 1000 + " }",
    "functions": "SELECT (" + "STR(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}",
    "paths": "ASK { ?a " + "(" * 5000 + "<urn:p>" + ")" * 5000 + " ?b }",
    "negations": "ASK { FILTER(" + "!" * 20000 + "true) }",
    "sum": "SELECT (1" + "+1" * 20000 + " AS ?x) {}",
    "or": "ASK { ?s ?p ?o FILTER(?s = 1" + " || ?s = 2" * 20000 + ") }",
    "unions": "ASK { {} " + " UNION {}" * 20000 + " }",
    "path steps": "ASK { ?a <urn:p>" + "/<urn:p>" * 20000 + " ?b }",
    "escape beyond Unicode": 'SELECT ("\\UFFFFFFFF" AS ?x) {}',
    "open string": 'SELECT ("abc) {}',
    "open long string": 'SELECT ("""abc") {}',
}

_CROSS = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(6))
_DIGITS = " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(12))

# These get past the guard; the pool must end them, each in its deadline.
RUNAWAYS = {
    "count of a product": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    "sorted product": f"SELECT * {{ {_CROSS} }} ORDER BY ?c5",
    "distinct product": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_CROSS} }}",
    "digits": f"SELECT (SUM(?v0+?v11) AS ?n) {{ {_DIGITS} }}",
    "doubled text": "SELECT ?x30 { BIND('0123456789' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i},?x{i},?x{i}) AS ?x{i + 1})" for i in range(30))
    + " }",
    "joined text": f"SELECT (GROUP_CONCAT(STR(?c5)) AS ?t) {{ {_CROSS} }}",
    "long pattern": "ASK { " + " . ".join(f"?v{i} ?p ?v{i + 1}" for i in range(900)) + " }",
    "long list": "ASK { ?a ?b (" + "1 " * 900 + ") }",
}
