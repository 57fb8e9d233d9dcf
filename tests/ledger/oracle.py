"""A ledger as simple as one can think of it: a list of what was done, replayed from its beginning for every question.

It shares no code with the real one but the contract's types. It is slow, and right if the documentation is.
"""

import datetime as dt
from dataclasses import dataclass, field

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.values import bounds
from marsad.text.normalise import fold

KEYS = ("actor", "partner")
PLACES = ("place", "origin", "destination")


@dataclass
class Reading:
    at: str
    report: Report
    report_id: str
    reader: str
    version: str
    claims: list[tuple[str, Claim]]  # with their ids
    names: list[tuple[str, str]]  # kind and key
    until: str | None = None


@dataclass
class Done:
    """A decision, as it went in."""

    at: str
    id: str
    verb: str
    body: dict
    by: str
    why: str


@dataclass
class Shown:
    """A claim as a view must show it."""

    id: str
    json: dict
    verdict: str
    report_id: str
    published: dt.date | None
    span: tuple[dt.date, dt.date]


@dataclass
class Oracle:
    readings: list[Reading] = field(default_factory=list)
    decisions: list[Done] = field(default_factory=list)

    # What was done

    def last(self) -> str:
        return max([r.at for r in self.readings] + [d.at for d in self.decisions], default="")

    def expected_id(self, report: Report) -> str | None:
        """The id that a report gets; None where it gets a longer one, as another has its name."""
        for reading in self.readings:
            if same(reading.report, report):  # the very same version, from wherever it was got this time
                return reading.report_id
        for reading in self.readings:
            # Of a version that came from several addresses the first is kept.
            other = next(r.report for r in self.readings if same(r.report, reading.report))
            if other.id == report.id and (
                (other.text, other.publisher) == (report.text, report.publisher) or other.address == report.address
            ):
                return reading.report_id
        return None if any(r.report_id == report.id for r in self.readings) else report.id

    def stands(self, report: Report, reader: str, version: str) -> bool:
        return any(
            (same(r.report, report), r.reader, r.version, r.until) == (True, reader, version, None)
            for r in self.readings
        )

    def record(self, reading: Reading) -> int:
        superseded = 0
        for other in self.readings:
            of_one_report = other.report_id == reading.report_id and other.until is None
            if of_one_report and (other.reader == reading.reader or not same(other.report, reading.report)):
                other.until = reading.at
                superseded += 1
        self.readings.append(reading)
        return superseded

    def erased(self, report_id: str) -> bool:
        return any(d.verb == "erase" and d.body["report"] == report_id for d in self.decisions)

    # What is shown

    def in_force(self, recorded: str) -> list[Done]:
        made = [d for d in self.decisions if d.at <= recorded]
        undone: set[str] = set()
        for decision in made[::-1]:
            if decision.verb == "undo" and decision.id not in undone:
                undone.add(decision.body["decision"])
        return [d for d in made if d.id not in undone]

    def claims(self, known: dt.date | None, recorded: str, on: dt.date | None, rejected: bool = False) -> list[Shown]:
        decided = self.in_force(recorded)
        out = []
        for reading in self.readings:
            if not (reading.at <= recorded and (reading.until is None or reading.until > recorded)):
                continue
            if reading.report_id in taken_back(decided) or not self._known(reading, known):
                continue
            for id, claim in reading.claims:
                shown = show(id, claim, reading, decided)
                if (shown.verdict != "rejected" or rejected) and (on is None or shown.span[0] <= on <= shown.span[1]):
                    out.append(shown)
        return out

    def reports(self, known: dt.date | None, recorded: str) -> set[str]:
        gone = taken_back(self.in_force(recorded))
        return {r.report_id for r in self._standing(known, recorded) if r.report_id not in gone}

    def names(self, known: dt.date | None, recorded: str) -> list[tuple[str, str]]:
        decided = self.in_force(recorded)
        gone, resolved = taken_back(decided), {d.body["name"] for d in decided if d.verb == "resolve"}
        standing = [
            r for r in self._standing(known, recorded) if r.report_id not in gone and not self.erased(r.report_id)
        ]
        return sorted(name for reading in standing for name in reading.names if name[1] not in resolved)

    def grades(self, recorded: str) -> dict[str, str]:
        graded = [d.body for d in self.in_force(recorded) if d.verb == "grade"]
        return {body.get("source") or body["claim"]: body["grade"] for body in graded}

    def _standing(self, known: dt.date | None, recorded: str) -> list[Reading]:
        standing = [r for r in self.readings if r.at <= recorded and (r.until is None or r.until > recorded)]
        return [reading for reading in standing if self._known(reading, known)]

    def _known(self, reading: Reading, known: dt.date | None) -> bool:
        first = min(r.at for r in self.readings if same(r.report, reading.report))
        return known is None or (reading.report.published or dt.date.fromisoformat(first[:10])) <= known


