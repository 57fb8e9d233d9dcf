"""Whom the expressions for actors mean: "its troops", "the force", "we", "the ministry"."""

from marsad.languages import load
from marsad.reading.nouns import ACTORS
from marsad.reading.page import Mention, Page, Speech
from marsad.resolve.scene import Scene
from marsad.world.register import armed_groups, homes_of_groups, missions

_NAMED = ("force", "government", "organisation", "people", "state", "capital", "nationality")
_WEAK = ("capital", "nationality")  # these name an actor in passing only
_NOBODY = ("UNKNOWN",)
_REMEMBERED = 8
_CODE = 2  # letters of a country's code


class Discourse:
    """Whom a page has named so far."""

    def __init__(self, page: Page) -> None:
        self.scene = Scene(page)
        self.recent: list[Mention] = []  # the latest last
        self.heads: dict[str, Mention] = {}  # the noun an actor stood with → that actor
        self.leading: Mention | None = None  # the first named actor of this sentence
        self.previous: Mention | None = None  # the same of the sentence before
        self._sentence = -1
        self._page = page

    def passes(self, mention: Mention) -> None:
        """Go on to a mention, without counting it yet."""
        self.scene.passes(mention)
        number = self._page.tokens.sentence_of(mention.first)
        if mention.layer == "actor" and number != self._sentence:
            self.previous, self.leading, self._sentence = self.leading or self.previous, None, number

    def counts(self, mention: Mention) -> None:
        """Remember a named actor."""
        if mention.sub != "nationality":
            self.leading = self.leading or mention
        if mention.sub not in _WEAK:
            self.recent.append(mention)
            del self.recent[:-_REMEMBERED]
        for head in _heads(mention.head) if mention.head else self._nouns(mention):
            self.heads[head] = mention

    def _nouns(self, mention: Mention) -> list[str]:
        """The nouns for forces and organs within an organisation's name: "army" of "the Iraqi Army"."""
        if mention.sub != "organisation" or not mention.known:
            return []
        return [
            hit.lemma
            for i in range(mention.first, mention.past)
            for match in self._page.matches[i]
            if match.past <= mention.past
            for hit in match.hits
            if hit.layer in ACTORS
        ]


class Actors:
    """Resolves the actor mentions of one language's pages."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._first_person = frozenset(script["first_person"])
        self._organs = frozenset(script["state_nouns"])
        self._groups = frozenset(script["group_nouns"])
        self._unlawful = frozenset(script.get("unlawful", ()))
        self._mission_nouns = frozenset(script.get("mission_nouns", ()))
        self._outlaws = frozenset(script["outlaw_nouns"])
        self._pairs = frozenset(script.get("pair_nouns", ()))
        self._head_first: bool = script["head_first"]
        self._regular = frozenset(script["regular_nouns"])
        self._armed_groups = armed_groups()

    def resolve(self, page: Page, mentions: list[Mention]) -> list[Mention]:
        """The mentions with keys where they can be told: by the speaker, by the sentence, by what stands before."""
        out: list[Mention] = []
        discourse = Discourse(page)
        for mention in mentions:
            discourse.passes(mention)
            if mention.layer == "actor":
                if not mention.keys:
                    mention = mention._replace(keys=self._meant(page, mention, discourse))
                elif mention.sub in _NAMED:
                    discourse.counts(mention)
            out.append(mention)
        return out

    def _meant(self, page: Page, mention: Mention, discourse: Discourse) -> tuple[str, ...]:
        if mention.sub in ("pronoun", "possessive"):
            if self._is_first_person(page, mention):
                speaker = speaker_at(page, mention.first)
                if speaker and speaker.keys != _NOBODY:
                    return speaker.keys
            return _keys(discourse.leading or discourse.previous)
        same = discourse.heads.get(mention.head)
        if self._pairs and page.tokens.words[mention.first][len(mention.before) :] in self._pairs:
            both = self._latest_two(discourse)
            if both:
                return both
        if mention.head in self._organs:
            if same and discourse.recent and len(same.keys[0]) == _CODE and same.first >= discourse.recent[0].first:
                return same.keys
            return (discourse.scene.country,) if discourse.scene.country else _keys(same)
        if mention.sub == "office":
            return _keys(same)
        if mention.head in self._outlaws:  # militants are nobody's army
            return _keys(self._latest_armed(discourse, mention.country)) or _NOBODY
        if mention.head in self._groups and self._is_unlawful(page, mention):
            return _keys(self._latest_armed(discourse)) or _NOBODY  # "armed groups" are no state's
        if mention.head in self._groups:
            armed = next((m for m in reversed(discourse.recent) if self._is_group(mention.head, m.keys[0])), None)
            if armed:
                return armed.keys
        if same and discourse.recent and same.first >= discourse.recent[0].first:
            return same.keys
        if mention.head in self._regular:
            regular = next((m for m in reversed(discourse.recent) if m.keys[0] not in self._armed_groups), None)
            if regular:
                return regular.keys
        return _keys(discourse.recent[-1] if discourse.recent else discourse.leading or discourse.previous)

    def _is_unlawful(self, page: Page, mention: Mention) -> bool:
        """Whether a word for who is no state's stands beside a noun: "armed groups", "مجموعة مسلحة"."""
        at, words = mention.past if self._head_first else mention.first - 1, page.tokens.words
        return 0 <= at < len(words) and words[at] in self._unlawful

    def _latest_two(self, discourse: Discourse) -> tuple[str, ...]:
        """The two states or armed groups named last, in their order: "both sides", "الطرفان"."""
        parties = (k for m in reversed(discourse.recent) for k in reversed(m.keys) if self._is_party(k))
        both = list(dict.fromkeys(parties))[:2]
        return tuple(reversed(both)) if len(both) > 1 else ()

    def _is_party(self, key: str) -> bool:
        return len(key) == _CODE or key in self._armed_groups

    def _latest_armed(self, discourse: Discourse, country: str | None = None) -> Mention | None:
        """The armed group named last: one that is at home in a country, where its people are named."""
        armed = (m for m in reversed(discourse.recent) if m.keys[0] in self._armed_groups)
        homes = homes_of_groups()
        return next((m for m in armed if country is None or country in homes.get(m.keys[0], ())), None)

    def _is_group(self, head: str, key: str) -> bool:
        """Whether "the group" or "the mission" may mean an actor: missions and coalitions are no armed groups."""
        return len(key) > _CODE and (key in missions()) == (head in self._mission_nouns)

    def _is_first_person(self, page: Page, mention: Mention) -> bool:
        words = page.tokens.words
        if mention.after:
            return mention.after in self._first_person
        if mention.sub == "possessive":
            return mention.first > 0 and words[mention.first - 1] in self._first_person
        return mention.head in self._first_person or words[mention.first] in self._first_person


def _heads(head: str) -> tuple[str, ...]:
    """A noun, and its first word where it has several: "the minister" may be the defence minister."""
    return tuple(dict.fromkeys((head, head.split()[0])))


def _keys(mention: Mention | None) -> tuple[str, ...]:
    return mention.keys if mention else ()


def speech_at(page: Page, token: int) -> list[Speech]:
    """The speeches whose words hold a token, the innermost first."""
    return sorted((s for s in page.speech if s.first <= token < s.past), key=lambda s: (s.past - s.first, -s.first))


def speaker_at(page: Page, token: int) -> Mention | None:
    found = speech_at(page, token)
    return found[0].speaker if found else None
