/** Rows as bars, or as a line where they have dates. */

import { scaleLinear, scaleUtc } from "d3-scale";
import { line } from "d3-shape";
import { choice, h, s } from "./dom.js";

/** @typedef {import("./result.js").Row} Row */
/** @typedef {import("./view.js").Shown} Shown */
/** @typedef {{text: string, cell: Node, value: number}} Bar */
/** @typedef {{at: Date, value: number}} Point */

const MOST_BARS = 60;
const ROWS = ""; // stands for the number of rows, where a column is asked for
const [WIDTH, HEIGHT, LEFT, BOTTOM, EDGE] = [800, 320, 60, 34, 14];

export class ChartView {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    const { columns } = shown.shape;
    const numbers = columns.filter((one) => one.kind === "number");
    const others = columns.filter((one) => one.kind !== "number" && one.kind !== "empty");
    const words = others.find((one) => one.kind !== "date" || numbers.length > 0);
    this.value = numbers.filter((one) => one !== words).at(-1)?.name ?? ROWS;
    this.label = (this.value === ROWS ? grouping(columns, shown.result.rows.length) : (words ?? columns[0]))?.name ?? "";
    this.figure = h("figure", { class: "wb-figure" });
    this.element = h("div", { class: "wb-chart" }, this.#tools(numbers), this.figure);
    this.#draw();
    this.#loadNames();
  }

