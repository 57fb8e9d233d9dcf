"""Who says what: verbs of saying, their speakers, and the words they vouch for.

A speaker is looked for where the language puts one (`speaker_after_verb` in `_script.yaml`), the words spoken from
the word for "that", from a quotation mark, or over the whole sentence where the verb ends it. A quotation goes on
over sentences; a name or title met again means who bore it before.
"""

from typing import NamedTuple

from marsad.languages import load
from marsad.reading.page import Mention, Page, Speech

_OPEN = {"«": "»", "“": "”", "„": "”"}
_PLAIN = '"'
_LONGEST_QUOTE = 400  # tokens; a mark left open closes here
_SUBS = ("person", "government", "force", "organisation", "state", "capital", "people", "nationality", "outlet")


class Voice(NamedTuple):
    """A speaker as far as the report has made him known."""

    keys: tuple[str, ...]
    name: str


class SpeechFinder:
    """Finds speech on a page whose mentions are there already."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._speaker_after: bool = script["speaker_after_verb"]
        self._cased: bool = script["cased"]
        self._source = frozenset(script["source_markers"])
        self._inherits = frozenset(script["inheriting_pronouns"])

    def find(self, page: Page, issuer: tuple[str, ...] = ()) -> list[Speech]:
        """Speech in text order. `issuer` are the keys of whoever issues the report, if it is a statement."""
        known: dict[str, Voice] = {}
        last: Mention | None = None
        out: list[Speech] = []
        quotes = _quotes(page)
        issuing = Mention(0, 0, "actor", "issuer", issuer) if issuer else None
        by_start: dict[int, list[Mention]] = {}
        for mention in page.mentions:
            if mention.layer == "actor":
                by_start.setdefault(mention.first, []).append(mention)
        for number, (first, past) in enumerate(page.tokens.sentences):
            found = False
            for verb, content, region, rule in self._verbs(page, first, past, quotes):
                speaker = self._speaker(page, region, by_start, known, last or issuing, verb)
                if speaker is None:
                    continue
                self._remember(page, region, speaker, known, by_start)
                out.append(Speech(content[0], content[1], speaker, verb, rule))
                last, found = speaker, True
            if not found and last is not None:
                spoken = _inside(quotes, first, past)
                if spoken:
                    out.append(Speech(spoken[0], spoken[1], last, -1, "a quotation goes on"))
            if page.tokens.words[first] in self._inherits and not found and last is not None and out and number:
                continue
        return out

    def _verbs(
        self, page: Page, first: int, past: int, quotes: list[tuple[int, int]]
    ) -> list[tuple[int, tuple[int, int], tuple[int, int], str]]:
        """(verb, content, speaker region, rule) of each saying in a sentence."""
        out: list[tuple[int, tuple[int, int], tuple[int, int], str]] = []
        for i in range(first, past):
            for match in page.matches[i]:
                hit = match.hit("speech")
                if not hit:
                    continue
                frame = None
                if hit.label == "verb" and hit.form in ("ed", "past", "s", "base", "perfect", "imperfect", "ing", "participle"):
                    frame = self._frame(page, i, match.past, first, past, quotes, hit.form)
                elif hit.label == "noun" and self._speaker_after:
                    frame = self._noun_frame(page, i, match.past, first, past, quotes, hit.lemma)
                elif hit.label == "according":
                    frame = self._according(page, i, match.past, first, past)
                if frame:
                    out.append(frame)
                    break
        return out

    def _frame(
        self, page: Page, i: int, j: int, first: int, past: int, quotes: list[tuple[int, int]], form: str
    ) -> tuple[int, tuple[int, int], tuple[int, int], str] | None:
        words = page.tokens.words
        that = _that(page, j, min(past, j + 30))
        opened = next((q for q in quotes if j <= q[0] < min(past, j + 30)), None)
        closed = next((q for q in quotes if first <= q[0] and q[1] <= i and i - q[1] <= 3), None)
        start = min([x for x in (that, opened[0] if opened else None) if x is not None], default=None)
        if self._speaker_after:
            if closed and (start is None or start - j > 12):
                end = _clause_end(page, j, past)
                return i, (closed[0], closed[1]), (j, end), "«…», says <speaker>"
            if start is None:
                return None
            region = (j, start)
            if not _has_actor(page, region) and i > first:
                left = _clause_start(page, i, first)
                if _has_actor(page, (left, i)):
                    region = (left, i)
            end = past
            return i, (start, end), region, "says <speaker> that …"
        if form in ("base", "ing", "participle") and start is None:
            return None
        left = _clause_start(page, i, first)
        before = words[i - 1] if i > first else ""
        inverted = before in (",", '"', "”", "»", "'", "’") or i == first
        if inverted and not (i == first and start is None):
            end = _clause_end(page, j, past)
            if closed or before == ",":
                return i, (first, i), (j, min(past, end + 12)), "…, said <speaker>"
        if left == i:
            return None
        has_more = any(words[k][0].isalpha() for k in range(j, past))
        tail = past - j
        if not has_more or (start is None and tail < 5 and left > first) or (closed and closed[1] <= left + 1 and start is None):
            return i, (first, left), (left, i), "…, <speaker> said"
        if start is None and form in ("ed", "past", "s") and _bare_complement(page, j, past):
            start = j
        if start is None:
            if left > first + 2 and tail < 12 and words[left - 1] == ",":
                return i, (first, left), (left, i), "…, <speaker> said"
            return None
        if left > first + 3 and words[left - 1] == "," and words[j : j + 1] == [","]:
            return i, (first, past), (left, i), "…, <speaker> said, …"
        return i, (start, past), (left, i), "<speaker> said that …"

    def _noun_frame(
        self, page: Page, i: int, j: int, first: int, past: int, quotes: list[tuple[int, int]], lemma: str
    ) -> tuple[int, tuple[int, int], tuple[int, int], str] | None:
        that = _that(page, j, min(past, j + 4))
        opened = next((q[0] for q in quotes if j <= q[0] < min(past, j + 4)), None)
        start = min([x for x in (that, opened) if x is not None], default=None)
        if start is None:
            return None
        return i, (start, past), (_clause_start(page, i, first), i), "his saying that …"

    def _according(
        self, page: Page, i: int, j: int, first: int, past: int
    ) -> tuple[int, tuple[int, int], tuple[int, int], str] | None:
        end = _clause_end(page, j, past)
        if not _has_actor(page, (j, end)):
            return None
        return i, (first, past), (j, end), "according to <speaker>"

    # who ---------------------------------------------------------------

    def _speaker(
        self,
        page: Page,
        region: tuple[int, int],
        by_start: dict[int, list[Mention]],
        known: dict[str, Voice],
        last: Mention | None,
        verb: int,
    ) -> Mention | None:
        words = page.tokens.words
        inside = [m for i in range(*region) for m in by_start.get(i, ()) if m.past <= region[1] + 3]
        marked = [m for m in inside if any(words[k] in self._source for k in range(max(region[0], m.first - 2), m.first))]
        if marked:
            inside = marked
        named = [m for m in inside if m.keys and m.sub in _SUBS]
        personal = [m for m in named if m.sub == "person"]
        name = self._name(page, region, inside)
        if personal:
            return personal[0]
        remembered = self._remembered(page, region, known)
        if named:
            weighty = [m for m in named if m.sub in ("government", "force", "organisation")] or [
                m for m in named if m.sub != "outlet"
            ]
            chosen = (weighty or named)[0]
            if remembered and chosen.sub in ("nationality", "outlet"):
                return chosen._replace(keys=remembered.keys, name=remembered.name)
            return chosen._replace(name=name, sub="speaker")
        if remembered:
            return Mention(region[0], region[1], "actor", "speaker", remembered.keys, name=remembered.name)
        offices = [m for m in inside if m.sub in ("office", "bare", "possessive", "pronoun")]
        if offices:
            first = offices[0]
            definite = first.sub in ("pronoun", "possessive") or self._definite(page, first)
            if definite and last is not None and last.keys:
                return first._replace(keys=last.keys, name=name or last.name, sub="speaker")
            anonymous = any(m.hit("anonymous") for m in page.matches[first.first])
            if anonymous or name:
                return first._replace(keys=("UNKNOWN",), name=name, sub="speaker")
            return None
        if name:
            return Mention(region[0], region[1], "actor", "speaker", ("UNKNOWN",), name=name)
        if self._speaker_after and last is not None and region[1] - region[0] <= 3:
            return last._replace(first=verb, past=verb + 1)
        return None

    def _definite(self, page: Page, mention: Mention) -> bool:
        words = page.tokens.words
        if not self._cased:
            return words[mention.first][len(mention.before) :].startswith("ال")
        return mention.first > 0 and words[mention.first - 1] in ("the", "same", "this", "his", "her", "their", "its")

    def _name(self, page: Page, region: tuple[int, int], inside: list[Mention]) -> str:
        """A person's name in the region: a run of words that nothing else explains."""
        taken = {k for m in inside for k in range(m.first, m.past) if m.sub != "person"}
        run: list[int] = []
        best: list[int] = []
        for k in range(*region):
            word = page.tokens.surface(k)
            plain = k not in taken and word[0].isalpha() and not _function(page, k)
            if plain and (not self._cased or (word[0].isupper() and len(word) > 1)):
                run.append(k)
            else:
                best = max(best, run, key=len)
                run = []
        best = max(best, run, key=len)
        if not best or (len(best) < 2 and not self._cased) or len(best) > 5:
            return ""
        return page.tokens.span(best[0], best[-1] + 1).text(page.tokens.text)

    def _remember(
        self,
        page: Page,
        region: tuple[int, int],
        speaker: Mention,
        known: dict[str, Voice],
        by_start: dict[int, list[Mention]],
    ) -> None:
        if not speaker.name or speaker.keys == ("UNKNOWN",):
            return
        voice = Voice(speaker.keys, speaker.name)
        for k in range(*region):
            word = page.tokens.words[k]
            if len(word) > 2 and word[0].isalpha() and not _function(page, k) and not page.matches[k]:
                known.setdefault(word, voice)

    @staticmethod
    def _remembered(page: Page, region: tuple[int, int], known: dict[str, Voice]) -> Voice | None:
        for k in range(*region):
            voice = known.get(page.tokens.words[k])
            if voice:
                return voice
        return None


