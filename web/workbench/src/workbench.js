/** The page at work: an editor in the place of the plain form's field, results without a reload. */

import { h } from "./dom.js";
import { Editor } from "./editor.js";
import { addressOf, ask, ProblemError } from "./endpoint.js";
import { enhanceExamples } from "./examples.js";
import { Outcome } from "./outcome.js";
import { Past } from "./past.js";
import { EMPTY, loadVocabulary } from "./vocabulary.js";

const KEEP_AFTER = 300; // milliseconds without a change, for the draft
const TELL_EVERY = 200; // milliseconds, while a query runs
const LONGEST_ADDRESS = 6000; // of a query in the address bar

export class Workbench {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.words = EMPTY;
    /** @type {AbortController | null} */
    this.running = null;
    const form = this.form = found(page.root, "form", HTMLFormElement);
    const field = this.field = found(form, "textarea", HTMLTextAreaElement);
    this.runButton = found(form, "button[type=submit]", HTMLButtonElement);
    this.cancelButton = h("button", { type: "button", hidden: true, onclick: () => this.cancel() }, page.t("cancel"));
    this.clock = h("span", { class: "wb-clock", "aria-hidden": "true" });
    this.status = h("p", { role: "status", class: "hidden" });
    this.syntax = h("p", { class: "wb-syntax" });
    const host = h("div", { class: "wb-editor", id: "editor" });
    const vocabulary = () => this.words;
    this.outcome = new Outcome(found(page.root, "#result", HTMLElement), page, vocabulary, {
      say: (text) => this.say(text),
      viewed: (view) => this.#rememberView(view),
      goTo: (line, column) => this.editor.goTo(line, column),
    });
    field.hidden = true;
    field.after(host, this.syntax);
    found(form, ".wb-format", HTMLElement).remove();
    addEventListener("pagehide", () => this.cancel());
    this.runButton.after(this.cancelButton, this.clock, h("span", { class: "wb-keys" }, page.t("keys")));
    form.after(this.status);
    this.editor = new Editor(host, field.defaultValue, vocabulary, page, {
      run: () => this.run(),
      leave: () => this.runButton.focus(),
      diagnosed: (text, actions) => this.#diagnosed(text, actions),
      changed: () => this.#changed(),
    });
    found(form, "label", HTMLLabelElement).addEventListener("click", () => this.editor.focus());
    form.addEventListener("submit", (event) => (event.preventDefault(), this.run()));
    addEventListener("popstate", () => this.#fromAddress());
    this.#keepQueryOnLanguageChange();
    const side = found(page.root, "#examples", HTMLElement);
    enhanceExamples(side, page, (one) => this.open(one.query));
    this.past = new Past(side, page, (query) => this.open(query));
    this.#takeUpDraft();
    this.#start();
  }

  /** Put a query into the editor and run it. @param {string} query */
  open(query) {
    this.editor.replace(query);
    this.editor.focus();
    this.run();
  }

  /** @param {{push?: boolean, query?: string}} [how] Whether the address changes with it; a query
   * other than the one in the editor. */
  async run({ push = true, query = this.editor.text } = {}) {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const view = new URLSearchParams(location.search).get("view") ?? "";
    if (push) (this.#remember(query), this.past.keep(query));
    this.#busy();
    const start = performance.now();
    try {
      const result = await ask(query, this.page.release, running.signal, (bytes) => (this.received = bytes));
      const seconds = (performance.now() - start) / 1000;
      if (this.running === running) this.say(this.outcome.show(result, query, view, seconds));
    } catch (error) {
      if (this.running === running) this.#failed(error);
    } finally {
      if (this.running === running) this.#idle();
    }
  }

  cancel() {
    this.running?.abort();
  }

  /** Say it to who can't see it happen. @param {string} text */
  say(text) {
    this.status.textContent = text;
  }

  async #start() {
    const { asked, problem } = this.page.root.dataset;
    if (problem) this.#showProblem(JSON.parse(problem));
    else if (asked !== undefined) this.run({ push: false, query: this.field.defaultValue });
    this.words = await loadVocabulary(this.page.release).catch(() => EMPTY);
    this.editor.check();
  }

