"""Members joined by "and" and commas act as one: "from al-Qaim, Qayyarah and K-1", "the British and the French"."""

from typing import NamedTuple

from marsad.model.values import Place
from marsad.reading.page import Mention, Page

_JOINTS = frozenset({",", "،", "/", "and", "or", "&", "و", "او", "from", "in", "at", "the", "of", "to", "as", "well", "both", "من", "في", "الي", "كذلك", "وكذلك", "ثم"})
_WITHIN = {"site": 0, "town": 1, "region": 2, "country": 3}


class Group(NamedTuple):
    """Mentions of one layer that fill a slot together; a single mention is a group of one."""

    first: int
    past: int
    layer: str
    sub: str
    before: str
    head: str
    keys: tuple[str, ...]
    places: tuple[Place, ...]
    size: int
    mention: Mention


def group(page: Page, mentions: list[Mention], layer: str) -> list[Group]:
    """The groups of one sentence's mentions of a layer, in text order."""
    out: list[Group] = []
    run: list[Mention] = []
    for mention in mentions:
        if mention.layer != layer:
            continue
        if run and mention.first < run[-1].past:
            # a longer mention over the same words wins
            if mention.past - mention.first > run[-1].past - run[-1].first and mention.first == run[-1].first:
                run[-1] = mention
            continue
        if run and _joined(page, run[-1], mention):
            run.append(mention)
            continue
        if run:
            out.append(_group(run))
        run = [mention]
    if run:
        out.append(_group(run))
    return out


def _joined(page: Page, left: Mention, right: Mention) -> bool:
    gap = page.tokens.words[left.past : right.first]
    if len(gap) > 3 or not all(word in _JOINTS for word in gap):
        return False
    attached = right.before.startswith("و")
    if not gap and not attached:
        return False
    conjoined = attached or any(w in ("and", "or", "&", "و", "او") for w in gap) or gap[:1] in ([","], ["،"])
    if not conjoined:
        return False
    if left.layer == "place":
        if not left.place or not right.place:
            return False
        inside = right.place.country == left.place.country and _WITHIN[right.place.level] > _WITHIN[left.place.level]
        return not (inside and not attached and "and" not in gap)
    return bool(left.keys) and bool(right.keys) and right.sub not in ("pronoun", "office", "possessive")


def _group(run: list[Mention]) -> Group:
    first = run[0]
    keys = tuple(dict.fromkeys(key for m in run for key in m.keys))
    places = tuple(dict.fromkeys(m.place for m in run if m.place))
    return Group(first.first, run[-1].past, first.layer, run[-1].sub, first.before, run[-1].head or first.head, keys, places, len(run), first)
