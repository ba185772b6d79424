/** Things and what leads from one to another, as a drawing that can be taken apart. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { h, s } from "./dom.js";

/** @typedef {import("./result.js").Row} Row */
/** @typedef {import("./result.js").Term} Term */
/** @typedef {import("./view.js").Shown} Shown */
/**
 * @typedef {object} Thing
 * @property {Term} term @property {number} degree @property {number} [x] @property {number} [y]
 */
/** @typedef {{source: Thing, target: Thing, terms: Term[], by: string}} Way */

const [MOST_WAYS, LABELLED_WAYS, ALIKE, LETTERS, TICKS] = [300, 60, 4, 30, 300];
const ZOOM = 1.3;
const WIDER = 1.35; // names are wider than high

export class NetworkView {
  /** @param {Shown} shown */
  constructor(shown) {
    this.shown = shown;
    this.all = statements(shown);
    const drawn = inOneLanguage(this.all, shown.page.language);
    const { things, ways } = network(drawn.slice(0, MOST_WAYS));
    this.things = things;
    this.ways = ways;
    this.figure = h("figure", { class: "wb-figure wb-network" });
    this.element = h("div", {}, this.#tools(), this.figure);
    place(things, ways);
    this.box = boxAround(things);
    this.#draw();
    this.#loadNames();
    requestAnimationFrame(() => this.#centre());
  }

  /** Where the drawing is wider than the screen, begin in the middle. */
  #centre() {
    const { figure } = this;
    figure.scrollLeft = (figure.scrollWidth - figure.clientWidth) / 2;
  }

  #tools() {
    const { page } = this.shown;
    const zoom = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ key) =>
      h("button", { type: "button", "aria-label": page.t(key), title: page.t(key), onclick: () => this.#zoom(by) }, sign);
    return h("div", { class: "wb-tools" }, zoom(1 / ZOOM, "+", "zoom_in"), zoom(ZOOM, "−", "zoom_out"));
  }

  /** @param {number} by */
  #zoom(by) {
    const { x, y, width, height } = this.box;
    this.box = {
      x: x + (width * (1 - by)) / 2,
      y: y + (height * (1 - by)) / 2,
      width: width * by,
      height: height * by,
    };
    this.figure.querySelector("svg")?.setAttribute("viewBox", viewBox(this.box));
  }

  #draw() {
    const { page } = this.shown;
    const label = `${page.t("view_graph")}: ${page.t("statements", { count: this.ways.length })}`;
    this.nodes = this.things.map((thing) => this.#thing(thing));
    this.common = this.#common();
    this.lines = this.ways.map((way) => this.#way(way));
    const drawing = s(
      "svg",
      { viewBox: viewBox(this.box), role: "group", "aria-label": label },
      s("defs", {}, arrow()),
      ...this.lines,
      ...this.nodes,
    );
    const more = { count: this.ways.length, total: this.all.length };
    const said = [
      this.common && `→ ${this.common}`,
      this.all.length > this.ways.length && page.t("drawn_of", more),
    ].filter(Boolean);
    this.figure.replaceChildren(drawing, said.length ? h("figcaption", {}, said.join(" · ")) : "");
    this.#move();
    this.#hearDrags(drawing);
  }

  /** @param {Thing} thing */
  #thing(thing) {
    const { terms } = this.shown;
    const { term } = thing;
    const text = terms.text(term);
    const isIri = term.type === "uri";
    const href = isIri ? terms.address(term.value) : "";
    const shape = isIri
      ? s("circle", { r: 7 + Math.min(9, thing.degree), class: "thing" })
      : s("rect", { x: -5, y: -5, width: 10, height: 10, rx: 2, class: "value" });
    const away = 12 + Math.min(9, isIri ? thing.degree : 0);
    const y = (thing.y ?? 0) > 20 ? away + 9 : -away; // outwards, where less is in the way
    const words = s("text", { y, "text-anchor": "middle" }, shorter(text));
    const node = href
      ? s("a", { href, "aria-label": text, draggable: "false" }, s("title", {}, term.value), shape, words)
      : s("g", {}, s("title", {}, text), shape, words);
    return node;
  }

