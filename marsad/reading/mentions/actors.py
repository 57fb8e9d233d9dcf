"""Actors: by a name with or without the noun of a force, and by a noun alone."""

from collections.abc import Iterator

from marsad.languages import load
from marsad.reading.mentions.dependence import Dependence
from marsad.reading.mentions.nominals import PEOPLE, REACH, Nominals, as_site, plain, together
from marsad.reading.mentions.sites import Sites
from marsad.reading.names import Named
from marsad.reading.nouns import ACTORS, PLACES, Noun
from marsad.reading.page import Mention
from marsad.reading.unknown import UnknownFinder
from marsad.world.register import Entry, key_of

_MEANT = ("actor", "people", "nationality", "state", "capital", "person", "outlet")  # what a name names first


class Actors:
    """Finds the actors that names and nouns of one language stand for."""

    def __init__(self, language: str, dependence: Dependence, sites: Sites, unknown: UnknownFinder) -> None:
        script = load(language, "_script")
        self._dependence, self._sites, self._unknown = dependence, sites, unknown
        self._cased: bool = script["cased"]
        self._genitives = frozenset(script["genitives"])
        self._possessives = frozenset(script["possessives"])
        self._possessive_marks = frozenset(script["possessive_marks"])
        self._joining = frozenset(script["joining"])
        self._outlaws = frozenset(script["outlaw_nouns"])
        self._outlaw: str = next(iter(script["outlaw_nouns"]), "")
        self._outlawing = frozenset(script.get("outlaw_adjectives", ()))
        self._ranks = frozenset(script.get("ranks", ()))
        self._rank_followers = frozenset(script.get("rank_followers", ()))
        self._article: str = load(language, "_clitics").get("article", "")

    # names ------------------------------------------------------------------

    def of_name(self, on: Nominals, name: Named, noun: Noun | None, shared: bool, dependent: bool) -> Iterator[Mention]:
        """The actor of a name with its noun; a name that others depend on, or a place's, only qualifies."""
        actor = _meant(name, noun)
        if actor is None or self._dependence.leads(on, name, dependent) or self._dependence.is_seat(on, name):
            return
        head = noun.hit.lemma if noun else ""
        if dependent:
            yield plain(name, "actor", "nationality", (actor.key,), None, head, actor.key, actor.name)
        elif noun and noun.layer == "force" and actor.type == "person" and self._owns(on, name):
            on.take(noun)
            keys = (actor.key,)
            yield Mention(name.first, noun.past, "actor", "force", keys, None, name.before, "", head, name=actor.name)
        elif noun and noun.layer in ACTORS and actor.type not in ("person", "outlet"):
            on.take(noun)
            yield from self._with_noun(on, name, actor, noun, shared)
        elif noun and noun.layer in PLACES and actor.type in PEOPLE and not name.of("place", "town"):
            on.take(noun)
            if not self._is_named(on, noun):
                yield self._sites.qualified(on, name, noun, actor.key)
            yield plain(name, "actor", "nationality", (actor.key,), None, head, actor.key, actor.name)
        else:
            sub = "organisation" if actor.type == "actor" else actor.type
            yield plain(name, "actor", sub, (actor.key,), None, head, actor.key, actor.name)

    def _with_noun(self, on: Nominals, name: Named, actor: Entry, noun: Noun, shared: bool) -> Iterator[Mention]:
        """A force or an organ of state by its name and noun: "Iraqi forces", "وزارة الدفاع العراقية"."""
        keys: tuple[str, ...] = (actor.key,)
        lemma = noun.hit.lemma
        if shared:
            yield plain(name, "actor", noun.layer, keys, None, lemma, actor.key, actor.name)
            return
        site = as_site(noun)
        if site and name.of("nationality", "people", "state"):
            yield self._sites.qualified(on, name, site, actor.key)
        first, past, before = together(name, noun)
        sub, called = noun.layer, actor.name
        if actor.type in ("nationality", "people", "state") and lemma in self._outlaws:
            sub, keys, called = "bare", (), ""  # "Iraqi militants" are not Iraq's
        yield Mention(first, past, "actor", sub, keys, None, before, noun.match.after, lemma, actor.key, name=called)

    def _is_named(self, on: Nominals, noun: Noun) -> bool:
        """Whether the name of a place follows its noun: "the port city of | Odesa", "the province of | Kosovo"."""
        past = noun.past
        linked = past < len(on.words) and on.words[past] in self._genitives
        name = on.names.get(past + 1) if linked else None
        types = ("place", "town") if noun.layer == "site" or self._sites.is_border(noun) else ("place", "town", "state")
        return bool(name and self._cased and name.of(*types))

    def _owns(self, on: Nominals, name: Named) -> bool:
        """Whether a possessive mark stands behind a name: "Haftar's fighters"."""
        tokens = on.page.tokens
        return name.past < len(tokens) and tokens.surface(name.past) in self._possessive_marks

    # nouns alone --------------------------------------------------------------

    def of_noun(self, on: Nominals, noun: Noun) -> Mention:
        """An actor by its noun alone: "the army", "قواتها", "the Falcon Brigade"."""
        i, past, match, lemma = noun.first, noun.past, noun.match, noun.hit.lemma
        if noun.layer != "force":
            sub = "possessive" if match.after else "office"
            return Mention(i, past, "actor", sub, (), None, match.before, match.after, lemma)
        organisation = self._organisation(on, noun)
        if organisation:
            return organisation
        if match.after:
            return Mention(i, past, "actor", "possessive", (), None, match.before, match.after, lemma)
        if self._is_rank(on, noun):
            return Mention(i, past, "actor", "office", (), None, match.before, "", lemma)
        if past < len(on.words) and on.words[past] in self._outlawing:
            return Mention(i, past + 1, "actor", "bare", (), None, match.before, "", self._outlaw)
        own = i > 0 and on.words[i - 1] in self._possessives
        return Mention(i, past, "actor", "possessive" if own else "bare", (), None, match.before, "", lemma)

    def _organisation(self, on: Nominals, noun: Noun) -> Mention | None:
        """A force whose name no register knows; with a state's name before it, that state's."""
        found = self._unknown.organisation(on.page, noun)
        if not found:
            return None
        (first, end, name), before, lemma = found, noun.match.before, noun.hit.lemma
        state = self._state_before(on, first)
        if state:
            on.heads[state.first] = noun
            key = state.entries[0].key
            return Mention(first, noun.past, "actor", "force", (key,), None, before, "", lemma, key)
        keys = (key_of(name),)
        return Mention(first, end, "actor", "organisation", keys, None, before, "", lemma, known=False, name=name)

    def _state_before(self, on: Nominals, i: int) -> Named | None:
        """The state whose force a name in capitals is: "Afghan | National Security and Defense Force"."""
        tokens = on.page.tokens
        for j in range(i, max(tokens.sentences[tokens.sentence_of(i)][0], i - REACH - 1), -1):
            named = on.ends.get(j)
            if named:
                state = named.of("nationality", "state", "people")
                return named._replace(entries=(state,)) if state else None
            surface = tokens.surface(j - 1)
            if not surface[0].isupper() and not surface[0].isdigit() and on.words[j - 1] not in self._joining:
                break
        return None

    def _is_rank(self, on: Nominals, noun: Noun) -> bool:
        """Whether a noun of forces is somebody's rank: before his name, or before a part of the rank."""
        past = noun.past
        if noun.hit.lemma not in self._ranks or noun.hit.form != "definite" or past >= len(on.words):
            return False
        if on.words[past] in self._rank_followers:
            return True
        name = on.names.get(past)
        unknown = not on.page.matches[past] and on.words[past].isalpha()
        return bool(name and name.of("person")) or (unknown and not on.words[past].startswith(self._article))


def _meant(name: Named, noun: Noun | None) -> Entry | None:
    """Whom a name names, where it names an actor."""
    actor = name.of(*_MEANT)
    if actor is None or noun:
        return actor
    if actor.type == "nationality":
        actor = name.of("state") or actor  # "the US said", not "the US army"
    return None if name.of("place") and actor.type not in ("actor", "state", "capital") else actor
