// The map itself: made once, given data, asked for its picture. Must not know: where the data come from, the panel.

import landUrl from "made:land";
import type { FeatureCollection } from "geojson";
import type * as MapLibre from "maplibre-gl";
import type { LayerSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Camera, Role } from "../state.ts";
import { BASEMAP, type Basemap, type Ground, groundOf } from "./basemap.ts";
import { cellPixels } from "./cells.ts";
import { type DataSource, type PlanSource, TILE_SOURCES, type TileSource } from "./names.ts";
import { type Palette, palette } from "./palette.ts";
import { CELL_LAYER, roleLayers, SCHOOL_LAYERS } from "./plan.ts";
import type { Padding } from "./room.ts";
import { dataOf, layers, styleOf } from "./style.ts";
import { pixels, SYMBOLS } from "./symbols.ts";

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/** What the map tells. */
export interface MapEvents {
  moved(camera: Camera): void;
  chosen(npsn: string): void;
  /** `gone`: the tiles are of a version that the server serves no more; `basemap`: what lies beneath could not be had. */
  failed(what: "tiles" | "gone" | "lost" | "basemap"): void;
}

/** What a map begins with. */
export interface MapStart {
  at: Camera | Bounds | null;
  room: Padding;
  /** Parameters of the tiles. */
  tiles: string;
  basemap: Basemap | null;
  /** How numbers on the map are written. */
  locale: string;
}

const PLANS: PlanSource[] = ["served", "other"];
/** Pixels around a click in which a school still counts as hit: a finger is wide. */
const TOUCH = 9;
const SYMBOL_PIXELS = 48;
/** A region of one school is not shown closer than this. */
const CLOSEST_FIT = 14;
/** A move that can be followed, and is soon over. */
const SHORT_MS = 350;
/** The status of tiles of a version that is served no more. */
const GONE = 410;
/** The whole country, until something else is asked for. */
const COUNTRY: Bounds = [94.5, -11.5, 141.5, 6.5];

export class PageMap {
  #map: MapLibre.Map;
  #hidden: Role[] = [];
  #plan: PlanSource = "served";
  /** Sources that hold something. */
  #filled = new Set<DataSource>();
  /** The page's own layers, and which of them are drawn. */
  #layers: LayerSpecification[];
  #seen: Set<string>;
  #tiles = "";
  #locale = "";
  #ready: Promise<void>;
  #events: MapEvents;
  #ground: Ground | null;

  private constructor(map: MapLibre.Map, own: LayerSpecification[], ground: Ground | null, events: MapEvents) {
    this.#map = map;
    this.#ground = ground;
    this.#layers = own;
    this.#seen = new Set(own.filter(({ layout }) => layout?.visibility !== "none").map(({ id }) => id));
    this.#events = events;
    this.#ready = new Promise((resolve) => map.once("load", () => resolve()));
    this.#listen();
  }

