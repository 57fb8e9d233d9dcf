"""Titles of charts: what is shown, of which days, and as of which clock."""

import datetime as dt

from marsad.posture.subject import Subject
from marsad.publish.wording.dates import day
from marsad.publish.wording.names import Namer, capital


def title_of(
    kind: str,
    subject: Subject,
    names: Namer,
    until: dt.date,
    since: dt.date | None = None,
    known: dt.date | None = None,
) -> str:
    say = names.messages
    what = names.subject(subject)
    told = capital(say.say(f"chart-{kind}", subject=what, date=day(until, say), since=day(since or until, say)))
    return say.say("chart-known", title=told, known=day(known, say)) if known else told
