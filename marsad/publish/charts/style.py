"""How charts look: one calm style, colours that the colour-blind tell apart, and that print in grey."""

from typing import Any

FONT = "IBM Plex Sans Arabic"
FONTS = f"{FONT}, Noto Sans Arabic, Segoe UI, Tahoma, sans-serif"
INK, SOFT, RULE = "#1d2329", "#5a6670", "#d5dbe0"
LAND, SUBJECT_LAND, SEA = "#f1efe9", "#e4dfd2", "#ffffff"

# Okabe and Ito's colours for all kinds of colour vision, without the yellow that does not print.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#5a6670")
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-right")

CONFIG: dict[str, Any] = {
    "font": FONTS,
    "title": {"font": FONTS, "fontSize": 16, "fontWeight": 600, "color": INK, "anchor": "start", "offset": 14,
              "subtitleFont": FONTS, "subtitleFontSize": 12, "subtitleColor": SOFT, "subtitlePadding": 6},
    "axis": {"labelFont": FONTS, "titleFont": FONTS, "labelFontSize": 12, "titleFontSize": 12, "labelColor": INK,
             "titleColor": SOFT, "gridColor": RULE, "domainColor": SOFT, "tickColor": SOFT, "titleFontWeight": 400},
    "legend": {"labelFont": FONTS, "titleFont": FONTS, "labelFontSize": 12, "titleFontSize": 12, "labelColor": INK,
               "titleColor": SOFT, "titleFontWeight": 400, "symbolSize": 110},
    "text": {"font": FONTS, "color": INK, "fontSize": 12},
    "header": {"labelFont": FONTS, "labelFontSize": 12, "labelColor": INK, "titleFont": FONTS},
    "view": {"stroke": None},
}  # fmt: skip


def pale(colour: str) -> str:
    """A colour of which little is left, on white."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - 0.25 * (255 - part)):02x}" for part in parts)


def width_of(text: str, size: float = 12) -> float:
    """About how wide a text is, in pixels; rather more than less."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    """Of the font above, in parts of its size."""
    if "\u0600" <= letter <= "\u06ff":
        return 0.45
    return 0.64 if letter.isupper() or letter.isdigit() or letter in "mw" else 0.5


def directed(text: str, language: str) -> str:
    """A label whose order does not depend on what stands around it."""
    return f"\u2067{text}\u2069" if language == "ar" else text
