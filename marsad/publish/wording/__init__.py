"""Sentences and names for prose, in the reader's language: messages (`en.ftl`, `ar.ftl`) filled in with names.

Fluent chooses the plural and fills in; what a message says is in the message files alone.
"""

from marsad.publish.wording.messages import Messages, messages
from marsad.publish.wording.names import Namer, namer

__all__ = ["Messages", "Namer", "messages", "namer"]
