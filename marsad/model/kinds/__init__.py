"""The kinds of claim, as data: a YAML file each in this folder says what a kind is and which slots it has."""

from dataclasses import dataclass
from importlib import resources

import yaml


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
    folder = resources.files(__name__)
    kinds: dict[str, Kind] = {}
    common = yaml.load((folder / "_common.yaml").read_text("utf-8"), yaml.CSafeLoader)
    for name in common["kinds"]:
        raw = yaml.load((folder / f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)
        kinds[name] = Kind(
            name, raw["says"], tuple(raw["about"]), tuple(raw.get("extra", ())), tuple(raw.get("phases", ()))
        )
    return kinds, {key: tuple(value) for key, value in common.items()}


KINDS, _COMMON = _load()
STATUSES = _COMMON["statuses"]
ACTIVITIES = _COMMON["activities"]
MEANS = _COMMON["means"]
