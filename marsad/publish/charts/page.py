"""A chart as a page of its own: the library is in it, so it needs no network; more shows under the pointer.

The specification stands apart from the script as data, so that nothing a report says can become a script.
"""

import json
from functools import lru_cache
from html import escape
from typing import Any

_DRAW = """
const spec = JSON.parse(document.getElementById("spec").textContent);
vegaEmbed("#chart", spec, {mode: "vega-lite", renderer: "svg", actions: false});
"""
# Texts hang on the ends that the chart gives them, whichever way the page runs.
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Marsad">
<title>{title}</title>
<style>
body {{ margin: 1.5rem; background: #fff; color: #1d2329; font: 1rem/1.6 {fonts}; }}
#chart {{ overflow-x: auto; }}
svg {{ direction: ltr; }}
#vg-tooltip-element {{ font-family: {fonts}; }}
.words {{ max-inline-size: 42rem; font-size: .85rem; color: #5a6670; }}
</style>
</head>
<body>
<div id="chart"></div>
<p class="words">{words}</p>
<script type="application/json" id="spec">{spec}</script>
<script>{script}</script>
</body>
</html>
"""


def page(spec: dict[str, Any], title: str, words: str, language: str, fonts: str, library: Any, version: str) -> str:
    return _PAGE.format(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        title=escape(title),
        words=escape(words),
        fonts=fonts,
        spec=json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c"),
        script=_script(library, version),
    )


@lru_cache(maxsize=1)
def _script(library: Any, version: str) -> str:
    """The library with the few lines that draw."""
    made: str = library.javascript_bundle(_DRAW, vl_version=version)
    return made.replace("</script", "<\\/script")
