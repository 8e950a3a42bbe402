import shutil
import subprocess
from pathlib import Path

import pytest

from coalition_cli.store import WorkshopFile, sealing
from coalition_cli.store.formats.sealed import keys, passphrase_encryption, paths
from tests.faults.figures import Figures
from tests.faults.machine import Sealed
from tests.faults.writer import HEAD
from tests.support.sealed_rooms import PASSPHRASE


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
        ["cc", "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("the C compiler cannot build a library here")
    return built


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """A sealed workshop in which nothing was said, made once and unlocked once."""
    path = tmp_path_factory.mktemp("sealed") / "workshop-7f3k"
    tables = {"workshop": {"1": HEAD.as_document()}, "entries": {}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        sealing.create(path, tables, PASSPHRASE, None)
    unlocked = passphrase_encryption.unwrap(paths.identity(path).read_bytes(), PASSPHRASE)
    return Sealed(path, keys.key_from(unlocked.decode()))