  /** What all ways are called, "" where they differ: that is said once, below. */
  #common() {
    const names = new Set(this.ways.map((way) => this.#name(way)));
    const [name = ""] = names;
    return names.size === 1 && this.ways.length >= ALIKE ? name : "";
  }

  /** @param {Way} way */
  #name(way) {
    const { terms } = this.shown;
    return way.terms.length ? way.terms.map((one) => terms.text(one)).join(", ") : way.by;
  }

  /** @param {Way} way */
  #way(way) {
    const by = this.#name(way);
    const isLabelled = !this.common && this.ways.length <= LABELLED_WAYS;
    return s(
      "g",
      { class: "way" },
      s("line", { "marker-end": "url(#wb-arrow)" }, s("title", {}, by)),
      isLabelled && s("text", { "text-anchor": "middle" }, shorter(by)),
    );
  }

  /** Put everything where it belongs. */
  #move() {
    this.nodes?.forEach((node, n) => {
      const { x = 0, y = 0 } = this.things[n] ?? {};
      node.setAttribute("transform", `translate(${x} ${y})`);
    });
    this.lines?.forEach((group, n) => {
      const way = this.ways[n];
      if (way) drawWay(group, way);
    });
  }

  /** @param {SVGSVGElement} drawing */
  #hearDrags(drawing) {
    /** @type {{thing: Thing | undefined, moved: number} | null} */
    let held = null;
    drawing.addEventListener("pointerdown", (event) => {
      const node = /** @type {Element} */ (event.target).closest("svg > a, svg > g:not(.way)");
      held = { thing: this.things[this.nodes?.indexOf(/** @type {any} */ (node)) ?? -1], moved: 0 };
    });
    drawing.addEventListener("pointermove", (event) => {
      if (!held || !(event.buttons & 1)) return;
      const scale = this.box.width / drawing.clientWidth;
      const [dx, dy] = [event.movementX * scale, event.movementY * scale];
      held.moved += Math.abs(event.movementX) + Math.abs(event.movementY);
      if (held.moved > 4) drawing.setPointerCapture(event.pointerId);
      if (held.thing) {
        held.thing.x = (held.thing.x ?? 0) + dx;
        held.thing.y = (held.thing.y ?? 0) + dy;
        this.#move();
      } else {
        this.box = { ...this.box, x: this.box.x - dx, y: this.box.y - dy };
        drawing.setAttribute("viewBox", viewBox(this.box));
      }
    });
    // What was dragged was not clicked.
    drawing.addEventListener("click", (event) => held && held.moved > 4 && event.preventDefault(), true);
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
  }

  async #loadNames() {
    const { terms } = this.shown;
    const all = [...this.things.map((one) => one.term), ...this.ways.flatMap((way) => way.terms)];
    const iris = all.flatMap((term) => (term.type === "uri" ? term.value : []));
    if ((await terms.labels.load(iris)) && this.element.isConnected) this.#draw();
  }
}

/** Rows as subject, predicate, object; the first two columns of things where there are no
 * statements. @param {Shown} shown @returns {Row[]} */
function statements({ result, shape }) {
  if (result.kind === "graph") return result.rows;
  const [from, to] = shape.columns.filter((one) => one.kind === "iri").map((one) => one.name);
  const by = shape.columns.filter((one) => one.kind === "iri")[2]?.name;
  return result.rows.flatMap((row) => {
    if (!from || !to || !row[from] || !row[to]) return [];
    const named = { type: "name", value: to };
    return by && row[by]
      ? [{ subject: row[from], predicate: row[to], object: row[by] }]
      : [{ subject: row[from], predicate: named, object: row[to] }];
  });
}

/** Of the same said in many languages, the reader's: a name in 24 of them hides all else.
 * @param {Row[]} rows @param {string} language @returns {Row[]} */
function inOneLanguage(rows, language) {
  const rank = (/** @type {string} */ tag) => (tag === language ? 0 : tag === "en" ? 1 : 2);
  const tagOf = (/** @type {Row} */ { object }) => (object?.type === "literal" && object["xml:lang"]) || "";
  const keyOf = (/** @type {Row} */ { subject, predicate }) => `${subject?.value} ${predicate?.value}`;
  /** @type {Map<string, string>} */
  const best = new Map();
  for (const row of rows) {
    const [tag, known] = [tagOf(row), best.get(keyOf(row))];
    if (tag && (known === undefined || rank(tag) < rank(known))) best.set(keyOf(row), tag);
  }
  return rows.filter((row) => !tagOf(row) || best.get(keyOf(row)) === tagOf(row));
}

