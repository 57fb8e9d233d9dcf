"""The register: the states, organisations, people, outlets and places that Marsad knows by name.

YAML beside this file is what people edit; what is made of it is kept (see `marsad/compiled.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from marsad.compiled import compiled, fingerprint, packed, unpacked
from marsad.errors import RegisterError
from marsad.model.values import Place
from marsad.text.normalise import fold
from marsad.text.tokens import tokenise
from marsad.world.gazetteer import Gazetteer, Town

_HERE = Path(__file__).parent
_TEXT = _HERE.parent / "text"  # how names are folded
LANGUAGES = ("en", "ar")


class Entry(NamedTuple):
    """One thing with a name. `key` is what claims carry: an ISO 3166-1 alpha-2 code or an organisation's key."""

    type: str  # state | nationality | people | capital | actor | person | outlet | place
    key: str
    name: str  # canonical English name
    kind: str  # of an actor: coalition, ministry …; of a place: base, camp, province …
    home: tuple[str, ...]  # countries that break ties
    place: Place | None = None
    near: str | None = None
    short: bool = False  # means it only where the report's geography fits
    years: tuple[int, int] | None = None  # of an actor: the first and the last in which there was one
    echo: bool = False  # means it only where the page names it in full, nearer than who has that name too
    of: tuple[str, ...] = ()  # states that have the name of an echo too


class Name(NamedTuple):
    """A name as written, and whom it names."""

    text: str
    language: str
    entry: Entry


