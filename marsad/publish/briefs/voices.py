"""Who says so, in prose: the voices behind claims, named while they are few."""

from collections.abc import Iterable

from marsad.ledger import Entry
from marsad.publish.wording.names import Namer

_NAMED = 3  # voices that a sentence names


def who(voices: Iterable[str], entries: Iterable[Entry], names: Namer) -> str:
    """ "Iraq and Levant Wire Service", "Vincent Barker (the Coalition) and two more"."""
    known, told = list(voices), list(entries)
    speakers = {voice: [e.claim.said_by for e in told if e.claim.said_by and e.claim.said_by.of == voice]
                for voice in known}  # fmt: skip
    shown = known if len(known) <= _NAMED + 1 else known[:_NAMED]
    listed = [names.voice(voice, speakers[voice]) for voice in shown]
    if len(shown) == len(known):
        return names.joined(listed)
    more = names.messages.say("others", n=len(known) - len(shown))
    return names.joined([*listed, more])
