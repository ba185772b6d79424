/** Shows where a query can't be read: as it is typed, and what the endpoint says of it. */

import { syntaxTree } from "@codemirror/language";
import { declaration, declaredPrefixes } from "./sparql-text.js";

/** @typedef {import("@codemirror/lint").Diagnostic} Diagnostic */
/** @typedef {import("@codemirror/state").EditorState} EditorState */

/**
 * What is wrong with a query, as far as the editor can tell; the endpoint decides.
 * @param {EditorState} state @param {Record<string, string>} known Prefixes that can be declared.
 * @param {import("./page.js").Page} page @returns {Diagnostic[]}
 */
export function diagnose(state, known, page) {
  const text = state.doc.toString();
  const isNewer = /<<|\{\||\bLATERAL\b|\bADJUST\b/i.test(text); // beyond the editor's grammar
  const unread = isNewer || !text.trim() ? null : firstError(state);
  const undeclared = undeclaredPrefixes(state, known, page);
  return unread ? [...undeclared, described(text, unread, page)] : undeclared;
}

/** The part of a query at a line and column, both from 1; columns count characters.
 * @param {EditorState} state @param {number} line @param {number} column */
export function rangeAt(state, line, column) {
  const { from, to, text } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  const before = [...text].slice(0, column - 1).join("").length;
  const start = Math.min(from + before, to);
  const word = text.slice(before).match(/^[\w:?$-]+|^./)?.[0].length ?? 0;
  return { from: start === to ? Math.max(from, start - 1) : start, to: Math.min(start + word, to) };
}

/** Line and column of a place, both from 1. @param {EditorState} state @param {number} at */
export function lineColumn(state, at) {
  const line = state.doc.lineAt(at);
  return { line: line.number, column: [...line.text.slice(0, at - line.from)].length + 1 };
}

/** @param {EditorState} state */
function firstError(state) {
  /** @type {{from: number, to: number} | null} */
  let found = null;
  syntaxTree(state).iterate({
    enter(node) {
      if (node.type.isError && !found) found = { from: node.from, to: node.to };
      return !found;
    },
  });
  return /** @type {{from: number, to: number} | null} */ (found);
}

/** @param {string} text @param {{from: number, to: number}} place
 * @param {import("./page.js").Page} page @returns {Diagnostic} */
function described(text, { from, to }, page) {
  const next = text.slice(from).match(/^\s*([\w:?$-]+|\S)/);
  if (!next) {
    const end = text.trimEnd().length;
    return { from: Math.max(0, end - 1), to: end, severity: "error", message: page.t("unfinished") };
  }
  const word = next[1] ?? "";
  const start = from === to ? from + next[0].length - word.length : from;
  const message = page.t("unexpected", { word });
  return { from: start, to: Math.max(to, start + word.length), severity: "error", message };
}

/** @param {EditorState} state @param {Record<string, string>} known
 * @param {import("./page.js").Page} page @returns {Diagnostic[]} */
function undeclaredPrefixes(state, known, page) {
  const text = state.doc.toString();
  const declared = declaredPrefixes(text);
  /** @type {Map<string, Diagnostic>} */
  const found = new Map();
  syntaxTree(state).iterate({
    enter({ name, from, to }) {
      if (name !== "Pname_ln" && name !== "PrefixedName") return;
      const prefix = text.slice(from, to).split(":")[0] ?? "";
      if (prefix in declared || found.has(prefix)) return;
      const message = page.t("undeclared", { prefix: `${prefix}:` });
      const actions = known[prefix] ? [declaring(prefix, known[prefix], page)] : [];
      found.set(prefix, { from, to, severity: "error", message, actions });
    },
  });
  return [...found.values()];
}

/** @param {string} prefix @param {string} iri @param {import("./page.js").Page} page */
function declaring(prefix, iri, page) {
  return {
    name: page.t("declare", { prefix: `${prefix}:` }),
    apply: (/** @type {import("@codemirror/view").EditorView} */ view) => {
      const changes = declaration(view.state.doc.toString(), prefix, iri);
      if (changes) view.dispatch({ changes });
    },
  };
}