@dataclass(frozen=True, eq=False)
class Register:
    """Names and whom they name; `find_*` answer questions in either language and spelling."""

    own: tuple[Name, ...]  # a user's, which come first
    gazetteer: Gazetteer

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return (*self.own, *shipped_names())

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Whom the names name, in the same order."""
        return (*dict.fromkeys(name.entry for name in self.own), *shipped_entries())

    @cached_property
    def _own_by_name(self) -> dict[str, list[int]]:
        return _by_name((name.text, name.entry.echo, number) for number, name in enumerate(self.own))

    def _named(self, text: str) -> list[Entry]:
        """Whom a text names."""
        key, entries = _folded(text), shipped_entries()
        own = [self.own[number].entry for number in self._own_by_name.get(key, ())]
        return own + [entries[number] for number in _shipped_by_name().get(key, ())]

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(entry.key for entry in self.entries if entry.type in ("state", "actor"))

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        shipped = _shipped_labels()
        return shipped | _labels_of(self.own) if self.own else shipped

    def find_actor(self, text: str) -> str | None:
        """The key of an actor by any of its names, by key, or by ISO code; None where nothing knows it."""
        entries = self._named(text)
        for types in (("state", "actor", "nationality", "people"), ("outlet", "person", "capital")):
            for entry in entries:
                if entry.type in types:
                    return entry.key
        upper = text.strip().upper()
        return upper if upper in self._keys else None

    def find_place(self, text: str) -> Place | None:
        """A place by any of its names: register first, then the most populous town of that name."""
        for entry in sorted(self._named(text), key=lambda e: e.type != "state"):
            if entry.type == "state":
                return Place(entry.name, entry.key, None, None, "country")
            if entry.type == "place":
                return entry.place
        towns = self.gazetteer.find(_folded(text))
        return town_place(towns[0]) if towns else None

    def actor_name(self, key: str, language: str = "en") -> str:
        """A name for people: the first one listed, else the key itself."""
        return self._labels.get((language, key), key)


def town_place(town: Town) -> Place:
    return Place(town.name, town.country, round(town.lat, 3), round(town.lon, 3), "town")


def _folded(text: str) -> str:
    return " ".join(tokenise(text).words)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _named(raw: dict[str, Any] | None, entry: Entry) -> list[Name]:
    names = raw or {}
    return [Name(str(text), lang, entry) for lang in LANGUAGES for text in dict.fromkeys(_listed(names.get(lang)))]


_OF_STATE = {"names": "state", "adjectives": "nationality", "people": "people", "capital": "capital"}


def _state(raw: dict[str, Any]) -> list[Name]:
    code, name = raw["code"], _listed(raw["names"]["en"])[0]
    out: list[Name] = []
    for field, kind in _OF_STATE.items():
        out += _named(raw.get(field), Entry(kind, code, name, "", (code,)))
    return out + _named(raw.get("government"), Entry("actor", code, name, "mapped", (code,)))


def _actor(raw: dict[str, Any]) -> list[Name]:
    home = tuple(_listed(raw.get("home")) or _listed(raw.get("of")))
    kind = "mapped" if raw.get("of") else raw.get("kind", "body")
    years = (int(raw["years"][0]), int(raw["years"][1])) if raw.get("years") else None
    name = _listed(raw["names"].get("en", raw["key"]))[0]
    entry = Entry("actor", raw.get("of") or raw["key"], name, kind, home, years=years)
    short = entry._replace(short=True)
    echoes = raw.get("echoes") or {}
    echo = short._replace(echo=True, of=tuple(echoes.get("of", home)))
    return _named(raw["names"], entry) + _named(raw.get("short"), short) + _named(echoes, echo)


def _person(raw: dict[str, Any]) -> list[Name]:
    return _named(raw["names"], Entry("person", raw["of"], raw["name"], "", ()))


def _outlet(raw: dict[str, Any]) -> list[Name]:
    home = tuple(_listed(raw.get("country")))
    return _named(raw["names"], Entry("outlet", raw["key"], _listed(raw["names"]["en"])[0], raw.get("kind", ""), home))


def _place(raw: dict[str, Any]) -> list[Name]:
    place = Place(raw["name"], raw.get("country"), raw.get("lat"), raw.get("lon"), raw.get("level", "site"))
    home = tuple(_listed(raw.get("country")))
    entry = Entry("place", raw.get("id", raw["name"]), raw["name"], raw.get("kind", ""), home, place, raw.get("near"))
    return _named(raw["names"], entry) + _named(raw.get("bare"), entry)


_READ = {"states": _state, "people": _person, "outlets": _outlet, "actors": _actor, "places": _place}


def _sources() -> list[tuple[str, Path]]:
    out = [(subject, _HERE / f"{subject}.yaml") for subject in ("states", "people", "outlets")]
    out += [(folder, path) for folder in ("actors", "places") for path in sorted((_HERE / folder).glob("*.yaml"))]
    return [(subject, path) for subject, path in out if path.exists()]


def _parse(path: Path) -> list[dict[str, Any]]:
    import yaml

    try:
        return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or []
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read ({error.strerror}); check the name given to --register") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path}: not valid YAML: {error}") from error


def sources() -> list[Path]:
    """The files that the shipped names come from."""
    return [path for _, path in _sources()]


def _by_name(names: Iterable[tuple[str, bool, int]]) -> dict[str, list[int]]:
    """A name as it is looked up → the numbers given with its text; without echoes, as "the army" is many an army."""
    out: dict[str, list[int]] = {}
    for text, echo, number in names:
        if not echo:
            key = _folded(text)
            out.setdefault(key, []).append(number)
            if key.startswith("the "):
                out.setdefault(key[4:], []).append(number)
    return out


def _labels_of(names: Iterable[Name]) -> dict[tuple[str, str], str]:
    """(language, key) → the first name listed that is neither short nor an organ's of a state."""
    out: dict[tuple[str, str], str] = {}
    for text, language, entry in names:
        if entry.type in ("state", "actor", "outlet") and not entry.short and entry.kind != "mapped":
            out.setdefault((language, entry.key), text)
    return out


# Entries; packed, as not all of it is wanted by whoever reads a report: names with their entry's number, and labels.
_Packed = tuple[list[tuple[Any, ...]], bytes, bytes]


def _packed() -> _Packed:
    entries: dict[Entry, int] = {}
    names = [name for subject, path in _sources() for raw in _parse(path) for name in _READ[subject](raw)]
    listed = [(text, language, entries.setdefault(entry, len(entries))) for text, language, entry in names]
    plain = [(*entry[:5], entry.place and tuple(entry.place), *entry[6:]) for entry in entries]
    return plain, packed(listed), packed(_labels_of(names))


