"""Every command in the documentation runs, on the example reports, in a folder of its own, and prints what is shown.

What needs the network, a server, or an end that never comes is parsed by the command itself, but not run.
"""

import json
import os
import shutil

import click
import pytest
import yaml
from click.testing import CliRunner
from documentation import PAGES, ROOT, blocks, commands, is_printed, name_of, told

from marsad.cli import main
from marsad.ledger import Ledger
from marsad.watch.plan import load_plan
from marsad.world.register import load_register

EXAMPLES = ROOT / "examples"
WITH_COMMANDS = [page for page in PAGES if commands(page)]
ONLY_PARSED = (
    "http://", "https://", "postgresql://", "s3://",  # the network, a server
    "marsad serve", "marsad watch", "marsad users",  # they wait for somebody
    "archive REPORT", "--list",  # what was fetched
)  # fmt: skip
RUN_ALL_THE_SAME = ("--base https://",)


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory):
    """The example reports, read once."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    run("read", "--quiet", "--ledger", str(path), str(EXAMPLES / "iraq-2020"))
    return path


@pytest.fixture
def folder(tmp_path, example_ledger, monkeypatch):
    """A folder as the pages take for granted: the examples, a ledger, reports of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path / "marsad.db"))
    monkeypatch.setenv("MARSAD_AUTHOR", "editor")
    for name in ("marsad.db", "iraq.db"):
        shutil.copy(example_ledger, tmp_path / name)
    (tmp_path / "examples").symlink_to(EXAMPLES)
    gold = tmp_path / "tests" / "gold" / "dev"
    gold.mkdir(parents=True)
    for path in sorted((ROOT / "tests" / "gold" / "dev").glob("*-01.*")):
        shutil.copy(path, gold)
    _reports(tmp_path)
    return tmp_path


def _reports(folder):
    (folder / "reports").mkdir()
    english = EXAMPLES / "iraq-2020" / "en-01.txt"
    for suffix in (".txt", ".json"):
        shutil.copy(english.with_suffix(suffix), folder / "reports")
    text = english.read_text("utf-8")
    (folder / "statement.txt").write_text(text, "utf-8")
    (folder / "page.html").write_text(f"<!DOCTYPE html><title>Report</title><article><p>{text}</p></article>", "utf-8")
    (folder / "reports.jsonl").write_text(json.dumps({"text": text, "published": "2020-03-17"}) + "\n", "utf-8")
    (folder / "archive").mkdir()
    shutil.copy(folder / "reports.jsonl", folder / "archive")
    (folder / "addresses.txt").write_text("", "utf-8")
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://example.org/feed"\n', "utf-8")
    _statement(folder / "statement.pdf", text)
    _sheet(folder / "statements.xlsx", [["Statement", "Day"], [text, "17/03/2020"]])
    _arabic_reports(folder)
    head = ["Force", "Base", "Strength", "Date", "Source"]
    (folder / "facts.csv").write_text(f"{','.join(head)}\nUS,Camp Taji,300,2020-03-01,Levant Wire\n", "utf-8")
    _sheet(folder / "facts.xlsx", [head, ["US", "Camp Taji", 300, "01/03/2020", "Levant Wire"]])


