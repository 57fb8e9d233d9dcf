"""From a specification (Vega-Lite) to a file. The library draws offline; the font comes from a package."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from marsad.publish.charts.page import page
from marsad.publish.charts.style import CONFIG, FONT, FONTS
from marsad.publish.wording.messages import missing

FORMS = ("svg", "png", "html")
_SCALE = 2.0  # of pictures in dots: sharp in print


@dataclass(frozen=True)
class Chart:
    """What is drawn, and the same in words, for those who do not see it."""

    spec: dict[str, Any] = field(repr=False)
    title: str
    words: str
    language: str


def drawn(chart: Chart, form: str) -> bytes:
    """The chart as a file; the same chart gives the same bytes."""
    if form == "svg":
        return svg(chart).encode()
    if form == "png":
        return png_of(svg(chart))
    return _html(chart).encode()


def png_of(drawing: str) -> bytes:
    """An SVG of ours as a picture in dots."""
    return bytes(_library().svg_to_png(drawing, scale=_SCALE))


def svg(chart: Chart) -> str:
    made: str = _library().vegalite_to_svg(_whole(chart), vl_version=_VERSION)
    return _accessible(made, chart)


_VERSION = "5.20"


def _whole(chart: Chart) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": chart.words,
        "background": "white",
        "config": {**CONFIG, "legend": {**CONFIG["legend"], "layout": _legends(chart.language)}},
        **chart.spec,
    }


def _legends(language: str) -> dict[str, Any]:
    """Where a page begins, there a legend begins."""
    side = {"anchor": "end" if language == "ar" else "start"}
    return {"top": side, "bottom": side}


def _accessible(made: str, chart: Chart) -> str:
    """With a name and a description that screen readers find, and a language."""
    # In a page from right to left, texts would hang on their other ends; each has its own direction as it is.
    head = f'<svg role="img" direction="ltr" lang="{chart.language}" aria-label="{_escaped(chart.words)}" '
    made = _own_ids(made)
    titled = re.sub(r"<svg (class=\"marks\" )?", head, made, count=1)
    return re.sub(r"(<svg [^>]*>)", lambda m: f"{m[1]}<title>{_escaped(chart.title)}</title>", titled, count=1)


def _own_ids(made: str) -> str:
    """Names of parts that no other chart in the same page has, and that do not depend on what was drawn before."""
    numbers = {name: str(n) for n, name in enumerate(dict.fromkeys(_ID.findall(made)))}
    plain = _ID.sub(lambda m: numbers[m[0]], made)
    mark = hashlib.sha256(plain.encode()).hexdigest()[:8]
    return _ID.sub(lambda m: f"m{mark}-{numbers[m[0]]}", made)


_ID = re.compile(r'(?<=id=")[\w-]+|(?<=url\(#)[\w-]+')


def _html(chart: Chart) -> str:
    title, words = (_CONTROLS.sub("", text) for text in (chart.title, chart.words))
    return page(_whole(chart), title, words, chart.language, FONTS, _library(), _VERSION)


_CONTROLS = re.compile("[\u2066-\u2069]")


def _escaped(text: str) -> str:
    return escape(_CONTROLS.sub("", text))


@lru_cache
def _library() -> Any:
    try:
        import fontpkg
        import vl_convert
    except ImportError as error:
        raise missing("vl-convert-python and a font", "a chart", "charts") from error
    vl_convert.register_font_directory(str(Path(fontpkg.path(FONT)).parent))
    return vl_convert
