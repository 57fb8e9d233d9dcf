"""Frames of saying where the subject stands before its verb, as in English: "X said that …", "…, said X"."""

from collections.abc import Iterator

from marsad.reading import wording as w
from marsad.reading.line import CITING, Frame, Line, Saying

_FAR = 30  # tokens from a verb to the words said
_SETTING_OFF = (",", "-", "–", "—")
_INVERTED = 16  # tokens of a speaker after his verb


def frames(line: Line) -> Iterator[Frame]:
    """The frames of a sentence, left to right."""
    busy = line.first
    for saying in line.sayings:
        if saying.first < busy or _quoted(line, saying):
            continue
        label = saying.hit.label
        if label == "according":
            frame = _according(line, saying)
        elif label == "verb":
            frame = _of_verb(line, saying)
        else:
            frame = _of_noun(line, saying)
        if frame:
            yield frame
            if frame.rule.startswith("…, said"):
                rest = _second_half(line, frame)
                if rest:
                    yield rest
            busy = max(saying.past, frame.right if frame.left >= saying.past else saying.past)
    yield from _tallies(line)


def _quoted(line: Line, saying: Saying) -> bool:
    """Whether a word of saying is itself among the words quoted; then its speaker is another's witness at best."""
    quote = line.quotes.at(saying.first)
    if quote is None or quote[1] - quote[0] <= 4:
        return False
    return not line.that_after(saying.past, saying.past + 3)


def _according(line: Line, saying: Saying) -> Frame | None:
    """ "according to X": the whole sentence, or its part between semicolons."""
    end = line.clause_end(saying.past)
    if not line.voices.has(saying.past, end) or line.bits(saying.past) & w.RELATIVE:
        return None
    if not line.voices.named_soon(saying.past, end) or line.words[saying.past] in line.w.clausal_objects:
        return None  # "according to a timetable agreed with Baghdad", "according to what was agreed"
    if saying.hit.lemma in line.w.deeper and line.voices.belongs(saying.past, end):
        return None  # "citing the progress of the army"
    first, past = line.segment(saying.first)
    rule = CITING if saying.hit.lemma in line.w.deeper else "according to <speaker>"
    return Frame(first, past, saying.past, min(past, end + 14), saying.first, rule, False)


def _tallies(line: Line) -> Iterator[Frame]:
    """ "by his count", "in the general's words"."""
    for k in range(line.first + 1, line.past):
        if not line.bits(k) & w.TALLY:
            continue
        i = k - 1
        while i > line.first and k - i < 6 and not line.bits(i) & w.TALLY_MARKER and not line.is_break(i):
            i -= 1
        if not line.bits(i) & w.TALLY_MARKER:
            continue
        possessed = any(line.bits(j) & (w.POSSESSIVE | w.POSSESSIVE_MARK) for j in range(i + 1, k))
        if possessed:
            first, past = line.segment(k)
            yield Frame(first, past, i + 1, k, i, "by <speaker>'s count")


def _of_noun(line: Line, saying: Saying) -> Frame | None:
    """ "X's claim that …", "a statement by X that …"."""
    that = line.that_after(saying.past, saying.past + 8)
    if saying.first in line.voices.named:
        return None  # "the News Agency"
    if that is None or saying.hit.lemma not in line.w.claims or line.has_finite(saying.past, that):
        return None
    left = line.clause_start(saying.first)
    after = saying.past + bool(line.bits(saying.past) & w.AGENT)
    if line.voices.has(after, that):
        region = (after, that)
    else:
        begin = saying.first
        while begin > max(left, saying.first - 5) and not line.is_finite(begin - 1):
            begin -= 1
        region = (begin, saying.first)
        if not line.voices.has(*region):
            return None
    return Frame(that + 1, line.past, *region, saying.first, "<speaker>'s claim that …", False)


def _of_verb(line: Line, saying: Saying) -> Frame | None:
    i, j = saying.first, saying.past
    lemma, form = saying.hit.lemma, saying.hit.form
    if form == "ing":
        return _participle(line, saying)
    lemmas = line.w.lemmas
    subject = _before_auxiliaries(line, i, lemma in lemmas["negatable"])
    if subject is None:
        return None
    if form in ("base", "s") and lemma in lemmas["nounlike"] and _is_noun(line, i, j):
        return None
    if _passive(line, i, form):
        return _in_passive(line, saying)
    if form in ("ed", "participle") and _issued(line, i, j):
        return None
    if lemma in lemmas["quoting"] and _quotes_another(line, j):
        return None
    if lemma in lemmas["said"] and lemma not in lemmas["telling"] and subject == i:
        inverted = _inverted(line, saying)
        if inverted:
            return inverted
    return _direct(line, saying, subject)


