"""The prompt of a laptop that only adds lines to a sealed workshop, and cannot read any."""

import os
from pathlib import Path

import pytest

from coalition_cli.app.context import Call
from coalition_cli.app.note_sitting import capture_sitting
from coalition_cli.app.prompt import IDLE_SECONDS
from coalition_cli.app.record import record_in
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, REFUSED
from coalition_cli.kinds import kind
from coalition_cli.model.entry import NOTES
from coalition_cli.model.exercise import Step
from coalition_cli.model.header import Head
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import play_step
from coalition_cli.stage import Finished
from coalition_cli.store import WorkshopFile
from coalition_cli.store.formats.sealed import appender, keys, log_copies, paths
from coalition_cli.store.formats.sealed.sitting import SittingForm
from coalition_cli.store.side import autosave
from tests.support.calling import CTRL_C, ENTER, House, Seat
from tests.support.playing import keyboard
from tests.support.screens import ESC, F, Fingers, fingers, pasted
from tests.support.sealed_calls import FD, call, make
from tests.support.sealed_rooms import PASSPHRASE, Sealed, note, refused, texts
from tests.support.virtual_time import Passing


@pytest.fixture
def note_taker(sealed: Sealed) -> Sealed:
    """A laptop to which the folder came without its key, with a line that was said before."""
    sealed.open().append([note("said before")])
    paths.identity(sealed.path).unlink()
    return sealed


def sit(sealed: Sealed, *keys_: str | Passing, width: int = 80, height: int = 24) -> Fingers:
    """Press ``keys_`` at ``coalition note``; at the end an empty line."""
    with fingers(width, height) as someone:
        someone.press(*keys_)
        capture_sitting(Call(command="coalition note"), sealed.path, "participants")
    return someone


def sitting(sealed: Sealed) -> WorkshopFile:
    head = Head("", sealed.path.name, "2024-11-12")
    file = WorkshopFile.open(sealed.path, SittingForm(appender.open_for_capture(sealed.path), head))
    file.workshop.is_sitting = True
    return file


def standing(sealed: Sealed) -> list[str]:
    return texts(sealed.open().workshop.standing(NOTES))


def test_line_after_line_is_saved_said_to_be_and_all_that_is_seen(note_taker: Sealed) -> None:
    seen = sit(note_taker, "one" + ENTER, "two" + ENTER, ENTER)
    assert ("1  one" in seen.pictures[1], "1 line stands" in seen.pictures[1]) == (True, True)
    assert "2  two" in seen.pictures[2]
    assert "2 lines stand" in seen.pictures[2]
    assert "said before" not in seen.glass.escapes
    assert standing(note_taker) == ["said before", "one", "two"]


def test_the_keys_of_other_prompts_take_back_and_mend_what_was_typed_here(
    note_taker: Sealed,
) -> None:
    keys_ = ("one" + ENTER, "wrong" + ENTER, F[2], "two" + ENTER, F[3], "!" + ENTER, ENTER)
    seen = sit(note_taker, *keys_)
    assert "Taken back: 2. To bring it again: /undo 2" in seen.pictures[3]
    assert standing(note_taker) == ["said before", "one", "two!"]


def test_a_pasted_list_becomes_lines_of_their_own(note_taker: Sealed) -> None:
    sit(note_taker, pasted("- one\n- two"), ENTER, ENTER)
    assert standing(note_taker) == ["said before", "one", "two"]


def test_slash_commands_reach_the_lines_of_this_sitting_alone(note_taker: Sealed) -> None:
    keys_ = ("one" + ENTER, "two" + ENTER, "/undo 1" + ENTER, ENTER, "/fix 2" + ENTER, "!" + ENTER)
    seen = sit(note_taker, *keys_, "/find said" + ENTER, ENTER, "/undo 7" + ENTER, "\x15", ENTER)
    assert "0 lines found" in seen.pictures[7]
    assert "no line 7 in this sitting" in seen.pictures[9]
    assert standing(note_taker) == ["said before", "two!"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/withdraw 1", "Nothing was withdrawn"),
        ("/move 1 Blue", "Nothing can be moved"),
        ("/help", "There are: /fix, /undo, /find"),
        ("/by 1 Amina", "Nobody can be named from this laptop"),
        ("/here Amina", "Nobody was let in"),
        ("/here", "Nobody was let in"),
        ("/day", "This laptop cannot read which programme"),
        ("/export donor", "Nothing was written: this laptop"),
        ("two @Amina", "Nobody can be named"),
        ("two #urgent", "Nothing here is called #urgent"),
    ],
)
def test_what_cannot_be_done_there_is_said_and_stays_in_the_line(
    note_taker: Sealed, typed: str, told: str
) -> None:
    before = paths.journal(note_taker.path).stat().st_size
    seen = sit(note_taker, typed + ENTER, "\x15", ENTER)
    assert told in seen.pictures[1]
    assert f"> {typed}" in seen.pictures[1]
    assert paths.journal(note_taker.path).stat().st_size == before


