// The words of the reader's language.

import type { Language } from "../state.ts";
import { en } from "./en.ts";
import { id, type Labels, type Words } from "./id.ts";

export type { Labels, Words } from "./id.ts";

const WORDS: Record<Language, Words> = { id, en };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Words for hub, member and cluster until the programme's own are known. */
export const NEUTRAL: Record<Language, Labels> = {
  id: { hub: "hub", member: "anggota", cluster: "gugus" },
  en: { hub: "hub", member: "member", cluster: "cluster" },
};

/** A word with its first letter as a capital. */
export function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
