// Small pictures for the map, drawn on a canvas: its own text would need a server of fonts, and could not shape Arabic.
//
// Uncertainty is drawn: what the reader was not sure of is faded, what is disputed has a dashed rim, and a holder whom
// nobody names leaves the sign hollow.

import type { Colours } from "./colours";

export interface Sign {
  kind: "site";
  holder: string | null;
  level: string;
  sure: boolean;
  disputed: boolean;
}

export interface Pill {
  actor: string;
  figure: string;
  sure: boolean;
  disputed: boolean;
  reduced: boolean;
}

export interface Label {
  kind: "label";
  name: string;
  other: string;
  pills: Pill[];
  strong: boolean;
}

export interface Country {
  kind: "country";
  name: string;
  other: string;
}

export interface Burst {
  kind: "attack";
  count: number;
  sure: boolean;
}

export interface Arrow {
  kind: "arrow";
  actor: string;
  sure: boolean;
}

export type Picture = Sign | Label | Country | Burst | Arrow;

export interface Drawn {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

const RATIO = Math.min(2, Math.max(1, window.devicePixelRatio)); // pixels of a picture for one of the page

type Context = CanvasRenderingContext2D;

export class Painter {
  constructor(
    private readonly colours: Colours,
    private readonly rtl: boolean,
  ) {}

  readonly ratio = RATIO;

  draw(picture: Picture): Drawn {
    switch (picture.kind) {
      case "site":
        return this.sign(picture);
      case "label":
        return this.label(picture);
      case "country":
        return this.country(picture);
      case "attack":
        return this.burst(picture);
      case "arrow":
        return this.arrow(picture);
    }
  }

  private sign(sign: Sign): Drawn {
    return paint(26, 26, (context) => {
      const colour = sign.holder ? this.colours.of(sign.holder) : this.colours.soft;
      context.globalAlpha = sign.sure ? 1 : 0.55;
      outline(context, sign.level, 13, 8);
      context.fillStyle = sign.holder ? colour : this.colours.raised;
      context.fill();
      context.lineWidth = 2;
      context.strokeStyle = sign.holder ? this.colours.raised : colour;
      context.stroke();
      if (sign.disputed) {
        outline(context, sign.level, 13, 11);
        context.setLineDash([3, 2.5]);
        context.strokeStyle = this.colours.warn;
        context.stroke();
      }
    });
  }

  private label(label: Label): Drawn {
    const name = `${label.strong ? 650 : 550} 12px ${this.colours.font}`;
    const small = `10.5px ${this.colours.font}`;
    const figures = `600 11px ${this.colours.font}`;
    const pills = label.pills.map((pill) => ({ pill, width: measured(pillText(pill), figures) + 15 }));
    const row = pills.reduce((sum, each) => sum + each.width + 4, 0);
    const other = label.other && label.other !== label.name ? label.other : "";
    const width = Math.ceil(Math.max(measured(label.name, name), measured(other, small), row) + 8);
    const height = 17 + (other ? 14 : 0) + (pills.length ? 17 : 0);
    return paint(width, height, (context) => {
      this.text(context, label.name, width / 2, 12, name, this.colours.ink);
      if (other) this.text(context, other, width / 2, 26, small, this.colours.soft);
      let x = (width - row) / 2 + 2;
      for (const { pill, width: wide } of this.rtl ? pills.reverse() : pills) {
        this.pill(context, pill, x, height - 9, wide, figures);
        x += wide + 4;
      }
    });
  }

  private pill(context: Context, pill: Pill, x: number, y: number, width: number, font: string): void {
    const colour = this.colours.of(pill.actor);
    context.save();
    context.globalAlpha = 0.92;
    context.beginPath();
    context.roundRect(x, y - 7.5, width, 15, 7.5);
    context.fillStyle = this.colours.raised;
    context.fill();
    context.globalAlpha = pill.sure ? 1 : 0.65;
    context.lineWidth = 1.2;
    if (!pill.sure || pill.disputed) context.setLineDash([3, 2]);
    context.strokeStyle = pill.disputed ? this.colours.warn : colour;
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.arc(this.rtl ? x + width - 7 : x + 7, y, 3.4, 0, 7);
    context.fillStyle = colour;
    context.fill();
    context.font = font;
    context.fillStyle = pill.disputed ? this.colours.warn : this.colours.ink;
    context.textAlign = this.rtl ? "right" : "left";
    context.textBaseline = "middle";
    context.direction = "ltr";
    context.fillText(pillText(pill), this.rtl ? x + width - 12.5 : x + 12.5, y + 0.5);
    context.restore();
  }

  private country(country: Country): Drawn {
    const [big, small] = [`600 12px ${this.colours.font}`, `11px ${this.colours.font}`];
    const width = Math.ceil(Math.max(measured(country.name, big), measured(country.other, small)) + 8);
    return paint(width, 32, (context) => {
      context.globalAlpha = 0.75;
      this.text(context, country.name, width / 2, 12, big, this.colours.soft);
      this.text(context, country.other, width / 2, 26, small, this.colours.soft);
    });
  }

  private burst(burst: Burst): Drawn {
    const count = burst.count > 1 ? String(burst.count) : "";
    return paint(26, 26, (context) => {
      context.globalAlpha = burst.sure ? 1 : 0.6;
      context.beginPath();
      for (let n = 0; n < 16; n++) {
        const far = n % 2 ? 5.5 : 10.5;
        context.lineTo(13 + far * Math.cos((n * Math.PI) / 8), 13 + far * Math.sin((n * Math.PI) / 8));
      }
      context.closePath();
      context.fillStyle = this.colours.bad;
      context.fill();
      context.strokeStyle = this.colours.raised;
      context.lineWidth = 1;
      context.stroke();
      context.font = `700 9px ${this.colours.font}`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillStyle = this.colours.raised;
      context.fillText(count, 13, 13.5);
    });
  }

  private arrow(arrow: Arrow): Drawn {
    return paint(14, 14, (context) => {
      context.globalAlpha = arrow.sure ? 0.95 : 0.5;
      context.beginPath();
      context.moveTo(7, 1);
      context.lineTo(13, 13);
      context.lineTo(7, 10);
      context.lineTo(1, 13);
      context.closePath();
      context.fillStyle = this.colours.of(arrow.actor);
      context.fill();
    });
  }

  private text(context: Context, text: string, x: number, y: number, font: string, colour: string): void {
    context.font = font;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = this.colours.land;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

function pillText(pill: Pill): string {
  return `${pill.figure || "?"}${pill.reduced ? " ↓" : ""}`;
}

function outline(context: Context, level: string, at: number, size: number): void {
  context.beginPath();
  if (level === "region") {
    context.moveTo(at, at - size);
    context.lineTo(at + size, at);
    context.lineTo(at, at + size);
    context.lineTo(at - size, at);
    context.closePath();
  } else if (level === "town") {
    context.roundRect(at - size * 0.8, at - size * 0.8, size * 1.6, size * 1.6, 2);
  } else {
    context.arc(at, at, size, 0, 7);
  }
}

let ruler: Context | null = null;

function measured(text: string, font: string): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * 8;
  ruler.font = font;
  return ruler.measureText(text).width;
}

function paint(width: number, height: number, draw: (context: Context) => void): Drawn {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * RATIO);
  canvas.height = Math.ceil(height * RATIO);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.scale(RATIO, RATIO);
  draw(context);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data };
}
