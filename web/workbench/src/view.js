/**
 * What every view of a result is given.
 *
 * @typedef {object} Shown
 * @property {import("./result.js").Result} result @property {import("./shape.js").Shape} shape
 * @property {import("./terms.js").Terms} terms @property {import("./page.js").Page} page
 * @property {string} query @property {(text: string) => void} say To who can't see the page.
 */
export {};
