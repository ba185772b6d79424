// Elements from names, attributes and children; text is always text, never markup.

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== "") element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// An address that a link may lead to: on the web, and nothing else (no javascript:).
export function address(path, host) {
  const found = new URL(path, host);
  return /^https?:$/.test(found.protocol) ? found.href : undefined;
}
