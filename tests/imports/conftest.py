import pytest

from marsad.imports import Given
from marsad.world.register import load_register


@pytest.fixture(scope="session")
def given():
    return Given(load_register())
