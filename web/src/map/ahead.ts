// Whoever steps will step on: while a day is looked at, the days that a walk comes to next are fetched, some at once.

import { type Charts, type Clocks, toDay, toNumber } from "./data";

const BLOCK = 4; // days in one request; they begin at every fourth day, so that all who walk there ask for the same
const AT_FIRST = 1; // days ahead, with their block, that are fetched while no hand is on a slider: most never are
const FORWARD = 12; // days in the direction of the walk
const BACK = 2; // days the other way
const BREATH = 40; // milliseconds after a step in which nothing is asked for: the next step may come

type Slider = "on" | "known";

export class Ahead {
  private walk = 0;
  private at: Clocks | null = null;
  private slider: Slider = "on";
  private way = 1;
  private touched = false;

  constructor(
    private readonly charts: Charts,
    private readonly first: number,
    private readonly last: number, // day that the sliders reach; beyond it lies all that is known
  ) {}

  /** Begin anew from a day that is shown; what was wanted from an earlier one is wanted no more. */
  from(at: Clocks): void {
    this.turn(at);
    this.at = at;
    const walk = ++this.walk;
    setTimeout(() => void this.fetch(walk, at), BREATH);
  }

  /** A hand lies on a slider: most likely it is moved away from the end at which it stands. */
  toward(slider: Slider): void {
    if (!this.at || (this.touched && slider === this.slider)) return;
    if (slider !== this.slider) {
      this.slider = slider;
      this.way = this.number(this.at, slider) >= this.end ? -1 : 1;
    }
    this.touched = true;
    this.from(this.at);
  }

  stop(): void {
    this.walk++;
  }

  private async fetch(walk: number, at: Clocks): Promise<void> {
    for (const days of this.blocks(at)) {
      if (walk !== this.walk) return;
      try {
        await this.charts.fetch(this.slider, days);
      } catch {
        return; // whoever steps there is told
      }
    }
  }

  /** Which slider was moved, and which way. */
  private turn(at: Clocks): void {
    if (!this.at) return;
    for (const slider of ["on", "known"] as const) {
      const moved = this.number(at, slider) - this.number(this.at, slider);
      if (moved) [this.slider, this.way, this.touched] = [slider, Math.sign(moved), true];
    }
  }

  /** The days that are not there yet, in the blocks in which they are asked for; those that come first, first. */
  private blocks(at: Clocks): Clocks[][] {
    const from = this.number(at, this.slider);
    const steps = this.touched ? [...range(1, FORWARD), ...range(1, BACK).map((step) => -step)] : [AT_FIRST];
    const days = steps.map((step) => from + step * this.way).filter((day) => day >= this.first && day <= this.end);
    const missing = days.filter((day) => !this.charts.has(this.moved(at, day)));
    return [...new Set(missing.map((day) => this.blockOf(day)))].map((block) =>
      range(Math.max(block, this.first), this.lastOf(block)).map((day) => this.moved(at, day)),
    );
  }

  /** The first day of the block that a day lies in. All that is known, beyond the last day, is a block by itself. */
  private blockOf(day: number): number {
    return day > this.last ? day : day - (day % BLOCK);
  }

  private lastOf(block: number): number {
    return block > this.last ? block : Math.min(block + BLOCK - 1, this.last);
  }

  private moved(at: Clocks, day: number): Clocks {
    if (this.slider === "on") return { ...at, on: toDay(day) };
    return { ...at, known: day > this.last ? null : toDay(day) };
  }

  private number(at: Clocks, slider: Slider): number {
    if (slider === "on") return toNumber(at.on);
    return at.known ? toNumber(at.known) : this.last + 1;
  }

  private get end(): number {
    return this.slider === "on" ? this.last : this.last + 1;
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
