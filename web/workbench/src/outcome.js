/** What a query gave: its views, what was cut, where to have it as a file; or what went wrong. */

import { addressOf } from "./endpoint.js";
import { h } from "./dom.js";
import { Labels } from "./labels.js";
import { shapeOf } from "./shape.js";
import { variablesIn } from "./sparql-text.js";
import { TableView } from "./table.js";
import { tabs } from "./tabs.js";
import { Terms } from "./terms.js";

/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./view.js").Shown} Shown */
/** @typedef {import("./shape.js").View} View */

const COPIED_FOR = 2500; // milliseconds that a button says so
const ROW_FORMATS = { csv: "CSV", tsv: "TSV", json: "JSON", xml: "XML" };
const GRAPH_FORMATS = {
  ttl: "Turtle", nt: "N-Triples", jsonld: "JSON-LD", rdf: "RDF/XML", trig: "TriG", nq: "N-Quads",
};

export class Outcome {
  /**
   * @param {HTMLElement} element @param {Page} page
   * @param {() => import("./vocabulary.js").Vocabulary} vocabulary
   * @param {{say: (text: string) => void, viewed: (view: string) => void,
   *   goTo: (line: number, column: number) => void}} hears
   */
  constructor(element, page, vocabulary, hears) {
    this.element = element;
    this.page = page;
    this.hears = hears;
    this.terms = new Terms(page, new Labels(page.release, page.language), vocabulary);
  }

  /** Nothing but a remark. @param {string} text */
  note(text) {
    this.element.replaceChildren(h("p", { class: "wb-none" }, text));
  }

  /** @param {Result} result @param {string} query @param {string} wanted A view, or "".
   * @param {number} seconds @returns {string} What to say of it. */
  show(result, query, wanted, seconds) {
    const { page } = this;
    if (result.kind === "rows") result.columns = inOrder(result.columns, query);
    const shape = shapeOf(result);
    const summary = page.t("summary", {
      result: this.#counted(result),
      seconds: page.number(seconds, { maximumFractionDigits: seconds < 1 ? 3 : 1 }),
      release: page.release,
    });
    const view = shape.views.find((one) => one === wanted) ?? shape.views[0];
    const panel = h("div", { id: "wb-view", role: shape.views.length > 1 ? "tabpanel" : null, tabindex: shape.views.length > 1 ? "-1" : null });
    const shown = { result, shape, terms: this.terms, page, query, say: this.hears.say };
    const choose = (/** @type {string} */ name) => {
      this.hears.viewed(name);
      this.#draw(panel, shown, /** @type {View} */ (name));
    };
    /** @type {[string, string][]} */
    const names = shape.views.map((one) => [one, page.t(`view_${one}`)]);
    this.element.replaceChildren(
      h("h2", { id: "result-title" }, page.t("result")),
      h("p", { class: "wb-summary" }, summary),
      this.#cut(result),
      h(
        "div",
        { class: "wb-bar" },
        names.length > 1 ? tabs(page.t("views"), names, view ?? "", "wb-view", choose) : h("span"),
        this.#downloads(result, query, view ?? ""),
      ),
      panel,
    );
    if (result.kind === "boolean") panel.append(h("p", { class: "wb-answer" }, page.t(result.answer ? "yes" : "no")));
    else if (view) this.#draw(panel, shown, view);
    return summary;
  }

  /** @param {import("./endpoint.js").Problem} problem */
  problem({ title, detail, line, column, advice = [] }) {
    const { page } = this;
    const place = line && column ? { line, column } : null;
    const more = advice.filter((one) => !detail.includes(one));
    this.element.replaceChildren(
      h(
        "div",
        { class: "wb-problem" },
        h("h2", { id: "result-title", lang: "en" }, title),
        h("p", { lang: "en" }, detail),
        more.length > 0 && h("ul", { lang: "en" }, ...more.map((one) => h("li", {}, one))),
        place &&
          h("button", { type: "button", onclick: () => this.hears.goTo(place.line, place.column) }, page.t("go_to_place", place)),
      ),
    );
  }

