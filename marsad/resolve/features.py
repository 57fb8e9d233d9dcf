"""What the weights look at, in words: each function here makes the features of one aspect of a candidate.

Features are strings. Those about order and particles carry the language, those about meaning do not, so that what
one language teaches about meaning serves the other. An aspect depends on few things, and the same few come again
and again: so the model sums the weights of an aspect once and remembers the sum (see `model.py`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Aspect = tuple[Any, ...]  # a function of this module, and what it is called with


class Features:
    """The features of one candidate: aspects that come again and again, and single features, which seldom do."""

    __slots__ = ("aspects", "single")

    def __init__(self, aspects: list[Aspect], single: Sequence[str] = ()) -> None:
        self.aspects, self.single = aspects, single

    def __iter__(self) -> Iterator[str]:
        for make, *given in self.aspects:
            yield from make(*given)
        yield from self.single


# triggers


def gate(lang: str, lemma: str, form: str, sense: str, actors: int, places: int) -> list[str]:
    """A trigger's word, and whether anybody and any place is named at all."""
    return [
        f"lemma={lang}:{lemma}",
        f"lemma+form={lang}:{lemma}:{form}",
        f"sense={sense}:{form}",
        f"actors={actors}",
        f"places={places}",
        f"actors+sense={actors}:{sense}",
        f"places+sense={places}:{sense}",
    ]


def neighbours(lang: str, before: str, behind: str) -> list[str]:
    return [f"next={lang}:{behind}", f"prev={lang}:{before}"]


def trigger_word(lang: str, sense: str, form: str, lemma: str) -> list[str]:
    return [
        f"sense={sense}",
        f"form={lang}:{form}",
        f"sense+form={sense}:{form}",
        f"lemma={lang}:{lemma}",
        f"lemma+form={lang}:{lemma}:{form}",
    ]


def words_before(lang: str, sense: str, nearer: str, farther: str) -> list[str]:
    return [f"prev={lang}:{nearer}", f"prev2={lang}:{farther}", f"sense+prev={lang}:{sense}:{nearer}"]


def words_behind(lang: str, sense: str, lemma: str, nearer: str, farther: str) -> list[str]:
    return [
        f"next={lang}:{nearer}",
        f"next2={lang}:{farther}",
        f"lemma+next={lang}:{lemma}:{nearer}",
        f"sense+next={lang}:{sense}:{nearer}",
    ]


def attached(before: str, after: str) -> list[str]:
    return ([f"before={before}"] if before else []) + ([f"after={after}"] if after else [])


_ARMED = frozenset(("force", "people", "organisation", "bare", "possessive", "state"))


def nearest_actor(lang: str, side: str, sense: str, sub: str, same: bool, distance: int) -> list[str]:
    """The actor nearest to a trigger on one side; `same` tells whether it stands in the same clause."""
    return [
        f"actor-{side}={lang}:{sub}:{same}",
        f"actor-{side}-sense={lang}:{sense}:{sub in _ARMED}:{same}",
        f"actor-{side}-dist={lang}:{distance}",
    ]


def no_actor(side: str) -> list[str]:
    return [f"actor-{side}=none"]


def nearest_place(lang: str, side: str, sense: str, level: str, same: bool, distance: int) -> list[str]:
    return [
        f"place-{side}={lang}:{level}:{same}",
        f"place-{side}-sense={sense}:{level}:{same}",
        f"place-{side}-dist={lang}:{distance}",
    ]


def nearest_noun(lang: str, side: str, sense: str, sort: str, same: bool) -> list[str]:
    """Whether a force or civilians stand nearest to a trigger on one side."""
    return [f"noun-{side}={lang}:{sort}:{same}", f"noun-{side}-sense={sense}:{sort}:{same}"]


def place_governed(lang: str, side: str, sense: str, prep: str) -> list[str]:
    """Behind which preposition the nearest place stands: deployed "to", deployed "in"."""
    return [f"place-{side}-prep={lang}:{sense}:{prep}"]


def trigger_governed(lang: str, sense: str, label: str, form: str, side: str) -> list[str]:
    """The verb of pace that a trigger hangs on as a noun."""
    return [f"gov={lang}:{form}:{side}", f"gov+sense={sense}:{label}:{form}"]


def no_place(side: str, sense: str) -> list[str]:
    return [f"place-{side}=none:{sense}"]


