"""What is typed: days in any digits and any order, options by the names of other commands, languages of errors."""

import datetime as dt
import json
import re
from importlib import resources
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner

from marsad.cli import COMMANDS, main
from marsad.errors import QuestionError
from marsad.ledger import Ledger
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.model.values import Place
from marsad.publish.interface.sentences import told

GAO = Place("Gao", "ML", 16.27, -0.04, "town")
SENTENCES = yaml.safe_load((resources.files("marsad.publish.interface") / "sentences_ar.yaml").read_text("utf-8"))
SPANS = [
    ["brief", "Gao", "-o", "gao.html"], ["chart", "map", "Gao", "-o", "gao.svg"], ["claims"], ["events"],
    ["timeline", "Gao"], ["conflicts"], ["search", "Text"],
]  # fmt: skip
AHEAD = (dt.date.today() + dt.timedelta(days=3)).isoformat()


@pytest.fixture(autouse=True)
def ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path / "ledger.db"))
    with Ledger.open(tmp_path / "ledger.db") as book:
        for n, day in enumerate(("2022-03-01", "2022-06-14", "2022-06-20")):
            claim = Claim("presence", "happened", (Span(0, 4),), ("FR",), place=(GAO,), when=day)
            report = Report(f"r{n}", f"Text {n}", "en", dt.date.fromisoformat(day), "Sahel Wire")
            book.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1")
    return tmp_path / "ledger.db"


def ask(*arguments, code=0, **environment):
    result = CliRunner().invoke(main, list(arguments), env=environment)
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize(
    "day", ["٢٠٢٢-٠٦-١٤", "۲۰۲۲-۰۶-۱۴", "\u200f٢٠٢٢\u200f-٠٦-١٤\u200f", "2022‑06‑14", "2022−06−14"]
)
def test_a_day_in_the_digits_of_any_script(day):
    assert ask("claims", "--on", day, "--json").stdout == ask("claims", "--on", "2022-06-14", "--json").stdout != ""
    assert ask("claims", "--recorded", f"{day}T٠٠:٠٠", "--json").stdout == ""
    assert ask("diff", day, "2022-06-20").stdout.startswith("Everything: from 2022-06-14 to 2022-06-20")


def test_numbers_in_the_digits_of_any_script():
    for command in (["claims"], ["events"], ["timeline", "Gao"]):
        assert ask(*command, "--limit", "٢").stdout == ask(*command, "--limit", "2").stdout


@pytest.mark.parametrize("command", SPANS, ids=lambda command: command[0])
def test_days_the_wrong_way_round_are_refused_by_no_name_that_was_not_typed(command):
    for first, last in (("--from", "--to"), ("--since", "--until")):
        error = ask(*command, first, "2022-06-20", last, "2022-06-10", code=2).stderr
        assert "The first day, 2022-06-20, lies after the last, 2022-06-10" in error
        assert "--since" not in error


@pytest.mark.parametrize("clock", ["valid", "known", "recorded"])
def test_a_diff_of_days_the_wrong_way_round_says_what_it_tells(clock):
    days = ("2022-06-10", "2022-06-20")
    right, wrong = (ask("diff", *asked, "Gao", "--clock", clock) for asked in (days, days[::-1]))
    assert right.stdout == wrong.stdout
    assert right.stderr == ""
    assert re.fullmatch(r"2022-06-20.* lies after 2022-06-10.*; what follows is from .*\.\n", wrong.stderr)


@pytest.mark.parametrize("command", ["posture", "brief"])
def test_an_empty_answer_names_the_clock_that_empties_it(command):
    told = ask(command, "Gao", "--on", "2022-06-20", "--known", "2019-01-01").stderr
    assert told == "Nothing that was published by 2019-01-01 tells of Gao; give a later --known, or leave it out.\n"
    told = ask(command, "Gao", "--on", "2022-06-20", "--recorded", "2019-01-01").stderr
    assert re.fullmatch(r"The ledger had no claim on Gao at 2019-01-01.*; give a later --recorded, or .*\n", told)
    for known in ([], ["--known", "2022-06-14"]):
        told = ask(command, "Gao", "--on", "2022-01-01", *known).stderr
        assert told == "No claim tells of Gao by 2022-01-01; ask for a later day, or read more reports.\n"


