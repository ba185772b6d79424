/** The editor. It lives in a shadow root, where its style sheets need no leave of the page's
 * security policy: they are adopted, not written into the page. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentService, syntaxHighlighting } from "@codemirror/language";
import { forEachDiagnostic, forceLinting, linter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";
import { completionSource } from "./completion.js";
import { diagnose, lineColumn, rangeAt } from "./syntax.js";
import { highlighting, theme } from "./theme.js";

/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */

export class Editor {
  /**
   * @param {HTMLElement} host @param {string} text @param {() => Vocabulary} vocabulary
   * @param {import("./page.js").Page} page
   * @param {{run: () => void, leave: () => void, changed: () => void,
   *   diagnosed: (text: string, actions: {name: string, apply: () => void}[]) => void}} hears
   */
  constructor(host, text, vocabulary, page, hears) {
    const root = host.attachShadow({ mode: "open", delegatesFocus: true });
    const parent = root.appendChild(document.createElement("div"));
    parent.className = "frame";
    this.page = page;
    this.view = new EditorView({
      parent,
      root,
      state: EditorState.create({ doc: text, extensions: this.#extensions(vocabulary, hears) }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** Replace the whole query; it can be undone. @param {string} text */
  replace(text) {
    const changes = { from: 0, to: this.view.state.doc.length, insert: text };
    this.view.dispatch({ changes, selection: { anchor: 0 }, scrollIntoView: true });
  }

  focus() {
    this.view.focus();
  }

  /** Look at the query again, when more prefixes are known. */
  check() {
    forceLinting(this.view);
  }

  /** Mark what the endpoint could not read. @param {number} line @param {number} column
   * @param {string} message */
  mark(line, column, message) {
    const place = rangeAt(this.view.state, line, column);
    this.view.dispatch(setDiagnostics(this.view.state, [{ ...place, severity: "error", message }]));
  }

  /** @param {number} line @param {number} column */
  goTo(line, column) {
    const { from } = rangeAt(this.view.state, line, column);
    this.view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    this.focus();
  }

  /** @param {() => Vocabulary} vocabulary
   * @param {{run: () => void, leave: () => void, changed: () => void,
   *   diagnosed: (text: string, actions: {name: string, apply: () => void}[]) => void}} hears */
  #extensions(vocabulary, hears) {
    const { page } = this;
    const run = () => (hears.run(), true);
    const leave = () => (hears.leave(), true);
    return [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      sparql(),
      indentService.of(({ state }, at) => indentation(state.doc.sliceString(0, at))),
      syntaxHighlighting(highlighting),
      theme,
      autocompletion({ override: [completionSource(vocabulary, page)], maxRenderedOptions: 60 }),
      linter((view) => diagnose(view.state, vocabulary().prefixes, page), { delay: 500 }),
      EditorView.domEventHandlers({ beforeinput: replaceLines }),
      EditorState.phrases.of({ Completions: page.t("completions") }),
      EditorView.contentAttributes.of({
        "aria-label": page.t("query"),
        "aria-description": page.t("keys"),
        spellcheck: "false",
        autocapitalize: "off",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) hears.changed();
        const { said, actions } = this.#diagnosis(update.state);
        hears.diagnosed(said, actions);
      }),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...completionKeymap,
        { key: "F8", run: nextDiagnostic },
        { key: "Escape", run: leave },
      ]),
    ];
  }

  /** The first thing that is wrong, in words, and what mends it. @param {EditorState} state */
  #diagnosis(state) {
    let said = "";
    /** @type {{name: string, apply: () => void}[]} */
    let actions = [];
    forEachDiagnostic(state, (found, from, to) => {
      if (said) return;
      said = `${this.page.t("place", lineColumn(state, from))}: ${found.message}`;
      actions = (found.actions ?? []).map(({ name, apply }) => ({ name, apply: () => apply(this.view, from, to) }));
    });
    return { said, actions };
  }
}

/** Two columns for each group that is open. @param {string} before */
function indentation(before) {
  const groups = before.replace(/"[^"\n]*"|<[^>\s]*>|#[^\n]*/g, "");
  const depth = (groups.match(/\{/g)?.length ?? 0) - (groups.match(/\}/g)?.length ?? 0);
  return 2 * Math.max(0, depth);
}

/** Text over a selection of several lines is put in here: browsers that join lines by themselves
 * style them inline, against the page's security policy, before the editor mends it.
 * @param {InputEvent} event @param {EditorView} view */
function replaceLines(event, view) {
  const { from, to } = view.state.selection.main;
  const spansLines = view.state.doc.lineAt(from).number !== view.state.doc.lineAt(to).number;
  if (event.inputType !== "insertText" || !event.data || !spansLines) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}
