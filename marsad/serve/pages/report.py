"""A report as it came, and beside it what it claims; the page itself as it was fetched."""

from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from marsad.errors import QuestionError
from marsad.ledger.glance import claims_of
from marsad.ledger.versions import versions_of
from marsad.reports.web.archive import Archive, Capture
from marsad.serve.guard import Here
from marsad.serve.views.reading import pieces
from marsad.serve.visit import Visit


def report(visit: Here, id: str) -> Response:
    found, entries = visit.view.report(id), claims_of(visit.view, id)
    tombstone = visit.view.tombstone(id)
    model = {
        "report": {
            "id": found.id,
            "publisher": found.publisher,
            "published": found.published,
            "title": found.title,
            "address": found.address,
            "language": found.language,
            "text": found.text,
        },
        "claims": entries,
        "tombstone": tombstone,
        "versions": versions_of(visit.house.view(visit.clocks.known, None), id),
        "archived": [capture.at for capture in _captures(visit, id)],
    }
    if visit.wants_json:
        return visit.json(model)
    done = visit.text("done")
    last = next((d for d in visit.view.decisions(verb="add") if d.id == done and not d.undone_by), None)
    return visit.page("report/report.html", model | {"pieces": pieces(found.text, entries), "last": last})


def archived(visit: Here, id: str) -> Response:
    """The bytes as they were fetched, as a file: whatever is in them, no browser shows it as a page of ours."""
    visit.view.report(id)
    captures = _captures(visit, id)
    if not captures:
        raise QuestionError(f"Report {id} is not in the archive.")
    with Archive(_folder(visit)) as archive:
        body = archive.load(captures[-1]).body
    named = f"attachment; filename*=UTF-8''{quote(id, safe='')}.bin"
    return Response(body, media_type="application/octet-stream", headers={"content-disposition": named})


def _captures(visit: Visit, id: str) -> list[Capture]:
    if not visit.house.settings.sources or not (_folder(visit) / "index.sqlite").is_file():
        return []
    with Archive(_folder(visit)) as archive:
        return archive.captures_of(id)


def _folder(visit: Visit) -> Path:
    return Path(visit.house.settings.sources or "")