  /** Loads the library and makes the map; fails where the browser has no WebGL. */
  static async make(container: HTMLElement, { at, room, tiles, basemap, locale }: MapStart, events: MapEvents): Promise<PageMap> {
    const library = await loadLibrary();
    const ground = (basemap && (await groundOf(basemap).catch(() => events.failed("basemap")))) || null;
    const style = styleOf(palette(), landUrl, ground, (source) => tileAddress(source, tiles), locale);
    const map = new library.Map({
      container,
      style,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      maxZoom: 18,
      renderWorldCopies: false,
      // Another plan is there at once, and so are letters: a fade would only show the old one longer.
      fadeDuration: 0,
      // Our own style is tested; the operator's is not.
      validateStyle: basemap?.kind === "style",
      ...startOf(at, room),
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new library.ScaleControl({ maxWidth: 120 }), "bottom-left");
    map.addControl(
      new library.AttributionControl({ compact: false, ...(ground?.attribution ? { customAttribution: ground.attribution } : {}) }),
      "bottom-right",
    );
    // The map is never tilted, so that no sky is seen; drawn behind all, it took a fifth of each frame where no graphics card helps.
    map.painter.drawFunctions = { ...map.painter.drawFunctions, sky: () => {} };
    const page = new PageMap(map, style.layers, ground, events);
    page.#locale = locale;
    page.#tiles = tiles;
    return page;
  }

  /** Gives a source its data. */
  set(source: DataSource, data: FeatureCollection): void {
    const isEmpty = data.features.length === 0;
    // What is empty stays so without a word to the worker.
    if (isEmpty && !this.#filled.has(source)) return;
    if (isEmpty) this.#filled.delete(source);
    else this.#filled.add(source);
    this.#draws();
    this.#ready.then(() => {
      (this.#map.getSource(source) as MapLibre.GeoJSONSource).setData(data);
      this.#show();
    });
  }

  /** Shows a part of the earth, with room for what lies over the map. */
  fit(bounds: Bounds, padding: Padding): void {
    this.#map.fitBounds(bounds, { padding, maxZoom: CLOSEST_FIT, linear: true, duration: calm() ? 0 : SHORT_MS });
  }

  /** Moves so that a point is seen. */
  go(camera: Partial<Camera> & { lon: number; lat: number }): void {
    const zoom = camera.zoom ?? Math.max(this.#map.getZoom(), 12);
    this.#map.easeTo({ center: [camera.lon, camera.lat], zoom, duration: calm() ? 0 : SHORT_MS });
  }

  /** Whether a point is on the screen. */
  sees(lon: number, lat: number): boolean {
    return this.#map.getBounds().contains([lon, lat]);
  }

  zoom(by: 1 | -1): void {
    this.#map.zoomTo(this.#map.getZoom() + by, { animate: !calm() });
  }

  /** Shows all roles but these. */
  hide(hidden: Role[]): void {
    this.#hidden = hidden;
    this.#ready.then(() => this.#show());
  }

  /** Draws the served plan, or another one from the data that was set. */
  show(plan: PlanSource): void {
    this.#plan = plan;
    this.#ready.then(() => this.#show());
  }

  /** Takes tiles with these parameters (version, level) from now on. */
  useTiles(parameters: string): void {
    if (parameters === this.#tiles) return;
    this.#tiles = parameters;
    this.#draws();
    this.#ready.then(() => {
      for (const source of TILE_SOURCES) {
        (this.#map.getSource(`tiles-${source}`) as MapLibre.VectorTileSource).setTiles([tileAddress(source, parameters)]);
      }
    });
  }

  #show(): void {
    for (const layer of this.#layers) {
      const seen = this.#isSeen(layer);
      // The library takes "visible" for a change where nothing was said before, and lays out all tiles of the source again.
      if (seen === this.#seen.has(layer.id)) continue;
      this.#draws();
      this.#map.setLayoutProperty(layer.id, "visibility", seen ? "visible" : "none");
      if (seen) this.#seen.add(layer.id);
      else this.#seen.delete(layer.id);
    }
  }

  /** Tells tests and screenshots that what is drawn is not yet what was asked for. */
  #draws(): void {
    delete document.documentElement.dataset.map;
  }

  /** Layers of the other plan, of roles that the reader hid and of sources without data are not drawn: each costs a pass over the map. */
  #isSeen(layer: LayerSpecification): boolean {
    const data = dataOf(layer);
    if (data && !this.#filled.has(data)) return false;
    const plan = PLANS.find((one) => layer.id.startsWith(`${one}-`));
    if (plan ? plan !== this.#plan : layer.id === "outside" && this.#plan !== "served") return false;
    return !this.#hidden.some((role) => PLANS.some((one) => roleLayers(one)[role].includes(layer.id)));
  }

  /** Takes up the colours of another theme. */
  repaint(): void {
    this.#ready.then(() => {
      const colours = palette();
      this.#redraw(colours);
      for (const layer of layers(colours, this.#ground, this.#locale)) {
        for (const [property, value] of Object.entries(layer.paint ?? {}))
          this.#map.setPaintProperty(layer.id, property as never, value as never);
      }
    });
  }

  /** Writes its numbers as in another language. */
  speak(locale: string): void {
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.#ready.then(() => {
      for (const { id, layout } of layers(palette(), this.#ground, locale)) {
        if (layout && "text-field" in layout) this.#map.setLayoutProperty(id, "text-field", layout["text-field"]);
      }
    });
  }

  /** Tells the map that its place changed size. */
  resize(): void {
    this.#map.resize();
  }