def company(kind: str, sense: str, force: bool, site: bool, means: bool, people: bool, number: bool) -> list[str]:
    """Which sorts of nouns stand near a trigger."""
    out = [
        f"force={force}:{sense}",
        f"site={site}:{sense}",
        f"means={means}:{kind}",
        f"people={people}:{sense}",
        f"number={number}:{sense}",
    ]
    return [*out, "civil"] if people and not force else out


def cue(label: str, side: str) -> list[str]:
    return [f"cue={label}:{side}"]


def setting(spoken: bool, saying: str | None, headline: bool, short: bool) -> list[str]:
    """Whether a trigger stands in speech, says something itself, in which sort of sentence."""
    out = [f"speech={spoken}"]
    if saying is not None:
        out.append(f"saying:{saying}")
    if headline:
        out.append("headline")
    if short:
        out.append("short")
    return out


def rivals(others: frozenset[str], same: tuple[str, ...], phases: frozenset[str]) -> list[str]:
    """Kinds of triggers nearby, other readings of this one, words of pace nearby."""
    return [f"near-{k}" for k in others] + [f"same-{k}" for k in same] + [f"phase-near={p}" for p in phases]


# mood


def mood_word(lang: str, kind: str, form: str, sense: str, lemma: str, before: str, passive: bool) -> list[str]:
    out = [
        f"form={lang}:{form}",
        f"kind={kind}",
        f"kind+form={kind}:{lang}:{form}",
        f"sense={sense}",
        f"lemma={lang}:{lemma}",
        f"before={before}",
        f"passive={passive}",
        f"kind+sense={kind}:{sense}:{form}",
        f"lemma+form={lang}:{lemma}:{form}",
    ]
    return [*out, f"particle={form}:{before}"] if form in ("imperfect", "perfect") else out


def mood_neighbours(lang: str, form: str, nearer: str, farther: str, behind: str) -> list[str]:
    return [
        f"prev={lang}:{nearer}",
        f"prev2={lang}:{farther}",
        f"prev+form={lang}:{nearer}:{form}",
        f"next={lang}:{behind}",
    ]


def mood_cue(label: str, side: str, kind: str) -> list[str]:
    return [f"cue={label}:{side}", f"cue+kind={label}:{side}:{kind}"]


def cue_word(lang: str, lemma: str) -> list[str]:
    return [f"cuew={lang}:{lemma}"]


def cue_beside(lang: str, lemma: str, side: str, kind: str) -> list[str]:
    """A word of mood in the trigger's clause."""
    return [f"cuec={lang}:{lemma}:{side}", f"cuec+kind={lang}:{lemma}:{side}:{kind}"]


def mood_beside(form: str, side: str, gap: int, kind: str) -> list[str]:
    """Another trigger beside this one."""
    return [f"beside={form}:{side}", f"beside+={form}:{side}:{gap}:{kind}"]


def mood_governed(lang: str, kind: str, label: str, form: str, before: str) -> list[str]:
    """The verb of pace that a trigger hangs on as a noun, and the word before it: "will" hold, "was" halted."""
    return [
        f"gov={lang}:{form}:{before}",
        f"gov+kind={kind}:{lang}:{form}",
        f"gov+label={kind}:{label}:{lang}:{form}:{before}",
    ]


def dated(kind: str, when: str) -> list[str]:
    return [f"dated={when}", f"dated+kind={when}:{kind}"]


def verb_of_saying(lang: str, lemma: str) -> list[str]:
    return [f"says={lang}:{lemma}"]


def tense(when: str, lasting: bool) -> list[str]:
    return [f"time={when}:{lasting}"]


def moods(lang: str, form: str, labels: tuple[str, ...]) -> list[str]:
    return [*(f"mood={label}:{lang}:{form}" for label in labels), "mood=" + "+".join(labels)]


# actors and places beside a trigger


def side(lang: str, side: str, form: str, sense: str) -> list[str]:
    """On which side of a trigger a group stands, of which verb form ("+passive" where it is one)."""
    return [
        f"side={lang}:{side}",
        f"side+form={lang}:{side}:{form}",
        f"side+sense={lang}:{side}:{sense}",
        f"side+form+sense={lang}:{side}:{form}:{sense}",
    ]


def governed(lang: str, side: str, form: str, prep: str) -> list[str]:
    """Behind which preposition."""
    return [f"prep={lang}:{prep}", f"prep+side={lang}:{prep}:{side}", f"prep+side+form={lang}:{prep}:{side}:{form}"]


