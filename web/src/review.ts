// The queue by keyboard: j and k move, a and r decide, w gives a reason, o opens the report, u takes the last one back.

const items = [...document.querySelectorAll<HTMLElement>("[data-item]")];

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

const current = (): HTMLElement | null => (document.activeElement as HTMLElement | null)?.closest("[data-item]") ?? null;

function move(by: number): void {
  const at = items.indexOf(current() as HTMLElement);
  items[Math.min(items.length - 1, Math.max(0, at + by))]?.focus();
}

function press(key: string): void {
  const place = key === "u" ? document : (current() ?? items[0]);
  place?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)?.click();
}

// Others are told who is looking at an item; who comes second is told as well.
async function hold(item: HTMLElement): Promise<void> {
  const answer = await fetch(item.dataset["hold"] ?? "", { method: "POST" });
  const badge = item.querySelector<HTMLElement>("[data-held]");
  if (!answer.ok || !badge) return;
  const { by, other } = (await answer.json()) as { by: string; other: boolean };
  badge.hidden = !other;
  const name = badge.querySelector("bdi");
  if (name) name.textContent = other ? by : "";
}

for (const item of items) {
  item.addEventListener("focusin", (event) => {
    if (!item.contains(event.relatedTarget as Node | null)) void hold(item).catch(() => undefined);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (writing(event.target)) {
    if (event.key === "Escape") current()?.focus();
    return;
  }
  const does: Record<string, () => void> = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("a"),
    r: () => press("r"),
    u: () => press("u"),
    w: () => (current() ?? items[0])?.querySelector<HTMLInputElement>("input[name=why]")?.focus(),
    o: () => {
      const address = (current() ?? items[0])?.dataset["open"];
      if (address) location.href = address;
    },
  };
  const found = does[event.key];
  if (found) {
    event.preventDefault();
    found();
  }
});
items[0]?.focus();
export {};
