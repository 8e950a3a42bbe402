import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_cli import catalog
from coalition_cli.catalog import Catalog, folders
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE


def renamed(sample: str, exercise_id: str, title: str) -> str:
    return sample.replace('"weighing"', f'"{exercise_id}"').replace('"Weighing"', f'"{title}"')


def test_the_folder_asked_for_comes_before_the_users_own_and_that_before_what_was_shipped(tmp_path):
    extra, own = tmp_path / "extra", tmp_path / "own"
    extra.mkdir()
    own.mkdir()
    assert folders(extra, own) == [extra, own, catalog.shipped()]
    assert folders(None, tmp_path / "not made yet") == [catalog.shipped()]


def test_a_folder_asked_for_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Problem, match="no folder") as refused:
        folders(tmp_path / "none")
    assert refused.value.status == USAGE


def test_a_users_own_exercise_stands_for_the_shipped_one_of_that_name(sample, put):
    own = put("own/visioning.toml", renamed(sample, "visioning", "Ours")).parent
    found = Catalog(folders(None, own))
    assert found.exercise("visioning").title == "Ours"
    assert found.exercise("visioning").path == own / "visioning.toml"
    assert found.titles()["visioning"] == "Ours"
    assert found.titles()["agenda-ranking"] == "Our shared agenda"


def test_the_shipped_translation_is_never_laid_over_a_users_own_exercise(sample, put):
    own = put("own/visioning.toml", renamed(sample, "visioning", "Ours")).parent
    found = Catalog(folders(None, own), "sw")
    assert found.exercise("visioning").title == "Ours"
    assert found.titles()["visioning"] == "Ours"


def test_a_users_translation_is_laid_over_the_shipped_exercise(put):
    own = put("own/sw/visioning.toml", 'title = "Dira"\n').parents[1]
    found = Catalog(folders(None, own), "sw")
    assert found.exercise("visioning").title == "Dira"
    assert found.exercise("visioning").step("pieces").title == "One piece from each"
    assert found.titles()["visioning"] == "Dira"


def test_what_a_translation_lacks_stays_in_the_language_of_the_complete_file(sample, overlay, put):
    put("sw/weighing.toml", overlay)
    found = Catalog([put("weighing.toml", sample).parent], "sw").exercise("weighing")
    assert (found.title, found.purpose, found.language) == ("Kupima", "An order.", "sw")
    assert [step.title for step in found.steps] == ["Said", "Walk", "Pima", "Agree"]
    assert found.step("walk").lines == ("Moja.", "Mbili.")
    (criterion,) = found.step("weigh").options["criteria"]
    assert criterion == {
        "id": "urgency",
        "title": "Uharaka",
        "prompt": "Does it press?",
        "low": "little",
    }
    assert found.step("weigh").options["weight"] == 0.5


@pytest.mark.parametrize("language", ["sw_TZ", "sw-TZ"])
def test_a_language_of_a_country_is_laid_over_the_language(language, sample, overlay, put):
    put("sw/weighing.toml", overlay)
    folder = put("weighing.toml", sample).parent
    assert Catalog([folder], language).exercise("weighing").title == "Kupima"
    put("sw_TZ/weighing.toml", 'title = "Pima pamoja"\n')
    found = Catalog([folder], language)
    assert found.exercise("weighing").title == "Pima pamoja"
    assert found.exercise("weighing").step("weigh").title == "Pima"
    assert found.titles() == {"weighing": "Pima pamoja"}


def test_a_complete_file_is_left_alone_where_it_speaks_the_language_already(sample, put):
    put("sw/weighing.toml", 'title = "Pengine"\n')
    swahili = sample.replace('language = "en"', 'language = "sw"').replace('"Weighing"', '"Kupima"')
    folder = put("weighing.toml", swahili).parent
    assert Catalog([folder], "sw_TZ").exercise("weighing").title == "Kupima"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ('title = "Head"\n[[steps]]\nid = "torn', "Head"),
        ('title = "Head"\n  [minutes]\nmin = ', "Head"),
        ('title = "Head"\nid = 3\n', "Head"),
        ('\ufefftitle = "Head"\r\n[[steps]]\r\n', "Head"),
        ('title = "torn\n[[steps]]\n', "broken"),
        ('[[steps]]\ntitle = "of a step"\n', "broken"),
        ("title = 3\n", "broken"),
        (b'title = "\xff"\n', "broken"),
        ("", "broken"),
    ],
)
def test_a_title_is_read_from_the_head_alone_and_a_bad_file_keeps_its_name(body, title, put):
    folder = put("broken.toml", body).parent
    assert Catalog([folder]).titles() == {"broken": title}


def test_titles_are_told_without_loading_a_kind(put, sample):
    program = (
        "import sys; from coalition_cli import catalog; "
        "print(len(catalog.Catalog(catalog.folders(), 'sw').titles()));print([name for name in "
        "sys.modules if 'kinds' in name or name in ('difflib', 'gettext', 'rich')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root()
    )
    count, loaded = done.stdout.splitlines()
    assert int(count) >= 4
    assert loaded == "[]"


def test_what_some_systems_leave_on_memory_sticks_is_no_exercise(sample, put):
    put("._weighing.toml", b"\x00\x05\x16\x07")
    put("sw/weighing.toml", 'title = "Kupima"\n')
    put("notes.txt", "not an exercise")
    folder = put("weighing.toml", sample).parent
    assert Catalog([folder]).ids() == ["weighing"]


def test_programmes_are_listed_from_every_folder(put):
    first = put("one/programmes/one-day.toml", "").parents[1]
    second = put("two/programmes/half-day.toml", "").parents[1]
    assert Catalog([first, second]).programmes() == ["half-day", "one-day"]
    assert Catalog([first, second]).ids() == []


def test_an_exercise_that_is_not_there_is_named_with_the_nearest_that_is():
    found = Catalog(folders())
    assert found.find("visionin") is None
    with pytest.raises(Problem, match=r"no exercise called visionin\. Did you mean visioning\?"):
        found.exercise("visionin")


def test_every_exercise_has_care_access_and_aftercare_even_where_its_file_is_silent(sample, put):
    silent = catalog.load(put("weighing.toml", sample))
    assert "Passing is an answer" in silent.care
    assert "Nothing requires standing" in silent.access
    assert "go to {care_person}, here until {until}" in silent.aftercare
    put(
        "weighing.toml",
        sample.replace("intensity", 'care = "Slowly."\naftercare = "Tea is ready."\nintensity'),
    )
    spoken = Catalog([silent.path.parent]).exercise("weighing")
    assert spoken.care == f"Slowly.\n{silent.care}"
    assert spoken.aftercare == "Tea is ready."


def test_an_installed_package_without_a_checkout_carries_its_own_exercises(tmp_path):
    package = tmp_path / "coalition_cli"
    shutil.copytree(root() / "coalition_cli", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root() / "exercises", package / "exercises")
    program = (
        "from coalition_cli import catalog; c = catalog.Catalog(catalog.folders()); "
        "print(c.exercise('visioning').path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert Path(done.stdout.strip()) == package / "exercises" / "visioning.toml"


def root() -> Path:
    return Path(catalog.__file__).parents[2]
