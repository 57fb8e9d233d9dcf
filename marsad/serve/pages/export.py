"""What a page shows, as a file for other tools (as `marsad export` writes it) or as a brief (as `marsad brief`)."""

import datetime as dt
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from marsad.errors import QuestionError
from marsad.exports import CLAIMS, POSTURE, Material, format_named, write
from marsad.posture.brief import brief as gather
from marsad.publish.briefs import LIMIT, compose
from marsad.publish.briefs.figures import figures
from marsad.publish.briefs.forms import FORMS
from marsad.publish.wording import namer
from marsad.serve.guard import Here
from marsad.serve.refusals import Refused
from marsad.serve.visit import Visit

_A_MONTH = dt.timedelta(30)
_AT_ONCE = 2  # files that are written: one may take all claims of a ledger, and pages must not wait for them
_DESKS = threading.BoundedSemaphore(_AT_ONCE)
_UNFIT = re.compile(r"[^\w.-]+")


def export(visit: Here) -> Response:
    """Claims or posture of what is asked about, in one of the formats of `marsad export`."""
    form, what = format_named(visit.text("format") or "csv"), visit.text("what") or POSTURE
    if what not in (CLAIMS, POSTURE):
        raise QuestionError(f"what={what} is no table; use {CLAIMS} or {POSTURE}.")
    subject = visit.subject(visit.text("of"))
    material = Material(visit.view, visit.words, subject, visit.on, what)
    with _desk(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{form.suffixes[0]}"
        write(material, form, path)
        return _file(visit, path.read_bytes(), what, form.suffixes[0])


def brief(visit: Here) -> Response:
    """A brief on a place or an actor: the month before the day, unless it is said since when."""
    form = visit.text("format") or "html"
    if form not in FORMS:
        raise QuestionError(f"format={form} is no form of a brief; use {', '.join(FORMS)}.")
    if not visit.text("of"):
        raise QuestionError("A brief is about something; name a place or an actor with of=.")
    since = visit.day("since") or visit.on - _A_MONTH
    if since > visit.on:
        raise QuestionError(f"since={since} lies after {visit.on}; give an earlier day.")
    with _desk():
        found = gather(visit.view, visit.subject(visit.text("of")), visit.on, since)
        names = namer(visit.house.register, visit.lang)
        document = compose(found, names, LIMIT, False, figures(found, names, False))
        return _file(visit, FORMS[form](document), "brief", f".{form}")


@contextmanager
def _desk() -> Iterator[None]:
    """A place to write at; who finds none is told so at once."""
    if not _DESKS.acquire(blocking=False):
        raise Refused(503, "Other files are being written; try again in a moment.")
    try:
        yield
    finally:
        _DESKS.release()


def _file(visit: Visit, content: bytes, what: str, suffix: str) -> Response:
    """To be kept, never shown as a page of ours: it holds words of reports."""
    about = _UNFIT.sub("-", visit.text("of")).strip("-.")[:60] or "marsad"
    name = quote(f"{about}-{what}-{visit.on}{suffix}", safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type="application/octet-stream", headers=headers)
