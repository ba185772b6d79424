/** Queries that were run before, kept by this browser and sent nowhere. */

import { h } from "./dom.js";

const KEY = "regiograph.queries";
const MOST = 40; // queries
const LONGEST = 120; // characters of a query that are shown

export class Past {
  /**
   * @param {HTMLElement} beside The panel under which the list comes.
   * @param {import("./page.js").Page} page @param {(query: string) => void} open
   */
  constructor(beside, page, open) {
    this.open = open;
    this.list = h("ul");
    this.element = h(
      "details",
      { class: "wb-past" },
      h("summary", {}, page.t("past")),
      h("p", { class: "wb-note" }, page.t("past_text")),
      this.list,
      h("button", { type: "button", onclick: () => this.#forget() }, page.t("past_forget")),
    );
    beside.querySelector(".wb-tasks")?.before(this.element);
    this.#draw(read());
  }

  /** Keep a query as the newest; one that is there already moves up. @param {string} query */
  keep(query) {
    if (!query.trim()) return;
    const queries = [query, ...read().filter((one) => one !== query)].slice(0, MOST);
    write(queries);
    this.#draw(queries);
  }

  #forget() {
    write([]);
    this.#draw([]);
  }

  /** @param {string[]} queries */
  #draw(queries) {
    this.element.hidden = queries.length === 0;
    const items = queries.map((query) => {
      const onclick = () => this.open(query);
      return h("li", {}, h("button", { type: "button", title: query, onclick }, summaryOf(query)));
    });
    this.list.replaceChildren(...items);
  }
}

/** What tells one query from another: its first comment, or else what follows its prefixes.
 * @param {string} query */
export function summaryOf(query) {
  const comment = query.match(/^\s*#\s*(\S[^\n]*)/)?.[1];
  const bare = query.replace(/^\s*(?:#[^\n]*\n|(?:PREFIX\s+\S*|BASE)\s*<[^>]*>\s*)*/i, "");
  const text = (comment ?? bare).replace(/\s+/g, " ").trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** @returns {string[]} */
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return []; // a browser may refuse to keep anything
  }
}

/** @param {string[]} queries */
function write(queries) {
  try {
    localStorage.setItem(KEY, JSON.stringify(queries));
  } catch {
    // Full, or refused: the list of this visit is shown all the same.
  }
}
