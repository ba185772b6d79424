/** How a term of a result is read and where it leads. */

import { h } from "./dom.js";
import { kindOf } from "./shape.js";
import { shortened } from "./vocabulary.js";

/** @typedef {import("./result.js").Term} Term */

const SHORT = 24; // characters of a name in one word that a narrow column must not break

export class Terms {
  /**
   * @param {import("./page.js").Page} page @param {import("./labels.js").Labels} labels
   * @param {() => import("./vocabulary.js").Vocabulary} vocabulary
   */
  constructor(page, labels, vocabulary) {
    this.page = page;
    this.labels = labels;
    this.vocabulary = vocabulary;
    this.named = true; // whether names stand for IRIs
  }

  /** The words for a term. @param {Term | undefined} term @returns {string} */
  text(term) {
    if (!term) return "";
    if (term.type === "triple") {
      const { subject, predicate, object } = term.value;
      return `« ${[subject, predicate, object].map((one) => this.text(one)).join(" ")} »`;
    }
    if (term.type === "bnode") return `_:${term.value}`;
    if (term.type !== "uri") return term.value;
    return (this.named && this.labels.of(term.value)) || this.short(term.value);
  }

  /** @param {string} iri */
  short(iri) {
    return shortened(iri, this.vocabulary(), this.page.base);
  }

  /** Where an IRI leads: ours on this server; "" for what is no web address.
   * @param {string} iri */
  address(iri) {
    if (iri.startsWith(this.page.base)) return this.page.link(`/${iri.slice(this.page.base.length)}`);
    return /^https?:\/\//.test(iri) ? iri : "";
  }

  /** A term as the content of a cell. @param {Term | undefined} term @returns {Node} */
  cell(term) {
    const text = this.text(term);
    if (!term) return document.createTextNode("");
    if (term.type === "uri") return this.#linked(term.value, text);
    if (kindOf(term) === "number" && Number.isFinite(Number(term.value))) {
      return h("data", { value: term.value }, this.#number(term.value));
    }
    const isDate = kindOf(term) === "date";
    return h(isDate ? "time" : "span", { lang: term["xml:lang"], dir: "auto" }, text);
  }

  /** @param {string} iri @param {string} text */
  #linked(iri, text) {
    const href = this.address(iri);
    if (!href) return h("span", {}, text);
    const rel = href.startsWith("/") ? null : "external noreferrer";
    const isShort = text.length <= SHORT && !text.includes(" ");
    return h("a", { href, rel, class: isShort ? "short" : null, title: text === iri ? null : iri }, text);
  }

  /** Digits in groups, and none lost. @param {string} value */
  #number(value) {
    const number = Number(value);
    const isPlain = /^-?\d{5,15}$/.test(value) || /^-?\d{1,9}\.\d{1,6}$/.test(value);
    return isPlain ? this.page.number(number, { maximumFractionDigits: 6 }) : value;
  }
}
