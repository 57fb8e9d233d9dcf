"""What stands around a word that may make a claim."""


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


def in_scope(lang: str, scope: str, sense: str) -> list[str]:
    """Whether what a trigger tells of is only supposed, asked, advised or rumoured."""
    return [f"scope={scope}", f"scope+lang={lang}:{scope}", f"scope+sense={scope}:{sense}"]


def rivals(others: frozenset[str], same: tuple[str, ...], phases: frozenset[str]) -> list[str]:
    """Kinds of triggers nearby, other readings of this one, words of pace nearby."""
    return [f"near-{k}" for k in others] + [f"same-{k}" for k in same] + [f"phase-near={p}" for p in phases]
