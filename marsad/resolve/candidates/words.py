"""Which words may give the reasons, the means or the phase of a claim."""

from marsad.reading.phrases import Hit
from marsad.resolve.candidates.relations import Candidate, Relations
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.features import words as f

_BACK = 2  # sentences back in which the means of an attack may be told
_HAPPENINGS = {"agreement": "agreement", "attack": "attack"}  # kinds of claim that are reasons of others


def words(r: Relations, layer: str) -> list[Candidate]:
    """The words of a layer in the sentence."""
    return [Candidate((j, hit), Features(_label(r, j, hit))) for j, _, hit, _ in r.s.hits(layer)]


def means(r: Relations) -> list[Candidate]:
    """The words for means in the sentence; where there are none, the last in the sentences before."""
    return words(r, "means") or _means_before(r)


def _means_before(r: Relations) -> list[Candidate]:
    s, t, page = r.s, r.t, r.s.page
    for back in range(1, min(_BACK, s.number) + 1):
        hits = [
            (j, hit)
            for j in range(*page.tokens.sentences[s.number - back])
            for match in page.matches[j]
            if (hit := match.hit("means"))
        ]
        if hits:
            aspects = [(f.means_before, r.lang, hit.label, back, t.hit.label, t.hit.form) for _, hit in hits]
            return [Candidate(found, Features([aspect])) for found, aspect in zip(hits, aspects, strict=True)]
    return []


def _label(r: Relations, j: int, hit: Hit) -> list[Aspect]:
    """How a word that may give a reason, a means or a phase stands to the trigger."""
    s, t, lang = r.s, r.t, r.lang
    _, name, form, lemma, *_ = hit
    at, starts = s.at(j), s.layout.starts
    left = j < t.first
    crossing = r.starts[0] - starts[at] if left else starts[at] - r.starts[1]
    side = "l" if left else "r"
    same = s.clause_of(j) == r.clause
    gap, crossing = bucket(abs(j - t.first)), min(max(crossing, 0), 3)
    return [
        (f.label, lang, side, name, lemma, form),
        (f.label_here, lang, side, gap, same, crossing, j == t.first, s.word(j - 1)),
        (f.label_connected, lang, side, name, s.connector(j)),
        (f.label_of, lang, side, name, form, t.kind, t.hit.label, t.hit.lemma, t.hit.form),
    ]


def reasons(r: Relations) -> list[Candidate]:
    """Words for reasons in the sentence and the next, and happenings named beside the trigger."""
    s, t = r.s, r.t
    out = words(r, "reason")
    for j, _, hit, _ in s.hits("trigger"):
        name = _HAPPENINGS.get(hit.kind)
        if name and hit.kind != t.kind and j != t.first:
            named = hit._replace(label=name)
            aspects = [*_label(r, j, named), (f.happening, name, hit.form)]
            out.append(Candidate((j, named), Features(aspects)))
    for j, hit, denied, joined in s.offered.following:
        aspect: Aspect = (f.next_sentence, r.lang, t.kind, hit.label, hit.lemma, denied, joined)
        out.append(Candidate((j, hit), Features([aspect])))
    return out
