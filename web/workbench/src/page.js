/**
 * What the server wrote into the page: texts, limits, addresses.
 * @typedef {object} Page
 * @property {HTMLElement} root
 * @property {string} language
 * @property {string} release
 * @property {string} base Base IRI of what the graph names.
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {(value: number, options?: Intl.NumberFormatOptions) => string} number
 * @property {(bytes: number) => string} size
 * @property {(path: string) => string} link A path that keeps the language chosen.
 */

/** @param {HTMLElement} root @returns {Page} */
export function readPage(root) {
  const language = document.documentElement.lang || "en";
  const texts = JSON.parse(root.dataset.texts ?? "{}");
  const { release = "", base = "" } = root.dataset;
  /** @type {Page["number"]} */
  const number = (value, options) => new Intl.NumberFormat(language, options).format(value);
  return {
    root,
    language,
    release,
    base,
    number,
    t: (key, values = {}) => worded(String(texts[`sparql_${key}`] ?? key), values, number),
    size: (bytes) => sized(bytes, number),
    link: (path) => withLanguage(path),
  };
}

/** @param {string} text @param {Record<string, string | number>} values @param {Page["number"]} number */
function worded(text, values, number) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : value;
  });
}

/** @param {number} bytes @param {Page["number"]} number */
function sized(bytes, number) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return number(value, { style: "unit", unit, maximumFractionDigits: 1 });
}

/** @param {string} path */
function withLanguage(path) {
  const chosen = new URLSearchParams(location.search).get("lang");
  if (!chosen) return path;
  const [bare = "", fragment] = path.split("#");
  const mark = bare.includes("?") ? "&" : "?";
  return `${bare}${mark}lang=${chosen}${fragment ? `#${fragment}` : ""}`;
}
