"""Signing in: passwords, sessions, roles, tokens, patience; and the commands that manage people."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_at import PASSWORD, Open
from click.testing import CliRunner
from starlette.testclient import TestClient

from marsad.cli import main
from marsad.serve.accounts import AccountError, Accounts, file_of
from marsad.serve.accounts.patience import Patience

SignIn = Callable[..., TestClient]
COOKIE = "marsad-session"


def enter(client: TestClient, name: str, password: str, **more: str) -> int:
    return client.post(
        "/sign-in", data={"name": name, "password": password, **more}, follow_redirects=False
    ).status_code


# Without accounts


def test_without_accounts_this_machine_may_do_everything(site: TestClient) -> None:
    assert site.get("/audit").status_code == 200
    assert site.get("/sign-in").status_code == 404


def test_a_read_only_site_has_nothing_that_changes_anything(open_site: Open) -> None:
    public = open_site(public=True)
    assert public.get("/about").status_code == 200
    assert "read-only" in public.get("/about?lang=en").text
    assert public.get("/audit").status_code == 404


# Signing in


def test_who_is_not_signed_in_is_sent_to_the_form_and_back(open_site: Open, accounts: Accounts) -> None:
    client = open_site(accounts=True)
    away = client.get("/about?on=2020-04-01&lang=ar", follow_redirects=False)
    assert away.status_code == 303
    form = client.get(away.headers["location"])
    assert 'value="/about?on=2020-04-01&amp;lang=ar"' in form.text
    back = client.post(
        "/sign-in",
        data={"name": "viewer", "password": PASSWORD, "back": "/about?on=2020-04-01&lang=ar"},
        follow_redirects=False,
    )
    assert back.headers["location"] == "/about?on=2020-04-01&lang=ar"
    assert client.get("/about").status_code == 200


def test_programs_are_told_to_sign_in(open_site: Open, accounts: Accounts) -> None:
    answer = open_site(accounts=True).get("/about.json", follow_redirects=False)
    assert answer.status_code == 401
    assert "Authorization" in answer.json()["error"]


@pytest.mark.parametrize(("name", "password"), [("viewer", "wrong"), ("nobody", PASSWORD), ("", ""), ("viewer", "")])
def test_a_wrong_name_or_password(open_site: Open, accounts: Accounts, name: str, password: str) -> None:
    client = open_site(accounts=True)
    assert enter(client, name, password) == 401
    assert COOKIE not in client.cookies


def test_names_are_found_in_any_case(open_site: Open, accounts: Accounts) -> None:
    assert enter(open_site(accounts=True), " Viewer ", PASSWORD) == 303


def test_signing_out_ends_the_session_itself(sign_in: SignIn) -> None:
    client = sign_in("viewer")
    session = client.cookies[COOKIE]
    assert client.post("/sign-out", follow_redirects=False).status_code == 303
    client.cookies.set(COOKIE, session)
    assert client.get("/about.json").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(open_site: Open, accounts: Accounts) -> None:
    client = open_site(accounts=True)
    given = client.post("/sign-in", data={"name": "viewer", "password": PASSWORD}, follow_redirects=False)
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(given.headers["set-cookie"].split("; "))
    secure = open_site(accounts=True, secure=True)
    given = secure.post("/sign-in", data={"name": "viewer", "password": PASSWORD}, follow_redirects=False)
    assert given.headers["set-cookie"].startswith("__Host-")
    assert "Secure" in given.headers["set-cookie"].split("; ")
    assert "strict-transport-security" in given.headers


def test_too_many_tries_for_a_name_from_one_place(open_site: Open, accounts: Accounts) -> None:
    client = open_site(accounts=True)
    assert [enter(client, "viewer", f"wrong {n}") for n in range(6)] == [401] * 5 + [429]
    assert enter(client, "viewer", PASSWORD) == 429
    assert enter(client, "analyst", PASSWORD) == 303


def test_who_gets_in_starts_anew(accounts: Accounts) -> None:
    patience = Patience(accounts.file)
    for _ in range(4):
        patience.tried("viewer", "192.0.2.1")
    patience.forgive("viewer", "192.0.2.1")
    patience.tried("viewer", "192.0.2.1")
    assert not patience.is_lost("viewer", "192.0.2.1")


def test_a_household_of_addresses_is_one_place(accounts: Accounts) -> None:
    patience = Patience(accounts.file)
    for n in range(5):
        patience.tried("viewer", f"2001:db8::{n}")
    assert patience.is_lost("VIEWER", "2001:db8::ffff")
    assert not patience.is_lost("viewer", "2001:db8:1::1")


# Roles


@pytest.mark.parametrize(("role", "statuses"), [("viewer", (403, 403)), ("analyst", (200, 403)), ("admin", (200, 200))])
def test_roles(sign_in: SignIn, role: str, statuses: tuple[int, int]) -> None:
    client = sign_in(role)
    assert (client.get("/audit").status_code, client.get("/people").status_code) == statuses


def test_another_role_holds_from_the_next_click_on(sign_in: SignIn, accounts: Accounts) -> None:
    client = sign_in("analyst")
    accounts.set_role("analyst", "viewer")
    assert client.get("/audit").status_code == 403


def test_who_is_removed_is_out(sign_in: SignIn, accounts: Accounts) -> None:
    client = sign_in("analyst")
    token = accounts.make_token("analyst", "export", "viewer")
    accounts.remove("analyst")
    assert client.get("/about.json").status_code == 401
    assert client.get("/about.json", headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_an_admin_manages_people(sign_in: SignIn, open_site: Open) -> None:
    admin = sign_in("admin")
    assert admin.post("/people", data={"name": "omar", "role": "analyst", "password": "a large green door"}).is_success
    assert "omar" in admin.get("/people").text
    assert enter(open_site(accounts=True), "omar", "a large green door") == 303
    assert admin.post("/people/role", data={"name": "omar", "role": "viewer"}).is_success
    assert admin.post("/people/remove", data={"name": "omar"}).is_success
    assert enter(open_site(accounts=True), "omar", "a large green door") == 401


@pytest.mark.parametrize("change", [lambda a: a.remove("admin"), lambda a: a.set_role("admin", "viewer")])
def test_the_last_admin_stays(accounts: Accounts, change: Callable[[Accounts], None]) -> None:
    with pytest.raises(AccountError, match="only admin"):
        change(accounts)


# Passwords


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "my name is rana ok", "x" * 2000])
def test_passwords_that_are_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(AccountError, match="password"):
        accounts.add("rana", "viewer", password)


def test_a_new_password_signs_other_browsers_out(sign_in: SignIn) -> None:
    here, there = sign_in("viewer"), sign_in("viewer")
    changed = here.post("/account/password", data={"old": PASSWORD, "new": "seven grey stones sink"})
    assert changed.is_success
    assert here.get("/about.json").status_code == 200
    assert there.get("/about.json").status_code == 401
    assert here.post("/account/password", data={"old": PASSWORD, "new": "seven grey stones sink"}).status_code == 403


def test_no_secret_is_kept_as_it_is(sign_in: SignIn, accounts: Accounts) -> None:
    session = sign_in("analyst").cookies[COOKIE]
    token = accounts.make_token("analyst", "export", "viewer")
    told = "\n".join(sqlite3.connect(accounts.file.path).iterdump())
    assert "$argon2id$" in told
    assert not any(secret in told for secret in (PASSWORD, session, token))
    assert accounts.file.path.stat().st_mode & 0o077 == 0


# Tokens


def test_a_token_stands_for_its_owner_with_its_own_role(sign_in: SignIn, open_site: Open) -> None:
    made = sign_in("analyst").post("/account/tokens", data={"label": "nightly export", "role": "viewer"})
    token = made.text.partition('<code dir="ltr">')[2].partition("<")[0]
    assert token.startswith("marsad_")
    headers = {"authorization": f"Bearer {token}"}
    program = open_site(accounts=True)
    assert program.get("/about.json", headers=headers).status_code == 200
    assert program.get("/audit.json", headers=headers).status_code == 403


def test_a_token_may_never_more_than_its_owner(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="cannot be admin"):
        accounts.make_token("analyst", "export", "admin")
    token = accounts.make_token("analyst", "export", "analyst")
    accounts.set_role("analyst", "viewer")
    person = accounts.by_token(token)
    assert person is not None
    assert person.role == "viewer"


def test_a_revoked_token_opens_nothing(sign_in: SignIn, accounts: Accounts) -> None:
    client = sign_in("viewer")
    token = accounts.make_token("viewer", "export", "viewer")
    assert client.post("/account/tokens/revoke", data={"id": accounts.tokens("viewer")[0].id}).is_success
    assert accounts.by_token(token) is None


# Commands


def run(*words: str, given: str | None = None) -> str:
    result = CliRunner().invoke(main, [*words], input=given)
    return result.output


def test_commands_manage_people(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")
    told = run(
        "users", "add", "rana", "--role", "admin", "--password-stdin", "--ledger", ledger, given="four red cars\n"
    )
    assert told == "rana may sign in as admin.\n"
    twice = "four red cars\nfour red cars\n"
    assert "omar may sign in" in run("users", "add", "omar", "--ledger", ledger, given=twice)
    assert run("users", "role", "omar", "analyst", "--ledger", ledger) == "omar is analyst now.\n"
    listed = [json.loads(line) for line in run("users", "list", "--json", "--ledger", ledger).splitlines()]
    assert [(one["name"], one["role"]) for one in listed] == [("omar", "analyst"), ("rana", "admin")]
    token = run("users", "token", "omar", "export", "--ledger", ledger).strip()
    accounts = Accounts(file_of(tmp_path / "ledger.sources"))
    assert accounts.by_token(token) is not None
    assert "no account any more" in run("users", "remove", "omar", "--ledger", ledger)
    assert accounts.by_token(token) is None
    assert "is the only admin" in run("users", "remove", "rana", "--ledger", ledger)
    assert "Nobody here is named zed" in run("users", "remove", "zed", "--ledger", ledger)


def test_beyond_this_machine_accounts_are_demanded(ledger: Path) -> None:
    told = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--ledger", str(ledger)])
    assert told.exit_code == 1
    assert "marsad users add NAME --role admin" in told.output
