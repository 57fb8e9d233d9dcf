// MapLibre with our own land, signs and labels. Nothing comes from another server but tiles, where the settings name any.

import { type ExpressionSpecification, type GeoJSONSource, Map as MapLibre, NavigationControl, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Colours } from "./colours";
import type { Given } from "./data";
import type { Features, Sort } from "./features";
import { Painter, type Picture } from "./icons";
import type { World } from "./world";

const MOST_IMAGES = 3000;
const ASIDE = 130; // room beside a place for half of a long name

export interface Asked {
  element: HTMLElement;
  worker: string;
  tiles: string;
  world: World;
  colours: Colours;
  given: Given;
  rtl: boolean;
  onChoose: (n: number | null) => void;
}

export class Canvas {
  readonly map: MapLibre;
  private readonly painter: Painter;
  private readonly addressed = location.hash.includes("view="); // the map itself puts it there once it is moved
  private readonly ready: Promise<void>;

  constructor(asked: Asked) {
    setWorkerUrl(new URL(asked.worker, location.href).href);
    this.painter = new Painter(asked.colours, asked.rtl);
    const words = asked.given.words;
    this.map = new MapLibre({
      container: asked.element,
      style: style(asked),
      center: [43.7, 33.2],
      zoom: 4.5,
      maxZoom: 14,
      fadeDuration: 0, // a day is there at once: labels that fade in would be drawn anew twenty times after each step
      attributionControl: { customAttribution: "Natural Earth", compact: true },
      dragRotate: false,
      pitchWithRotate: false,
      hash: "view",
      locale: {
        "NavigationControl.ZoomIn": words["zoom_in"] ?? "",
        "NavigationControl.ZoomOut": words["zoom_out"] ?? "",
      },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), asked.rtl ? "top-left" : "top-right");
    this.map.setMissingStyleImageResolver((id) => this.paint(id));
    for (const layer of ["signs", "labels", "attacks", "heads", "arcs", "planned"]) {
      this.map.on("click", layer, (event) => {
        event.preventDefault();
        const n: unknown = event.features?.[0]?.properties["n"];
        if (typeof n === "number") asked.onChoose(n);
      });
      this.map.on("mouseenter", layer, () => (this.map.getCanvas().style.cursor = "pointer"));
      this.map.on("mouseleave", layer, () => (this.map.getCanvas().style.cursor = ""));
    }
    this.map.on("click", (event) => {
      if (!event.defaultPrevented) asked.onChoose(null);
    });
    this.ready = new Promise((resolve) => this.map.once("load", () => resolve()));
  }

  /** Draws a chart; done when all of it is to be seen. */
  async show(features: Features): Promise<void> {
    await this.ready;
    if (this.map.listImages().length > MOST_IMAGES) for (const name of this.map.listImages()) this.map.removeImage(name);
    (this.map.getSource("told") as GeoJSONSource).setData(features);
    this.map.triggerRepaint(); // where nothing is new nothing would be drawn, and the end never told
    await this.map.once("idle");
  }

  /** The part of the world that these points take up; where the address says which, that. */
  fit(points: [number, number][]): void {
    if (this.addressed || !points.length) return;
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const aside = Math.min(ASIDE, this.map.getContainer().clientWidth / 4);
    this.map.fitBounds([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], {
      padding: { top: 60, bottom: 70, left: aside, right: aside },
      maxZoom: 8,
      animate: false,
    });
  }

  goTo(point: [number, number]): void {
    if (!this.map.getBounds().contains(point)) this.map.easeTo({ center: point });
  }

  private paint(name: string): void {
    if (!name.startsWith("{") || this.map.hasImage(name)) return;
    this.map.addImage(name, this.painter.draw(JSON.parse(name) as Picture), { pixelRatio: this.painter.ratio });
  }
}

function is(sort: Sort, ...also: ExpressionSpecification[]): ExpressionSpecification {
  return ["all", ["==", ["get", "is"], sort], ...also];
}

function style({ world, colours, given, tiles }: Asked): StyleSpecification {
  const labelled = {
    type: "FeatureCollection" as const,
    features: [...world.centres].flatMap(([code, point]) => {
      const [name, other] = given.states[code] ?? [];
      if (!name || !other) return [];
      const icon = JSON.stringify({ kind: "country", name, other });
      return [{ type: "Feature" as const, geometry: { type: "Point" as const, coordinates: point }, properties: { icon } }];
    }),
  };
  const nothing = { type: "FeatureCollection" as const, features: [] };
  const hue: ExpressionSpecification = [
    "match",
    ["get", "actor"],
    ...given.palette.flatMap(([key]) => [key, colours.of(key)]),
    "",
    colours.soft,
    colours.soft,
  ] as unknown as ExpressionSpecification;
  const faded: ExpressionSpecification = ["case", ["get", "sure"], 0.85, 0.4];
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: world.land },
      borders: { type: "geojson", data: world.borders },
      states: { type: "geojson", data: labelled },
      told: { type: "geojson", data: nothing },
      ...(tiles ? { tiles: { type: "raster" as const, tiles: [tiles], tileSize: 256 } } : {}),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } },
      ...(tiles ? [{ id: "tiles", type: "raster" as const, source: "tiles", paint: { "raster-opacity": 0.75 } }] : []),
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colours.soft, "line-opacity": 0.55, "line-width": 1 } },
      { id: "states", type: "symbol", source: "states", maxzoom: 7.5, layout: { "icon-image": ["get", "icon"], "symbol-sort-key": 100 } },
      {
        id: "changed",
        type: "circle",
        source: "told",
        filter: is("spot", ["get", "changed"]),
        paint: { "circle-radius": 17, "circle-color": colours.accent, "circle-opacity": 0.22, "circle-stroke-color": colours.accent, "circle-stroke-width": 1.5 },
      },
      {
        id: "chosen",
        type: "circle",
        source: "told",
        filter: is("spot", ["get", "chosen"]),
        paint: { "circle-radius": 15, "circle-opacity": 0, "circle-stroke-color": colours.ink, "circle-stroke-width": 2 },
      },
      {
        id: "arcs",
        type: "line",
        source: "told",
        filter: is("arc", ["!", ["get", "planned"]]),
        layout: { "line-cap": "round" },
        paint: { "line-color": hue, "line-width": 2.4, "line-opacity": faded },
      },
      {
        id: "planned",
        type: "line",
        source: "told",
        filter: is("arc", ["get", "planned"]),
        paint: { "line-color": hue, "line-width": 2, "line-opacity": faded, "line-dasharray": [2, 2] },
      },
      {
        id: "heads",
        type: "symbol",
        source: "told",
        filter: is("head"),
        layout: { "icon-image": ["get", "icon"], "icon-rotate": ["get", "turn"], "icon-rotation-alignment": "map", "icon-allow-overlap": true, "icon-ignore-placement": true },
      },
      {
        id: "labels",
        type: "symbol",
        source: "told",
        filter: is("spot", ["!=", ["get", "label"], ""]),
        layout: { "icon-image": ["get", "label"], "icon-anchor": "top", "icon-offset": [0, 9], "symbol-sort-key": ["get", "rank"], "icon-padding": 2 },
      },
      {
        id: "signs",
        type: "symbol",
        source: "told",
        filter: is("spot", ["!=", ["get", "icon"], ""]),
        layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true },
      },
      {
        id: "attacks",
        type: "symbol",
        source: "told",
        filter: is("attack"),
        layout: { "icon-image": ["get", "icon"], "icon-offset": [13, -12], "icon-allow-overlap": true, "icon-ignore-placement": true },
      },
    ],
  };
}
