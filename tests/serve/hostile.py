"""A report whose every field is an attack, and the addresses of every page, so that none is left out."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote

from lxml import html
from starlette.testclient import TestClient

from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place, Speaker
from marsad.reader import Reading, UnknownName
from marsad.serve.routes import ROUTES, Row

BREAKOUT = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>{{7*7}}</textarea></script>"
TURNED = '\u202e\u2066 gpj.exe\u200f " onmouseover=alert(4) x="'
DAY = dt.date(2020, 4, 1)


def hostile_report(number: int = 1) -> tuple[Report, Reading]:
    """A report, and a reading of it, with an attack wherever text can stand."""
    text = f"{BREAKOUT} The coalition left {TURNED} on Wednesday. {BREAKOUT} <!-- {TURNED}"
    report = Report(
        f"{number}-{BREAKOUT}", text, "en", DAY, f"Outlet {BREAKOUT}{TURNED}", f"Title {BREAKOUT}{TURNED}",
        "javascript:alert(document.cookie)//" + BREAKOUT,
    )  # fmt: skip
    place = Place(f"Camp {BREAKOUT}{TURNED}", "IQ", 33.0, 44.0 + number / 10, "site")
    evidence = (Span(0, len(BREAKOUT) + 20), Span(10, 60), Span(len(text) - 5, len(text)))
    speaker = Speaker(f"SPEAKER{BREAKOUT}", f"Name {BREAKOUT}{TURNED}")
    actor = f"ACTOR{BREAKOUT}{TURNED}"
    common = {
        "said_by": speaker, "evidence": evidence, "confidence": 0.4, "rule": f"rule {BREAKOUT}", "when": "2020-04-01",
    }  # fmt: skip
    claims = (
        Claim(kind="handover", status="happened", place=(place,), actor=("CJTF-OIR",), partner=(actor,), **common),
        Claim(kind="presence", status="ongoing", place=(place,), actor=(actor,), **common),
        Claim(kind="move", status="planned", actor=(actor,), origin=(place,), destination=(place,), **common),
        Claim(kind="control", status="denied", actor=("IQ",), place=(place,), **common),
    )
    unknown = (UnknownName(f"Camp {BREAKOUT}", "place", Span(0, 20), place.name),)
    return report, Reading(claims=claims, unknown=unknown)


def record_hostile(ledger: Ledger) -> None:
    for number in (1, 2):
        report, reading = hostile_report(number)
        ledger.record(report, reading, "hostile", "1")


def pages() -> list[Row]:
    return [row for row in ROUTES if row.is_page and row.methods == ("GET",) and "{path" not in row.path]


def addresses(site: TestClient, row: Row) -> Iterator[str]:
    """A page with everything that its path and its query can name."""
    house = site.app.state.house  # type: ignore[attr-defined]
    view = house.view(None, None)
    report = next(r.id for r in view.reports() if r.id.startswith("1-"))
    entries = [entry for entry in view.claims() if entry.report_id == report]
    given = {"report": report, "claim": entries[0].id, "event": entries[0].id}
    about = re.search("report|claim|event", row.path.replace("missed", "report"))
    path = re.sub(r"{\w+(:path)?}", lambda _: quote(given[about[0]] if about else entries[0].id, safe=""), row.path)
    for lang in ("en", "ar"):
        for of in (entries[0].claim.place[0].name, "Iraq", BREAKOUT):
            query = {
                "lang": lang, "of": of if of == BREAKOUT else f"place:{of}", "on": "2020-04-10", "q": BREAKOUT,
                "known": "2020-04-10", "back": f"/{BREAKOUT}", "kind": BREAKOUT, "since": "2020-03-01",
            }  # fmt: skip
            yield f"{path}?" + "&".join(f"{name}={quote(value)}" for name, value in query.items())
            plain = {name: query[name] for name in ("lang", "of", "on", "q")} | {
                "q": "alert",
                "start": "0",
                "end": "90",
            }
            yield f"{path}?" + "&".join(f"{name}={quote(value)}" for name, value in plain.items())


def attacks_in(page: str) -> list[str]:
    """What in a page would run, or lead out, or turn text around: nothing, if all is well."""
    tree = html.document_fromstring(page)
    found = [f"<{e.tag}> {html.tostring(e)[:80]!r}" for e in tree.iter("img", "script", "svg", "iframe") if _runs(e)]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                found.append(f"{element.tag} {name}={value[:60]}")
            if name in ("href", "src", "action", "formaction") and value.strip().lower().startswith(
                ("javascript", "data:")
            ):
                found.append(f"{element.tag} {name}={value[:60]}")
    found += ["a template ran"] if re.search(r"49(<|&lt;)/textarea", page) else []
    found += [f"U+{ord(char):04X}" for char in page if char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"]
    return found


def _runs(element: html.HtmlElement) -> bool:
    if element.tag == "script":
        return element.get("type") != "application/json" and not (element.get("src") or "").startswith(
            ("/built/", "/static/")
        )
    if element.tag == "svg":
        return "onload" in element.attrib
    return element.tag == "iframe" or "onerror" in element.attrib