  /** The map as it is on the screen; its pixels can be had only while it is drawn. */
  picture(): Promise<HTMLCanvasElement> {
    return new Promise((resolve) => {
      this.#map.once("render", () => {
        const canvas = this.#map.getCanvas();
        const copy = document.createElement("canvas");
        copy.width = canvas.width;
        copy.height = canvas.height;
        const context = copy.getContext("2d");
        if (context) {
          context.fillStyle = palette().sea;
          context.fillRect(0, 0, copy.width, copy.height);
          context.drawImage(canvas, 0, 0);
        }
        resolve(copy);
      });
      this.#map.triggerRepaint();
    });
  }

  /** Whose data lie beneath the plan, as the corner of the map says. */
  attribution(): string {
    const parts = this.#map.getContainer().querySelector(".maplibregl-ctrl-attrib-inner")?.textContent;
    return parts?.trim() ?? "";
  }

  /** Metres that a pixel of the picture shows at the middle of the map, for a scale bar. */
  metresPerPixel(): number {
    const { lat } = this.#map.getCenter();
    return (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** this.#map.getZoom()) / devicePixelRatio;
  }

  #cellAt(point: MapLibre.Point): boolean {
    return this.#map.isStyleLoaded() === true && this.#map.queryRenderedFeatures(point, { layers: [CELL_LAYER] }).length > 0;
  }

  /** Draws the signs that are in use again, in the colours that hold now. */
  #redraw(colours: Palette): void {
    for (const id of this.#map.listImages()) {
      const image = signOf(id, colours);
      if (image) this.#map.updateImage(id, image);
    }
  }

  #listen(): void {
    const map = this.#map;
    map.on("moveend", () => {
      const { lng, lat } = map.getCenter();
      this.#events.moved({ lon: lng, lat, zoom: map.getZoom() });
    });
    map.on("click", (event) => {
      const npsn = this.#schoolAt(event.point);
      if (npsn) this.#events.chosen(npsn);
      else if (this.#cellAt(event.point)) this.#map.easeTo({ center: event.lngLat, zoom: this.#map.getZoom() + 2, animate: !calm() });
    });
    map.setMissingStyleImageResolver((id) => {
      const image = signOf(id, palette());
      if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: 2 });
    });
    // And now it is.
    map.on("idle", () => {
      document.documentElement.dataset.map = "idle";
    });
    map.on("movestart", () => this.#draws());
    map.on("mousemove", (event) => {
      map.getCanvas().classList.toggle("over-school", this.#schoolAt(event.point) !== null || this.#cellAt(event.point));
    });
    map.on("error", (event) => {
      const source = "sourceId" in event ? String(event.sourceId) : "";
      if (source.startsWith(BASEMAP)) return this.#events.failed("basemap");
      this.#events.failed("status" in event.error && event.error.status === GONE ? "gone" : "tiles");
    });
    map.getCanvas().addEventListener("webglcontextlost", () => this.#events.failed("lost"));
  }

  /** The school nearest to a point on the screen. */
  #schoolAt(point: MapLibre.Point): string | null {
    const box: [[number, number], [number, number]] = [
      [point.x - TOUCH, point.y - TOUCH],
      [point.x + TOUCH, point.y + TOUCH],
    ];
    if (!this.#map.isStyleLoaded()) return null;
    const found = this.#map.queryRenderedFeatures(box, { layers: SCHOOL_LAYERS }).map((feature) => {
      const [lon, lat] = feature.geometry.type === "Point" ? (feature.geometry.coordinates as [number, number]) : [0, 0];
      return { npsn: String(feature.properties.npsn), far: this.#map.project([lon, lat]).dist(point) };
    });
    found.sort((one, other) => one.far - other.far);
    return found[0]?.npsn ?? null;
  }
}

/** The pixels of a sign by its name; null where there is no such sign. */
function signOf(id: string, colours: Palette): ImageData | null {
  const symbol = SYMBOLS.find((one) => one === id);
  return symbol ? pixels(symbol, colours, SYMBOL_PIXELS) : cellPixels(id, colours);
}

let library: Promise<typeof MapLibre> | undefined;

/** The library is large and comes while the first answers are under way. */
export async function loadLibrary(): Promise<typeof MapLibre> {
  library ??= import("maplibre-gl").then((loaded) => {
    loaded.setWorkerUrl(workerUrl);
    // Its worker starts while the answers are under way, and not with the map.
    loaded.prewarm();
    return loaded;
  });
  return library;
}

function startOf(start: Camera | Bounds | null, padding: Padding): Partial<MapLibre.MapOptions> {
  if (start === null || Array.isArray(start)) return { bounds: start ?? COUNTRY, fitBoundsOptions: { padding, maxZoom: CLOSEST_FIT } };
  return { center: [start.lon, start.lat], zoom: start.zoom };
}

function tileAddress(source: TileSource, parameters: string): string {
  // Regions are the same at every level of schools, so that their tiles are kept when the level changes.
  const own = source === "regions" ? parameters.replace(/&?level=\w+/, "") : parameters;
  return `${location.origin}/tiles/${source}/{z}/{x}/{y}${own ? `?${own}` : ""}`;
}

/** Whether the reader's system asks for less movement. */
function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
