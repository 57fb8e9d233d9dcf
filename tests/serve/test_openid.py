"""Signing in by OpenID Connect, against an issuer on loopback that signs what it says."""

from collections.abc import Iterator

import pytest
from browser_at import HERE, Open
from issuer import CLIENT, OTHER_KEY, Issuer, issuing
from joserfc.jwk import OctKey
from starlette.testclient import TestClient

from marsad.serve.accounts import AccountError, Accounts
from marsad.serve.accounts.openid import Issuer as Trusted


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with issuing() as found:
        yield found


@pytest.fixture
def site(open_site: Open, accounts: Accounts, issuer: Issuer) -> TestClient:
    accounts.add("omar", "analyst", None, openid="omar@example.org")
    return open_site(accounts=True, oidc={"address": issuer.address, "client": CLIENT})


def away(site: TestClient, back: str = "/audit") -> str:
    """The address at the issuer to which the browser is sent."""
    answer = site.get("/sign-in/openid", params={"back": back}, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def come_back(site: TestClient, address: str, issuer: Issuer, **other: str) -> tuple[int, str]:
    state = address.partition("state=")[2].partition("&")[0]
    query = {"state": state, "code": issuer.authorize(address), **other}
    answer = site.get("/sign-in/openid/back", params=query, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_whom_the_issuer_names_and_who_has_an_account_is_let_in(site: TestClient, issuer: Issuer) -> None:
    assert "/sign-in/openid" in site.get("/sign-in").text
    assert come_back(site, away(site), issuer) == (303, "/audit")
    assert site.get("/audit").status_code == 200


def test_he_is_known_by_the_issuers_own_name_from_then_on(site: TestClient, issuer: Issuer, accounts: Accounts) -> None:
    come_back(site, away(site), issuer)
    issuer.claims = {"email": "omar.new@example.org"}
    assert come_back(site, away(site), issuer)[0] == 303
    issuer.claims = {"sub": "8"}  # somebody else who has the address now
    assert come_back(site, away(site), issuer)[0] == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email": "zed@example.org"},
        {"email": None},
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"exp": 1},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
    ],
)
def test_what_does_not_hold_lets_nobody_in(site: TestClient, issuer: Issuer, claims: dict[str, object]) -> None:
    issuer.claims = claims
    assert come_back(site, away(site), issuer)[0] == 403
    assert site.get("/about.json").status_code == 401


def test_what_another_key_signed_lets_nobody_in(site: TestClient, issuer: Issuer) -> None:
    issuer.key = OTHER_KEY
    assert come_back(site, away(site), issuer)[0] == 403


def test_neither_does_what_a_shared_secret_signed(site: TestClient, issuer: Issuer) -> None:
    issuer.key, issuer.algorithm = OctKey.import_key("a secret that everybody knows, long enough"), "HS256"  # type: ignore[assignment]
    assert come_back(site, away(site), issuer)[0] == 403


def test_a_state_is_good_once_and_in_one_browser(site: TestClient, issuer: Issuer) -> None:
    address = away(site)
    other = TestClient(site.app, base_url=HERE)
    assert come_back(other, address, issuer)[0] == 403
    assert come_back(site, address, issuer, state="made-up")[0] == 403
    assert come_back(site, address, issuer)[0] == 303
    assert come_back(site, address, issuer)[0] == 403


def test_a_code_that_the_issuer_does_not_know(site: TestClient, issuer: Issuer) -> None:
    status, told = come_back(site, away(site), issuer, code="stolen")
    assert (status, "refused" in told) == (403, True)


def test_people_who_come_for_the_first_time(open_site: Open, accounts: Accounts, issuer: Issuer) -> None:
    site = open_site(accounts=True, oidc={"address": issuer.address, "client": CLIENT, "role": "viewer"})
    issuer.claims = {"email": "new@example.org"}
    assert come_back(site, away(site, "/about"), issuer) == (303, "/about")
    assert [(one.name, one.role) for one in accounts.people() if one.openid] == [("new@example.org", "viewer")]


def test_no_way_back_leads_to_another_site(site: TestClient, issuer: Issuer) -> None:
    assert come_back(site, away(site, "https://evil.example/"), issuer) == (303, "/")


def test_an_issuer_must_be_reached_by_https() -> None:
    with pytest.raises(AccountError, match="https"):
        Trusted("http://issuer.example", CLIENT)
