"""A site on a ledger of the example reports, as a browser on this machine sees it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import argon2
import pytest
from browser_at import PASSWORD, PASSWORDS, Open, browser
from click.testing import CliRunner
from starlette.testclient import TestClient

from marsad.cli import main
from marsad.serve.accounts import Accounts, file_of, passwords
from marsad.serve.accounts.store import ROLES
from marsad.serve.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples" / "iraq-2020"


@pytest.fixture(scope="module", autouse=True)
def _quick_passwords(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hashing is slow on purpose. Only the tests of accounts wait for it; to the others it is a way to sign in."""
    if request.module.__name__ == "test_accounts":
        yield
        return
    quick = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: quick)
        _forget_hashes()
        yield
    _forget_hashes()


def _forget_hashes() -> None:
    PASSWORDS.cache_clear()
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="session")
def read_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports, read once."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    read = CliRunner().invoke(main, ["read", "--quiet", "--ledger", str(path), str(EXAMPLES)], catch_exceptions=False)
    assert read.exit_code == 0, read.output
    return path


@pytest.fixture
def ledger(read_ledger: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    path = tmp_path / "ledger.db"
    shutil.copy(read_ledger, path)  # nobody has it open
    return path


@pytest.fixture
def open_site(ledger: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens sites on the ledger, with settings of their own: open_site(public=True)."""
    opened: list[TestClient] = []

    def site(**changes: object) -> TestClient:
        settings = Settings(ledger=str(ledger), folder=str(tmp_path / "web"), sources=str(tmp_path / "web"))
        client = browser(settings.but(**changes))
        client.__enter__()
        opened.append(client)
        return client

    yield site
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="module")
def lasting_site(read_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site by default for the tests of a file that only look at it."""
    folder = tmp_path_factory.mktemp("lasting")
    shutil.copy(read_ledger, folder / "ledger.db")
    with browser(Settings(ledger=str(folder / "ledger.db"), folder=str(folder), sources=str(folder))) as site:
        yield site


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """The accounts of the site: one for each role, named after it."""
    made = Accounts(file_of(tmp_path / "web"))
    made.file.path.parent.mkdir(exist_ok=True)
    for role in ROLES:
        made.file.do(
            "insert into people values (?, ?, ?, ?, null, null, ?)", role, role, role, PASSWORDS(role), "2026-01-01"
        )
    return made


@pytest.fixture
def sign_in(open_site: Open, accounts: Accounts) -> Callable[[str], TestClient]:
    """A browser in which somebody has signed in: sign_in("analyst")."""

    def signed_in(role: str, **changes: object) -> TestClient:
        client = open_site(accounts=True, **changes)
        entered = client.post("/sign-in", data={"name": role, "password": PASSWORD}, follow_redirects=False)
        assert entered.status_code == 303, entered.text
        return client

    return signed_in


@pytest.fixture
def site(open_site: Open) -> TestClient:
    """The site as it is by default: on this machine, without sign-in."""
    return open_site()
