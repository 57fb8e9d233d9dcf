"""Blocks in which no garbage is looked for, in one thread and in many."""

import gc
import sys
import threading

import pytest

from marsad.garbage import no_garbage


def test_collecting_goes_on_after_the_outermost_block() -> None:
    with no_garbage():
        with no_garbage():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collecting_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), no_garbage():
        _ = 1 // 0
    assert gc.isenabled()


def test_collecting_stays_off_where_it_was() -> None:
    gc.disable()
    try:
        with no_garbage():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_threads_that_come_and_go_leave_it_on() -> None:
    def enters() -> None:
        for _ in range(3_000):
            with no_garbage():
                sum(range(20))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=enters) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert gc.isenabled()
