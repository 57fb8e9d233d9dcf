"""Frames of saying where the verb may stand first, as in Arabic: "قال فلان إن …", "…، بحسب فلان", "فلان: …"."""

from collections.abc import Iterator

from marsad.reading import wording as w
from marsad.reading.line import CITING, Frame, Line, Saying

_FAR = 34  # tokens from a verb to the words said
_OF_SPEAKERS = w.BEARER | w.TITLE | w.ADJECTIVE | w.CALENDAR  # words of a speaker's phrase
_DATELINE = 4  # tokens
_FRONTED = 8  # tokens of an adverbial before the verb
_REACH = 16  # tokens of a speaker before his verb
_CLAUSE = 4  # tokens of an object within a relative clause
_NEAR = 14  # tokens of a speaker behind what he says


def frames(line: Line) -> Iterator[Frame]:
    """The frames of a sentence, left to right."""
    begun: set[int] = set()
    for saying in line.sayings:
        label = saying.hit.label
        frame = None
        if label == "according":
            frame = _according(line, saying)
        elif label == "verb":
            frame = _of_verb(line, saying)
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
            j = verb.past
            break
    first, past = line.segment(saying.first)
    right = min(end, j + _NEAR)
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
    lemma = saying.hit.lemma
    lemmas = line.w.lemmas
    if i > line.first and line.bits(i - 1) & w.NEGATION and lemma not in lemmas["negatable"]:
        return None
    what = i - 1 if i > line.first and line.bits(i - 1) & w.WHAT else -1
    joins = what > line.first and line.bits(what) & w.CLAUSE and line.is_break(what - 1)  # "، فيما رجح المصدر"
    if what > line.first and not joins and not line.bits(what - 1) & w.AS_PREPOSITION:
        return None  # "ما وصفه بـ": what somebody calls so is not what the report quotes
    that = line.that_after(j, min(line.past, j + _FAR))
    if that is not None and _of_another(line, j, that):
        that = None
    if _outlets_own(line, saying, that):
        return None
    if _is_other_word(line, saying, that):
        return None
    if lemma in lemmas["doubtful"] and (that is None or that > j + 6):
        return None
    inside = _quoted(line, saying)
    if inside and (that is None or that - j > 8):
        return None
    if lemma in lemmas["quoting"]:
        quoted = _source(line, saying)
        if quoted:
            return quoted
    end = line.clause_end(j)
    behind = None
    if lemma in lemmas["said"] and not inside:
        behind = _behind(line, saying, that, end)
        if behind:
            return behind
    start = _complement(line, saying, that, end)
    if start is None:
        return None
    begin, stop = start
    left, right = _region(line, saying, stop)
    if left == right and not _bare(line, saying):
        return None
    past = _content_end(line, begin)
    if that is None and begin == stop and i > line.first and line.bits(i - 1) & w.RELATIVE:
        past = min(past, line.clause_end(begin), begin + _CLAUSE)  # "القوات التي أعلنت واشنطن سحبها من العراق ستبقى"
    return Frame(begin, past, left, right, i, "says <speaker> that …")


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


def _behind(line: Line, saying: Saying, that: int | None, end: int) -> Frame | None:
    """ "…، قال X" and "…، كما قال X": what is said stands before."""
    i, j = saying.first, saying.past
    if that is not None and (that < end or i - line.first <= _DATELINE):
        return None
    as_phrase = i - 1 > line.first and bool(line.bits(i - 1) & w.WHAT and line.bits(i - 2) & w.AS_PREPOSITION)
    as_word = not as_phrase and i > line.first and bool(line.bits(i - 1) & w.AS)
    marked = bool(as_word or as_phrase)
    start = i - (2 if as_phrase else 1 if as_word else 0)
    if start <= line.first or saying.before:
        return None
    before = line.bits(start - 1)
    quote = line.quotes.closing(start) or line.quotes.closing(start - 1)
    if not marked and not before & w.BREAK and not quote:
        return _verb_last(line, saying, end)
    if end < line.past and line.words[end] == ":":
        return None
    opened = line.quote_after(j, line.past)
    if opened and opened[0] - end < 2 and not quote:
        return None
    if not marked and not quote and _names_follow(line, j, end) is False:
        return None
    if line.words[start - 1] in (":", "؛", ";", "(") and not marked:
        return None
    right = min(end, j + _NEAR)
    bare = right == j or not line.voices.has(j, right)
    if bare and not quote and not (marked or right == j):
        return None
    first = quote[0] if quote and quote[0] < line.first else line.segment(start - 1)[0]
    if start - first < 2 or all(k in line.voices.dated or line.is_break(k) for k in range(first, start)):
        return None  # "في نهاية العام، أعلن": nothing is said yet
    fronted = line.bits(first) & w.INTRODUCTION and not line.has_finite(first, start)
    if fronted and not marked and not quote and start - first < _FRONTED:
        return None  # "وفي بيان، قال": nothing is said yet
    past = start
    goes_on = quote is None and end + 1 < line.past and line.words[end] in ",،" and not line.bits(end + 1) & w.ASIDE
    if goes_on or marked:
        past = line.segment(i)[1]
    return Frame(first, past, j, right, i, "…, says <speaker>")


