// Pages of cells that open: a key opens all of them, an address with a claim opens the cell that has it, and what is
// printed is open.

const cells = [...document.querySelectorAll<HTMLDetailsElement>("details.cell")];

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "o" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  const open = cells.some((cell) => !cell.open);
  for (const cell of cells) cell.open = open;
});

function openAddressed(): void {
  const found = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const cell = found?.closest<HTMLDetailsElement>("details.cell");
  if (cell) {
    cell.open = true;
    found?.scrollIntoView({ block: "center" });
  }
}

const opened = new Set<HTMLDetailsElement>();
addEventListener("beforeprint", () => {
  for (const cell of cells.filter((each) => !each.open)) {
    cell.open = true;
    opened.add(cell);
  }
});
addEventListener("afterprint", () => {
  for (const cell of opened) cell.open = false;
  opened.clear();
});
addEventListener("hashchange", openAddressed);
openAddressed();
export {};