def test_a_name_that_a_clock_hides_is_not_unknown(ledger):
    camp = Place("Camp Qulqul", "ML", 16.3, -0.1, "site")
    claim = Claim("presence", "happened", (Span(0, 4),), ("FR",), place=(camp,), when="2022-06-20")
    report = Report("camp", "Text on it", "en", dt.date(2022, 6, 20), "Sahel Wire")
    with Ledger.open(ledger) as book:
        book.record(report, SimpleNamespace(claims=(claim,), unknown=()), "hand", "1")
    for command in ("posture", "brief", "timeline"):
        told = ask(command, "Camp Qulqul", "--known", "2022-06-14", code=1).stderr
        assert "Nothing that was published by 2022-06-14 names 'Camp Qulqul'; give a later --known" in told
        told = ask(command, "Camp Qulqul", "--recorded", "2022-06-14", code=1).stderr
        assert "No claim at 2022-06-14 00:00:00 names 'Camp Qulqul'; give a later --recorded" in told
        assert "No actor or place is named" in ask(command, "Qqqqq", "--known", "2022-06-14", code=1).stderr


def test_nothing_is_published_ahead_of_today_or_before_there_were_reports(tmp_path):
    (tmp_path / "a.txt").write_text("About 300 troops left al-Qaim.", "utf-8")
    for day, why in ((AHEAD, "lies ahead"), ("0001-01-01", "lies out of reach")):
        for command in (["try", "Text"], ["read", str(tmp_path / "a.txt")], ["import", str(tmp_path / "a.txt")]):
            assert f"{day} {why}" in ask(*command, "--published", day, code=2).stderr
    (tmp_path / "a.json").write_text(f'{{"published": "{AHEAD}"}}', "utf-8")
    assert f"a.json gives the date '{AHEAD}', which lies ahead" in ask("read", str(tmp_path / "a.txt"), code=1).stderr


def test_python_refuses_a_publication_that_lies_ahead(tmp_path):
    import marsad

    with marsad.open(tmp_path / "ledger.db") as ledger, pytest.raises(QuestionError, match="lies ahead"):
        ledger.read_text("About 300 troops left al-Qaim.", "en", published=AHEAD)
    with marsad.open(tmp_path / "ledger.db") as ledger:
        assert len(ledger.claims(on="٢٠٢٢-٠٦-١٤")) == 1


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["conflicts", "--kind", "date"], "No such option '--kind'. Did you mean '--over'?"),
        (["events", "--over", "date"], "No such option '--over'. Did you mean '--kind'?"),
        (["annotate", "--lang", "ar", "a.txt"], "No such option '--lang'. Did you mean '--language'?"),
        (["posture", "Gao", "--since", "2022-06-01"], "No such option '--since'. Did you mean '--on'?"),
        (["events", "--place", "Gao"], "Name the place or actor by itself: "),
        (["claims", "Gao"], "Use --place or --actor for names."),
        (["sources", "--outlet", "Wire"], "No such option '--outlet'."),
    ],
)
def test_an_option_of_another_command_leads_to_that_of_this_one(typed, hint):
    assert hint in ask(*typed, code=2).stderr


def test_every_list_has_a_limit_that_says_what_it_hides():
    for command, of in ((["claims"], "claims"), (["timeline", "Gao"], "claims"), (["events"], "events")):
        result = ask(*command, "--limit", "1")
        assert re.search(rf"1 of \d {of}; --limit 0 shows all\.", result.stderr), command
        assert ask(*command, "--limit", "0").stderr == ""
        assert len(ask(*command, "--limit", "1", "--json").stdout.splitlines()) == 1
    assert "--limit" in ask("conflicts", "--help").stdout


