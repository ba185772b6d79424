/** Which country a term names. */

import codes from "country-codes";

/** @typedef {import("./result.js").Term} Term */

const OUTLINED = new Set(Object.values(codes));
const TWO = Object.fromEntries(Object.entries(codes).map(([two, three]) => [three, two]));
const COUNTRY = /\/country\/([A-Z]{3})$/;
const REGION = /\/(?:region|nuts\/code)\/([A-Z]{2})[0-9A-Z]{0,3}$/;
const CODE = /^(?:([A-Z]{3})|([A-Z]{2})[0-9][0-9A-Z]{0,2}|([A-Z]{2}))$/;

/**
 * The alpha-3 code of the country that a term names or lies in; "" if it names none that has an
 * outline. `inside` says that it is a region.
 * @param {Term | undefined} term @returns {{code: string, inside: boolean}}
 */
export function countryOf(term) {
  if (!term || (term.type !== "uri" && term.type !== "literal")) return { code: "", inside: false };
  if (term.type === "uri") {
    const country = term.value.match(COUNTRY)?.[1] ?? "";
    const region = term.value.match(REGION)?.[1] ?? "";
    return { code: outlined(country || codes[region]), inside: !country };
  }
  const [, three, region, two] = term.value.match(CODE) ?? [];
  return { code: outlined(three ?? codes[region ?? two ?? ""]), inside: Boolean(region) };
}

/** The name of a country in a language. @param {string} code @param {string} language */
export function countryName(code, language) {
  const two = { EL: "GR", UK: "GB" }[TWO[code] ?? ""] ?? TWO[code];
  return (two && new Intl.DisplayNames([language], { type: "region" }).of(two)) || code;
}

/** @param {string | undefined} code */
function outlined(code) {
  return code && OUTLINED.has(code) ? code : "";
}
