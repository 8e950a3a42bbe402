"""`coalition check`, `check --repair` and `restore`, called from outside."""

import json
import shlex

import pytest

from tests.support.calling import CTRL_C, DOWN, ENTER, entries_of


def names(umoja):
    return [entry["body"]["text"] for entry in entries_of(umoja.workshop)]


def copies(umoja):
    return sorted((umoja.workshop.parent / "backups").iterdir())


def broken(umoja, old=b"Grace", new=b"Gracf"):
    data = umoja.workshop.read_bytes()
    assert old in data
    umoja.workshop.write_bytes(data.replace(old, new))
    return umoja.workshop.read_bytes()


def test_every_command_that_changed_something_leaves_a_backup(umoja):
    assert len(copies(umoja)) == 1
    assert copies(umoja)[0].read_bytes() == umoja.workshop.read_bytes()
    umoja.call("show")
    assert len(copies(umoja)) == 1
    umoja.people("Zawadi")
    assert len(copies(umoja)) == 2


def test_check_lists_damage_and_offers_both_ways_out(umoja):
    data = broken(umoja)
    done = umoja.call("check")
    assert done.status == 3
    assert done.lines == ["Line 3 (entry 2) was changed after it was saved."]
    assert "The last good copy is of" in done.err
    assert "coalition restore" in done.err
    assert "coalition check --repair" in done.err
    assert "Grac" not in done.err + done.out
    assert umoja.workshop.read_bytes() == data


def test_a_command_on_a_damaged_file_offers_the_last_good_copy(umoja):
    broken(umoja, b"{", b"[")
    for words in (["show"], ["undo"], ["people", "show"]):
        done = umoja.call(*words)
        assert done.status == 3
        assert "The last good copy is of" in done.err
        assert "coalition restore" in done.err


@pytest.mark.parametrize("data", [b"", b"null", b"\0" * 500])
def test_nothing_is_noted_into_a_damaged_file(umoja, data):
    umoja.workshop.write_bytes(data)
    done = umoja.call("note", typed="one more line\n")
    assert done.status == 3
    assert umoja.workshop.read_bytes() == data


def test_another_workshop_than_the_open_one_is_offered_by_its_path(umoja):
    broken(umoja)
    first = umoja.workshop
    umoja.new("Another")
    done = umoja.call("check", first)
    assert f"coalition --file {shlex.quote(str(first))} restore" in done.err
    offered = shlex.split(done.err.split("coalition ", 1)[1].splitlines()[0])
    assert umoja.call(*offered).status == 0


def test_a_wrong_clock_is_a_remark_and_the_file_is_sound(umoja):
    text = umoja.workshop.read_text()
    assert umoja.call("check").out == ""
    lines = text.split("\n")
    documents = [json.loads(line.partition(": ")[2].removesuffix(",")) for line in lines[1:3]]
    from coalition_cli.model.entry import digest

    documents[1]["at"] = "1970-01-01T00:00:07.000Z"
    documents[1]["sum"] = digest(documents[1])
    lines[2] = f'"2": {json.dumps(documents[1])}'
    umoja.workshop.write_text("\n".join(lines))
    done = umoja.call("check")
    assert done.status == 0
    assert done.lines[0].startswith("To look at: Line 3: the clock looks wrong")
    assert "sound" in done.err


def test_repair_writes_a_copy_and_says_how_to_put_it_in_place(umoja):
    umoja.people("Zawadi")
    data = broken(umoja)
    done = umoja.call("check", "--repair")
    assert done.status == 0
    assert done.lines[0] == "Line 3 was changed after it was saved, and is left out."
    assert "Line 3 of the repaired copy: from the copy of" in done.lines[1]
    assert "A repaired copy with 3 entries was written" in done.err
    assert umoja.workshop.read_bytes() == data
    command = done.err.split("To put it in place: coalition ")[1].strip()
    restored = umoja.call(*shlex.split(command), "--yes")
    assert restored.status == 0, restored
    assert names(umoja) == ["Amina", "Grace", "Zawadi"]
    assert umoja.call("check").status == 0


def test_repair_of_a_sound_file_writes_nothing(umoja):
    before = sorted(umoja.workshop.parent.iterdir())
    done = umoja.call("check", "--repair")
    assert done.status == 0
    assert "nothing to repair" in done.err
    assert sorted(umoja.workshop.parent.iterdir()) == before


def test_repair_is_for_workshops_only(umoja):
    toml = umoja.desk / "x.toml"
    toml.write_text("")
    assert umoja.call("check", "--repair", toml).status == 2


