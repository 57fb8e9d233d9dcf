"""Telling who comes: by the session of a browser, or by the token of a program."""

from starlette.requests import Request
from starlette.responses import Response

from marsad.serve.accounts.store import Accounts
from marsad.serve.people import NOBODY, Person

COOKIE = "marsad-session"


class Door:
    """Tells who stands behind a request from its cookie or its token, and lets browsers in and out."""

    def __init__(self, accounts: Accounts, secure: bool) -> None:
        self.accounts = accounts
        self._secure = secure
        # With this prefix a browser takes the cookie only from https, and for this very host.
        self.cookie = f"__Host-{COOKIE}" if secure else COOKIE

    def identify(self, request: Request) -> Person:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.accounts.by_token(token.strip()) or NOBODY
        session = request.cookies.get(self.cookie)
        return (self.accounts.by_session(session) if session else None) or NOBODY

    def let_in(self, request: Request, response: Response, name: str) -> None:
        """Begin a session, always a new one, whatever cookie the browser came with."""
        session = self.accounts.begin(name, request.cookies.get(self.cookie))
        response.set_cookie(self.cookie, session, path="/", secure=self._secure, httponly=True, samesite="lax")

    def let_out(self, request: Request, response: Response) -> None:
        if session := request.cookies.get(self.cookie):
            self.accounts.end(session)
        response.delete_cookie(self.cookie, path="/", secure=self._secure, httponly=True, samesite="lax")
