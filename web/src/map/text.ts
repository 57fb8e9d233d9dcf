// Text of either language in the page: dates keep their order, Latin names stay apart from Arabic around them.

const ARABIC = /[\u0600-\u06ff]/;
const DATE = /\d{4}-\d{2}(?:-\d{2})?/g;
const LATIN =
  /\d{4}-\d{2}(?:-\d{2})?|[A-Za-z][\w.'’&/-]*(?:,? (?:(?!\d{4}-)[A-Za-z0-9&][\w.'’&/-]*|\([A-Za-z][\w .'’&/-]*\)))*/g;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function dated(text: string): DocumentFragment {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(ARABIC.test(text) ? LATIN : DATE)) {
    out.append(text.slice(at, found.index));
    out.append(/^\d/.test(found[0]) ? make("time", { dir: "ltr" }, found[0]) : make("bdi", {}, found[0]));
    at = found.index + found[0].length;
  }
  out.append(text.slice(at));
  return out;
}

export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
