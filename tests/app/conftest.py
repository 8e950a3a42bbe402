"""Calls of the program in this process."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.app.program import run

Run = Callable[..., int]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls in this process, on a machine with nothing on it; each gives its status."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("LANG", "C.UTF-8")

    def call(*words: str, typed: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as end:
            run(words)
        return int(end.value.code or 0)

    return call
