import { selectedIn } from "./lib/selected.js";

// A report and its claims: whoever points at one sees the other; a click on words goes to their claims and on.

const marks = [...document.querySelectorAll<HTMLElement>("mark[data-claims]")];
const cards = new Map(
  [...document.querySelectorAll<HTMLElement>("[data-claim]")].map((card) => [card.dataset["claim"] ?? "", card] as const),
);

const claimsOf = (mark: HTMLElement): string[] => (mark.dataset["claims"] ?? "").split(" ");

function light(claims: string[]): void {
  const lit = new Set(claims);
  for (const mark of marks) mark.classList.toggle("lit", claimsOf(mark).some((claim) => lit.has(claim)));
  for (const [claim, card] of cards) card.classList.toggle("lit", lit.has(claim));
}

for (const mark of marks) {
  mark.addEventListener("mouseenter", () => light(claimsOf(mark)));
  mark.addEventListener("mouseleave", () => light([]));
  mark.addEventListener("click", () => {
    const claims = claimsOf(mark);
    const at = claims.findIndex((claim) => cards.get(claim) === document.activeElement);
    cards.get(claims[(at + 1) % claims.length] ?? "")?.focus();
  });
}
for (const [claim, card] of cards) {
  for (const name of ["mouseenter", "focus"]) card.addEventListener(name, () => light([claim]));
  for (const name of ["mouseleave", "blur"]) card.addEventListener(name, () => light([]));
}

function lightAddressed(): void {
  const claim = /^#[pc]-(\w+)$/.exec(location.hash)?.[1];
  if (claim) light([claim]);
}
addEventListener("hashchange", lightAddressed);
lightAddressed();

// Who may decide marks what the reader missed: words that are selected become a claim of his.
const marking = document.querySelector<HTMLFormElement>("#marking");
const text = document.getElementById("report-text");

function take(): void {
  const found = marking && text ? selectedIn(text) : null;
  const button = marking?.querySelector("button");
  if (!marking || !button) return;
  button.hidden = !found;
  marking.classList.toggle("ready", !!found);
  if (!found) return;
  for (const name of ["start", "end"] as const) {
    const field = marking.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = String(found[name]);
  }
}
document.addEventListener("selectionchange", take);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
  const wanted = { m: "#marking button:not([hidden])", u: '#last button[data-key="u"]' }[event.key];
  const button = wanted && document.querySelector<HTMLButtonElement>(wanted);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
