"""Charts and maps as files: SVG, PNG, or interactive HTML that needs no network, in either language.

Each chart is a pure function from answers to a specification; `drawn` makes bytes of it.
"""

from marsad.publish.charts.asked import KINDS, chart_of
from marsad.publish.charts.drawing import FORMS, Chart, drawn
from marsad.publish.charts.maps import map_chart
from marsad.publish.charts.presence import Strength, presence_chart, strengths
from marsad.publish.charts.timelines import timeline_chart

__all__ = [
    "FORMS",
    "KINDS",
    "Chart",
    "Strength",
    "chart_of",
    "drawn",
    "map_chart",
    "presence_chart",
    "strengths",
    "timeline_chart",
]
