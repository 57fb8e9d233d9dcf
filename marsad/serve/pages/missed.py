"""A claim that the reader missed, put on record by whoever saw it in the report."""

from starlette.responses import Response

from marsad.ledger import decisions
from marsad.model.claim import Claim
from marsad.model.kinds import KINDS
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.serve.guard import Here
from marsad.serve.views.amending import changed, fields
from marsad.serve.views.missed import as_kind, draft, selected
from marsad.serve.visit import Visit


def missed(visit: Here, id: str) -> Response:
    """The form: the selected words, and their slots as the reader would fill them."""
    report = visit.view.report(id)
    claim = _proposed(visit, report)
    words = claim.evidence[0]
    model = {
        "report": {"id": report.id, "title": report.title, "language": report.language},
        "claim": claim,
        "quoted": report.text[words.start : words.end],
        "start": words.start,
        "end": words.end,
        "kinds": list(KINDS),
        "fields": fields(claim),
    }
    return visit.page("report/missed.html", model)


def add(visit: Here, id: str) -> Response:
    """Put the claim on record."""
    claim = _proposed(visit, visit.view.report(id))
    given = {field.slot: visit.text(field.slot) for field in fields(claim) if field.slot in visit.form}
    said = claim.to_json() | changed(claim, given, visit.house.register)
    made = visit.ledger.decide(decisions.add(id, said), visit.person.name, visit.text("why"))
    return visit.go(visit.url("report", id=id, done=made.decision.id) + f"#c-{made.decision.body['adds']}")


def _proposed(visit: Visit, report: Report) -> Claim:
    words = selected(report, visit.number("start", 0, len(report.text)), visit.number("end", 0, len(report.text)))
    return as_kind(_draft(visit, report, words), visit.text("kind"))


def _draft(visit: Visit, report: Report, words: Span) -> Claim:
    return visit.once(("draft", report.id, report.sha256, words), lambda: draft(visit.house.reader, report, words))
