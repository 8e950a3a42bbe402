from pathlib import Path

import pytest

from tests.support.calling import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "first")


@pytest.fixture
def other_house(tmp_path: Path) -> House:
    """A second laptop, which shares nothing with the first."""
    return House(tmp_path / "second")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that is on neither laptop."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
