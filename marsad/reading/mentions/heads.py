"""The noun that a name hangs on: before it, behind it, or before "of"."""

from marsad.languages import load
from marsad.reading.mentions.nominals import PEOPLE, REACH, Nominals
from marsad.reading.names import Named
from marsad.reading.nouns import ACTORS, Noun, ends_phrase
from marsad.reading.quotes import MARKS

_HEADS = (*ACTORS, "site")
_FOLLOWERS = 16  # names that may share one noun: to look behind all of a long list takes a time that grows too fast


class Heads:
    """Finds the nouns of names in the order in which a language writes them."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._head_first: bool = script["head_first"]
        self._cased: bool = script["cased"]
        self._definite = frozenset(script["definite"])
        self._genitives = frozenset(script["genitives"])
        self._owners: tuple[str, ...] = tuple(script["genitive_owners"])
        self._belonging = frozenset(script["belonging"])
        self._belonging_particle: str = script["belonging_particle"]
        self._joining = frozenset(script["joining"])
        self._attached_and: str = script["attached_and"]
        self._dependence = frozenset(script["dependence"])
        self._possessive_marks = frozenset(script["possessive_marks"])

    def of(self, on: Nominals, name: Named) -> tuple[Noun | None, bool]:
        """The noun that a name hangs on, and whether another name stands between them and shares it."""
        return self._before(on, name) if self._head_first else self._behind(on, name)

    def _before(self, on: Nominals, name: Named) -> tuple[Noun | None, bool]:
        i = name.first
        previous = on.ends.get(i)
        joined = bool(name.before) and name.before == self._attached_and
        if joined or (previous and not name.before):
            site = bool(previous and previous.of("place", "town"))  # "مدينة منبج السورية" is one town
            if previous and previous.first in on.heads and name.of(*PEOPLE) and (joined or not site):
                return on.heads[previous.first], True
            if name.before:
                return None, False
        if name.before and not self._belongs(on, name):
            return None, False
        i -= _is_quoted(on, name)
        for start in range(i - 1, max(-1, i - 1 - REACH), -1):
            if (start in on.ends and start != i - 1) or start in on.names or start + 1 in on.ends:
                return None, False
            noun = on.nouns.get(start)
            if noun:
                return (_outermost(on, noun) if _may_own(name, noun) else None), False
            if ends_phrase(on.page, start):
                break
        return self._of_genitive(on, name), False

    def _belongs(self, on: Nominals, name: Named) -> bool:
        """Whether the particle of a name tells whose something is: "التابعة لإيران"."""
        i = name.first
        return bool(name.before == self._belonging_particle and i and on.words[i - 1] in self._belonging)

    def _behind(self, on: Nominals, name: Named) -> tuple[Noun | None, bool]:
        words, j, shared = on.words, name.past, False
        if j < len(words) and words[j] in self._possessive_marks:
            j += 1
        steps = followers = 0
        while j < len(words) and steps < REACH and followers < _FOLLOWERS:
            follower = on.names.get(j)
            if follower is None and words[j] in self._joining and j + 1 in on.names:
                follower = on.names[j + 1]
            if follower:
                if not (name.of(*PEOPLE) and follower.of(*PEOPLE)):
                    return None, False
                shared, j, steps, followers = True, follower.past, 0, followers + 1
                continue
            noun = on.nouns.get(j)
            if noun:
                return _last(on, noun), shared
            if ends_phrase(on.page, j) or words[j] in self._dependence:
                break
            j, steps = j + 1, steps + 1
        return self._of_genitive(on, name), False

    def _of_genitive(self, on: Nominals, name: Named) -> Noun | None:
        """The noun before "of" and a name: "jihadists of JNIM", "عناصر من حزب الله"."""
        j = name.first - 1
        while j > 0 and on.words[j] in self._genitives:
            j -= 1
        between = on.words[j + 1 : name.first]
        if j < 0 or name.before or all(word in self._definite for word in between):
            return None
        if on.page.tokens.sentence_of(j) != on.page.tokens.sentence_of(name.first):
            return None
        noun = next((n for k in range(j, max(-1, j - 3), -1) if (n := on.nouns.get(k)) and n.past == j + 1), None)
        if noun is None or noun.match.after or noun.first in on.taken:  # "the US contingent of the mission" is the US
            return None
        if noun.layer in ("town", "region") and name.of("place", "town"):
            return noun if self._cased else None
        return noun if noun.layer in ACTORS and name.of(*self._owners) else None


def _may_own(name: Named, noun: Noun) -> bool:
    """Whether a noun may be a state's: an adjective may stand far behind, a state's name only next to its noun."""
    if not name.of("state") or name.of("nationality", "people", "actor"):
        return True
    return noun.past >= name.first - 1 and noun.hit.form != "definite"


def _is_quoted(on: Nominals, name: Named) -> bool:
    """Whether a name stands alone in quotation marks or brackets, right behind a noun: قاعدة "القيارة"."""
    i, past = name.first - 1, name.past
    if i <= 0 or past >= len(on.words):
        return False
    opened, closed = on.words[i], on.words[past]
    return (opened in MARKS and closed in MARKS) or (opened == "(" and closed == ")" and bool(name.of("place")))


def _outermost(on: Nominals, noun: Noun) -> Noun | None:
    """The outermost noun of a chain decides: "المتحدث باسم وزارة الدفاع"."""
    outer = on.nouns.get(noun.first - 1)
    chained = outer and outer.past == noun.first and outer.layer in ACTORS and noun.layer in ACTORS
    if outer and chained and not noun.match.before and not outer.match.after:
        return Noun(outer.first, noun.past, outer.layer, outer.hit, outer.match)
    return None if noun.match.after else noun


def _last(on: Nominals, noun: Noun) -> Noun:
    """The last noun of a compound: "army base", "defence ministry spokesman"."""
    following = on.nouns.get(noun.past)
    while following and following.layer in _HEADS:
        noun = Noun(noun.first, following.past, following.layer, following.hit, following.match)
        following = on.nouns.get(noun.past)
    return noun
