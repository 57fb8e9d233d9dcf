"""How anything stands to a trigger: on which side, behind which preposition, how far, with what between."""


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


def around(before: str, own: str, behind: str, far_sort: str, sort: str, next_sort: str, second_sort: str) -> list[str]:
    """The words before and behind something, as they are and by sort."""
    return [f"pw={before}", f"nw={behind}", f"fw={own}", f"ps={far_sort}_{sort}", f"ns={next_sort}_{second_sort}"]


def after_word(before: str, sense: str) -> list[str]:
    return [f"pw+sense={sense}:{before}"]


def told_as(sub: str, before: str, behind: str, side: str) -> list[str]:
    """By what sort of expression a group is told, with the words beside it: "these soldiers", "Ethiopian-backed"."""
    return [f"sub+pw={sub}:{before}", f"sub+nw={sub}:{behind}", f"sub+pw+side={sub}:{before}:{side}"]


def told_more_of(crossing: int, voice: bool, sense: str) -> list[str]:
    """A group with a relative word behind it, left of the trigger: "the government, which has permitted"."""
    return [f"relative={crossing}:{voice}", f"relative+sense={crossing}:{sense}"]


def named_often(often: int, kind: str) -> list[str]:
    """How often the page names it."""
    return [f"often={often}", f"often+kind={often}:{kind}"]


def implied(what: str, sense: str, form: str, lemma: str, others: int) -> list[str]:
    """What no word of the sentence names: the country spoken of ("scene"), the speaker ("voice")."""
    said = ("", sense, form, lemma, f"others={others}", f"others={others}:{sense}")
    return [f"{what}:{feature}" for feature in said]


def dateline(sense: str) -> list[str]:
    """Where the report comes from."""
    return ["dateline", f"dateline:{sense}"]


def nothing(sense: str, lemma: str, form: str, count: int) -> list[str]:
    """Leaving a slot empty that `count` candidates might fill."""
    return ["none", f"none:{sense}", f"none:{lemma}", f"none:{form}", f"none:count={count}"]
