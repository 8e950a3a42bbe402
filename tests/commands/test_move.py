"""Lines typed into the wrong place: moved, brought back, withdrawn, moved on two laptops."""

import re
import shutil

import pytest

from tests.support.calling import House

pytestmark = pytest.mark.slow

STEP = "core-issues.obstacles"


def listed(house, readers="private"):
    """Every line as `show --numbers` lists it: its words, with where it stands."""
    rows = [line.split("\t") for line in house.call("show", "--numbers", "--for", readers).lines]
    return {words: where for _number, where, words in rows}


def summary_of(house, exercise, step):
    found = {
        (each["id"], row["id"]): row
        for each in house.summary()["exercises"]
        for row in each["steps"]
    }
    return found[exercise, step]["outcome"]


@pytest.fixture
def gaps(umoja):
    """A room that said three gaps under the wrong tag, one in a circle, and two captured lines."""
    umoja.note("one", "two")
    people = [{"name": "Amina", "group": "Group 1"}, {"name": "Zuri", "group": "Group 3"}]
    lines = [
        {"text": text, "bucket": "law", "by": "Amina"}
        for text in ("a doctor", "a nurse", "a lawyer")
    ]
    circle = {"circle": [{"by": "Amina", "learning": "patience"}]}
    assert (
        umoja.play("allies-partners", {"people": people, "allies-partners": {"gaps": lines}}).status
        == 0
    )
    assert umoja.play("reflection-circle", circle).status == 0
    return umoja


def test_captured_lines_go_to_a_step_and_an_undo_brings_them_back(umoja):
    umoja.note("one", "two", "three")
    moved = umoja.call("move", "1-2", "--to", STEP)
    assert (moved.status, len(moved.lines)) == (0, 2)
    assert listed(umoja) == {"one": STEP, "two": STEP, "three": "note"}
    assert [row["text"] for row in umoja.summary()["notes"]] == ["three"]
    assert [row["text"] for row in summary_of(umoja, "core-issues", "obstacles")] == ["one", "two"]
    taken = umoja.call("undo", umoja.numbers()["one"])
    assert listed(umoja) == {"one": "note", "two": STEP, "three": "note"}
    assert umoja.call("undo", re.search(r"coalition undo (\S+)", taken.err)[1]).status == 0
    assert listed(umoja)["one"] == STEP
    assert umoja.call("undo").status == 0
    assert listed(umoja) == {"one": "note", "two": "note", "three": "note"}
    assert umoja.numbers() == {"one": "note.1", "two": "note.2", "three": "note.3"}


def test_a_line_moved_twice_stands_once_and_goes_back_one_place_at_a_time(umoja):
    umoja.note("one")
    umoja.call("move", "1", "--to", STEP)
    umoja.call("move", f"{STEP}.1", "--to", "allies-partners.gaps#law")
    assert listed(umoja) == {"one": "allies-partners.gaps"}
    old = umoja.call("move", "note.1", "--to", STEP)
    told = "note.1 was moved: as it stands now it is core-issues.obstacles.1.\n"
    assert (old.status, old.err) == (1, told)
    assert umoja.call("undo", "note.1").status == 1
    assert umoja.call("fix", "note.1", typed="other\n").status == 1
    umoja.call("undo")
    assert listed(umoja) == {"one": STEP}
    umoja.call("undo")
    assert listed(umoja) == {"one": "note"}


def test_lines_change_their_bucket_and_keep_who_said_them(gaps):
    numbers = gaps.numbers()
    first = numbers["a doctor"]
    assert (first, numbers["a nurse"]) == ("allies-partners.gaps.1", "allies-partners.gaps.2")
    assert gaps.call("move", f"{first}-2", "--to", "Health").status == 0
    rows = summary_of(gaps, "allies-partners", "gaps")
    assert [(row["text"], row["bucket"], row["by"]) for row in rows] == [
        ("a doctor", "health", "Amina"),
        ("a nurse", "health", "Amina"),
        ("a lawyer", "law", "Amina"),
    ]
    assert gaps.call("move", first, "--to", "health").lines == []


def test_a_group_is_named_by_its_number_too(gaps):
    assert gaps.call("move", "note.1", "note.2", "--to", "group 3").status == 0
    assert [row["group"] for row in gaps.summary()["notes"]] == ["Group 3", "Group 3"]
    assert gaps.call("move", "note.1", "--to", "1").status == 0
    assert [row["group"] for row in gaps.summary()["notes"]] == ["Group 1", "Group 3"]
    unknown = gaps.call("move", "note.1", "--to", "group 7")
    assert unknown.status == 1
    assert "Group 3, Group 1" in unknown.err


