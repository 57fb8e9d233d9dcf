"""`marsad decide …`: an analyst's verdicts, with `retract`, `erase` and the list of all decisions."""

import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli._answers import load_names, load_words, open_view, say_empty, write_json
from marsad.cli._options import interface_option, json_option, ledger_option, recorded_option, register_option
from marsad.cli._reader import say
from marsad.errors import DecisionError
from marsad.ledger import Decided, Judgement, Ledger
from marsad.ledger import decisions as judgements
from marsad.publish.bidi import isolate
from marsad.reports.shelf import folder_of
from marsad.world.slots import find_actor, find_place, read_slot

if TYPE_CHECKING:
    from marsad.ledger import Decision, View
    from marsad.publish.words import Words

F = TypeVar("F", bound=Callable[..., Any])

_TOLD_BY_TARGET = ("of", "titles", "names", "claim", "report")
_VERBS = (
    "accept", "reject", "amend", "add", "merge", "split", "annotate", "grade", "resolve", "retract", "erase", "undo",
)  # fmt: skip


def _deciding(command: F) -> F:
    """The options that every decision takes."""
    for option in (
        json_option,
        interface_option,
        ledger_option,
        click.option("--why", default="", metavar="TEXT", help="The reason, kept with the decision."),
        click.option(
            "--by",
            envvar="MARSAD_AUTHOR",
            show_envvar=True,
            default=getpass.getuser,
            show_default="your login name",
            metavar="NAME",
            help="Who decides.",
        ),
    ):
        command = option(command)
    return command


@click.group()
def decide() -> None:
    """Decide on claims, actors, sites and events.

    Nothing is ever changed or lost: a decision is kept with its author, time and reason, and `undo` is one more
    decision. Questions asked with an earlier --recorded do not see it.

    \b
    Examples:
      marsad decide reject 3f9a1c0b77de --why "the outlet withdrew it"
      marsad decide amend 3f9a number=300-500 when=2020-03-19
      marsad decide merge actor IRAQI-HEZBOLLAH KATAIB-HEZBOLLAH
      marsad decide undo 51c27a90f3de
    """


@decide.command()
@click.argument("claim")
@_deciding
def accept(claim: str, **how: Any) -> None:
    """Say that a claim was read rightly.

    \b
    Example: marsad decide accept 3f9a1c0b77de
    """
    _put(judgements.accept(claim), **how)


@decide.command()
@click.argument("claim")
@_deciding
def reject(claim: str, **how: Any) -> None:
    """Say that a claim does not count.

    \b
    Example: marsad decide reject 3f9a1c0b77de --why "misread: it speaks of 2010"
    """
    _put(judgements.reject(claim), **how)


@decide.command()
@click.argument("claim")
@click.argument("slots", nargs=-1, required=True, metavar="SLOT=VALUE...")
@register_option
@_deciding
def amend(claim: str, slots: tuple[str, ...], register: tuple[Path, ...], **how: Any) -> None:
    """Put other values into slots of a claim; an empty value empties the slot.

    \b
    Examples:
      marsad decide amend 3f9a number=300-500 when=2020-03-19
      marsad decide amend 3f9a actor="US, CJTF-OIR" place="Camp Taji" said_by="US: Ben Smith"
      marsad decide amend 3f9a reasons="force-protection, not politics" partner=
    """
    names = load_names(register)
    _put(judgements.amend(claim, dict(read_slot(slot, names) for slot in slots)), **how)


@decide.command()
@click.argument("report")
@click.argument("claim", metavar="JSON")
@_deciding
def add(report: str, claim: str, **how: Any) -> None:
    """Add a claim that the reader missed to a report; JSON is the claim in the contract's form.

    Evidence are offsets into the report's text, as the web app finds them when its words are selected.

    \b
    Example: marsad decide add en-04 '{"kind": "control", "status": "ongoing", "actor": ["IQ"], "evidence": [[0, 40]]}'
    """
    try:
        said = json.loads(claim)
    except ValueError as error:
        raise DecisionError(f"{claim!r} is no JSON: {error}.") from error
    if not isinstance(said, dict):
        raise DecisionError("A claim is a JSON object with kind, status, evidence and what it is about.")
    _put(judgements.add(report, said), **how)


@decide.command()
@click.argument("of", type=click.Choice(["actor", "site", "event"]))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--country", metavar="CODE", help="Of a site: only the one of that name in this country.")
@register_option
@_deciding
def merge(of: str, names: tuple[str, ...], country: str | None, register: tuple[Path, ...], **how: Any) -> None:
    """Say that two actors, or two sites, are one, or that claims tell of one event.

    The first of two actors or sites is from now on shown as the second. Of an event, name claims.

    \b
    Examples:
      marsad decide merge actor IRAQI-HEZBOLLAH KATAIB-HEZBOLLAH
      marsad decide merge site "Al-Qaem base" "al-Qaim base" --country IQ
      marsad decide merge event 3f9a1c0b77de 81b0c77d2e4f
    """
    if of == "event":
        _put(judgements.one_event(names), **how)
        return
    known = load_names(register)
    source, into = _pair(names, of)
    if of == "actor":
        _put(judgements.merge_actors(_key(source, known), find_actor(into, known)), **how)
    else:
        _put(judgements.merge_sites(source, country, find_place(into, known)), **how)


