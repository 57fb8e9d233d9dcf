import { keys } from "./lib/keys.js";

// What every page has: keys that lead somewhere, and forms that send themselves when a field of theirs changes.

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

// `/` goes to the search field, as on many pages; nothing is done while somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  if (field) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

// On a narrow screen the menu is pushed along: the page that is open is in sight.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-send-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
  button.addEventListener("click", () => {
    const said = button.dataset["copy"] || location.href;
    void navigator.clipboard.writeText(new URL(said, location.href).href).then(() => button.classList.add("done"));
  });
}

keys(typing);
