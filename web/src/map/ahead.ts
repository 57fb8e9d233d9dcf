// Whoever steps will step on: while a day is looked at, the days that a walk comes to next are fetched, one by one.

import { type Charts, type Clocks, toDay, toNumber } from "./data";

const FORWARD = 10; // days in the direction of the walk
const BACK = 2; // days the other way
const BREATH = 40; // milliseconds after a step in which nothing is asked for: the next step may come

type Slider = "on" | "known";

export class Ahead {
  private walk = 0;
  private before: Clocks | null = null;
  private slider: Slider = "on";
  private way = 1;

  constructor(
    private readonly charts: Charts,
    private readonly first: number,
    private readonly last: number, // day that the sliders reach; beyond it lies all that is known
  ) {}

  /** Begin anew from a day that is shown; what was wanted from an earlier one is wanted no more. */
  from(at: Clocks): void {
    this.turn(at);
    this.before = at;
    const walk = ++this.walk;
    setTimeout(() => void this.fetch(walk, this.next(at)), BREATH);
  }

  stop(): void {
    this.walk++;
  }

  private async fetch(walk: number, wanted: Clocks[]): Promise<void> {
    for (const clocks of wanted) {
      if (walk !== this.walk) return;
      try {
        await this.charts.get(clocks);
      } catch {
        return; // whoever steps there is told
      }
    }
  }

  /** Which slider was moved, and which way. */
  private turn(at: Clocks): void {
    if (!this.before) return;
    for (const slider of ["on", "known"] as const) {
      const moved = this.number(at, slider) - this.number(this.before, slider);
      if (moved) [this.slider, this.way] = [slider, Math.sign(moved)];
    }
  }

  private next(at: Clocks): Clocks[] {
    const from = this.number(at, this.slider);
    const steps = [...range(1, FORWARD), ...range(1, BACK).map((step) => -step)];
    const end = this.slider === "on" ? this.last : this.last + 1;
    const days = steps.map((step) => from + step * this.way).filter((day) => day >= this.first && day <= end);
    return days.map((day) => this.moved(at, day));
  }

  private moved(at: Clocks, day: number): Clocks {
    if (this.slider === "on") return { ...at, on: toDay(day) };
    return { ...at, known: day > this.last ? null : toDay(day) };
  }

  private number(at: Clocks, slider: Slider): number {
    if (slider === "on") return toNumber(at.on);
    return at.known ? toNumber(at.known) : this.last + 1;
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
