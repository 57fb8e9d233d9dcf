// `?` shows the keys of the page, and closes them again.

export function keys(typing: (target: EventTarget | null) => boolean): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  if (!dialog) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" && event.key !== "؟") return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else dialog.showModal();
  });
}
