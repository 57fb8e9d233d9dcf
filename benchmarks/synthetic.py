"""Made-up reports with claims, as many as one likes: the same for the same seed, skewed as real ones are.

A few actors and places are in most claims and many in few (Zipf); so are words. There is a fixed number of things to
tell of (who does what where), and a larger ledger tells of them over a longer time. Nothing here is about real events.

    for report, reading in synthetic(100_000):
        ledger.record(report, reading, "synthetic", "1")
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Count, Place, Speaker

FIRST_DAY = dt.date(2000, 1, 1)
CLAIMS_A_DAY = 250
CLAIMS_A_REPORT = 4
COUNTRIES = ("IQ", "SY", "AF", "YE", "LB", "LY", "KW", "JO", "ML", "SO")
THINGS = 3_000  # kinds of thing that are told again and again

_SENTENCES = 8  # of a report
_ENGLISH = (
    "the of in and to forces base troops army coalition said on from a by were at province town near border camp "
    "soldiers left arrived handed over training paused attack rockets command ministry statement officials during "
    "about early late week month group fighters unit convoy airport road bridge west east north south"
).split()
_ARABIC = (
    "في من إلى على القوات قاعدة الجيش التحالف قال عن بعد قبل محافظة مدينة قرب الحدود معسكر الجنود غادرت وصلت سلمت "
    "تدريب توقف هجوم صواريخ قيادة وزارة بيان مسؤولون خلال نحو مطلع أسبوع شهر مجموعة مقاتلين وحدة رتل مطار طريق جسر"
).split()
_KINDS = (
    ("presence", 30),
    ("move", 22),
    ("attack", 16),
    ("activity", 14),
    ("handover", 8),
    ("control", 6),
    ("agreement", 4),
)
_STATUSES = (("happened", 62), ("ongoing", 22), ("planned", 10), ("possible", 4), ("denied", 2))
_ACTIVITIES = ("training", "patrols", "air-strikes", "exercises", "logistics")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a report."""

    claims: tuple[Claim, ...]
    unknown: tuple[object, ...] = ()


def synthetic(claims: int, seed: int = 1) -> Iterator[tuple[Report, Reading]]:
    """Reports with their readings, oldest first, until there are so many claims."""
    world = _World(random.Random(seed))
    for number in range(-(-claims // CLAIMS_A_REPORT)):
        yield world.report(number, min(CLAIMS_A_REPORT, claims - number * CLAIMS_A_REPORT))


def some_words(seed: int = 2) -> Iterator[str]:
    """Queries as somebody would type them: one or two words, common ones more often."""
    world = _World(random.Random(1))
    chance = random.Random(seed)
    while True:
        language = chance.choice(("en", "ar"))
        yield " ".join(chance.choices(world.words[language], cum_weights=world.weights, k=chance.choice((1, 2))))


class _World:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.actors = [*COUNTRIES, "CJTF-OIR", "US", *(f"GROUP-{n}" for n in range(50))]
        self.places = [self._place(n) for n in range(600)]
        self.publishers = [f"Outlet {n}" for n in range(200)]
        self.words = {
            "en": [*_ENGLISH, *(f"{a}{b}{n}" for n in range(40) for a in ("ar", "bel", "cor") for b in ("dan", "mir"))],
            "ar": [*_ARABIC, *(f"{a}{b}{c}" for a in "بتثجحخ" for b in ("ار", "ين", "ول", "ام") for c in "سشصضطعغفقك")],
        }
        size = min(map(len, self.words.values()))
        self.words = {language: words[:size] for language, words in self.words.items()}
        self.weights = _zipf(size)
        self.sentences = {language: [self._sentence(language) for _ in range(3_000)] for language in self.words}
        self.things = [self._thing() for _ in range(THINGS)]
        self._of = {name: _zipf(len(getattr(self, name))) for name in ("things", "publishers")}

    def report(self, number: int, claims: int) -> tuple[Report, Reading]:
        language = "en" if self.chance.random() < 0.6 else "ar"
        sentences = self.chance.choices(self.sentences[language], k=_SENTENCES)
        ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
        day = FIRST_DAY + dt.timedelta(days=number * CLAIMS_A_REPORT // CLAIMS_A_DAY)
        publisher = self.chance.choices(self.publishers, cum_weights=self._of["publishers"])[0]
        report = Report(f"s{number:08}", " ".join(sentences), language, day, publisher, address=f"s{number:08}.txt")
        spans = [Span(end - 1 - len(s), end - 1) for s, end in zip(sentences, ends, strict=True)]
        return report, Reading(tuple(self._claim(day, spans[n]) for n in range(claims)))

    def _claim(self, day: dt.date, span: Span) -> Claim:
        kind, status, slots = self.chance.choices(self.things, cum_weights=self._of["things"])[0]
        told = day - dt.timedelta(days=min(int(self.chance.expovariate(0.4)), 60))
        when = told.isoformat() if status in ("happened", "ongoing") and self.chance.random() < 0.75 else None
        people = self.chance.choice((None, 20, 50, 80, 200, 300, 500, 1000))
        number = Count(people, people) if people and kind in ("presence", "move") else None
        said_by = Speaker(slots["actor"][0]) if self.chance.random() < 0.6 else None
        confidence = round(self.chance.uniform(0.4, 1.0), 3)
        return Claim(kind, status, (span,), when=when, number=number, said_by=said_by, confidence=confidence, **slots)

    def _thing(self) -> tuple[str, str, dict[str, tuple[object, ...]]]:
        kind, status = (self.chance.choices(*zip(*table, strict=True))[0] for table in (_KINDS, _STATUSES))
        one, other = self.chance.choices(self.actors, cum_weights=_zipf(len(self.actors)), k=2)
        here, there = self.chance.choices(self.places, cum_weights=_zipf(len(self.places)), k=2)
        slots: dict[str, object] = {"actor": (one,)}
        if kind == "move":
            slots |= {"origin": (here,), "destination": (there,)}
        elif kind != "agreement":
            slots["place"] = (here,)
        if kind in ("handover", "attack", "agreement"):
            slots["partner"] = (other,)
        if kind == "activity":
            slots |= {
                "activity": self.chance.choice(_ACTIVITIES),
                "phase": self.chance.choice(("started", "suspended")),
            }
        if kind == "agreement":
            slots["phase"] = "agreed"
        return kind, status, slots  # type: ignore[return-value]

    def _place(self, n: int) -> Place:
        country = self.chance.choices(COUNTRIES, cum_weights=_zipf(len(COUNTRIES)))[0]
        if n < len(COUNTRIES):
            return Place(f"Land {COUNTRIES[n]}", COUNTRIES[n], None, None, "country")
        centre = (20 + COUNTRIES.index(country) * 3, 35 + COUNTRIES.index(country) * 2)
        lat, lon = (round(degrees + self.chance.uniform(-1.4, 1.4), 3) for degrees in centre)
        return Place(f"Place {n}", country, lat, lon, self.chance.choice(("site", "site", "town", "region")))

    def _sentence(self, language: str) -> str:
        words = self.chance.choices(self.words[language], cum_weights=self.weights, k=self.chance.randint(12, 26))
        return " ".join(words).capitalize() + "."


def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 1) for rank in range(size)))