@lru_cache(maxsize=1)
def stamp() -> bytes:
    """What tells the shipped register from any other, as this process has read it."""
    return fingerprint([*sources(), Path(__file__)])


@lru_cache(maxsize=1)
def _shipped() -> _Packed:
    return compiled("register", stamp(), _packed)


@lru_cache(maxsize=1)
def shipped_entries() -> list[Entry]:
    """Whom the names that Marsad ships name, in the same order."""
    return [Entry._make((*raw[:5], raw[5] and Place(*raw[5]), *raw[6:])) for raw in _shipped()[0]]


@lru_cache(maxsize=1)
def shipped_names() -> list[Name]:
    """The names that Marsad ships."""
    entries = shipped_entries()
    return [Name(text, language, entries[number]) for text, language, number in unpacked(_shipped()[1])]


@lru_cache(maxsize=1)
def _shipped_labels() -> dict[tuple[str, str], str]:
    labels: dict[tuple[str, str], str] = unpacked(_shipped()[2])
    return labels


@lru_cache(maxsize=1)
def _shipped_by_name() -> dict[str, list[int]]:
    """The numbers of the shipped entries by their names as they are looked up: to fold them all takes a while."""
    made_from = fingerprint(sorted(_TEXT.glob("*.py")), stamp())  # in the order of the register as it was read
    return compiled("register-index", made_from, _indexed)


def _indexed() -> dict[str, list[int]]:
    entries = shipped_entries()
    return _by_name((text, entries[number].echo, number) for text, _, number in unpacked(_shipped()[1]))


def _own(path: Path) -> list[Name]:
    """The entries of a user's own file: a list of actors (`key:`) and places (`lat:`, `lon:`)."""
    out: list[Name] = []
    raw = _parse(path)
    if not isinstance(raw, list):
        raise RegisterError(f"{path}: must be a list of entries, each with `key` or `name`, and `names`")
    for number, entry in enumerate(raw, 1):
        try:
            out += _actor(entry) if "key" in entry else _place(entry)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            needs = "an actor needs key and names, a place needs name, names, lat, lon"
            raise RegisterError(f"{path}: entry {number} lacks {error}; {needs}") from error
    return out


@lru_cache(maxsize=8)
def load_register(files: tuple[Path, ...] = ()) -> Register:
    """The shipped register with a user's own files over it (theirs come first, so they win)."""
    own = [name for path in files for name in _own(Path(path))]
    return Register(tuple(own), Gazetteer.load())


def key_of(name: str) -> str:
    """A key for an organisation that nothing knows: its name in capitals with hyphens."""
    return "-".join(fold(part).upper() for part in tokenise(name).words if part.isalnum()) or "UNKNOWN"


@lru_cache(maxsize=1)
def armed_groups() -> frozenset[str]:
    """The keys of the armed groups that Marsad ships: their men are fighters rather than troops."""
    return _of_kind("armed-group")


@lru_cache(maxsize=1)
def homes_of_groups() -> dict[str, tuple[str, ...]]:
    """The countries where the armed groups that Marsad ships are at home, by key."""
    entries = load_register().entries
    return {entry.key: entry.home for entry in entries if entry.type == "actor" and entry.kind == "armed-group"}


@lru_cache(maxsize=1)
def missions() -> frozenset[str]:
    """The keys of the missions, coalitions and alliances that Marsad ships: "the group" is none of them."""
    return _of_kind("mission", "coalition", "alliance") - armed_groups()


@lru_cache(maxsize=1)
def observatories() -> frozenset[str]:
    """The keys of the monitors that vouch for what they publish: their own counts."""
    entries = load_register().entries
    return frozenset(entry.key for entry in entries if entry.type == "outlet" and entry.kind == "observatory")


def _of_kind(*kinds: str) -> frozenset[str]:
    entries = load_register().entries
    return frozenset(entry.key for entry in entries if entry.type == "actor" and entry.kind in kinds)
