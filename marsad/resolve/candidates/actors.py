"""Who may be the parties of a claim."""

from itertools import islice

from marsad.reading.page import Mention
from marsad.resolve.candidates.relations import CODE, Candidate, Relations
from marsad.resolve.features import Aspect, Features, beside
from marsad.resolve.features import actors as f
from marsad.resolve.groups import NOBODY, Group, gathered
from marsad.resolve.layers import Found
from marsad.resolve.triggers import governor

_CHIEF = 2  # how many whom only other sentences name are offered
_MUTUAL = ("activity", "agreement")  # kinds of claims about what two sides do together
_HOSTED = 3  # tokens between a verb of hosting and whom it is about


def actors(r: Relations) -> list[Candidate]:
    """Those whom the sentence names, those whom earlier ones named, and those whom no word names."""
    speaking = {key for speech in r.speeches if speech.speaker for key in speech.speaker.keys}
    out = [*_named(r, speaking), *_carried(r, speaking)]
    out += _implied(r, len(out))
    out += _chief(r, speaking, out)
    return out + _unnamed(r, out)


def _named(r: Relations, speaking: set[str]) -> list[Candidate]:
    """Those whom the sentence names."""
    s, t, lang = r.s, r.t, r.lang
    sense, lemma = t.hit.label, t.hit.lemma
    index = r.index(s.actors)
    verb = governor(s, t)
    out = []
    for placed, is_speaker, counted in s.offered.actors:
        g = placed.group
        side, distance, between = stands = r.stands(placed, index)
        said, key, prep = not speaking.isdisjoint(g.keys), g.keys[0], placed.prep
        aspects: list[Aspect] = [
            (beside.side, *side, sense),
            (beside.governed, *side, prep),
            (beside.distance, *distance),
            (f.actor_between, *between, lang, g.sub, g.first < t.first, counted),
            (f.actor, g.sub, sense, True, len(key) == CODE, said, is_speaker),
        ]
        single = beside.governing(lang, side[1], prep, sense, lemma) + f.actor_named(lang, g.head, key, sense)
        aspects += (*r.told(g, stands), (beside.named_often, s.often(g), t.kind))
        if g.first < s.dateline:
            aspects.append((beside.dateline, sense))
        if verb:
            aspects.append((f.actor_of_verb, lang, *_beside_verb(r, g, verb), prep, sense))
        host = _host_of(r, g)
        if host is not None:
            where = "by" if host == t.first else "l" if host < t.first else "r"
            aspects.append((f.actor_hosted, where, t.kind, sense))
        if t.kind == "attack" and g.first in s.offered.victims:
            aspects.append((f.actor_hit, sense, t.hit.form, "l" if g.first < t.first else "r"))
        aspects += r.known_of(g, "here")
        out.append(Candidate(g, Features(aspects, single)))
    return out


def _host_of(r: Relations, g: Group) -> int | None:
    """The verb of hosting right before a group: "which hosts US troops"."""
    for found in r.s.hits("trigger"):
        if found.hit.label == "host" and 0 <= g.first - found.past <= _HOSTED and found.hit.form != "noun":
            return found.first
    return None


def _carried(r: Relations, speaking: set[str]) -> list[Candidate]:
    """Those whom earlier sentences named."""
    lang, sense, form = r.lang, r.t.hit.label, r.t.hit.form
    last: Aspect = (f.actor_carried, lang, sense, form)
    return [_from_elsewhere(r, g, speaking, [last, *r.known_of(g, "carried")]) for g in r.s.carried_actors]


def _chief(r: Relations, speaking: set[str], offered: list[Candidate]) -> list[Candidate]:
    """Those whom the page names most often of all who are not offered: whom it is about as a whole."""
    _, sense, form, lemma, *_ = r.t.hit
    known = {key for c in offered if isinstance(c.value, Group) for key in c.value.keys}
    chief = islice((g for g in r.s.chief() if known.isdisjoint(g.keys)), _CHIEF)
    out = []
    for rank, g in enumerate(chief):
        first: Aspect = (beside.implied, f"chief{rank}", sense, form, lemma, min(len(offered), 4))
        out.append(_from_elsewhere(r, g, speaking, [first, *r.known_of(g, "chief")]))
    return out


def _from_elsewhere(r: Relations, g: Group, speaking: set[str], aspects: list[Aspect]) -> Candidate:
    """An actor whom other sentences name, with what tells of him beside where he stands."""
    s, sense, key = r.s, r.t.hit.label, g.keys[0] if g.keys else ""
    said = not speaking.isdisjoint(g.keys)
    aspects.append((f.actor, g.sub, sense, bool(g.keys), len(key) == CODE, said, s.is_speaker(g)))
    aspects.append((beside.named_often, s.often(g), r.t.kind))
    return Candidate(g, Features(aspects, f.actor_named(r.lang, g.head, key, sense)))


def _beside_verb(r: Relations, g: Group, verb: Found) -> tuple[str, bool, str, str]:
    """Where an actor stands to the verb that the trigger hangs on, whether as the nearest there, and the verb."""
    low, high = sorted((verb.first, r.t.first))
    where = "before" if g.first < low else "between" if g.first < high else "behind"
    between = range(g.past, verb.first) if g.first < verb.first else range(verb.past, g.first)
    nearest = not any(other.first in between for other in r.s.actors)
    return where, nearest, verb.hit.form, verb.hit.label


def _implied(r: Relations, count: int) -> list[Candidate]:
    """The country spoken of and the speaker, where the sentence names them not."""
    s = r.s
    named = {g.keys for g in s.actors}
    out = [r.implied("scene", g, count) for g in s.offered.scenes[:1] if g.keys not in named]
    for speech in r.speeches[:1]:
        if speech.speaker and speech.speaker.keys and speech.speaker.keys not in named:
            out.append(r.implied("voice", gathered([speech.speaker]), count + len(out)))
    return out


def _unnamed(r: Relations, offered: list[Candidate]) -> list[Candidate]:
    """Those whom no list names together, of what takes two sides, and nobody known, of attacks."""
    known = {c.value.keys for c in offered if isinstance(c.value, Group)}
    out = []
    for what, sides in (("both", _distinct(r.s.actors)), ("sides", r.s.chief())) if r.t.kind in _MUTUAL else ():
        if len(sides) > 1:
            g = _union(sides[0], sides[1])
            if g.keys not in known:
                known.add(g.keys)
                out.append(r.implied(what, g, len(offered)))
    if r.t.kind == "attack" and NOBODY not in known:
        nobody = gathered([Mention(r.t.first, r.t.past, "actor", "bare", NOBODY)])
        out.append(r.implied("nobody", nobody, len(offered)))
    return out


def _distinct(groups: list[Group]) -> list[Group]:
    """The first of those that name the same, without those who are not known."""
    first: dict[tuple[str, ...], Group] = {}
    for g in groups:
        if g.keys and g.keys != NOBODY:
            first.setdefault(g.keys, g)
    return list(first.values())


def _union(one: Group, other: Group) -> Group:
    """Two groups as if a list named them."""
    keys = tuple(dict.fromkeys((*one.keys, *other.keys)))
    return one._replace(keys=keys, size=one.size + other.size)
