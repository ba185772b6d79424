/** Asks the endpoint of this server. */

import { readResult } from "./result.js";

/** @typedef {import("./result.js").Result} Result */
/**
 * @typedef {object} Problem What went wrong, as RFC 9457 has it.
 * @property {string} title @property {string} detail
 * @property {number} [line] @property {number} [column] @property {string[]} [advice]
 */

const MOST_BYTES = 24e6; // read into the page; a download has no such bound
const LONGEST_ADDRESS = 6000; // bytes; a longer query is posted, and not kept by the browser
const ACCEPT = "application/sparql-results+json, application/ld+json";

/** A query that the endpoint refused or could not finish. */
export class ProblemError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Where an answer can be had by itself. @param {string} query @param {string} release
 * @param {string} [format] */
export function addressOf(query, release, format) {
  const given = new URLSearchParams({ query, release });
  if (format) given.set("format", format);
  return `/sparql?${given}`;
}

/**
 * Run a query; `progress` hears how many bytes came.
 * @param {string} query @param {string} release @param {AbortSignal} [signal]
 * @param {(bytes: number) => void} [progress] @returns {Promise<Result>}
 */
export async function ask(query, release, signal, progress = () => {}) {
  const address = addressOf(query, release);
  const id = randomId();
  const headers = { Accept: ACCEPT, "X-Regiograph-Query-Id": id };
  // A server that computes sees nobody hang up as long as the browser keeps other connections.
  signal?.addEventListener("abort", () => navigator.sendBeacon("/sparql/cancel", new URLSearchParams({ id })));
  const response =
    address.length < LONGEST_ADDRESS
      ? await fetch(address, { headers, signal })
      : await fetch(`/sparql?${new URLSearchParams({ release })}`, {
          method: "POST",
          headers: { ...headers, "Content-Type": "application/sparql-query" },
          body: query,
          signal,
        });
  if (!response.ok) throw new ProblemError(await problemIn(response));
  const { text, stopped } = await readText(response, progress);
  const mediaType = response.headers.get("Content-Type")?.split(";")[0] ?? "";
  return readResult(text, mediaType, stopped);
}

/** An id that nobody can guess; randomUUID is there on secure addresses only. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Response} response @returns {Promise<Problem>} */
async function problemIn(response) {
  try {
    return await response.json();
  } catch {
    return { title: `${response.status} ${response.statusText}`, detail: "" };
  }
}

/** @param {Response} response @param {(bytes: number) => void} progress */
async function readText(response, progress) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    // Cut at the same byte each time, however the answer is portioned on its way.
    text += decoder.decode(value.subarray(0, Math.max(0, MOST_BYTES - bytes)), { stream: true });
    bytes += value.length;
    progress(bytes);
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return { text, stopped: true };
    }
  }
  return { text: text + decoder.decode(), stopped: false };
}
