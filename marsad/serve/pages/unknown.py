"""Names that neither register nor gazetteer knows, where they stand, and the way to say what they are."""

from starlette.responses import Response

from marsad.ledger.entries import Context, Unknown
from marsad.serve.guard import Here

_SHOWN = 50
_AROUND = 60  # characters that a context has before the name


def unknown(visit: Here) -> Response:
    limit = visit.number("limit", _SHOWN, 1000) or _SHOWN
    kind = visit.text("kind")
    found: list[Unknown] = visit.once(("unknown", limit), lambda: visit.view.unknown(limit))
    wanted = [name for name in found if kind in ("", name.kind)]
    if visit.wants_json:
        return visit.json({"names": wanted, "limit": limit})
    shown = [(name, [(context.report_id, *_parts(context)) for context in name.contexts]) for name in wanted]
    return visit.page(
        "unknown/unknown.html", {"names": shown, "kind": kind, "limit": limit, "full": len(found) == limit}
    )


def _parts(context: Context) -> tuple[str, str, str]:
    """What stands before the name, the name, what stands after it."""
    first = min(context.start, _AROUND)
    last = first + context.end - context.start
    return context.text[:first], context.text[first:last], context.text[last:]
