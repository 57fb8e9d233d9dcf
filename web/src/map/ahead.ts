// Whoever steps will step on: while a day is looked at, the days that a walk comes to next are fetched, one by one.

import { type Charts, type Clocks, toDay, toNumber } from "./data";

const FORWARD = 10; // days in the direction of the walk
const BACK = 2; // days the other way
const BREATH = 40; // milliseconds after a step in which nothing is asked for: the next step may come

type Slider = "on" | "known";

export class Ahead {
  private walk = 0;
  private last: Clocks | null = null;
  private slider: Slider = "on";
  private way = 1;

  constructor(
    private readonly charts: Charts,
    private readonly lastKnown: number,
  ) {}

  /** Begin anew from a day that is shown; what was wanted from an earlier one is wanted no more. */
  from(at: Clocks): void {
    this.turn(at);
    this.last = at;
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
    if (!this.last) return;
    for (const slider of ["on", "known"] as const) {
      const moved = this.number(at, slider) - this.number(this.last, slider);
      if (moved) [this.slider, this.way] = [slider, Math.sign(moved)];
    }
  }

  private next(at: Clocks): Clocks[] {
    const from = this.number(at, this.slider);
    const steps = [...range(1, FORWARD), ...range(1, BACK).map((step) => -step)];
    return steps.map((step) => this.moved(at, from + step * this.way));
  }

  private moved(at: Clocks, day: number): Clocks {
    if (this.slider === "on") return { ...at, on: toDay(day) };
    return { ...at, known: day > this.lastKnown ? null : toDay(day) };
  }

  private number(at: Clocks, slider: Slider): number {
    if (slider === "on") return toNumber(at.on);
    return at.known ? toNumber(at.known) : this.lastKnown + 1;
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
