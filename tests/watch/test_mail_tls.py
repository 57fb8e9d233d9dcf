"""Alerts by e-mail go to the server that was named and no other: to one that cannot show who it is nothing is sent."""

import base64
import json
import socketserver
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))
from loopback import TLS

from marsad.reports.web import Settings, Web
from marsad.watch.alerts import AlertError, teller
from marsad.watch.plan import Mail
from marsad.watch.state import Due

OWN = str(TLS / "own.pem")  # for localhost, signed by itself
LINE = json.dumps({"id": "c", "kind": "move", "title": "The base", "report": "r", "passage": "They left.",
                   "publisher": None, "published": None, "address": None})  # fmt: skip


class _Secure(socketserver.StreamRequestHandler):
    """Speaks SMTP, and TLS when it is asked to. Notes what it is told."""

    def handle(self) -> None:
        self._say("220 here")
        letter = False
        try:
            while line := self.rfile.readline().decode():
                self.server.heard.append(line.rstrip())
                letter = self._answer(line.rstrip(), letter)
        except OSError:
            pass

    def _answer(self, line: str, letter: bool) -> bool:
        if letter:
            if line == ".":
                self._say("250 kept")
            return line != "."
        verb = line.upper().split()[0]
        if verb == "EHLO":
            self._say("250-here", *(["250-STARTTLS"] if self.server.certificate else []), "250 AUTH PLAIN")
        elif verb == "STARTTLS":
            self._say("220 go on")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(TLS / f"{self.server.certificate}.pem")
            self.request = context.wrap_socket(self.request, server_side=True)
            self.setup()
        else:
            self._say({"AUTH": "235 welcome", "DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok"))
        return verb == "DATA"

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def server(certificate: str | None) -> Iterator[socketserver.ThreadingTCPServer]:
    """A mail server on loopback with this certificate; with none, it knows no TLS."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Secure) as made:
        made.daemon_threads, made.heard, made.certificate = True, [], certificate
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        yield made
        made.shutdown()


def send(
    made: socketserver.ThreadingTCPServer, folder: Path, host: str = "localhost", ca_file: str | None = None
) -> None:
    (folder / "password").write_text("hunter2\n", "utf-8")
    port = made.server_address[1]
    mail = Mail(host, "marsad@example.org", port, "marsad", str(folder / "password"), ca_file=ca_file)
    teller(Web(Settings()), mail)(Due("c", "desk", "mailto:desk@example.org", LINE, 0))


def test_an_alert_is_sent_to_a_server_that_shows_who_it_is(tmp_path):
    with server("own") as made:
        send(made, tmp_path, ca_file=OWN)
    assert "AUTH PLAIN " + base64.b64encode(b"\0marsad\0hunter2").decode() in made.heard
    assert "Subject: [desk] move: The base" in made.heard


@pytest.mark.parametrize(
    ("certificate", "host", "ca_file", "why"),
    [
        ("own", "localhost", None, "self-signed certificate"),
        ("good", "localhost", str(TLS / "ca.pem"), "Hostname mismatch"),
        ("good", "127.0.0.1", str(TLS / "ca.pem"), "IP address mismatch"),
    ],
)
def test_nothing_is_sent_to_a_server_that_cannot_be_trusted(tmp_path, certificate, host, ca_file, why):
    with server(certificate) as made, pytest.raises(AlertError) as error:
        send(made, tmp_path, host, ca_file)
    assert f"{host} cannot be trusted" in str(error.value)
    assert why in str(error.value)
    assert [line.split()[0].upper() for line in made.heard] == ["EHLO", "STARTTLS"]


def test_nothing_is_sent_to_a_server_that_is_made_to_say_that_it_knows_no_tls(tmp_path):
    """Whoever stands between can take STARTTLS out of the greeting."""
    with server(None) as made, pytest.raises(AlertError, match="STARTTLS extension not supported"):
        send(made, tmp_path)
    assert not [line for line in made.heard if line.startswith(("AUTH", "MAIL", "DATA"))]


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_of_certificates_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "ca.pem"
    if content:
        path.write_text(content, "utf-8")
    with server("own") as made, pytest.raises(AlertError, match=r"the certificates in .*ca\.pem cannot be read"):
        send(made, tmp_path, ca_file=str(path))
    assert "STARTTLS" not in made.heard