  /** The first mistake under the editor, with what mends it; drawn anew only when it is another
   * one, so that a button keeps its focus. @param {string} text
   * @param {{name: string, apply: () => void}[]} actions */
  #diagnosed(text, actions) {
    if (this.syntax.dataset.text === text) return;
    this.syntax.dataset.text = text;
    const mend = (/** @type {() => void} */ apply) => (apply(), this.editor.focus());
    const buttons = actions.map(({ name, apply }) => h("button", { type: "button", onclick: () => mend(apply) }, name));
    this.syntax.replaceChildren(text, ...buttons);
  }

  /** What was written and not run is there again after a look at another page. */
  #changed() {
    this.field.value = this.editor.text;
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => history.replaceState({ draft: this.editor.text }, ""), KEEP_AFTER);
  }

  #takeUpDraft() {
    const draft = history.state?.draft;
    if (typeof draft === "string" && draft !== this.editor.text) this.editor.replace(draft);
  }

  /** Shows that a query runs, and for how long. */
  #busy() {
    const { page } = this;
    const start = performance.now();
    this.received = 0;
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      const tenth = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
      const seconds = page.number((performance.now() - start) / 1000, tenth);
      const received = this.received ? ` · ${page.size(this.received)}` : "";
      this.clock.textContent = page.t("running", { seconds }) + received;
    }, TELL_EVERY);
    this.say(page.t("running", { seconds: 0 }));
    this.cancelButton.hidden = false;
    this.outcome.element.setAttribute("aria-busy", "true");
  }

  #idle() {
    this.running = null;
    clearInterval(this.timer);
    this.clock.textContent = "";
    if (document.activeElement === this.cancelButton) this.runButton.focus();
    this.cancelButton.hidden = true;
    this.outcome.element.removeAttribute("aria-busy");
  }

  /** @param {unknown} error */
  #failed(error) {
    const { page } = this;
    if (error instanceof ProblemError) this.#showProblem(error.problem);
    else if (error instanceof DOMException && error.name === "AbortError") {
      this.outcome.note(page.t("cancelled"));
      this.say(page.t("cancelled"));
    } else this.#showProblem({ title: page.t("failed"), detail: error instanceof Error ? error.message : "" });
  }

  /** @param {import("./endpoint.js").Problem} problem */
  #showProblem(problem) {
    this.outcome.problem(problem);
    const { line, column, detail } = problem;
    if (line && column) this.editor.mark(line, column, detail);
    this.say(`${problem.title}. ${detail}`);
  }

  /** @param {string} query */
  #remember(query) {
    const address = addressOf(query, this.page.release);
    const given = new URLSearchParams(location.search);
    const kept = ["view", "lang"].flatMap((name) => (given.get(name) ? `&${name}=${given.get(name)}` : []));
    const wanted = address.length < LONGEST_ADDRESS ? address + kept.join("") : this.page.link("/sparql");
    if (given.get("query") === query) history.replaceState(null, "", wanted);
    else history.pushState(null, "", wanted);
  }

  /** @param {string} view */
  #rememberView(view) {
    const given = new URLSearchParams(location.search);
    given.set("view", view);
    history.replaceState(null, "", `/sparql?${given}`);
  }

  /** After a step back or forth. */
  #fromAddress() {
    const query = new URLSearchParams(location.search).get("query");
    if (query === null) return;
    this.editor.replace(query);
    this.run({ push: false });
  }

  #keepQueryOnLanguageChange() {
    const form = document.querySelector("form.languages");
    if (!(form instanceof HTMLFormElement)) return;
    form.addEventListener("formdata", ({ formData }) => {
      formData.set("query", this.editor.text);
      formData.set("release", this.page.release);
    });
  }
}

/**
 * @template {Element} T
 * @param {ParentNode} within @param {string} selector @param {new () => T} kind @returns {T}
 */
function found(within, selector, kind) {
  const element = within.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return element;
}
