"""From a page to claims: each trigger that the weights believe, its slots filled, repeats merged."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.model.values import Count, Reason, Speaker
from marsad.reading.page import Mention, NumberMention, Page, Speech, TimeMention
from marsad.reading.phrases import Hit
from marsad.resolve.candidates import Candidate, nothing, related, slot_candidates
from marsad.resolve.candidates.relations import Meant
from marsad.resolve.carried import Carried
from marsad.resolve.draft import Draft
from marsad.resolve.groups import Group
from marsad.resolve.merge import merged
from marsad.resolve.model import Model, probability, softmax
from marsad.resolve.mood import phase_features, status_features
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import Trigger, gate_features, trigger_features, triggers
from marsad.resolve.where import Whereabouts
from marsad.resolve.who import Actors

FILL = 0.6  # a slot is filled where that is more than so many times as likely as that it stays empty
REASON = 0.45  # a word likelier than this to be a reason is one
BELIEVE = 0.27  # a trigger less likely than this is not looked at further
DOUBTED = 0.1  # unless those beside it say the same: "voted to expel" asks by two words
GATE = -2.5  # log-odds below which a trigger is passed over on cheap features alone
NEAR = 4  # two triggers of one kind closer than this, in words, state one claim
WITHIN = 0.6  # a move within a place must be likelier than this
KEEP = 0.36  # a claim less likely than this to be one is dropped
LAYER = {
    "actor": "actor",
    "partner": "actor",
    "place": "place",
    "origin": "place",
    "destination": "place",
    "number": "number",
    "killed": "number",
    "wounded": "number",
    "when": "time",
    "said_by": "speaker",
    "means": "means",
}
EXCLUSIVE = ("actor", "place", "number")  # layers in which nobody and nothing fills two slots of a claim
NOBODY = (0, 0)  # as many may be killed and wounded alike
LAYERS = {  # who does it first: places and speakers are judged by that
    kind: tuple(
        sorted(dict.fromkeys(LAYER[s] for s in (*spec.slots, "when", "said_by") if s in LAYER), key="actor".__ne__)
    )
    for kind, spec in KINDS.items()
}
RELATED = ("place",)  # layers whose candidates are judged by the claim's parties


_BESIDE = 6  # tokens between words that state one claim together
_IMPLIED = ("scene", "speaker", "issuer")  # expressions that stand in no passage of the claim


class Chosen(NamedTuple):
    """What fills a slot, and how sure that is."""

    value: Meant
    probability: float


class Resolver:
    """Makes claims of the pages of one language."""

    def __init__(self, language: str, whereabouts: Whereabouts, model: Model) -> None:
        self._actors = Actors(language)
        self._whereabouts = whereabouts
        self._model = model

    def mentions(self, page: Page) -> list[Mention]:
        """The page's mentions with what they mean, as far as it can be told."""
        return self._actors.resolve(page, self._whereabouts.resolve(page))

    def beliefs(self, page: Page) -> Iterator[tuple[Trigger, float]]:
        """Every trigger with the probability that it is a claim."""
        for sentence in self.sentences(page):
            for trigger in triggers(sentence):
                yield trigger, self._belief(sentence, trigger)

    def _belief(self, s: Sentence, t: Trigger) -> float:
        """The probability that a trigger makes a claim; 0 where a few cheap features rule it out."""
        if self._model.score(f"gate:{t.kind}", gate_features(s, t)) < GATE:
            return 0.0
        return probability(self._model.score(f"trigger:{t.kind}", trigger_features(s, t)))

    def sentences(self, page: Page) -> Iterator[Sentence]:
        """The page's sentences with their mentions resolved and what earlier ones left behind."""
        mentions = self.mentions(page)
        carried = Carried()
        position = 0
        for number, (_, past) in enumerate(page.tokens.sentences):
            inside: list[Mention] = []
            while position < len(mentions) and mentions[position].first < past:
                inside.append(mentions[position])
                position += 1
            sentence = Sentence(page, number, inside, carried)
            yield sentence
            carried.after(sentence.actors, sentence.located, sentence.times)

    def claims(self, page: Page) -> list[Claim]:
        """The claims of a page, in the order of their evidence."""
        drafts = self.drafts(page)
        weighed = []
        for draft in drafts:
            features = final_features(draft, drafts)
            keep = probability(self._model.score("keep", features)) if self._model.knows("keep") else draft.belief
            if keep >= KEEP:
                right = probability(self._model.score("right", features)) if self._model.knows("right") else keep
                weighed.append((keep, draft, replace(draft.claim, confidence=round(right, 3))))
        return [claim for _, _, claim in _without_rivals(weighed)]

    def drafts(self, page: Page) -> list[Draft]:
        """Every claim that a trigger may make, repeats merged, before the last weighing."""
        drafts = []
        for sentence in self.sentences(page):
            believed = [(trigger, self._belief(sentence, trigger)) for trigger in triggers(sentence)]
            for trigger, belief in believed:
                if belief >= BELIEVE or (belief >= DOUBTED and _together(trigger, belief, believed) >= BELIEVE):
                    draft = self._draft(sentence, trigger, belief)
                    if draft:
                        drafts.append(draft)
        return merged(drafts)

    def _draft(self, s: Sentence, t: Trigger, belief: float) -> Draft | None:
        candidates = slot_candidates(s, t)
        filled = _parted(s, self.fill(t, candidates))
        if not any(slot in filled for slot in KINDS[t.kind].about):
            return None
        status, sure = self._model.choose("status", status_features(s, t, date_of(filled)))
        claim = Claim(
            kind=t.kind,
            status=status or "happened",
            evidence=(self._evidence(s, t, filled),),
            confidence=belief,
            rule=t.hit.rule,
            reasons=self._reasons(t.kind, candidates["reason"]),
            **self._values(s, t, filled),  # type: ignore[arg-type]
        )
        slots = {slot: c.probability for slot, c in filled.items()}
        return Draft(claim, belief, slots, sure, t, _notes(s, t, filled))

    def fill(self, t: Trigger, candidates: dict[str, list[Candidate]]) -> dict[str, Chosen]:
        """The slots that some candidate fills likely enough; no candidate fills two."""
        filled: dict[str, Chosen] = {}
        for layer in LAYERS[t.kind]:
            listed = candidates[layer]
            if layer in RELATED:
                parties = keys_of(filled.get("actor")), keys_of(filled.get("partner"))
                listed = [related(c, t, *parties) for c in listed]
            if listed:
                filled |= self._fill_layer(t, layer, listed)
        return filled

    def _fill_layer(self, t: Trigger, layer: str, listed: list[Candidate]) -> dict[str, Chosen]:
        """The slots of one layer, the surest first: what it takes, the others cannot have."""
        totals = self._model.rank(f"{t.kind}.{layer}", [*(c.features for c in listed), nothing(t, len(listed))])
        meanings = [_meaning(c.value) for c in listed]
        best = {slot: _likeliest(meanings, scores) for slot, scores in totals.items()}
        filled: dict[str, Chosen] = {}
        while best:
            slot = max(best, key=lambda s: best[s].probability)
            found = best.pop(slot)
            if found.probability < FILL * found.empty:
                continue
            filled[slot] = Chosen(listed[found.candidate].value, found.probability)
            if layer in EXCLUSIVE and meanings[found.candidate] != NOBODY:
                for other in best:
                    _forbid(totals[other], meanings, meanings[found.candidate])
                    best[other] = _likeliest(meanings, totals[other])
        return filled

    def _reasons(self, kind: str, candidates: list[Candidate]) -> tuple[Reason, ...]:
        out: dict[str, Reason] = {}
        for candidate in candidates:
            hit = _hit(candidate.value)
            if probability(self._model.score("reasons", candidate.features)) >= REASON:
                holds = probability(self._model.score("reason-holds", candidate.features)) >= 0.5
                out[hit.label] = Reason(hit.label, holds)
        return tuple(out.values())

    def _values(self, s: Sentence, t: Trigger, filled: dict[str, Chosen]) -> dict[str, object]:
        out: dict[str, object] = {}
        for slot, chosen in filled.items():
            value = chosen.value
            if isinstance(value, Group):
                out[slot] = value.keys if slot in ("actor", "partner") else value.places
            elif isinstance(value, NumberMention):
                out[slot] = Count(value.min, value.max)
            elif isinstance(value, TimeMention):
                out[slot] = value.edtf
            elif isinstance(value, Speech) and value.speaker:
                out[slot] = Speaker(value.speaker.keys[0], value.speaker.name or None)
            elif slot == "means":
                out[slot] = (_hit(value).label,)
        within = out.get("origin") and out["origin"] == out.get("destination")
        if within and (_is_point(out["origin"]) or filled["destination"].probability < WITHIN):
            del out["destination"]  # only within a country or region does a move start and end at one place, and seldom
        if _is_within(out.get("origin"), out.get("destination")):
            del out[min(("origin", "destination"), key=lambda slot: filled[slot].probability)]
        if t.kind == "activity":
            out["activity"] = t.hit.label
            phase = self._model.choose("phase", phase_features(s, t))[0]
            out["phase"] = phase if phase in KINDS["activity"].phases else "continued"
        if t.kind == "agreement":
            out["phase"] = t.hit.label
            actors = out.get("actor")
            if isinstance(actors, tuple) and len(actors) > 1 and "partner" not in out:
                # "Washington and Baghdad agreed": the parties to one agreement
                out["actor"], out["partner"] = actors[:1], actors[1:]
        out |= _apart(out.get("actor"), out.get("partner"))
        return out

    @staticmethod
    def _evidence(s: Sentence, t: Trigger, filled: dict[str, Chosen]) -> Span:
        """The clauses that hold the trigger and what fills its slots."""
        first, past = t.first, t.past
        for slot, chosen in filled.items():
            value = chosen.value
            if isinstance(value, Group) and value.sub in _IMPLIED:
                continue
            if (
                slot != "said_by"
                and isinstance(value, Group | NumberMention | TimeMention)
                and s.first <= value.first < s.past
            ):
                first, past = min(first, value.first), max(past, value.past)
        low, high = s.clause_of(first), s.clause_of(past - 1)
        while first > s.first and s.clause_of(first - 1) == low:
            first -= 1
        while past < s.past and s.clause_of(past) == high:
            past += 1
        words = s.page.tokens.words
        while first < t.first and not words[first][0].isalnum():
            first += 1
        while past > t.past and not words[past - 1][0].isalnum():
            past -= 1
        return s.page.tokens.span(first, past)


