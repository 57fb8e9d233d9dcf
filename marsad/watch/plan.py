"""feeds.toml: which lists to look at and how often, and who is told of what. See docs/watching.md."""

import datetime as dt
import ipaddress
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import MarsadError
from marsad.model.kinds import KINDS, STATUSES
from marsad.posture.contested import OVER
from marsad.reports.metadata import language_code, parse_day

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)?")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SOONEST = 30.0  # seconds; a feed that is asked more often is asked for nothing
_WATCH = {"every", "contact", "allow_hosts", "pace"}
_FEED = {"name", "url", "every", "links", "publisher", "language", "since"}
_ALERT = {"name", "place", "actor", "kind", "status", "confidence", "conflict", "to"}
_MAIL = {"host", "port", "from", "user", "password_file", "tls", "ca_file"}


class PlanError(MarsadError):
    """A feeds.toml is malformed: which entry, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, a sitemap or a page with a list of articles."""

    name: str
    url: str
    every: float  # seconds
    links: re.Pattern[str] | None = None  # only addresses in which this is found
    publisher: str | None = None
    language: str | None = None
    since: dt.date | None = None  # what its list dates before is passed over


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule: what a claim must be for somebody to be told. What is left open takes everything."""

    name: str
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    confidence: float = 0.0
    to: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()  # told of conflicts over these, and not of single claims


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that sends alerts by e-mail."""

    host: str
    sender: str
    port: int = 587
    user: str | None = None
    password_file: str | None = None
    tls: bool = True
    ca_file: str | None = None  # the certificates of a server of one's own, beside those that the system trusts


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a feeds.toml."""

    feeds: tuple[Feed, ...]
    alerts: tuple[Alert, ...] = ()
    mail: Mail | None = None
    contact: str = ""
    allow_hosts: tuple[str, ...] = ()
    pace: float = 2.0


def load_plan(path: Path) -> Plan:
    """The plan in a file; raises PlanError."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise PlanError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError(f"{path} is no TOML: {error}.") from error
    try:
        return _plan(data)
    except MarsadError as error:
        raise PlanError(f"{path}: {error}") from error


def _plan(data: dict[str, Any]) -> Plan:
    _only(data, {"watch", "feed", "alert", "mail"}, "the file")
    common = _table(data.get("watch", {}), _WATCH, "[watch]")
    every = _seconds(common.get("every", "15m"), "[watch] every")
    feeds = tuple(_feed(entry, n, every) for n, entry in enumerate(_list(data.get("feed"), "feed"), 1))
    if not feeds:
        raise PlanError("there is no [[feed]]; it needs at least a url.")
    _once([feed.name for feed in feeds], "feed")
    mail = _mail(data["mail"]) if "mail" in data else None
    alerts = tuple(_alert(entry, n) for n, entry in enumerate(_list(data.get("alert"), "alert"), 1))
    _once([alert.name for alert in alerts], "alert")
    if not mail and any(to.startswith("mailto:") for alert in alerts for to in alert.to):
        raise PlanError("an alert goes to a mailto:, and there is no [mail] that says by which server.")
    return Plan(
        feeds, alerts, mail, str(common.get("contact", "")), _strings(common.get("allow_hosts"), "allow_hosts"),
        float(_number(common.get("pace", 2.0), "pace")),
    )  # fmt: skip


def _feed(entry: Any, n: int, every: float) -> Feed:
    where = f"[[feed]] {n}"
    said = _table(entry, _FEED, where)
    url = said.get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise PlanError(f"{where} has no url that begins with http:// or https://.")
    try:
        links = re.compile(said["links"]) if "links" in said else None
    except (re.error, TypeError) as error:
        raise PlanError(f"{where}: links is no regular expression ({error}).") from error
    language = said.get("language")
    return Feed(
        str(said.get("name", url)), url, _seconds(said["every"], f"{where} every") if "every" in said else every,
        links, said.get("publisher"), language_code(language, where) if language else None,
        _day(said["since"], f"{where} since") if "since" in said else None,
    )  # fmt: skip


def _alert(entry: Any, n: int) -> Alert:
    where = f"[[alert]] {n}"
    said = _table(entry, _ALERT, where)
    kinds, statuses = _strings(said.get("kind"), "kind"), _strings(said.get("status"), "status")
    over = _over(said.get("conflict", False))
    checks = ((kinds, KINDS, "kind"), (statuses, STATUSES, "status"), (over, OVER, "matter of a conflict"))
    for given, known, what in checks:
        if wrong := [one for one in given if one not in known]:
            raise PlanError(f"{where}: {wrong[0]!r} is no {what}; there are {', '.join(known)}.")
    to = _strings(said.get("to"), "to")
    if not to or any(not one.startswith(("file:", "http://", "https://", "mailto:")) for one in to):
        raise PlanError(f"{where}: `to` must be file:PATH, an http(s) address or mailto:ADDRESS.")
    return Alert(
        str(said.get("name", f"alert {n}")), _strings(said.get("place"), "place"), _strings(said.get("actor"), "actor"),
        kinds, statuses, float(_number(said.get("confidence", 0.0), "confidence")), to, over,
    )  # fmt: skip


def _over(value: Any) -> tuple[str, ...]:
    """conflict = true, or the matters that reports may be at odds over."""
    if isinstance(value, bool):
        return OVER if value else ()
    return _strings(value, "conflict")


def _mail(entry: Any) -> Mail:
    said = _table(entry, _MAIL, "[mail]")
    if not said.get("host") or not said.get("from"):
        raise PlanError("[mail] needs host and from.")
    if not isinstance(said.get("tls", True), bool):
        raise PlanError("[mail] tls must be true or false.")
    mail = Mail(
        str(said["host"]), str(said["from"]), int(_number(said.get("port", 587), "port")), said.get("user"),
        said.get("password_file"), said.get("tls", True), said.get("ca_file"),
    )  # fmt: skip
    if mail.user and not mail.tls and not _is_this_machine(mail.host):
        raise PlanError(
            "[mail] has a user and tls = false: whoever is between would read the password; drop one of them."
        )
    return mail


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _table(value: Any, known: set[str], where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PlanError(f"{where} is no table.")
    _only(value, known, where)
    return value


def _only(said: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(said) - known):
        raise PlanError(
            f"{where} says {unknown[0]!r}, which means nothing here; it may say {', '.join(sorted(known))}."
        )


def _list(value: Any, name: str) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise PlanError(f"write [[{name}]] with two brackets.")
    return value or []


def _strings(value: Any, name: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value or []
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise PlanError(f"{name} must be a text or a list of texts.")
    return tuple(values)


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise PlanError(f"{name} must be a number of 0 or more.")
    return value


def _seconds(value: Any, where: str) -> float:
    match = _TIME.fullmatch(str(value).strip())
    if not match:
        raise PlanError(f"{where}: {value!r} is no length of time; write it as 90s, 15m, 2h or 1d.")
    return max(_SOONEST, float(match[1]) * _UNITS[match[2] or "s"])


def _day(value: Any, where: str) -> dt.date:
    """A date of TOML, or a text."""
    day = value if type(value) is dt.date else parse_day(str(value))
    if day is None:
        raise PlanError(f"{where}: {str(value)!r} is no day; write it as 2026-11-01.")
    return day


def _once(names: list[str], what: str) -> None:
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise PlanError(f"two of [[{what}]] are named {twice[0]!r}; give each a name of its own.")