def test_json_is_said_to_be_one_object_a_line():
    for command in ("claims", "events", "read"):
        assert "JSON, one object a line" in " ".join(ask(command, "--help").stdout.split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["posture", "قندهارستان"], "خطأ: لا جهة ولا مكان باسم قندهارستان. أضفه بالخيار --register FILE"),
        (["posture", "Gao, Mali"], "هل تقصد Gao"),
        (["posture", "Gao", "--on", "2022-06-20", "--known", "2019-01-01"], "لا شيء مما نُشر حتى 2019-01-01 يذكر"),
        (
            ["posture", "Gao", "--on", "yesterday"],
            "خطأ: قيمة --on لا تصلح: yesterday ليس تاريخًا؛ اكتبه هكذا: 2020-03-17.",
        ),
        (["posture"], "خطأ: ينقص PLACE-OR-ACTOR"),
        (["conflicts", "--kind", "x"], "لا خيار اسمه --kind. هل تقصد --over؟"),
        (["claims", "--kind", "x"], "ليست x من القيم الممكنة: move, handover,"),
        (["claims", "--kind", "attack"], "لا قول كهذا في السجل"),
        (["claims", "--limit", "1"], "عُرض من الأقوال 1 من 3؛ يعرض --limit 0 الكل."),
        (["show", "eeee"], "لا قول رمزه eeee؛"),
        (["search", "nothing"], "لا تقرير فيه هذه الكلمات كلها"),
        (["diff", "2022-06-20", "2022-06-10"], "2022-06-20 بعد 2022-06-10؛"),
    ],
)
def test_whoever_asks_in_arabic_is_answered_in_arabic(typed, said):
    command, *rest = typed
    for result in (
        CliRunner().invoke(main, [command, "--lang", "ar", *rest]),
        CliRunner().invoke(main, [*typed, "--lang=ar"]),
        CliRunner().invoke(main, typed, env={"MARSAD_LANGUAGE": "ar"}),
    ):
        assert said in re.sub("[\u2068\u2069]", "", result.stderr)
        assert "Error" not in result.stderr
        assert "Usage" not in result.stderr
    assert said not in re.sub("[\u2068\u2069]", "", CliRunner().invoke(main, typed).stderr)


def test_the_language_of_reports_is_not_that_of_errors():
    assert "No report has all these words" in ask("search", "nothing", "--report-language", "ar").stderr
    assert "Nothing to read" in ask("read", "--language", "ar", code=2).stderr
    assert "لا شيء يُقرأ" in ask("read", "--language", "en", "--lang", "ar", code=2).stderr


def test_search_and_unknown_answer_in_arabic():
    assert "Sahel Wire" in ask("search", "Text", "--lang", "ar", "--report-language", "en").stdout
    assert ask("search", "Text", "--lang", "ar", "--report-language", "ar").stdout == ""
    for option in ("--lang", "--language"):
        assert "كل اسم في السجل معروف." in ask("unknown", option, "ar").stderr


def test_the_language_of_a_search_is_that_of_its_reports_and_of_its_answer():
    assert "الأقوال: " in ask("search", "Text", "--lang", "ar").stdout
    assert "claims: " in ask("search", "Text", "--language", "en").stdout
    assert "claims: " in ask("search", "Text", "--language", "en", MARSAD_LANGUAGE="ar").stdout
    assert "الأقوال: " in ask("search", "Text", "--language", "en", "--lang", "ar").stdout
    assert "لا تقرير فيه هذه الكلمات كلها" in ask("search", "Text", "--language", "ar").stderr


def plain(text):
    return re.sub("[\u2068\u2069]", "", text)


def test_whoever_decides_in_arabic_is_answered_in_arabic(monkeypatch):
    monkeypatch.setenv("MARSAD_AUTHOR", "سلمى")
    claim = json.loads(ask("claims", "--json").stdout.splitlines()[0])["id"]
    told = plain(ask("decide", "reject", claim, "--why", "قراءة خاطئة", "--language", "ar").stdout)
    decision = told[:12]
    assert told == f"{decision}: رفض {claim}؛ وتغيّر قول واحد. وللتراجع: `marsad decide undo {decision}`.\n"
    assert "اتُّخذ هذا القرار من قبل" in ask("decide", "reject", claim, "--why", "قراءة خاطئة", "--lang", "ar").stdout
    ask("decide", "undo", decision)
    listed = plain(ask("decisions", "--language", "ar").stdout)
    assert f"سلمى: رفض القول {claim} (قراءة خاطئة)  [أُلغي بالقرار " in listed
    assert f"سلمى: إلغاء القرار {decision}" in listed
    assert f"reject claim {claim} (" in plain(ask("decisions").stdout)
    assert "لا قرار رمزه 0000" in plain(ask("decide", "undo", "0000", "--lang", "ar", code=1).stderr)
    assert "لا قرار كهذا" in ask("decisions", "--verb", "merge", "--lang", "ar").stderr


