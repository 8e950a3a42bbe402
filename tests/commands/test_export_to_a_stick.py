"""A summary goes to a place that cannot protect it only after somebody said yes."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.calling import ENTER, PROGRAM, House, Seat

pytestmark = pytest.mark.slow

AS_IF_MOUNTED = 'mount --bind "$1" /proc/$$/mountinfo && shift && exec "$@"'
"""Runs a program to which the system says that something is mounted as a file tells."""


class Stick:
    """A folder that the system calls a stick without owners, where ``house`` exports to."""

    def __init__(self, house: House, folder: Path, table: Path) -> None:
        self.house, self.folder = house, folder
        alone = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount"]
        self._command = [*alone, "sh", "-c", AS_IF_MOUNTED, "sh", str(table)]
        table.write_text(f"1 1 8:1 / / rw - ext4 a rw\n2 1 8:2 / {folder} rw - exfat b rw\n")
        if subprocess.run([*self._command, "true"], check=False, capture_output=True).returncode:
            pytest.skip("mount tables cannot be changed here")

    def export(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._exporting(*words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=self.house.environment,
            cwd=self.house.desk,
            check=False,
        )

    def export_at_terminal(self, *words: str) -> Seat:
        return Seat(self._exporting(*words), self.house.environment, self.house.desk, 80, 24)

    def files(self) -> list[str]:
        return [path.name for path in self.folder.iterdir()]

    def _exporting(self, *words: str) -> list[str]:
        return [*self._command, *PROGRAM, "export", "md", *words]


@pytest.fixture
def stick(umoja: House, tmp_path: Path) -> Stick:
    (tmp_path / "stick").mkdir()
    return Stick(umoja, tmp_path / "stick", tmp_path / "mountinfo")


@pytest.mark.parametrize("place", ["", "a folder that is not there", "summary.md"])
def test_a_script_has_to_say_yes(stick: Stick, place: str) -> None:
    refused = stick.export("--out", str(stick.folder / place))
    assert (refused.returncode, refused.stdout, stick.files()) == (2, "", [])
    assert "cannot protect files" in refused.stderr
    assert "--yes" in refused.stderr
    written = stick.export("--out", str(stick.folder / place), "--yes")
    assert written.returncode == 0, written
    assert "cannot protect files" in written.stderr
    assert len(stick.files()) == 1


def test_at_a_terminal_enter_alone_writes_nothing(stick: Stick) -> None:
    seat = stick.export_at_terminal("--out", str(stick.folder))
    seat.talk(("» 1) Write nothing", ENTER))
    assert (seat.end(), stick.files()) == (130, [])
    seat = stick.export_at_terminal("--out", str(stick.folder))
    seat.talk(("Write it as it is", "2"), ("» 2) Write it as it is", "\r"))
    assert (seat.end(), len(stick.files())) == (0, 1)


def test_a_place_that_protects_its_files_needs_no_yes(stick: Stick) -> None:
    assert stick.export("--out", str(stick.house.desk)).returncode == 0
