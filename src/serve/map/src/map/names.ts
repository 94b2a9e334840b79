// Names of sources, and what their texts are set in.

/** Sources whose data the page sets. */
export const DATA_SOURCES = ["boundary", "clusters", "links", "schools", "checks", "moved", "focus"] as const;
export type DataSource = (typeof DATA_SOURCES)[number];

/** Sources of vector tiles: the served plan, for the whole country. */
export const TILE_SOURCES = ["regions", "clusters", "links", "schools"] as const;
export type TileSource = (typeof TILE_SOURCES)[number];

/** Whose schools are drawn: the served plan's from tiles, or another plan's of one region. */
export type PlanSource = "served" | "other";

/** Drawn by the browser itself: no server of letters is needed. */
export const FONT = ["sans-serif"];
