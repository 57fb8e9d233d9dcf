"""Reports by their words, in any spelling, with the claims that rest on what was found."""

from starlette.responses import Response

from marsad.ledger import Hit
from marsad.serve.guard import Here

_SHOWN = 20


def search(visit: Here) -> Response:
    asked, limit = visit.text("q"), visit.number("limit", _SHOWN, 500) or _SHOWN
    publisher, language = visit.text("publisher"), visit.text("language")
    found: list[Hit] = []
    if asked:
        found = visit.view.search(
            asked,
            limit + 1,
            language or None,
            publisher or None,
            visit.day("since"),
            visit.day("until"),
            bool(visit.text("evidence")),
        )
    more, hits = len(found) > limit, found[:limit]
    if visit.wants_json:
        return visit.json({"q": asked, "hits": hits, "more": more})
    model = {
        "asked": asked,
        "hits": [(hit, _marked(hit)) for hit in hits],
        "more": more,
        "limit": limit,
        "publisher": publisher,
        "language": language,
        "since": visit.day("since"),
        "until": visit.day("until"),
    }
    return visit.page("search/search.html", model)


def _marked(hit: Hit) -> list[tuple[str, bool]]:
    """The snippet in pieces, and whether each was searched for."""
    pieces: list[tuple[str, bool]] = []
    at, start = 0, hit.snippet.start
    for span in hit.found:
        if hit.snippet.covers(span) and span.start - start >= at:
            pieces += [
                (hit.text[at : span.start - start], False),
                (hit.text[span.start - start : span.end - start], True),
            ]
            at = span.end - start
    return [(text, found) for text, found in [*pieces, (hit.text[at:], False)] if text]
