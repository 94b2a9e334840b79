// Questions to the server and its answers.
//
// In: an address and what it should answer. Out: the answer, or an `ApiError` with the server's own sentence in both languages. Every
// answer tells its version; when the server changes it in mid-visit, the client says so once and everything is asked for again, so that
// two versions are never mixed. Must not know: what the answers are used for.

import type { Language } from "../state.ts";
import type { ProblemBody } from "./types.ts";

/** Why there is no answer. `network`: nothing came; otherwise the server refused. */
export class ApiError extends Error {
  constructor(
    readonly status: number | "network",
    readonly body: ProblemBody | null,
  ) {
    super(body?.detail ?? String(status));
  }

  /** The server's sentence in the reader's language, if it gave one. */
  sentence(language: Language): string | null {
    return (language === "id" ? this.body?.detail_id : this.body?.detail) ?? null;
  }
}

/** Thrown where an answer is no longer wanted: another question took its place, or the version changed. */
export class Superseded extends Error {}

type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export class Client {
  /** The version of the served plan that the page shows. */
  version: string | null = null;
  /** Settles when the first answer has told the version. */
  readonly known: Promise<void>;
  #isKnown: () => void = () => {};
  #fetch: Fetch;
  #newVersion: (version: string) => void = () => {};
  #channels = new Map<string, AbortController>();

  constructor(fetch: Fetch = (address, init) => globalThis.fetch(address, init)) {
    this.#fetch = fetch;
    this.known = new Promise((resolve) => {
      this.#isKnown = resolve;
    });
  }

  /** Calls `act` when the server begins to serve another version. */
  onNewVersion(act: (version: string) => void): void {
    this.#newVersion = act;
  }

  /** Asks; an earlier question of the same channel is dropped. */
  async ask<Answer>(channel: string, address: string): Promise<Answer> {
    this.#channels.get(channel)?.abort();
    const control = new AbortController();
    this.#channels.set(channel, control);
    const asked = this.version;
    try {
      const response = await this.#fetch(address, {
        signal: control.signal,
        headers: { accept: "application/geo+json, application/json" },
      });
      const body = await response.json();
      if (!response.ok) throw new ApiError(response.status, body);
      return this.#ofThisVersion<Answer>(response, body, asked);
    } catch (error) {
      if (error instanceof ApiError || error instanceof Superseded) throw error;
      if (control.signal.aborted) throw new Superseded();
      throw new ApiError("network", null);
    } finally {
      if (this.#channels.get(channel) === control) this.#channels.delete(channel);
    }
  }

  /** Asks what the server serves now, and notices another version. */
  async look(): Promise<void> {
    const { version } = await this.ask<{ version: string }>("look", "/readyz");
    this.#notice(version);
  }

  #ofThisVersion<Answer>(response: Response, body: Answer, asked: string | null): Answer {
    const version = servedVersion(response);
    if (version) this.#notice(version);
    // Answers of two versions are not shown together: this one is asked for again by whoever watches the version.
    if (asked !== null && asked !== this.version) throw new Superseded();
    return body;
  }

  #notice(version: string): void {
    if (version === this.version) return;
    const first = this.version === null;
    this.version = version;
    if (first) return this.#isKnown();
    for (const control of this.#channels.values()) control.abort();
    this.#newVersion(version);
  }
}

/** The version of the served plan behind an answer; a what-if names the plan that it was made beside. */
function servedVersion(response: Response): string | null {
  return response.headers.get("x-imbas-version");
}
