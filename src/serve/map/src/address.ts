// The page's address describes what is on it: `#region=13.75&level=SD&school=10300709&reach_km=5&at=12/-0.3/100.37`.
//
// In: the part after `#`. Out: a view, and the parts that could not be read. Must not know: whether a code exists; the API says that.

import { type Camera, LANGUAGES, LEVELS, type Pair, PRACTICES, RANKS, ROLES, START, type Store, THEMES, type View } from "./state.ts";

/** Most pairs in an address, so that it stays one that servers take. */
export const MOST_PAIRS = 150;

/** A view read from an address, and the names of parts that made no sense. */
export interface Read {
  view: View;
  refused: string[];
}

type Reader = (text: string, view: View) => boolean;

const READERS: Record<string, Reader> = {
  region: (text, view) => put(view, "region", code(text)),
  level: (text, view) => put(view, "level", word(LEVELS, text.toUpperCase())),
  school: (text, view) => put(view, "school", code(text)),
  practice: (text, view) => put(view, "practice", word(PRACTICES, text)),
  reach_km: (text, view) => putRule(view, "reach_km", number(text, 0, 20_038)),
  min: (text, view) => putRule(view, "min", whole(text, 0, 100_000)),
  max: (text, view) => putRule(view, "max", whole(text, 0, 100_000)),
  within: (text, view) => putRule(view, "within", word(RANKS, text)),
  pin: (text, view) => put(view, "pins", pairs(text)),
  forbid: (text, view) => put(view, "forbidden", pairs(text)),
  unassign: (text, view) => put(view, "unassigned", list(text, code)),
  hide: (text, view) =>
    put(
      view,
      "hidden",
      list(text, (one) => word(ROLES, one)),
    ),
  at: (text, view) => put(view, "camera", camera(text)),
  lang: (text, view) => put(view, "language", word(LANGUAGES, text)),
  theme: (text, view) => put(view, "theme", word(THEMES, text)),
  view: (text, view) => put(view, "tables", text === "tables" ? true : null),
};

/** The language of the page as the server sent it (`/?lang=en`); an address that says nothing means this one. */
const PAGE_LANGUAGE = word(LANGUAGES, globalThis.document?.documentElement.lang ?? "") ?? START.language;

/** Reads an address. */
export function readAddress(hash: string): Read {
  const view: View = { ...START, language: PAGE_LANGUAGE, rules: { ...START.rules } };
  const refused: string[] = [];
  for (const [part, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (!READERS[part]?.(text, view)) refused.push(part);
  }
  return { view, refused };
}

/** Writes an address; what is as at the start is left out. */
export function writeAddress(view: View): string {
  const parts: [string, string | null][] = [
    ["region", view.region],
    ["level", view.level],
    ["school", view.school],
    ["practice", view.practice],
    ...ruleParts(view),
    ...pairParts(view),
    ["hide", view.hidden.join(",") || null],
    ["lang", view.language === PAGE_LANGUAGE ? null : view.language],
    ["theme", view.theme],
    ["view", view.tables ? "tables" : null],
    ["at", view.camera && cameraText(view.camera)],
  ];
  return parts
    .filter((part): part is [string, string] => part[1] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%(3A|2C|2F)/g, decodeURIComponent)}`)
    .join("&");
}

/** The rules that differ from the programme's, as parameters. */
export function ruleParts(view: View): [string, string | null][] {
  return Object.entries(view.rules).map(([name, value]) => [name, value === null ? null : String(value)]);
}

/** What people decided, as parameters. */
export function pairParts(view: View): [string, string | null][] {
  const text = (pairs: Pair[]) => pairs.map(({ npsn, hub }) => `${npsn}:${hub}`).join(",") || null;
  return [
    ["pin", text(view.pins)],
    ["forbid", text(view.forbidden)],
    ["unassign", view.unassigned.join(",") || null],
  ];
}

/** Keeps store and address bar the same: steps make an entry in the history, moves replace it. */
export function followAddress(store: Store, refused: (parts: string[]) => void): void {
  store.watch((view, _before, kind) => {
    const address = `#${writeAddress(view)}`;
    if (address === location.hash || (address === "#" && location.hash === "")) return;
    if (kind === "step") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  });
  const back = () => {
    const read = readAddress(location.hash);
    if (read.refused.length > 0) refused(read.refused);
    store.replace(read.view, "move");
  };
  addEventListener("popstate", back);
}

function put<Key extends keyof View>(view: View, key: Key, value: View[Key] | null): boolean {
  if (value === null) return false;
  view[key] = value;
  return true;
}

function putRule<Key extends keyof View["rules"]>(view: View, key: Key, value: View["rules"][Key]): boolean {
  view.rules[key] = value;
  return value !== null;
}

/** Codes and NPSN: short, without control characters. */
function code(text: string): string | null {
  const trimmed = text.trim();
  return /^[\p{L}\p{N}][\p{L}\p{N} .:_-]{0,39}$/u.test(trimmed) ? trimmed : null;
}

function word<Word extends string>(words: readonly Word[], text: string): Word | null {
  return words.find((one) => one === text) ?? null;
}

function number(text: string, least: number, most: number): number | null {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) && value >= least && value <= most ? value : null;
}

function whole(text: string, least: number, most: number): number | null {
  const value = number(text, least, most);
  return value !== null && Number.isInteger(value) ? value : null;
}

function list<Item>(text: string, read: (one: string) => Item | null): Item[] | null {
  const items = text.split(",").map(read);
  const good = items.filter((item): item is NonNullable<typeof item> => item !== null);
  return good.length === items.length && good.length <= MOST_PAIRS ? good : null;
}

function pairs(text: string): Pair[] | null {
  return list(text, (one) => {
    const [npsn, hub, ...rest] = one.split(":").map((part) => code(part));
    return npsn && hub && rest.length === 0 ? { npsn, hub } : null;
  });
}

function camera(text: string): Camera | null {
  const [zoom, lat, lon, ...rest] = text.split("/");
  const read = {
    zoom: number(zoom ?? "", 0, 22),
    lat: number(lat ?? "", -85, 85),
    lon: number(lon ?? "", -540, 540),
  };
  return rest.length > 0 || read.zoom === null || read.lat === null || read.lon === null ? null : (read as Camera);
}

function cameraText({ zoom, lat, lon }: Camera): string {
  return `${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`;
}
