// Numbers and dates as the reader of each language expects them: 1.234,5 or 1,234.5.

import type { Language } from "./state.ts";

/** How numbers of a language are written, as browsers call it. */
export const LOCALES: Record<Language, string> = { id: "id-ID", en: "en-GB" };

export interface Numbers {
  whole(value: number): string;
  /** Whole metres as kilometres with two decimals. */
  km(metres: number): string;
  /** As many decimals as it needs, three at most. */
  short(value: number): string;
  /** A share from 0 to 1. */
  percent(share: number): string;
  /** A difference with its sign, `±0` where there is none. */
  signed(value: number): string;
  signedKm(metres: number): string;
  date(at: Date): string;
}

/** The forms of a language. */
export function numbersOf(language: Language): Numbers {
  const locale = LOCALES[language];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const km = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const signed = (value: number, text: string) => (value === 0 ? "±0" : `${value > 0 ? "+" : "−"}${text}`);
  return {
    whole: (value) => whole.format(value),
    km: (metres) => km.format(metres / 1000),
    short: (value) => short.format(value),
    percent: (share) => percent.format(share),
    signed: (value) => signed(value, whole.format(Math.abs(value))),
    signedKm: (metres) => signed(metres, km.format(Math.abs(metres) / 1000)),
    date: (at) => date.format(at),
  };
}
