// One visit: what happens when the view changes, when answers arrive, when the server changes its version.

import type { FeatureCollection } from "geojson";
import { planParameters, takenAddress } from "./api/addresses.ts";
import { ApiError, type Client, Superseded } from "./api/client.ts";
import { Chosen, focusOf, placeOf, wholeOf } from "./chosen.ts";
import { Data, type Shown } from "./data.ts";
import { el, fill } from "./dom.ts";
import { legend } from "./legend.ts";
import type { Basemap } from "./map/basemap.ts";
import { aspectOf, withOutside } from "./map/bounds.ts";
import { type Bounds, loadLibrary, PageMap } from "./map/map.ts";
import { compose, type Stroke } from "./map/picture.ts";
import { type Padding, roomFor } from "./map/room.ts";
import type { SymbolName } from "./map/symbols.ts";
import { Notices } from "./notices.ts";
import { LOCALES, numbersOf } from "./numbers.ts";
import { type Page, type Part, roleWord } from "./page.ts";
import { type Panel, panel } from "./panel/panel.ts";
import { drawSchool } from "./panel/school.ts";
import { type Shell, shell } from "./shell.ts";
import { ROLES, type Store, same, type View } from "./state.ts";
import { type Labels, NEUTRAL, wordsOf } from "./words/index.ts";

/** How often the server is asked whether it still serves the same. */
const LOOK_MS = 30_000;
const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

export class Visit {
  #store: Store;
  #client: Client;
  #page!: Page;
  #shell!: Shell;
  #panel!: Panel;
  #legend!: Part<Shown>;
  #chosen: Chosen;
  #data: Data;
  #map: PageMap | null = null;
  /** The region that the map was fitted to. */
  #fitted: string | null | undefined;

