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
export {};
