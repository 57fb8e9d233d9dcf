// The map page: sliders, map and panel, put together. Without this script the page is a table that says the same.

import { Ahead } from "./map/ahead";
import { Canvas } from "./map/canvas";
import { type Colours, colours } from "./map/colours";
import { type Chart, Charts, type Clocks, type Given, type Spot, toDay, toNumber, withClocks } from "./map/data";
import { type Change, changesBetween, featuresOf, keyOf, pointOf } from "./map/features";
import { Panel } from "./map/panel";
import { make } from "./map/text";
import { loadWorld, type World } from "./map/world";
import { Sliders } from "./map/sliders";

class MapPage {
  private readonly charts: Charts;
  private readonly ahead: Ahead;
  private readonly panel: Panel;
  private readonly canvas: Canvas;
  private readonly compare = document.getElementById("compare") as HTMLInputElement;
  private readonly compareDay = document.getElementById("compare-day") as HTMLInputElement;
  private wanted: Clocks;
  private busy = false;
  private chart: Chart | null = null;
  private changes: Change[] | null = null;
  private chosen: string | null = null;

  constructor(
    private readonly view: HTMLElement,
    private readonly given: Given,
    private readonly world: World,
    tones: Colours,
  ) {
    const data = view.dataset;
    this.wanted = { on: data["on"] ?? toDay(0), known: data["known"] || null };
    this.charts = new Charts(data["address"] ?? "/map.json", data["days"] ?? "/map/days");
    if (given.chart) this.charts.put(this.wanted, given.chart);
    const range = { first: data["first"] || this.wanted.on, last: data["last"] || this.wanted.on };
    this.ahead = new Ahead(this.charts, toNumber(range.first), toNumber(range.last));
    const hands = {
      moved: (clocks: Clocks) => this.moved(clocks),
      taken: (slider: keyof Clocks) => this.ahead.toward(slider),
    };
    new Sliders(range, this.wanted, given.words["everything"] ?? "", hands);
    const addresses = {
      claim: data["claim"] ?? "",
      event: data["event"] ?? "",
      posture: data["posture"] ?? "",
      timeline: data["timeline"] ?? "",
    };
    const panel = document.getElementById("map-panel") as HTMLElement;
    this.panel = new Panel(panel, given, addresses, tones, (spot) => this.choose(spot));
    this.canvas = new Canvas({
      element: document.getElementById("map") as HTMLElement,
      worker: data["worker"] ?? "",
      tiles: data["tiles"] ?? "",
      world,
      colours: tones,
      given,
      rtl: document.documentElement.dir === "rtl",
      onChoose: (n) => this.choose(n === null ? null : (this.chart?.spots[n] ?? null)),
    });
    this.compareDay.value = data["before"] || toDay(toNumber(this.wanted.on) - 30);
    this.compare.checked = Boolean(data["before"]);
    for (const field of [this.compare, this.compareDay]) field.addEventListener("change", () => void this.step(true));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.chosen) this.choose(null);
    });
  }

  async start(): Promise<void> {
    await this.step(true);
    const spots = this.chart?.spots ?? [];
    const asked = this.chart?.asked.place?.country;
    const exact = spots.filter((spot) => spot.level !== "country" && (!asked || spot.country === asked));
    const points = (exact.length ? exact : spots).map((spot) => pointOf(spot, this.world.centres));
    this.canvas.fit(points.filter((point) => point !== null));
  }

  private moved(clocks: Clocks): void {
    this.wanted = clocks;
    this.ahead.stop();
    void this.step();
  }

  /** Shows what is wanted; while the server works, days that were passed by are not asked for. */
  private async step(again = false): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      let shown: Clocks | null = again ? null : { on: this.chart?.on ?? "", known: this.chart?.known ?? null };
      while (shown?.on !== this.wanted.on || shown?.known !== this.wanted.known) {
        const clocks = this.wanted;
        this.view.classList.add("busy");
        const chart = await this.charts.get(clocks);
        this.changes = await this.changesTo(chart, clocks);
        this.chart = chart;
        shown = clocks;
        this.draw();
      }
    } catch {
      document.getElementById("map-panel")?.replaceChildren(make("p", { class: "notice warn" }, this.given.words["failed"] ?? ""));
    } finally {
      this.busy = false;
      this.view.classList.remove("busy");
      this.address();
      this.ahead.from(this.wanted);
    }
  }

  private async changesTo(chart: Chart, clocks: Clocks): Promise<Change[] | null> {
    if (!this.compare.checked || !this.compareDay.value) return null;
    const before = await this.charts.get({ on: this.compareDay.value, known: clocks.known });
    return changesBetween(before, chart);
  }

  private draw(): void {
    const chart = this.chart;
    if (!chart) return;
    const changed = new Set((this.changes ?? []).flatMap(({ now }) => (now ? [keyOf(now)] : [])));
    const day = `${chart.on} ${chart.known ?? ""}`;
    const drawn = this.canvas.show(featuresOf(chart, this.world.centres, changed, this.chosen));
    void drawn.then(() => (this.view.dataset["drawn"] = day));
    const spot = chart.spots.find((each) => keyOf(each) === this.chosen);
    if (spot) this.panel.place(chart, spot, this.wanted);
    else this.panel.all(chart, this.changes, this.compareDay.value);
    this.view.dataset["shown"] = day;
  }

  private choose(spot: Spot | null): void {
    this.chosen = spot ? keyOf(spot) : null;
    this.draw();
    const point = spot && pointOf(spot, this.world.centres);
    if (point) this.canvas.goTo(point);
  }

  /** The address of the page, and of its links to other views, follow the clocks. */
  private address(): void {
    const url = new URL(withClocks(location.href, this.wanted), location.href);
    if (this.compare.checked) url.searchParams.set("before", this.compareDay.value);
    else url.searchParams.delete("before");
    history.replaceState(null, "", url.pathname + url.search + location.hash);
    for (const link of document.querySelectorAll<HTMLAnchorElement>(".tabs a, a.language")) {
      link.href = withClocks(link.href, this.wanted);
    }
    for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
      button.dataset["copy"] = withClocks(button.dataset["copy"] ?? location.href, this.wanted);
    }
  }
}

