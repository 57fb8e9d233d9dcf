"""What a sentence offers to the slots of claims, beside its places, numbers and times."""

from typing import NamedTuple

from marsad.reading.page import Mention, Page
from marsad.reading.phrases import Hit
from marsad.resolve.groups import Group, gathered, group
from marsad.resolve.layout import Layout, Placed
from marsad.resolve.outline import Outline
from marsad.resolve.victims import victims


class PlacedActor(NamedTuple):
    """An actor that is known, with what is told by it."""

    placed: Placed
    is_speaker: bool
    counted: bool


class Following(NamedTuple):
    """A word for a reason in the next sentence."""

    token: int
    hit: Hit
    denied: bool  # by a connector before it
    joined: bool


class Offered:
    """Actors, the countries that stand behind words, and reasons: what is looked for once a trigger is believed."""

    def __init__(self, s: Outline, layout: Layout, mentions: list[Mention]) -> None:
        placed = [p for p in layout.placed(s, s.actors) if p.group.keys]
        self.actors = [PlacedActor(p, s.is_speaker(p.group), _is_counted(s, p.group)) for p in placed]
        self.victims = victims(s.page, s.hits("trigger"), s.actors, s.numbers)  # their first tokens
        # The countries that words imply: "Iraqi", "Seoul".
        self.lands = group(s.page, [m for m in mentions if m.sub != "scene"], "land")
        self.placed_lands = [p for p in layout.placed(s, self.lands) if p.group.places]
        # The countries that the report speaks of here.
        self.scenes = [gathered([m]) for m in mentions if m.layer == "land" and m.sub == "scene"]
        self.following = _following(s.page, s.number)


def _is_counted(s: Outline, g: Group) -> bool:
    return any((n.past <= g.first and g.first - n.past <= 2) or g.first <= n.first < g.past for n in s.numbers)


def _following(page: Page, number: int) -> list[Following]:
    """The words for reasons in the sentence behind one."""
    sentences = page.tokens.sentences
    if number + 1 >= len(sentences):
        return []
    out = []
    for j in range(*sentences[number + 1]):
        for match in page.matches[j]:
            hit = match.hit("reason")
            if hit:
                denied, joined = "denied" in _connected(page, j, 10), "connector" in _connected(page, j, 8)
                out.append(Following(j, hit, denied, joined))
    return out


def _connected(page: Page, j: int, reach: int) -> set[str]:
    """The labels of connectors in so many tokens before one."""
    near = page.matches[max(0, j - reach) : j]
    return {h.label for listed in near for m in listed for h in m.hits if h.layer == "connector"}
