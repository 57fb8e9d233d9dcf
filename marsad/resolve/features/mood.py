"""What tells whether something has happened, goes on, is planned, feared or denied."""


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
