"""One's own account: password and tokens; and for admins, everybody's."""

from starlette.responses import Response

from marsad.serve.accounts.store import ROLES
from marsad.serve.guard import Here
from marsad.serve.refusals import Refused


def account(visit: Here) -> Response:
    return _account(visit)


def change_password(visit: Here) -> Response:
    doors, name = visit.house.doors, visit.person.name
    if doors.accounts.check(name, _raw(visit, "old")) is None:
        raise Refused(403, "The present password is another one; nothing was changed.")
    doors.accounts.set_password(name, _raw(visit, "new"), name)
    response = visit.go(visit.url("account"))
    doors.door.let_in(visit.request, response, name)
    return response


def make_token(visit: Here) -> Response:
    """A new token; its secret is shown on this page and never again."""
    made = visit.house.doors.accounts.make_token(visit.person.name, visit.text("label"), visit.text("role"))
    return _account(visit, made)


def revoke_token(visit: Here) -> Response:
    visit.house.doors.accounts.revoke(visit.person.name, visit.text("id"))
    return visit.go(visit.url("account"))


def people(visit: Here) -> Response:
    accounts = visit.house.doors.accounts
    model = {"people": accounts.people(), "roles": ROLES, "journal": accounts.journal()}
    return visit.page("entry/people.html", model)


def add_person(visit: Here) -> Response:
    accounts, name = visit.house.doors.accounts, visit.text("name")
    accounts.add(name, visit.text("role"), _raw(visit, "password") or None, visit.text("openid") or None, _by(visit))
    return visit.go(visit.url("people"))


def set_role(visit: Here) -> Response:
    visit.house.doors.accounts.set_role(visit.text("name"), visit.text("role"), _by(visit))
    return visit.go(visit.url("people"))


def remove_person(visit: Here) -> Response:
    visit.house.doors.accounts.remove(visit.text("name"), _by(visit))
    return visit.go(visit.url("people"))


def _account(visit: Here, made: str = "") -> Response:
    accounts = visit.house.doors.accounts
    roles = [role for role in ROLES if visit.person.may(role)]
    return visit.page(
        "entry/account.html", {"tokens": accounts.tokens(visit.person.name), "made": made, "roles": roles}
    )


def _by(visit: Here) -> str:
    return visit.person.name


def _raw(visit: Here, name: str) -> str:
    """A password as it was typed, with space around it if there is."""
    given = visit.form.get(name)
    return given if isinstance(given, str) else ""
