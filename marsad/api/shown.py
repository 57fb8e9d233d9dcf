"""What a notebook shows of each answer: a few cells of text, in the words of the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.ledger import Entry
from marsad.posture.contested import Conflict
from marsad.posture.difference import CHANGED, GONE, NEW, Change
from marsad.posture.sources import Source
from marsad.posture.summary import Summary
from marsad.publish.cells import told, when
from marsad.publish.words import Words

_SIGN = {NEW: "+", GONE: "−", CHANGED: "~"}
CLAIM = ("when", "claim", "who", "where", "number", "status", "source", "id")


@dataclass(frozen=True)
class Shown:
    words: Words

    def _day(self, edtf: str | None) -> str:
        """A date as the contract has it, kept from left to right among Arabic words."""
        return f"\u2066{edtf}\u2069" if edtf and self.words.phrases.language == "ar" else edtf or ""

    def claim(self, entry: Entry) -> Sequence[str]:
        claim, words = entry.claim, self.words
        said = (words.what(claim), words.who(claim), words.where(claim), words.number(claim.number))
        return (self._day(claim.when), *said, words.phrases.word("status", claim.status), words.source(entry), entry.id)

    def source(self, source: Source) -> str:
        return self.words.speaker_name(source.name) if source.role == "speaker" and source.name else source.name or ""

    def event(self, summary: Summary) -> Sequence[str]:
        claim, words = summary.event.first.claim, self.words
        what = words.activity(claim.kind, claim.activity, claim.phase)
        place = [summary.place] if summary.place else []
        where = words.way(place, summary.ends) if summary.ends else words.places(place)
        who = words.sides(summary.actor, summary.partner)
        return self._day(summary.when), what, who, where, str(len(summary.heard.voices))

    def conflict(self, conflict: Conflict) -> Sequence[str]:
        words = self.words
        over = words.phrases.word("over", conflict.over)
        return str(conflict.since), over, words.actors(conflict.actor), words.place(conflict.place)

    def change(self, change: Change) -> Sequence[str]:
        words = self.words
        now, was = (told(line, words) + when(line, words) if line else "" for line in (change.after, change.before))
        text = words.phrases.say("changed_from", now=now, before=was) if now and was and now != was else now or was
        return _SIGN[change.what], words.phrases.word("heading", change.section), text
