// Which characters of a report are selected, counted as the report's text has them: in code points, and a character
// that is shown by its number (`.turn`) as the one that it is.

export interface Selected {
  start: number;
  end: number;
}

export function selectedIn(text: HTMLElement): Selected | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const start = before(text, range.startContainer, range.startOffset);
  const end = before(text, range.endContainer, range.endOffset);
  return start < end ? { start, end } : null;
}

function before(text: HTMLElement, container: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(container, offset);
  const part = range.cloneContents();
  let turns = 0;
  for (const turn of part.querySelectorAll(".turn")) {
    turn.remove();
    turns += 1;
  }
  return [...(part.textContent ?? "")].length + turns;
}
