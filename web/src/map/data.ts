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

/** Charts by their clocks. The last ones are kept, so that stepping back costs nothing. */
export class Charts {
  private readonly kept = new Map<string, Promise<Chart>>();

  constructor(private readonly address: string) {}

  get(clocks: Clocks): Promise<Chart> {
    const address = withClocks(this.address, clocks);
    const found = this.kept.get(address);
    if (found) return found;
    const asked = this.fetched(address);
    this.kept.set(address, asked);
    asked.catch(() => this.kept.delete(address));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return asked;
  }

  put(clocks: Clocks, chart: Chart): void {
    this.kept.set(withClocks(this.address, clocks), Promise.resolve(chart));
  }

  private async fetched(address: string): Promise<Chart> {
    const response = await fetch(address, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as Chart;
  }
}