def _names_follow(line: Line, j: int, end: int) -> bool:
    """Whether nothing but a speaker follows a verb before the next punctuation."""
    if end == j:
        return True
    if end - j > _NEAR:
        return False
    return line.voices.has(j, min(end, j + 4))


def _verb_last(line: Line, saying: Saying, end: int) -> Frame | None:
    """ "…، المتحدثة قالت السبت": word order of translations, the verb behind its subject at the very end."""
    i, j = saying.first, saying.past
    left = line.clause_start(i)
    if line.that_after(left, i) is not None or saying.hit.lemma in line.w.lemmas["quoting"]:
        return None
    if left <= line.first or i - left > 14 or not line.voices.has(left, i):
        return None
    if line.words[left - 1] not in (",", "،", "»", "”", '"'):
        return None
    passing = w.CALENDAR | w.STOP | w.LOCATIVE
    tail = [k for k in range(j, end) if k not in line.voices.dated and not line.bits(k) & passing]
    if len(tail) > 3 or line.that_after(j, line.past) is not None or (end < line.past and line.words[end] == ":"):
        return None
    if any(line.bits(k) & w.AUXILIARY for k in range(left, i)) or line.bits(left) & (w.RELATIVE | w.CLAUSE):
        return None
    opened = line.quote_after(j, line.past)
    if opened and opened[0] - j < 6:
        return None
    first = line.segment(left - 1)[0]
    quote = line.quotes.closing(left) or line.quotes.closing(left - 1)
    if quote and quote[0] < first:
        first = quote[0]
    if left - first < 4:
        return None
    return Frame(first, left, left, i, i, "…, <speaker> said", False)


def _complement(line: Line, saying: Saying, that: int | None, end: int) -> tuple[int, int] | None:
    """(where the words said begin, where the speaker's phrase must have ended)."""
    j = saying.past
    lemma = saying.hit.lemma
    lemmas = line.w.lemmas
    colon = line.colon_after(j, j + 24)
    quote = line.quote_after(j, min(line.past, j + _FAR))
    later = (s for s in line.sayings if s.first >= j)
    other = next((s.first for s in later if s.hit.label == "verb" or s.hit.lemma in line.w.participles), line.past)
    choices: list[tuple[int, int]] = []
    if that is not None and (that < other + 1 or that - j < 18):
        choices.append((_past_that(line, that), that))
    if colon is not None and colon < other:
        choices.append((colon + 1, colon))
    if quote and quote[0] < other:
        choices.append((quote[0], quote[0]))
    if choices:
        best = min(choices, key=lambda c: c[1])
        if lemma not in lemmas["naming"]:
            return best
        scare = quote is not None and best[1] == quote[0]  # marks within the noun phrase that is said
        named = scare and _object(line, j, best[1], _topical(line, saying)) is not None
        if (best[1] - j < 8 or best[1] <= end) and not named:
            return best
    if lemma in lemmas["naming"]:
        seen = _topical(line, saying) if choices else _before(line, saying)
        start = _object(line, j, line.past, seen)
        if start is not None:
            return start, start
    return min(choices, key=lambda c: c[1]) if choices else None


def _past_that(line: Line, that: int) -> int:
    """Past a bare word for "that"; one with a pronoun is part of what is said."""
    return that + 1 if line.words[that] in line.w.plain_that else that


def _topical(line: Line, saying: Saying) -> bool:
    """ "أما الوزارة فنفت": the subject stands before its verb, set off."""
    return saying.before.endswith(line.w.resuming) and bool(line.bits(line.first) & w.TOPIC)


