"""Several analysts at once: who looks at a claim is shown to the others, for a few minutes."""

from collections.abc import Callable
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from marsad.serve.holding import FOR, Holds


def test_a_claim_is_held_by_the_first_until_time_is_up(tmp_path: Path) -> None:
    now = 1000.0
    holds = Holds(tmp_path / "new", lambda: now)
    assert holds.take("c1", "Rana") == "Rana"
    assert holds.take("c1", "Sami") == "Rana"
    assert (holds.by_others("Sami"), holds.by_others("Rana")) == ({"c1": "Rana"}, {})
    now += FOR - 1
    assert holds.take("c1", "Rana") == "Rana"  # holding on
    now += FOR - 1
    assert holds.take("c1", "Sami") == "Rana"
    now += 2
    assert holds.by_others("Sami") == {}
    assert holds.take("c1", "Sami") == "Sami"


def test_what_is_dropped_is_free(tmp_path: Path) -> None:
    holds = Holds(tmp_path)
    holds.take("c1", "Rana")
    holds.drop("c1")
    assert holds.take("c1", "Sami") == "Sami"


def badge(site: TestClient, claim: str) -> str:
    """What the queue says of who looks at a claim; empty where the note is hidden."""
    (note,) = html.fromstring(site.get("/review").text).xpath(f"//li[@data-item='{claim}']//*[@data-held]")
    return "" if "hidden" in note.attrib else " ".join(note.text_content().split())


def test_two_analysts_see_who_has_an_item(sign_in: Callable[[str], TestClient]) -> None:
    analyst, admin = sign_in("analyst"), sign_in("admin")
    claim = analyst.get("/review.json").json()["items"][0]["claim"]["id"]
    assert analyst.post(f"/claim/{claim}/hold").json() == {"by": "analyst", "other": False}
    assert admin.post(f"/claim/{claim}/hold").json() == {"by": "analyst", "other": True}
    assert (badge(analyst, claim), badge(admin, claim)) == ("", "Being looked at by analyst")
    seen = html.fromstring(analyst.get("/review").text)
    (form,) = seen.xpath(f"//form[@action='/claim/{claim}/decide']")
    done = analyst.post(f"/claim/{claim}/decide", data=dict(form.form_values()) | {"verdict": "accept"})
    assert done.status_code == 200
    assert admin.post(f"/claim/{claim}/hold").json()["other"] is False
    assert admin.post("/claim/nonesuch/hold").status_code == 400
    assert admin.post("/claim/ffffffffffff/hold").status_code == 404