def _function(page: Page, k: int) -> bool:
    return any(
        h.layer in ("function", "cue", "speech", "connector", "government", "force", "anonymous", "trigger")
        for m in page.matches[k]
        for h in m.hits
    )


def _has_actor(page: Page, region: tuple[int, int]) -> bool:
    return any(m.layer == "actor" and region[0] <= m.first < region[1] for m in page.mentions)


def _that(page: Page, start: int, past: int) -> int | None:
    """Where the words spoken begin after a verb of saying: past the word for "that"."""
    for k in range(start, past):
        for match in page.matches[k]:
            for hit in match.hits:
                if hit.layer == "speech" and hit.label == "that":
                    return k
    return None


def _bare_complement(page: Page, j: int, past: int) -> bool:
    """Whether a clause follows a verb of saying without "that": some mention or article, then a verb."""
    first = page.tokens.words[j] if j < past else ""
    return bool(first) and first[0].isalnum() and first not in ("and", "in", "at", "by", "on", "for", "of", "with", "as", "to")


def _clause_start(page: Page, i: int, first: int) -> int:
    words = page.tokens.words
    k = i
    while k > first and words[k - 1] not in (",", "،", "؛", ";", ":", '"', "”", "»", "(", ")", "–", "—"):
        k -= 1
    # an apposition between the speaker's name and the verb belongs to the speaker
    if k > first and words[k - 1] in (",", "،") and i - k < 1:
        return k
    return k


def _clause_end(page: Page, j: int, past: int) -> int:
    words = page.tokens.words
    k = j
    while k < past and words[k] not in (",", "،", "؛", ";", ".", ":", '"', "«", "“"):
        k += 1
    return k


def _quotes(page: Page) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks that hold more than a word or two."""
    words = page.tokens.words
    out: list[tuple[int, int]] = []
    i, n = 0, len(words)
    while i < n:
        word = words[i]
        closer = _OPEN.get(word) or (_PLAIN if word == _PLAIN else None)
        if closer:
            limit = min(n, i + _LONGEST_QUOTE)
            j = i + 1
            while j < limit and words[j] != closer and not (closer == "”" and words[j] == _PLAIN):
                j += 1
            if j < limit:
                if j - i > 4:
                    out.append((i, j + 1))
                i = j
        i += 1
    return out


def _inside(quotes: list[tuple[int, int]], first: int, past: int) -> tuple[int, int] | None:
    """The part of a sentence that stands in quotation marks, if that is most of it."""
    for start, end in quotes:
        lo, hi = max(start, first), min(end, past)
        if hi - lo > 0.6 * (past - first):
            return lo, hi
    return None
