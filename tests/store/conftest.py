from pathlib import Path

import pytest

from coalition_cli.store import WorkshopFile
from tests.support.store_rooms import HEAD


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own for each test: nothing is read from or written to the real one."""
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workshops" / "seminar.json"


@pytest.fixture
def file(path: Path) -> WorkshopFile:
    return WorkshopFile.create(path, HEAD)
