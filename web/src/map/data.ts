// What the server says of a day, fetched once for each pair of clocks, and the address that belongs to it.

export interface Line {
  actor: string[];
  who: string;
  state: string;
  section: string;
  number: { min: number | null; max: number | null } | null;
  figure: string;
  when: string | null;
  last: string | null;
  sure: boolean;
  disputed: string[];
  told: string;
  claims: string[];
  against: string[];
  event: string | null;
}

export interface Move extends Line {
  origin: string | null;
  destination: string | null;
}

export interface Spot {
  key: string;
  name: string;
  label: string;
  other: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  level: string;
  holder: Line | null;
  presence: Line[];
  attacks: Line[];
  outlook: Line[];
}

export interface Chart {
  asked: { actor?: string; place?: { country: string | null } | null };
  on: string;
  known: string | null;
  recorded: string;
  spots: Spot[];
  moves: Move[];
}

export interface Given {
  states: Record<string, [string, string]>;
  palette: [string, string][];
  chart: Chart | null;
  words: Record<string, string>;
  language: string;
}

export interface Clocks {
  on: string;
  known: string | null;
}

const DAY = 86_400_000;
const KEPT = 400;

export const toNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
export const toDay = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

export function withClocks(address: string, clocks: Clocks): string {
  const url = new URL(address, location.href);
  url.searchParams.set("on", clocks.on);
  if (clocks.known) url.searchParams.set("known", clocks.known);
  else url.searchParams.delete("known");
  return url.pathname + url.search;
}

/** Several days in one answer: what they have in common is told once, and each day says which of it is its own. */
interface Days {
  spots: Spot[];
  moves: Move[];
  days: (Omit<Chart, "spots" | "moves"> & { spots: number[]; moves: number[] })[];
}

/** Charts by their clocks. The last ones are kept, so that stepping back costs nothing. */
export class Charts {
  private readonly kept = new Map<string, Promise<Chart>>();

  constructor(
    private readonly address: string, // of one day
    private readonly several: string, // of several days
  ) {}

  get(clocks: Clocks): Promise<Chart> {
    const address = withClocks(this.address, clocks);
    return this.kept.get(address) ?? this.keep(address, this.fetched<Chart>(address));
  }

  has(clocks: Clocks): boolean {
    return this.kept.has(withClocks(this.address, clocks));
  }

  put(clocks: Clocks, chart: Chart): void {
    void this.keep(withClocks(this.address, clocks), Promise.resolve(chart));
  }

  /** Days that follow each other along a slider, fetched at once: whoever wants one of them meanwhile waits for it. */
  async fetch(slider: keyof Clocks, days: Clocks[]): Promise<void> {
    const [first] = days;
    if (!first) return;
    const url = new URL(withClocks(this.several, first), location.href);
    url.searchParams.set("along", slider);
    url.searchParams.set("days", String(days.length));
    const found = this.fetched<Days>(url.pathname + url.search).then(({ spots, moves, days: each }) =>
      each.map((day) => ({ ...day, spots: chosen(spots, day.spots), moves: chosen(moves, day.moves) })),
    );
    days.forEach((clocks, n) => {
      if (!this.has(clocks)) void this.keep(withClocks(this.address, clocks), found.then((charts) => given(charts[n])));
    });
    await found;
  }

  private keep(address: string, chart: Promise<Chart>): Promise<Chart> {
    this.kept.set(address, chart);
    chart.catch(() => this.kept.delete(address));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return chart;
  }

  private async fetched<T>(address: string): Promise<T> {
    const response = await fetch(address, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as T;
  }
}

function chosen<T>(all: T[], numbers: number[]): T[] {
  return numbers.map((n) => given(all[n]));
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("an answer lacks a part");
  return value;
}
