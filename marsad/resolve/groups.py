"""Members joined by "and" and commas act as one: "from al-Qaim, Qayyarah and K-1", "the British and the French"."""

from functools import lru_cache
from typing import NamedTuple

from marsad.languages import load
from marsad.model.values import Place
from marsad.reading.page import Mention, Page

_WITHIN = {"site": 0, "town": 1, "region": 2, "country": 3}
_COMMAS = frozenset((",", "،", ";", "؛"))
_DASHES = frozenset("-‐‑–/")
_REFERRING = ("pronoun", "office", "possessive")
_UNNAMED = (*_REFERRING, "bare")
NOBODY = ("UNKNOWN",)
_LANDS = ("state", "capital")
_VAGUE = ("generic", "anaphor")
_WIDEST_GAP = 4  # tokens between two members
_ASIDE = 10  # tokens from the comma before an aside to the one behind it


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


class Joints(NamedTuple):
    """The words that join the members of a list in a language."""

    joining: frozenset[str]
    between: frozenset[str]
    between_places: frozenset[str]  # the same where they are places: "and the outskirts of"
    attached: str  # "and" where it is written attached
    starting: frozenset[str]  # words and attached letters with which a new member begins
    accompanying: frozenset[str]  # prepositions of whoever takes part in what another does
    locatives: frozenset[str]  # prepositions behind which a state is a place
    organs: frozenset[str]  # nouns of what every state has: "the government"


@lru_cache(maxsize=8)
def joints(language: str) -> Joints:
    script = load(language, "_script")
    joining, attached = frozenset(script["joining"]), script["attached_and"]
    starting = joining | {attached} if attached else joining
    between, accompanying = frozenset(script["between_members"]), frozenset(script["accompanying"])
    places = between | frozenset(script["between_places"])
    locatives, organs = frozenset(script["locatives"]), frozenset(script["state_nouns"])
    return Joints(joining, between, places, attached, starting, accompanying, locatives, organs)


def group(page: Page, mentions: list[Mention], layer: str) -> list[Group]:
    """The groups of one sentence's mentions of a layer, in text order."""
    joined = joints(page.language)
    out: list[Group] = []
    run: list[Mention] = []
    commas: list[bool] = []  # whether the member behind each but the first is joined by a comma alone
    listed = _longest(page, mentions, layer)
    passed: set[int] = set()  # tokens of what is told by the place behind it: "Sanaa airport and a camp | at Dailami"
    for k, mention in enumerate(listed):
        joint = _joint(page, run[-1], mention, joined, passed) if run else None
        vague = joint == "and" and mention.sub == "generic"
        if vague and _is_told_behind(page, mention, listed[k + 1 : k + 2], joined):
            passed.update(range(mention.first, mention.past))
            continue
        if joint is None and run:
            out += _closed(run, commas)
            run, commas = [], []
        elif joint is not None:
            commas.append(joint == "comma")
        run.append(mention)
    if run:
        out += _closed(run, commas)
    return out


def _longest(page: Page, mentions: list[Mention], layer: str) -> list[Mention]:
    """The mentions of a layer without those that lie in a longer or an earlier one, or only give its short form."""
    out: list[Mention] = []
    for mention in mentions:
        if mention.layer != layer:
            continue
        if out and mention.first < out[-1].past:
            longer = mention.past > out[-1].past and not (out[-1].place and not mention.place)
            if longer and (mention.first == out[-1].first or out[-1].sub in _VAGUE):
                out[-1] = mention
            continue
        if out and mention.past == _past_brackets(page, out[-1].past) - 1 and mention.keys == out[-1].keys != ():
            continue  # "the Rapid Support Forces (RSF)"
        out.append(mention)
    return out


def _is_told_behind(page: Page, mention: Mention, following: list[Mention], joints: Joints) -> bool:
    """Whether a place without a name is told by a name right behind it, not by one that goes on the list."""
    if not following or following[0].sub in _VAGUE:
        return False
    (named,) = following
    gap = page.tokens.words[mention.past : named.first]
    goes_on = bool(joints.attached) and named.before.startswith(joints.attached)
    led = 0 < len(gap) <= _WIDEST_GAP and joints.between.issuperset(gap) and joints.joining.isdisjoint(gap)
    return led and not goes_on


