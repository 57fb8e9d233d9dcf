"""Days and moments as people write them."""

import datetime as dt

from marsad.errors import QuestionError

Day = dt.date | str
Moment = dt.datetime | str


def day_of(value: Day | None) -> dt.date | None:
    """A day as a date or as 2020-03-17.

    >>> day_of("2020-03-17")
    datetime.date(2020, 3, 17)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise QuestionError(f"{value!r} is no date; write it as 2020-03-17.") from error


def moment_of(value: Moment | None) -> dt.datetime | None:
    """A moment as a datetime, or as 2026-01-31T12:00; of UTC where no zone is given."""
    if value is None:
        return None
    try:
        moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise QuestionError(f"{value!r} is no moment; write it as 2026-01-31 or 2026-01-31T12:00.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
