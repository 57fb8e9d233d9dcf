"""Which claims somebody wants to hear of, and how they are told: a line in a file, a webhook, an e-mail."""

import json
import smtplib
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol

from marsad.errors import MarsadError
from marsad.ledger.names import folded
from marsad.model.claim import KEY_SLOTS, PLACE_SLOTS, Claim
from marsad.model.values import Place
from marsad.pipeline import Kept
from marsad.posture.geography import covers
from marsad.reports.web import Web
from marsad.watch.plan import Alert, Mail
from marsad.watch.state import Due

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
        return any(covers(known, place) if known else name == folded(place.name) for known, name in self._places)


def alerts_of(kept: Kept, rules: Iterable[Rule]) -> Iterator[Due]:
    """The alerts that a report raises, one for each claim, rule and way of telling."""
    for id_, claim in kept.claims():
        for rule in rules:
            if rule.takes(claim):
                line = json.dumps(_about(kept, id_, claim, rule.alert.name), ensure_ascii=False)
                yield from (Due(id_, rule.alert.name, sink, line, 0) for sink in rule.alert.to)


def teller(web: Web, mail: Mail | None) -> Callable[[Due], None]:
    """What sends an alert; raises AlertError where it does not arrive."""

    def tell(due: Due) -> None:
        way, _, rest = due.sink.partition(":")
        try:
            if way == "file":
                with Path(rest).open("a", encoding="utf-8") as file:
                    file.write(due.line + "\n")
            elif way == "mailto":
                assert mail
                _send_mail(mail, rest, due)
            else:
                web.post(due.sink, due.line.encode(), "application/json")
        except (OSError, smtplib.SMTPException, MarsadError) as error:
            raise AlertError(f"An alert to {due.sink} did not arrive: {error}") from error

    return tell


def _about(kept: Kept, id_: str, claim: Claim, rule: str) -> dict[str, Any]:
    report = kept.report
    passages = [report.text[span.start : span.end] for span in claim.evidence]
    return {
        "alert": rule,
        "id": id_,
        "report": kept.report_id,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "address": report.address,
        "passage": passages[0] if passages else None,
        **claim.to_json(),
    }


def _send_mail(mail: Mail, to: str, due: Due) -> None:
    about = json.loads(due.line)
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, to
    message["Subject"] = " ".join(f"[{due.rule}] {about['kind']}: {about['title'] or about['report']}".split())[:200]
    message["Message-ID"] = f"<{due.claim}.{abs(hash(due.rule)):x}@marsad>"
    shown = (about["passage"], "", about["publisher"], about["published"], about["address"], f"marsad show {due.claim}")
    message.set_content("\n".join(str(part) for part in shown if part is not None))
    with smtplib.SMTP(mail.host, mail.port, timeout=_SMTP_SECONDS) as server:
        if mail.tls:
            server.starttls()
        if mail.user:
            password = Path(mail.password_file).read_text("utf-8").strip() if mail.password_file else ""
            server.login(mail.user, password)
        server.send_message(message)


def _actors(claim: Claim) -> set[str]:
    return {key for slot in KEY_SLOTS for key in getattr(claim, slot)}


def _places(claim: Claim) -> Iterator[Place]:
    for slot in PLACE_SLOTS:
        yield from getattr(claim, slot)
