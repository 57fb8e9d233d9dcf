"""Frames of saying where the verb may stand first, as in Arabic: "قال فلان إن …", "…، بحسب فلان", "فلان: …"."""

from collections.abc import Iterator

from marsad.reading import wording as w
from marsad.reading.line import CITING, SILENT, Frame, Line, Saying
from marsad.reading.verb_first.attributions import behind
from marsad.reading.verb_first.complements import complement, past_that
from marsad.reading.verb_first.subjects import fronted, main_subject, region

_FAR = 34  # tokens from a verb to the words said
_CLAUSE = 4  # tokens of an object within a relative clause
_NEAR = 14  # tokens of a speaker behind what he says
_ADDRESSED = ("state", "capital", "organisation", "force")


def frames(line: Line) -> Iterator[Frame]:
    """The frames of a sentence, left to right."""
    begun: set[int] = set()
    for saying in line.sayings:
        label = saying.hit.label
        frame = None
        if label == "according":
            frame = _according(line, saying)
        elif label == "verb":
            frame = _pointing_back(line, saying) or _of_verb(line, saying) or _acting(line, saying)
        elif label == "noun":
            frame = _of_noun(line, saying)
        # "قال في بيان إن": the words that a verb introduces are not the noun's once more
        if frame and not (label == "noun" and frame.first in begun):
            begun.add(frame.first)
            yield frame


def _quoted(line: Line, saying: Saying) -> bool:
    quote = line.quotes.at(saying.first)
    return quote is not None and quote[1] - quote[0] > 4


def _according(line: Line, saying: Saying) -> Frame | None:
    """ "بحسب X" covers the sentence, or its part between semicolons; "بحسب ما أعلن X" too."""
    if _quoted(line, saying):
        return None
    j = saying.past
    if line.words[j - 1].endswith(line.w.own) and line.words[j - 1] not in line.w.last_words:
        return None
    if j < line.past and line.w.is_unsaid(line.words[j]):
        return None
    end = line.clause_end(j)
    if end == j and end < line.past and line.bits(j) & w.QUOTE:
        end = line.clause_end(j + 1)
    for verb in line.sayings:
        if j <= verb.first < min(end, j + 4) and verb.hit.label == "verb":
            if _cites(line, verb):
                return None
            j = verb.past
            break
    first, past = line.segment(saying.first)
    right = min(end, j + _NEAR)
    right = next((that for that in line.thats if j < that < right), right)  # "وفقا للوكالة | فإن القوات"
    if line.words[j - 1] in line.w.referring:
        right = j
    if not line.voices.has(j, right):
        pronoun = _attached(line, saying)
        if not pronoun:
            return None
    rule = CITING if saying.hit.lemma in line.w.deeper else "according to <speaker>"
    return Frame(first, past, j, right, saying.first, rule)


def _attached(line: Line, saying: Saying) -> bool:
    """ "بحسبه": the speaker is an attached pronoun."""
    last = line.words[saying.past - 1]
    listed = line.w.last_words
    if last in line.w.referring:
        return True
    if last not in listed and any(last.startswith(word) for word in listed):
        return True
    j = saying.past
    return line.clause_end(j) - j <= 2 and j < line.past and line.page.tokens.surface(j).endswith(line.w.pronouns)


def _of_verb(line: Line, saying: Saying) -> Frame | None:
    i, j = saying.first, saying.past
    lemmas = line.w.lemmas
    if _negated(line, saying) or _called(line, i) or _cites(line, saying):
        return None
    that = line.that_after(j, min(line.past, j + _FAR))
    if that is not None and _of_another(line, j, that):
        that = None
    inside = _quoted(line, saying)
    if _says_nothing(line, saying, that) or (inside and (that is None or that - j > 8)):
        return None
    quoted = _source(line, saying) if saying.hit.lemma in lemmas["quoting"] else None
    if quoted:
        return quoted
    end = line.clause_end(j)
    before = behind(line, saying, that, end) if saying.hit.lemma in lemmas["said"] and not inside else None
    if before:
        return before
    start = complement(line, saying, that, end)
    if start is None:
        return None
    begin, stop = start
    left, right = region(line, saying, stop)
    if left == right and not _bare(line, saying):
        return None
    past = _content_end(line, begin)
    if that is None and begin == stop and i > line.first and line.bits(i - 1) & w.RELATIVE:
        past = min(past, line.clause_end(begin), begin + _CLAUSE)  # "القوات التي أعلنت واشنطن سحبها من العراق ستبقى"
    elif that is None and begin == stop:
        past = _next_clause(line, begin, past)
    return Frame(begin, past, left, right, i, "says <speaker> that …")


