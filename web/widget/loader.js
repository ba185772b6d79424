// The one tag: <script src="https://…/widget.js" data-…></script>. A classic script, because only
// that knows its own tag; it puts the element there and loads the modules that define it.
(() => {
  const tag = document.currentScript;
  const { target, ...values } = tag.dataset;
  const home = target ? document.querySelector(target) : null;
  if (home || !tag.closest("head")) {
    const element = document.createElement(values.thing ? "regiograph-card" : "regiograph-search");
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
    if (home) home.append(element);
    else tag.after(element);
  }
  import(new URL("widget/element.js", tag.src)).catch((error) => console.error("Regiograph:", error));
})();