def _before(line: Line, saying: Saying) -> bool:
    """Whether a verb's subject stands before it, so that what follows may be its object."""
    return _topical(line, saying) or _fronted(line, saying) is not None


def _object(line: Line, j: int, limit: int, seen: bool) -> int | None:
    """Where the noun phrase begins that names what is said: past the speaker, "أعلنت الوزارة | سحب …"."""
    k = j
    voices = line.voices
    while k < limit:
        if line.is_break(k):
            # an insertion between speaker and object: "أعلنت الوزارة، اليوم الأحد، تسلم"
            close = line.clause_end(k + 1)
            closed = close < line.past and close - k < 14 and line.words[close] in (",", "،")
            inserted = _is_inserted(line, k + 1)
            if seen and closed and inserted:
                k = close + 1
                continue
            # "أعلنت الوزارة الجمعة، استكمال الانسحاب"
            if seen and not inserted and line.words[k] in (",", "،") and _has_object(line, k + 1):
                return k + 1
            return None
        actor = voices.actor(k)
        bits = line.bits(k)
        trigger = any(
            h.layer in ("trigger", "phase") and h.form in ("noun", "definite", "word")
            for m in line.page.matches[k]
            for h in m.hits
        )
        if actor and actor.keys and (not seen or actor.sub == "person" or line.bits(k - 1) & (w.TITLE | w.LOCATIVE)):
            seen = True
            k = actor.past
            continue
        if trigger and not (actor and actor.keys) and not _is_owner(line, k):
            return k
        if bits & (w.LOCATIVE | w.STOP):
            k += 1
            continue
        named = voices.name_end(k, limit) if line.bits(k - 1) & w.TITLE and not bits else k
        if named > k:
            seen = True
            k = named
            continue
        if seen and k not in voices.dated and not bits & _OF_SPEAKERS and not line.w.definite(line.words[k]):
            return k if line.words[k][0].isalnum() else None
        k += 1
        if k - j > 16:
            return None
        if bits & w.BEARER:
            seen = True
    return None


def _is_owner(line: Line, k: int) -> bool:
    """Whether a noun only says whose the bearer before it is: "قائد القوات الجوية"."""
    before, definite = line.words[k - 1], line.w.definite
    return bool(line.bits(k - 1) & w.BEARER) and definite(line.words[k]) and not definite(before)


def _is_inserted(line: Line, k: int) -> bool:
    """Whether what begins at a token only says when, where or how something was said."""
    if k >= line.past:
        return True
    adverbial = w.LOCATIVE | w.INTRODUCTION | w.CALENDAR | w.STOP | w.RELATIVE
    return k in line.voices.dated or bool(line.bits(k) & adverbial) or line.is_break(k)


def _has_object(line: Line, k: int) -> bool:
    """Whether a noun that tells of something stands at a token or behind it: "استكمال انسحاب"."""
    return any(
        h.layer in ("trigger", "phase") and h.form in ("noun", "definite", "word")
        for j in range(k, min(line.past, k + 2))
        for m in line.page.matches[j]
        for h in m.hits
    )


def _region(line: Line, saying: Saying, stop: int) -> tuple[int, int]:
    """The tokens that name the speaker: after the verb, else before it within the sentence."""
    i, j = saying.first, saying.past
    fronted = _fronted(line, saying) or _second_subject(line, saying)
    if fronted:
        return fronted
    if line.voices.has(j, stop) and not _addressed(line, j):
        return j, _first_of_two(line, saying, stop)
    if line.bits(i - 1) & w.RELATIVE and i - 1 > line.first:
        return line.clause_start(i - 2 if line.is_break(i - 2) else i - 1), i - 1
    if saying.before and not _topical(line, saying) and i - line.first > _FRONTED // 2:
        return _acting(line, i)
    if (saying.before and not _topical(line, saying)) or i == line.first:
        return i, i
    left = line.first
    quote = line.quotes.closing(i)
    if quote:
        left = max(left, quote[1])
    # an earlier verb of saying owns what stands before it
    for other in line.sayings:
        if other.first < i and other.hit.label == "verb" and other.past <= i:
            left = max(left, line.clause_start(i))
    if line.voices.has(left, i):
        return left, i
    return i, i


