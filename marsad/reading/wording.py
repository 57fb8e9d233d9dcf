"""What single words mean for speech, by the lists of a language's `_speech.yaml`: one lookup per distinct word."""

from typing import Any

from marsad.languages import load
from marsad.reading.clitics import clitics
from marsad.reading.inflect import Inflector
from marsad.reading.phrases import Hit
from marsad.text.normalise import fold
from marsad.text.recent import Recent
from marsad.text.tokens import tokenise

# Each list is a bit, so that a word may belong to several and a test is one operation.
_LISTS = """
    finite auxiliaries adverbs negations first_person pronouns possessives relatives joints breaks stops locatives
    introductions asides addressees determiners definite roles outsiders locals documents titles honorifics
    adjectives institutes press calendar tallies tally_markers as_words questions answers verbal_cues institutions
    qualifiers formers belonging possessive_marks being agents quoting_as bare_verbs days_follow sent groups what
    topics as_prepositions officials foreign subordinates spans past_markers latter stately anaphors inside
    articles further
""".split()
_INFLECTED = frozenset(
    "roles outsiders locals documents institutes press institutions sent groups officials spans".split()
)
BITS = {name: 1 << position for position, name in enumerate(_LISTS)}
BREAK = 1 << len(_LISTS)  # punctuation that ends a clause
QUOTE = BREAK << 1

FINITE, AUXILIARY, ADVERB, NEGATION = (BITS[n] for n in ("finite", "auxiliaries", "adverbs", "negations"))
FIRST_PERSON, PRONOUN = BITS["first_person"], BITS["pronouns"]
POSSESSIVE, RELATIVE = BITS["possessives"], BITS["relatives"]
JOINT, CLAUSE, STOP, LOCATIVE = (BITS[n] for n in ("joints", "breaks", "stops", "locatives"))
INTRODUCTION, ASIDE, ADDRESSEE = (BITS[n] for n in ("introductions", "asides", "addressees"))
DETERMINER, DEFINITE = BITS["determiners"], BITS["definite"]
ROLE, OUTSIDER, LOCAL, DOCUMENT = (BITS[n] for n in ("roles", "outsiders", "locals", "documents"))
TITLE, HONORIFIC, ADJECTIVE = (BITS[n] for n in ("titles", "honorifics", "adjectives"))
INSTITUTE, PRESS, CALENDAR = BITS["institutes"], BITS["press"], BITS["calendar"]
LATTER, STATELY, ANAPHOR, INSIDE = (BITS[n] for n in ("latter", "stately", "anaphors", "inside"))
ARTICLE, FURTHER = BITS["articles"], BITS["further"]
SUBORDINATE, SPAN, PAST_MARKER = (BITS[n] for n in ("subordinates", "spans", "past_markers"))
OFFICIAL, FOREIGN = BITS["officials"], BITS["foreign"]
BELONGING, POSSESSIVE_MARK, BEING = (BITS[n] for n in ("belonging", "possessive_marks", "being"))
AGENT, QUOTING_AS, BARE_VERB, DAYS_FOLLOW = (BITS[n] for n in ("agents", "quoting_as", "bare_verbs", "days_follow"))
WHAT, TOPIC, AS_PREPOSITION = BITS["what"], BITS["topics"], BITS["as_prepositions"]
TALLY, TALLY_MARKER, AS = BITS["tallies"], BITS["tally_markers"], BITS["as_words"]
HOME, QUALIFIER, FORMER, SENT, GROUP = (BITS[n] for n in ("institutions", "qualifiers", "formers", "sent", "groups"))
QUESTION, ANSWER, CUE = BITS["questions"], BITS["answers"], BITS["verbal_cues"]
BEARER = ROLE | OUTSIDER | LOCAL | DOCUMENT  # nouns of those who can speak

_PUNCTUATION = {
    **dict.fromkeys(",،؛;:()[]–—|-…", BREAK),
    **dict.fromkeys('"“”„«»', BREAK | QUOTE),
}


