// One sheet for all widgets of a page. Made by script and adopted by the shadow root, so it needs
// no permission in the page's Content Security Policy. Colours follow the page's color-scheme.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial; display: block; color-scheme: inherit; font: 1rem/1.5 var(--regiograph-font, system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif);
  --accent: var(--regiograph-accent, light-dark(#0b4a8f, #8fbdf5)); --ink: light-dark(#1b2330, #e7ecf3); --soft: light-dark(#4d5a6b, #a9b5c4);
  --paper: light-dark(#fff, #1a212b); --line: light-dark(#d5dbe3, #344051); --tint: light-dark(#e8f0fa, #20314a);
  --good: light-dark(#176639, #86d9a6); --good-tint: light-dark(#e3f3e9, #17331f); --maybe: light-dark(#7a4b00, #f0c674); --maybe-tint: light-dark(#fdf1d8, #382b10);
  --bad: light-dark(#9c2323, #f2a0a0); --bad-tint: light-dark(#fbe8e8, #3c1c1f); --focus: light-dark(#b25b00, #ffb454); }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
.frame { container-type: inline-size; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
h2, h3, h4 { font-size: 1rem; line-height: 1.3; font-weight: 650; overflow-wrap: anywhere; }
form { display: grid; grid-template-columns: 1fr auto; gap: .5rem; position: relative; }
label { grid-column: 1 / -1; font-weight: 650; }
input, button { font: inherit; color: inherit; border-radius: 8px; border: 1.5px solid var(--soft); background: var(--paper); padding: .55rem .75rem; min-width: 0; }
button { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #0d1a2b); font-weight: 650; cursor: pointer; }
.field { position: relative; min-width: 0; }
.field input { width: 100%; }
[role=listbox] { position: absolute; z-index: 3; inset: calc(100% + 2px) 0 auto; list-style: none; max-height: 16rem; overflow-y: auto; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; box-shadow: 0 6px 18px light-dark(#0003, #000a); }
[role=option] { display: flex; justify-content: space-between; gap: .8rem; padding: .45rem .75rem; cursor: pointer; }
[role=option]:hover, [role=option][aria-selected=true] { background: var(--tint); }
[role=option][aria-selected=true] { box-shadow: inset 3px 0 var(--accent); }
.kind, .soft { color: var(--soft); }
.kind, .small { font-size: .86rem; }
.kind { flex: none; }
.status:not(:empty) { margin-top: .7rem; color: var(--soft); }
.found:not(:empty) { margin-top: .9rem; display: grid; gap: .8rem; }
.understood, .understood ul, .stages { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; font-size: .9rem; align-items: center; }
.understood li, .badge { border-radius: 999px; background: var(--tint); padding: .05rem .6rem; }
.said { border-left: 4px solid var(--accent); padding: .2rem 0 .2rem .8rem; overflow-wrap: anywhere; }
.said > p:first-child { font-size: 1.06rem; }
.said.no { border-color: var(--maybe); }
.cards { list-style: none; display: grid; gap: .7rem; }
.cards .card { border: 1px solid var(--line); border-radius: 8px; padding: .75rem .9rem; }
.card { display: grid; gap: .4rem; }
.top { display: flex; flex-wrap: wrap; gap: .3rem .7rem; justify-content: space-between; align-items: baseline; }
.badge { font-size: .84rem; font-weight: 600; color: var(--accent); }
.stages .badge { border-radius: 10px; }
.badge.fits { background: var(--good-tint); color: var(--good); }
.badge.fits-if { background: var(--maybe-tint); color: var(--maybe); }
.badge.does-not-fit { background: var(--bad-tint); color: var(--bad); }
.reasons, .evidence, .plain { list-style: none; display: grid; gap: .3rem; }
.reasons > li { display: grid; grid-template-columns: 1.3rem 1fr; }
.mark { font-weight: 700; }
.met .mark { color: var(--good); } .unmet .mark { color: var(--bad); } .open .mark { color: var(--maybe); }
.evidence { font-size: .86rem; }
.plain > li { padding-left: .7rem; border-left: 3px solid var(--line); }
.next { background: var(--tint); border-radius: 8px; padding: .6rem .8rem; }
.more { font-size: .92rem; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem .9rem; }
dt { color: var(--soft); }
.by { margin-top: .9rem; font-size: .82rem; color: var(--soft); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (max-width: 26rem) { form, dl { grid-template-columns: 1fr; } dd { margin-bottom: .35rem; } }
`);
