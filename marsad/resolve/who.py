"""Whom the expressions for actors mean: "its troops", "the force", "we", "the ministry"."""

from marsad.languages import load
from marsad.reading.page import Mention, Page, Speech

_NAMED = ("force", "government", "organisation", "people", "state", "capital", "nationality")


class Actors:
    """Resolves the actor mentions of one language's pages."""

    def __init__(self, language: str) -> None:
        script = load(language, "_script")
        self._first_person = frozenset(script["first_person"])

    def resolve(self, page: Page, mentions: list[Mention]) -> list[Mention]:
        """The mentions with keys where they can be told: by the speaker, by the sentence, by what stands before."""
        out: list[Mention] = []
        recent: list[Mention] = []  # named actors, the latest last
        offices: dict[str, Mention] = {}
        previous: Mention | None = None  # the first named actor of the sentence before
        leading: Mention | None = None
        sentence = -1
        for mention in mentions:
            if mention.layer != "actor":
                out.append(mention)
                continue
            number = page.tokens.sentence_of(mention.first)
            if number != sentence:
                previous, leading, sentence = leading or previous, None, number
            if not mention.keys:
                found = self._antecedent(page, mention, recent, offices, leading, previous)
                if found:
                    mention = mention._replace(keys=found)
            elif mention.sub in _NAMED:
                if mention.sub != "nationality" and (leading is None or mention.sub != "capital"):
                    leading = leading or mention
                if mention.sub not in ("capital", "nationality"):
                    recent.append(mention)
                    del recent[:-8]
                if mention.head:
                    offices[mention.head] = mention
            out.append(mention)
        return out

    def _antecedent(
        self,
        page: Page,
        mention: Mention,
        recent: list[Mention],
        offices: dict[str, Mention],
        leading: Mention | None,
        previous: Mention | None,
    ) -> tuple[str, ...]:
        speaker = speaker_at(page, mention.first)
        if mention.sub in ("pronoun", "possessive") and self._is_first_person(page, mention):
            return speaker.keys if speaker else ()
        if mention.sub in ("pronoun", "possessive"):
            found = leading or previous
            return found.keys if found else ()
        if mention.sub == "office":
            same = offices.get(mention.head)
            return same.keys if same else ()
        same = offices.get(mention.head)
        if same and recent and same.first > recent[0].first:
            return same.keys
        found = recent[-1] if recent else leading or previous
        return found.keys if found else ()

    def _is_first_person(self, page: Page, mention: Mention) -> bool:
        words = page.tokens.words
        if mention.after:
            return mention.after in self._first_person
        if mention.sub == "possessive":
            return mention.first > 0 and words[mention.first - 1] in self._first_person
        return mention.head in self._first_person or words[mention.first] in self._first_person


def speech_at(page: Page, token: int) -> list[Speech]:
    """The speeches whose words hold a token, the innermost first."""
    return sorted((s for s in page.speech if s.first <= token < s.past), key=lambda s: (s.past - s.first, -s.first))


def speaker_at(page: Page, token: int) -> Mention | None:
    found = speech_at(page, token)
    return found[0].speaker if found else None
