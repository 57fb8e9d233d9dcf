"""feeds.toml: what it may say, and the sentence for what it may not."""

import datetime as dt

import pytest

from marsad.watch.plan import PlanError, load_plan

GOOD = """
[watch]
every = "10m"
contact = "desk@example.org"

[[feed]]
name = "wire"
url = "https://wire.example/rss"
language = "ar"

[[feed]]
url = "https://ministry.example/sitemap.xml"
every = "2h"
links = "/news/"
publisher = "Ministry"

[[alert]]
name = "al-Qaim"
place = "al-Qaim"
kind = ["attack", "handover"]
to = ["file:alerts.jsonl", "mailto:desk@example.org"]

[mail]
host = "mail.example"
from = "marsad@example.org"
"""


def plan(tmp_path, text):
    (tmp_path / "feeds.toml").write_text(text, "utf-8")
    return load_plan(tmp_path / "feeds.toml")


def test_a_good_plan(tmp_path):
    made = plan(tmp_path, GOOD)
    wire, ministry = made.feeds
    assert (wire.name, wire.every, wire.language) == ("wire", 600, "ar")
    assert (ministry.name, ministry.every, ministry.publisher) == (ministry.url, 7200, "Ministry")
    assert ministry.links.search("https://ministry.example/news/1")
    assert made.alerts[0].places == ("al-Qaim",)
    assert made.mail.port == 587
    dated = plan(tmp_path, GOOD.replace('language = "ar"', "since = 2020-03-17"))
    assert dated.feeds[0].since == dt.date(2020, 3, 17)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[watch]", "[watch", "is no TOML"),
        ('every = "10m"', 'every = "often"', "'often' is no length of time"),
        ('every = "10m"', "evry = 5", "says 'evry', which means nothing here; it may say allow_hosts, contact, every"),
        ("https://wire.example/rss", "wire.example", "[[feed]] 1 has no url that begins with http"),
        ('links = "/news/"', 'links = "("', "links is no regular expression"),
        ('language = "ar"', 'since = "spring"', "[[feed]] 1 since: 'spring' is no day; write it as 2026-11-01"),
        ('language = "ar"', 'language = "fr"', "marked as language 'fr'"),
        ('"attack", "handover"', '"raid"', "'raid' is no kind; there are "),
        ('place = "al-Qaim"', "place = 7", "place must be a text or a list of texts"),
        ('"file:alerts.jsonl", ', '"alerts.jsonl", ', "`to` must be file:PATH"),
        ("[mail]", "[post]", "says 'post'"),
        ('host = "mail.example"', "", "[mail] needs host and from"),
        ('host = "mail.example"', 'host = "mail.example"\ntls = "no"', "[mail] tls must be true or false"),
        (
            'host = "mail.example"',
            'host = "mail.example"\nuser = "m"\ntls = false',
            "would read the password; drop one",
        ),
        ('name = "wire"', 'name = "https://ministry.example/sitemap.xml"', "two of [[feed]] are named"),
        ("[[feed]]", "[feed]", "no TOML"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(tmp_path, old, new, sentence):
    assert old in GOOD
    with pytest.raises(Exception, match=r"feeds\.toml") as error:
        plan(tmp_path, GOOD.replace(old, new, 1))
    assert sentence in str(error.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_mail_server_on_this_machine_needs_no_tls_for_a_password(tmp_path, host):
    made = plan(tmp_path, GOOD.replace('"mail.example"', f'"{host}"\nuser = "m"\ntls = false\nca_file = "own.pem"'))
    assert (made.mail.user, made.mail.tls, made.mail.ca_file) == ("m", False, "own.pem")


def test_a_plan_without_feeds_or_without_a_mail_server(tmp_path):
    with pytest.raises(PlanError, match=r"there is no \[\[feed\]\]"):
        plan(tmp_path, "")
    with pytest.raises(PlanError, match=r"there is no \[mail\]"):
        plan(tmp_path, GOOD.split("[mail]")[0])
    with pytest.raises(PlanError, match="cannot be read"):
        load_plan(tmp_path / "none.toml")
