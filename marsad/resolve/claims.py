"""From a page to claims: each trigger that the weights believe, its slots filled, repeats merged."""

from collections.abc import Iterator
from dataclasses import replace

from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.reading.page import Mention, Page
from marsad.resolve.accused import put_right
from marsad.resolve.candidates import slot_candidates
from marsad.resolve.carried import Carried
from marsad.resolve.copies import without_copies
from marsad.resolve.draft import Draft
from marsad.resolve.filling import date_of, fill, parted, seen_in
from marsad.resolve.merge import merged
from marsad.resolve.model import Model, likeliest, probability
from marsad.resolve.mood import is_put_off, status_features
from marsad.resolve.net.network import UNSEEN, Network, Sight, mixed
from marsad.resolve.plain import is_plain
from marsad.resolve.rebutted import rebutted
from marsad.resolve.sentence import Sentence
from marsad.resolve.stated import both, evidence, in_time, reasons, stems_in, values
from marsad.resolve.triggers import Trigger, gate_features, trigger_features, triggers
from marsad.resolve.weighing import final_features, notes, settled, together, without_rivals
from marsad.resolve.where import Whereabouts
from marsad.resolve.who import Actors

BELIEVE = 0.27  # a trigger less likely than this is not looked at further
DOUBTED = 0.1  # unless those beside it say the same: "voted to expel" asks by two words
GATE = -2.5  # log-odds below which a trigger is passed over on cheap features alone
FAINT = -3.0  # log-odds below which it is passed over on what the network sees: one in three, 6 in 1,000 in vain
PLAIN = 1.0  # added to the log-odds of what is said as plainly as can be
KEEP = 0.375  # a claim less likely than this to be one is dropped


class Resolver:
    """Makes claims of the pages of one language."""

    def __init__(self, language: str, whereabouts: Whereabouts, model: Model, network: Network | None = None) -> None:
        self._actors = Actors(language)
        self._whereabouts = whereabouts
        self._model = model
        self._network = network

    def mentions(self, page: Page) -> list[Mention]:
        """The page's mentions with what they mean, as far as it can be told."""
        return self._actors.resolve(page, self._whereabouts.resolve(page))

    def beliefs(self, page: Page) -> Iterator[tuple[Trigger, float]]:
        """Every trigger with the probability that it is a claim."""
        for _, _, believed in self._seen(page):
            yield from believed

    def _seen(self, page: Page) -> Iterator[tuple[Sentence, Sight | None, list[tuple[Trigger, float]]]]:
        """Every sentence with its page as the network sees it, and with its triggers' probabilities to be claims."""
        listed = [(s, triggers(s)) for s in self.sentences(page)]
        passed = [(s, t) for s, found in listed for t in found if self._passes(s, t)]
        sight = self._network.sight([s for s, _ in listed]) if self._network and passed else None
        likely = self._likely(passed, sight)
        for s, found in listed:
            yield s, sight, [(t, likely.get(id(t), 0.0)) for t in found]

    def _passes(self, s: Sentence, t: Trigger) -> bool:
        """Whether a trigger is looked at, by a few cheap features."""
        return self._model.score(f"gate:{t.kind}", gate_features(s, t)) >= GATE

    def _likely(self, passed: list[tuple[Sentence, Trigger]], sight: Sight | None) -> dict[int, float]:
        """The probability that a trigger, by its identity, makes a claim."""
        seen = sight.odds(passed) if sight else []
        out = {}
        for k, (s, t) in enumerate(passed):
            if not seen or seen[k] >= FAINT:
                single = self._model.score(f"trigger:{t.kind}", trigger_features(s, t))
                likely = mixed(single, seen[k]) if seen else single
                out[id(t)] = probability(likely + PLAIN if is_plain(s, t) else likely)
        return out

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
            carried.after(number, sentence.actors, sentence.located, sentence.dates)
            if not carried.lead:
                carried.lead_by(number, sentence.dates, (hit.kind for _, _, hit, _ in sentence.hits("trigger")))

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
        return [claim for _, _, claim in without_copies(self._model, without_rivals(weighed))]

    def drafts(self, page: Page) -> list[Draft]:
        """Every claim that a trigger may make, repeats merged, before the last weighing."""
        drafts: list[Draft] = []
        told: list[Draft] = []  # of the last sentence that says anything
        for sentence, sight, believed in self._seen(page):
            made = []
            denying = {rebuttal.verb for rebuttal in sentence.rebuttals}  # they say nothing but that it is not so
            believed = settled(sentence, believed)
            for trigger, belief in believed:
                if trigger.first in denying:
                    continue
                if belief >= BELIEVE or (belief >= DOUBTED and together(trigger, belief, believed) >= BELIEVE):
                    draft = self._draft(sentence, trigger, belief, sight)
                    if draft:
                        made.append(draft)
            drafts += [*made, *rebutted(sentence, made, told)]
            told = made or told
        return merged(drafts)

    def _draft(self, s: Sentence, t: Trigger, belief: float, sight: Sight | None) -> Draft | None:
        candidates = slot_candidates(s, t)
        seen = seen_in(sight, s, t, candidates)
        filled = put_right(s, t, parted(s, fill(self._model, t, candidates, seen)))
        if not any(slot in filled for slot in KINDS[t.kind].about):
            return None
        when = date_of(filled)
        moods = sight.moods(s, t, when) if sight else UNSEEN
        status, sure = likeliest(both(self._model.totals("status", status_features(s, t, when)), moods.statuses))
        if status in ("happened", "denied") and is_put_off(s, t):  # it has not happened, and is to come
            status = "planned"
        told = values(self._model, s, t, filled, moods)
        if when:
            told["when"] = in_time(filled["when"].value, status, s.page.published)
        claim = Claim(
            kind=t.kind,
            status=status,
            evidence=(evidence(s, t, filled),),
            confidence=belief,
            rule=t.hit.rule,
            reasons=reasons(self._model, candidates["reason"], seen.get("reasons")),
            **told,  # type: ignore[arg-type]
        )
        slots = {slot: c.probability for slot, c in filled.items()}
        return Draft(claim, belief, slots, sure, t, notes(s, t, filled), words=stems_in(s, claim.evidence[0]))
