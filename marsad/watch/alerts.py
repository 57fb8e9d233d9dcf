"""Which claims somebody wants to hear of, and how they are told: a line in a file, a webhook, an e-mail."""

import json
import os
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from pathlib import Path
from typing import IO, Any, Protocol

from marsad.errors import MarsadError
from marsad.ledger.names import folded
from marsad.model.claim import KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.values import Place
from marsad.pipeline import Kept
from marsad.posture.subject import takes_in
from marsad.reports.web import Web
from marsad.watch.plan import Alert, Mail
from marsad.watch.state import Due, alert_id

_SMTP_SECONDS = 30


class Names(Protocol):
    """Who knows names: the register."""

    def find_actor(self, text: str) -> str | None: ...
    def find_place(self, text: str) -> Place | None: ...


class AlertError(MarsadError):
    """An alert did not arrive; it is sent again later."""


class Rule:
    """An alert with its names looked up."""

    def __init__(self, alert: Alert, names: Names) -> None:
        self.alert = alert
        self._actors = {names.find_actor(name) or name for name in alert.actors}
        self._places = [(names.find_place(name), folded(name)) for name in alert.places]

    def takes(self, claim: Claim) -> bool:
        """Whether somebody wants to hear of a claim."""
        alert = self.alert
        return (
            (not alert.kinds or claim.kind in alert.kinds)
            and (not alert.statuses or claim.status in alert.statuses)
            and claim.confidence >= alert.confidence
            and (not self._actors or bool(self._actors & _actors(claim)))
            and (not self._places or any(self._takes_place(place) for place in _places(claim)))
        )

    def _takes_place(self, place: Place) -> bool:
        return any(takes_in(known, place) if known else name == folded(place.name) for known, name in self._places)


def alerts_of(kept: Kept, rules: Iterable[Rule]) -> Iterator[Due]:
    """The alerts that a report raises, one for each claim, rule and way of telling."""
    for id_, claim in kept.claims():
        for rule in rules:
            if not rule.alert.conflict and rule.takes(claim):
                yield from dues(rule.alert, id_, about(kept, claim) | {"id": id_} | claim.to_json())


def dues(alert: Alert, of: str, said: dict[str, Any]) -> Iterator[Due]:
    """One alert, for each of the ways in which it is told."""
    head = {"alert": alert.name, "alert_id": alert_id(of, alert.name)}
    line = json.dumps(head | said, ensure_ascii=False)
    yield from (Due(of, alert.name, sink, line, 0) for sink in alert.to)


def teller(web: Web, mail: Mail | None) -> Callable[[Due], None]:
    """What sends an alert; raises AlertError where it does not arrive."""

    def tell(due: Due) -> None:
        way, _, rest = due.sink.partition(":")
        try:
            if way == "file":
                with Path(rest).open("a+b") as file:
                    _append(file, f"{due.line}\n".encode(), again=due.tries > 0)
            elif way == "mailto":
                assert mail
                _send_mail(mail, rest, due)
            else:
                web.post(due.sink, due.line.encode(), "application/json", {"Idempotency-Key": due.id})
        except (OSError, smtplib.SMTPException, MarsadError) as error:
            raise AlertError(f"An alert to {due.sink} did not arrive: {error}") from error

    return tell


def _append(file: IO[bytes], line: bytes, again: bool) -> None:
    """Add a line once: where a kill may have come after it was written, it is looked for; half a line is replaced."""
    file.seek(0)
    if again:
        last = b""
        for last in file:
            if last == line:
                return
        if last and line.startswith(last):
            file.truncate(file.seek(-len(last), os.SEEK_END))
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 1))
    whole = not end or file.read(1) == b"\n"
    file.write(line if whole else b"\n" + line)
    file.flush()
    os.fsync(file.fileno())


def about(kept: Kept, claim: Claim) -> dict[str, Any]:
    """Where a claim stands, in an alert."""
    report = kept.report
    passages = [report.text[span.start : span.end] for span in claim.evidence]
    return {
        "report": kept.report_id,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "address": report.address,
        "passage": passages[0] if passages else None,
    }


def _send_mail(mail: Mail, to: str, due: Due) -> None:
    said = json.loads(due.line)
    over = f", in conflict over {said['conflict']['over']}" if "conflict" in said else ""
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = mail.sender, to, format_datetime(localtime())
    message["Subject"] = " ".join(f"[{due.rule}] {said['kind']}{over}: {said['title'] or said['report']}".split())[:200]
    message["Message-ID"] = f"<{due.id}@marsad>"  # the same each time: a repeat is told by it
    more = f"marsad show {said['id']}"
    shown = (said["passage"], "", said["publisher"], said["published"], said["address"], more)
    message.set_content("\n".join(str(part) for part in shown if part is not None))
    with smtplib.SMTP(mail.host, mail.port, timeout=_SMTP_SECONDS) as server:
        if mail.tls:
            _agree_on_tls(server, mail)
        if mail.user:
            password = Path(mail.password_file).read_text("utf-8").strip() if mail.password_file else ""
            server.login(mail.user, password)
        server.send_message(message)


def _agree_on_tls(server: smtplib.SMTP, mail: Mail) -> None:
    """Talk on in secret, with the server that was named and no other: else neither alert nor password is sent."""
    context = ssl.create_default_context()
    try:
        if mail.ca_file:
            context.load_verify_locations(mail.ca_file)
    except OSError as error:
        raise AlertError(f"the certificates in {mail.ca_file} cannot be read ({error.strerror or error}).") from error
    try:
        server.starttls(context=context)
    except ssl.SSLCertVerificationError as error:
        raise AlertError(f"{mail.host} cannot be trusted ({error.verify_message}); see `ca_file`.") from error


def _actors(claim: Claim) -> set[str]:
    return {key for slot in KEY_SLOTS for key in getattr(claim, slot)}


def _places(claim: Claim) -> Iterator[Place]:
    for slot in PLACE_SLOTS:
        yield from getattr(claim, slot)
