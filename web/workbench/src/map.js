/** Countries of a result on a map; regions stand in their country, as the packages have no
 * outlines of regions that anyone may use. */

import { geoAzimuthalEqualArea, geoPath } from "d3-geo";
import { scaleQuantize } from "d3-scale";
import outlines from "outlines";
import { choice, h, s } from "./dom.js";
import { countryName, countryOf } from "./places.js";

/** @typedef {import("./view.js").Shown} Shown */
/** @typedef {{value: number, rows: number}} Tally */

const [WIDTH, HEIGHT, STEPS, SMALL] = [760, 640, 5, 14];
const ROWS = "";
/** @type {GeoJSON.MultiPoint} */
const CORNERS = { type: "MultiPoint", coordinates: [[-22, 64], [-9.5, 36.5], [14.4, 35.3], [25, 34.6], [34, 34.3], [39, 43], [28, 70.8]] };

export class MapView {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    const places = shown.shape.columns.filter((one) => one.isPlace);
    this.place = places[0]?.name ?? "";
    this.figure = h("figure", { class: "wb-figure wb-map" });
    this.value = this.#values().at(0) ?? ROWS;
    this.tools = h("div", { class: "wb-tools" });
    this.element = h("div", {}, this.tools, this.figure);
    this.places = places;
    this.#draw();
  }

  /** Columns of numbers that say one thing of each country; several would have to be added up,
   * and not every number may be. */
  #values() {
    const { result, shape } = this.shown;
    const codes = result.rows.map((row) => countryOf(row[this.place]).code).filter(Boolean);
    if (new Set(codes).size < codes.length) return [];
    return shape.columns.filter((one) => one.kind === "number").map((one) => one.name);
  }

  #draw() {
    const { page } = this.shown;
    const values = this.#values();
    if (!values.includes(this.value)) this.value = ROWS;
    const named = (/** @type {string} */ name) => /** @type {[string, string]} */ ([name, name]);
    const redraw = (/** @type {"place" | "value"} */ what) => (/** @type {string} */ name) => {
      this[what] = name;
      this.#draw();
    };
    this.tools.replaceChildren(
      ...(this.places.length > 1
        ? [choice(page.t("map_places"), this.places.map(({ name }) => named(name)), this.place, redraw("place"))]
        : []),
      choice(page.t("chart_values"), [...values.map(named), [ROWS, page.t("number_of_rows")]], this.value, redraw("value")),
    );
    this.figure.replaceChildren(...this.#map());
  }

  /** @returns {{tallies: Map<string, Tally>, outside: number, hasRegions: boolean}} */
  #tallied() {
    /** @type {Map<string, Tally>} */
    const tallies = new Map();
    let [outside, hasRegions] = [0, false];
    for (const row of this.shown.result.rows) {
      const { code, inside } = countryOf(row[this.place]);
      hasRegions ||= inside;
      if (!code) outside += 1;
      else {
        const tally = tallies.get(code) ?? { value: 0, rows: 0 };
        tally.rows += 1;
        tally.value = this.value === ROWS ? tally.rows : Number(row[this.value]?.value ?? 0);
        tallies.set(code, tally);
      }
    }
    return { tallies, outside, hasRegions };
  }

  #map() {
    const { page } = this.shown;
    const { tallies, outside, hasRegions } = this.#tallied();
    const most = Math.max(1, ...[...tallies.values()].map((one) => one.value));
    const least = Math.min(0, ...[...tallies.values()].map((one) => one.value));
    const step = scaleQuantize([least, most], [1, 2, 3, 4, 5].slice(0, STEPS));
    const projection = geoAzimuthalEqualArea().rotate([-12, -52]).fitSize([WIDTH, HEIGHT], CORNERS);
    const path = geoPath(projection.clipExtent([[0, 0], [WIDTH, HEIGHT]]));
    const said = [...tallies].sort(([, a], [, b]) => b.value - a.value).map(([code, { value }]) => this.#said(code, value));
    const notes = [
      hasRegions && page.t("map_regions"),
      outside > 0 && page.t("map_outside", { count: outside }),
    ].filter(Boolean);
    return [
      s(
        "svg",
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${page.t("view_map")}: ${said.join("; ")}` },
        ...outlines.features.map((one) => this.#country(one, path, tallies, step)),
        ...outlines.features.map((one) => this.#dot(one, path, tallies, step)),
      ),
      h("div", { class: "wb-legend", "aria-hidden": "true" }, ...this.#legend(step)),
      h("figcaption", {}, ...notes.map((note) => h("p", {}, note || "")), h("p", {}, page.t("map_source"))),
    ];
  }

  /** @param {string} code @param {number} value */
  #said(code, value) {
    const { page } = this.shown;
    return `${countryName(code, page.language)} ${page.number(value, { maximumFractionDigits: 6 })}`;
  }

  /**
   * @param {GeoJSON.Feature} feature @param {import("d3-geo").GeoPath} path
   * @param {Map<string, Tally>} tallies @param {(value: number) => number} step
   */
  #country(feature, path, tallies, step) {
    const code = String(feature.id ?? "");
    const tally = tallies.get(code);
    const title = tally ? this.#said(code, tally.value) : code && countryName(code, this.shown.page.language);
    return s("path", { d: path(feature) ?? "", class: tally ? `land step-${step(tally.value)}` : "land" }, s("title", {}, title));
  }

  /** A country too small to see gets a dot. @param {GeoJSON.Feature} feature
   * @param {import("d3-geo").GeoPath} path @param {Map<string, Tally>} tallies
   * @param {(value: number) => number} step */
  #dot(feature, path, tallies, step) {
    const code = String(feature.id ?? "");
    const tally = tallies.get(code);
    if (!tally || path.area(feature) > SMALL * SMALL) return "";
    const [cx, cy] = path.centroid(feature);
    if (!Number.isFinite(cx)) return "";
    return s("circle", { cx, cy, r: 6, class: `land dot step-${step(tally.value)}` }, s("title", {}, this.#said(code, tally.value)));
  }

  /** @param {import("d3-scale").ScaleQuantize<number>} step */
  #legend(step) {
    const { page } = this.shown;
    const isWhole = this.value === ROWS;
    return step.range().map((one) => {
      const [low, high] = step.invertExtent(one);
      const [from, to] = isWhole ? [Math.max(1, Math.ceil(low)), one === STEPS ? high : Math.ceil(high) - 1] : [low, high];
      if (isWhole && to < from) return "";
      const text = from === to ? page.number(from) : `${page.number(from)} – ${page.number(to)}`;
      return h("span", {}, s("svg", { width: 16, height: 12 }, s("rect", { class: `step-${one}`, width: 16, height: 12, rx: 2 })), text);
    });
  }
}
