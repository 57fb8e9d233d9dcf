"""Atom feeds of changes: what was told of a place, by the day on which the first report said so, newest first."""

import datetime as dt
import uuid
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from marsad.posture.summary import Summary
from marsad.publish.briefs.clauses import FEAR, NOUN, PLAN, Clauses, Thing
from marsad.publish.briefs.voices import who
from marsad.publish.pages import bare
from marsad.publish.wording.names import Namer, capital

LIMIT = 50
_FORMS = {"planned": PLAN, "possible": FEAR, "denied": NOUN}


def told_first(summary: Summary) -> dt.date:
    entry = summary.event.first.entry
    return entry.published or entry.day


def sentence(summary: Summary, names: Namer) -> str:
    """An event in one sentence with who says so; what is denied is told as a noun."""
    form = _FORMS.get(summary.event.mode)
    clause = Clauses(names).clause(Thing.of_event(summary), form)
    entries = summary.event.affirming
    by = who(summary.heard.voices, entries, names)
    if form == NOUN:
        return capital(names.messages.say("denied", noun=clause, who=by))
    return capital(names.messages.say("told", clause=clause, who=by))


def feed(title: str, page: str, events: Iterable[Summary], names: Namer, base: str) -> str:
    """`page` is the address of the page within the site; `base` that of the site, or empty where it is not known."""
    newest = sorted(events, key=told_first, reverse=True)[:LIMIT]
    updated = _instant(max(map(told_first, newest), default=dt.date(1970, 1, 1)))
    here = f"{base}{page}"
    entries = "".join(_entry(summary, names, base) for summary in newest)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{names.language}">\n'
        f"<title>{escape(bare(title))}</title>\n<id>{_id(f'{here}#{names.language}')}</id>\n<updated>{updated}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(here if base else f"../{page}")}/>\n'
        f"<author><name>Marsad</name></author>\n<generator>Marsad</generator>\n{entries}</feed>\n"
    )


def _entry(summary: Summary, names: Namer, base: str) -> str:
    event = summary.event
    address = f"{base or '../'}{names.language}/events/index.html#{event.id}"
    day = _instant(told_first(summary))
    return (
        f"<entry>\n<title>{escape(bare(sentence(summary, names)))}</title>\n"
        f"<id>{_id(f'{event.id}#{names.language}')}</id>\n"
        f"<published>{day}</published>\n<updated>{day}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>\n</entry>\n'
    )


def _id(name: str) -> str:
    """The same thing has the same id in every site that is made."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'marsad:{name}')}"


def _instant(day: dt.date) -> str:
    return f"{max(day, dt.date(1970, 1, 1))}T00:00:00Z"
