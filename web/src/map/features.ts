// A chart as features of the map: signs, labels, arcs, arrow heads, attacks, and what changed since another day.

import type { Feature, FeatureCollection, LineString, Point, Position } from "geojson";
import type { Chart, Line, Move, Spot } from "./data";
import type { Picture, Pill } from "./icons";

const PILLS = 3;
const GONE = ["left", "past", "given-up"];
const STUB = 0.7; // degrees: how far an arc reaches whose other end nobody names

export type Centres = Map<string, [number, number]>;

export function pointOf(spot: Spot, centres: Centres): [number, number] | null {
  if (spot.lon !== null && spot.lat !== null) return [spot.lon, spot.lat];
  return (spot.country && centres.get(spot.country)) || null;
}

export const keyOf = (spot: Spot): string => spot.key;

export const isThere = (line: Line): boolean => !GONE.includes(line.state);

const id = (picture: Picture): string => JSON.stringify(picture);

/** What a feature is drawn as. All are of one source, so that a step is worked through once and drawn once. */
export type Sort = "spot" | "attack" | "arc" | "head";

export type Features = FeatureCollection<Point | LineString>;

export function featuresOf(chart: Chart, centres: Centres, changed: ReadonlySet<string>, chosen: string | null): Features {
  const points = chart.spots.map((spot) => pointOf(spot, centres));
  const features: Feature<Point | LineString>[] = [];
  chart.spots.forEach((spot, n) => {
    const point = points[n];
    if (!point) return;
    features.push(spotFeature(spot, n, point, changed.has(keyOf(spot)), keyOf(spot) === chosen));
    if (spot.attacks.length) features.push(attackFeature(spot, n, point));
  });
  const numbers = new Map(chart.spots.map((spot, n) => [spot.key, n] as const));
  for (const move of chart.moves) {
    const arc = arcOf(move, numbers, points);
    if (arc) features.push(arc, headOf(move, arc));
  }
  return { type: "FeatureCollection", features };
}

function feature<G extends Point | LineString>(is: Sort, geometry: G, properties: Record<string, unknown>): Feature<G> {
  return { type: "Feature", geometry, properties: { is, ...properties } };
}

function spotFeature(spot: Spot, n: number, at: Position, changed: boolean, chosen: boolean): Feature<Point> {
  const there = spot.presence.filter(isThere);
  const country = spot.level === "country";
  const held = spot.holder && isThere(spot.holder) ? spot.holder : null;
  const sign: Picture = {
    kind: "site",
    holder: held?.actor[0] ?? null,
    level: spot.level,
    sure: held?.sure ?? true,
    disputed: Boolean(spot.holder?.disputed.length),
  };
  const label: Picture = {
    kind: "label",
    name: spot.label,
    other: spot.other,
    pills: there.slice(0, PILLS).map(pillOf),
    strong: Boolean(held),
  };
  return feature("spot", { type: "Point", coordinates: at }, {
    n,
    level: spot.level,
    icon: country ? "" : id(sign),
    label: country && !label.pills.length ? "" : id(label),
    rank: -(spot.presence.length + (held ? 3 : 0) + spot.attacks.length + (spot.level === "site" ? 1 : 0)),
    changed,
    chosen,
  });
}

function pillOf(line: Line): Pill {
  return {
    actor: line.actor[0] ?? "",
    figure: line.figure,
    sure: line.sure,
    disputed: line.disputed.includes("number") || line.disputed.includes("denial"),
    reduced: line.state === "reduced",
  };
}

function attackFeature(spot: Spot, n: number, at: Position): Feature<Point> {
  const picture: Picture = { kind: "attack", count: spot.attacks.length, sure: spot.attacks.some((line) => line.sure) };
  return feature("attack", { type: "Point", coordinates: at }, { n, icon: id(picture) });
}

/** A curve from origin to destination; where one of them is unknown, a short one that leads away or in. */
function arcOf(
  move: Move,
  numbers: ReadonlyMap<string, number>,
  points: (Position | null)[],
): Feature<LineString> | null {
  const pointAt = (key: string | null): Position | null => points[numbers.get(key ?? "") ?? -1] ?? null;
  const [origin, destination] = [pointAt(move.origin), pointAt(move.destination)];
  const known = origin ?? destination;
  if (!known) return null;
  const [x = 0, y = 0] = known;
  const from = origin ?? [x - STUB, y + STUB];
  const to = destination ?? [x + STUB, y + STUB];
  const [x0 = 0, y0 = 0] = from;
  const [x1 = 0, y1 = 0] = to;
  if (x0 === x1 && y0 === y1) return null;
  const bend = 0.18;
  const [cx, cy] = [(x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend];
  const coordinates: Position[] = [];
  for (let n = 0; n <= 24; n++) {
    const t = n / 24;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    coordinates.push([a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1]);
  }
  return feature("arc", { type: "LineString", coordinates }, {
    actor: move.actor[0] ?? "",
    planned: move.section === "expected",
    sure: move.sure && !move.disputed.length,
    n: numbers.get(move.origin ?? move.destination ?? "") ?? -1,
  });
}

function headOf(move: Move, arc: Feature<LineString>): Feature<Point> {
  const along = arc.geometry.coordinates;
  const [x0 = 0, y0 = 0] = along.at(-3) ?? [];
  const [x1 = 0, y1 = 0] = along.at(-1) ?? [];
  const squeeze = Math.cos((y1 * Math.PI) / 180);
  const turn = (Math.atan2((x1 - x0) * squeeze, y1 - y0) * 180) / Math.PI;
  const picture: Picture = { kind: "arrow", actor: move.actor[0] ?? "", sure: move.sure };
  return feature("head", { type: "Point", coordinates: [x1, y1] }, { icon: id(picture), turn, n: arc.properties?.["n"] as number });
}

/** What is said of a place, as far as a difference looks at it. */
function saysOf(spot: Spot): string {
  const lines = [...(spot.holder ? [spot.holder] : []), ...spot.presence];
  return JSON.stringify(lines.map((line) => [line.section, line.actor, line.state, line.figure, line.disputed]).sort());
}

export interface Change {
  now: Spot | null;
  was: Spot | null;
}

export function changesBetween(before: Chart, after: Chart): Change[] {
  const old = new Map(before.spots.map((spot) => [keyOf(spot), spot] as const));
  const out: Change[] = [];
  for (const spot of after.spots) {
    const was = old.get(keyOf(spot)) ?? null;
    old.delete(keyOf(spot));
    if (saysOf(spot) !== (was ? saysOf(was) : "[]")) out.push({ now: spot, was });
  }
  for (const was of old.values()) if (saysOf(was) !== "[]") out.push({ now: null, was });
  return out;
}
