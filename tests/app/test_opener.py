"""A file is shown by the opener of the machine, never through a shell; or the place is told."""

import os
import sys
from pathlib import Path

import pytest

from coalition_cli.app.opener import open_file

OPENER = "open" if sys.platform == "darwin" else "xdg-open"
NAME = "a; touch 'b' $(id) &.pdf"


def put_opener(folder: Path, script: str) -> None:
    folder.mkdir()
    program = folder / OPENER
    program.write_text(script)
    program.chmod(0o700)


def test_the_file_is_given_to_the_opener_as_one_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    put_opener(tmp_path / "bin", f'#!/bin/sh\nprintf "%s|" "$#" "$@" > "{told}"\n')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.chdir(tmp_path)
    assert open_file(Path(NAME)) == ""
    assert told.read_text() == f"1|{tmp_path / NAME}|"
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("screen", ["", ":7"])
def test_without_a_screen_or_an_opener_the_place_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    (tmp_path / "bin").mkdir()
    if not screen and sys.platform != "darwin":
        (tmp_path / "bin").rmdir()
        put_opener(tmp_path / "bin", "#!/bin/sh\nexit 9\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    assert open_file(tmp_path / NAME).endswith(f"It lies here: {tmp_path / NAME}")


def test_an_opener_that_cannot_be_run_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_opener(tmp_path / "bin", "#!/no/such/program\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("DISPLAY", ":7")
    assert "It could not be opened (" in open_file(tmp_path / NAME)