  constructor(store: Store, client: Client) {
    this.#store = store;
    this.#leads = store.view.camera !== null;
    this.#client = client;
    this.#data = new Data(client, {
      changed: (shown) => this.#show(shown),
      settled: () => document.documentElement.removeAttribute("data-busy"),
      failed: (error, view) => this.#fail(error, view),
    });
    this.#chosen = new Chosen(client, {
      changed: () => this.#showSchool(),
      failed: (error) => this.#schoolFailed(error),
    });
  }

  start(): void {
    this.#build();
    this.#store.watch((view, before) => this.#follow(view, before));
    this.#client.onNewVersion(() => this.#newVersion());
    setInterval(() => void this.#look(), LOOK_MS);
    addEventListener("focus", () => void this.#look());
    void this.#startMap();
    this.#load(this.#store.view);
  }

  /** Says which parts of the address made no sense. */
  refused(parts: string[]): void {
    this.#page.notices.say("address", this.#page.words.notice.address(parts.join(", ")));
  }

  /** Builds frame and panel in the reader's language. */
  #build(): void {
    const { view } = this.#store;
    const words = wordsOf(view.language);
    const labels = this.#labels();
    // What was said stays said when the frame is built again.
    const notices = this.#page?.notices ?? new Notices(words.close);
    notices.closeLabel = words.close;
    this.#page = { store: this.#store, client: this.#client, words, labels, notices, numbers: numbersOf(view.language) };
    const place = this.#shell?.mapPlace;
    this.#shell = shell(this.#page, {
      zoom: (by) => this.#map?.zoom(by),
      fit: () => this.#fit(true),
      resized: () => this.#map?.resize(),
    });
    if (place) this.#shell.mapPlace.replaceWith(place);
    if (place) this.#shell.mapPlace = place;
    this.#legend = legend(this.#page);
    fill(this.#shell.over, this.#legend.element);
    this.#panel = panel(this.#page, this.#shell.panel, () => void this.#takePicture());
    this.#frame(view);
    this.#show(this.#data.shown);
    this.#showSchool();
  }

  /** The programme's own words in the reader's language, once they are known. */
  #labels(): Labels {
    const programme = this.#data.shown.plan?.programme;
    const { language } = this.#store.view;
    if (!programme) return NEUTRAL[language];
    if (language === "id") return { hub: programme.hub, member: programme.member, cluster: programme.cluster };
    return { hub: programme.hub_en, member: programme.member_en, cluster: programme.cluster_en };
  }

  /** Puts the frame in the document, or the tables that were there before. */
  #frame(view: View): void {
    const root = document.documentElement;
    root.lang = view.language;
    if (view.theme) root.dataset.theme = view.theme;
    else delete root.dataset.theme;
    root.classList.toggle("mapped", !view.tables);
    document.title = `${this.#page.words.title} · imbas`;
    document.querySelector(".app")?.remove();
    if (!view.tables) document.body.prepend(this.#shell.element);
  }

  #follow(view: View, before: View): void {
    if (view.language !== before.language) {
      this.#build();
      this.#map?.speak(LOCALES[view.language]);
    }
    if (view.theme !== before.theme || view.tables !== before.tables) {
      this.#frame(view);
      this.#map?.repaint();
    }
    if (!same(view.hidden, before.hidden)) this.#map?.hide(view.hidden);
    if (view.camera && view.camera !== before.camera && !same(view.camera, this.#camera)) this.#map?.go(view.camera);
    this.#panel.update(this.#data.shown);
    this.#legend.update(this.#data.shown);
    if (view.region !== before.region) this.#page.notices.settle("region");
    if (view.school !== before.school) this.#enterSchool(view);
    const shownBefore = { ...before, camera: null, hidden: [], theme: null, language: view.language };
    if (!same({ ...view, camera: null, hidden: [], theme: null }, shownBefore)) this.#load(view);
  }

  #load(view: View): void {
    document.documentElement.dataset.busy = "";
    void this.#data.want(view);
    void this.#chosen.want(view);
  }

  /** Brings panel, legend and map up to what is known. */
  #show(shown: Shown): void {
    if (shown.plan && !same(this.#labels(), this.#page.labels)) return this.#build();
    // The map's own thread works while the panel is brought up to date.
    this.#draw(shown);
    this.#panel.update(shown);
    this.#legend.update(shown);
    if (this.#store.view.camera || this.#bounds() !== undefined) this.#isWhere();
    this.#fit(false);
  }

  #drawn: Partial<Shown> = {};

  #draw(shown: Shown): void {
    const map = this.#map;
    if (!map) return;
    for (const layer of ["schools", "clusters", "links", "checks", "moved"] as const) {
      if (shown[layer] !== this.#drawn[layer]) map.set(layer, shown[layer] ?? EMPTY);
    }
    if (shown.boundary !== this.#drawn.boundary) map.set("boundary", shown.boundary ? withOutside(shown.boundary) : EMPTY);
    this.#drawn = shown;
    map.show(shown.schools ? "other" : "served");
    map.useTiles(this.#tileParameters());
  }

  /** Tiles are of one version and level; with the version in their address they may be kept for ever. */
  #tileParameters(): string {
    const { level } = this.#store.view;
    const { version } = this.#client;
    return new URLSearchParams([...(version ? [["version", version]] : []), ...(level ? [["level", level]] : [])]).toString();
  }

  /** What the view is about on the earth: undefined until it is known, null where nothing is. */
  #bounds(): Bounds | null | undefined {
    const { region } = this.#store.view;
    const { tiles, region: known } = this.#data.shown;
    if (region === null) return tiles ? ((tiles.bounds as Bounds | undefined) ?? null) : undefined;
    return known?.code === region ? (known.bbox as Bounds | null) : undefined;
  }

  /** Shows the whole region once it is known. */
  #fit(again: boolean): void {
    const { region } = this.#store.view;
    if (!this.#map || (!again && this.#fitted === region)) return;
    const bounds = this.#bounds();
    if (bounds === undefined) return;
    this.#fitted = region;
    if (bounds) this.#fitTo(bounds);
  }

  #fitTo(bounds: Bounds): void {
    this.#map?.fit(bounds, this.#room(bounds));
  }

  /** The room that lies free of legend and buttons. */
  #room(bounds: Bounds | null): Padding {
    const { mapPlace, over, stage } = this.#shell;
    const covers = [over.firstElementChild, stage.querySelector(".map-buttons")].filter((one): one is Element => one !== null);
    const box = (element: Element) => element.getBoundingClientRect();
    return roomFor(box(mapPlace), [...covers.map(box), ...this.#sheet(box(mapPlace))], bounds ? aspectOf(bounds) : 1);
  }

  /** On a phone the panel is a sheet whose round corners lie over the map. */
  #sheet(map: DOMRect): DOMRect[] {
    const sheet = this.#shell.element.querySelector(".panel")?.getBoundingClientRect();
    return sheet && sheet.left <= map.left && sheet.top < map.bottom && sheet.top > map.top ? [sheet] : [];
  }

  #camera: View["camera"] = null;
  #isWhere: () => void = () => {};
  #wherePromise = new Promise<void>((resolve) => {
    this.#isWhere = resolve;
  });

  /** The map begins where the address says, or at the region: it waits for that rather than show the country first. */
  async #startMap(): Promise<void> {
    try {
      void loadLibrary();
      const [basemap] = await Promise.all([this.#basemap(), this.#client.known, this.#wherePromise]);
      const at = this.#store.view.camera ?? this.#bounds() ?? null;
      this.#fitted = this.#store.view.region;
      this.#map = await PageMap.make(
        this.#shell.mapPlace,
        {
          at,
          room: this.#room(Array.isArray(at) ? at : null),
          tiles: this.#tileParameters(),
          basemap,
          locale: LOCALES[this.#store.view.language],
        },
        {
          moved: (camera) => {
            this.#camera = camera;
            this.#store.set({ camera }, "move");
          },
          chosen: (school) => this.#store.set({ school }),
          failed: (what) => this.#mapFailed(what),
        },
      );
    } catch (error) {
      console.warn("no interactive map:", error);
      return this.#withoutMap();
    }
    this.#map.hide(this.#store.view.hidden);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#map?.repaint());
    new ResizeObserver(() => this.#map?.resize()).observe(this.#shell.mapPlace);
    this.#draw(this.#data.shown);
    this.#fit(false);
    this.#showSchool();
  }

  /** The operator's base map; where the server does not say, the page's own coastline does. */
  async #basemap(): Promise<Basemap | null> {
    const response = await fetch("/map.json").catch(() => null);
    return response?.ok ? (await response.json()).basemap : null;
  }

  /** Tiles of another version are a reason to look, not to complain. */
  #mapFailed(what: "tiles" | "gone" | "lost" | "basemap"): void {
    const { notices, words } = this.#page;
    if (what === "gone") return void this.#look();
    if (what === "basemap") return this.#basemapFailed();
    notices.say("map", what === "lost" ? words.notice.webglLost : words.notice.tiles);
  }

  #basemapTold = false;

  /** Each of its tiles fails alike: it is told once. */
  #basemapFailed(): void {
    const { notices, words } = this.#page;
    if (!this.#basemapTold) notices.say("basemap", words.notice.basemap);
    this.#basemapTold = true;
  }

  /** A fixed map in place of the interactive one. */
  #withoutMap(): void {
    const { notices, words } = this.#page;
    notices.say("map", words.notice.webgl);
    const { region } = this.#store.view;
    const note = el("p", { class: "fixed-map" }, words.notice.noStatic);
    const fixed =
      region === null
        ? null
        : el("img", { class: "fixed-map", src: takenAddress(region, "map.svg", planParameters(this.#store.view)), alt: words.map });
    fixed?.addEventListener("error", () => fill(this.#shell.mapPlace, note));
    const picture = fixed ?? note;
    fill(this.#shell.mapPlace, picture);
    this.#store.watch((view, before) => view.region !== before.region && this.#withoutMap());
  }

  #enterSchool(view: View): void {
    if (view.school === null) {
      this.#map?.set("focus", EMPTY);
      this.#shell.panel.querySelector<HTMLElement>(".region h1")?.focus();
    } else this.#shell.panel.scrollTo?.({ top: 0 });
  }

  /** Whether the address that the visit began with says where the map looks. */
  #leads: boolean;
  #seen: string | null = null;
  /** The school whose findings were shown as a whole; undefined before the first. */
  #whole: string | undefined;

  #showSchool(): void {
    const { school: npsn } = this.#store.view;
    if (npsn === null) return;
    const { answers } = this.#chosen;
    const own = placeOf(answers);
    const all = wholeOf(this.#page, answers);
    const go = () => own && this.#map?.go({ lon: own[0] as number, lat: own[1] as number });
    const whole = () => all && this.#fitTo(all);
    drawSchool(this.#page, this.#panel.school, answers, { go, whole });
    if (answers.school && this.#seen !== npsn) {
      this.#panel.school.querySelector<HTMLElement>("h1")?.focus();
      if (own && this.#map && !this.#map.sees(own[0] as number, own[1] as number)) go();
      this.#seen = npsn;
    }
    if (all && this.#map && this.#whole !== npsn) {
      // What is wrong is understood as a whole; a link that says where it looks is obeyed.
      if (!this.#leads || this.#whole !== undefined) whole();
      this.#whole = npsn;
    }
    void focusOf(this.#page, answers, this.#data.shown.schools).then((focus) => this.#map?.set("focus", focus));
  }

  #schoolFailed(error: ApiError): void {
    const { school } = this.#store.view;
    if (error.status !== 404 || school === null) return this.#fail(error, this.#store.view);
    this.#page.notices.say("school", this.#page.words.notice.school(school));
    this.#store.set({ school: null }, "move");
  }

  #fail(error: ApiError, view: View): void {
    const { notices, words, store } = this.#page;
    if (error.status === "network") {
      const again = () => this.#load(store.view);
      return notices.say("network", words.notice.network, { label: words.notice.again, act: again });
    }
    if (error.status === 404 && view.region !== null) {
      // Leaving the region settles what was said about it, so that this is said afterwards.
      store.set({ region: null }, "move");
      return notices.say("region", error.sentence(view.language) ?? words.notice.region(view.region));
    }
    notices.say("refused", error.sentence(view.language) ?? words.notice.refused);
  }

  async #look(): Promise<void> {
    const { notices, words } = this.#page;
    try {
      await this.#client.look();
      if (!notices.has("network")) return;
      notices.settle("network");
      notices.mention("done", words.notice.back);
      this.#load(this.#store.view);
    } catch (error) {
      if (error instanceof ApiError) this.#fail(error, this.#store.view);
      else if (!(error instanceof Superseded)) throw error;
    }
  }

  #newVersion(): void {
    this.#page.notices.mention("version", this.#page.words.notice.version);
    this.#data.forget();
    this.#load(this.#store.view);
  }

  async #takePicture(): Promise<void> {
    const { notices, words, numbers } = this.#page;
    const { region, plan } = this.#data.shown;
    const blob =
      this.#map &&
      (await compose(await this.#map.picture(), this.#map.metresPerPixel(), {
        title: region?.name ?? plan?.programme.name ?? words.title,
        subtitle: [plan?.programme.name, words.brandNote, numbers.date(new Date())].join(" · "),
        legend: [
          ...ROLES.map((role): [SymbolName, string] => [role, roleWord(this.#page, role)]),
          ["doubtful", words.legend.doubtful],
          ["proposed", words.legend.proposed],
          ["link", words.legend.link],
          ["area", words.legend.area(this.#page.labels.cluster)],
          ...(this.#data.shown.moved?.features.length ? [["moved", words.legend.moved] as [Stroke, string]] : []),
        ],
        sources: [`imbas · ${words.origin.version} ${this.#client.version ?? ""} · ${words.map}: ${this.#map.attribution()}`],
        north: words.north,
        km: (metres) => numbers.short(metres / 1000),
      }));
    if (!blob) return notices.say("done", words.take.pictureFailed);
    const link = el("a", { href: URL.createObjectURL(blob), download: `imbas-${region?.code ?? "peta"}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    notices.mention("done", words.take.pictureDone);
  }
}
