/** Tabs as the ARIA practices have them: arrows move, one of them is in the order of tabbing. */

import { h } from "./dom.js";

/**
 * @param {string} label @param {[name: string, text: string][]} names @param {string} chosen
 * @param {string} panel Identifier of what they change. @param {(name: string) => void} onChoice
 */
export function tabs(label, names, chosen, panel, onChoice) {
  const buttons = names.map(([name, text]) =>
    h("button", { type: "button", role: "tab", "data-view": name, "aria-controls": panel, onclick: () => choose(name) }, text),
  );
  const list = h("div", { role: "tablist", class: "wb-tabs", "aria-label": label, onkeydown: moved }, ...buttons);
  mark(chosen);
  return list;

  /** @param {string} name */
  function mark(name) {
    buttons.forEach((button) => {
      const isChosen = button.dataset.view === name;
      button.setAttribute("aria-selected", String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    });
  }

  /** @param {string} name */
  function choose(name) {
    mark(name);
    onChoice(name);
  }

  /** @param {KeyboardEvent} event */
  function moved(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const now = buttons.findIndex((button) => button.tabIndex === 0);
    const ends = { Home: 0, End: buttons.length - 1 };
    const next = step ? (now + step + buttons.length) % buttons.length : ends[/** @type {"Home"} */ (event.key)];
    const button = next === undefined ? undefined : buttons[next];
    if (!button) return;
    event.preventDefault();
    choose(button.dataset.view ?? "");
    button.focus();
  }
}