def _arabic_reports(folder):
    (folder / "تقارير").mkdir()
    news, statement = EXAMPLES / "iraq-2020" / "ar-01.txt", EXAMPLES / "iraq-2020" / "ar-02.txt"
    for suffix in (".txt", ".json"):
        shutil.copy(news.with_suffix(suffix), folder / "تقارير")
    text = statement.read_text("utf-8")
    shutil.copy(statement, folder / "بيان.txt")
    shutil.copy(news, folder / "منقول.txt")
    (folder / "خبر.txt").write_text("سلّم التحالف الدولي قاعدة القائم إلى القوات العراقية يوم الثلاثاء.\n", "utf-8")
    head = ["نص البيان", "تاريخ النشر", "المصدر"]
    _sheet(folder / "بيانات.xlsx", [head, [text, "30/03/2020", "خلية الإعلام الأمني"]])
    line = {"id": "ar-02", "text": text, "published": "2020-03-30", "language": "ar"}
    (folder / "تقارير.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (folder / "مصادر.toml").write_text('[[feed]]\nname = "نوافذ"\nurl = "https://example.org/rss"\n', "utf-8")


def _statement(path, text):
    import typst

    path.write_bytes(typst.compile(b"#sys.inputs.text", sys_inputs={"text": text}))


def _sheet(path, rows):
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def run(*words, given=None):
    return CliRunner().invoke(main, list(words), input=given)


def filled(words):
    """With real ids where a page says CLAIM, EVENT, REPORT, ID or DECISION."""
    if not {"CLAIM", "EVENT", "REPORT", "ID", "DECISION"} & set(words):
        return list(words)
    with Ledger.open(os.environ["MARSAD_LEDGER"], create=False) as ledger:
        view = ledger.view()
        entries = view.claims()
        decided = view.decisions()
    real = {
        "CLAIM": entries[0].id,
        "ID": entries[0].id,
        "EVENT": f"e{entries[0].id}",
        "REPORT": next(entry.report_id for entry in reversed(entries) if entry.report_id != entries[0].report_id),
        "DECISION": decided[-1].id if decided else "",
    }
    return [real.get(word, word) for word in words]


def is_run(text):
    return any(sign in text for sign in RUN_ALL_THE_SAME) or not any(sign in text for sign in ONLY_PARSED)


def parsed(words):
    """The command that these words name takes these options; raises what click says where it does not."""
    command, rest, context = main, list(words), click.Context(main, info_name="marsad")
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, rest)
        command, context = found, click.Context(found, parent=context, info_name=name)
    command.make_parser(context).parse_args(rest)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_the_commands_of_a_page_run_in_its_order(page, folder):
    for command, shown in told(page):
        if not is_run(command.text):
            assert shown is None, command.text
            parsed(command.words)
            continue
        given = (folder / command.given).read_text("utf-8") if command.given else "y\n"
        words = filled(command.words)
        result = run(*words, given=given)
        assert result.exit_code == 0, (command.text, words, result.output, result.exception)
        if shown is not None:
            printed = result.stdout + result.stderr
            assert is_printed(shown, printed), f"{command.text} prints\n{printed}\nand not\n{shown}"
        if "--ledger" in words and words[0] == "read":
            os.environ["MARSAD_LEDGER"] = words[words.index("--ledger") + 1]  # pages go on with the ledger they made


def test_the_python_of_the_page_on_python_runs(folder):
    for block in blocks(ROOT / "docs" / "python.md", "python"):
        exec(compile(block, "python.md", "exec"), {})
    assert json.loads((folder / "iraq.geojson").read_text("utf-8"))["features"]


@pytest.mark.parametrize(
    ("name", "file"), [("briefs-and-charts.md", "iraq.svg"), ("ar/briefs-and-charts.md", "العراق.svg")]
)
def test_the_python_of_the_pages_on_charts_runs(name, file, folder):
    for block in blocks(ROOT / "docs" / name, "python"):
        exec(compile(block, name, "exec"), {})
    assert (folder / file).read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("name", ["watching.md", "ar/watching.md"])
def test_the_feeds_and_alerts_of_the_pages_on_watching_are_known(name, folder):
    (folder / "feeds.toml").write_text(blocks(ROOT / "docs" / name, "toml")[0], "utf-8")
    plan = load_plan(folder / "feeds.toml")
    assert len(plan.feeds) == len(plan.alerts) == 2
    register = load_register()
    assert all(register.find_place(place) for alert in plan.alerts for place in alert.places)


def test_the_claim_of_the_arabic_page_on_claims_is_in_the_ledger(folder):
    page = ROOT / "docs" / "ar" / "contract.md"
    shown = json.loads(blocks(page, "json")[0])
    id_ = next(command.words[1] for command in commands(page) if command.words[0] == "show")
    kept = json.loads(run("show", id_, "--json").stdout)
    assert shown.pop("confidence") == pytest.approx(kept["confidence"], abs=0.1)
    assert shown == {key: kept[key] for key in shown}


def test_most_commands_are_run_and_not_only_parsed():
    every = [command for page in WITH_COMMANDS for command in commands(page)]
    assert sum(is_run(command.text) for command in every) > 0.7 * len(every)


def test_what_is_shown_is_compared():
    printed = "⁨القائم⁩ في 2020-04-01\n\nالوجود\n  ⁨فرنسا⁩: 100 [042ddc394a91]\nالهجمات\n"
    assert is_printed("القائم في 2020-04-01\n…\n فرنسا: 100 [fc1a5e68bac8]\n  …\n", printed)
    assert not is_printed("القائم في 2020-04-01\n…\n فرنسا: 200 [fc1a5e68bac8]\n…\n", printed)
    assert not is_printed("القائم في 2020-04-01\n", printed)


def test_the_arabic_terms_are_those_of_the_interface():
    english, arabic = (yaml.safe_load((ROOT / f"marsad/publish/interface/{language}.yaml").read_text("utf-8"))
                       for language in ("en", "ar"))  # fmt: skip
    page = (ROOT / "docs" / "ar" / "terms.md").read_text("utf-8")
    for group in ("heading", "state", "kind", "status", "activity", "phase", "means", "reason", "over", "verdict"):
        for key, word in english[group].items():
            assert f"| {arabic[group][key]} | {word} |" in page, f"docs/ar/terms.md lacks {group} {key}"
