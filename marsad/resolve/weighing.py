"""What speaks for a whole claim and against it: what fills its slots, its rivals, the other words that say it."""

from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.resolve.draft import Draft
from marsad.resolve.filling import Chosen
from marsad.resolve.groups import Group
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import NOUNS, Trigger, is_passive

NEAR = 4  # two triggers of one kind closer than this, in words, state one claim
_MID = 12  # and closer than this they stand in one part of a sentence
_OBJECT = 5  # tokens at most between a verb and its object
_SUBJECT = 8  # tokens at most between a subject and the verb in the passive that ends it
_MADE = (*NOUNS, "word")  # forms of words for an agreement that a verb may end
_LINKS = ("prepositions", "conjunctions", "relative")
_BESIDE = 6  # tokens between words that state one claim together


def together(t: Trigger, belief: float, believed: list[tuple[Trigger, float]]) -> float:
    """How likely it is that a trigger or those beside it that mean the same make a claim; 0 unless it is the best.

    Of several words that state one claim any may be its trigger, so each has but a part of what they have together.
    """
    total = 0.0
    for other, likely in believed:
        if other.kind == t.kind and other.hit.label == t.hit.label and abs(other.first - t.first) < _BESIDE:
            if (likely, -other.first) > (belief, -t.first):
                return 0.0
            total += likely
    return total


def settled(s: Sentence, believed: list[tuple[Trigger, float]]) -> list[tuple[Trigger, float]]:
    """The triggers without those that another one settles, which take over how likely they are.

    "Ended its agreement with" tells of an end, and of no agreement besides; "no troops left in Mali" of who remains,
    not of who leaves.
    """
    sure = dict(believed)
    ends = [t for t in sure if (t.kind, t.hit.label) == ("agreement", "ended")]
    stays = [t for t in sure if (t.kind, t.hit.label) == ("presence", "remain")]
    for trigger, belief in believed if ends or stays else ():
        better = _ending(s, trigger, ends) or _staying(s, trigger, stays)
        if better:
            sure[better] = max(sure[better], belief)
            del sure[trigger]
    return list(sure.items())


def _ending(s: Sentence, made: Trigger, ends: list[Trigger]) -> Trigger | None:
    """The word that ends the agreement which a noun names."""
    if (made.kind, made.hit.label) != ("agreement", "agreed") or made.hit.form not in _MADE:
        return None
    return next((t for t in reversed(ends) if _is_object(s, t, made) or _is_ended(s, t, made)), None)


def _staying(s: Sentence, leaves: Trigger, stays: list[Trigger]) -> Trigger | None:
    """The same words as those of who remains, where a word for leaving is followed by a place to be in."""
    if (leaves.kind, leaves.hit.label) != ("move", "leave") or not _is_somewhere(s, leaves):
        return None
    return next((t for t in stays if t.first <= leaves.first < t.past), None)


def _is_somewhere(s: Sentence, t: Trigger) -> bool:
    """Whether a word is followed by where something is: "left in Mali", not "left Mali", "left in March"."""
    at = t.first + 1
    hits = (match.hit("function") for match in s.page.matches[at]) if at < s.past else ()
    led = any(hit and hit.label == "prepositions" for hit in hits)
    return led and any(at < g.first <= at + 2 for g in s.located)


def _is_object(s: Sentence, verb: Trigger, noun: Trigger) -> bool:
    """Whether a noun is what a verb before it is done to: nothing but what qualifies it stands between."""
    between = range(verb.past, noun.first)
    if verb.hit.form in NOUNS or len(between) > _OBJECT or noun.first < verb.past:
        return False
    words, matches = s.page.tokens.words, s.page.matches
    where = {g.first - 1 for g in s.places}  # "annulled (the council | in | Niger) its accords"
    linked = (m.hit("function") for j in between if j not in where for m in matches[j])
    return all(words[j][0].isalnum() for j in between) and not any(hit and hit.label in _LINKS for hit in linked)


def _is_ended(s: Sentence, verb: Trigger, noun: Trigger) -> bool:
    """Whether a noun is what is ended, by a verb in the passive behind it: "the accord with France was terminated"."""
    near = 0 < verb.first - noun.past <= _SUBJECT and s.clause_of(verb.first) == s.clause_of(noun.first)
    return near and verb.hit.form not in NOUNS and is_passive(s, verb)


