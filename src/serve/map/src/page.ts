// What every part of the page shares: the view, the server, the reader's words, a place for messages.

import type { Client } from "./api/client.ts";
import type { Notices } from "./notices.ts";
import type { Numbers } from "./numbers.ts";
import type { Role, Store } from "./state.ts";
import { capital, type Labels, type Words } from "./words/index.ts";

export interface Page {
  store: Store;
  client: Client;
  words: Words;
  numbers: Numbers;
  labels: Labels;
  notices: Notices;
}

/** A part of the panel: made once for a language, brought up to date as the data change. */
export interface Part<Data> {
  element: HTMLElement;
  update(data: Data): void;
}

/** The programme's word for a role. */
export function roleWord(page: Page, role: Role): string {
  if (role === "hub") return capital(page.labels.hub);
  if (role === "member") return capital(page.labels.member);
  return page.words.role[role];
}
