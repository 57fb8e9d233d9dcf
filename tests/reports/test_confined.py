"""Processes that take files apart: handed from one thread to the next, and few of them kept."""

import pytest

from marsad.reports import confined
from marsad.reports.confined import take_apart_confined
from marsad.reports.formats import format_of
from marsad.reports.piece import Input, Piece

PAGE = b"<html><body><article><p>The coalition handed over its base at al-Qaim.</p></article></body></html>"


@pytest.fixture(autouse=True)
def idle(monkeypatch):
    """No children but those of the test, which are ended with it."""
    kept: list[confined.Child] = []
    monkeypatch.setattr(confined, "_idle", kept)
    yield kept
    for child in kept:
        child.end()


def texts() -> list[str]:
    pieces = take_apart_confined(format_of("a.html", PAGE), Input("a.html", "a.html", PAGE))
    return [piece.text for piece in pieces if isinstance(piece, Piece)]


def test_a_child_that_another_thread_has_just_taken_is_not_waited_for(monkeypatch):
    class Emptied(list):
        """A list from which somebody else takes the last one after it was looked at."""

        def __bool__(self) -> bool:
            return True

        def __len__(self) -> int:
            return 1

    kept = Emptied()
    monkeypatch.setattr(confined, "_idle", kept)
    assert texts() == ["The coalition handed over its base at al-Qaim."]
    kept.pop().end()


def test_a_child_is_used_again(idle):
    assert texts() == texts()
    assert len(idle) == 1


def test_many_at_work_at_once_leave_few_behind(idle, monkeypatch):
    monkeypatch.setattr(confined, "_KEPT", 2)
    at_work = [take_apart_confined(format_of("a.html", PAGE), Input("a.html", "a.html", PAGE)) for _ in range(4)]
    assert all(isinstance(next(pieces), Piece) for pieces in at_work)
    assert [list(pieces) for pieces in at_work] == [[]] * 4
    assert len(idle) == 2
