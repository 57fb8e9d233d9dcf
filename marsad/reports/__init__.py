"""From a source to reports: find it, fetch it, take its texts out, learn date, publisher and language.

Nothing here reads a claim: a report's text leaves this package exactly as later offsets will count it.
"""

from marsad.reports.get import Got, get_report, get_reports, report_from_text, take_in
from marsad.reports.intake import Intake
from marsad.reports.metadata import Metadata
from marsad.reports.piece import MAX_SIZE, Failure, Options
from marsad.reports.sources import Address, Source, find_files, find_sources

__all__ = [
    "MAX_SIZE",
    "Address",
    "Failure",
    "Got",
    "Intake",
    "Metadata",
    "Options",
    "Source",
    "find_files",
    "find_sources",
    "get_report",
    "get_reports",
    "report_from_text",
    "take_in",
]
