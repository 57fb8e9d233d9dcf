"""The pictures of a brief: the map on its day, and what happened, each with a caption that names its sources."""

from collections.abc import Iterator

from marsad.posture.brief import Brief
from marsad.posture.telling import by_publication
from marsad.publish.briefs.document import Figure, Sentence
from marsad.publish.charts.drawing import svg
from marsad.publish.charts.maps import map_chart
from marsad.publish.charts.timelines import timeline_chart
from marsad.publish.charts.titles import title_of
from marsad.publish.happened import happened, sure
from marsad.publish.wording.dates import day
from marsad.publish.wording.names import Namer


def figures(brief: Brief, names: Namer, unsure: bool = False) -> tuple[Figure, ...]:
    """A map where a place has coordinates, a timeline where something happened."""
    return (*_map(brief, names, unsure), *_timeline(brief, names, unsure))


def _map(brief: Brief, names: Namer, unsure: bool) -> Iterator[Figure]:
    answer, say = brief.answer, names.messages
    lines = [ln for ln in answer.lines if (ln.sure or unsure) and ln.place and ln.place.lat is not None and ln.entries]
    if not lines:
        return
    chart = map_chart(answer, title_of("map", answer.subject, names, answer.on, known=answer.known), names, unsure)
    told = tuple(dict.fromkeys(max(line.entries, key=by_publication).id for line in lines))
    caption = say.say("caption-map", date=day(answer.on, say))
    yield Figure("map", "posture", svg(chart), chart.words, Sentence(caption, told))


def _timeline(brief: Brief, names: Namer, unsure: bool) -> Iterator[Figure]:
    answer, say = brief.answer, names.messages
    told = [s for s in brief.events if happened(s) and (unsure or sure(s))]
    if not told:
        return
    title = title_of("timeline", answer.subject, names, answer.on, brief.since, answer.known)
    chart = timeline_chart(told, brief.since, answer.on, title, names, unsure=unsure)
    caption = say.say("caption-timeline", since=day(brief.since, say), date=day(answer.on, say))
    claims = tuple(dict.fromkeys(summary.event.affirming[0].id for summary in told))
    yield Figure("timeline", "changed", svg(chart), chart.words, Sentence(caption, claims))