/** @param {Row[]} rows @returns {{things: Thing[], ways: Way[]}} */
function network(rows) {
  /** @type {Map<string, Thing>} */
  const things = new Map();
  const thing = (/** @type {Term} */ term, /** @type {string} */ key) => {
    const found = things.get(key) ?? { term, degree: 0 };
    found.degree += 1;
    things.set(key, found);
    return found;
  };
  /** @type {Map<string, Way>} */
  const ways = new Map();
  rows.forEach(({ subject, predicate, object }, n) => {
    if (!subject || !predicate || !object) return;
    // A value is drawn for each statement: two things that share one have nothing to do with each other.
    const isValue = object.type === "literal";
    const source = thing(subject, `${subject.type} ${subject.value}`);
    const target = thing(object, isValue ? `value ${n}` : `${object.type} ${object.value}`);
    const key = `${subject.value} ${isValue ? n : object.value}`;
    const way = ways.get(key) ?? { source, target, terms: [], by: "" };
    if (predicate.type === "name") way.by = predicate.value;
    else way.terms.push(predicate);
    ways.set(key, way);
  });
  return { things: [...things.values()], ways: [...ways.values()] };
}

/** @param {Thing[]} things @param {Way[]} ways */
function place(things, ways) {
  const room = ways.length <= 15 ? 190 : ways.length <= LABELLED_WAYS ? 130 : 70;
  forceSimulation(/** @type {any[]} */ (things))
    .force("link", forceLink(ways.map(({ source, target }) => ({ source, target }))).distance(room))
    .force("charge", forceManyBody().strength(-260).distanceMax(600))
    .force("collide", forceCollide(ways.length <= LABELLED_WAYS ? 48 : 30))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.08))
    .stop()
    .tick(TICKS);
  for (const thing of things) thing.x = (thing.x ?? 0) * WIDER;
}

/** @param {Thing[]} things */
function boxAround(things) {
  const xs = things.map(({ x = 0 }) => x);
  const ys = things.map(({ y = 0 }) => y);
  const [left, top] = [Math.min(...xs) - 110, Math.min(...ys) - 50];
  const [right, bottom] = [Math.max(...xs) + 110, Math.max(...ys) + 40];
  const width = Math.max(right - left, 900);
  const height = Math.max(bottom - top, width * 0.4);
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

/** @param {{x: number, y: number, width: number, height: number}} box */
function viewBox({ x, y, width, height }) {
  return [x, y, width, height].map((one) => one.toFixed(1)).join(" ");
}

/** @param {Element} group @param {Way} way */
function drawWay(group, { source, target }) {
  const [x1, y1, x2, y2] = [source.x ?? 0, source.y ?? 0, target.x ?? 0, target.y ?? 0];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const stop = 12 + Math.min(9, target.degree);
  const attributes = { x1, y1, x2: x2 - ((x2 - x1) * stop) / length, y2: y2 - ((y2 - y1) * stop) / length };
  const [line, text] = [group.querySelector("line"), group.querySelector("text")];
  for (const [name, value] of Object.entries(attributes)) line?.setAttribute(name, value.toFixed(1));
  // Nearer to the end, where there is more room between the lines of a star.
  text?.setAttribute("x", String(x1 + (x2 - x1) * 0.58));
  text?.setAttribute("y", String(y1 + (y2 - y1) * 0.58 - 4));
}

function arrow() {
  return s(
    "marker",
    { id: "wb-arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    s("path", { d: "M0 0L8 4L0 8z" }),
  );
}

/** The first words. @param {string} text */
function shorter(text) {
  if (text.length <= LETTERS) return text;
  const end = text.lastIndexOf(" ", LETTERS - 1);
  return `${text.slice(0, end > LETTERS / 2 ? end : LETTERS - 1)}…`;
}
