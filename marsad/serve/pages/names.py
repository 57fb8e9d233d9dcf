"""Actors and places by the beginnings of their names, for who fills slots."""

from starlette.responses import Response

from marsad.ledger.names import folded
from marsad.serve.guard import Here
from marsad.serve.visit import Visit

_MOST = 12


def names(visit: Here) -> Response:
    """Names of which a word begins like this, in any spelling and either language: those of the page's first."""
    wanted, kind = folded(visit.text("q")), visit.text("kind")
    found = [one for one in known(visit, kind) if f" {wanted}" in f" {one[0]}"] if wanted else []
    found.sort(key=lambda one: (not one[0].startswith(wanted), one[3] != visit.lang, len(one[1]), one[1]))
    find = visit.house.register.find_place if kind == "place" else visit.house.register.find_actor
    listed = {name: {"name": name, "means": means} for _, name, means, _ in found[: 4 * _MOST] if find(name)}
    return visit.json({"names": list(listed.values())[:_MOST]})


def known(visit: Visit, kind: str) -> list[tuple[str, str, str, str]]:
    """Every name of the register of this kind: folded, as it is, whose it is, its language."""
    return visit.once(("names", kind), lambda: list(_all(visit, kind == "place")))


def _all(visit: Visit, places: bool) -> list[tuple[str, str, str, str]]:
    return [
        (folded(name.text), name.text, name.entry.name if places else name.entry.key, name.language)
        for name in visit.house.register.names
        if name.entry.type in ("state", "place" if places else "actor")
    ]
