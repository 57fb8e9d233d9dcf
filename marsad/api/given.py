"""Days and moments as people write them."""

import datetime as dt

from marsad.errors import QuestionError
from marsad.reports.metadata import past_day
from marsad.text.typed import typed_day, typed_moment

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
        return typed_day(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise QuestionError(f"{value!r} is no date; write it as 2020-03-17.") from error


def published_on(value: Day | None) -> dt.date | None:
    """The day on which something was published, which never lies ahead."""
    day = day_of(value)
    if day and past_day(day) is None:
        raise QuestionError(f"{day} lies ahead, and nothing was published then; give the day of publication.")
    return day


def moment_of(value: Moment | None) -> dt.datetime | None:
    """A moment as a datetime, or as 2026-01-31T12:00; of UTC where no zone is given."""
    if value is None:
        return None
    try:
        moment = value if isinstance(value, dt.datetime) else typed_moment(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise QuestionError(f"{value!r} is no moment; write it as 2026-01-31 or 2026-01-31T12:00.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
