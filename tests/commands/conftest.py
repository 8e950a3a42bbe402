import json
import shutil
from pathlib import Path

import pytest
from calling import House


@pytest.fixture
def house(tmp_path):
    """A machine with nothing on it."""
    return House(tmp_path / "house")


@pytest.fixture(scope="session")
def empty_workshop(tmp_path_factory):
    """A workshop file in which nothing was said."""
    return House(tmp_path_factory.mktemp("empty") / "house").new()


@pytest.fixture
def umoja(house, empty_workshop):
    """A machine with a workshop file, which ``COALITION_FILE`` names."""
    return _with_workshop(house, empty_workshop, "umoja.json")


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The sample workshop, played once: the house and what the call said."""
    place = House(tmp_path_factory.mktemp("demo") / "house")
    return place, place.call("demo")


@pytest.fixture
def seminar(house, demo):
    """A machine with a copy of the sample workshop open."""
    played, _said = demo
    return _with_workshop(house, played.desk / "coalition-demo" / "sample-workshop.json", "seminar.json")


@pytest.fixture(scope="session")
def summary_schema():
    import coalition_cli

    return json.loads((Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json").read_text())


def _with_workshop(house, original, name):
    house.workshop = house.desk / name
    shutil.copy(original, house.workshop)
    house.environment["COALITION_FILE"] = str(house.workshop)
    return house
