"""Answers that are kept: worked out once, and on a busy server a moment behind the ledger for those who only read."""

import datetime as dt
import threading
import time

import pytest
from browser_at import Open, browser
from starlette.testclient import TestClient

from marsad.ledger import decisions
from marsad.posture.subject import find_subject
from marsad.serve.kept import Kept
from marsad.serve.views.standing import posture_in


def recorded(site: TestClient, **headers: str) -> str:
    found: str = site.get("/about.json", headers=headers).json()["recorded"]
    return found


def write(site: TestClient, grade: str) -> None:
    site.app.state.house.ledger.decide(decisions.grade_source("Somebody", grade), "Rana")  # type: ignore[attr-defined]


def test_by_default_every_answer_is_the_newest(site: TestClient) -> None:
    before = recorded(site)
    write(site, "A")
    assert recorded(site) > before


def test_readers_may_be_a_moment_behind_and_catch_up(open_site: Open) -> None:
    site = open_site(behind=300)
    before = recorded(site)
    write(site, "A")
    assert recorded(site) == before
    for _ in range(500):
        if recorded(site) > before:
            return
        time.sleep(0.01)
    pytest.fail("the newest answer never came")


def test_who_has_just_changed_something_sees_it(open_site: Open) -> None:
    site = open_site(behind=300)
    before = recorded(site)
    given = {"verb": "grade", "of": "source", "source": "Somebody", "grade": "A"}
    assert site.post("/api/v1/decisions", json=given).status_code == 201
    assert recorded(site) > before


def test_who_reloads_sees_the_newest(open_site: Open) -> None:
    site = open_site(behind=300)
    before = recorded(site)
    write(site, "A")
    assert recorded(site, **{"cache-control": "no-cache"}) > before


def test_what_is_too_far_behind_is_not_shown(open_site: Open) -> None:
    site = open_site(behind=0.000001)
    before = recorded(site)
    write(site, "A")
    assert recorded(site) > before


def test_an_answer_that_rests_on_the_same_claims_is_worked_out_once(open_site: Open) -> None:
    site = open_site()
    house = site.app.state.house  # type: ignore[attr-defined]
    asked = "/api/v1/posture?of=Iraq&on=2020-04-10"
    before = site.get(asked).json()
    subject = find_subject("Iraq", house.register, house.view(None, None))
    answers = [posture_in(house, house.view(None, None), subject, dt.date(2020, 4, 10))]
    write(site, "A")
    after = site.get(asked).json()
    answers.append(posture_in(house, house.view(None, None), subject, dt.date(2020, 4, 10)))
    assert after["recorded"] > before["recorded"]
    assert {**after, "recorded": ""} == {**before, "recorded": ""}
    assert answers[0].lines is answers[1].lines


def test_an_answer_that_rests_on_other_claims_is_another(open_site: Open) -> None:
    site = open_site()
    asked = "/api/v1/posture?of=Iraq&on=2020-04-10"
    before = site.get(asked).json()
    (line, *_) = before["lines"]
    ledger = site.app.state.house.ledger  # type: ignore[attr-defined]
    for claim in line["claims"]:
        ledger.decide(decisions.reject(claim), "Rana")
    after = site.get(asked).json()
    assert line["claims"] not in [each["claims"] for each in after["lines"]]
    with browser(site.app.state.house.settings) as fresh:  # type: ignore[attr-defined]
        assert fresh.get(asked).json() == after


def test_a_page_of_one_role_is_not_given_to_another(sign_in, open_site: Open) -> None:  # type: ignore[no-untyped-def]
    tags = {sign_in(role).get("/about").headers["etag"] for role in ("viewer", "analyst")}
    assert len(tags) == 2


def test_an_answer_is_worked_out_once_for_all_who_ask_meanwhile() -> None:
    kept: Kept[int] = Kept(10)
    made: list[int] = []
    all_there = threading.Barrier(8)

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return 42

    def ask() -> None:
        all_there.wait()
        assert kept.or_make("question", make) == 42

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_the_oldest_answers_make_room() -> None:
    kept: Kept[str] = Kept(10, len)
    for key in "abc":
        kept.or_make(key, lambda key=key: key * 4)  # type: ignore[misc]
    assert [kept.get(key) for key in "abc"] == [None, "bbbb", "cccc"]


def test_a_failure_is_not_kept() -> None:
    kept: Kept[int] = Kept(10)
    with pytest.raises(ZeroDivisionError):
        kept.or_make("question", lambda: 1 // 0)
    assert kept.or_make("question", lambda: 1) == 1


def test_compressed_answers_are_the_same(site: TestClient) -> None:
    plain = site.get("/about", headers={"accept-encoding": "identity"})
    packed = site.get("/about", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