def _before_auxiliaries(line: Line, i: int, negatable: bool) -> int | None:
    """Where a subject ends that stands before a verb: before its auxiliaries and adverbs; None where it is negated."""
    k = i
    while k > line.first:
        bits = line.bits(k - 1)
        if bits & w.NEGATION and not bits & w.AUXILIARY and not negatable:
            return None
        if not bits & (w.AUXILIARY | w.ADVERB | (w.NEGATION if negatable else 0)):
            break
        k -= 1
    if k == i and line.w.cased and k > line.first and line.words[k - 1] in line.w.recipients:
        return None
    return k


def _is_noun(line: Line, i: int, j: int) -> bool:
    """Whether a word such as "report" or "claims" is a noun here."""
    before = line.bits(i - 1) if i > line.first else w.DETERMINER
    if before & (w.DETERMINER | w.LOCATIVE | w.POSSESSIVE | w.BELONGING):
        return True
    if j + 1 < line.past and line.bits(j) & w.BARE_VERB and line.bits(j + 1) & w.AUXILIARY:
        return False  # "the insurgents claim to have killed"
    if j + 1 < line.past and line.words[j + 1] in line.w.bounds and line.bits(i - 1) & w.BEARER:
        return False  # "residents count at least"
    if line.that_after(j, j + 2) is not None or (j < line.past and line.bits(j) & (w.QUOTE | w.PRONOUN | w.DETERMINER)):
        return False
    behind = w.LOCATIVE | w.JOINT | w.STOP | w.FINITE | w.BREAK | w.BELONGING
    return j < line.past and bool(line.bits(j) & behind)


def _passive(line: Line, i: int, form: str) -> bool:
    if form not in ("ed", "participle"):
        return False
    k = i - 1
    while k > line.first and line.bits(k) & w.ADVERB:
        k -= 1
    return k >= line.first and bool(line.bits(k) & w.BEING)


def _quotes_another(line: Line, j: int) -> bool:
    """Whether somebody quoted says what follows: "the paper cited | an officer saying that"."""
    end = line.clause_end(j)
    return any(j < s.first < end and s.hit.form == "ing" and line.voices.has(j, s.first) for s in line.sayings)


def _issued(line: Line, i: int, j: int) -> bool:
    """Whether a participle only tells how a document came out: "in a post published on Twitter"."""
    if i <= line.first or j >= line.past or not line.bits(i - 1) & w.DOCUMENT:
        return False
    return bool(line.bits(j) & (w.LOCATIVE | w.AGENT)) or j in _dated(line)


def _in_passive(line: Line, saying: Saying) -> Frame | None:
    """ "was quoted (by AP) as saying", "it was announced by X that", "…, was announced by X"."""
    i, j = saying.first, saying.past
    if saying.hit.lemma in line.w.lemmas["quoting"]:
        following = next((s for s in line.sayings if j <= s.first < j + 10 and s.hit.form == "ing"), None)
        if following:
            start = following.past + (1 if line.that_after(following.past, following.past + 1) is not None else 0)
            left = line.clause_start(i)
            return Frame(start, line.past, left, i, i, "<speaker> was quoted as saying …")
        return None
    if j < line.past and line.bits(j) & w.AGENT and line.voices.has(j + 1, line.clause_end(j)):
        that = line.that_after(j, j + 15)
        if that is not None:
            return Frame(that + 1, line.past, j + 1, that, i, "it was said by <speaker> that …", False)
        first, past = line.segment(i)
        return Frame(first, past, j + 1, line.clause_end(j), i, "…, was said by <speaker>", False)
    return None


