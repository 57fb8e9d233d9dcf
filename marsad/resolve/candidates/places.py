"""Which places may fill the slots of a claim."""

from marsad.resolve.candidates.relations import Candidate, Relations
from marsad.resolve.features import Aspect, Features, beside
from marsad.resolve.features import places as f
from marsad.resolve.groups import Group


def places(r: Relations) -> list[Candidate]:
    """Those that the sentence names, those that earlier ones named, and countries that words imply."""
    out = [*_named(r), *_carried(r), *_lands(r)]
    located = {c.value.places for c in out if isinstance(c.value, Group)}
    return out + [r.implied("scene", g, len(out)) for g in r.s.offered.scenes if g.places not in located]


def _named(r: Relations) -> list[Candidate]:
    """The places that the sentence names."""
    s, t, lang = r.s, r.t, r.lang
    sense, lemma = t.hit.label, t.hit.lemma
    index = r.index(s.places)
    out = []
    for placed, level, party, finer, role in s.layout.places:
        g = placed.group
        side, distance, between = stands = r.stands(placed, index)
        aspects: list[Aspect] = [
            (beside.side, *side, sense),
            (f.governed_place, *side, placed.prep, party),
            (beside.distance, *distance),
            (f.place_between, *between, lang, level, g.first < t.first),
            (f.place, g.sub, level, g.head, finer, sense),
            (beside.dateline, sense) if g.first < s.dateline else (f.chain, *role, level, sense),
        ]
        single = beside.governing(lang, side[1], placed.prep, sense, lemma)
        aspects += (*r.told(g, stands), (beside.named_often, s.often(g), t.kind))
        out.append(Candidate(g, Features(aspects, single)))
    return out


def _carried(r: Relations) -> list[Candidate]:
    """The places that earlier sentences named, and those of the sentence before and of the report's beginning."""
    s, sense = r.s, r.t.hit.label
    out = []
    for far, groups in ((False, s.carried_places), (True, s.farther_places)):
        for g in groups:
            level = g.places[0].level if g.places else "none"
            aspects: list[Aspect] = [
                (f.place, g.sub, level, g.head, s.has_finer(g), sense),
                (f.place_farther, level, sense, s.ago(g)) if far else (f.place_carried, level, sense, bool(s.places)),
                (beside.named_often, s.often(g), r.t.kind),
            ]
            out.append(Candidate(g, Features(aspects)))
    return out


def _lands(r: Relations) -> list[Candidate]:
    """The countries that words of the sentence imply."""
    s, lang, sense, lemma = r.s, r.lang, r.t.hit.label, r.t.hit.lemma
    index = r.index(s.offered.lands)
    out = []
    for placed in s.offered.placed_lands:
        side, distance, between = r.stands(placed, index)
        aspects: list[Aspect] = [
            (f.land, placed.group.sub, sense),
            (f.of_land, beside.side, *side, sense),
            (f.of_land, beside.governed, *side, placed.prep),
            (f.of_land, beside.governing, lang, side[1], placed.prep, sense, lemma),
            (f.of_land, beside.distance, *distance),
            (f.of_land, beside.between, *between),
        ]
        out.append(Candidate(placed.group, Features(aspects)))
    return out
