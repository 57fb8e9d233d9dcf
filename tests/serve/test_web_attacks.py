"""Attacks on the pages and on who looks at them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_at import HERE, PASSWORD, Open
from hostile import addresses, attacks_in, pages, record_hostile
from starlette.testclient import TestClient

from marsad.serve.accounts import Accounts
from marsad.serve.routes import ACCOUNTS, Row
from marsad.serve.templating import environment, shown, visible

SignIn = Callable[..., TestClient]


# Stored script


@pytest.fixture(scope="module")
def attacked(lasting_site: TestClient) -> TestClient:
    record_hostile(lasting_site.app.state.house.ledger)  # type: ignore[attr-defined]
    return lasting_site


@pytest.mark.parametrize("row", [row for row in pages() if row not in ACCOUNTS], ids=lambda row: row.path)
def test_nothing_that_a_report_says_runs_in_a_page(attacked: TestClient, row: Row) -> None:
    statuses = set()
    for address in addresses(attacked, row):
        answer = attacked.get(address)
        statuses.add(answer.status_code)
        if answer.headers["content-type"].startswith("text/html"):
            assert attacks_in(answer.text) == [], address
        else:
            assert "script" not in answer.headers["content-type"]
    # Nothing was fetched or decided on, so nothing is archived or gold; adding and gold have tests of their own.
    assert 200 in statuses or row.name in ("archived", "adding", "gold")
    assert not statuses & {500, 502}


def test_nothing_in_an_account_runs_in_a_page(sign_in: SignIn, accounts: Accounts) -> None:
    name = "<img src=x onerror=alert(1)>\u202e"
    with pytest.raises(Exception, match="no name"):
        accounts.add(name, "viewer", PASSWORD)
    accounts.add("<img src=x onerror=alert(1)>", "admin", PASSWORD, openid="<script>alert(1)</script>")
    accounts.make_token("admin", "<script>alert(1)</script>", "viewer")
    client = sign_in("admin")
    for address in ("/account", "/people", "/about", "/sign-in?back=/%22%3E%3Cscript%3E"):
        assert attacks_in(client.get(address).text) == []
    assert attacks_in(client.post("/sign-in", data={"name": '"><script>alert(1)</script>'}).text) == []


def test_every_template_escapes() -> None:
    env = environment()
    assert env.autoescape is True
    assert [name for name in env.list_templates() if "|safe" in (env.loader.get_source(env, name)[0])] == []  # type: ignore[union-attr]


def test_characters_that_turn_text_around_are_shown() -> None:
    assert shown("a\u202eb") == "a[U+202E]b"
    assert shown("\u2068قاعدة\u2069 x") == "\u2068قاعدة\u2069 x"
    assert shown("\u2069x\u2068") == "[U+2069]x[U+2068]"
    assert str(visible("<b>\u202e")) == '&lt;b&gt;<span class="turn" data-char="202e">[U+202E]</span>'


# Headers


@pytest.mark.parametrize("address", ["/", "/about.json", "/nowhere", "/static/app.css", "/api/v1/claims", "/health"])
def test_every_answer_is_locked_down(lasting_site: TestClient, address: str) -> None:
    headers = lasting_site.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["worker-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", "", "[::2]"])
def test_a_name_that_is_not_ours_is_not_answered(lasting_site: TestClient, host: str) -> None:
    assert lasting_site.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8470", "127.0.0.1:8470", "[::1]:8470"])
def test_our_names_are_answered(lasting_site: TestClient, host: str) -> None:
    assert lasting_site.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("given", ["/%0d%0aset-cookie:%20a=b", "/\r\nset-cookie: a=b", "/a\nb", "/\u2028x"])
def test_no_header_is_smuggled_in(open_site: Open, accounts: Accounts, given: str) -> None:
    client = open_site(accounts=True)
    answer = client.post(
        "/sign-in", data={"name": "viewer", "password": PASSWORD, "back": given}, follow_redirects=False
    )
    assert answer.headers.get_list("set-cookie")[0].startswith("marsad-session=")
    assert len(answer.headers.get_list("set-cookie")) == 1
    assert not any(char in answer.headers["location"] for char in "\r\n")


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%5cevil"]
)
def test_signing_in_leads_to_no_other_site(open_site: Open, accounts: Accounts, back: str) -> None:
    client = open_site(accounts=True)
    form = {"name": "viewer", "password": PASSWORD, "back": back}
    location = client.post("/sign-in", data=form, follow_redirects=False).headers["location"]
    assert location == "/" or location.startswith("/%5c")


# Sessions


def test_a_session_that_was_planted_is_worth_nothing(open_site: Open, accounts: Accounts) -> None:
    client = open_site(accounts=True)
    client.headers["cookie"] = "marsad-session=planted"
    answer = client.post("/sign-in", data={"name": "viewer", "password": PASSWORD}, follow_redirects=False)
    assert "planted" not in answer.headers["set-cookie"]
    assert client.get("/about.json").status_code == 401  # with the planted one


def test_signing_in_again_begins_another_session(sign_in: SignIn) -> None:
    client = sign_in("viewer")
    before = client.cookies["marsad-session"]
    client.post("/sign-in", data={"name": "viewer", "password": PASSWORD})
    assert client.cookies["marsad-session"] != before
    other = TestClient(client.app, base_url=HERE, headers={"cookie": f"marsad-session={before}"})
    assert other.get("/about.json").status_code == 401


# What belongs to somebody else


def test_nobody_revokes_anothers_token(sign_in: SignIn, accounts: Accounts) -> None:
    token = accounts.make_token("admin", "mine", "admin")
    id = accounts.tokens("admin")[0].id
    assert sign_in("viewer").post("/account/tokens/revoke", data={"id": id, "name": "admin"}).status_code == 400
    assert accounts.by_token(token) is not None


def test_nobody_changes_anothers_password(sign_in: SignIn, accounts: Accounts) -> None:
    form = {"name": "admin", "old": PASSWORD, "new": "eleven blue whales"}
    assert sign_in("viewer").post("/account/password", data=form).is_success
    assert accounts.check("admin", PASSWORD) == "admin"


def test_nobody_decides_in_anothers_name(sign_in: SignIn) -> None:
    client = sign_in("analyst")
    given = {"verb": "grade", "of": "source", "source": "X", "grade": "A"}
    assert client.post("/api/v1/decisions?by=admin", json=given).json()["by"] == "analyst"


# Files


@pytest.mark.parametrize("kind", ["static", "built"])
@pytest.mark.parametrize(
    "path",
    ["../settings.py", "..%2fsettings.py", "%2e%2e/settings.py", "....//settings.py", "/etc/passwd", "%2fetc%2fpasswd",
     "..%5csettings.py", "app.css%00.png", ".", "", "parts/../../settings.py"],
)  # fmt: skip
def test_no_way_leads_out_of_the_folder(lasting_site: TestClient, kind: str, path: str) -> None:
    answer = lasting_site.get(f"/{kind}/{path}")
    assert answer.status_code == 404
    assert "Settings" not in answer.text


def test_a_link_in_the_folder_that_came_later_is_not_followed(site: TestClient, tmp_path: Path) -> None:
    from marsad.serve.assets import Assets

    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "static"
    folder.mkdir()
    assets = Assets(folder, tmp_path / "none")
    (folder / "late.css").symlink_to(tmp_path / "secret")
    assert assets.path("static", "late.css") is None


# Sizes


def test_a_request_that_is_too_large_is_refused(site: TestClient) -> None:
    answer = site.post("/api/v1/decisions", content=b"[" * 1_200_000, headers={"content-type": "application/json"})
    assert (answer.status_code, "larger than 1 MB" in answer.json()["error"]) == (413, True)


def test_so_is_one_that_does_not_say_how_large_it_is(site: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    answer = site.post("/api/v1/decisions", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_a_form_with_too_many_fields_is_refused(open_site: Open, accounts: Accounts) -> None:
    form = "&".join(f"f{n}=1" for n in range(600))
    headers = {"content-type": "multipart/form-data; boundary=b"}
    many = "".join(f'--b\r\ncontent-disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(600)) + "--b--\r\n"
    client = open_site(accounts=True)
    assert client.post("/sign-in", content=many, headers=headers).status_code == 400
    headers["content-type"] = "application/x-www-form-urlencoded"
    assert client.post("/sign-in", content=form, headers=headers).status_code == 400


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b'"x"', b"null", b'{"verb": 1}', b"[" * 100_000])
def test_a_body_that_is_not_what_it_should_be(site: TestClient, body: bytes) -> None:
    answer = site.post("/api/v1/decisions", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]


def test_a_bug_is_not_shown_inside_out(open_site: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.ledger import View

    def broken(self: View) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(View, "unknown", broken)
    answer = open_site().get("/api/v1/unknown")
    assert answer.status_code == 500
    assert answer.json() == {"error": "This page failed on a bug; what happened is in the server's log.", "status": 500}
