"""No page of another site changes anything here: every change must come from our own pages, or with a token.

A browser says where a request comes from (`Sec-Fetch-Site`, `Origin`), and no page can make it lie; see
docs/decisions/web.md. What says nothing is refused too.
"""

from urllib.parse import urlsplit

from starlette.requests import Request

from marsad.serve.refusals import Refused


def check_origin(request: Request) -> None:
    """Raises Refused unless the request comes from a page of this server."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        raise Refused(403, "This came from a page of another site, and nothing was changed; open the page here first.")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise Refused(403, "This came from a page of another site, and nothing was changed; open the page here first.")
    if site is None and origin is None:
        raise Refused(
            403, "Nothing says which page this came from, and nothing was changed; programs send a token, or `Origin`."
        )
