// Two custom elements: <regiograph-search> asks, <regiograph-card thing="…"> shows one thing.
// Attributes: lang, theme (light, dark), limit, question, thing. Everything stays in a shadow root.
import { card } from "./card.js";
import { Client, Refused } from "./client.js";
import { Combobox } from "./combobox.js";
import { h } from "./dom.js";
import { Results } from "./results.js";
import { sheet } from "./style.js";

const HOST = new URL("../", import.meta.url).href;
const LANGUAGES = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split(" ");
const USUAL_LIMIT = 5;
const MOST = 50;

// The element's own language, else the page's, else the reader's, if it is one of the EU.
export function languageOf(element) {
  const inherited = element.closest("[lang]")?.lang;
  const wanted = [inherited, document.documentElement.lang, ...(navigator.languages ?? [])];
  const codes = wanted.map((tag) => (tag ?? "").toLowerCase().split("-")[0]);
  return codes.find((code) => LANGUAGES.includes(code)) ?? "en";
}

class Widget extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    this.language = languageOf(this);
    this.client = new Client(HOST, this.language);
    const frame = h("div", { class: "frame", lang: this.language });
    this.shadowRoot.append(frame);
    try {
      this.texts = await this.client.texts();
      this.results = new Results(this.texts, HOST, this.language);
      frame.append(...await this.content());
      frame.append(h("p", { class: "by" }, h("a", { href: HOST }, "Regiograph"), ` · ${this.texts.tagline}`));
    } catch {
      // Without its texts the widget still leads somewhere.
      frame.append(h("a", { href: HOST }, "Regiograph"));
    }
    this.dispatchEvent(new CustomEvent("regiograph-ready", { bubbles: true }));
  }
}

export class SearchWidget extends Widget {
  async content() {
    const limit = Number.parseInt(this.getAttribute("limit") ?? "", 10);
    this.limit = limit >= 1 && limit <= MOST ? limit : USUAL_LIMIT;
    this.input = h("input", {
      id: "question", name: "q", type: "search", maxlength: "2000", required: "required",
      enterkeyhint: "search", "aria-describedby": "hint",
    });
    const list = h("ul", { id: "suggestions", "aria-label": this.texts.suggestions });
    this.status = h("div", { class: "status", role: "status" });
    this.found = h("div", { class: "found" });
    const form = h("form", { role: "search" },
      h("label", { for: "question" }, this.texts.question_label),
      h("div", { class: "field" }, this.input, list),
      h("button", {}, this.texts.ask),
      h("span", { class: "hidden", id: "hint" }, this.texts.question_hint));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.suggest.close();
      this.ask(this.input.value.trim());
    });
    this.suggest = new Combobox(this.input, list, (typed, signal) => this.suggestions(typed, signal), () => form.requestSubmit());
    const first = this.getAttribute("question");
    if (first) {
      this.input.value = first;
      this.ask(first);
    }
    return [form, this.status, this.found];
  }

  async suggestions(typed, signal) {
    const found = await this.client.suggestions(typed, signal);
    return found.map((one) => ({ label: one.label, kind: this.texts.kinds[one.type] ?? one.type }));
  }

  async ask(question) {
    if (!question) return;
    const asked = this.asked = {};
    this.found.replaceChildren();
    this.status.textContent = this.texts.searching;
    this.status.classList.remove("hidden");
    let shown = [], said = "";
    try {
      const answer = await this.client.answer(question, this.limit, this.getAttribute("lang") && this.language);
      if (this.asked !== asked) return; // a later question was asked meanwhile
      shown = this.results.answer(answer, question, this.limit);
      said = this.spoken(answer);
      this.status.classList.add("hidden"); // what it says can be seen below
    } catch (error) {
      said = error instanceof Refused ? error.message : this.texts.unreachable;
    }
    if (this.asked !== asked) return;
    this.found.replaceChildren(...shown);
    this.status.textContent = said;
    this.dispatchEvent(new CustomEvent("regiograph-answer", { bubbles: true, detail: { question } }));
  }

  spoken(answer) {
    if (!answer.answered) return this.texts[answer.silence ? "silent_about" : "no_title"];
    const count = answer.results.length;
    return count === 1 ? this.texts.result_count_one : this.texts.result_count.replace("{count}", count);
  }
}

export class CardWidget extends Widget {
  async content() {
    try {
      return [card(await this.client.card(this.getAttribute("thing")), this.results, this.texts)];
    } catch (error) {
      return [h("p", { role: "status" }, error instanceof Refused ? error.message : this.texts.unreachable)];
    }
  }
}

if (!customElements.get("regiograph-search")) {
  customElements.define("regiograph-search", SearchWidget);
  customElements.define("regiograph-card", CardWidget);
}
