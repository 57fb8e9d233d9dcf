"""How sources are taken in: from files, from the web, or from the archive of what was fetched before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.reports.get import Got, take_in
from marsad.reports.metadata import NOTHING, Metadata
from marsad.reports.piece import DEFAULT, Failure, Options
from marsad.reports.sources import Address, Source

if TYPE_CHECKING:
    from marsad.reports.web import Archive, Web


@dataclass(frozen=True, slots=True)
class Intake:
    """What the user gave for all sources of a batch. Without `web` and `archive`, addresses are refused."""

    given: Metadata = NOTHING
    options: Options = DEFAULT
    web: "Web | None" = None
    archive: "Archive | None" = None  # instead of the web

    @property
    def kept_in(self) -> "Archive | None":
        """The archive that captures are counted in."""
        return self.archive or (self.web.archive if self.web else None)

    def take(self, source: Source | Address) -> Iterator[Got | Failure]:
        """The reports in a source."""
        if isinstance(source, Source):
            yield from take_in(source, self.given, self.options)
            return
        from marsad.reports.web import take_in_address, take_in_archived

        if self.archive:
            yield from take_in_archived(source, self.archive, self.given, self.options)
        elif self.web:
            yield from take_in_address(source, self.web, self.given, self.options)
        else:
            yield Failure(str(source), f"{source} is an address, and nothing may be fetched here.")
