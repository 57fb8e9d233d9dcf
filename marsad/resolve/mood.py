"""Whether it has happened, goes on, is planned, feared or denied, and at what pace: what the words around tell."""

from functools import lru_cache

from marsad.languages import load
from marsad.resolve.distance import bucket
from marsad.resolve.features import Aspect, Features
from marsad.resolve.features import mood as f
from marsad.resolve.sentence import Sentence
from marsad.resolve.triggers import NOUNS, Trigger, cues, governor, is_passive
from marsad.text.normalise import fold

_NOMINAL = (*NOUNS, "ing")
_REACH = 8  # tokens between a noun and the verb that it hangs on


def status_features(s: Sentence, t: Trigger, when: str | None) -> Features:
    """Features of mood: form, particles, cues by distance, the verb of saying over it, `when` it is dated."""
    lang, hit = s.language, t.hit
    form, nearer = hit.form, s.word(t.first - 1)
    near_cues = cues(s, t.first, t.past)
    near = tuple(sorted({label for label, side in near_cues if side in ("l-near", "l-same")}))
    aspects: list[Aspect] = [
        (f.mood_word, lang, t.kind, form, hit.label, hit.lemma, t.match.before, is_passive(s, t)),
        (f.moods, lang, form, near),
        *((f.mood_cue, label, side, t.kind) for label, side in near_cues),
        *((f.cue_word, lang, cue.hit.lemma) for cue in s.hits("cue") if 0 < t.first - cue.first <= 10),
        *((f.cue_beside, lang, *beside, t.kind) for beside in _cue_words(s, t)),
        (f.dated, t.kind, dated(when, s)),
    ]
    verb = governor(s, t)
    if verb:
        aspects.append((f.mood_governed, lang, t.kind, verb.hit.label, verb.hit.form, s.word(verb.first - 1)))
    for speech in s.speech_at(t.first)[:1]:
        if speech.verb >= 0:
            says = (match.hit("speech") for match in s.page.matches[speech.verb])
            aspects += [(f.verb_of_saying, lang, said.lemma) for said in says if said]
    if s.times and s.page.published:
        when = min(s.times, key=lambda m: abs(m.first - t.first)).edtf
        if when:
            aspects.append((f.tense, _tense(when, s.page.published.isoformat()), when.endswith("..")))
    beside = f.mood_neighbours(lang, form, nearer, s.word(t.first - 2), s.word(t.past))
    return Features([*aspects, *_next_trigger(s, t)], beside + _mood_words(s, t))


def is_put_off(s: Sentence, t: Trigger) -> bool:
    """Whether what a noun names is postponed: "the withdrawal of the last troops was postponed until August"."""
    if t.hit.form not in _NOMINAL:
        return False
    words, clause = s.page.tokens.words, s.clause_of(t.first)
    near = range(max(s.first, t.first - _REACH), min(s.past, t.past + 2 * _REACH))
    return any(words[i] in _postponed(s.language) and s.clause_of(i) == clause for i in near)


@lru_cache(maxsize=8)
def _postponed(language: str) -> frozenset[str]:
    return frozenset(map(fold, load(language, "_scope")["postponed"]))


def _cue_words(s: Sentence, t: Trigger) -> set[tuple[str, str]]:
    """The words of mood in the trigger's clause, by side: "were", "كان"."""
    clause = s.clause_of(t.first)
    near = [c for c in s.hits("cue") if c.first != t.first and s.clause_of(c.first) == clause]
    return {(c.hit.lemma, "l" if c.first < t.first else "r") for c in near}


def dated(when: str | None, s: Sentence) -> str:
    """How a claim's date lies to the day of the report, and whether it is one day, has begun or ends open."""
    published = s.page.published
    if not when or not published:
        return "none"
    start, _, end = when.partition("/")
    day, end = published.isoformat(), end or start
    if start == "..":
        return "until-past" if end[:10] < day[: len(end[:10])] else "until-future"
    if end == "..":
        return "since-past" if start <= day else "since-future"
    first, last = start.rstrip("~?"), end.rstrip("~?")
    if last < day[: len(last)]:
        return "past"
    return "future" if first > day[: len(first)] else "now" if len(first) == len(day) else "around"


def _tense(edtf: str, published: str) -> str:
    start = edtf.split("/")[0]
    return "open" if start == ".." else "future" if start > published else "past"


def _mood_words(s: Sentence, t: Trigger) -> list[str]:
    lang, stems, i, kind = s.language, s.nearby.stems, t.first, t.kind
    at, behind, clause = i - s.first, t.past - s.first, s.clause_of(i)
    out = [f"w-={lang}:{stem}" for stem in stems[max(0, at - 4) : max(0, at - 2)]]
    out += [f"w{at - k}={lang}:{stems[k]}" for k in (at - 2, at - 1) if k >= 0]
    out += [f"w+={lang}:{stem}" for stem in stems[behind : behind + 3]]
    for j in range(max(s.first, i - 8), min(s.past, t.past + 6)):
        if j != i and s.clause_of(j) == clause:
            stem = stems[j - s.first]
            out += (f"clause={stem}", f"clause={kind}:{stem}")
    return out


def _next_trigger(s: Sentence, t: Trigger) -> list[Aspect]:
    """The form and the side of the trigger nearest to this one."""
    others = [found for found in s.hits("trigger") if found.first != t.first]
    if not others:
        return []
    near = min(others, key=lambda found: (abs(found.first - t.first), found.first))
    gap = min(abs(near.first - t.first), 6)
    return [(f.mood_beside, near.hit.form, "l" if near.first < t.first else "r", gap, t.kind)]


def phase_features(s: Sentence, t: Trigger) -> list[str]:
    """Features of an activity's phase: the words of pace around it, by side and distance."""
    lang = s.language
    out = [f"activity={t.hit.label}", f"form={lang}:{t.hit.form}", f"lemma={lang}:{t.hit.lemma}"]
    clause = s.clause_of(t.first)
    near: list[tuple[int, str]] = []
    for j, _, hit, _ in s.hits("phase"):
        gap = abs(j - t.first)
        if gap > 14 or j == t.first:
            continue
        name, word = hit.label, f"word={lang}:{hit.lemma}"
        out += [
            f"{name}:{s.clause_of(j) == clause}",
            f"{name}:{lang}:{'l' if j < t.first else 'r'}:{bucket(gap)}",
            f"{word}:{name}",
            f"{word}:{bucket(gap)}",
        ]
        near.append((gap, name))
    out.append(f"nearest={min(near)[1]}" if near else "no-phase")
    return out + [f"cue={label}:{side}" for label, side in cues(s, t.first, t.past)]
