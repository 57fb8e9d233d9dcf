"""Groups of entries that hang together by pairs."""

from collections.abc import Iterable

from marsad.ledger import Entry
from marsad.posture.telling import by_publication


def components(pairs: Iterable[tuple[Entry, Entry]]) -> list[list[Entry]]:
    """The entries of the pairs, in groups: whoever can be reached from each other. Groups and members in order."""
    above: dict[str, str] = {}
    known: dict[str, Entry] = {}

    def root(id: str) -> str:
        while above[id] != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    for one, other in pairs:
        for entry in (one, other):
            known[entry.id] = entry
            above.setdefault(entry.id, entry.id)
        above[root(one.id)] = root(other.id)
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(known.values(), key=by_publication):
        groups.setdefault(root(entry.id), []).append(entry)
    return list(groups.values())
