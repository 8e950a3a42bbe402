"""The places of things, and the small files beside a workshop."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_cli.store import WorkshopFile, paths
from coalition_cli.store.side import blank_wall
from tests.support.store_rooms import HEAD, ended, in_a_process


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("", ""),
        ("XDG_DATA_HOME", "/srv/data"),
        ("XDG_STATE_HOME", " "),
        ("XDG_CONFIG_HOME", "relative"),
    ],
)
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    import platformdirs

    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable)
    if name:
        monkeypatch.setenv(name, value)
    assert paths.data_folder() == platformdirs.user_data_path("coalition", appauthor=False)
    assert paths.settings_folder() == platformdirs.user_config_path("coalition", appauthor=False)
    assert paths.state_folder() == platformdirs.user_state_path("coalition", appauthor=False)


def test_a_person_s_files_lie_below_their_folders(home: Path) -> None:
    assert paths.workshops_folder() == home / "data" / "coalition" / "workshops"
    assert paths.own_exercises_folder() == home / "config" / "coalition" / "exercises"
    assert not home.exists()


def test_a_machine_keeps_its_name_of_sixteen_hex_digits(home: Path) -> None:
    code = "from coalition_cli.store import paths; print(paths.device())"
    root = str(Path(__file__).parents[2])
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ) | {"PYTHONPATH": root},
        )
        for _ in range(4)
    ]
    names = {run.communicate()[0].strip() for run in runs}
    assert names == {paths.device()}
    assert len(paths.device()) == 16
    int(paths.device(), 16)
    assert (home / "state" / "coalition" / "device").read_text() == paths.device()


def test_a_machine_whose_name_was_damaged_gets_a_new_one(home: Path) -> None:
    kept = home / "state" / "coalition" / "device"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"\0\0\0\0\0\0\0\0")
    assert paths.device() == kept.read_text()


def test_a_machine_that_had_eight_digits_keeps_them_and_gets_eight_more(home: Path) -> None:
    kept = home / "state" / "coalition" / "device"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"0a1b2c3d")
    assert paths.device().startswith("0a1b2c3d")
    assert len(paths.device()) == 16
    assert paths.device() == kept.read_text()


def test_the_workshop_that_was_last_opened_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.last_open() is None
    monkeypatch.chdir(tmp_path)
    paths.remember_open(Path("Semina ya wanawake é.json"))
    paths.remember_open(Path("Semina ya pili é.json"))
    assert paths.last_open() == tmp_path / "Semina ya pili é.json"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Our seminar", "our-seminar.json"),
        ("../../etc/passwd", "etc-passwd.json"),
        ("/etc/x", "etc-x.json"),
        ("a:b? ", "a-b.json"),
        ("-rf ~ $(id)\n", "rf-id.json"),
        ("nul.md", "nul-md.json"),
    ],
)
def test_a_title_becomes_a_name_below_the_workshops(title: str, name: str) -> None:
    assert paths.path_for(title) == paths.workshops_folder() / name


@pytest.mark.parametrize("title", ["", "CON", "🌱🌱", "...", "é" * 130, "x" * 300])
def test_any_title_gives_a_name_of_at_most_eighty_bytes(title: str) -> None:
    path = paths.path_for(title)
    assert path.parent == paths.workshops_folder()
    assert len(path.name.encode()) <= 80
    WorkshopFile.create(path, HEAD)


def test_titles_that_give_one_name_are_numbered_whatever_the_case_of_the_file() -> None:
    folder = paths.workshops_folder()
    folder.mkdir(parents=True)
    assert paths.path_for("X1").name == "x1.json"
    (folder / "X1.JSON").touch()
    assert paths.path_for("x1").name == "x1-2.json"
    (folder / "x1-2.json").touch()
    assert paths.path_for("X1!").name == "x1-3.json"


def test_the_curtain_of_one_process_is_seen_by_another(path: Path, file: WorkshopFile) -> None:
    assert not blank_wall.drawn(path)
    assert ended(in_a_process(lambda: blank_wall.draw(path, "breath"))) == 0
    assert blank_wall.drawn(path) == "breath"
    blank_wall.draw(path, "plain")
    assert blank_wall.drawn(path) == "plain"
    blank_wall.lift(path)
    blank_wall.lift(path)
    assert not blank_wall.drawn(path)


def test_a_curtain_that_cannot_be_read_hides_the_words(path: Path, file: WorkshopFile) -> None:
    path.with_name(".seminar.curtain").write_bytes(b"bre")
    assert blank_wall.drawn(path) == "plain"
