"""The claims that denials make which point back: what was said, denied by whom they name."""

from dataclasses import replace

from marsad.model.claim import COUNT_SLOTS
from marsad.model.values import Speaker
from marsad.reading.phrases import Hit, Match
from marsad.resolve.draft import REBUTTAL, Draft
from marsad.resolve.rebuttals import Rebuttal
from marsad.resolve.sentence import Sentence
from marsad.resolve.stated import stems_in
from marsad.resolve.triggers import Trigger

_BACK = 2  # sentences within which the statement stands
_SURE = 0.9  # the probability of what a denial gives itself: its speaker and its status


def rebutted(s: Sentence, made: list[Draft], told: list[Draft]) -> list[Draft]:
    """What the denials of a sentence deny: of the drafts made of it, or of those told last, the likeliest."""
    out = []
    for rebuttal in s.rebuttals:
        if rebuttal.here:
            said = [draft for draft in made if draft.trigger.first < rebuttal.first]
        else:
            said = [draft for draft in told if s.number - draft.trigger.sentence <= _BACK]
        likely = max(said, key=lambda draft: draft.belief, default=None)
        if likely and likely.claim.status != "denied":
            out.append(_denied(s, rebuttal, likely))
    return out


def _denied(s: Sentence, rebuttal: Rebuttal, said: Draft) -> Draft:
    kind, word = said.claim.kind, s.page.tokens.words[rebuttal.verb]
    hit = Hit("trigger", said.trigger.hit.label, REBUTTAL, word, kind, f"{kind}: <speaker> denies it")
    at = rebuttal.verb, rebuttal.verb + 1
    trigger = Trigger(kind, *at, hit, Match(*at, "", "", (hit,)), s.number)
    speaker = Speaker(rebuttal.speaker.keys[0], rebuttal.speaker.name or None)
    passage = s.page.tokens.span(rebuttal.first, rebuttal.past)
    denied = {"status": "denied", "said_by": speaker, "reasons": (), "evidence": (passage,), "rule": hit.rule}
    claim = replace(said.claim, **denied | dict.fromkeys(COUNT_SLOTS))  # type: ignore[arg-type]
    slots = {slot: sure for slot, sure in said.slots.items() if slot not in COUNT_SLOTS} | {"said_by": _SURE}
    notes = (f"rebuttal={kind}:{rebuttal.here}", f"rebutted={said.claim.status}:{rebuttal.here}")
    return Draft(claim, said.belief, slots, _SURE, trigger, notes, words=stems_in(s, passage))
