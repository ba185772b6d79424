/** What an editor offers while a query is typed. */

import { insertCompletionText, pickedCompletion } from "@codemirror/autocomplete";
import { classOf, declaration, declaredPrefixes, placeOf, variablesIn } from "./sparql-text.js";

/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */
/** @typedef {import("./vocabulary.js").Term} Term */
/** @typedef {import("@codemirror/autocomplete").Completion} Completion */
/** @typedef {import("@codemirror/autocomplete").CompletionSource} CompletionSource */

const KEYWORDS = `SELECT DISTINCT REDUCED WHERE CONSTRUCT DESCRIBE ASK OPTIONAL UNION MINUS FILTER BIND AS
  VALUES GRAPH SERVICE PREFIX BASE EXISTS ORDER GROUP BY HAVING LIMIT OFFSET DESC ASC SEPARATOR UNDEF FROM
  NAMED IN NOT true false`.split(/\s+/);
const FUNCTIONS = `COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE
  RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE
  STRAFTER SUBSTR REPLACE REGEX YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1
  SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT sameTerm isIRI isURI isBLANK isLITERAL isNUMERIC TRIPLE
  SUBJECT PREDICATE OBJECT isTRIPLE`.split(/\s+/);

/**
 * Completes prefixes, classes, properties, variables, keywords and functions.
 * @param {() => Vocabulary} vocabulary @param {import("./page.js").Page} page
 * @returns {CompletionSource}
 */
export function completionSource(vocabulary, page) {
  return (context) => {
    const text = context.state.doc.toString();
    const before = text.slice(0, context.pos);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const prefix = line.match(/\bPREFIX\s+([\w-]*)$/i);
    if (prefix) return prefixesFrom(context.pos - (prefix[1] ?? "").length, vocabulary());
    const service = line.match(/\bSERVICE\s+(<[^>\s]*)?$/i);
    if (service) return servicesFrom(context.pos - (service[1] ?? "").length, vocabulary());
    const word = line.match(/[?$]\w*$|[\w-]*:?[\w-]*$/)?.[0] ?? "";
    if (/(^|\s)#|<[^>\s]*$|"[^"]*$/.test(line) || (!word && !context.explicit)) return null;
    const from = context.pos - word.length;
    if (/^[?$]/.test(word)) return { from, options: variables(text), validFor: /^[?$]\w*$/ };
    const options = offered(text, before.slice(0, from), vocabulary(), page);
    return { from, options, validFor: /^[\w-]*:?[\w-]*$/ };
  };
}

/** @param {string} text @returns {Completion[]} */
function variables(text) {
  return variablesIn(text).map((label) => ({ label, type: "variable" }));
}

/** @param {number} from @param {Vocabulary} words */
function prefixesFrom(from, words) {
  const options = Object.entries(words.prefixes).map(([name, iri]) => ({
    label: `${name}:`,
    detail: iri,
    type: "namespace",
    apply: `${name}: <${iri}>\n`,
  }));
  return { from, options, validFor: /^[\w-]*$/ };
}

/** @param {number} from @param {Vocabulary} words */
function servicesFrom(from, words) {
  const options = words.services.map((term) => ({
    label: term.written,
    info: term.comment,
    type: "function",
  }));
  return { from, options, validFor: /^<?[^>\s]*$/ };
}

/**
 * @param {string} text @param {string} before @param {Vocabulary} words
 * @param {import("./page.js").Page} page @returns {Completion[]}
 */
function offered(text, before, words, page) {
  const { place, subject } = placeOf(before);
  const owner = classOf(text, subject);
  const classes = words.classes.map((term) => offeredTerm(term, "class", words, page));
  const properties = [...words.properties, ...words.parameters].map((term) => ({
    ...offeredTerm(term, "property", words, page),
    boost: term.classes?.includes(owner) ? 20 : 0,
  }));
  const others = [
    ...variables(text),
    ...Object.keys({ ...declaredPrefixes(text), ...words.prefixes }).map(
      (name) => ({ label: `${name}:`, type: "namespace", boost: -30 }),
    ),
    ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -20 })),
    ...FUNCTIONS.map((label) => ({ label, type: "function", boost: -20 })),
  ];
  if (place === "class") return [...classes, ...others];
  if (place === "property") return [...properties, ...others];
  return [...others, ...[...classes, ...properties].map((one) => ({ ...one, boost: -40 }))];
}

/**
 * @param {Term} term @param {"class" | "property"} type @param {Vocabulary} words
 * @param {import("./page.js").Page} page @returns {Completion}
 */
function offeredTerm(term, type, words, page) {
  const count = term.count && page.t(type === "class" ? "things" : "statements", { count: term.count });
  return {
    label: term.written,
    detail: term.label ?? "",
    type,
    info: [term.comment, count].filter(Boolean).join(" ") || undefined,
    apply: (view, completion, from, to) => {
      const prefix = term.written.split(":")[0] ?? "";
      const lacking = declaration(view.state.doc.toString(), prefix, words.prefixes[prefix]);
      const inserted = insertCompletionText(view.state, term.written, from, to);
      view.dispatch({ ...inserted, annotations: pickedCompletion.of(completion) });
      if (lacking && !term.written.startsWith("<")) view.dispatch({ changes: lacking });
    },
  };
}