def _fronted(line: Line, saying: Saying) -> tuple[int, int] | None:
    """A subject before its verb: "وكان الجيش قد أعلن", "كينيا نفت"; what stands behind the verb is its object."""
    i = saying.first
    if saying.before and not _topical(line, saying):
        return None
    left = line.clause_start(i)
    # a bare noun phrase opens the clause, perhaps behind a conjunction
    while left < i and (left in line.thats or line.bits(left) & (w.CLAUSE | w.TOPIC)):
        left += 1
    if left < i and line.bits(left) & w.PAST_MARKER:
        left += 1
    elif left < i and line.bits(left) & (w.INTRODUCTION | w.LOCATIVE | w.STOP | w.WHAT | w.AS | w.RELATIVE):
        return None
    right = i
    while right > left and line.bits(right - 1) & w.AUXILIARY:
        right -= 1
    if "/" in line.words[left:i]:
        return None  # a dateline: "بغداد / أعلن"
    if not left < right <= left + _REACH or line.has_finite(left, right) or not line.voices.has(left, right):
        return None
    return (left, right) if line.voices.begins(left, right) else None


def _second_subject(line: Line, saying: Saying) -> tuple[int, int] | None:
    """A subject joined to what stands before, right before its verb: "موسكو تنسحب وأوكرانيا تؤكد أن"."""
    i = saying.first
    if saying.before:
        return None
    for k in range(i - 1, max(line.first, i - _DATELINE) - 1, -1):
        actor = line.voices.actor(k)
        if actor and actor.keys and actor.past == i:
            return (k, i) if actor.before == line.w.conjunction and line.has_finite(line.first, k) else None
    return None


def _first_of_two(line: Line, saying: Saying, stop: int) -> int:
    """Where a speaker ends who does something to somebody: "اتهمت إسرائيل | حزب الله بـ"."""
    if saying.hit.lemma not in line.w.lemmas["transitive"]:
        return stop
    for k in range(saying.past, stop):
        actor = line.voices.actor(k)
        if actor and actor.keys and actor.sub != "nationality":
            return actor.past
    return stop


def _acting(line: Line, i: int) -> tuple[int, int]:
    """Who did what the sentence tells before a second verb without a subject: "دخلت القوات المدينة وقالت إنها"."""
    earlier = [s for s in line.sayings if s.first < i and s.hit.label in ("verb", "noun", "according")]
    if not earlier:
        return line.first, min(line.clause_end(line.first), i)
    first = earlier[0]
    end = min(line.clause_end(first.past), i)
    # "ورحب الرئيس بالقرار، وجدد": what says nothing by itself has its speaker all the same
    silent = first.hit.lemma in line.w.lemmas["clausal"] and line.that_after(first.past, i) is None
    alone = silent and len(earlier) == 1 and first.first <= line.first + 1
    return (first.past, end) if alone and line.voices.has(first.past, end) else (i, i)


def _addressed(line: Line, j: int) -> bool:
    """Whether a verb is followed by those to whom it is said: "قال لوكالتنا", "أكد لـ«المدار»"."""
    if j >= line.past or not line.words[j].startswith(line.w.to):
        return False
    actor = line.voices.actor(j)
    if actor and actor.keys:
        return actor.before == line.w.to
    if j + 1 in line.thats and not line.w.definite(line.words[j]):
        return True
    return len(line.words[j]) < 4 or bool(line.bits(j) & (w.ADDRESSEE | w.PRESS | w.QUESTION))


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
    starts = [_past_that(line, that)] if that is not None else []
    if quote:
        starts.append(quote[0])
    if participle:
        start = min(starts) if starts else j
        if not starts and (j >= line.past or line.is_break(j)):
            return None
        return Frame(start, _content_end(line, start), *_main_subject(line, i), i, "<speaker> …, adding that …")
    if not starts:
        return None
    start = min(starts)
    if line.clause_end(j) < start - 2:
        return None
    if any(s.hit.lemma in line.w.lemmas["quoting"] and i - 12 < s.first < i for s in line.sayings):
        return None
    region = (i + 1, start) if line.voices.has(i + 1, start) else _main_subject(line, i)
    return Frame(start, _content_end(line, start), *region, i, "<speaker>'s statement that …")


def _main_subject(line: Line, i: int) -> tuple[int, int]:
    """The speaker of the sentence's main verb: the last one, if a verb of saying stands before; else the subject."""
    if any(s.first < i and s.hit.label in ("verb", "noun", "according") for s in line.sayings):
        return i, i
    return line.first, min(i, line.first + 16)
