// An answer as elements: what was understood, the fact asked for, results with their reasons.
import { address, h } from "./dom.js";

const MARKS = { met: "✓", unmet: "✗", open: "?" };

export class Results {
  constructor(texts, host, language) {
    Object.assign(this, { texts, host, language });
  }

  answer(answer, question, limit) {
    const all = new URL("./", this.host);
    all.searchParams.set("q", question);
    if (this.language) all.searchParams.set("lang", this.language);
    return [
      this.understood(answer.constraints),
      answer.answered ? this.said(answer) : this.no(answer),
      answer.results.length
        ? h("h3", {}, this.texts[answer.answered ? "results" : "nearest"])
        : answer.answered && answer.answer ? null : h("p", {}, this.texts.no_results),
      answer.results.length
        ? h("ol", { class: "cards" }, answer.results.slice(0, limit).map((one) => this.result(one, answer)))
        : null,
      answer.next_question
        ? h("p", { class: "next" }, h("span", { class: "soft" }, `${this.texts.next_question}: `), answer.next_question)
        : null,
      h("p", { class: "more" }, h("a", { href: all.href }, this.texts.all_results)),
    ].filter(Boolean);
  }

  understood(constraints) {
    if (!constraints.length) return null;
    return h("div", { class: "understood" },
      h("span", { class: "soft" }, `${this.texts.understood}:`),
      h("ul", {}, constraints.map((one) => h("li", {}, one.label))));
  }

  said(answer) {
    if (!answer.answer) return null;
    return h("section", { class: "said", "aria-label": this.texts.answer },
      h("p", { lang: answer.answer.language ?? answer.language }, answer.answer.text),
      this.evidence(answer.answer.evidence));
  }

  no(answer) {
    // A thing that is known, of which the source doesn't say what was asked, or nothing at all.
    const said = answer.silence ?? answer.answer;
    return h("section", { class: "said no", "aria-label": this.texts.answer },
      h("h3", {}, this.texts[answer.silence ? "silent_about" : "no_title"]),
      answer.silence ? null : h("p", {}, this.texts.no_text),
      said ? h("p", { lang: said.language ?? answer.language }, said.text) : null,
      said ? this.evidence(said.evidence) : null);
  }

  result(one, answer) {
    const verdict = answer.answered && one.verdict;
    return h("li", { class: "card" },
      h("div", { class: "top" },
        h("h4", { lang: answer.language }, h("a", { href: this.page(one.iri) }, one.label)),
        verdict ? h("span", { class: `badge ${verdict}` }, this.texts[verdict] ?? verdict) : null),
      h("p", { class: "soft small" }, this.texts.kinds[one.type] ?? one.type),
      one.description ? h("p", {}, one.description) : null,
      one.reasons.length
        ? h("ul", { class: "reasons", "aria-label": this.texts.why }, one.reasons.map((reason) => this.reason(reason)))
        : null,
      this.evidence(one.reasons.some((reason) => reason.evidence.length) ? [] : one.evidence));
  }

  reason(reason) {
    return h("li", { class: reason.outcome },
      h("span", { class: "mark" },
        h("span", { "aria-hidden": "true" }, MARKS[reason.outcome] ?? "·"),
        h("span", { class: "hidden" }, `${this.texts[reason.outcome] ?? reason.outcome}: `)),
      h("div", {}, reason.text, this.evidence(reason.evidence)));
  }

  evidence(passages) {
    if (!passages?.length) return null;
    return h("ul", { class: "evidence" }, passages.map((one) => h("li", {}, this.passage(one))));
  }

  passage(one) {
    const heading = (one.section ?? "").split(" > ").pop();
    const several = /\D/.test(String(one.lines ?? ""));
    const lines = one.lines ? `, ${this.texts[several ? "lines" : "line"].replace("{lines}", one.lines)}` : "";
    return h("a", { href: this.page(one.iri), title: one.quotation }, `${this.texts.evidence}: ${heading || one.iri}${lines}`);
  }

  // Our identifiers answer on the server that the widget came from, whatever they begin with.
  page(iri) {
    const path = iri.match(/\/((?:id|concept|graph)\/[^?]+)$/)?.[1];
    const found = new URL(path ?? iri, this.host);
    if (path && this.language) found.searchParams.set("lang", this.language);
    return address(found.href, this.host);
  }
}