  /** @param {import("./shape.js").Column[]} numbers */
  #tools(numbers) {
    const { page, shape } = this.shown;
    const labels = shape.columns.map(({ name }) => /** @type {[string, string]} */ ([name, name]));
    const values = numbers.map(({ name }) => /** @type {[string, string]} */ ([name, name]));
    const redraw = (/** @type {"label" | "value"} */ what) => (/** @type {string} */ name) => {
      this[what] = name;
      this.#draw();
    };
    return h(
      "div",
      { class: "wb-tools" },
      choice(page.t("chart_labels"), labels, this.label, redraw("label")),
      choice(page.t("chart_values"), [...values, [ROWS, page.t("number_of_rows")]], this.value, redraw("value")),
    );
  }

  #draw() {
    const column = this.shown.shape.columns.find((one) => one.name === this.label);
    const points = column?.kind === "date" && this.value !== ROWS ? this.#points() : [];
    if (points.length > 1) this.figure.replaceChildren(this.#line(points));
    else this.figure.replaceChildren(...this.#bars());
  }

  /** @returns {Bar[]} */
  #counted() {
    const { result, terms } = this.shown;
    /** @type {Map<string, Bar>} */
    const groups = new Map();
    for (const row of result.rows) {
      const text = terms.text(row[this.label]);
      const bar = groups.get(text) ?? { text, cell: terms.cell(row[this.label]), value: 0 };
      bar.value += 1;
      groups.set(text, bar);
    }
    return [...groups.values()].sort((a, b) => b.value - a.value);
  }

  /** @returns {Bar[]} */
  #measured() {
    const { result, terms } = this.shown;
    return result.rows.flatMap((row) => {
      const value = Number(row[this.value]?.value ?? NaN);
      if (!Number.isFinite(value)) return [];
      return [{ text: terms.text(row[this.label]), cell: terms.cell(row[this.label]), value }];
    });
  }

  #bars() {
    const { page } = this.shown;
    const all = this.value === ROWS ? this.#counted() : this.#measured();
    const bars = all.slice(0, MOST_BARS);
    const values = bars.map((bar) => bar.value);
    const x = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [0, 100]);
    const drawn = bars.map((bar) =>
      h("tr", {}, h("th", { scope: "row" }, bar.cell), h("td", {}, this.#bar(x, bar.value)), h("td", { class: "number" }, page.number(bar.value, { maximumFractionDigits: 6 }))),
    );
    const heading = this.value === ROWS ? page.t("number_of_rows") : this.value;
    const head = h("tr", {}, h("th", { scope: "col" }, this.label), h("th", { scope: "col", colspan: 2 }, heading));
    const more = { count: bars.length, total: all.length };
    return [
      h("table", { class: "wb-bars" }, h("thead", {}, head), h("tbody", {}, ...drawn)),
      ...(all.length > bars.length ? [h("figcaption", {}, page.t("drawn_of", more))] : []),
    ];
  }

  /** @param {import("d3-scale").ScaleLinear<number, number>} x @param {number} value */
  #bar(x, value) {
    const start = Math.min(x(0), x(value));
    const width = Math.max(Math.abs(x(value) - x(0)), 0.3);
    return s(
      "svg",
      { class: "bar", "aria-hidden": "true", width: "100%", height: 18 },
      s("rect", { x: `${start}%`, y: 2, width: `${width}%`, height: 14, rx: 3 }),
    );
  }

  /** @returns {Point[]} */
  #points() {
    const points = this.shown.result.rows.map((row) => ({
      at: new Date(row[this.label]?.value ?? NaN),
      value: Number(row[this.value]?.value ?? NaN),
    }));
    const whole = points.filter(({ at, value }) => Number.isFinite(at.getTime()) && Number.isFinite(value));
    return whole.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** @param {Point[]} points */
  #line(points) {
    const { page } = this.shown;
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return h("p");
    const most = Math.max(0, ...points.map((one) => one.value));
    const least = Math.min(0, ...points.map((one) => one.value));
    const x = scaleUtc([first.at, last.at], [LEFT, WIDTH - EDGE]);
    const y = scaleLinear([least, most], [HEIGHT - BOTTOM, EDGE]).nice();
    const path = line(/** @type {(one: Point) => number} */ ((one) => x(one.at)), (one) => y(one.value))(points);
    const dated = (/** @type {Date} */ at) => new Intl.DateTimeFormat(page.language, { dateStyle: "medium", timeZone: "UTC" }).format(at);
    return s(
      "svg",
      { class: "line", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${this.label}, ${this.value}` },
      ...y.ticks(5).flatMap((tick) => [
        s("line", { class: "grid", x1: LEFT, x2: WIDTH - EDGE, y1: y(tick), y2: y(tick) }),
        s("text", { class: "tick", x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, page.number(tick, { notation: "compact" })),
      ]),
      ...x.ticks(6).map((tick) => s("text", { class: "tick", x: x(tick), y: HEIGHT - 10, "text-anchor": "middle" }, this.#dateTick(tick, first.at, last.at))),
      s("path", { class: "path", d: path }),
      ...points.map((one) =>
        s("circle", { class: "dot", cx: x(one.at), cy: y(one.value), r: 4 }, s("title", {}, `${dated(one.at)}: ${page.number(one.value)}`)),
      ),
    );
  }

  /** @param {Date} tick @param {Date} first @param {Date} last */
  #dateTick(tick, first, last) {
    const years = (last.getTime() - first.getTime()) / 31_557_600_000;
    /** @type {Intl.DateTimeFormatOptions} */
    const style = years > 3 ? { year: "numeric" } : { year: "numeric", month: "short" };
    return new Intl.DateTimeFormat(this.shown.page.language, { ...style, timeZone: "UTC" }).format(tick);
  }

  async #loadNames() {
    const { result, terms } = this.shown;
    const iris = result.rows.flatMap((row) => (row[this.label]?.type === "uri" ? (row[this.label]?.value ?? []) : []));
    if ((await terms.labels.load(iris.slice(0, 1000))) && this.element.isConnected) this.#draw();
  }
}

/** The column whose rows are best counted: one with some values, each of them often.
 * @param {import("./shape.js").Column[]} columns @param {number} rows */
function grouping(columns, rows) {
  const repeated = columns.filter((one) => one.distinct > 1 && one.distinct < rows);
  return repeated.sort((a, b) => a.distinct - b.distinct)[0] ?? columns[0];
}
