"""Where and about whom a report is, by the names on its page that have one meaning only."""

from bisect import bisect_left

from marsad.world.register import Entry

_WEIGHT = {"place": 1.0, "town": 1.0, "state": 0.6, "capital": 0.4, "nationality": 0.25, "people": 0.25, "actor": 0.3}
# what says where the report is, not whom it is about
_GROUND = {"place": 1.0, "town": 1.0, "state": 0.4, "capital": 0.2, "nationality": 0.05, "people": 0.05}
_OF_STATE = ("state", "nationality", "people", "capital")
_FEW_HOMES = 2  # countries of a group that tells where a report without places is
_CODE = 2  # letters of a country's code


class Geography:
    """What the names of one page that have one meaning only say about where and about whom the report is."""

    def __init__(self) -> None:
        self.named: dict[str, int] = {}  # country → how often it is named in any way
        self.weights: dict[str, float] = {}
        self._weight = 0.0
        self._grounds: dict[str, float] = {}
        self._ground = 0.0
        self.points: list[tuple[float, float]] = []
        self._homes: dict[str, int] = {}  # country → names of groups that are at home there
        self._actors: dict[str, list[int]] = {}  # key → tokens where the actor stands under a full name
        self._groups: list[tuple[int, str]] = []  # the same in text order, of those that are no state
        self._missions: list[int] = []  # tokens where missions stand under a full name
        self.states: list[tuple[int, str]] = []  # in text order, each country by a name of its own or of its people
        self.sites: list[tuple[int, str]] = []  # in text order, each place and the country where it lies

    def add(self, first: int, entries: list[Entry]) -> None:
        homes = {home for entry in entries for home in homes_of(entry)}
        for home in sorted(homes):  # of two named alike often the first counts: a set has no order
            self.named[home] = self.named.get(home, 0) + 1
        if len(homes) == 1:
            (home,) = homes
            weight = max(_WEIGHT.get(entry.type, 0.0) for entry in entries)
            self.weights[home] = self.weights.get(home, 0.0) + weight
            self._weight += weight
            ground = max(_GROUND.get(entry.type, 0.0) for entry in entries)
            self._grounds[home] = self._grounds.get(home, 0.0) + ground
            self._ground += ground
        keys = {entry.key for entry in entries if entry.type == "actor"}
        if any(len(key) > _CODE for key in keys) and len(homes) <= _FEW_HOMES:
            for home in sorted(homes):
                self._homes[home] = self._homes.get(home, 0) + 1
        if len(keys) == 1 and not any(entry.short for entry in entries if entry.type == "actor"):
            key = keys.pop()
            self._actors.setdefault(key, []).append(first)
            if any(entry.kind == "mission" for entry in entries):
                self._missions.append(first)
            if len(key) > _CODE:
                self._groups.append((first, key))
        if not any(entry.echo for entry in entries):  # who are called "the Serbs" may be Serbia's or not
            self.states += [(first, entry.key) for entry in entries if entry.type in _OF_STATE]
        self.sites += [(first, home) for home in sorted({home for e in entries if e.place for home in homes_of(e)})]
        for entry in entries:
            place = entry.place
            if len(entries) < 3 and place and place.lat is not None and place.lon is not None:
                self.points.append((place.lat, place.lon))

    def share(self, country: str) -> float:
        """How much of the report is about a country, 0 to 1."""
        weight = self.weights.get(country)
        return weight / self._weight if weight else 0.0

    @property
    def most(self) -> float:
        """The share of the country that most is about."""
        return max(self.weights.values(), default=0.0) / (self._weight or 1.0)

    @property
    def grounds(self) -> list[str]:
        """The countries in which something lies that the report tells, the most of it first."""
        return sorted(self._grounds, key=lambda country: -self._grounds[country])

    def ground(self, country: str) -> float:
        """How much of what the report tells lies in a country, 0 to 1; without a place, by its groups' homes."""
        if not self._ground:
            return self._homes.get(country, 0) / (sum(self._homes.values()) or 1)
        return self._grounds.get(country, 0.0) / self._ground

    def evidence(self, entry: Entry) -> float:
        return max((self.share(home) for home in homes_of(entry) or entry.home), default=0.0)

    def at_home(self, entry: Entry) -> tuple[float, int]:
        """How much of the report is about an actor's countries; of two alike, the one whose first country it is."""
        evidence = self.evidence(entry)
        homes = homes_of(entry) or entry.home
        return evidence, -next((i for i, home in enumerate(homes) if self.share(home) == evidence), 0)

    def distance_to(self, key: str, token: int) -> int | None:
        """How many tokens ago an actor stood under a full name; what comes later counts as far; None if never."""
        places = self._actors.get(key)
        if not places:
            return None
        i = bisect_left(places, token)
        return token - places[i - 1] if i else 100_000 + places[0] - token

    def lies_in(self, first: int, past: int) -> frozenset[str]:
        """The countries of the places within a range of tokens."""
        low, high = bisect_left(self.sites, (first, "")), bisect_left(self.sites, (past, ""))
        return frozenset(country for _, country in self.sites[low:high])

    def last_group(self, token: int) -> str | None:
        """The actor other than a state that was named in full last."""
        i = bisect_left(self._groups, (token, ""))
        return self._groups[i - 1][1] if i else None

    def has_mission(self, token: int) -> bool:
        """Whether a mission has been named in full before a token."""
        return bool(self._missions) and self._missions[0] < token


def last_abroad(named: list[tuple[int, str]], home: tuple[str, ...], token: int) -> int | None:
    """Where before a token the last country or place is named that is not at home; None where home is named last."""
    i = bisect_left(named, (token, ""))
    return named[i - 1][0] if i and named[i - 1][1] not in home else None


def homes_of(entry: Entry) -> tuple[str, ...]:
    """The countries that a name puts a report into."""
    if entry.type in ("state", "nationality", "people", "capital"):
        return (entry.key,)
    if entry.type in ("place", "town"):
        return (entry.place.country,) if entry.place and entry.place.country else ()
    return entry.home if entry.type == "actor" and not entry.short and len(entry.home) < 4 else ()
