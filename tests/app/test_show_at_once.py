"""The short way of `show` and the long one: whatever stands there, both show, say and end the same.

With ``--for participants`` the long way is taken always, and means the same.
"""

from pathlib import Path

import pytest

from coalition_cli.app.show_at_once import is_shown
from tests.support.calling import Done, House

LONG = ("show", "--for", "participants")

ANSWERS = {
    "people": [{"name": "Amina"}, {"name": "Rehema"}],
    "visioning": {
        "pieces": [{"by": "Amina", "text": "A door of our own [red]"}, "Work, and our children"],
        "bundles": {"A house": [1], "Bread — and seed": [2]},
    },
}


@pytest.fixture
def seminar(house: House) -> House:
    house.new("Umoja")
    house.note("We want a house", "Nobody asks for our record")
    assert house.play("visioning", ANSWERS).status == 0
    return house


def both(house: House, *before: str, **environment: str) -> Done:
    """What either way comes to, which is the same."""
    short = house.call(*before, "show", **environment)
    assert short == house.call(*before, *LONG, **environment)
    return short


def test_what_was_said_is_shown(seminar: House) -> None:
    shown = both(seminar)
    assert shown.status == 0
    assert "A door of our own [red]" in shown.out
    assert "Nobody asks for our record" in shown.out
    assert both(seminar, TERM="dumb").out != shown.out
    assert both(seminar, COALITION_LANGUAGE="sw").out != shown.out


def test_where_nothing_can_be_shown_a_sentence_says_so(house: House) -> None:
    path = house.new("Umoja")
    assert "Nothing was said yet" in both(house).err
    assert both(house, "--file", str(path.with_name("none.json"))).status == 1
    path.write_bytes(path.read_bytes()[:-40])
    assert both(house).status == 3


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--file", "{file}"],
        ["show", "visioning"],
        ["show", "--numbers"],
        ["show", "show"],
        ["show", "--file", "~/{file}"],
        ["show", "--file"],
        ["show", "--file", ""],
        ["show", "--file", "{folder}"],
        ["show", "--file", "{file}", "--file", "{file}"],
        ["--plain", "show", "--file", "{file}"],
    ],
)
def test_all_else_is_left_to_the_long_way(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "seminar.json"
    given = [word.format(file=file, folder=tmp_path) for word in words]
    assert not is_shown(given)
    assert capsys.readouterr() == ("", "")
