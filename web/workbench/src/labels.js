/** Names of IRIs, asked from the endpoint and kept. */

import { ask } from "./endpoint.js";
import query from "./labels.rq";

const AT_ONCE = 400;
const IRI = /^[a-z][a-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*$/i;

export class Labels {
  /** @param {string} release @param {string} language */
  constructor(release, language) {
    this.release = release;
    this.language = language;
    /** @type {Map<string, string>} */
    this.known = new Map();
    /** @type {Set<string>} */
    this.asked = new Set();
  }

  /** The name of an IRI, "" if it has none or is not asked for yet. @param {string} iri */
  of(iri) {
    return this.known.get(iri) ?? "";
  }

  /** Ask for names; whether any new one came. Without them a page is plainer, not wrong, so a
   * failure is no error. @param {string[]} iris @returns {Promise<boolean>} */
  async load(iris) {
    const wanted = [...new Set(iris)].filter((iri) => IRI.test(iri) && !this.asked.has(iri));
    wanted.forEach((iri) => this.asked.add(iri));
    const before = this.known.size;
    for (let start = 0; start < wanted.length; start += AT_ONCE) {
      await this.#load(wanted.slice(start, start + AT_ONCE)).catch(() => {});
    }
    return this.known.size > before;
  }

  /** @param {string[]} iris */
  async #load(iris) {
    const languages = [...new Set([this.language, "en", ""])];
    const text = query
      .replace("$iris", () => iris.map((iri) => `<${iri}>`).join(" "))
      .replace("$languages", () => languages.map((one) => `"${one}"`).join(", "));
    const { rows } = await ask(text, this.release);
    const rank = (/** @type {string | undefined} */ tag) => languages.indexOf(tag ?? "");
    rows.sort((a, b) => rank(a.label?.["xml:lang"]) - rank(b.label?.["xml:lang"]));
    for (const { iri, label } of rows) {
      if (iri && label && !this.known.has(iri.value)) this.known.set(iri.value, label.value);
    }
  }
}