def same(one: Report, other: Report) -> bool:
    """Whether two are one version of a report: all but the address is the same."""
    parts = [(r.id, r.text, r.language, r.published, r.publisher, r.title) for r in (one, other)]
    return parts[0] == parts[1]


def taken_back(decided: list[Done]) -> set[str]:
    return {d.body["report"] for d in decided if d.verb in ("retract", "erase")}


def show(id: str, claim: Claim, reading: Reading, decided: list[Done]) -> Shown:
    json, verdict = claim.to_json(), ""
    for decision in decided:
        if decision.body.get("claim") == id and decision.verb in ("accept", "reject", "amend"):
            verdict = {"accept": "accepted", "reject": "rejected", "amend": "amended"}[decision.verb]
            json |= decision.body.get("slots", {})
    for decision in decided:
        if decision.verb == "split" and decision.body["of"] != "event" and id in decision.body["claims"]:
            split_off(json, decision.body, decided)
    for slot in KEYS:
        if json.get(slot):
            json[slot] = once([key_now(key, decided) for key in json[slot]])
    if json.get("said_by"):
        json["said_by"] = json["said_by"] | {"of": key_now(json["said_by"]["of"], decided)}
    for slot in PLACES:
        if json.get(slot):
            json[slot] = once([place_now(place, decided) for place in listed(json[slot])])
    whole = Claim.from_json(json)
    day = reading.report.published
    span = bounds(whole.when) if whole.when else (day, day) if day else (dt.date.min, dt.date.max)
    return Shown(id, whole.to_json(), verdict, reading.report_id, day, span)


def split_off(json: dict, body: dict, decided: list[Done]) -> None:
    if body["of"] == "actor":
        meant = key_now(body["from"], decided)
        for slot in KEYS:
            if json.get(slot):
                json[slot] = [body["into"] if key_now(key, decided) == meant else key for key in json[slot]]
        if json.get("said_by") and key_now(json["said_by"]["of"], decided) == meant:
            json["said_by"] = json["said_by"] | {"of": body["into"]}
        return
    name = alike(body["from"]["name"])
    for slot in PLACES:
        if json.get(slot):
            json[slot] = [
                body["into"] if name in (alike(p["name"]), alike(place_now(p, decided)["name"])) else p
                for p in listed(json[slot])
            ]


def key_now(key: str, decided: list[Done]) -> str:
    """The latest decision on a key says what it is; that is looked up in turn, unless it was met before."""
    met = [key]
    while True:
        said = [
            d.body["into"]
            for d in decided
            if d.verb in ("merge", "resolve")
            and d.body["of"] == "actor"
            and (d.body.get("from") or d.body["name"]) == met[-1]
        ]
        if not said or said[-1] in met:
            return met[-1]
        met.append(said[-1])


def place_now(place: dict, decided: list[Done]) -> dict:
    """As for keys; a decision meets a place by name, and by country where both have one. Each is taken once."""
    taken: list[str] = []
    while True:
        said = [
            d for d in decided if d.verb in ("merge", "resolve") and d.body["of"] == "site" and meets(d.body, place)
        ]
        if not said or any(equal(said[-1], other) for other in decided if other.id in taken):
            return place
        taken.append(said[-1].id)
        place = said[-1].body["into"]


def equal(one: Done, other: Done) -> bool:
    """Whether two decisions say the same of the same name."""
    return (source(one.body), one.body["into"]) == (source(other.body), other.body["into"])


def source(body: dict) -> tuple[str, str | None]:
    given = body.get("from") or {"name": body["name"], "country": None}
    return alike(given["name"]), given["country"]


def meets(body: dict, place: dict) -> bool:
    name, country = source(body)
    return alike(place["name"]) == name and (country is None or place["country"] is None or country == place["country"])


def alike(name: str) -> str:
    return " ".join(fold(word) for word in name.replace("-", " ").split())


def listed(value: dict | list) -> list:
    return value if isinstance(value, list) else [value]


def once(values: list) -> list:
    return [value for n, value in enumerate(values) if value not in values[:n]]
