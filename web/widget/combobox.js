// A text field that offers a list while one types: the combobox pattern of the ARIA Authoring
// Practices (a list box that does not take the focus; arrow keys move in it, Escape closes it).

const PAUSE = 120; // milliseconds without a key before the server is asked

export class Combobox {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLUListElement} list empty, placed after the field
   * @param {(typed: string, signal: AbortSignal) => Promise<{label: string, kind: string}[]>} ask
   * @param {(label: string) => void} chosen called when an entry was taken
   */
  constructor(input, list, ask, chosen) {
    Object.assign(this, { input, list, ask, chosen, active: -1, timer: 0, asking: null });
    list.setAttribute("role", "listbox");
    list.hidden = true;
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // The field keeps the focus, or its blur would close the list before the click counts.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    this.asking?.abort();
    const asking = this.asking = new AbortController();
    try {
      const found = await this.ask(this.input.value, asking.signal);
      if (!asking.signal.aborted) this.open(found);
    } catch {
      if (!asking.signal.aborted) this.close(); // the search works without suggestions
    }
  }

  open(found) {
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.show(found.length > 0);
  }

  option({ label, kind }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.label = label;
    const name = document.createElement("span");
    name.textContent = label;
    const hint = document.createElement("span");
    hint.className = "kind";
    hint.textContent = kind;
    option.append(name, " ", hint);
    return option;
  }

  show(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.show(false);
  }

  pressed(event) {
    const options = this.list.hidden ? [] : [...this.list.children];
    if (event.isComposing || !options.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // one of them is the field itself
      this.mark(options, (this.active + 1 + step + places) % places - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.take(options[this.active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  mark(options, number) {
    this.active = number;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[number].id);
    options[number].scrollIntoView({ block: "nearest" });
  }

  take(option) {
    this.input.value = option.dataset.label;
    this.close();
    this.chosen(option.dataset.label);
  }
}
