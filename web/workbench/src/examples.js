/** The list of examples beside the editor: found by words, opened without leaving the page. */

import { h } from "./dom.js";

/** @typedef {{name: string, title: string, query: string}} Example */

/**
 * @param {HTMLElement} list @param {import("./page.js").Page} page
 * @param {(example: Example) => void} open
 */
export function enhanceExamples(list, page, open) {
  /** @type {Promise<Example[]> | undefined} */
  let loading;
  const load = () => (loading ??= loadExamples());
  list.addEventListener("click", async (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[data-example]");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const example = (await load()).find(({ name }) => name === link.dataset.example);
    if (example) open(example);
    else location.href = link.href;
  });
  const find = h("input", {
    type: "search",
    placeholder: page.t("find_example"),
    "aria-label": page.t("find_example"),
    oninput: (event) => narrow(list, event.target.value),
  });
  list.querySelector("h2")?.after(find);
}

/** @returns {Promise<Example[]>} */
async function loadExamples() {
  const response = await fetch("/examples.json");
  return (await response.json()).examples;
}

/** @param {HTMLElement} list @param {string} text */
function narrow(list, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const section of list.querySelectorAll("section")) {
    let left = 0;
    for (const item of section.querySelectorAll("li")) {
      const said = `${section.firstElementChild?.textContent} ${item.textContent} ${item.querySelector("a")?.title}`;
      item.hidden = !words.every((word) => said.toLowerCase().includes(word));
      left += item.hidden ? 0 : 1;
    }
    section.hidden = left === 0;
  }
}
