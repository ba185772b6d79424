// What the widget asks its server: three addresses, without cookies and without a referrer.

export class Client {
  constructor(host, language) {
    this.host = host;
    this.language = language;
  }

  texts() {
    return this.get(`widget/texts/${this.language}.json`, {});
  }

  answer(question, limit, language) {
    return this.get("api/search", { q: question, limit, lang: language });
  }

  card(thing) {
    return this.get("api/card", { thing, lang: this.language });
  }

  async suggestions(typed, signal) {
    const found = await this.get("api/suggest", { q: typed.slice(0, 200), lang: this.language }, signal);
    return found.suggestions;
  }

  async get(path, values, signal) {
    const address = new URL(path, this.host);
    for (const [name, value] of Object.entries(values)) if (value) address.searchParams.set(name, value);
    const answer = await fetch(address, {
      signal, mode: "cors", credentials: "omit", referrerPolicy: "no-referrer",
      headers: { Accept: "application/json" },
    });
    const content = await answer.json();
    if (!answer.ok) throw new Refused(content.detail ?? answer.statusText);
    return content;
  }
}

// The server said no, in words for people; any other error means that it wasn't reached.
export class Refused extends Error {}