def _pointing_back(line: Line, saying: Saying) -> Frame | None:
    """ "…، وهو ما أكدته الوزارة": what stands before is said; where it is denied, no words are told."""
    i, j = saying.first, saying.past
    start = i - 2
    if not saying.after or start <= line.first or not line.bits(i - 1) & (w.WHAT | w.RELATIVE):
        return None
    if line.words[start] not in line.w.summing or not line.bits(start - 1) & w.BREAK:
        return None
    right = min(line.clause_end(j), j + _NEAR)
    if not line.voices.begins(j, right):
        return None
    if saying.hit.lemma in line.w.lemmas["negatable"] or saying.hit.lemma in line.w.lemmas["acting"]:
        return Frame(i, i, j, right, i, SILENT, False)
    return Frame(line.segment(i)[0], start - 1, j, right, i, "…, says <speaker>", False)


def _acting(line: Line, saying: Saying) -> Frame | None:
    """ "طالب النائب القوات بالرحيل": who demands or rejects something vouches for that himself."""
    i, j = saying.first, saying.past
    if saying.hit.lemma not in line.w.lemmas["acting"] or saying.after or _negated(line, saying):
        return None
    before = fronted(line, saying)
    if before:
        return Frame(i, i, *before, i, SILENT, False)
    end = line.clause_end(j)
    if not line.voices.begins(j, end) or line.bits(i - 1) & (w.WHAT | w.RELATIVE):
        return None
    addressed = line.voices.actor(j + 1)  # "طالبت الوزيرة | روسيا بسحب قواتها"
    bare = line.w.definite(line.words[j]) and addressed and addressed.sub in _ADDRESSED
    return Frame(i, i, j, j + 1 if bare else end, i, SILENT, False)


def _next_clause(line: Line, begin: int, past: int) -> int:
    """Where a thing that is said ends before a new clause: "عزت أنقرة الأمر إلى الحرب، | وطالبت بغداد"."""
    for k in range(begin + 1, min(past, line.past) - 1):
        joined = line.words[k] in (",", "،") and line.words[k + 1].startswith(line.w.conjunction)
        if joined and line.is_finite(k + 1) and not line.quotes.at(k):
            return k
    return past


def _negated(line: Line, saying: Saying) -> bool:
    """Whether a verb is negated that does not deny: "لم يعلن"."""
    negated = saying.first > line.first and line.bits(saying.first - 1) & w.NEGATION
    return bool(negated) and saying.hit.lemma not in line.w.lemmas["negatable"]


def _cites(line: Line, saying: Saying) -> bool:
    """Whether somebody only passes on what the speaker himself said: "قال الجيش، بحسب ما نقلت عنه الوكالة"."""
    j = saying.past
    return saying.hit.lemma in line.w.lemmas["quoting"] and j < line.past and line.words[j] in line.w.cited


def _called(line: Line, i: int) -> bool:
    """Whether a verb only tells what somebody calls something: "ما وصفه بـ" is not what the report quotes."""
    what = i - 1 if i > line.first and line.bits(i - 1) & w.WHAT else -1
    joins = what > line.first and line.bits(what) & w.CLAUSE and line.is_break(what - 1)  # "، فيما رجح المصدر"
    return what > line.first and not joins and not line.bits(what - 1) & w.AS_PREPOSITION


def _says_nothing(line: Line, saying: Saying, that: int | None) -> bool:
    """Whether a verb is the outlet's own, another word, or one that may doubt as well as say."""
    if _outlets_own(line, saying, that) or _is_other_word(line, saying, that):
        return True
    return saying.hit.lemma in line.w.lemmas["doubtful"] and (that is None or that > saying.past + 6)


