// The colours of the map, light and dark; the style sheet writes them as `--map-NAME` (page.css), and there they are told once.

export interface Palette {
  sea: string;
  land: string;
  coast: string;
  border: string;
  graticule: string;
  ink: string;
  soft: string;
  halo: string;
  hub: string;
  member: string;
  unreached: string;
  needs_check: string;
  checkInk: string;
  area: string;
  link: string;
  moved: string;
  chosen: string;
}

const NAMES: (keyof Palette)[] = [
  "sea",
  "land",
  "coast",
  "border",
  "graticule",
  "ink",
  "soft",
  "halo",
  "hub",
  "member",
  "unreached",
  "needs_check",
  "checkInk",
  "area",
  "link",
  "moved",
  "chosen",
];

/** Whether the colours are those of a dark page: what surrounds letters is dark. */
export function isDark({ halo }: Palette): boolean {
  return Number(/\d+/.exec(halo)?.[0] ?? 255) < 128;
}

/** The colours that hold now, as the browser works them out. */
export function palette(): Palette {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--map-${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(NAMES.map((name) => [name, colour(name)]));
  probe.remove();
  return colours as unknown as Palette;
}
