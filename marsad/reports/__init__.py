"""From a file to a report: find the sources, decode them, take the text out, learn date, publisher and language.

Nothing here reads a claim: a report's text leaves this package exactly as later offsets will count it.
"""

from marsad.reports.get import MAX_SIZE, Failure, Source, find_sources, get_report, get_reports, report_from_text
from marsad.reports.metadata import Metadata

__all__ = [
    "MAX_SIZE",
    "Failure",
    "Metadata",
    "Source",
    "find_sources",
    "get_report",
    "get_reports",
    "report_from_text",
]