def governed_place(lang: str, side: str, form: str, prep: str, party: bool) -> list[str]:
    """`party` tells whether the same name stands for an actor, too."""
    return [*governed(lang, side, form, prep), f"also-actor={party}:{prep}"]


def governing(lang: str, side: str, prep: str, sense: str, lemma: str) -> list[str]:
    """The preposition with the trigger's word."""
    return [f"prep+sense={lang}:{prep}:{sense}", f"prep+lemma={lang}:{prep}:{side}:{lemma}"]


def distance(lang: str, side: str, gap: int, rank: int, form: str, passive: bool) -> list[str]:
    voiced = f"{form}+passive" if passive else form
    return [
        f"gap={lang}:{side}:{gap}",
        f"gap+form={side}:{gap}:{form}",
        f"rank={lang}:{side}:{rank}",
        f"rank+form={lang}:{side}:{rank}:{voiced}",
    ]


def between(side: str, same: bool, crossing: int, voice: bool, many: bool) -> list[str]:
    """What lies between a group and a trigger: a clause's end, other triggers, a verb of saying."""
    return [f"same={same}:{side}", f"cross={crossing}:{side}", f"voice={voice}:{side}", f"size={many}"]


def actor_between(
    side: str, same: bool, crossing: int, voice: bool, many: bool, lang: str, sub: str, left: bool, counted: bool
) -> list[str]:
    out = between(side, same, crossing, voice, many)
    out.append(f"sub+side={lang}:{sub}:{'l' if left else 'r'}")
    return [*out, "counted"] if counted else out


def place_between(
    side: str, same: bool, crossing: int, voice: bool, many: bool, lang: str, level: str, left: bool
) -> list[str]:
    return [*between(side, same, crossing, voice, many), f"level+side={lang}:{level}:{'l' if left else 'r'}"]


def actor_of_verb(lang: str, where: str, nearest: bool, form: str, label: str, prep: str, sense: str) -> list[str]:
    """How an actor stands to the verb of pace that the trigger hangs on: its subject is who does it."""
    return [
        f"gov={lang}:{where}:{nearest}:{form}",
        f"gov+prep={lang}:{where}:{nearest}:{prep}",
        f"gov+sense={where}:{nearest}:{sense}:{label}",
    ]


def actor_hosted(where: str, kind: str, sense: str) -> list[str]:
    """An actor that a site or country is said to host: "the base, which hosts US troops" is not who attacks it."""
    return [f"hosted={where}", f"hosted+kind={where}:{kind}", f"hosted+sense={where}:{sense}"]


def actor_armed(means: str, state: bool, sub: str, where: str) -> list[str]:
    """With what an attack is made, beside an actor: states bomb from the air, militias fire rockets."""
    return [f"armed={means}:{state}", f"armed+where={means}:{state}:{where}", f"armed+sub={means}:{sub}"]


def actor_at_home(home: str, kind: str, sense: str, where: str) -> list[str]:
    """Whether the places spoken of lie in an actor's own country."""
    return [f"at-home={home}:{kind}", f"at-home+sense={home}:{sense}:{where}"]


def actor(sub: str, sense: str, known: bool, state: bool, speaking: bool, speaker: bool) -> list[str]:
    """What sort of actor; whether what is said here is said by him, and whether he speaks in the sentence."""
    return [
        f"sub={sub}",
        f"sub+sense={sub}:{sense}",
        f"keys={known}",
        f"state={state if known else None}",
        f"speaker={speaking}:{sub}",
        f"is-speaker={speaker}",
    ]


def actor_named(lang: str, head: str, key: str, sense: str) -> list[str]:
    return [f"head={lang}:{head}", f"key={key}:{sense}"]


def actor_carried(lang: str, sense: str, form: str) -> list[str]:
    return ["carried", f"carried+sense={sense}", f"carried+form={lang}:{form}"]


def place(sub: str, level: str, head: str, finer: bool, sense: str) -> list[str]:
    """A place group; `finer` tells whether the sentence names something within it."""
    return [
        f"sub={sub}",
        f"level={level}",
        f"level+sense={level}:{sense}",
        f"sub+sense={sub}:{sense}",
        f"head={head}",
        f"finer={finer}:{level}",
    ]


def around(before: str, own: str, behind: str, far_sort: str, sort: str, next_sort: str, second_sort: str) -> list[str]:
    """The words before and behind something, as they are and by sort."""
    return [f"pw={before}", f"nw={behind}", f"fw={own}", f"ps={far_sort}_{sort}", f"ns={next_sort}_{second_sort}"]


