"""The machine that the tests run on stays out of them: its folders, its language, its colours, its terminal."""

import os
import signal
from pathlib import Path

import pytest


def pytest_configure() -> None:
    # Started in the background of a script, the tests and all they start would be deaf to Ctrl-C and Ctrl-\.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.keys() & {"COALITION_FAULTS", "COALITION_KILLS", "COALITION_HISTORIES"}:
        for item in items:  # what a person runs in its long form takes as long as it takes
            item.add_marker(pytest.mark.timeout(0))


@pytest.fixture(autouse=True)
def no_machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COALITION_FILE", "COALITION_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    from fault_figures import print_table

    print_table(terminalreporter)
