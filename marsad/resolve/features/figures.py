"""Numbers beside a trigger."""


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


def number_next(lang: str, word: str, rule: str, told: bool) -> list[str]:
    """A number of dead or wounded in the sentence that follows, and whether this one tells of any."""
    return ["next", f"next+near={lang}:{word}", f"next+rule={rule}", f"next+told={told}"]


def number_here(lang: str, side: str, gap: int, same: bool, before: str, sense: str, lemma: str) -> list[str]:
    return [
        f"side={lang}:{side}",
        f"gap={lang}:{side}:{gap}",
        f"same={same}",
        f"prev+sense={lang}:{before}:{sense}",
        f"sense={sense}:{side}",
        f"lemma={lang}:{lemma}:{side}",
    ]
