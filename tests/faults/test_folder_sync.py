"""A file that was put in place is still there after a power cut: its folder is on the disk too, and
only afterwards.

The system writes the name of a file when it likes. Who has read "saved" must find the new file
under its name, so the folder is synced after the name was given, and the file itself before it.
That is seen in the system calls alone.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.tracing import require_strace

OLD, NEW = b"old", b"new"
PUT = """
import sys
from pathlib import Path
from coalition_cli.store.files import atomic
getattr(atomic, sys.argv[1])(Path(sys.argv[2]), b"new")
"""
NAMING = ("rename", "renameat", "renameat2", "link", "linkat")
TRACED = ",".join((*NAMING, "fsync", "fdatasync"))
_CALL = re.compile(r"(\w+)\((.*)\) += 0$")

CASES = {
    "replaced": ("put", True, ""),
    "put where nothing was": ("put", False, ""),
    "new": ("put_new", False, ""),
    "new, where no file is without a name": ("put_new", False, "linkat:error=EOPNOTSUPP:when=1"),
}
"""The function, whether a file stands there already, and what the system refuses."""


def steps_of(calls: list[tuple[str, str]], folder: Path) -> list[str]:
    """What happened to the folder and to what is in it, one word a call, in its order."""
    steps = []
    for name, told in calls:
        if str(folder) not in told:
            continue
        if name in NAMING:
            steps.append("named")
        else:
            steps.append("folder synced" if told in (f"<{folder}>", str(folder)) else "file synced")
    return steps


def put_under_strace(tmp_path: Path, path: Path, function: str, refused: str) -> list[str]:
    log = tmp_path / "trace"
    options = ["-f", "-qq", "-y", "-s", "200", "-o", str(log), "-e", f"trace={TRACED}"]
    refusing = ["-e", f"inject={refused}"] if refused else []
    words = [sys.executable, "-c", PUT, function, str(path)]
    subprocess.run(["strace", *options, *refusing, *words], check=True, timeout=60)
    found = [_CALL.search(line) for line in log.read_text().splitlines()]
    calls = [(call[1], re.sub(r"^\d+", "", call[2])) for call in found if call]
    return steps_of(calls, path.parent)


def put_under_shim(
    tmp_path: Path, shim: Path, path: Path, function: str, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    log = tmp_path / "calls"
    with monkeypatch.context() as patch:
        patch.setenv("LD_PRELOAD", str(shim))
        patch.setenv("FAULT_LOG", str(log))
        words = [sys.executable, "-c", PUT, function, str(path)]
        subprocess.run(words, check=True, timeout=60)
    calls = [line.split(" ", 1) for line in log.read_text().splitlines()]
    return steps_of([(name, told) for name, told in calls], path.parent)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workshops"
    made.mkdir()
    return made.resolve()


@pytest.mark.parametrize("name", CASES)
def test_the_folder_is_synced_after_the_name_was_given(
    tmp_path: Path, folder: Path, name: str
) -> None:
    require_strace(tmp_path)
    function, is_there, refused = CASES[name]
    path = folder / "seminar.json"
    if is_there:
        path.write_bytes(OLD)
    steps = put_under_strace(tmp_path, path, function, refused)
    assert path.read_bytes() == NEW
    assert steps[-3:] == ["file synced", "named", "folder synced"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case[2]])
def test_the_same_without_strace(
    tmp_path: Path, shim: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    function, is_there, _refused = CASES[name]
    path = folder / "seminar.json"
    if is_there:
        path.write_bytes(OLD)
    steps = put_under_shim(tmp_path, shim, path, function, monkeypatch)
    assert path.read_bytes() == NEW
    assert steps[-3:] == ["file synced", "named", "folder synced"]
