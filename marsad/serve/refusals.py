"""What is said where there is no answer: one sentence, as a page or as JSON, never a trace of the inside."""

import logging

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from marsad.errors import DecisionError, LedgerError, MarsadError, QuestionError


class Refused(MarsadError):
    """A request that is not answered as asked, with its HTTP status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def status_of(error: Exception) -> int:
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, LedgerError):
        return 503
    if isinstance(error, DecisionError):
        return 409
    return 400 if isinstance(error, MarsadError) else 500


def sentence_of(error: Exception) -> str:
    if isinstance(error, MarsadError):
        return error.sentence
    logging.getLogger("marsad.serve").error("A page failed on a bug.", exc_info=error)
    return "This page failed on a bug; what happened is in the server's log."


def refusal(request: Request, error: Exception) -> Response:
    """The answer to a request that failed."""
    status, sentence = status_of(error), sentence_of(error)
    path = request.url.path
    if path.startswith("/api/") or path.endswith(".json"):
        return JSONResponse({"error": sentence, "status": status}, status)
    from marsad.serve.templating import refused_page

    return HTMLResponse(refused_page(request, status, sentence, isinstance(error, QuestionError)), status)
