// The card of one thing: what it is, for which stage, its figures and conditions, and the source.
import { h } from "./dom.js";

export function card(found, results, texts) {
  return h("article", { class: "card", "aria-labelledby": "card-name" },
    h("div", { class: "top" },
      h("h3", { id: "card-name", lang: found.language }, h("a", { href: results.page(found.iri) }, found.label)),
      h("span", { class: "soft small" }, found.kind)),
    found.stages.length
      ? h("ul", { class: "stages" }, found.stages.map((one) => h("li", { class: "badge", lang: one.language }, one.label)))
      : null,
    found.description ? h("p", { lang: found.description_language }, found.description) : null,
    found.figures.length ? figures(found.figures, texts) : null,
    found.requirements.length
      ? [h("h4", {}, texts.requirements),
         h("ul", { class: "plain" }, found.requirements.map((one) =>
           h("li", { lang: one.language }, one.text, results.evidence(one.evidence))))]
      : null,
    results.evidence(found.evidence),
    h("p", { class: "more" }, h("a", { href: results.page(found.iri) }, texts.full_page)));
}

function figures(list, texts) {
  return h("dl", { "aria-label": texts.facts }, list.flatMap((one) => [
    h("dt", {}, one.label),
    h("dd", {}, one.value, one.firmness || one.stated_on
      ? h("span", { class: "soft small" },
          ` ${[one.firmness, one.stated_on && texts.stated_on.replace("{date}", one.stated_on)].filter(Boolean).join(", ")}`)
      : null),
  ]));
}
