"""Pages from the web: checked, fetched politely, kept in an archive. See docs/fetching.md for its rules."""

from marsad.reports.web.archive import Archive, Capture, Fetched
from marsad.reports.web.fetch import Stamps, Web
from marsad.reports.web.settings import FetchError, Settings
from marsad.reports.web.take import reports_in, take_in_address, take_in_archived

__all__ = [
    "Archive",
    "Capture",
    "FetchError",
    "Fetched",
    "Settings",
    "Stamps",
    "Web",
    "reports_in",
    "take_in_address",
    "take_in_archived",
]