def _participle(line: Line, saying: Saying) -> Frame | None:
    """ "…, adding that …", "X quoted Y as saying …"."""
    i, j = saying.first, saying.past
    quoting = next(
        (s for s in line.sayings if s.hit.lemma in line.w.lemmas["quoting"] and s.past < i and i - s.past < 20), None
    )
    if i > line.first and line.bits(i - 1) & w.QUOTING_AS and quoting:
        start = j + (1 if line.that_after(j, j + 1) is not None else 0)
        return Frame(start, line.past, quoting.past, i - 1, i, "quoting <speaker> as saying …", False)
    if quoting and line.bits(i) & w.CUE and line.voices.has(quoting.past, i) and line.clause_end(quoting.past) >= i:
        start = j + (1 if line.that_after(j, j + 1) is not None else 0)
        return Frame(start, line.past, quoting.past, i, i, "quoting <speaker> as saying …", False)
    before = line.bits(i - 1) if i > line.first else w.BREAK
    if not line.bits(i) & w.CUE or (not before & w.BREAK and before & (w.LOCATIVE | w.AUXILIARY)):
        return None
    that = line.that_after(j, j + 3)
    start = j if that is None else that + 1
    past = _content_end(line, start)
    earlier = [s for s in line.sayings if s.first < i and s.hit.label == "verb"]
    if earlier:
        return Frame(start, past, i, i, i, "…, adding that …")
    return Frame(start, past, *_subject_of_sentence(line, i), i, "<speaker> …, adding that …")


def _subject_of_sentence(line: Line, i: int) -> tuple[int, int]:
    first = line.first
    k = first
    while k < i and not line.is_finite(k):
        k += 1
    return first, k


def _inverted(line: Line, saying: Saying) -> Frame | None:
    """ "…, said X" and "…, said X, …"."""
    i, j = saying.first, saying.past
    if i == line.first:
        # "Says X: …" of headlines has its own rule; a sentence does not begin with an inverted verb otherwise
        return None
    before = line.bits(i - 1)
    if not before & w.BREAK and line.words[i - 1] not in ".!?":
        return None
    end = line.clause_end(j)
    end = next((k for k in range(j, end) if line.bits(k) & (w.RELATIVE | w.CLAUSE)), end)
    present = j < line.past and line.words[j].endswith(line.w.present_endings)
    if present and not line.page.tokens.surface(j)[0].isupper():
        return None  # "X, which …, denies keeping"
    if end == j or end - j > _INVERTED or line.bits(j) & (w.FINITE | w.LOCATIVE | w.ADDRESSEE | w.QUOTE):
        return None
    if line.that_after(j, end) is not None or line.has_finite(j + 1, end) or not line.voices.has(j, end):
        return None
    if not line.bits(i - 1) & w.QUOTE and line.quotes.closing(i) is None and not _is_clause(line, line.first, i):
        return None
    right = _with_apposition(line, end)
    quote = line.quotes.closing(i) or line.quotes.closing(i - 1)
    first = _quote_start(line, i, quote)
    rest = right + 1 if right < line.past and line.words[right] == "," else right
    past = i
    if rest < line.past and right == end and line.words[right] == "," and _goes_on(line, rest, first, i):
        past = line.past
    return Frame(first, past, j, right, i, "…, said <speaker>", False)


def _is_clause(line: Line, first: int, past: int) -> bool:
    """Whether something precedes that can be what is said, rather than a name in apposition."""
    return past - first >= 2


def _quote_start(line: Line, i: int, quote: tuple[int, int] | None) -> int:
    """Where the words before an attribution begin: with their quotation, or with the clause after a semicolon."""
    if quote and quote[0] < line.first:
        return quote[0]
    return line.segment(i - 1)[0]


def _with_apposition(line: Line, end: int) -> int:
    """Past the apposition that follows a speaker: ", the coalition's director of sustainment"."""
    if end >= line.past or line.words[end] != ",":
        return end
    after = line.clause_end(end + 1)
    if after - end < 2 or line.has_finite(end + 1, after) or line.bits(end + 1) & (w.RELATIVE | w.QUOTE):
        return end
    bearer = any(line.bits(k) & (w.BEARER | w.TITLE | w.INSTITUTE) for k in range(end + 1, after))
    return after if bearer or line.bits(end + 1) & w.BELONGING else end