def _parted(s: Sentence, filled: dict[str, Chosen]) -> dict[str, Chosen]:
    """The slots without places that are none of their own: a list of states that act, where a move's other end is."""
    place, parties = filled.get("place"), [filled[slot].value for slot in ("actor", "partner") if slot in filled]
    if place and isinstance(place.value, Group) and len(place.value.places) > 1:
        codes = {p.country for p in place.value.places if p.level == "country"}
        if any(isinstance(g, Group) and codes and codes <= set(g.keys) for g in parties):
            filled = {name: chosen for name, chosen in filled.items() if name != "place"}
    start, end = (filled[slot].value if slot in filled else None for slot in ("origin", "destination"))
    if isinstance(start, Group) and isinstance(end, Group):
        for slot, g, other in (("destination", end, start), ("origin", start, end)):
            if s.layout.locates(g, other):
                return {name: chosen for name, chosen in filled.items() if name != slot}
    return filled


def _apart(actor: object, partner: object) -> dict[str, object]:
    """The partner without the actor, where a list names both: "between the government and the Coalition"."""
    if not (isinstance(actor, tuple) and isinstance(partner, tuple)) or len(partner) < len(actor) + 1:
        return {}
    rest = tuple(key for key in partner if key not in actor)
    return {"partner": rest} if rest and len(rest) < len(partner) else {}


