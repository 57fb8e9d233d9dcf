"""`--help` for readers of Arabic: every word of it, and nothing of it where English is asked for."""

import inspect
import os
import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from marsad.cli import COMMANDS, GROUPS, main
from marsad.publish.interface.help import help_texts

POSTURE = """\
الاستعمال: marsad posture [OPTIONS] PLACE-OR-ACTOR

  يقول من يوجد وأين، ومن يسيطر على ماذا، وما الذي توقف، في أي يوم.

  يسأل اسم الدولة عن أرضها؛ ويسأل مفتاحها مثل US، أو actor:NAME، أو «القوات
  الأمريكية»، عن قواتها.

  أمثلة:
    marsad posture Iraq --on 2020-04-01
    marsad posture Iraq --on 2020-04-01 --known 2020-03-20    كما كان معلومًا للناس حينئذ
    marsad posture US
    marsad posture القائم --language ar --all

الخيارات:
  --on DATE                       اليوم المسؤول عنه.  [الافتراضي: يوم --known،
                                  وإلا فاليوم]
"""
ENGLISH = """\
import sys
from marsad.cli import main
try:
    main(["--help"], prog_name="marsad")
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""
HELP = [(), *((name,) for name in COMMANDS)]
MARKS = dict.fromkeys(map(ord, "\u200f\u2068\u2069"))
WORDS = re.compile(r"(?<![-\w])[A-Z]?[a-z]{3,}(?: [a-z]{2,})+")  # English words that follow one another


def helped(*words, **environment):
    result = CliRunner().invoke(main, list(words), prog_name="marsad", env=environment, terminal_width=80)
    assert result.exit_code == 0, result.output
    return result.stdout


def plain(text):
    return text.translate(MARKS)


def commands(command=main, context=None):
    """Every command with its context, as it is called."""
    context = context or click.Context(main, info_name="marsad")
    yield command, context
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        each = command.get_command(context, name)
        yield from commands(each, click.Context(each, info_name=name, parent=context))


EVERY = [pytest.param(command, context, id=context.command_path) for command, context in commands()]


def test_help_in_arabic():
    assert plain(helped("posture", "--help", MARSAD_LANGUAGE="ar")).startswith(POSTURE)


def test_the_language_may_be_typed_before_or_behind():
    asked = helped("posture", "--help", MARSAD_LANGUAGE="ar")
    assert helped("posture", "--help", "--lang", "ar") == helped("posture", "--lang", "ar", "-h") == asked
    assert helped("posture", "--lang=en", "--help", MARSAD_LANGUAGE="ar") == helped("posture", "--help")


def test_the_first_page_lists_the_commands_in_arabic():
    told = plain(helped("--help", MARSAD_LANGUAGE="ar"))
    assert told.startswith("الاستعمال: marsad [OPTIONS] COMMAND [ARGS]...\n\n  يقرأ تقارير عن القوات")
    assert "\nالأوامر:\n  read        يقرأ التقارير في السجل ويعرض الأقوال الجديدة.\n" in told
    assert plain(helped("decide", "accept", "--help", MARSAD_LANGUAGE="ar")).endswith("  يعرض هذه الرسالة.\n")


def test_what_stands_in_brackets():
    told = plain(helped("corpus", "read", "--help", MARSAD_LANGUAGE="ar"))
    assert "s3://bucket/folder.  [لازم]\n" in told
    assert "[الافتراضي: كل الأنوية]\n" in told
    assert "[متغير البيئة: MARSAD_LEDGER؛" in " ".join(plain(helped("show", "-h", MARSAD_LANGUAGE="ar")).split())


def test_what_is_latin_is_set_apart_but_for_commands_to_be_copied():
    told = helped("watch", "--help", MARSAD_LANGUAGE="ar")
    assert "\u2068--allow-host NAME\u2069" in told
    assert "(\u2068NAME\u2069 أو \u2068NAME:PORT\u2069)" in told
    assert "\n    marsad watch feeds.toml --once       \u2068\u200fلمن يشغّله بـ\u2068cron\u2069\u200f\u2069\n" in told
    assert "\n    marsad decide undo 51c27a90f3de\n" in helped("decide", "undo", "-h", MARSAD_LANGUAGE="ar")


@pytest.mark.parametrize(("command", "context"), EVERY)
def test_english_help_is_as_click_gives_it(command, context):
    words = context.command_path.split()[1:]
    ours = helped(*words, "--help", MARSAD_LANGUAGE="")
    as_click = click.Context(command, info_name=context.command_path, help_option_names=["-h", "--help"])
    as_click.terminal_width = 80
    assert ours == f"{command.get_help(as_click)}\n"


@pytest.mark.parametrize(("command", "context"), EVERY)
def test_every_help_has_its_arabic(command, context):
    """Where this fails, put what it names into marsad/publish/interface/help_ar.yaml."""
    arabic = help_texts("ar")
    missing = [text for text in said_by(command) if arabic.said(text) is None]
    assert not missing


def said_by(command):
    """Every text that a command has: its paragraphs, the comments of its examples, its options."""
    for paragraph in inspect.cleandoc(command.help).split("\n\n"):
        if not paragraph.startswith("\b\n"):
            yield paragraph
            continue
        for line in paragraph.split("\n")[1:]:
            if not line.startswith(" "):
                yield line.partition(": ")[0].rstrip(":") + ":"
            elif comment := re.search(r"\S {2,}(\S.*)", line):
                yield comment[1]
    for param in command.params:
        assert not isinstance(param, click.Argument) or not getattr(param, "help", None)
        if isinstance(param, click.Option) and param.help:
            yield param.help
            shown = (
                f"{param.help}  [default: ({param.show_default})]"
                if isinstance(param.show_default, str)
                else param.help
            )
            for label, value in re.findall(r"  \[(\w+): (.*?)\]", shown):
                yield from (text for text in (label, value) if not text.isdecimal())


def test_every_line_of_the_first_page_has_its_arabic():
    assert not [text for _, text in COMMANDS.values() if help_texts("ar").said(text) is None]


@pytest.mark.parametrize(("command", "context"), EVERY)
@pytest.mark.parametrize("width", [50, 80, 200])
def test_no_english_is_left(command, context, width):
    words = context.command_path.split()[1:]
    env = {"MARSAD_LANGUAGE": "ar"}
    told = CliRunner().invoke(main, [*words, "--help"], prog_name="marsad", env=env, terminal_width=width).stdout
    lines = [line for line in plain(told).splitlines() if not re.match(r" +(marsad|curl|echo) ", line)]
    # What is typed stays: the usage line, options, names of formats.
    left = [found for line in lines[1:] for found in WORDS.findall(line) if not found.startswith("marsad ")]
    assert not left
    assert not re.search(r"\[((default|env var|tables|text):|required\])", plain(told))
    assert all(len(line) <= width or "|" in line for line in lines)


@pytest.mark.parametrize("group", GROUPS)
def test_a_list_of_commands_says_of_each_the_first_sentence_of_its_own_help(group):
    command = main.get_command(click.Context(main), group)
    told = " ".join(plain(helped(group, "--help", MARSAD_LANGUAGE="ar")).split())
    for name, each in command.commands.items():
        said = help_texts("ar").said(inspect.cleandoc(each.help).split("\n\n")[0])
        assert f" {name} {re.split(r'(?<=[.]) ', said)[0]}" in told
        assert all(
            said.startswith(help_texts("ar").short(each.get_short_help_str(limit))) for limit in (36, 45, 70, 200)
        )


def test_what_has_no_arabic_stays_english():
    @click.command()
    @click.option("--new", help="Nobody has put this into Arabic.  [default: none]", show_default=True, default=3)
    def new():
        """Nor this.

        \b
        Examples:
          marsad new   or this
        """

    context = type(main).context_class(new, info_name="new")
    context.meta["marsad.asked"] = ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MARSAD_LANGUAGE", "ar")
        told = plain(new.get_help(context))
    assert "\n  Nor this.\n\n  أمثلة:\n    marsad new   or this\n" in told
    assert "--new INTEGER  Nobody has put this into Arabic.  [default: none]  [default:" in told


def test_help_that_nobody_asked_for_is_no_error():
    for words in ([], ["decide"]):
        told = CliRunner().invoke(main, words, prog_name="marsad", env={"MARSAD_LANGUAGE": "ar"})
        assert plain(told.output).startswith("الاستعمال: marsad")


def test_an_unknown_option_of_the_program_is_told_in_arabic_and_how_help_is_had_in_it():
    told = CliRunner().invoke(main, ["--nothing"], prog_name="marsad", env={"MARSAD_LANGUAGE": "ar"})
    assert plain(told.stderr) == "خطأ: لا خيار اسمه --nothing.\nللمساعدة: marsad --help\n"
    told = CliRunner().invoke(main, ["--lang", "ar", "--help"], env={"MARSAD_LANGUAGE": ""})
    assert "No such option '--lang'. Set MARSAD_LANGUAGE=ar for Arabic." in told.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("marsad sho", "يعرض قولًا مع الجمل التي تسنده."), ("marsad show --js", "يكتب الجواب للبرامج")],
)
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_shells_describe_what_they_complete_in_arabic(shell, typed, offered, tmp_path):
    program = "from marsad.cli import main; main(prog_name='marsad')"
    cword = typed.split()[-1] if shell == "fish" else str(len(typed.split()) - 1)
    asked = {"_MARSAD_COMPLETE": f"{shell}_complete", "COMP_WORDS": typed, "COMP_CWORD": cword}
    env = {**os.environ, "MARSAD_LANGUAGE": "ar", "PYTHONIOENCODING": "utf-8", **asked}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, encoding="utf-8")
    assert offered in done.stdout, done.stderr


def test_english_help_loads_none_of_it():
    env = {**os.environ, "MARSAD_LANGUAGE": ""}
    done = subprocess.run([sys.executable, "-c", ENGLISH], env=env, capture_output=True, text=True)
    loaded = set(done.stderr.split())
    assert "marsad.cli" in loaded
    assert not {"yaml", "marsad.cli._help", "marsad.publish", "rich"} & loaded
