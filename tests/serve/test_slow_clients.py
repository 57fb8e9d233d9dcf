"""Clients that dawdle: a real server hangs up on them, and goes on answering others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from server import all_of, connected, serving

from marsad.serve import bounds, run
from marsad.serve.app import create_app
from marsad.serve.settings import Settings


@pytest.fixture
def port(read_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(run, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(run, "KEEP_ALIVE", 1)
    monkeypatch.setattr(bounds, "PIECE_SECONDS", 0.3)
    with serving(create_app(Settings(ledger=str(read_ledger), folder=str(tmp_path)))) as found:
        yield found


def test_who_says_nothing_is_hung_up_on(port: int) -> None:
    with connected(port) as silent:
        assert all_of(silent) == b""


def test_who_sends_headers_without_end_is_hung_up_on(port: int) -> None:
    with connected(port) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nx-a: ")
        assert all_of(slow) == b""


def test_who_sends_a_body_without_end_is_told(port: int) -> None:
    with connected(port) as slow:
        slow.sendall(
            b"POST /api/v1/decisions HTTP/1.1\r\nhost: localhost\r\norigin: http://localhost\r\n"
            b"content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"
        )
        answer = all_of(slow)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"too slowly" in answer


def test_who_keeps_a_connection_is_answered_again_and_then_let_go(port: int) -> None:
    with connected(port) as patient:
        for _ in range(3):
            patient.sendall(b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n")
            answer = b""
            while b"well\n" not in answer:
                answer += patient.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 ")
        assert all_of(patient) == b""


def test_others_are_answered_meanwhile(port: int) -> None:
    with connected(port) as slow, connected(port) as quick:
        slow.sendall(b"GET / HTTP/1.1\r\nhost: loc")
        quick.sendall(b"GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        assert all_of(quick).endswith(b"well\n")


NO_REQUESTS = {
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "no letters": b"GET /\xff HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\r\n\r\n",
    "headers without end": b"GET / HTTP/1.1\r\nhost: localhost\r\nx: " + b"a" * 60_000,
}


@pytest.mark.parametrize("sent", NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_what_is_no_request_is_refused(port: int, sent: bytes) -> None:
    with connected(port) as odd:
        odd.sendall(sent)
        assert all_of(odd).startswith(b"HTTP/1.1 4")
