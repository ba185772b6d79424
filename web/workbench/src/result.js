/**
 * What an endpoint answered, in one shape for every view: rows of terms.
 *
 * @typedef {{type: string, value: any, "xml:lang"?: string, datatype?: string}} Term As in the
 *   SPARQL results in JSON; `type` is uri, literal, bnode or triple.
 * @typedef {Record<string, Term | undefined>} Row
 * @typedef {object} Result
 * @property {"rows" | "graph" | "boolean"} kind A graph has the columns subject, predicate, object.
 * @property {string[]} columns
 * @property {Row[]} rows
 * @property {boolean} [answer] Of an ASK.
 * @property {string} [cut] Why there would have been more rows.
 */

const CUT = "\n!! RESULT CUT: ";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
export const GRAPH_COLUMNS = ["subject", "predicate", "object"];

/**
 * @param {string} text @param {string} mediaType @param {boolean} stopped Whether the rest was
 *   not read. @returns {Result}
 */
export function readResult(text, mediaType, stopped) {
  const [whole = "", reason] = text.split(CUT);
  const cut = reason?.trim() ?? (stopped ? "stopped" : undefined);
  if (mediaType === "application/ld+json") return { ...readGraph(whole, cut), cut };
  const found = cut === undefined ? JSON.parse(whole) : JSON.parse(closedRows(whole));
  if ("boolean" in found) {
    return { kind: "boolean", columns: [], rows: [], answer: found.boolean, cut };
  }
  return { kind: "rows", columns: found.head.vars, rows: found.results.bindings, cut };
}

/** Everything up to the last whole row. @param {string} text */
function closedRows(text) {
  return lastWhole(text, "},", "}]}}") ?? '{"head":{"vars":[]},"results":{"bindings":[]}}';
}

/**
 * A text that broke off, closed after the last place where it makes sense.
 * @param {string} text @param {string} end @param {string} closing
 */
function lastWhole(text, end, closing) {
  let place = text.lastIndexOf(end);
  for (let tries = 0; place > 0 && tries < 400; tries += 1) {
    const closed = text.slice(0, place) + closing;
    try {
      JSON.parse(closed);
      return closed;
    } catch {
      place = text.lastIndexOf(end, place - 1);
    }
  }
  return null;
}

/**
 * Statements of expanded JSON-LD, which is how the endpoint writes it.
 * @param {string} text @param {string | undefined} cut @returns {Result}
 */
function readGraph(text, cut) {
  const closed = cut === undefined ? text : (lastWhole(text, "},", "}]") ?? "[]");
  const rows = JSON.parse(closed).flatMap(statements);
  return { kind: "graph", columns: GRAPH_COLUMNS, rows };
}

/** @param {Record<string, any>} node @returns {Row[]} */
function statements(node) {
  if (node["@graph"]) return node["@graph"].flatMap(statements);
  const subject = named(node["@id"]);
  return Object.entries(node).flatMap(([key, values]) => {
    if (key === "@id") return [];
    const predicate = named(key === "@type" ? TYPE : key);
    return [values].flat().map((value) => ({ subject, predicate, object: valueOf(value) }));
  });
}

/** @param {any} value @returns {Term} */
function valueOf(value) {
  if (typeof value === "string") return named(value);
  if ("@id" in value) return named(value["@id"]);
  const term = { type: "literal", value: String(value["@value"]) };
  if (value["@language"]) return { ...term, "xml:lang": value["@language"] };
  return value["@type"] ? { ...term, datatype: value["@type"] } : term;
}

/** @param {string} iri @returns {Term} */
function named(iri) {
  const isBlank = iri.startsWith("_:");
  return isBlank ? { type: "bnode", value: iri.slice(2) } : { type: "uri", value: iri };
}
