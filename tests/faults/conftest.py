import shutil
import subprocess
from pathlib import Path

import pytest
from fault_figures import Figures
from fault_writer import HEAD

from coalition_cli.store import WorkshopFile


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a test puts the figures for the table at the end."""
    return Figures(request.node)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop file in which nothing was said yet."""
    return WorkshopFile.create(tmp_path / "workshops" / "seminar.json", HEAD).path


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that stands before libc."""
    if not shutil.which("cc"):
        pytest.skip("there is no C compiler")
    built = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).with_name("fault_shim.c")
    done = subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("the C compiler cannot build a library here")
    return built