def _gap(page: Page, left: Mention, right: Mention, passed: set[int]) -> list[str]:
    """The words between two mentions, without what the second tells and a time between commas: "and, until now,"."""
    words, i = page.tokens.words, _past_brackets(page, left.past)
    if right.first - i <= _WIDEST_GAP and not passed:
        return words[i : right.first]
    ends = {m.past for m in page.times if i < m.first and m.past < right.first}
    out: list[str] = []
    while i < right.first and len(out) <= _WIDEST_GAP:
        closed = range(i + 2, min(right.first, i + _ASIDE)) if words[i] in _COMMAS and ends else ()
        close = next((j for j in closed if words[j] in _COMMAS), None)
        if close in ends:
            i = close + 1
            continue
        if i not in passed:
            out.append(words[i])
        i += 1
    return out


def _joint(page: Page, left: Mention, right: Mention, joints: Joints, passed: set[int]) -> str | None:
    """How two mentions are joined: "and", "comma" or not at all."""
    gap = _gap(page, left, right, passed)
    if len(gap) > _WIDEST_GAP:
        return None
    attached = bool(joints.attached) and right.before.startswith(joints.attached)
    between = joints.between_places if right.layer == "place" else joints.between
    gap = [_without(word, joints.attached, between) for word in gap]
    joined = attached or any(word in joints.joining for word in gap) or (not gap and _shared(page, left, right))
    if not joined and not any(word in _COMMAS for word in gap):
        return None
    if not all(w in joints.joining or w in between or w in _COMMAS for w in gap):
        return None
    if left.layer == "actor" and right.sub == "office" and right.head not in joints.organs:
        return None
    if not joined and _is_fronted(page, left, right, joints):
        return None
    return ("and" if joined else "comma") if _alike(left, right, joined, gap) else None


def _is_fronted(page: Page, left: Mention, right: Mention, joints: Joints) -> bool:
    """Whether a state is where something is, before somebody else: "in Kosovo, French and Danish troops"."""
    inside = left.first > 0 and page.tokens.words[left.first - 1] in joints.locatives
    return inside and left.sub in _LANDS and right.layer == "actor" and right.sub not in _LANDS


def _past_brackets(page: Page, i: int) -> int:
    """The token behind a short form in brackets that stands at a token, else that token."""
    words = page.tokens.words
    return i + 3 if words[i : i + 1] == ["("] and words[i + 2 : i + 3] == [")"] else i


def _without(word: str, attached: str, between: frozenset[str]) -> str:
    """A word of a gap; one with "and" attached to a word that may stand in a list counts as "and"."""
    rest = word.removeprefix(attached) if attached else word
    return attached if rest != word and rest in between else word


def _shared(page: Page, left: Mention, right: Mention) -> bool:
    """Whether two adjoining mentions share a noun: "US-British", "المغربية الأمريكية"."""
    if _hyphened(page, right.first):
        return True
    adjoining = left.past == right.first and right.past - right.first == 1  # "دوريات روسية تركية"
    kinds = ("nationality", "force") if adjoining else ("nationality",)
    return left.sub == right.sub and left.sub in kinds and left.head == right.head


def _hyphened(page: Page, i: int) -> bool:
    return i > 0 and page.tokens.text[page.tokens.ends[i - 1] : page.tokens.starts[i]] in _DASHES


def _alike(left: Mention, right: Mention, joined: bool, gap: list[str]) -> bool:
    """Whether two mentions can be members of one list; "Baghdad, Iraq" is one place."""
    if left.layer == "place":
        if not left.place or not right.place:
            return False
        inside = right.place.country == left.place.country and _WITHIN[right.place.level] > _WITHIN[left.place.level]
        apposed = len(gap) == 1 and gap[0] in _COMMAS
        whole = left.place.level == "country" and right.place.country == left.place.country and not joined
        return not (inside and apposed) and not whole  # "in Afghanistan, at Kabul and Kandahar"
    if left.layer != "actor":
        return True
    if left.sub == "pronoun" or (not joined and left.sub in _UNNAMED) or NOBODY in (left.keys, right.keys):
        return False
    apart = right.sub in _REFERRING and not (joined and right.sub == "office")
    return bool(left.keys) and bool(right.keys) and not apart


def _closed(run: list[Mention], commas: list[bool]) -> list[Group]:
    """A list ends with "and": what commas alone add behind that, or without it, stands apart."""
    last = max((i + 1 for i, comma in enumerate(commas) if not comma), default=0)
    whole = [gathered(run[: last + 1])]
    return whole + [gathered([mention]) for mention in run[last + 1 :]]


def gathered(run: list[Mention]) -> Group:
    """The group of a run of mentions that are joined already."""
    first, last = run[0], run[-1]
    keys = tuple(dict.fromkeys(key for m in run for key in m.keys))
    places = tuple(dict.fromkeys(m.place for m in run if m.place))
    head = last.head or first.head
    return Group(first.first, last.past, first.layer, last.sub, first.before, head, keys, places, len(run), first)
