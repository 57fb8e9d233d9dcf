"""The words of reports that claims rest on, for a page that shows a few of them."""

from collections.abc import Iterable

from marsad.ledger import Entry, View

_LONGEST = 280  # characters of a passage that is quoted


def passages(view: View, entries: Iterable[Entry]) -> dict[str, str]:
    """Claim id → the fullest passage that supports it; none where the report was erased."""
    wanted = {entry.id: entry for entry in entries if entry.claim.evidence}
    texts = view.texts({entry.report_id for entry in wanted.values()})
    found = {id: _passage(entry, texts.get(entry.report_id, "")) for id, entry in wanted.items()}
    return {id: text for id, text in found.items() if text}


def _passage(entry: Entry, text: str) -> str:
    span = entry.claim.evidence[0]
    said = " ".join(text[span.start : span.end].split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