def after_word(before: str, sense: str) -> list[str]:
    return [f"pw+sense={sense}:{before}"]


def named_often(often: int, kind: str) -> list[str]:
    """How often the page names it."""
    return [f"often={often}", f"often+kind={often}:{kind}"]


def chain(role: str, beside: str, level: str, sense: str) -> list[str]:
    """Whether a place leads others or hangs on one, which is coarser or finer than it."""
    return [f"chain={role}:{beside}", f"chain+level={role}:{beside}:{level}", f"chain+sense={role}:{beside}:{sense}"]


def dateline(sense: str) -> list[str]:
    """Where the report comes from."""
    return ["dateline", f"dateline:{sense}"]


def home(sense: str, actor: str, partner: str) -> list[str]:
    """Whether a place lies in an actor's or a partner's own country."""
    return [f"home={actor}:{sense}", f"home+partner={partner}:{sense}", f"home+both={actor}:{partner}:{sense}"]


def place_carried(level: str, sense: str, others: bool) -> list[str]:
    return ["carried", f"carried+level={level}:{sense}", f"carried+any={others}"]


def land(sub: str, sense: str) -> list[str]:
    """A country that a word implies: "Iraqi", "Seoul"."""
    return [f"land={sub}", f"land+sense={sub}:{sense}"]


def of_land(make: Callable[..., list[str]], *given: Any) -> list[str]:
    """An aspect of places, told apart for countries that words imply."""
    return [f"land:{feature}" for feature in make(*given)]


def implied(what: str, sense: str, form: str, lemma: str, others: int) -> list[str]:
    """What no word of the sentence names: the country spoken of ("scene"), the speaker ("voice")."""
    said = ("", sense, form, lemma, f"others={others}", f"others={others}:{sense}")
    return [f"{what}:{feature}" for feature in said]


# numbers, times, speakers, words


def number(
    lang: str,
    follows: tuple[str, str],
    before: str,
    force: int,
    people: bool,
    size: int,
    rule: str,
    dead: str,
    only: bool,
    words: tuple[str, str],
) -> list[str]:
    """A number and what it counts: what follows and goes before it, by sort and by word."""
    return [
        f"next={lang}:{follows[0]}",
        f"next2={lang}:{follows[1]}",
        f"next+next2={follows[0]}:{follows[1]}",
        f"force-at={force}",
        f"people={people}",
        f"prev={lang}:{before}",
        f"size={size}",
        f"rule={rule}",
        f"near={dead}",
        f"only={only}",
        f"word-next={lang}:{words[1]}",
        f"word-prev={lang}:{words[0]}",
    ]


def number_here(lang: str, side: str, gap: int, same: bool, before: str, sense: str, lemma: str) -> list[str]:
    return [
        f"side={lang}:{side}",
        f"gap={lang}:{side}:{gap}",
        f"same={same}",
        f"prev+sense={lang}:{before}:{sense}",
        f"sense={sense}:{side}",
        f"lemma={lang}:{lemma}:{side}",
    ]


def time(lang: str, rule: str, first_open: bool, last_open: bool, length: int, sense: str, form: str) -> list[str]:
    return [
        f"rule={rule}",
        f"open={first_open}:{last_open}",
        f"length={length}",
        f"sense={sense}",
        f"form={lang}:{form}",
    ]


def time_carried(others: bool, short: bool) -> list[str]:
    return ["carried", f"carried+others={others}", f"carried+short={short}"]


def time_here(lang: str, side: str, gap: int, same: bool, crossing: int) -> list[str]:
    return [f"side={lang}:{side}", f"gap={lang}:{side}:{gap}", f"same={same}:{side}", f"cross={crossing}:{side}"]


def time_voice(distance: int, nearer: bool, between: bool, only: bool, nearest: bool) -> list[str]:
    """Whether a time rather belongs to a verb of saying."""
    return [
        f"voice={distance}",
        f"voice-nearer={nearer}",
        f"voice-between={between}",
        f"only={only}",
        f"nearest={nearest}",
    ]


def time_spoken(lang: str, before: str, spoken: bool, trigger_spoken: bool, initial: bool) -> list[str]:
    return [f"prev={lang}:{before}", f"spoken={spoken}:{trigger_spoken}", f"initial={initial}"]


