"""Copies: which reports carry the text of an earlier one, edited a little or as a part of a longer article.

Texts are compared by their sketches: a fixed share of the hashes of all runs of five folded words, which the ledger
keeps. A report carries another where half of the shorter one's runs stand in it: one word in eight may be edited. Two
reports that merely quote the same sentences share far less.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from marsad.ledger import Entry, View

CARRIED = 0.5  # of the shorter text's runs
_LONGER = 2  # times as long as the story: an article that carries it, no edition of it
_FORMULA = 8  # stories that a run of words is remembered for: what more share is a formula, and tells of no copy
_ENOUGH = 6  # hashes of some thirty words: below this, chance would decide; such texts are copies only if equal
_LEAST = CARRIED * _ENOUGH  # what shares fewer with another is no copy, however short


@dataclass(frozen=True)
class Copies:
    """Report → the earlier reports whose text it carries, the earliest first."""

    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def among(cls, view: View, entries: Iterable[Entry]) -> "Copies":
        """Those among the reports of some entries."""
        reports = {entry.report_id: entry for entry in entries}
        ordered = sorted(reports.values(), key=lambda e: (e.published is None, e.published, e.report_id))
        sketches = view.sketches([entry.report_id for entry in ordered]) if len(ordered) > 1 else {}
        return cls(find_copies((e.report_id, e.sha256, sketches.get(e.report_id, frozenset())) for e in ordered))

    def original(self, report: str, among: Iterable[str]) -> str:
        """The earliest of some reports whose text this one carries; itself where there is none."""
        carried = self.carried.get(report)
        if not carried:
            return report
        present = set(among)
        return next((earlier for earlier in carried if earlier in present), report)


NO_COPIES = Copies()


def find_copies(reports: Iterable[tuple[str, str, frozenset[int]]]) -> dict[str, tuple[str, ...]]:
    """From reports in the order of publication: id, hash of the text, sketch. One pass."""
    stories = _Stories()
    texts: dict[str, list[str]] = {}  # hash of a whole text → reports; of short texts it alone can tell
    found: dict[str, tuple[str, ...]] = {}
    for report, sha256, sketch in reports:
        carried = stories.take(report, sketch)
        earlier = [*texts.get(sha256, ()), *carried]
        if earlier:
            found[report] = tuple(dict.fromkeys(earlier))
        texts.setdefault(sha256, []).append(report)
    return found


class _Stories:
    """Texts that nothing earlier carries, with their editions. A hash knows in which stories it stands.

    A copy adds what it changed to its story, so that a copy of a copy is known as well. A long article that carries a
    story is no edition of it but another story, which may be copied in turn.
    """

    def __init__(self) -> None:
        self._editions: list[list[str]] = []
        self._sizes: list[int] = []
        self._least: list[float] = []  # hashes that must be shared where the story is the shorter text
        self._fewest = float("inf")  # the least of these
        self._of: dict[int, list[int]] = {}

    def take(self, report: str, sketch: frozenset[int]) -> list[str]:
        """Add a report; the earlier ones of the stories that it carries."""
        known = list(map(self._of.get, sketch))
        carried = self._carried(len(sketch), [stories for stories in known if stories])
        earlier = [edition for story in carried for edition in self._editions[story]]
        self._add(report, sketch, known, carried)
        return earlier

    def _carried(self, size: int, known: list[list[int]]) -> list[int]:
        """The stories that share half of the shorter text, oldest first; only those that share something are tried."""
        enough, least = CARRIED * size, self._least
        if size < _ENOUGH or len(known) < min(enough, self._fewest):
            return []
        likely = [
            story
            for story, n in Counter(chain.from_iterable(known)).items()
            if n >= _LEAST and (n >= enough or n >= least[story])
        ]
        return sorted(story for story in likely if self._sizes[story] >= _ENOUGH)

    def _add(self, report: str, sketch: frozenset[int], known: list[list[int] | None], carried: list[int]) -> None:
        size = len(sketch)
        edition = next((story for story in carried if size <= _LONGER * self._sizes[story]), None)
        if edition is None:
            edition = len(self._editions)
            self._editions.append([])
            self._sizes.append(size)
            self._least.append(CARRIED * size)
            if size >= _ENOUGH:
                self._fewest = min(self._fewest, CARRIED * size)
        self._editions[edition].append(report)
        of = self._of
        for h, stories in zip(sketch, known, strict=True):
            if stories is None:
                of[h] = [edition]
            elif len(stories) < _FORMULA and edition not in stories:
                stories.append(edition)
