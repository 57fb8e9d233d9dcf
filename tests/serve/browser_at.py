"""What the tests of the web app share beside their fixtures: where the site is, the password, kinds of fixtures."""

from collections.abc import Callable
from functools import lru_cache

from starlette.testclient import TestClient

from marsad.serve.accounts.passwords import hashed
from marsad.serve.app import create_app
from marsad.serve.settings import Settings

HERE = "http://localhost"
PASSWORD = "nine quiet herons wade"
PASSWORDS = lru_cache(lambda role: hashed(PASSWORD, role))  # hashing is slow on purpose

Open = Callable[..., TestClient]
SignIn = Callable[..., TestClient]


def browser(settings: Settings) -> TestClient:
    """A browser at the app: it says that what it sends comes from the app's own pages."""
    return TestClient(create_app(settings), base_url=HERE, headers={"origin": HERE}, raise_server_exceptions=True)
