"""Axes of time: days and months written as the language writes them."""

import datetime as dt
import json
from typing import Any

from marsad.publish.charts.style import directed
from marsad.publish.wording.numbers import forms

_DAYS = 300  # a longer span is told in months


def time_axis(since: dt.date, until: dt.date, ticks: int, language: str) -> dict[str, Any]:
    """An axis whose labels are a day and its month, or a month and its year where the span is long."""
    months = json.dumps(forms(language)["months"], ensure_ascii=False)
    month = f"{months}[utcmonth(datum.value)]"
    day, year = "utcdate(datum.value) + ' '", "' ' + utcyear(datum.value)"
    told = f"{day} + {month}" if (until - since).days <= _DAYS else f"{month} + {year}"
    before, after = directed("|", language).split("|")
    return {"title": None, "labelExpr": f"'{before}' + {told} + '{after}'", "tickCount": ticks, "labelOverlap": True}
