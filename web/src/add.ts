// How far the reading is: the page is fetched again until all is read, and its middle replaced.

const WAIT = 700;

async function look(): Promise<void> {
  const shown = document.getElementById("progress");
  if (!shown || shown.dataset["done"]) return;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.getElementById("progress");
    if (response.ok && now) shown.replaceWith(now);
  } catch {
    // The server is away for a moment: look again.
  }
  setTimeout(() => void look(), WAIT);
}

setTimeout(() => void look(), WAIT);
export {};