def speaker(
    lang: str, rule: str, rank: int, count: int, here: bool, inside: bool, sub: str, unknown: bool, named: bool
) -> list[str]:
    """Who says something: by which phrase, how deep inside others' speech, in this sentence or not."""
    return [
        f"rule={lang}:{rule}",
        f"rank={rank}:{count}",
        f"here={here}",
        f"inside={inside}",
        f"rule+inside={rule}:{inside}:{here}",
        f"sub={sub}",
        f"unknown={unknown}",
        f"named={named}",
    ]


def speaker_here(kind: str, inside: bool, before: bool, gap: int | str, itself: bool) -> list[str]:
    return [f"before={before}:{inside}", f"gap={gap}", f"is-verb={itself}:{kind}", f"kind={kind}:{inside}"]


def speaker_aside(lang: str, inside: bool, here: bool, aside: bool) -> list[str]:
    """What a sentence adds by the way need not be said by its speaker."""
    return [f"aside={aside}:{inside}:{here}", f"aside+lang={lang}:{aside}:{inside}"]


def speaker_before(lang: str, kind: str, apart: int, parted: bool, opening: str) -> list[str]:
    """A speaker of an earlier sentence; `opening` is the word that this one begins with."""
    return [
        f"apart={apart}:{parted}",
        f"apart+kind={apart}:{parted}:{kind}",
        f"opening={lang}:{opening}:{apart == 1}",
    ]


def himself(lang: str, kind: str, sense: str, sub: str, spoken: bool, before: bool, near: int) -> list[str]:
    """The actor of a sentence as the one who vouches for it; `spoken` where others speak."""
    return [
        "himself",
        f"himself:kind={kind}:{spoken}",
        f"himself:sense={lang}:{sense}:{spoken}",
        f"himself:sub={sub}:{spoken}",
        f"himself:near={before}:{near}",
    ]


def himself_acts(lang: str, kind: str, act: str, form: str) -> list[str]:
    """What the actor does: "decided", "ordered"; "-" where it is only told."""
    return [f"himself:act={lang}:{act}", f"himself:act+kind={act != '-'}:{kind}:{form}"]


def himself_mood(label: str, side: str, kind: str) -> list[str]:
    return [f"himself:cue={label}:{side}", f"himself:cue+kind={label}:{kind}"]


def label(lang: str, side: str, name: str, lemma: str, form: str) -> list[str]:
    """A word that may give a reason, a means or a phase."""
    return [
        f"label={name}",
        f"label+side={name}:{lang}:{side}",
        f"lemma={lang}:{lemma}",
        f"form={lang}:{form}:{side}",
    ]


def label_here(lang: str, side: str, gap: int, same: bool, crossing: int, overlap: bool, before: str) -> list[str]:
    return [
        f"gap={lang}:{side}:{gap}",
        f"same={same}:{side}",
        f"cross={crossing}:{side}",
        f"overlap={overlap}",
        f"prev={lang}:{before}",
    ]


def label_connected(lang: str, side: str, name: str, connector: str) -> list[str]:
    """The word that joins it to what went before: "because of", "-" for none."""
    return [
        f"connector={lang}:{connector}",
        f"connector+side={lang}:{connector}:{side}",
        f"connector+label={connector != '-'}:{name}:{side}",
    ]


def label_of(
    lang: str, side: str, name: str, form: str, kind: str, sense: str, lemma: str, trigger_form: str
) -> list[str]:
    """The same with the trigger that it may belong to."""
    return [
        f"sense={sense}:{name}",
        f"kind={kind}:{name}",
        f"trigger={lang}:{lemma}:{name}",
        f"tform={lang}:{trigger_form}:{form}:{side}",
    ]


def happening(name: str, form: str) -> list[str]:
    return [f"happening={name}:{form}"]


def next_sentence(lang: str, kind: str, name: str, lemma: str, denied: bool, joined: bool) -> list[str]:
    """A word for a reason in the sentence that follows."""
    return [
        "next",
        f"next+label={name}",
        f"next+denied={denied}",
        f"next+joined={joined}",
        f"next+lemma={lang}:{lemma}",
        f"next+kind={kind}:{joined}:{denied}",
    ]


def nothing(sense: str, lemma: str, form: str, count: int) -> list[str]:
    """Leaving a slot empty that `count` candidates might fill."""
    return ["none", f"none:{sense}", f"none:{lemma}", f"none:{form}", f"none:count={count}"]
