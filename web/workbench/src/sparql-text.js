/** Reads what an editor has to know of a query that may not be finished. */

const DECLARATION = /\bPREFIX\s+([\w-]*):\s*<([^>\s]*)>/gi;
const BEFORE_WORD = /[^\s{}()]*$/;

/** Prefixes that a query declares. @param {string} text @returns {Record<string, string>} */
export function declaredPrefixes(text) {
  return Object.fromEntries([...text.matchAll(DECLARATION)].map(([, name, iri]) => [name, iri]));
}

/** Variables of a query. @param {string} text @returns {string[]} */
export function variablesIn(text) {
  return [...new Set(text.match(/[?$][A-Za-z_]\w*/g) ?? [])];
}

/**
 * Where in a triple pattern a word stands.
 * @param {string} before The text up to the word.
 * @returns {{place: "subject" | "property" | "class" | "object", subject: string}}
 */
export function placeOf(before) {
  const text = withoutNoise(before);
  const pattern = text.slice(Math.max(...["{", "}", " . ", ".\n", ". "].map((end) => ended(text, end))));
  const parts = pattern.split(/;/);
  const subject = words(parts[0] ?? "")[0] ?? "";
  const here = words(parts.at(-1) ?? "");
  const given = parts.length > 1 ? here.length : here.length - 1;
  const verb = parts.length > 1 ? here[0] : here[1];
  if (given < 0) return { place: "subject", subject: "" };
  if (given === 0) return { place: "property", subject };
  return { place: verb === "a" || verb === "rdf:type" ? "class" : "object", subject };
}

/** The class that a query gives a variable, as the query writes it.
 * @param {string} text @param {string} variable */
export function classOf(text, variable) {
  const escaped = variable.replace(/[?$]/, "[?$]");
  return text.match(new RegExp(`${escaped}\\s+(?:a|rdf:type)\\s+([\\w-]+:[\\w-]+)`))?.[1] ?? "";
}

/** A query with a declaration that it lacks; where to insert, and what.
 * @param {string} text @param {string} prefix @param {string | undefined} iri
 * @returns {{from: number, insert: string} | null} */
export function declaration(text, prefix, iri) {
  if (!iri || prefix in declaredPrefixes(text)) return null;
  const last = [...text.matchAll(DECLARATION)].at(-1);
  const insert = `PREFIX ${prefix}: <${iri}>`;
  if (last) return { from: (last.index ?? 0) + last[0].length, insert: `\n${insert}` };
  const head = text.match(/^(?:\s*#[^\n]*\n)*/)?.[0].length ?? 0;
  return { from: head, insert: `${insert}\n` };
}

/** Comments and strings, and a word that is not finished, say nothing of the place.
 * @param {string} text */
function withoutNoise(text) {
  return text
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|(^|\s)#[^\n]*/g, (found) =>
      found.trimStart().startsWith("#") ? "\n" : "<>",
    )
    .replace(BEFORE_WORD, "");
}

/** @param {string} text @param {string} end */
function ended(text, end) {
  const place = text.lastIndexOf(end);
  return place < 0 ? 0 : place + end.length;
}

/** @param {string} text */
function words(text) {
  return text.split(/[\s,()]+/).filter(Boolean);
}