def test_what_is_read_is_told_in_arabic(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("The United States handed over al-Qaim base.", "utf-8")
    told = ask("read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--lang", "ar", "--jobs", "1")
    assert re.search(r"ملاحظة: ليس في \S*a\.txt تاريخ نشر", plain(told.stderr))
    assert re.search(r"التقارير المقروءة 2: الأقوال الجديدة \d", plain(told.stderr))
    assert "b منقول عن a." in plain(told.stderr)
    assert "تسليم" in told.stdout
    assert "handover" not in told.stdout


def test_a_text_that_is_tried_is_told_in_arabic():
    text = "The United States handed over al-Qaim base."
    told = plain(ask("try", text, "--lang", "ar").stdout)
    assert told.startswith("en, بلا تاريخ, حروفه ")
    assert all(word in told for word in ("الأقوال", "تسليم (", "الفاعل: ", "الحال: وقع", "الألفاظ: "))
    assert all(f"─ {layer}" in told for layer in ("جملة", "بلد", "جهة", "مكان", "لفظ دال"))
    assert not [
        word for word in ("sentence", "land", "actor", "place", "trigger", "[scene]", "happened") if word in told
    ]
    assert "لا قول فيه" in ask("try", "Good morning.", "--lang", "ar").stdout


def test_json_of_a_text_that_is_tried_is_one_object_a_line():
    (line,) = ask("try", "The United States handed over al-Qaim base.", "--json").stdout.splitlines()
    assert set(json.loads(line)) == {"steps", "claims"}


def test_nobody_is_sent_to_a_day_after_today():
    with_nothing = "No claim tells of Zimbabwe; read more reports.\n"
    assert ask("posture", "Zimbabwe").stderr == ask("posture", "Zimbabwe", "--on", "2022-06-20").stderr == with_nothing
    assert plain(ask("posture", "زمبابوي", "--lang", "ar").stderr) == "لا قول عن زيمبابوي؛ أدخل تقارير أخرى.\n"


def test_a_place_of_which_nothing_is_told_is_named_with_its_country():
    """The gazetteer knows a town of almost any name; whoever reads its country sees whether it was meant."""
    assert ask("posture", "Atlantis").stderr == "No claim tells of Atlantis (South Africa); read more reports.\n"
    assert plain(ask("posture", "Zuwara", "--lang", "ar").stderr) == "لا قول عن زوارة (ليبيا)؛ أدخل تقارير أخرى.\n"
    assert ask("posture", "Red Sea").stderr == "No claim tells of Red Sea; read more reports.\n"


@pytest.mark.parametrize("one", SENTENCES, ids=lambda one: one["en"][:40])
def test_each_sentence_keeps_what_changes_in_it(one):
    slots = re.findall(r"{(\w+)}", one["en"])
    given = {name: f"<{n}>" for n, name in enumerate(slots)}
    said = told(one["en"].format(**given), "ar")
    assert set(re.findall(r"{(\w+)}", one["ar"])) <= set(slots)
    shown = {name: f"\u2068{given[name]}\u2069" for name in slots}
    assert said == one["ar"].format(**shown)


def test_a_sentence_that_nobody_put_into_arabic_stays():
    assert told("The moon is made of cheese.", "ar") == "The moon is made of cheese."
    assert told("No such option '--x'.", "fr") == "No such option '--x'."


def test_commands_that_answer_take_the_language_alike():
    for name in ("claims", "show", "posture", "events", "explain", "conflicts", "timeline", "diff", "brief", "chart",
                 "sources", "search", "unknown", "export", "decisions", "retract", "erase", "read", "try"):  # fmt: skip
        assert "--lang" in ask(name, "--help").stdout, name
    assert set(COMMANDS) >= {"search"}


def test_things_are_counted_in_the_forms_of_their_language():
    event = ask("events", "--json").stdout.partition('"id": "')[2].partition('"')[0] or "e"
    assert "one claim in one report of one outlet, one voice" in ask("explain", event).stdout
    assert "قول واحد في تقرير واحد من وسيلة إعلام واحدة، وصوت واحد" in ask("explain", event, "--lang", "ar").stdout
    brief = ask("brief", "Gao", "--on", "2022-06-20", "--from", "2022-02-01")
    assert "Rests on three claims in three reports" in brief.stdout
