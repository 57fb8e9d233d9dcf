"""Who may vouch for a claim."""


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


def speaker_guessed(lang: str, rule: str, rank: int, state: bool, inside: bool, unknown: bool) -> list[str]:
    """Whose a speaker may be of whom the report does not tell it, `rank` among those it names most often.

    `unknown` where nothing else would tell it either.
    """
    return [f"guessed={rank}:{state}:{inside}", f"guessed:rule={lang}:{rule}", f"guessed:unknown={unknown}:{rank}"]


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
