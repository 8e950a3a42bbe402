from pathlib import Path

import pytest

from coalition_cli.store import WorkshopFile
from tests.support.calling import House
from tests.support.store_rooms import HEAD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workshops" / "seminar.json"


@pytest.fixture
def file(path: Path) -> WorkshopFile:
    return WorkshopFile.create(path, HEAD)


@pytest.fixture
def umoja(tmp_path: Path) -> House:
    """A machine with an open workshop in which two people are entered, and a backup of that."""
    house = House(tmp_path / "house")
    house.workshop = house.new()
    house.people("Amina", "Grace")
    return house