function legend(given: Given, tones: Colours): void {
  const out = document.getElementById("map-legend");
  for (const [key, name] of given.palette) {
    const swatch = make("span", { class: "swatch" });
    swatch.style.background = tones.of(key);
    out?.append(make("span", {}, swatch, make("bdi", {}, name)));
  }
  const swatch = make("span", { class: "swatch" });
  swatch.style.background = tones.of(undefined);
  out?.append(make("span", {}, swatch, given.words["other_actor"] ?? ""));
  for (const word of ["unknown_holder", "disputed", "unsure", "planned", "attack", "number_unknown"]) {
    out?.append(make("span", {}, make("span", { class: `key key-${word}`, "aria-hidden": "true" }), given.words[word] ?? ""));
  }
}

async function start(): Promise<void> {
  const view = document.getElementById("map-view");
  const data = document.getElementById("map-data")?.textContent;
  if (!view || !data) return;
  const { chart, rest } = JSON.parse(data) as { chart: Chart; rest: Omit<Given, "chart"> };
  const given: Given = { ...rest, chart };
  view.hidden = false;
  document.documentElement.classList.add("scripted");
  const tones = colours(given.palette);
  try {
    const page = new MapPage(view, given, await loadWorld(), tones);
    legend(given, tones);
    await page.start();
  } catch (error) {
    console.error(error);
    view.hidden = true;
    document.documentElement.classList.remove("scripted");
    const trouble = document.getElementById("map-trouble");
    if (trouble) trouble.hidden = false;
  }
}

void start();
