// Land and borders, from Natural Earth as the npm package world-atlas carries it, and a point for each country.

import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import codes from "i18n-iso-countries/codes.json";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type Land = Polygon | MultiPolygon;
type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface World {
  land: FeatureCollection<Land, { code: string; name: string }>;
  borders: Feature;
  centres: Map<string, [number, number]>;
}

export async function loadWorld(): Promise<World> {
  const atlas = (await import("world-atlas/countries-50m.json")).default as unknown as Atlas;
  const byNumber = new Map((codes as string[][]).map(([two, , number]) => [number, two] as const));
  const found = feature(atlas, atlas.objects.countries) as unknown as FeatureCollection<Land, { name: string }>;
  const features = found.features.map((each) => ({
    ...each,
    properties: { code: byNumber.get(String(each.id)) ?? "", name: each.properties.name },
  }));
  const borders: Feature = {
    type: "Feature",
    properties: {},
    geometry: mesh(atlas, atlas.objects.countries, (one, other) => one !== other),
  };
  const centres = new Map<string, [number, number]>();
  for (const each of features) if (each.properties.code) centres.set(each.properties.code, centre(each.geometry));
  return { land: { type: "FeatureCollection", features }, borders, centres };
}

/** The centre of gravity of a country's largest part. */
function centre(land: Land): [number, number] {
  const parts = land.type === "Polygon" ? [land.coordinates] : land.coordinates;
  let best: [number, number] = [0, 0];
  let largest = -1;
  for (const [ring] of parts) {
    const [area, x, y] = gravity(ring ?? []);
    if (area > largest) {
      largest = area;
      best = [x, y];
    }
  }
  return best;
}

function gravity(ring: Position[]): [number, number, number] {
  let [area, x, y] = [0, 0, 0];
  for (let n = 0; n + 1 < ring.length; n++) {
    const [x0 = 0, y0 = 0] = ring[n] ?? [];
    const [x1 = 0, y1 = 0] = ring[n + 1] ?? [];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return area === 0 ? [0, ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0] : [Math.abs(area / 2), x / (3 * area), y / (3 * area)];
}
