// Fields that take names of actors or places: while somebody writes one, those that begin like it are offered.

const WAIT = 120;

interface Known {
  name: string;
  means: string;
}

function offering(field: HTMLInputElement): void {
  const list = document.createElement("datalist");
  list.id = `names-${field.id}`;
  field.after(list);
  field.setAttribute("list", list.id);
  const between = field.dataset["between"] ?? "";
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void offer(field, list, between).catch(() => undefined), WAIT);
  });
}

async function offer(field: HTMLInputElement, list: HTMLDataListElement, between: string): Promise<void> {
  const written = field.value;
  const cut = between ? written.lastIndexOf(between.trim()) + 1 : 0;
  const [kept, last] = [written.slice(0, cut), written.slice(cut).trim()];
  if (last.length < 2) return;
  const address = new URL(field.dataset["names"] ?? "", location.href);
  address.searchParams.set("q", last);
  const answer = await fetch(address);
  if (!answer.ok || field.value !== written) return;
  const { names } = (await answer.json()) as { names: Known[] };
  list.replaceChildren(
    ...names.map(({ name, means }) => {
      const option = document.createElement("option");
      option.value = kept ? `${kept.trim()} ${name}` : name;
      option.label = name === means ? name : `${name} · ${means}`;
      return option;
    }),
  );
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-names]")) offering(field);
export {};