class Wording:
    """The speech words of one language."""

    def __init__(self, language: str) -> None:
        self.data: dict[str, Any] = load(language, "_speech")
        self.language = language
        script = load(language, "_script")
        self.cased: bool = script["cased"]
        self.verb_first: bool = script["speaker_after_verb"]
        self.lemmas = {name: frozenset(str(v) for v in listed) for name, listed in self.data["classes"].items()}
        self.recipients = frozenset(fold(str(v)) for v in self.data["recipients"])
        self.sources = frozenset(fold(v) for v in script["source_markers"])
        self.participles = frozenset(self.data.get("participles", ()))
        self.last_words = frozenset(fold(str(v).split()[-1]) for v in self.data["according"])
        self.claims = frozenset(self.data.get("claims", ()))
        self.rated = frozenset(self.data.get("rating_prepositions", ()))
        self.to: str = self.data.get("recipient_particle", " ")
        self.at: str = self.data.get("place_particle", " ")
        self.owned = tuple(self.data.get("owned_endings", (" ",)))
        self.pronouns = tuple(self.data.get("pronoun_endings", (" ",)))
        self.plain_that = frozenset(self.data.get("plain_that", ()))
        self._leading: tuple[str, ...] = tuple(self.data.get("leading_particles", ()))
        self.resuming: str = self.data.get("resuming", " ")
        self.topical = frozenset(str(v) for v in self.data.get("topical", ()))
        self.present_endings = tuple(self.data.get("present_endings", (" ",)))
        self.reduced = frozenset(str(v) for v in self.data.get("reduced", ()))
        self.bounds = frozenset(str(v) for v in self.data.get("bounds", ()))
        self.halting = frozenset(str(v) for v in self.data.get("halting", ()))
        self.cut = frozenset(str(v) for v in self.data["cut"])
        self.unsaid = frozenset(fold(str(v)) for v in self.data.get("unsaid", ()))
        self.no_thats = frozenset(fold(str(v)) for v in self.data.get("no_thats", ()))
        self.selves: tuple[str, ...] = tuple(self.data.get("first_person_prefixes", ()))
        self.own = tuple(self.data.get("own_endings", (" ",)))
        self.impersonal = frozenset(fold(v) for v in self.data.get("impersonal", ()))
        self.no_that: str = self.data.get("no_that", " ")
        self.within = frozenset(fold(v) for v in self.data.get("within", ()))
        self.clausal_objects = frozenset(self.data.get("clausal_objects", ()))
        self.services = frozenset(self.data.get("services", ()))
        self.nearby = frozenset(fold(v) for v in self.data.get("nearby", ()))
        self.on_behalf = frozenset(fold(v) for v in self.data.get("on_behalf", ()))
        self.aides = frozenset(fold(v) for v in self.data["aides"])
        self.aiding = frozenset(fold(v) for v in self.data["aiding"])
        self.employers = frozenset(self.data.get("employers", ()))
        inflector = Inflector(language)
        self.phrased: dict[tuple[str, str], str] = {
            (fold(before), fold(form)): key
            for phrase, key in self.data.get("phrased", {}).items()
            for before, noun in (phrase.split(),)
            for _, form in inflector.noun(noun)
        }
        self.feminine: str = self.data.get("feminine_ending", " ")
        self.no_verb: str = self.data.get("no_verb", " ")
        self.passive: str = self.data.get("passive", " ")
        self.doubling: str = self.data.get("doubling", " ")
        self.opening = frozenset(str(v) for v in self.data.get("opening", ()))
        self.unspoken = frozenset(fold(v) for v in self.data.get("unspoken", ()))
        self.subject_before = tuple(self.data.get("subject_before", (" ",)))
        self.cited = frozenset(source + ending for source in self.sources for ending in self.pronouns)
        self.peoples: dict[str, dict[str, str]] = {fold(k): v for k, v in self.data.get("peoples", {}).items()}
        self.known_as: dict[str, dict[str, str]] = {fold(k): v for k, v in self.data.get("known_as", {}).items()}
        self.conjunction: str = self.data.get("conjunction_particle", " ")
        self.referring = frozenset(fold(v) for v in self.data.get("referring", ()))
        self.summing = frozenset(fold(str(v)) for v in self.data.get("summing", ()))
        self.interviews = frozenset(fold(str(v)) for v in self.data.get("interviews", ()))
        self.deeper = frozenset(str(v) for v in self.data["deeper"])
        self.that_particles = frozenset(self.data.get("that_particles", ("",)))
        self._clitics = clitics(language)
        self._article = fold(load(language, "_clitics").get("article", "")) or None
        self._seen: Recent[str, int] = Recent()
        self._said: dict[int, tuple[tuple[Hit, ...], tuple[Hit, ...]]] = {}
        self._bits = self._listed(inflector)

    def _listed(self, inflector: Inflector) -> dict[str, int]:
        bits: dict[str, int] = {}
        for name in _LISTS:
            for entry in self.data.get(name, ()):
                forms = [form for _, form in inflector.noun(entry)] if name in _INFLECTED else [entry]
                for form in forms:
                    word = fold(form)
                    bits[word] = bits.get(word, 0) | BITS[name]
        return bits

    def bits(self, word: str) -> int:
        """The lists that hold a folded word, as bits."""
        found = self._seen.get(word)
        if found is None:
            found = self._seen.older(word)
            found = self._seen.keep(word, self._found(word) if found is None else found)
        return found

    def _found(self, word: str) -> int:
        whole = _PUNCTUATION.get(word, self._bits.get(word))
        if whole is not None or not self._article:
            return whole or 0
        for form in self._clitics.cut(word):
            base = form.base
            found = self._bits.get(base) or (
                self._bits.get(base[len(self._article) :], 0) if base.startswith(self._article) else 0
            )
            if found and (len(base) > 2 or not form.before):
                return found
        return 0

    def phrases(self, listed: list[str]) -> frozenset[tuple[str, ...]]:
        """Phrases as folded words."""
        return frozenset(tuple(tokenise(str(phrase)).words) for phrase in listed)

    def sayings(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The words of saying among a match's hits, remembered: the phrase table hands out the same tuples."""
        found = self._said.get(id(hits))
        if found is None or found[0] is not hits:
            found = self._said[id(hits)] = (hits, tuple(h for h in hits if h.layer == "speech"))
        return found[1]

    def is_unsaid(self, word: str) -> bool:
        """Whether a word behind "according to" names what is nobody's words: "وفقا لخطة", "وفق الاتفاق"."""
        if not self.unsaid:
            return False
        bases = (form.base for form in self._clitics.cut(word))
        return any(base.removeprefix(self._article or "") in self.unsaid for base in bases)

    def is_owned(self, word: str, surface: str) -> bool:
        """Whether a noun of a speaker carries an attached pronoun: "قيادتها"; a feminine ending looks like one."""
        if not self._article or surface.endswith(self.feminine):
            return False
        forms = self._clitics.cut(word)
        return any(form.after in self.pronouns and self._bits.get(form.base, 0) & BEARER for form in forms)

    def definite(self, word: str) -> bool:
        """Whether a word carries the language's attached article."""
        article = self._article
        return bool(article) and any(form.base.startswith(article) for form in self._clitics.cut(word)[:3])  # type: ignore[arg-type]

    def base(self, word: str) -> str:
        """The word under which a speaker's title or name is remembered: without particles and article."""
        article = self._article
        if not article:
            return word
        for prefix in self._leading:
            if word.startswith(prefix + article) and len(word) > len(prefix) + 4:
                return word[len(prefix) + len(article) :]
        return word[1:] if word[0] == self.conjunction and len(word) > 4 and self._bits.get(word[1:]) else word