@decide.command()
@click.argument("of", type=click.Choice(["actor", "site", "event"]))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--from", "others", multiple=True, metavar="CLAIM", help="Of an event: claims of the other side.")
@register_option
@_deciding
def split(of: str, names: tuple[str, ...], others: tuple[str, ...], register: tuple[Path, ...], **how: Any) -> None:
    """Say that in some claims an actor or site is another one, or that claims tell of several events.

    \b
    Examples:
      marsad decide split actor HEZBOLLAH KATAIB-HEZBOLLAH 3f9a1c0b77de 81b0c77d2e4f
      marsad decide split site Qaim "al-Qaim base" 3f9a1c0b77de
      marsad decide split event 3f9a1c0b77de --from 81b0c77d2e4f
      marsad decide split event 3f9a1c0b77de 81b0c77d2e4f         each an event of its own
    """
    if of == "event":
        _put(judgements.several_events([names, others] if others else [[name] for name in names]), **how)
        return
    known = load_names(register)
    source, into = _pair(names[:2], of)
    if of == "actor":
        _put(judgements.split_actor(_key(source, known), find_actor(into, known), names[2:]), **how)
    else:
        _put(judgements.split_site(source, find_place(into, known), names[2:]), **how)


@decide.command()
@click.argument("of", type=click.Choice(judgements.NOTED))
@click.argument("target")
@click.argument("note")
@_deciding
def annotate(of: str, target: str, note: str, **how: Any) -> None:
    """Write a note about a claim, report, actor, site or source.

    \b
    Example: marsad decide annotate claim 3f9a1c0b77de "the video shows another base"
    """
    _put(judgements.annotate(of, target, note), **how)


@decide.command()
@click.argument("target", metavar="SOURCE-OR-CLAIM")
@click.argument("grade", type=click.Choice([*judgements.SOURCE_GRADES, *judgements.CLAIM_GRADES], case_sensitive=False))
@_deciding
def grade(target: str, grade: str, **how: Any) -> None:
    """Grade a source from A (reliable) to F (unknown), or a claim from 1 (confirmed) to 6 (unknown).

    A source is a publisher, or a speaker by key or name.

    \b
    Examples:
      marsad decide grade "Levant Wire" B
      marsad decide grade 3f9a1c0b77de 2
    """
    by_number = grade in judgements.CLAIM_GRADES
    _put(judgements.grade_claim(target, grade) if by_number else judgements.grade_source(target, grade), **how)


@decide.command()
@click.argument("name")
@click.argument("meaning", metavar="ACTOR-OR-PLACE")
@register_option
@_deciding
def resolve(name: str, meaning: str, register: tuple[Path, ...], ledger: str, **how: Any) -> None:
    """Say who or what an unknown name is; old claims follow without a second reading.

    NAME is one that `marsad unknown` lists.

    \b
    Examples:
      marsad decide resolve "Usbat al-Thaireen" USBAT-AL-THAIREEN
      marsad decide resolve "Camp Manion" '{"name": "Camp Manion", "country": "IQ", "level": "site"}'
    """
    known = load_names(register)
    with open_view(ledger) as view:
        kind, key = _unknown(view, name)
    if kind == "actor":
        _put(judgements.resolve_actor(key, find_actor(meaning, known)), ledger=ledger, **how)
    else:
        _put(judgements.resolve_place(key, find_place(meaning, known)), ledger=ledger, **how)


@decide.command()
@click.argument("decision")
@_deciding
def undo(decision: str, **how: Any) -> None:
    """Undo a decision; an undoing can be undone.

    \b
    Example: marsad decide undo 51c27a90f3de
    """
    _put(judgements.undo(decision), **how)


@click.command()
@click.argument("report")
@_deciding
def retract(report: str, **how: Any) -> None:
    """Take a report back: it stays, and from now on its claims do not count.

    \b
    Example: marsad retract en-04 --why "the outlet withdrew it"
    """
    _put(judgements.retract(report), **how)


@click.command()
@click.argument("report")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_deciding
def erase(report: str, yes: bool, **how: Any) -> None:
    """Remove a report's text, title and evidence for good. What stays is a tombstone with the hash of the text.

    The page that was fetched, and what the watch keeps of it, go too (docs/fetching.md).

    \b
    Example: marsad erase en-04 --why "asked by the author"
    """
    if not yes:
        click.confirm(say(f"Erase the text of {report}? It cannot be brought back"), abort=True, err=True)
    from marsad.watch.erase import erase_sources

    with open_view(how["ledger"]) as view:
        known = view.report(report)  # an unknown report is refused before anything is gone
    erase_sources(folder_of(how["ledger"]), known)  # first: where that is refused, nothing is erased
    _put(judgements.erase(report), **how)


