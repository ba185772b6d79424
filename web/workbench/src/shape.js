/** What the columns of a result hold, and so how it can be shown. */

import { countryOf } from "./places.js";

/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./result.js").Row} Row */
/** @typedef {import("./result.js").Term} Term */
/** @typedef {"table" | "chart" | "map" | "graph" | "text"} View */
/** @typedef {"number" | "date" | "iri" | "text" | "empty"} Kind */

const LOOKED_AT = 2000; // rows that decide what a column holds
const GROUPS = 60; // values of a column whose rows are worth counting
const DRAWN = 60; // statements that are drawn before they are listed
const PLACES = 0.6; // share of a column's terms that name a country, for a map
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = /^(integer|decimal|double|float|long|int|short|byte|nonNegativeInteger|positiveInteger|unsigned\w+)$/;
const DATES = /^(date|dateTime|gYear|gYearMonth)$/;

/**
 * @typedef {object} Column
 * @property {string} name @property {Kind} kind @property {number} distinct
 * @property {boolean} isPlace
 */
/**
 * @typedef {object} Shape
 * @property {Column[]} columns @property {View[]} views The first is the one to begin with.
 */

/** @param {Result} result @returns {Shape} */
export function shapeOf(result) {
  if (result.kind === "boolean") return { columns: [], views: [] };
  const rows = result.rows.slice(0, LOOKED_AT);
  const columns = result.columns.map((name) => columnOf(name, rows));
  if (result.kind === "graph") return { columns, views: viewsOfGraph(rows.length) };
  /** @type {View[]} */
  const views = ["table"];
  if (canChart(columns, rows.length)) views.push("chart");
  if (columns.some((one) => one.isPlace)) views.push("map");
  if (columns.filter((one) => one.kind === "iri").length > 1) views.push("graph");
  return { columns, views };
}

/** A drawing of many statements is no help to begin with. @param {number} statements
 * @returns {View[]} */
function viewsOfGraph(statements) {
  if (!statements) return ["text"];
  return statements <= DRAWN ? ["graph", "table", "text"] : ["table", "graph", "text"];
}

/** @param {Term} term @returns {Kind} */
export function kindOf(term) {
  if (term.type !== "literal" && term.type !== "typed-literal") return "iri";
  const type = term.datatype?.startsWith(XSD) ? term.datatype.slice(XSD.length) : "";
  if (NUMBERS.test(type)) return "number";
  return DATES.test(type) ? "date" : "text";
}

/** @param {string} name @param {Row[]} rows @returns {Column} */
function columnOf(name, rows) {
  const terms = rows.flatMap((row) => row[name] ?? []);
  const kinds = new Set(terms.map(kindOf));
  const [only = "empty"] = kinds;
  const named = terms.filter((term) => countryOf(term).code).length;
  const isIri = terms.every((term) => term.type === "uri");
  return {
    name,
    kind: kinds.size > 1 ? "text" : only,
    distinct: new Set(terms.map((term) => term.value)).size,
    // Words in capitals look like codes of countries; IRIs don't.
    isPlace: terms.length > 0 && named >= terms.length * (isIri ? PLACES : 1),
  };
}

/** @param {Column[]} columns @param {number} rows */
function canChart(columns, rows) {
  if (rows < 2) return false;
  const hasNumbers = columns.length > 1 && columns.some((one) => one.kind === "number");
  const hasGroups = columns.some((one) => one.distinct > 1 && one.distinct <= GROUPS && one.distinct * 1.5 <= rows);
  return hasNumbers || hasGroups;
}