def _goes_on(line: Line, rest: int, first: int, i: int, pronoun: bool = False) -> bool:
    """Whether what follows an attribution within a sentence still is what was said; a pronoun has no apposition."""
    bits = line.bits(rest)
    if bits & w.QUOTE:
        return True
    if bits & (w.RELATIVE | w.SUBORDINATE) or any(_speaks(line, s) for s in line.sayings if s.first >= rest):
        return False
    if line.bits(first) & w.INTRODUCTION and "," not in line.words[first : i - 1] and line.has_finite(rest, line.past):
        return True  # "when it is over, the officials added, the base will be closed"
    aside = bits & w.ASIDE and not (pronoun and bits & (w.DETERMINER | w.LOCATIVE | w.ADVERB))
    if not line.has_finite(first, i):
        return not aside or line.has_finite(rest, line.past)
    return not aside


def _speaks(line: Line, saying: Saying) -> bool:
    """Whether a word of saying is a verb with a subject of its own: no infinitive, passive or second verb."""
    before = line.bits(saying.first - 1)
    return saying.hit.label == "verb" and not before & (w.BARE_VERB | w.BEING | w.JOINT)


def _second_half(line: Line, frame: Frame) -> Frame | None:
    """A quotation that opens again after its attribution: "…," said X, "…"."""
    if frame.past > frame.verb:
        return None
    opened = line.quote_after(frame.right, line.past)
    if opened and (opened[0] - frame.right < 3 or line.words[opened[0] - 1] in ",:."):
        return Frame(opened[0], opened[1], frame.left, frame.right, frame.verb, "…, said <speaker>, …", False)
    return None


def _direct(line: Line, saying: Saying, subject: int) -> Frame | None:
    """ "X said that …", "X announced the …", and "…, X said"."""
    i = saying.first
    verb = subject
    left, subject, first_person = _subject(line, subject)
    shared = subject < verb
    if first_person or left >= subject:
        if left >= subject and subject > line.first and line.bits(subject - 1) & w.RELATIVE:
            pass
        else:
            return None
    if line.bits(subject - 1) & w.RELATIVE:
        left = line.clause_start(subject - 1)
        if not line.voices.has(left, subject - 1):
            left = max(line.first, line.clause_start(max(line.first, left - 1)))
    if not line.voices.has(left, subject) and not any(line.bits(k) & w.PRONOUN for k in range(left, subject)):
        return None
    if line.bits(left) & w.NEGATION and not line.bits(left) & w.AUXILIARY:
        return None  # "no group has claimed"
    lemma = saying.hit.lemma
    start = _complement(line, saying)
    if start is not None and line.bits(start) & w.PRONOUN and _ends_at(line, start + 1):
        start = None  # "as he put it"
    rule = "<speaker> said that …"
    if start is None:
        behind = lemma in line.w.lemmas["said"] and not shared
        return _behind(line, saying, left, subject) if behind else None
    past = _content_end(line, start)
    if past == line.past and not line.has_finite(start, line.clause_end(start)) and not line.quotes.at(start):
        past = _object_end(line, start)
    quote = line.quotes.closing(left, 1)
    again = line.quotes.at(start)
    if quote and quote[1] - quote[0] > 4 and again and again[0] == start and line.words[start - 1] != ":":
        return Frame(_quote_start(line, left, quote), left, left, subject, i, "…, <speaker> said")
    return Frame(start, past, left, subject, i, rule)


def _ends_at(line: Line, k: int) -> bool:
    """Whether a clause ends at a token, with more than an opening quotation mark."""
    return line.clause_end(k - 1) <= k and not (k < line.past and line.bits(k) & w.QUOTE)


def _subject(line: Line, subject: int) -> tuple[int, int, bool]:
    """Where the subject of a verb begins and ends, and whether it is the writer himself."""
    left = line.clause_start(subject)
    if left == subject and left - 1 > line.first and line.words[left - 1] in (",", ")"):
        # an apposition stands between name and verb: go back over segments without a verb
        k = left - 1
        while k > line.first:
            start = line.clause_start(k)
            if _is_main(line, start, k):
                joined = _after_joint(line, start, k)
                k = joined if joined > start and line.voices.has(joined, k) else k + 1
                break
            k = start
            if k == line.first or line.words[k - 1] not in (",", "(", ")"):
                break
            k -= 1
        left = max(line.first, k)
        while left < subject and line.words[left] in (",", "(", ")"):
            left += 1
    elif left < subject:
        held = left
        if left - 1 > line.first and all(line.bits(k) & w.JOINT for k in range(left, subject)):
            return _before_comma(line, left - 1)
        left = _after_joint(line, left, subject)
        if left == subject and line.bits(subject - 1) & w.JOINT and not line.bits(subject - 1) & w.CLAUSE:
            return _first_subject(line, held, subject)
        behind = left == held and left - 1 > line.first and line.words[left - 1] == ","
        if behind and not line.voices.has(left, subject) and not line.bits(left) & w.PRONOUN:
            k = line.clause_start(left - 1)
            if not line.has_finite(k, left - 1):
                left = k
    own = any(line.bits(k) & w.FIRST_PERSON for k in range(max(left, subject - 2), subject))
    return left, subject, own


