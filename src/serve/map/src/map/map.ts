// The map itself: made once, given data, asked for its picture. Must not know: where the data come from, the panel.

import landUrl from "made:land";
import type { FeatureCollection } from "geojson";
import type * as MapLibre from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Camera, Role } from "../state.ts";
import { type Palette, palette } from "./palette.ts";
import { type DataSource, layers, ROLE_LAYERS, SCHOOL_LAYERS, styleOf } from "./style.ts";
import { pixels, SYMBOLS } from "./symbols.ts";

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/** What the map tells. */
export interface MapEvents {
  moved(camera: Camera): void;
  chosen(npsn: string): void;
  failed(what: "tiles" | "lost"): void;
}

/** Pixels around a click in which a school still counts as hit: a finger is wide. */
const TOUCH = 9;
const SYMBOL_PIXELS = 48;
/** The whole country, until something else is asked for. */
const COUNTRY: Bounds = [94.5, -11.5, 141.5, 6.5];

export class PageMap {
  #map: MapLibre.Map;
  #ready: Promise<void>;
  #events: MapEvents;

  private constructor(map: MapLibre.Map, events: MapEvents) {
    this.#map = map;
    this.#events = events;
    this.#ready = new Promise((resolve) => map.once("load", () => resolve()));
    this.#listen();
  }

  /** Loads the library and makes the map; fails where the browser has no WebGL. */
  static async make(container: HTMLElement, camera: Camera | null, events: MapEvents): Promise<PageMap> {
    const library = await import("maplibre-gl");
    library.setWorkerUrl(workerUrl);
    const colours = palette();
    const map = new library.Map({
      container,
      style: styleOf(colours, landUrl),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      maxZoom: 18,
      renderWorldCopies: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      ...(camera ? { center: [camera.lon, camera.lat], zoom: camera.zoom } : { bounds: COUNTRY }),
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new library.ScaleControl({ maxWidth: 120 }), "bottom-left");
    map.addControl(new library.AttributionControl({ compact: false }), "bottom-right");
    const page = new PageMap(map, events);
    page.#draw(colours);
    return page;
  }

  /** Gives a source its data. */
  set(source: DataSource, data: FeatureCollection): void {
    this.#ready.then(() => (this.#map.getSource(source) as MapLibre.GeoJSONSource).setData(data));
  }

  /** Shows a part of the earth, with room for what lies over the map. */
  fit(bounds: Bounds, padding = 48): void {
    this.#map.fitBounds(bounds, { padding, maxZoom: 14, animate: !calm() });
  }

  /** Moves so that a point is seen. */
  go(camera: Partial<Camera> & { lon: number; lat: number }): void {
    const zoom = camera.zoom ?? Math.max(this.#map.getZoom(), 12);
    this.#map.easeTo({ center: [camera.lon, camera.lat], zoom, animate: !calm() });
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
    this.#ready.then(() => {
      for (const [role, names] of Object.entries(ROLE_LAYERS)) {
        const visibility = hidden.includes(role as Role) ? "none" : "visible";
        for (const name of names) this.#map.setLayoutProperty(name, "visibility", visibility);
      }
    });
  }

  /** Takes up the colours of another theme. */
  repaint(): void {
    this.#ready.then(() => {
      const colours = palette();
      this.#draw(colours);
      for (const layer of layers(colours)) {
        for (const [property, value] of Object.entries(layer.paint ?? {})) this.#map.setPaintProperty(layer.id, property as never, value);
      }
    });
  }

  /** Tells the map that its place changed size. */
  resize(): void {
    this.#map.resize();
  }

  /** The map as it is on the screen. */
  picture(): HTMLCanvasElement {
    return this.#map.getCanvas();
  }

  /** Metres that a pixel of the picture shows at the middle of the map, for a scale bar. */
  metresPerPixel(): number {
    const { lat } = this.#map.getCenter();
    return (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** this.#map.getZoom()) / devicePixelRatio;
  }

  #draw(colours: Palette): void {
    for (const symbol of SYMBOLS) {
      const image = pixels(symbol, colours, SYMBOL_PIXELS);
      if (this.#map.hasImage(symbol)) this.#map.updateImage(symbol, image);
      else this.#map.addImage(symbol, image, { pixelRatio: 2 });
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
    });
    map.on("mousemove", (event) => {
      map.getCanvas().classList.toggle("over-school", this.#schoolAt(event.point) !== null);
    });
    map.on("error", () => this.#events.failed("tiles"));
    map.getCanvas().addEventListener("webglcontextlost", () => this.#events.failed("lost"));
  }

  /** The school nearest to a point on the screen. */
  #schoolAt(point: MapLibre.Point): string | null {
    const box: [[number, number], [number, number]] = [
      [point.x - TOUCH, point.y - TOUCH],
      [point.x + TOUCH, point.y + TOUCH],
    ];
    const there = SCHOOL_LAYERS.filter((layer) => this.#map.getLayer(layer));
    const found = this.#map.queryRenderedFeatures(box, { layers: there }).map((feature) => {
      const [lon, lat] = feature.geometry.type === "Point" ? (feature.geometry.coordinates as [number, number]) : [0, 0];
      return { npsn: String(feature.properties.npsn), far: this.#map.project([lon, lat]).dist(point) };
    });
    found.sort((one, other) => one.far - other.far);
    return found[0]?.npsn ?? null;
  }
}

/** Whether the reader's system asks for less movement. */
function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