def test_what_is_no_note_and_what_is_no_place_for_notes_is_refused_and_nothing_is_moved(gaps):
    before = gaps.workshop.read_bytes()
    numbers = gaps.numbers()
    for words, said in (
        ([numbers["patience"], "--to", STEP], "only notes can be moved"),
        (["note.1", numbers["Amina"], "--to", STEP], "only notes can be moved"),
        (["note.1", "--to", "reflection-circle.circle"], "takes lines"),
        (["note.1", "--to", "allies-partners.gaps#nowhere"], "law, health"),
        (["note.1", "--to", "nowhere"], "is no bucket and no group here"),
        (["note.0", "--to", STEP], "no range of lines"),
        (["note.2-1", "--to", STEP], "no range of lines"),
        (["note.999999999", "--to", STEP], "its numbers go up to 2"),
        (["nowhere.1", "--to", STEP], "Nothing was said at nowhere yet"),
    ):
        done = gaps.call("move", *words)
        assert (done.status, done.out) == (1, ""), words
        assert said in done.err, words
    assert gaps.call("move", "one", "--to", STEP).status == 2
    assert gaps.call("move", "note.1").status == 2
    assert gaps.call("move", "--to", STEP).status == 2
    assert gaps.workshop.read_bytes() == before


def test_a_line_never_becomes_wider_by_moving(umoja):
    umoja.note("SIRI", share="organizer")
    umoja.note("open", share="donor")
    umoja.call("move", "1-2", "--to", "allies-partners.gaps")
    assert listed(umoja, "organizer").keys() == {"SIRI", "open"}
    assert listed(umoja, "participants").keys() == {"open"}
    assert listed(umoja, "donor") == {}


def test_a_line_moved_to_the_quotes_is_private_until_its_speaker_is_asked(umoja):
    umoja.note("We can", share="donor")
    umoja.call("move", "1", "--to", "reflection-circle.quotes")
    assert umoja.summary()["quotes"] == []
    assert umoja.call("quotes").out.split("\t")[1:3] == ["not asked yet", "private"]


@pytest.mark.parametrize("which", ["note.1", f"{STEP}.1"])
def test_withdrawing_the_line_or_what_it_became_takes_the_words_out_everywhere(umoja, which):
    umoja.note("SIRIKUBWA one")
    umoja.call("move", "1", "--to", STEP)
    umoja.call("fix", f"{STEP}.1", typed="SIRIKUBWA two\n")
    assert umoja.call("withdraw", which, "--yes").status == 0
    assert b"SIRIKUBWA" not in umoja.everything_on_disk()
    assert listed(umoja) == {}
    assert umoja.call("check").status == 0


def another_laptop(house, name):
    other = House(house.folder.parent / name)
    other.workshop = other.desk / house.workshop.name
    shutil.copy(house.workshop, other.workshop)
    other.environment["COALITION_FILE"] = str(other.workshop)
    return other


def test_two_laptops_that_moved_one_line_agree_and_it_stands_once(umoja):
    umoja.note("one")
    other = another_laptop(umoja, "other")
    umoja.call("move", "1", "--to", STEP)
    other.call("move", "1", "--to", "allies-partners.gaps#law")
    met = umoja.call("merge", other.workshop, "--yes")
    assert met.status == 0, met
    assert other.call("merge", umoja.workshop, "--yes").status == 0
    assert listed(umoja) == listed(other) == {"one": "allies-partners.gaps"}
    assert "the later stands" in met.err + met.out


def test_a_line_moved_here_and_withdrawn_there_is_gone_on_both(umoja):
    umoja.note("SIRIKUBWA one")
    other = another_laptop(umoja, "other")
    umoja.call("move", "1", "--to", STEP)
    other.call("withdraw", "1", "--yes")
    umoja.call("merge", other.workshop, "--yes")
    other.call("merge", umoja.workshop, "--yes")
    for house in (umoja, other):
        assert b"SIRIKUBWA" not in house.everything_on_disk()
        assert listed(house) == {}


def test_a_moved_line_withdrawn_here_is_gone_from_a_laptop_that_never_saw_it_move(umoja):
    umoja.note("SIRIKUBWA one")
    other = another_laptop(umoja, "other")
    umoja.call("move", "1", "--to", STEP)
    umoja.call("withdraw", umoja.numbers()["SIRIKUBWA one"], "--yes")
    other.call("merge", umoja.workshop, "--yes")
    umoja.call("merge", other.workshop, "--yes")
    for house in (umoja, other):
        assert b"SIRIKUBWA" not in house.everything_on_disk()


def test_a_place_is_chosen_at_a_terminal_from_those_there_are(gaps):
    number = gaps.numbers()["a nurse"]
    seat = gaps.at_terminal("move", number)
    seat.talk(("Where do they belong?", "2"), ("Move to health?", "\r"))
    assert seat.end() == 0
    assert [row["bucket"] for row in summary_of(gaps, "allies-partners", "gaps")] == [
        "law",
        "health",
        "law",
    ]