def _before_comma(line: Line, comma: int) -> tuple[int, int, bool]:
    """The subject that a verb behind a comma and a conjunction shares: "He told them to go, and said"."""
    k = comma
    while k > line.first:
        start = line.clause_start(k)
        if _is_main(line, start, k) or start <= line.first:
            return _first_subject(line, start, k)
        k = start - 1
    return comma, comma, False


def _is_main(line: Line, first: int, past: int) -> bool:
    """Whether a segment between commas has a verb of its own rather than one of a relative clause."""
    if first < past and line.words[first] in line.w.reduced:
        return False  # "the army, asked about it, said"
    within = False
    for k in range(first, past):
        if line.bits(k) & (w.RELATIVE | w.SUBORDINATE):
            return False
        if k in line.thats and k > first:
            within = True  # "a unit that was combing a valley | came under fire"
        elif line.is_finite(k):
            if not within:
                return True
            within = False
    return False


def _first_subject(line: Line, first: int, joint: int) -> tuple[int, int, bool]:
    """The subject that two verbs share: "Britain | surged 350 marines and says"."""
    verb = next((k for k in range(first, joint) if line.is_finite(k)), joint)
    if verb == first:
        return _subject(line, first) if first > line.first else (first, first, False)
    own = any(line.bits(k) & w.FIRST_PERSON for k in range(max(first, verb - 2), verb))
    return first, verb, own


def _after_joint(line: Line, left: int, past: int) -> int:
    """Past the last conjunction that follows a finite verb: "the base was closed and the army | said"."""
    verb = -1
    for k in range(left, past):
        if line.is_finite(k):
            verb = k
    if verb < 0:
        if line.bits(left) & w.JOINT and past - left > 1:
            return left + 1
        last = max((k for k in range(left, past) if line.bits(k) & w.CLAUSE and k > left), default=-1)
        return last + 1 if 0 <= last < past - 1 else left
    joint = next((k for k in range(past - 1, verb, -1) if line.bits(k) & w.JOINT), -1)
    return joint + 1 if joint >= 0 else left


