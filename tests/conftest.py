"""The machine that the tests run on stays out of them.

Its folders, its language, its colours, its terminal.
"""

import gc
import importlib
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Generator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import coalition_cli
from tests.faults.figures import print_table
from tests.support import processes
from tests.support.calling import House

# How long an example takes is a matter of the machine and of what else it does.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--anew", action="store_true", help="Start Python anew for every call of the program."
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--anew"):
        processes.start_all_anew()
    # Helpers of the tests are started as processes too: python -m tests.faults.writer
    here = str(Path(__file__).parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    # What one process has compiled, thousands of starts and every worker read.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    # Started in the background of a script, the tests and all they start would be deaf to Ctrl-C
    # and Ctrl-\.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than there are processors: a test at a terminal mostly waits to be heard."""
    return (yield) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Load the share of this worker first, so that not each of them compiles all tests."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return
    root = session.config.rootpath
    folders = [Path(session.config.invocation_params.dir, each) for each in session.config.args]
    files = sorted(file for folder in folders for file in folder.rglob("test_*.py"))
    for file in files[int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")) :: workers]:
        # Whatever keeps a file from being loaded is said where its tests are collected.
        with suppress(Exception, pytest.skip.Exception):
            importlib.import_module(".".join(file.relative_to(root).with_suffix("").parts))


_LONG = ("FAULTS", "KILLS", "HISTORIES", "NOTES")
"""What names the long form of some tests, in the environment."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    is_long = bool(os.environ.keys() & {f"COALITION_{each}" for each in _LONG})
    for item in items:
        if item.path.parent.name == "faults":
            item.add_marker(pytest.mark.slow)
        if is_long:  # what a person runs in its long form takes as long as it takes
            item.add_marker(pytest.mark.timeout(0))


def pytest_collection_finish() -> None:
    """What was collected stays until the end: no rubbish has to be looked for in it."""
    gc.freeze()


_folders = count()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own, as pytest's, but numbered without a look at all those before."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    return tmp_path_factory.mktemp(f"{name}{next(_folders)}", numbered=False)


@pytest.fixture(autouse=True)
def no_machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "COALITION_FILE",
        "COALITION_LANGUAGE",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))


@pytest.fixture
def house(tmp_path):
    """A machine with nothing on it."""
    return House(tmp_path / "house")


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
    return _with_workshop(
        house, played.desk / "coalition-demo" / "sample-workshop.json", "seminar.json"
    )


@pytest.fixture(scope="session")
def summary_schema():
    return json.loads(
        (Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json").read_text()
    )


def _with_workshop(house, original, name):
    house.workshop = house.desk / name
    shutil.copy(original, house.workshop)
    house.environment["COALITION_FILE"] = str(house.workshop)
    return house


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    print_table(terminalreporter)
