// The colours of the page, as the canvas needs them: read from its style sheet, so that night and day follow it.

export interface Colours {
  paper: string;
  raised: string;
  ink: string;
  soft: string;
  line: string;
  accent: string;
  warn: string;
  bad: string;
  good: string;
  sea: string;
  land: string;
  font: string;
  of: (actor: string | undefined) => string;
}

const NAMES = ["paper", "raised", "ink", "soft", "line", "accent", "warn", "bad", "good", "sea", "land"] as const;

export function colours(palette: [string, string][]): Colours {
  const probe = document.body.appendChild(document.createElement("span"));
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as Record<(typeof NAMES)[number], string>;
  const hues = new Map(palette.map(([key], n) => [key, read(`hue-${n + 1}`)]));
  const font = getComputedStyle(document.body).fontFamily;
  probe.remove();
  return { ...found, font, of: (actor) => (actor && hues.get(actor)) || found.soft };
}