def _complement(line: Line, saying: Saying) -> int | None:
    """Where the words said begin after a verb, or None where none follow."""
    j = saying.past
    lemma = saying.hit.lemma
    end = line.clause_end(j)
    that = line.that_after(j, min(line.past, j + _FAR))
    if that is not None and _introduces(line, saying, end, that):
        return that + 1
    if j < line.past and lemma in line.w.lemmas["speaking"] and line.words[j] in line.w.topical:
        return j + 1  # "spoke of 5,000"
    if end < line.past and line.words[end] == ":" and end - j < 14:
        if _set_off(line, saying):
            return None
        begun = _skip_addressee(line, saying)  # "says it met the deadline: 2,000 are gone"
        clause = line.has_finite(begun + 1, end) and not line.bits(begun) & w.LOCATIVE
        threat = bool(line.bits(begun) & w.BARE_VERB) and lemma in line.w.lemmas["naming"]
        return begun if clause or threat else end + 1
    opened = line.quote_after(j, min(line.past, j + _FAR))
    if opened and _behind_comma(line, saying, end, opened[0]):
        return opened[0]
    start = _skip_addressee(line, saying)
    if opened and opened[0] <= end:
        if lemma in line.w.lemmas["clausal"] and lemma not in line.w.lemmas["said"]:
            return opened[0]
        return start if line.has_finite(start, opened[0]) else opened[0] if opened[0] - start < 4 else start
    if lemma in line.w.lemmas["clausal"] and lemma not in line.w.lemmas["naming"]:
        return None
    if lemma in line.w.lemmas["rating"] and not any(line.words[k] in line.w.rated for k in range(start, end)):
        return None
    if start >= line.past or line.bits(start) & w.RELATIVE:
        return None
    if _set_off(line, saying) and _adverbial(line, start):
        return None  # "…, X said at a ceremony in which …"
    if line.has_finite(start + 1, end) or (start < line.past and line.bits(start) & w.PRONOUN):
        return start
    if start < end and line.bits(start) & (w.BARE_VERB | w.NEGATION):
        return start
    if start < end and _goes_past_apposition(line, start, end) and not _set_off(line, saying):
        return start
    if start < end and line.words[start][0].isdigit() and lemma in line.w.lemmas["said"]:
        return start  # "the network says 38"
    if lemma in line.w.lemmas["naming"]:
        if _has_object(line, start, end):
            return start
        for k in range(start + 2, end if lemma in line.w.lemmas["negatable"] else start):
            # "denied in an electronic message any transfer": past the way it was said
            if line.bits(k) & w.DETERMINER and not line.bits(k - 1) & (w.LOCATIVE | w.DETERMINER | w.JOINT):
                return k
    if end < line.past and line.words[end] == "," and not _ends_there(line, saying, end):
        # "said on Tuesday, after talks in Paris, the base would close": an insertion before the clause
        after = line.clause_end(end + 1)
        if after < line.past and line.words[after] == "," and line.bits(end + 1) & w.INTRODUCTION:
            inner = line.clause_end(after + 1)
            if line.has_finite(after + 2, inner) and not line.bits(after + 1) & w.ASIDE:
                return after + 1
    return None


def _behind_comma(line: Line, saying: Saying, end: int, quote: int) -> bool:
    """Whether a quotation follows a comma behind a verb of saying: "said in a statement, “The base …”"."""
    if end + 1 != quote or line.words[end] != "," or _set_off(line, saying):
        return False
    return not line.has_finite(saying.past, end) and line.that_after(saying.past, end) is None


def _goes_past_apposition(line: Line, start: int, end: int) -> bool:
    """Whether the verb of what is said follows an apposition: "said the two – both Iraqi – were hurt"."""
    if end >= line.past or line.words[end] not in _SETTING_OFF:
        return False
    if not line.bits(start) & w.DETERMINER and not line.words[start][0].isdigit() and not line.voices.actor(start):
        return False
    after = line.clause_end(end + 1)
    closed = after < line.past and line.words[after] == line.words[end]
    return closed and line.is_finite(after + 1) if after + 1 < line.past else False


def _set_off(line: Line, saying: Saying) -> bool:
    """Whether words set off by a comma or marks stand before a speaker and can be what he said."""
    left = line.clause_start(saying.first)
    if left <= line.first or all(line.bits(k) & (w.AUXILIARY | w.ADVERB) for k in range(left, saying.first)):
        return False
    return bool(line.bits(left - 1) & w.QUOTE) or line.has_finite(line.segment(left - 1)[0], left - 1)


def _adverbial(line: Line, start: int) -> bool:
    """Whether words behind a verb of saying tell when, where or how: "at a ceremony", "a week after"."""
    bits = line.bits(start)
    if bits & (w.LOCATIVE | w.STOP):
        return True
    unit = start + 1 if bits & w.DETERMINER or line.words[start][0].isdigit() else start
    behind = unit + 1
    return behind < line.past and bool(line.bits(unit) & w.SPAN) and bool(line.bits(behind) & w.STOP)


def _introduces(line: Line, saying: Saying, end: int, that: int) -> bool:
    """Whether a "that" begins what is said, rather than a clause within or behind it."""
    j = saying.past
    if that > end:
        return line.is_break(that - 1) and not any(j <= s.first < that and s.hit.form == "ing" for s in line.sayings)
    claims = (s for s in line.sayings if s.hit.label == "noun" and s.hit.lemma in line.w.claims)
    if any(s.past == that and s.first not in line.voices.named for s in claims):
        return False  # "rejected Ukraine's claim that": that is the claim's; not "told NBC News that"
    start = _skip_addressee(line, saying)
    if start < that and line.bits(start) & w.DETERMINER and line.has_finite(that, end):
        return that - start < 3
    return not line.has_finite(start, that)


