"""What happened, in order of when it did."""

import datetime as dt

from marsad.ledger import Entry, View
from marsad.posture.subject import Subject, by_day


def timeline(
    view: View, subject: Subject, since: dt.date = dt.date.min, until: dt.date = dt.date.max
) -> tuple[Entry, ...]:
    """The claims about a subject by the day on which they hold; by the report's date where the text gives none."""
    return tuple(sorted((e for e in subject.entries(view) if since <= e.day <= until), key=by_day))