@click.command()
@click.option("--claim", metavar="ID", help="Only those about this claim.")
@click.option("--verb", type=click.Choice(_VERBS), help="Only those of this kind.")
@recorded_option
@interface_option
@json_option
@ledger_option
def decisions(claim: str | None, verb: str | None, recorded: Any, language: str, as_json: bool, ledger: str) -> None:
    """List the decisions, oldest first: what, by whom, when and why.

    \b
    Examples:
      marsad decisions
      marsad decisions --claim 3f9a1c0b77de --json
    """
    with open_view(ledger, None, recorded) as view:
        whole = view.claim(claim).id if claim and len(claim) < 12 else claim
        found = view.decisions(whole, verb)
    if not found:
        say_empty("Nothing is decided like that; `marsad decide --help` shows how.")
    if as_json:
        write_json(found)
        return
    words = _words(found, language)
    for decision in found:
        click.echo(_line(decision, words))


def _put(judgement: Judgement, by: str, why: str, language: str, ledger: str, as_json: bool) -> None:
    with Ledger.open(ledger, create=False) as book:
        decided = book.decide(judgement, by, why)
    if as_json:
        click.echo(
            json.dumps(
                decided.decision.to_json() | {"new": decided.new, "changed": decided.changed}, ensure_ascii=False
            )
        )
    else:
        click.echo(_told(decided, language))


def _told(decided: Decided, language: str) -> str:
    from marsad.publish.interface import phrases

    decision, words = decided.decision, phrases(language)
    if not decided.new:
        return words.say("decided_already", id=decision.id)
    done, target = words.word("done", decision.verb), decision.target.partition(":")[2]
    count = words.say("claim_changed" if decided.changed == 1 else "claims_changed", n=f"{decided.changed:,}")
    changed = f"{words.semicolon}{count}" if decided.changed else ""
    told = words.say("decision_done", id=decision.id, done=done, target=isolate(target), changed=changed)
    return told if decision.verb == "erase" else f"{told} {words.say('decision_back', id=decision.id)}"


def _words(found: "list[Decision]", language: str) -> "Words":
    """Phrases; the names of a register only where slots were amended, since loading them takes a while."""
    from marsad.publish.interface import phrases
    from marsad.publish.words import Words

    named = any("slots" in decision.body for decision in found)
    return load_words(load_names(()), language) if named else Words(phrases(language))


def _line(decision: "Decision", known: "Words") -> str:
    words, language = known.phrases, known.phrases.language
    kind, _, target = decision.target.partition(":")
    verb = decision.verb if language == "en" else words.word("done", decision.verb)
    named = known.apart(target) if kind in ("claim", "event", "decision") else isolate(target)
    about = f"{words.word('decided_on', kind)} {named}{_rest(decision, known)}"
    line = f"{known.apart(decision.id)}  {known.apart(decision.at[:19])}  {isolate(decision.by)}: {verb} {about}"
    line += f" ({decision.why})" if decision.why else ""
    return f"{line}  [{words.say('undone_by', id=known.apart(decision.undone_by))}]" if decision.undone_by else line


def _rest(decision: "Decision", words: "Words") -> str:
    """What else is decided: a grade and amended slots in words, the rest with what it holds as JSON has it."""
    from marsad.publish.amended import amended

    body = {key: value for key, value in decision.body.items() if key not in _TOLD_BY_TARGET}
    if decision.verb == "grade":
        return f" ({words.phrases.word('slot', 'grade')} {body['grade']})"
    if decision.verb == "amend":
        return f" ({amended(body['slots'], words)})"
    return "".join(f" {key}={json.dumps(value, ensure_ascii=False)}" for key, value in body.items())


def _pair(names: tuple[str, ...], of: str) -> tuple[str, str]:
    if len(names) != 2:
        raise DecisionError(f"Name two {of}s: the one, and what it is.")
    return names[0], names[1]


def _key(text: str, names: Any) -> str:
    """A key as it stands in claims; a name only where it is no key."""
    return text if text == text.upper() else find_actor(text, names)


def _unknown(view: "View", name: str) -> tuple[str, str]:
    found = [entry for entry in view.unknown_names() if name in (entry.key, entry.text)]
    if not found:
        from marsad.ledger.names import folded

        found = [entry for entry in view.unknown_names() if folded(name) == folded(entry.text)]
    if not found:
        raise DecisionError(f"{name!r} is no unknown name of this ledger; `marsad unknown` lists them.")
    return found[0].kind, found[0].key
