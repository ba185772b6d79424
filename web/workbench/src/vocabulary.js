/**
 * The words that queries about this graph are made of.
 *
 * @typedef {object} Term
 * @property {string} iri @property {string} written As a query writes it: rg:Region.
 * @property {string} [label] @property {string} [comment] @property {number} [count]
 * @property {string[]} [classes] Of a property: the classes whose things have it.
 *
 * @typedef {object} Vocabulary
 * @property {Record<string, string>} prefixes @property {Term[]} classes
 * @property {Term[]} properties @property {Term[]} services Searches that a query may call.
 * @property {Term[]} parameters What it asks them.
 */

/** @param {string} release @returns {Promise<Vocabulary>} */
export async function loadVocabulary(release) {
  const response = await fetch(`/sparql/vocabulary.json?${new URLSearchParams({ release })}`);
  if (!response.ok) throw new Error(`No vocabulary: ${response.status}`);
  return response.json();
}

const AUTHORITY = "http://publications.europa.eu/resource/authority/"; // of the EU's own tables

/** @type {Vocabulary} */
export const EMPTY = { prefixes: {}, classes: [], properties: [], services: [], parameters: [] };

/** An IRI as people read it: rg:Region, id/region/BE2, currency/EUR, or whole.
 * @param {string} iri @param {Vocabulary} words @param {string} base */
export function shortened(iri, words, base) {
  for (const [prefix, space] of Object.entries(words.prefixes)) {
    if (space.startsWith(base) && !space.endsWith("#")) continue;
    const local = iri.slice(space.length);
    if (iri.startsWith(space) && /^[\w-]+$/.test(local)) return `${prefix}:${local}`;
  }
  const space = [base, AUTHORITY].find((one) => iri.startsWith(one)) ?? "";
  return iri.slice(space.length);
}