def _ends_there(line: Line, saying: Saying, end: int) -> bool:
    """Whether something before the subject could be what was said, so that nothing need follow."""
    return line.has_finite(line.first, line.clause_start(saying.first))


def _has_object(line: Line, start: int, end: int) -> bool:
    """Whether a noun phrase follows at once, rather than a time or a place."""
    if start >= end or start in _dated(line):
        return False
    return not line.bits(start) & (w.LOCATIVE | w.STOP | w.ADVERB | w.JOINT)


def _dated(line: Line) -> set[int]:
    return line.voices.dated


def _skip_addressee(line: Line, saying: Saying) -> int:
    """Past those to whom it is said, and when and where: "told reporters in Baghdad on Tuesday | the base".

    Only some verbs take a listener: what "said its troops" begins is said of the troops.
    """
    k = j = saying.past
    telling = saying.hit.lemma in line.w.lemmas["telling"]
    dated = _dated(line)
    while k < line.past:
        bits = line.bits(k)
        day = bits & w.DAYS_FOLLOW and k + 1 < line.past and k + 1 in dated
        listener = w.ADDRESSEE if telling else 0
        if k in dated or day or (bits & (listener | w.CALENDAR) and not line.is_break(k)):
            k += 1
            continue
        actor = line.voices.actor(k)
        if not telling or not actor or actor.sub != "outlet" or k - j >= 3:
            break
        k = actor.past
    return _past_listener(line, k) if telling and k == j else k


def _past_listener(line: Line, k: int) -> int:
    """Past a listener with a determiner: "told a local reporter | who", "told the daily Sabah | the"."""
    if k >= line.past or not line.bits(k) & w.DETERMINER:
        return k
    for j in range(k + 1, min(k + 4, line.past)):
        bits = line.bits(j)
        if bits & (w.BREAK | w.FINITE | w.LOCATIVE):
            break
        if bits & (w.ADDRESSEE | w.QUESTION):
            return j + 1
    return k


def _content_end(line: Line, start: int) -> int:
    """To the end of the sentence, and of a quotation that goes beyond it."""
    past = line.past
    quote = line.quote_after(start, past)
    while quote and quote[1] > past and quote[0] < past:
        return quote[1]
    return past


def _object_end(line: Line, start: int) -> int:
    """Where a thing that is said ends: before a colon or semicolon."""
    ends = (k for k in range(start, line.past) if line.words[k] in ":;" and k not in line.voices.tight)
    return next(ends, line.past)


def _behind(line: Line, saying: Saying, left: int, subject: int) -> Frame | None:
    """ "…, X said" at the end of what is said, or within it."""
    i, j = saying.first, saying.past
    end = line.clause_end(j)
    while left - 1 > line.first and line.bits(left - 1) & w.JOINT:
        left -= 1  # ", as X said", "so he says"
    boundary = left - 1
    quote = line.quotes.closing(left) or line.quotes.closing(left - 1)
    if left <= line.first and not (quote and quote[1] >= left - 1):
        return None
    if not (boundary >= line.first and (line.is_break(boundary))) and not quote:
        return None
    if boundary >= line.first and line.words[boundary] in (";", "؛", ":"):
        return None
    first = _quote_start(line, left, quote)
    if left - first <= 1:
        return None
    fronted = line.bits(first) & w.INTRODUCTION and not line.has_finite(first, left) and not quote
    if fronted and end >= line.past - 1 and left - first < 5:
        return None
    telling = saying.hit.lemma in line.w.lemmas["telling"]
    if not telling and j < line.past and line.bits(j) & w.POSSESSIVE and j not in _dated(line):
        return None  # "he added his name"
    rest = end + 1
    past = left
    pronoun = any(line.bits(k) & w.PRONOUN for k in range(max(left, subject - 2), subject))
    if end < line.past - 1 and line.words[end] == "," and _goes_on(line, rest, first, left, pronoun):
        past = line.segment(i)[1]
    if end < line.past and line.words[end] == ":":
        begin = first if line.has_finite(first, left) else end + 1
        return Frame(begin, _content_end(line, end + 1), left, subject, i, "<speaker> said: …")
    return Frame(first, past, left, subject, i, "…, <speaker> said")
