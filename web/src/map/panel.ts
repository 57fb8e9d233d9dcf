// Beside the map: the claims about the place that is chosen, or all places, so that no place needs a pointer.

import type { Colours } from "./colours";
import { type Chart, type Clocks, type Given, type Line, type Spot } from "./data";
import { type Change, isThere } from "./features";
import { dated, fill, make } from "./text";

export interface Addresses {
  claim: string;
  event: string;
  posture: string;
  timeline: string;
}

const LISTED = 200;

export class Panel {
  constructor(
    private readonly element: HTMLElement,
    private readonly given: Given,
    private readonly addresses: Addresses,
    private readonly colours: Colours,
    private readonly choose: (spot: Spot | null) => void,
  ) {}

  place(chart: Chart, spot: Spot, clocks: Clocks): void {
    const close = make("button", { type: "button", class: "linklike" }, this.say("close"));
    close.addEventListener("click", () => this.choose(null));
    const out: Node[] = [make("h2", {}, make("bdi", {}, spot.label))];
    if (spot.other !== spot.label) out.push(make("p", { class: "soft" }, make("bdi", {}, spot.other)));
    out.push(...this.lines("holder", spot.holder ? [spot.holder] : []));
    out.push(...this.lines("presence", spot.presence));
    out.push(...this.lines("attacks", spot.attacks));
    out.push(...this.lines("moves", chart.moves.filter((move) => move.origin === spot.key || move.destination === spot.key)));
    out.push(...this.lines("outlook", spot.outlook));
    const links = make("p", { class: "links" }, make("a", { href: this.posture(spot, clocks) }, this.say("more_of")));
    if (this.addresses.timeline) {
      links.append(" ", make("a", { href: replaced(this.addresses.timeline, "NAME", spot.name) }, this.say("timeline")));
    }
    out.push(links, close);
    this.element.replaceChildren(...out);
    this.element.scrollTop = 0;
  }

  all(chart: Chart, changes: Change[] | null, since: string): void {
    const out: Node[] = [];
    if (changes) {
      out.push(make("h2", {}, dated(fill(this.say(changes.length ? "changed" : "unchanged"), { day: since }))));
      out.push(make("ul", { class: "changes" }, ...changes.slice(0, LISTED).map((change) => this.change(change))));
    } else if (!chart.spots.length) {
      out.push(make("p", { class: "empty" }, this.say("nothing")));
    } else {
      out.push(make("p", { class: "soft" }, this.say("pick")));
      const told = chart.spots.filter((spot) => this.brief(spot).length || spot.attacks.length || spot.outlook.length);
      const items = told.slice(0, LISTED).map((spot) => make("li", {}, this.button(spot), ...this.brief(spot)));
      out.push(make("ul", { class: "places" }, ...items));
    }
    this.element.replaceChildren(...out);
  }

  private lines(heading: string, lines: Line[]): Node[] {
    if (!lines.length) return [];
    return [make("h3", {}, this.say(heading)), make("ul", {}, ...lines.map((line) => this.line(line)))];
  }

  private line(line: Line): HTMLElement {
    const item = make("li", {}, this.swatch(line), dated(line.told));
    item.append(...this.badges(line), this.ids("claims", line.claims));
    if (line.against.length) item.append(this.ids("against", line.against));
    return item;
  }

  /** That a line is disputed, or that the reader was not sure of it. */
  private badges(line: Line): (Node | string)[] {
    const out: (Node | string)[] = [];
    if (line.disputed.length) out.push(" ", make("span", { class: "badge warn" }, this.say("disputed")));
    if (!line.sure) out.push(" ", make("span", { class: "badge" }, this.say("unsure")));
    return out;
  }

  private ids(word: string, claims: string[]): HTMLElement {
    const out = make("div", { class: "ids" }, make("span", { class: "soft" }, `${this.say(word)}:`));
    for (const claim of claims) {
      const code = make("code", { dir: "ltr" }, claim);
      out.append(this.addresses.claim ? make("a", { href: replaced(this.addresses.claim, "ID", claim) }, code) : code);
    }
    return out;
  }

  private change({ now, was }: Change): HTMLElement {
    const spot = now ?? was;
    if (!spot) return make("li");
    const item = make("li", {}, this.button(spot));
    if (now) item.append(...this.brief(now));
    else item.append(make("div", { class: "soft" }, this.say("gone")));
    const before = was ? this.brief(was) : [];
    if (before.length) item.append(make("div", { class: "soft small" }, `${this.say("was")}: `), ...before);
    return item;
  }

  private brief(spot: Spot): Node[] {
    const lines = [...(spot.holder ? [spot.holder] : []), ...spot.presence.filter(isThere)].slice(0, 4);
    return lines.map((line) => make("div", { class: "small" }, this.swatch(line), dated(line.told), ...this.badges(line)));
  }

  private button(spot: Spot): HTMLElement {
    const button = make("button", { type: "button" }, make("bdi", {}, spot.label));
    button.addEventListener("click", () => this.choose(spot));
    return button;
  }

  private swatch(line: Line): HTMLElement {
    const out = make("span", { class: "swatch", "aria-hidden": "true" });
    out.style.background = this.colours.of(line.actor[0]);
    return out;
  }

  private posture(spot: Spot, clocks: Clocks): string {
    const url = new URL(replaced(this.addresses.posture, "NAME", spot.name), location.href);
    url.searchParams.set("on", clocks.on);
    if (clocks.known) url.searchParams.set("known", clocks.known);
    else url.searchParams.delete("known");
    return url.pathname + url.search;
  }

  private say(word: string): string {
    return this.given.words[word] ?? word;
  }
}

function replaced(address: string, slot: string, value: string): string {
  return address.replace(slot, encodeURIComponent(value));
}
