"""Names that neither register nor gazetteer knows, where they stand, and the way to say what they are."""

from starlette.responses import Response

from marsad.errors import DecisionError
from marsad.ledger import decisions
from marsad.ledger.entries import Context, Unknown
from marsad.serve.guard import Here
from marsad.world.slots import find_actor, find_place

_SHOWN = 50
_AROUND = 60  # characters that a context has before the name, and after it


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


def resolve(visit: Here) -> Response:
    """Say who or what an unknown name is; old claims follow."""
    kind, key, meaning, names = visit.text("kind"), visit.text("key"), visit.text("meaning"), visit.house.register
    if not any((name.kind, name.key) == (kind, key) for name in visit.view.unknown_names()):
        raise DecisionError(f"{key!r} is no unknown name of this ledger any more; look at the list again.")
    if not meaning:
        raise DecisionError("Nothing was said; give the name of an actor or a place.")
    if kind == "actor":
        judgement = decisions.resolve_actor(key, find_actor(meaning, names))
    else:
        judgement = decisions.resolve_place(key, find_place(meaning, names))
    visit.ledger.decide(judgement, visit.person.name, visit.text("why"))
    return visit.go(visit.url("unknown"))


def _parts(context: Context) -> tuple[str, str, str]:
    """What stands before the name, the name, what stands after it; without words of which only a part is there."""
    first = min(context.start, _AROUND)
    last = first + context.end - context.start
    before, after = context.text[:first], context.text[last:]
    if first < context.start:
        before = before[before.find(" ") + 1 :]
    if len(after) == _AROUND:
        after = after[: after.rfind(" ") + 1] if " " in after else after
    return before, context.text[first:last], after
