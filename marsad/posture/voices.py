"""Who says so: independent sources of a set of claims."""

from collections.abc import Iterable

from marsad.ledger import Entry


def voices(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The distinct voices, sorted: the speaker's key where there is one, else the outlet.

    Reports of the same text are copies of one story: they speak with the voice of the first.
    """
    first: dict[str, str] = {}
    found: set[str] = set()
    for entry in sorted(entries, key=lambda e: (e.published is None, e.published, e.report_id)):
        outlet = entry.publisher or entry.report_id
        said_by = entry.claim.said_by
        found.add(said_by.of if said_by else first.setdefault(entry.sha256, outlet))
    return tuple(sorted(found))
