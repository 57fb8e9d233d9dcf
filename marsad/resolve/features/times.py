"""Times beside a trigger."""


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


def time_lead(here: bool, others: bool, same: bool, kind: str) -> list[str]:
    """The first day of a report, and whether its sentence tells of the same kind of claims."""
    return ["lead", f"lead+here={here}", f"lead+others={others}", f"lead+same={same}", f"lead+kind={kind}:{same}"]


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
