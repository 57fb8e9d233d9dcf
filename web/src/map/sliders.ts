// The two clocks of a view as sliders: *on* and *as known on*. A step is a day; the last place of *known* is all there is.

import { type Clocks, toDay, toNumber } from "./data";

export interface Range {
  first: string;
  last: string;
}

/** Who is told: of each move, and of a hand that is laid on a slider before it moves. */
export interface Hands {
  moved: (clocks: Clocks) => void;
  taken: (slider: keyof Clocks) => void;
}

export class Sliders {
  private readonly on = input("on-slider");
  private readonly known = input("known-slider");
  private readonly onDay = document.getElementById("on-day");
  private readonly knownDay = document.getElementById("known-day");
  private readonly end: number;

  constructor(range: Range, clocks: Clocks, private readonly everything: string, hands: Hands) {
    const [first, last] = [toNumber(range.first), toNumber(range.last)];
    this.end = last + 1;
    for (const [name, slider, most] of [["on", this.on, last], ["known", this.known, this.end]] as const) {
      slider.min = String(first);
      slider.max = String(most);
      slider.addEventListener("input", () => {
        this.say();
        hands.moved(this.clocks);
      });
      for (const sign of ["focus", "pointerenter"]) slider.addEventListener(sign, () => hands.taken(name));
    }
    this.on.value = String(toNumber(clocks.on));
    this.known.value = String(clocks.known ? toNumber(clocks.known) : this.end);
    for (const button of document.querySelectorAll<HTMLElement>("[data-step]")) {
      button.addEventListener("click", () => {
        const slider = button.dataset["of"] === "known" ? this.known : this.on;
        slider.value = String(Number(slider.value) + Number(button.dataset["step"]));
        this.say();
        hands.moved(this.clocks);
      });
    }
    this.say();
  }

  get clocks(): Clocks {
    const known = Number(this.known.value);
    return { on: toDay(Number(this.on.value)), known: known >= this.end ? null : toDay(known) };
  }

  private say(): void {
    const { on, known } = this.clocks;
    if (this.onDay) this.onDay.textContent = on;
    if (this.knownDay) this.knownDay.textContent = known ?? this.everything;
    this.on.setAttribute("aria-valuetext", on);
    this.known.setAttribute("aria-valuetext", known ?? this.everything);
  }
}

function input(id: string): HTMLInputElement {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`no input ${id}`);
  return found;
}
