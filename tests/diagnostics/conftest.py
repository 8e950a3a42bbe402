from pathlib import Path

import pytest

from tests.support.calling import House


@pytest.fixture
def house(tmp_path):
    """A machine with nothing on it."""
    return House(tmp_path / "house")


@pytest.fixture
def umoja(house):
    """A machine with a workshop open in which nothing was said."""
    house.workshop = house.new()
    return house


@pytest.fixture
def stick(tmp_path) -> Path:
    """A folder that is not on this laptop."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