def test_repair_of_a_file_with_nothing_in_it_and_no_copy_ends_with_3(umoja):
    copies(umoja)[0].unlink()
    umoja.workshop.write_bytes(b"")
    done = umoja.call("check", "--repair")
    assert done.status == 3
    assert "Nothing of" in done.err


def test_restore_alone_lists_the_copies_with_what_they_lack(umoja):
    umoja.people("Zawadi")
    done = umoja.call("restore")
    assert done.status == 0
    rows = [line.split("\t") for line in done.lines]
    assert [row[0] for row in rows] == ["1", "2"]
    assert [row[2:] for row in rows] == [
        ["3 entries", "up to people"],
        ["2 entries", "1 fewer than now", "up to people"],
    ]
    assert "coalition restore NUMBER" in done.err


def test_copies_of_one_minute_are_told_apart_by_their_seconds_and_by_where_they_end(umoja):
    umoja.note("One")
    assert umoja.call("fix", "1", typed="Two\n").status == 0
    umoja.people("Zawadi")
    rows = [line.split("\t") for line in umoja.call("restore").lines]
    assert [row[-1] for row in rows] == ["up to people", "up to note", "up to people"]
    moments = [row[1] for row in rows]
    assert len(set(moments)) == len(moments)


def test_restore_takes_a_number_and_says_what_was_set_aside(umoja):
    umoja.people("Zawadi")
    before = umoja.workshop.read_bytes()
    done = umoja.call("restore", "2", "--yes")
    assert done.status == 0
    assert names(umoja) == ["Amina", "Grace"]
    assert "1 entry that stands now is not in it" in done.err
    assert "Restored: 2 entries stand." in done.err
    with open(done.lines[0], "rb") as aside:  # noqa: PTH123
        assert aside.read() == before
    assert "set aside" in umoja.call("restore").out


@pytest.mark.parametrize("data", [b"", b"null", None])
def test_restore_works_where_the_file_is_empty_damaged_or_gone(umoja, data):
    umoja.workshop.unlink() if data is None else umoja.workshop.write_bytes(data)
    shown = umoja.call("show")
    assert shown.status == 3
    assert "coalition restore" in shown.err
    assert umoja.call("restore", "1", "--yes").status == 0
    assert names(umoja) == ["Amina", "Grace"]


def test_without_a_terminal_and_without_yes_nothing_is_restored(umoja):
    before = umoja.workshop.read_bytes()
    done = umoja.call("restore", "1")
    assert done.status == 2
    assert "--yes" in done.err
    assert umoja.workshop.read_bytes() == before


@pytest.mark.parametrize("which", ["0", "7", "99999999999999999999", "²", "nowhere.json", "."])
def test_a_copy_that_is_not_there_is_refused(umoja, which):
    before = umoja.workshop.read_bytes()
    done = umoja.call("restore", which, "--yes")
    assert done.status == (2 if which == "." else 1), done
    assert "Traceback" not in done.err
    assert "went wrong" not in done.err
    assert umoja.workshop.read_bytes() == before


def test_a_workshop_without_copies_says_so(umoja):
    copies(umoja)[0].unlink()
    done = umoja.call("restore")
    assert done.status == 1
    assert "There is no copy of umoja.json yet" in done.err


def test_a_copy_is_chosen_and_restored_only_with_the_word(umoja):
    umoja.people("Zawadi")
    before = umoja.workshop.read_bytes()
    seat = umoja.at_terminal("restore")
    seat.see("Which copy is to be put in place?")
    seat.press(DOWN, DOWN, ENTER)
    seat.see("in place of what stands now? 1 entry")
    seat.press("yes", ENTER)
    assert seat.end() == 130
    assert umoja.workshop.read_bytes() == before
    seat = umoja.at_terminal("restore", "2")
    seat.see("in place of what stands now? 1 entry")
    seat.press("restore", ENTER)
    assert seat.end() == 0
    assert names(umoja) == ["Amina", "Grace"]


def test_leaving_the_choice_changes_nothing(umoja):
    before = umoja.workshop.read_bytes()
    for keys in (ENTER, CTRL_C):
        seat = umoja.at_terminal("restore")
        seat.see("Which copy is to be put in place?")
        seat.press(keys)
        assert seat.end() == 130
    assert umoja.workshop.read_bytes() == before
    assert len(copies(umoja)) == 1


def test_a_word_typed_ahead_restores_nothing(umoja):
    umoja.people("Zawadi")
    before = umoja.workshop.read_bytes()
    seat = umoja.at_terminal_after("restore\r", "restore", "2")
    seat.see("Put umoja")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert umoja.workshop.read_bytes() == before