def _together(t: Trigger, belief: float, believed: list[tuple[Trigger, float]]) -> float:
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


def keys_of(chosen: Chosen | None) -> tuple[str, ...]:
    return chosen.value.keys if chosen and isinstance(chosen.value, Group) else ()


def date_of(filled: dict[str, Chosen]) -> str | None:
    chosen = filled.get("when")
    return chosen.value.edtf if chosen and isinstance(chosen.value, TimeMention) else None


class _Best(NamedTuple):
    candidate: int
    probability: float
    empty: float  # the probability that the slot stays empty


def _likeliest(meanings: list[object], totals: list[float]) -> _Best:
    """The candidate to take; what several expressions mean alike is as likely as they are together.

    `totals` has one more than `meanings`: the last is that of leaving the slot empty.
    """
    shares = softmax(totals)
    together: dict[object, float] = {}
    for meaning, share in zip(meanings, shares, strict=False):
        together[meaning] = together.get(meaning, 0.0) + share
    best = max(range(len(meanings)), key=lambda k: (together[meanings[k]], shares[k]))
    return _Best(best, together[meanings[best]], shares[-1])


def _forbid(totals: list[float], meanings: list[object], taken: object) -> None:
    for k, meaning in enumerate(meanings):
        if meaning == taken:
            totals[k] = -99.0


def _meaning(value: object) -> object:
    """What a candidate would put into its slot."""
    if isinstance(value, Group):
        return value.keys if value.layer == "actor" else value.places
    if isinstance(value, NumberMention):
        return value.min, value.max
    if isinstance(value, TimeMention):
        return value.edtf
    if isinstance(value, Speech) and value.speaker:
        return value.speaker.keys[:1]
    return _hit(value).label


def _notes(s: Sentence, t: Trigger, filled: dict[str, Chosen]) -> tuple[str, ...]:
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


def _without_rivals(weighed: list[tuple[float, Draft, Claim]]) -> list[tuple[float, Draft, Claim]]:
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
            close = abs(other.trigger.first - token)
            out.append(f"twin={kind}:{stronger}:{'near' if close < 4 else 'mid' if close < 12 else 'far'}")
            shared = "+".join(
                slot for slot in KINDS[kind].about if _shares(getattr(claim, slot), getattr(other.claim, slot))
            )
            out.append(f"twin-shares={kind}:{stronger}:{shared}")
            if claim.evidence[0].overlaps(other.claim.evidence[0]):
                out.append(f"twin-overlaps={stronger}:{shared}")
    return list(dict.fromkeys((*out, *draft.notes)))


def _hit(value: object) -> Hit:
    """The word of a candidate that is a word: (token, hit)."""
    assert isinstance(value, tuple)
    hit: Hit = value[1]
    return hit


def _is_within(start: object, end: object) -> bool:
    """Whether one end of a move is the country that the other end lies in: one of the two is misread."""
    if not (isinstance(start, tuple) and isinstance(end, tuple)):
        return False
    for whole, parts in ((start, end), (end, start)):
        countries = {place.country for place in whole if place.level == "country"}
        if any(place.level != "country" and place.country in countries for place in parts):
            return True
    return False


def _is_point(places: object) -> bool:
    return isinstance(places, tuple) and all(place.level in ("site", "town") for place in places)


def _shares(a: object, b: object) -> bool:
    return bool(a and b and (set(a) & set(b) if isinstance(a, tuple) and isinstance(b, tuple) else a == b))
