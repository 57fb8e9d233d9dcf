"""The one table of routes: no route lacks its row, and no row can be passed by who may not."""

import re

import pytest
from browser_at import HERE, Open
from starlette.testclient import TestClient

from marsad.serve.accounts import Accounts
from marsad.serve.app import create_app
from marsad.serve.people import Person
from marsad.serve.routes import BY_NAME, RANKS, ROUTES, Permission, Row
from marsad.serve.settings import Settings

IDS = [f"{'+'.join(row.methods)} {row.path}" for row in ROUTES]
CHANGING = [row for row in ROUTES if row.methods != ("GET",)]


def test_no_route_lacks_its_row(site: TestClient, open_site: Open, accounts: Accounts) -> None:
    for app in (site.app, open_site(accounts=True).app, open_site(public=True).app):
        for route in app.routes:  # type: ignore[attr-defined]
            row = getattr(route, "marsad_row", None)
            assert row in ROUTES, route.path
            assert set(route.methods) <= {*row.methods, "HEAD"}, route.path
            assert route.path in (row.path, f"{row.path}.json", "/home.json"), route.path


def test_no_two_rows_have_one_name_or_one_address() -> None:
    assert len(BY_NAME) == len(ROUTES)
    assert len({(row.path, method) for row in ROUTES for method in row.methods}) == sum(len(r.methods) for r in ROUTES)


def test_whatever_changes_something_needs_an_analyst_or_ones_own_account() -> None:
    own = {"enter", "sign-out", "account-password", "account-token", "account-revoke"}
    assert {row.name for row in CHANGING if RANKS[row.permission] < RANKS["analyst"]} <= own


@pytest.fixture(scope="module")
def doors(read_ledger, tmp_path_factory):  # type: ignore[no-untyped-def]
    """A browser for each role, on one server: who somebody is is said by a header."""
    settings = Settings(ledger=str(read_ledger), folder=str(tmp_path_factory.mktemp("web")), accounts=True)
    app = create_app(settings)

    class Says:
        def identify(self, request):  # type: ignore[no-untyped-def]
            role = request.headers["x-role"]
            return Person("" if role == "public" else role, role)

    app.state.house.people = Says()
    return lambda role: TestClient(app, base_url=HERE, headers={"origin": HERE, "x-role": role})


def refused(client: TestClient, row: Row, method: str) -> bool:
    path = re.sub(r"{[^}]*}", "x", row.path)
    answer = client.request(method, path, follow_redirects=False)
    to_form = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?back=")
    return answer.status_code in (401, 403) or to_form


@pytest.mark.parametrize("row", ROUTES, ids=IDS)
def test_who_may_not_is_refused(doors, row: Row) -> None:  # type: ignore[no-untyped-def]
    below: list[Permission] = [role for role in RANKS if RANKS[role] < RANKS[row.permission]]
    for role in below:
        for method in row.methods:
            assert refused(doors(role), row, method), f"{role} passed"
            if row.has_twin and row.path != "/":
                assert doors(role).get(re.sub(r"{[^}]*}", "x", row.path) + ".json").status_code in (401, 403)


@pytest.mark.parametrize("row", CHANGING, ids=[f"{'+'.join(row.methods)} {row.path}" for row in CHANGING])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": HERE + ".evil.example"},
        {"sec-fetch-site": "cross-site", "origin": HERE},
        {"sec-fetch-site": "same-site", "origin": HERE},
        {"sec-fetch-site": "none", "origin": HERE},
    ],
    ids=lambda headers: " ".join(f"{k}:{v}" for k, v in headers.items()),
)
def test_a_page_of_another_site_changes_nothing(doors, row: Row, headers: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    client = doors("admin")
    for method in row.methods:
        answer = client.request(method, re.sub(r"{[^}]*}", "x", row.path), headers=headers, follow_redirects=False)
        assert answer.status_code == 403
        assert "another site" in answer.text


@pytest.mark.parametrize("row", CHANGING, ids=[row.path for row in CHANGING])
def test_what_does_not_say_where_it_comes_from_changes_nothing(doors, row: Row) -> None:  # type: ignore[no-untyped-def]
    client = doors("admin")
    del client.headers["origin"]
    for method in row.methods:
        assert client.request(method, re.sub(r"{[^}]*}", "x", row.path)).status_code == 403
