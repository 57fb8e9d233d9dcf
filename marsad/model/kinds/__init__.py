"""The kinds of claim, as data: a YAML file each in this folder says what a kind is and which slots it has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.compiled import compiled, fingerprint

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim: what it says, what it is about, its other slots, and its phases where it has them."""

    name: str
    says: dict[str, str]  # language → one line
    about: tuple[str, ...]  # the slots that the claim is about
    extra: tuple[str, ...]
    phases: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        return self.about + self.extra


def _load() -> tuple[dict[str, Kind], dict[str, tuple[str, ...]]]:
    listed = sorted(_HERE.glob("*.yaml"))
    made_from = fingerprint([*listed, Path(__file__)])
    loaded = compiled("kinds", made_from, lambda: {path.stem: _parsed(path) for path in listed})
    common = loaded["_common"]
    kinds: dict[str, Kind] = {}
    for name in common["kinds"]:
        raw = loaded[name]
        kinds[name] = Kind(
            name, raw["says"], tuple(raw["about"]), tuple(raw.get("extra", ())), tuple(raw.get("phases", ()))
        )
    return kinds, {key: tuple(value) for key, value in common.items()}


def _parsed(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


KINDS, _COMMON = _load()
STATUSES = _COMMON["statuses"]
ACTIVITIES = _COMMON["activities"]
MEANS = _COMMON["means"]
