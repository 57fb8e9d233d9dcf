"""Marks of the whole suite, and what makes it quick: which process runs which tests, and when garbage is looked for."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

# What takes longest, longest first: what is started last should be short, or one process waits for the other.
LONG = (
    "tests/test_corpus.py",
    "tests/ledger/test_oracle.py",
    "tests/serve/test_views_browser.py",
    "tests/serve/test_people_browser.py",
    "tests/serve/test_review_browser.py",
    "tests/serve/test_openapi.py",
    "tests/reader/test_laws.py",
    "tests/test_floors.py",
    "tests/api/test_python_api.py",
    "tests/test_packaging.py",
    "tests/docs/test_docs_commands.py",
    "tests/corpus/test_kills.py",
    "tests/reports/test_fuzz.py",
    "tests/test_unseen.py",
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", 'slow: takes seconds; left out by -m "not slow"')
    if gone := [file for file in LONG if not (Path(__file__).parents[1] / file).is_file()]:
        raise pytest.UsageError(f"tests/conftest.py names files that are not there: {', '.join(gone)}")


@pytest.fixture(scope="session")
def cost() -> Callable[[Callable[[], object]], float]:
    """Processor seconds of some work: the least of three runs, as a busy machine, or garbage, may fall into one."""

    def least(work: Callable[[], object]) -> float:
        runs = []
        for _ in range(3):
            began = time.process_time()
            work()
            runs.append(time.process_time() - began)
        return min(runs)

    return least


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Any:
    """What is loaded to find the tests stays for good: looking for garbage in it, over and over, is time lost."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {file: n for n, file in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.nodeid.partition("::")[0], len(order)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """The tests of a file run in one process, so that what they share is made once.

    `--dist loadfile` would start with the files of most tests, which are not those that take longest; and marks of
    `xdist_group` are passed over by pytest-xdist 3.8 under pytest 9.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return ByFile(config, log)