def test_the_menu_and_a_small_screen_do_no_harm(note_taker: Sealed) -> None:
    keys_ = ("one" + ENTER, ESC, ENTER, ESC, "3", "\x15", "two" + ENTER, ENTER)
    seen = sit(note_taker, *keys_, width=40, height=12)
    assert "/fix 7, /undo 7, /find papers, /all," in seen.pictures[5]
    assert "1  one" in seen.pictures[1]
    assert "1 line stands" in seen.pictures[1]
    assert standing(note_taker) == ["said before", "one", "two"]


def test_whoever_pauses_in_mid_word_leaves_it_sealed_for_who_has_the_key(
    note_taker: Sealed, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        sit(note_taker, "one" + ENTER, "half a wo", CTRL_C)
    assert left.value.code == INTERRUPTED
    told = capsys.readouterr().err
    assert "1 line of this sitting stands in workshop-7f3k, sealed" in told
    assert "half typed is kept, sealed" in told
    assert "half" not in everything(note_taker.path)
    again = sit(note_taker, ENTER)
    assert "half typed is kept, sealed" in again.pictures[0]
    found = autosave.left_behind(note_taker.form())
    assert [(each.place, each.text) for each in found] == [(NOTES, "half a wo")]


def test_an_empty_chair_closes_it_and_clears_the_screen(note_taker: Sealed) -> None:
    with pytest.raises(Problem, match="screen cleared"):
        sit(note_taker, "one" + ENTER, "half", Passing(IDLE_SECONDS + 5), ENTER)
    assert standing(note_taker) == ["said before", "one"]
    assert "half" not in everything(note_taker.path)


def test_keys_that_change_meanwhile_get_neither_line_nor_half_typed_words(
    note_taker: Sealed,
) -> None:
    file = sitting(note_taker)
    file.append([note("one")])
    maid = keys.Key.new()
    with paths.recipients(note_taker.path).open("a") as cache:
        cache.write(f"{maid.public}\n")
    refused(lambda: file.append([note("two")]))
    refused(lambda: file.form.conceal(b"half"))


def test_what_it_cannot_read_it_neither_replaces_nor_withdraws(note_taker: Sealed) -> None:
    file = sitting(note_taker)
    line = file.append([note("one")])[0]
    before = paths.store(note_taker.path).read_bytes()
    refused(lambda: file.withdraw(line.id), REFUSED)
    assert paths.store(note_taker.path).read_bytes() == before
    assert standing(note_taker) == ["said before", "one"]


def test_copies_of_the_log_are_kept(note_taker: Sealed) -> None:
    lines = "\n".join(f"line {number}" for number in range(20))
    sit(note_taker, pasted(lines), ENTER, ENTER)
    assert len(log_copies.all_of(note_taker.path)) == 1


@pytest.mark.parametrize("driver", ["keys", "answers"])
def test_both_drivers_of_a_stage_fill_a_sitting(note_taker: Sealed, driver: str) -> None:
    file = sitting(note_taker)
    step = Step(id="note", kind="notes", title="Notes", prompt="Notes", share="participants")
    view = ViewMaker().of_workshop(file.workshop, steps=[step])
    if driver == "keys":
        with keyboard("one\r", "two\r", "\r") as stage, pytest.raises(Finished):
            play_step(step, view, stage, record_in(file))
    else:
        given = AnswersStage(kind("notes").arrange(["one", "two"]), "paper.toml: notes")
        with pytest.raises(Finished):
            play_step(step, view, given, record_in(file))
    assert texts(file.workshop.standing(NOTES)) == ["one", "two"]
    assert standing(note_taker) == ["said before", "one", "two"]


def test_a_note_taker_at_a_terminal_who_is_killed_and_the_office_that_reads_it(
    tmp_path: Path,
) -> None:
    house = House(tmp_path / "house")
    workshop = make(house)
    identity = paths.identity(workshop).read_bytes()
    paths.identity(workshop).unlink()
    seat = house.at_terminal("note")
    seat.see("Next line")
    seat.press("Maji ya kisima" + ENTER)
    seat.see("1 line stands")
    seat.press("nusu ya ne")
    seat.see("> nusu ya ne")
    wait_until_kept_sealed(workshop, seat)
    seat.kill()
    assert not any(each in house.everything_on_disk() for each in (b"kisima", b"nusu"))
    paths.identity(workshop).write_bytes(identity)
    office = house.at_terminal("note")
    office.talk(("Passphrase of", f"{PASSPHRASE}\r"))
    office.see("> nusu ya ne")
    assert "1  Maji ya kisima" in office.text
    office.kill()


def test_who_does_not_know_the_passphrase_adds_lines_all_the_same(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    make(house)
    seat = house.at_terminal("note")
    seat.see("press Enter alone")
    seat.talk(("Passphrase of", ENTER), ("Next line", "Maji ya kisima" + ENTER))
    seat.talk(("1 line stands", ENTER))
    assert seat.end() == 0
    assert b"kisima" not in house.everything_on_disk()
    shown = call(house, *FD, "show", "--for", "private", secrets=(PASSPHRASE,))
    assert "Maji ya kisima" in shown.out


def wait_until_kept_sealed(workshop: Path, seat: Seat) -> None:
    """What is typed lies on the disk within a second or so; its words cannot be looked for."""
    while not autosave.files(workshop):
        seat.text  # noqa: B018


def everything(path: Path) -> str:
    found = (each.read_bytes() for each in path.rglob("*") if each.is_file())
    return os.fsdecode(b"".join(found))