def _is_other_word(line: Line, saying: Saying, that: int | None) -> bool:
    """ "تواصل القوات عملياتها", "يقدر عددهم بنحو مئة": forms of words of saying that say nothing."""
    j, lemma = saying.past, saying.hit.lemma
    if lemma in line.w.lemmas["perfect_only"] and saying.hit.form == "imperfect":
        colon = line.colon_after(j, j + _NEAR)
        return that is None and colon is None
    if lemma not in line.w.lemmas["estimating"] or j >= line.past or that == j:
        return False
    near = range(j, min(line.past, j + 3))
    return any(line.words[k].startswith(line.w.at) and k in line.counted for k in near)


def _of_another(line: Line, j: int, that: int) -> bool:
    """Whether a "that" belongs to a verb set against this one: "نفت الوزارة ذلك، فيما رجح الجيش أن"."""
    verbs = [s.first for s in line.sayings if j < s.first < that and s.hit.label == "verb"]
    return any(line.bits(k - 1) & w.CLAUSE and line.is_break(k - 2) for k in verbs if k - 2 > j)


def _outlets_own(line: Line, saying: Saying, that: int | None) -> bool:
    """ "أذكّر بأن", "يذكر أن", and "تتهمه واشنطن": what the outlet says itself."""
    word = line.words[saying.first]
    if that == saying.past and word in line.w.impersonal:
        return True
    if saying.after and (that is None or saying.hit.lemma not in line.w.lemmas["transitive"]):
        return True
    return saying.hit.form == "imperfect" and word[len(saying.before) :].startswith(line.w.selves)


def _source(line: Line, saying: Saying) -> Frame | None:
    """ "نقلت الوكالة عن مسؤول قوله إن": the one after the marker speaks."""
    markers = line.w.sources
    k = next((k for k in range(saying.past, min(line.past, saying.past + 16)) if line.words[k] in markers), None)
    if k is None:
        return None
    that = line.that_after(k, min(line.past, k + _FAR))
    quote = line.quote_after(k, min(line.past, k + _FAR))
    starts = [x for x in (that + 1 if that is not None else None, quote[0] if quote else None) if x is not None]
    if not starts:
        return None
    start = min(starts)
    right = start - 1
    for other in line.sayings:
        if k < other.first < start and other.hit.label == "noun":
            right = other.first
            break
    return Frame(start, _content_end(line, start), k + 1, right, saying.first, "quoting <speaker>", False)


def _bare(line: Line, saying: Saying) -> bool:
    """Whether a verb without a named speaker may continue the last one's words: "وأضاف أن"."""
    i = saying.first
    if i - line.first < 3 or saying.before:
        return True
    return bool(line.bits(i - 1) & (w.BREAK | w.AUXILIARY))


def _content_end(line: Line, start: int) -> int:
    past = line.past
    quote = line.quote_after(start, past)
    return quote[1] if quote and quote[1] > past else past


def _of_noun(line: Line, saying: Saying) -> Frame | None:
    """ "مؤكدا أن", "نافيا وصول", "قوله إن", "جاء في بيان X أن"."""
    i, j = saying.first, saying.past
    if _quoted(line, saying):
        return None
    participle = saying.hit.lemma in line.w.participles
    that = line.that_after(j, j + (6 if participle else 12))
    quote = line.quote_after(j, j + (5 if participle else 10))
    starts = [past_that(line, that)] if that is not None else []
    if quote:
        starts.append(quote[0])
    if participle:
        start = min(starts) if starts else j
        if not starts and (j >= line.past or line.is_break(j)):
            return None
        if not starts and saying.hit.lemma in line.w.lemmas["doubtful"] and not line.words[j].startswith(line.w.at):
            return None  # "تتخذ من القاعدة مقرا لها"
        return Frame(start, _content_end(line, start), *main_subject(line, i), i, "<speaker> …, adding that …")
    if not starts:
        return None
    start = min(starts)
    if line.clause_end(j) < start - 2:
        return None
    if any(s.hit.lemma in line.w.lemmas["quoting"] and i - 12 < s.first < i for s in line.sayings):
        return None
    named = (i + 1, start) if line.voices.has(i + 1, start) else main_subject(line, i)
    return Frame(start, _content_end(line, start), *named, i, "<speaker>'s statement that …")
