"""Adding reports: by address, as files, or as a text that is pasted; and how far the reading is."""

from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from marsad.errors import QuestionError
from marsad.reports.lots import Lots
from marsad.serve.clocks import parse_day
from marsad.serve.guard import Here
from marsad.serve.refusals import Refused
from marsad.serve.visit import Visit

if TYPE_CHECKING:
    from marsad.serve.adding import Adding

_ADDRESSES = 200
_LANGUAGES = ("en", "ar")


def add(visit: Here) -> Response:
    return visit.page("add/add.html", {"max_upload": visit.house.settings.max_upload})


def start(visit: Here) -> Response:
    from marsad.serve.adding import Given  # with it comes the reader, which other pages do not need

    given = Given(_addresses(visit), _files(visit), visit.text("text"), _known(visit))
    if not (given.addresses or given.files or given.text):
        raise QuestionError("Nothing was given to read; name an address, choose a file, or paste a text.")
    return visit.go(visit.url("adding", job=_adding(visit).start(given)))


def adding(visit: Here, job: str) -> Response:
    """What became of the reports of a lot so far."""
    events = Lots(visit.house.settings.home).events(job)
    if events is None:
        raise Refused(404, "There is no such lot of reports.")
    totals = [event["total"] for event in events if "total" in event]
    model = {
        "job": job,
        "total": totals[-1] if totals else 0,
        "kept": _with_titles(visit, [event for event in events if event["kind"] == "kept"]),
        "troubles": [event for event in events if event["kind"] in ("failed", "warned")],
        "done": next((event for event in events if event["kind"] == "done"), None),
    }
    return visit.page("add/adding.html", model)


def _with_titles(visit: Visit, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports of a lot as the ledger calls them now: one that was erased has no title any more."""
    titles = visit.ledger.view().titles({event["report"] for event in kept})
    return [event | {"title": titles.get(event["report"]) or event["report"]} for event in kept]


def _adding(visit: Visit) -> "Adding":
    from marsad.reports.web import Settings as Web
    from marsad.serve.adding import Adding

    settings = visit.house.settings
    web = Web(allow_hosts=frozenset(settings.allow_hosts), max_size=settings.max_upload)
    return Adding(settings.home, settings.ledger, settings.sources, settings.register, web)


def _addresses(visit: Visit) -> list[str]:
    """Addresses on the web only: a path would be one of this machine."""
    found = visit.text("addresses").split()
    for address in found:
        if not address.lower().startswith(("http://", "https://")):
            raise QuestionError(f"{address[:200]!r} is no address; write it as https://example.org/report.")
    if len(found) > _ADDRESSES:
        raise QuestionError(f"These are {len(found)} addresses; give at most {_ADDRESSES} at once.")
    return found


def _files(visit: Visit) -> list[tuple[str, bytes]]:
    given = (value for value in visit.form.getlist("files") if isinstance(value, UploadFile) and value.filename)
    return [(file.filename or "", file.file.read()) for file in given]


def _known(visit: Visit) -> dict[str, str]:
    """What is known about a text that is pasted."""
    known = {name: visit.text(name) for name in ("title", "publisher", "published", "language")}
    if known["published"]:
        known["published"] = parse_day(known["published"], "published").isoformat()
    if known["language"] not in ("", *_LANGUAGES):
        raise QuestionError(f"language={known['language']} is not read here; use {' or '.join(_LANGUAGES)}.")
    return {name: value for name, value in known.items() if value}
