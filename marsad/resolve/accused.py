"""Who is accused of an attack: he has done it, as it is told, and not his accuser."""

from marsad.languages import words
from marsad.resolve.filling import Chosen
from marsad.resolve.groups import Group
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger

_REACH = 14  # tokens between a verb of accusing and what it is about
_RELATIVE = 2  # tokens between whom a relative clause is about and its first word that names somebody
_SURE = 0.9
_LANDS = ("state", "capital")  # who may as well be a place: "north of Baghdad"


def put_right(s: Sentence, t: Trigger, filled: dict[str, Chosen]) -> dict[str, Chosen]:
    """What fills a claim's slots, with the accused as who did it: "the faction that Washington accuses of shelling"."""
    who = _accused(s, t) if t.kind == "attack" else None
    if who is None or ("actor" in filled and filled["actor"].value == who):
        return filled
    others = {slot: c for slot, c in filled.items() if not (isinstance(c.value, Group) and c.value.keys == who.keys)}
    return others | {"actor": Chosen(who, _SURE)}


def _accused(s: Sentence, t: Trigger) -> Group | None:
    """Whom a verb of accusing before the trigger has as its object, or whom its relative clause is about."""
    accusing = words(s.language, "_script", "accusing")
    verb = next((x for x in s.hits("trigger") if x.hit.lemma in accusing and 0 <= t.first - x.past <= _REACH), None)
    if verb is None:
        return None
    before = [g for g in s.actors if g.past == verb.first]
    accuser = next(iter([*before, *(g for g in s.actors if g.first == verb.past)]), None)
    if accuser is None:
        return None
    start, past = min(verb.first, accuser.first), max(verb.past, accuser.past)
    behind = [g for g in s.actors if past <= g.first < t.first and not (g.sub in _LANDS and g.first > past)]
    if behind:
        return behind[0] if len(behind) == 1 and behind[0].keys else None  # not "of arming rebels who attacked"
    return next((g for g in reversed(s.actors) if g.keys and 0 < start - g.past <= _RELATIVE), None)
