// What is on the page: one value, changed in one place, told to everybody who watches.
//
// Must not know: the address bar, the API, the map.

export const LEVELS = ["PAUD", "SD", "SMP", "SMA", "SMK", "SLB"] as const;
export const ROLES = ["hub", "member", "unreached", "needs_check"] as const;
export const RANKS = ["district", "regency", "province", "country"] as const;
export const PRACTICES = ["nearest", "greedy"] as const;
export const LANGUAGES = ["id", "en"] as const;
export const THEMES = ["light", "dark"] as const;

export type Level = (typeof LEVELS)[number];
export type Role = (typeof ROLES)[number];
export type Rank = (typeof RANKS)[number];
export type Practice = (typeof PRACTICES)[number];
export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

/** A school and a hub that somebody decided about. */
export interface Pair {
  npsn: string;
  hub: string;
}

/** Rules that replace those of the programme; `null` leaves the programme's. */
export interface Rules {
  reach_km: number | null;
  min: number | null;
  max: number | null;
  within: Rank | null;
}

export interface Camera {
  lon: number;
  lat: number;
  zoom: number;
}

/** Everything that the address of the page describes. */
export interface View {
  region: string | null;
  level: Level | null;
  school: string | null;
  /** Whose plan is shown: the proven one (`null`), or a baseline. */
  practice: Practice | null;
  rules: Rules;
  pins: Pair[];
  forbidden: Pair[];
  unassigned: string[];
  hidden: Role[];
  camera: Camera | null;
  language: Language;
  /** `null` follows the reader's system. */
  theme: Theme | null;
  /** The tables instead of the map. */
  tables: boolean;
}

export const PROGRAMME_RULES: Rules = { reach_km: null, min: null, max: null, within: null };

export const START: View = {
  region: null,
  level: null,
  school: null,
  practice: null,
  rules: PROGRAMME_RULES,
  pins: [],
  forbidden: [],
  unassigned: [],
  hidden: [],
  camera: null,
  language: "id",
  theme: null,
  tables: false,
};

/** Whether another plan than the served one is asked for. */
export function isWhatIf(view: View): boolean {
  return Object.values(view.rules).some((rule) => rule !== null) || view.pins.length + view.forbidden.length + view.unassigned.length > 0;
}

/** Whether what is shown is the served plan itself. */
export function isServed(view: View): boolean {
  return !isWhatIf(view) && view.practice === null;
}

/** A step can be taken back with the back button; a move (camera, slider) is not one. */
export type Kind = "step" | "move";

type Watcher = (view: View, before: View, kind: Kind) => void;

/** Holds the view. */
export class Store {
  #view: View;
  #watchers: Watcher[] = [];

  constructor(view: View) {
    this.#view = view;
  }

  get view(): View {
    return this.#view;
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  /** Changes some of the view. */
  set(change: Partial<View>, kind: Kind = "step"): void {
    this.replace({ ...this.#view, ...change }, kind);
  }

  /** Changes all of the view. */
  replace(view: View, kind: Kind): void {
    const before = this.#view;
    this.#view = view;
    for (const watcher of this.#watchers) watcher(view, before, kind);
  }
}

/** Whether two parts of a view say the same. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
