// Suggestions in the search field of the pages; without this file the form works all the same.
import { Combobox } from "/widget/combobox.js";

const input = document.querySelector("input[data-suggest]");
const list = document.getElementById("suggestions");
if (input && list) {
  const kinds = JSON.parse(input.dataset.kinds);
  const ask = async (typed, signal) => {
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    address.searchParams.set("lang", document.documentElement.lang);
    const answer = await fetch(address, { signal, credentials: "omit" });
    const { suggestions } = await answer.json();
    return suggestions.map((one) => ({ label: one.label, kind: kinds[one.type] ?? one.type }));
  };
  new Combobox(input, list, ask, () => input.form.requestSubmit());
}
