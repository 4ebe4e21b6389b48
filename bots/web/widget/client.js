// The server: visitor's token, questions and streamed answers, history, feedback. Every failure has a kind and words.

const QUIET = 45_000; // milliseconds without a word from the server, after which a reply is given up

class Failure extends Error {
  constructor(kind, detail = "", wait = 0) {
    super(kind);
    Object.assign(this, { kind, detail, wait });
  }
}

class Client {
  constructor(memory) {
    this.memory = memory;
  }

  // A short-lived token that tells visitors apart; fetched again before it ends. Where an address has had too many,
  // one asks without: the address counts then.
  async token(language) {
    if (this.memory.get("token") && this.memory.get("expires") > Date.now() + 60_000) return this.memory.get("token");
    const found = await this.json("/api/visitor", { headers: { "Accept-Language": language } }).catch((failure) => {
      if (failure.kind === "often") return null;
      throw failure;
    });
    if (!found) return "";
    this.memory.set({ token: found.token, expires: Date.now() + found.expires_in * 1000 });
    return found.token;
  }

  async send(path, language, body = null, signal = null) {
    const headers = { "Accept-Language": language, "X-WIL-Visitor": await this.token(language) };
    if (body) headers["Content-Type"] = "application/json";
    return this.fetch(path, { method: body ? "POST" : "GET", headers, signal, body: body && JSON.stringify(body) });
  }

  async fetch(path, options) {
    let response;
    try {
      response = await fetch(SERVER + path, { ...options, credentials: "omit", referrerPolicy: "origin" });
    } catch (error) {
      if (error.name === "AbortError") throw new Failure("stopped");
      throw new Failure(navigator.onLine === false ? "offline" : "unreachable");
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw failureOf(response.status, problem, Number(response.headers.get("Retry-After")) || 0);
  }

  async json(path, options) {
    return (await this.fetch(path, options)).json();
  }

  async history(conversation, language) {
    return (await this.send("/api/conversations/" + encodeURIComponent(conversation), language)).json();
  }

  async feedback(given, language) {
    await this.send("/api/feedback", language, given);
  }

  // The whole answer; `told` hears of each step and statement on the way.
  async ask(message, language, told, stopper) {
    let watch = 0;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => stopper.abort(), QUIET);
    };
    alive();
    try {
      const response = await this.send("/api/chat/stream", language, message, stopper.signal);
      for await (const event of events(response)) {
        alive();
        if (event.name === "answer") return event.data;
        if (event.name === "problem") throw failureOf(event.data.status, event.data, event.data.retry_after || 0);
        told(event.name, event.data);
      }
      throw new Failure("cut");
    } catch (error) {
      if (error instanceof Failure && error.kind !== "stopped") throw error;
      if (stopper.signal.aborted) throw new Failure(stopper.asked ? "stopped" : "slow");
      throw new Failure(navigator.onLine === false ? "offline" : "cut");
    } finally {
      clearTimeout(watch);
    }
  }
}

function failureOf(status, problem, wait) {
  const kinds = { 403: "refused", 404: "expired", 409: "busy", 413: "long", 422: "refused", 429: "often", 503: "preparing" };
  return new Failure(kinds[status] || "broken", problem.detail || "", wait);
}

// Server-sent events over fetch: a POST cannot use EventSource.
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (buffer + value).replace(/\r\n?/g, "\n").split("\n\n");
    buffer = blocks.pop();
    for (const block of blocks) {
      const field = (name) =>
        block.split("\n").filter((line) => line.startsWith(name + ":")).map((line) => line.slice(name.length + 1).trimStart()).join("\n");
      if (field("data")) yield { name: field("event"), data: JSON.parse(field("data")) };
    }
  }
}
