"""A programme of one's own: begun, checked, rehearsed, and never written over another."""

import pytest

from tests.support.calling import House


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "house")


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_new_programme_is_sound_is_listed_and_is_played_to_its_end(house, language):
    begun = house.call("--language", language, "programme", "new", "morning")
    assert begun.status == 0, begun
    assert house.call("programme", "check", "morning").status == 0
    assert any(line.startswith("morning\t") for line in house.call("list", "programmes").lines)
    played = house.call("programme", "rehearse", "morning")
    assert played.status == 0
    assert [line[:5] for line in played.lines[1:]] == [
        *("09:00", "09:10", "09:40", "10:00", "10:20", "11:00", "11:25", "11:33", "11:43")
    ]
    assert not list(house.folder.rglob("*.json"))


def test_a_name_that_is_taken_or_is_none_makes_nothing(house):
    assert house.call("programme", "new", "tot-4day").status == 1
    assert house.call("programme", "new", "No Name").status == 2
    assert house.call("programme", "new", "morning").status == 0
    assert house.call("programme", "new", "morning").status == 1


def test_the_check_of_a_programme_names_the_exercise_that_was_meant(house):
    assert house.call("programme", "new", "morning").status == 0
    path = house.folder / "config" / "coalition" / "exercises" / "programmes" / "morning.toml"
    path.write_text(path.read_text().replace('"welcome-circle"', '"Welcom circle"'))
    line = 1 + path.read_text().splitlines().index('exercise = "Welcom circle"')
    for words in (("programme", "check", "morning"), ("check", path)):
        done = house.call(*words)
        assert done.status == 1
        what = "expected an exercise that is there (did you mean welcome-circle?)"
        assert done.lines == [f"{path}:{line}: days[0].slots[1].exercise: {what}"]


@pytest.mark.slow
def test_every_shipped_programme_is_played_to_its_end(house):
    for line in house.call("list", "programmes").lines:
        played = house.call("programme", "rehearse", line.split("\t")[0])
        assert played.status == 0, played
        assert "Nothing was stored" in played.err
