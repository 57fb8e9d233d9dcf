"""Briefs as documents: sentences made from claims through message templates, each with its numbered sources."""

from marsad.publish.briefs.compose import LIMIT, compose
from marsad.publish.briefs.document import Document

__all__ = ["LIMIT", "Document", "compose"]