  /** @param {Result} result */
  #counted(result) {
    const { page } = this;
    if (result.kind === "boolean") return page.t(result.answer ? "yes" : "no");
    return page.t(result.kind === "graph" ? "statements" : "row_count", { count: result.rows.length });
  }

  /** @param {Result} result */
  #cut(result) {
    if (result.cut === undefined) return "";
    const { page } = this;
    const isOurs = result.cut === "stopped";
    const text = page.t(isOurs ? "cut_page" : "cut_endpoint", { count: result.rows.length });
    return h(
      "div",
      { class: "wb-cut", role: "alert" },
      h("strong", {}, page.t("cut_title")),
      h("p", {}, text),
      !isOurs && h("p", { lang: "en" }, result.cut),
    );
  }

  /** @param {Result} result @param {string} query @param {string} view */
  #downloads(result, query, view) {
    const { page } = this;
    const formats = result.kind === "graph" ? GRAPH_FORMATS : ROW_FORMATS;
    const links = Object.entries(formats).map(([format, name]) => {
      const href = addressOf(query, page.release, format);
      return h("li", {}, h("a", { href, download: `regiograph-${page.release}.${format}` }, name));
    });
    const permalink = page.link(addressOf(query, page.release) + (view ? `&view=${view}` : ""));
    return h(
      "div",
      { class: "wb-takeaway" },
      h("details", { class: "wb-download" }, h("summary", {}, page.t("download")), h("ul", {}, ...links)),
      h("a", { href: permalink, class: "wb-permalink" }, page.t("permalink")),
      navigator.clipboard && h("button", { type: "button", onclick: (event) => this.#copy(event.target) }, page.t("copy_link")),
    );
  }

  /** @param {HTMLButtonElement} button */
  async #copy(button) {
    const link = this.element.querySelector(".wb-permalink");
    if (!(link instanceof HTMLAnchorElement)) return;
    await navigator.clipboard.writeText(link.href);
    this.hears.say(this.page.t("copied"));
    button.textContent = this.page.t("copied");
    setTimeout(() => (button.textContent = this.page.t("copy_link")), COPIED_FOR);
  }

  /** The drawings are loaded when they are asked for. @param {HTMLElement} panel
   * @param {Shown} shown @param {View} view */
  async #draw(panel, shown, view) {
    const link = this.element.querySelector(".wb-permalink");
    if (link instanceof HTMLAnchorElement) link.href = link.href.replace(/&view=\w+/, `&view=${view}`);
    panel.dataset.view = view;
    if (!shown.result.rows.length && view !== "text") {
      panel.replaceChildren(h("p", { class: "wb-none" }, shown.page.t("no_rows")));
      return;
    }
    const made = await make(view, shown);
    if (panel.dataset.view === view) panel.replaceChildren(made);
  }
}

/** The columns of SELECT * as the query names them; the endpoint gives them by the alphabet.
 * @param {string[]} columns @param {string} query */
function inOrder(columns, query) {
  const form = query.replace(/(^|\s)#[^\n]*/g, "$1").match(/\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(\*|\S)/i)?.[1];
  if (form !== "*") return columns;
  const named = variablesIn(query).map((one) => one.slice(1));
  const place = (/** @type {string} */ name) => (named.includes(name) ? named.indexOf(name) : named.length);
  return [...columns].sort((a, b) => place(a) - place(b));
}

/** @param {View} view @param {Shown} shown @returns {Promise<HTMLElement>} */
async function make(view, shown) {
  if (view === "chart") return new (await import("./chart.js")).ChartView(shown).element;
  if (view === "map") return new (await import("./map.js")).MapView(shown).element;
  if (view === "graph") return new (await import("./network.js")).NetworkView(shown).element;
  if (view === "text") return turtle(shown);
  return new TableView(shown).element;
}

/** @param {Shown} shown */
async function turtle({ query, page }) {
  const response = await fetch(addressOf(query, page.release, "ttl"));
  return h("pre", { tabindex: "0", "aria-label": page.t("view_text") }, await response.text());
}