def notes(s: Sentence, t: Trigger, filled: dict[str, Chosen]) -> tuple[str, ...]:
    """What kind of expressions fill the slots, whether from this sentence, and the word that was the trigger."""
    kind, lang = t.kind, s.language
    out = [
        f"lemma={lang}:{t.hit.lemma}:{kind}",
        f"form={lang}:{t.hit.form}:{kind}",
        f"long={kind}:{(s.past - s.first) // 15}",
    ]
    for slot, chosen in filled.items():
        value = chosen.value
        if isinstance(value, Group):
            here = s.first <= value.first < s.past
            out.append(f"{slot}-sub={kind}:{value.sub}:{here}")
            if here:
                side = "l" if value.first < t.first else "r"
                out.append(f"{slot}-at={kind}:{side}:{min(abs(value.first - t.first) // 5, 4)}")
    people = any(abs(i - t.first) <= 5 for i, *_ in s.hits("people"))
    force = any(abs(i - t.first) <= 8 for i, *_ in s.hits("force"))
    out.append(f"people={kind}:{people}:{force}")
    return tuple(out)


def final_features(draft: Draft, drafts: list[Draft]) -> list[str]:
    """What speaks for a whole claim: its trigger, which slots are filled and how surely, its rivals."""
    claim, kind = draft.claim, draft.claim.kind
    level = min(9, int(draft.belief * 10))
    out = [
        f"kind={kind}",
        f"belief={level}",
        f"kind+belief={kind}:{level}",
        f"rule={claim.rule}",
        f"mood={int(draft.mood * 5)}:{claim.status}",
        f"status={kind}:{claim.status}",
        f"merged={min(draft.merged, 3)}",
        f"phase={kind}:{claim.phase}:{claim.activity or ''}",
    ]
    for slot in (*KINDS[kind].slots, "when", "said_by"):
        sure = draft.slots.get(slot)
        out.append(f"{kind}.{slot}={'none' if sure is None else int(sure * 5)}")
    filled = sum(slot in draft.slots for slot in KINDS[kind].about)
    out.append(f"filled={kind}:{filled}")
    out.append("+".join(slot for slot in KINDS[kind].slots if slot in draft.slots) + f":{kind}")
    weakest = min((draft.slots[slot] for slot in KINDS[kind].about if slot in draft.slots), default=0.0)
    out.append(f"weakest={int(weakest * 5)}")
    token = draft.trigger.first
    for other in drafts:
        if other is draft or other.trigger.sentence != draft.trigger.sentence:
            continue
        if other.trigger.first == token:
            out.append(f"rival={kind}:{other.claim.kind}:{other.belief > draft.belief}")
        elif other.claim.kind == kind:
            stronger = other.belief > draft.belief
            out.append(f"twin={kind}:{stronger}:{_gap(draft, other)}")
            shared = "+".join(
                slot for slot in KINDS[kind].about if _shares(getattr(claim, slot), getattr(other.claim, slot))
            )
            out.append(f"twin-shares={kind}:{stronger}:{shared}")
            if claim.evidence[0].overlaps(other.claim.evidence[0]):
                out.append(f"twin-overlaps={stronger}:{shared}")
        else:  # of another kind: a withdrawal that was asked for is no withdrawal as well
            out.append(f"beside={kind}:{other.claim.kind}:{other.belief > draft.belief}:{_gap(draft, other)}")
    return list(dict.fromkeys((*out, *draft.notes)))


def _gap(draft: Draft, other: Draft) -> str:
    apart = abs(other.trigger.first - draft.trigger.first)
    return "near" if apart < NEAR else "mid" if apart < _MID else "far"


def _shares(a: object, b: object) -> bool:
    return bool(a and b and (set(a) & set(b) if isinstance(a, tuple) and isinstance(b, tuple) else a == b))


def without_rivals(weighed: list[tuple[float, Draft, Claim]]) -> list[tuple[float, Draft, Claim]]:
    """The drafts, in their order, less those that a likelier one says already: on the same word, or close by."""
    kept: list[Draft] = []
    for _, draft, _ in sorted(weighed, key=lambda w: -w[0]):
        if not any(_rivals(draft, other) for other in kept):
            kept.append(draft)
    chosen = {id(draft) for draft in kept}
    return [w for w in weighed if id(w[1]) in chosen]


def _rivals(a: Draft, b: Draft) -> bool:
    if a.trigger.sentence != b.trigger.sentence:
        return False
    gap = abs(a.trigger.first - b.trigger.first)
    return gap == 0 or (a.claim.kind == b.claim.kind and (gap < NEAR or _contradict(a.claim, b.claim)))


def _contradict(a: Claim, b: Claim) -> bool:
    """Whether one sentence would give two strengths for one force at one place and time: one is somebody else's."""
    if a.kind != "presence" or not (a.number and b.number) or a.number == b.number:
        return False
    return (a.actor, a.place, a.status, a.when) == (b.actor, b.place, b.status, b.when)
