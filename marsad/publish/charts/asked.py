"""A chart by its kind: what the command line and programs ask for."""

import datetime as dt

from marsad.ledger import View
from marsad.posture.happenings import happenings
from marsad.posture.state import posture
from marsad.posture.subject import Subject
from marsad.publish.charts.drawing import Chart
from marsad.publish.charts.maps import map_chart
from marsad.publish.charts.presence import presence_chart, strengths
from marsad.publish.charts.timelines import timeline_chart
from marsad.publish.charts.titles import title_of
from marsad.publish.wording.names import Namer

KINDS = ("map", "timeline", "presence")


def chart_of(
    kind: str, view: View, subject: Subject, since: dt.date, until: dt.date, names: Namer, unsure: bool = False
) -> Chart:
    """A map of the last day, a timeline, or numbers over time, in the language of the names."""
    title = title_of(kind, subject, names, until, since, view.known)
    if kind == "map":
        return map_chart(posture(view, subject, until), title, names, unsure)
    if kind == "timeline":
        told = happenings(view, subject, since=since, until=until)
        return timeline_chart(told, since, until, title, names, unsure=unsure)
    return presence_chart(strengths(view, subject, since, until), until, title, names)
