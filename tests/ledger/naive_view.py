"""What answers ask of a view, from the oracle's claims: plain loops instead of SQL."""

import datetime as dt

from oracle import Oracle, alike, same

from marsad.ledger import Entry, EventDecision
from marsad.ledger.sketch import sketch
from marsad.model.claim import Claim
from marsad.posture.geography import distance_km


class NaiveView:
    def __init__(self, oracle: Oracle, known: dt.date | None, recorded: str) -> None:
        self.oracle, self.known, self.recorded = oracle, known, recorded
        shown = oracle.claims(known, recorded, None)
        self._entries = [self._entry(each) for each in shown]

    def claims(self, kind=None, actor=None, country=None, near=None, since=None, until=None, ids=None):
        found = [e for e in self._entries if kind in (None, e.claim.kind) and (ids is None or e.id in ids)]
        found = [e for e in found if actor is None or actor in e.claim.actor + e.claim.partner]
        found = [e for e in found if country is None or country in [p.country for p in places(e)]]
        found = [e for e in found if near is None or any(lies_near(p, *near) for p in places(e))]
        found = [e for e in found if (since is None or e.span[1] >= since) and (until is None or e.span[0] <= until)]
        return sorted(found, key=lambda e: (e.span[0], e.published or dt.date.min, e.report_id, e.reader))

    def newest(self, per_cell, on, country=None, actor=None, near=None):
        by_cell = {}
        for entry in self._entries:
            told = entry.claim.status in ("happened", "ongoing")
            day = entry.day if told else entry.published or dt.date.min
            if day <= on:
                for cell in dict.fromkeys(cells(entry)):
                    by_cell.setdefault(cell, []).append((day, entry))
        asked = {}
        for (kind, _, side, key, _, _, place), found in by_cell.items():
            here = side == "actor" and place is not None and place.country == country
            in_country = country is None or here or (kind == "agreement" and key == country)
            if in_country and actor in (None, key) and (near is None or (place and lies_near(place, *near))):
                since = sorted((day for day, _ in found), reverse=True)[:per_cell][-1]
                asked |= {e.id: e for day, e in found if day >= since}
        return list(asked.values())

    def event_decisions(self):
        out = []
        for done in self.oracle.in_force(self.recorded):
            if done.verb in ("merge", "split") and done.body["of"] == "event":
                sides = done.body.get("sides") or [done.body["claims"]]
                same_one = done.verb == "merge"
                out.append(EventDecision(done.id, same_one, tuple(map(tuple, sides)), done.by, done.why, done.at))
        return out

    def sketches(self, ids=None):
        found = {r.report_id: sketch(r.report.text) for r in self.oracle._standing(None, self.recorded)}
        return {id: hashes for id, hashes in found.items() if ids is None or id in ids}

    def _entry(self, shown):
        reading = next(
            r
            for r in self.oracle._standing(None, self.recorded)
            if r.report_id == shown.report_id and shown.id in [id for id, _ in r.claims]
        )
        first = next(r.report for r in self.oracle.readings if same(r.report, reading.report))
        return Entry(
            shown.id, Claim.from_json(shown.json), shown.report_id, first.publisher, first.published, first.language,
            first.sha256, reading.reader, shown.verdict,
        )  # fmt: skip


def places(entry):
    return [*entry.claim.place, *entry.claim.origin, *entry.claim.destination]


def lies_near(place, other, km):
    """By name, or in a box that is at least so large; what lies further is left out by who asks."""
    apart = distance_km(place, other)
    return alike(place.name) == alike(other.name) or (apart is not None and apart <= km)


def cells(entry):
    """Who does what where: an answer has a line for each."""
    claim = entry.claim
    mode = claim.status if claim.status in ("planned", "possible", "denied") else "told"
    parties = [("actor", key) for key in claim.actor or ("",)] + [("partner", key) for key in claim.partner]
    for side, key in parties:
        spots = [(slot, place) for slot in ("place", "origin", "destination") for place in getattr(claim, slot)]
        for slot, place in spots or [("", None)]:
            yield claim.kind, mode, side, key, claim.activity, slot, place
