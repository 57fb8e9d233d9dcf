"""Words that may give a reason, a means or a phase."""


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


def means_before(lang: str, name: str, back: int, sense: str, form: str) -> list[str]:
    """A word for a means in a sentence before."""
    return [
        "before",
        f"before+back={back}",
        f"before+label={name}",
        f"before+sense={sense}:{name}",
        f"before+form={lang}:{form}",
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
