"""Ids, tokens and texts in requests that would be something else elsewhere: a path, a template, a query."""

from urllib.parse import quote

import pytest
from browser_at import Open
from starlette.testclient import TestClient

from marsad.serve.accounts import Accounts

PATHS = ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2f", "/etc/passwd", "a%00.json", "....//etc",
         "{{7*7}}", "'; drop table claims; --", "' or '1'='1", "\u202ecod.exe"]  # fmt: skip


@pytest.mark.parametrize("kind", ["claims", "reports", "events"])
@pytest.mark.parametrize("path", PATHS)
def test_an_id_leads_to_no_file_and_to_no_query(site: TestClient, kind: str, path: str) -> None:
    given = path if "%" in path else quote(path, safe="/")
    for address in (f"/api/v1/{kind}/{given}", f"/{kind}/{given}"):
        answer = site.get(address)
        assert 400 <= answer.status_code < 500
        assert "root:" not in answer.text
        assert "49" not in answer.text.replace(given, "")[:300]
        assert "sqlite" not in answer.text.lower()


@pytest.mark.parametrize("question", ["{{7*7}}", "' or 1=1 --", '" NEAR/99999 "', "a* b* c*" * 500, "\x00", "(((("])
def test_a_search_is_words_and_nothing_else(site: TestClient, question: str) -> None:
    answer = site.get("/api/v1/search", params={"q": question})
    assert answer.status_code in (200, 400, 404, 422)
    assert "Traceback" not in answer.text
    assert "sqlite" not in answer.text.lower()


ODD = ["", "marsad_", "marsad_" + "x" * 50_000, "MARSAD_{token}", "{token}x", "{token_upper}", "null", "' or 1=1 --",
       "%00", "Basic {token}"]  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_token_opens_nothing(open_site: Open, accounts: Accounts, odd: str) -> None:
    token = accounts.make_token("viewer", "export", "viewer")
    said = odd.format(token=token, token_upper=token.upper())
    headers = {"authorization": said if odd.startswith("Basic") else f"Bearer {said}"}
    assert open_site(accounts=True).get("/about.json", headers=headers).status_code in (400, 401, 431)
