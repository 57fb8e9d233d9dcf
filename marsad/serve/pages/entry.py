"""Signing in and out, with a password or by OpenID Connect."""

from starlette.responses import RedirectResponse, Response

from marsad.serve.accounts import AccountError
from marsad.serve.accounts.openid import OpenId
from marsad.serve.accounts.patience import Patience
from marsad.serve.guard import Here
from marsad.serve.house import Doors
from marsad.serve.refusals import Refused
from marsad.serve.visit import own_address

_STATE = "marsad-openid"
_STATE_SECONDS = 600


def sign_in(visit: Here) -> Response:
    return _form(visit, "", 200)


def enter(visit: Here) -> Response:
    """A name and a password, for a session."""
    doors, name = visit.house.doors, visit.text("name")
    patience, address = Patience(doors.accounts.file), _address(visit)
    if patience.is_lost(name, address):
        doors.accounts.note(name[:60], "too-many", address)
        return _form(visit, "entry.too_often", 429)
    patience.tried(name, address)
    given = visit.form.get("password")
    found = doors.accounts.check(name, given if isinstance(given, str) else "")
    if found is None:
        doors.accounts.note(name[:60], "failed", address)
        return _form(visit, "entry.wrong", 401)
    patience.forgive(name, address)
    response = visit.go(visit.text("back", "/"))
    doors.door.let_in(visit.request, response, found)
    return response


def leave(visit: Here) -> Response:
    response = visit.go(visit.url("sign-in"))
    visit.house.doors.door.let_out(visit.request, response)
    return response


def to_issuer(visit: Here) -> Response:
    """Off to the issuer, with a state in a cookie that must come back along."""
    openid = _openid(visit.house.doors)
    address, state = openid.begin(own_address(visit.text("back", "/")), _callback(visit))
    response = RedirectResponse(address, 303)
    secure = visit.house.settings.secure
    response.set_cookie(_STATE, state, _STATE_SECONDS, path="/", secure=secure, httponly=True, samesite="lax")
    return response


def from_issuer(visit: Here) -> Response:
    """Back from the issuer: whom it names and who has an account is let in."""
    doors, state = visit.house.doors, visit.text("state")
    if not state or state != visit.request.cookies.get(_STATE):
        raise Refused(403, "This sign-in was begun in another browser; begin it again here.")
    if not (code := visit.text("code")):
        raise Refused(403, f"Nobody was signed in ({visit.text('error', 'no code')}); begin again.")
    openid = _openid(doors)
    try:
        said, back = openid.finish(state, code, _callback(visit))
        name = doors.accounts.by_openid(said.subject, said.address, openid.issuer.role)
    except AccountError as error:
        raise Refused(403, str(error)) from error
    response = visit.go(back)
    doors.door.let_in(visit.request, response, name)
    response.delete_cookie(_STATE, path="/")
    return response


def _form(visit: Here, wrong: str, status: int) -> Response:
    model = {
        "back": own_address(visit.text("back", "/")),
        "name": visit.text("name")[:60],
        "wrong": visit.say(wrong) if wrong else "",
        "openid": visit.house.doors.openid is not None,
    }
    return visit.page("entry/sign-in.html", model, status)


def _openid(doors: Doors) -> OpenId:
    if doors.openid is None:
        raise Refused(404, "Nobody signs in by OpenID Connect here.")
    return doors.openid


def _callback(visit: Here) -> str:
    return f"{visit.request.url.scheme}://{visit.request.url.netloc}{visit.url('openid-back', _clocks=False)}"


def _address(visit: Here) -> str:
    return visit.request.client.host if visit.request.client else "nowhere"
