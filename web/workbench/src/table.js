/** Rows as a table: sorted by a column, filtered, a page at a time. */

import { h } from "./dom.js";
import { kindOf } from "./shape.js";

/** @typedef {import("./result.js").Row} Row */
/** @typedef {import("./result.js").Term} Term */
/** @typedef {import("./view.js").Shown} Shown */

const PAGE = 100; // rows
const NAMED_AT_ONCE = 1500; // IRIs whose names are fetched before they are in sight, for sorting

export class TableView {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    this.page = 0;
    this.filter = "";
    this.column = "";
    this.descending = false;
    this.body = h("div");
    this.element = h("div", { class: "wb-table" }, this.#tools(), this.body);
    this.#draw();
    this.#loadNames(shown.result.rows, NAMED_AT_ONCE);
  }

  #tools() {
    const { page, terms, result } = this.shown;
    const named = h("input", {
      type: "checkbox",
      checked: terms.named,
      onchange: (event) => {
        terms.named = event.target.checked;
        this.#draw();
      },
    });
    const filter = h("input", {
      type: "search",
      placeholder: page.t("filter_rows"),
      "aria-label": page.t("filter_rows"),
      oninput: (event) => this.#narrow(event.target.value),
    });
    return h(
      "div",
      { class: "wb-tools" },
      result.rows.length > 10 && filter,
      h("label", { class: "choice" }, named, page.t("names")),
    );
  }

  /** @param {string} text */
  #narrow(text) {
    this.filter = text.trim().toLowerCase();
    this.page = 0;
    this.#draw();
    this.shown.say(this.shown.page.t("row_count", { count: this.#rows().length }));
  }

  /** @returns {Row[]} */
  #rows() {
    const { result, terms } = this.shown;
    const columns = result.columns;
    let rows = result.rows;
    if (this.filter) {
      const holds = (/** @type {Term | undefined} */ term) =>
        term && `${terms.text(term)} ${term.value}`.toLowerCase().includes(this.filter);
      rows = rows.filter((row) => columns.some((name) => holds(row[name])));
    }
    return this.column ? [...rows].sort((a, b) => this.#compared(a[this.column], b[this.column])) : rows;
  }

  /** Empty cells come last, whichever the direction. @param {Term | undefined} a
   * @param {Term | undefined} b */
  #compared(a, b) {
    if (!a || !b) return Number(!a) - Number(!b);
    const { terms, page } = this.shown;
    const areNumbers = kindOf(a) === "number" && kindOf(b) === "number";
    const order = areNumbers
      ? Number(a.value) - Number(b.value)
      : terms.text(a).localeCompare(terms.text(b), page.language, { numeric: true });
    return this.descending ? -order : order;
  }

  #draw() {
    const { page, result, shape } = this.shown;
    const rows = this.#rows();
    const start = this.page * PAGE;
    const seen = rows.slice(start, start + PAGE);
    const table = h(
      "table",
      {},
      h("caption", { class: "hidden" }, page.t("result")),
      h("thead", {}, h("tr", {}, ...shape.columns.map((column) => this.#heading(column)))),
      h("tbody", {}, ...seen.map((row) => this.#row(row))),
    );
    this.body.replaceChildren(
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": page.t("view_table") }, table),
      this.#pager(rows.length, start),
    );
    this.#loadNames(seen, Infinity);
  }

  /** @param {import("./shape.js").Column} column */
  #heading({ name, kind }) {
    const isSorted = this.column === name;
    const sorted = isSorted ? (this.descending ? "descending" : "ascending") : "none";
    const sort = () => {
      this.descending = isSorted && !this.descending;
      this.column = name;
      this.page = 0;
      this.#draw();
      this.#focus(`[data-column="${CSS.escape(name)}"]`);
    };
    const button = h("button", { type: "button", class: "sort", "data-column": name, onclick: sort }, name);
    return h("th", { scope: "col", class: kind === "number" ? "number" : null, "aria-sort": sorted }, button);
  }

  /** @param {Row} row */
  #row(row) {
    const { result, terms } = this.shown;
    return h(
      "tr",
      {},
      ...result.columns.map((name) => {
        const term = row[name];
        const isNumber = term && kindOf(term) === "number";
        return h("td", { class: isNumber ? "number" : null }, terms.cell(term));
      }),
    );
  }

  /** @param {number} count @param {number} start */
  #pager(count, start) {
    if (count <= PAGE) return "";
    const { page } = this.shown;
    const go = (/** @type {number} */ step, /** @type {string} */ label, /** @type {boolean} */ can) =>
      h("button", { type: "button", "data-step": step, disabled: !can, onclick: () => this.#turn(step) }, label);
    const place = { from: start + 1, to: Math.min(start + PAGE, count), count };
    return h(
      "nav",
      { class: "pager", "aria-label": page.t("pages") },
      go(-1, page.t("previous"), start > 0),
      h("span", {}, page.t("rows_from_to", place)),
      go(1, page.t("next"), start + PAGE < count),
    );
  }

  /** @param {number} step */
  #turn(step) {
    this.page += step;
    this.#draw();
    const said = this.body.querySelector(".pager span")?.textContent ?? "";
    this.shown.say(said);
    this.#focus(`[data-step="${step}"]:enabled`, ".scroll");
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {Row[]} rows @param {number} most */
  async #loadNames(rows, most) {
    const { result, terms } = this.shown;
    const cells = rows.slice(0, PAGE * 20).flatMap((row) => result.columns.map((name) => row[name]));
    const iris = cells.flatMap((term) => (term?.type === "uri" ? term.value : [])).slice(0, most);
    if ((await terms.labels.load(iris)) && this.element.isConnected) this.#drawKeepingFocus();
  }

  #drawKeepingFocus() {
    const held = document.activeElement;
    const column = held instanceof HTMLElement ? held.dataset.column : undefined;
    const step = held instanceof HTMLElement ? held.dataset.step : undefined;
    this.#draw();
    if (column) this.#focus(`[data-column="${CSS.escape(column)}"]`);
    else if (step) this.#focus(`[data-step="${step}"]`);
  }

  /** Focus the first element that is there. @param {...string} selectors */
  #focus(...selectors) {
    const found = selectors.map((one) => this.body.querySelector(one)).find(Boolean);
    if (found instanceof HTMLElement) found.focus();
  }
}
