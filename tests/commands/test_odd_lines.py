"""Lines that another program wrote: no command dies of them, and people are told of each."""

from pathlib import Path
from typing import Any

import pytest

from coalition_cli.model.entry import Entry, with_sum
from coalition_cli.store.files import codec
from tests.support.odd_bodies import base, spoiled

pytestmark = pytest.mark.slow

LINES = ["Maji", "Barabara", "Shule"]
COMMANDS = [
    ["show"],
    ["show", "--for", "private"],
    ["show", "--numbers", "--for", "private"],
    ["check"],
    ["list"],
    ["people", "show"],
    ["people", "add"],
    ["details"],
    ["quotes"],
    ["note"],
    ["undo", "--yes"],
    *(
        ["export", name, "--for", readers, "--out", "-"]
        for name in ("md", "json", "text", "html")
        for readers in ("participants", "organizer", "donor", "follow-up")
    ),
]


def change(path: Path, of: dict[str, Any], **changed: Any) -> None:
    """Give the first line whose words are those of ``of`` other values, as another program would.

    ``body`` is put over its own; the digest is right.
    """
    tables = codec.tables_of(path.read_bytes())
    documents = tables["entries"]
    number = next(n for n, each in documents.items() if of.items() <= each["body"].items())
    body = {**documents[number]["body"], **changed.pop("body", {})}
    documents[number] = with_sum({**documents[number], **changed, "body": body})
    path.write_bytes(codec.lay_out(tables))


def write(path: Path, entries: list[Entry]) -> None:
    """Put ``entries`` into the file in place of its own."""
    tables = codec.tables_of(path.read_bytes())
    documents = {str(number): each.as_document() for number, each in enumerate(entries, 1)}
    path.write_bytes(codec.lay_out({**tables, "entries": documents}))


@pytest.fixture
def room(house):
    """A workshop with three lines at a step, of which one is odd."""
    house.new()
    answers = {"pieces": [{"text": text} for text in LINES]}
    assert house.play("visioning", answers).status == 0
    house.path = next((house.folder / "data" / "coalition" / "workshops").glob("*.json"))
    change(house.path, {"text": "Barabara"}, body={"text": ["SIRI"]})
    return house


def test_show_leaves_it_out_and_says_so_beside(room):
    shown = room.call("show")
    assert shown.status == 0
    assert ["Maji" in shown.out, "Shule" in shown.out] == [True, True]
    assert "1 line is not in a form that this program can read, and was left out" in shown.err
    assert "One piece from each" in shown.err
    assert "SIRI" not in shown.out + shown.err


@pytest.mark.parametrize("name", ["md", "html", "text"])
def test_exports_leave_it_out_and_count_it(room, name):
    exported = room.call("export", name, "--out", "-")
    assert exported.status == 0
    assert "1 line is not in a form that this program can read, and was left out" in exported.err
    assert "Maji" in exported.out
    assert "not in a form" in " ".join(exported.out.split())
    assert "SIRI" not in exported.out


def test_data_counts_it_and_only_where_there_is_one(room):
    assert room.summary()["left_out"]["odd"] == 1
    change(room.path, {"text": ["SIRI"]}, body={"text": "Barabara"})
    assert "odd" not in room.summary()["left_out"]


def test_check_calls_the_file_sound_and_names_the_line_without_its_words(room):
    checked = room.call("check")
    assert checked.status == 0
    number = next(
        place for place, line in enumerate(room.path.read_text().splitlines(), 1) if "SIRI" in line
    )
    assert f"Line {number} (visioning.pieces.2)" in checked.out
    assert "“text”" in checked.out
    assert "SIRI" not in checked.out + checked.err
    assert "sound" in checked.err


def test_a_line_for_few_is_told_to_these_alone(room):
    change(room.path, {"text": ["SIRI"]}, share="private")
    assert "not in a form" not in room.call("show").err
    assert "not in a form" in room.call("show", "--for", "private").err
    assert "odd" not in room.summary("donor")["left_out"]


def test_two_lines_with_one_number_are_told_and_each_goes_by_its_own(room):
    change(room.path, {"text": "Shule"}, n=1)
    checked = room.call("check")
    assert checked.status == 0
    assert "its number 1 is another line's, or is none. It goes by visioning.pieces." in checked.out
    numbers = room.numbers()
    assert len({numbers[text] for text in ("Maji", "Shule")}) == 2


@pytest.mark.parametrize("number", ["7", -1, 1.5, True, None, 10**17, [1], {}])
def test_a_number_that_is_none_costs_no_words(room, number):
    change(room.path, {"text": "Shule"}, n=number)
    assert "Shule" in room.call("show").out
    checked = room.call("check")
    assert (checked.status, "is none" in checked.out) == (0, True)


def test_it_can_be_taken_back_and_withdrawn_by_its_number(room):
    assert room.call("undo", "visioning.pieces.2", "--yes").status == 0
    assert "not in a form" not in room.call("show").err
    assert room.call("undo", "visioning.pieces.2", "--yes").status == 0
    gone = room.call("withdraw", "visioning.pieces.2", "--yes")
    assert gone.status == 0
    assert b"SIRI" not in room.everything_on_disk()


def test_a_merge_carries_it_as_it_is(room):
    made = room.call("bundle", "--out", room.desk, "--yes")
    assert made.status == 0, made
    other = room.desk / "other.json"
    assert room.call("merge", made.lines[0], "--file", other, "--yes").status == 0
    documents = codec.tables_of(other.read_bytes())["entries"].values()
    assert [each for each in documents if each["body"].get("text") == ["SIRI"]]


@pytest.mark.parametrize(
    ("name", "seed"), [("one-day", 11), ("regional-exchange", 12), ("after", 13)]
)
def test_no_command_dies_of_odd_bodies(house, name, seed):
    write(house.new("Sound"), base(name).entries)
    bundle = house.call("bundle", "--out", house.desk, "--yes").lines[0]
    write(house.new(), spoiled(base(name), seed).entries)
    further = [
        ["bundle", "--out", str(house.desk), "--yes"],
        ["merge", bundle, "--join", "--yes"],
        ["show"],
    ]
    for words in (*COMMANDS, *further):
        done = house.call(*words, typed="Zawadi", COALITION_TRACEBACK="1")
        assert done.status in (0, 1), (words, done.err)
        assert "went wrong" not in done.err, (words, done.err)
