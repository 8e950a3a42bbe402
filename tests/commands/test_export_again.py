"""What was sent is known again: what must be called back is said, and written anew in place."""

import json
import os
import shutil
from pathlib import Path

import pytest

from coalition_cli.model.entry import EXPORTS, Fact
from coalition_cli.model.export_log import Made, body_of
from coalition_cli.store import Draft, WorkshopFile
from tests.support.calling import CTRL_C, ENTER, House, entries_of

pytestmark = pytest.mark.slow

BACK = "Must be called back: "
ANEW = "To be written anew: "
SAME = "Nothing in it was changed since."
COMMAND = "coalition export --again"


@pytest.fixture
def said(umoja: House) -> House:
    """A workshop with three lines: for donors, for those who were there, for organizers."""
    umoja.note("maji ni uhai wa kijiji", share="donor")
    umoja.note("barabara mpya")
    umoja.note("siri ya waandaaji", share="organizer")
    return umoja


def became(house: House) -> list[str]:
    """What `list exports` says of each, behind when, for whom, and which files."""
    listed = house.call("list", "exports")
    assert listed.status == 0, listed
    return [line.split("\t")[3] for line in listed.lines]


def written(house: House, *names: str) -> str:
    return "".join((house.desk / name).read_text(encoding="utf-8") for name in names)


def test_what_was_sent_is_listed_with_what_became_of_it(said: House) -> None:
    for readers in ("participants", "donor"):
        assert said.call("export", "md", "--for", readers).status == 0
    assert became(said) == [SAME, SAME]
    assert COMMAND not in said.call("list", "exports").err
    assert said.call("fix", "note.2", typed="barabara nzuri\n").status == 0
    participants, donor = became(said)
    assert participants.startswith(ANEW)
    assert donor == SAME
    assert COMMAND in said.call("list", "exports").err
    done = said.call("withdraw", "note.1", "--yes")
    assert COMMAND in done.err
    assert [each.startswith(BACK) for each in became(said)] == [True, True]


def test_a_word_that_was_blacked_out_calls_back_what_may_hold_it(said: House) -> None:
    assert said.call("export", "md", "--for", "participants").status == 0
    assert said.call("export", "md", "--for", "donor").status == 0
    done = said.call("redact", "--yes", typed="barabara\n")
    assert COMMAND in done.err
    assert [each.startswith(BACK) for each in became(said)] == [True, False]


@pytest.mark.parametrize("typed", ["/withdraw 1", "/redact maji"])
def test_at_a_prompt_the_command_is_named_too(said: House, typed: str) -> None:
    assert said.call("export", "md", "--for", "participants").status == 0
    seat = said.at_terminal("note", width=120)
    seat.talk(("Next line", f"{typed}\r"), ("2. Take out", "2"))
    seat.see("To be called back: the export of")
    seat.see(COMMAND)
    seat.kill()
    assert became(said)[0].startswith(BACK)


def test_the_same_set_is_written_anew_over_the_earlier_files_from_any_folder(said: House) -> None:
    (said.desk / "sent").mkdir()
    names = ["umoja-participants-interim.md", "umoja-participants-interim.json"]
    words = ("--for", "participants", "--interim", "--schema", "1", "--out", "sent")
    assert said.call("export", "md", "json", *words).status == 0
    assert said.call("export", "md", "--for", "donor", "--out", "sent").status == 0
    files = [str(said.desk / "sent" / name) for name in names]
    assert said.call("redact", "--yes", typed="barabara\n").status == 0
    elsewhere = said.folder / "elsewhere"
    elsewhere.mkdir()
    again = said.shell(f"cd '{elsewhere}'; coalition export --again")
    assert (again.status, again.lines) == (0, files), "the donor's holds nothing of it"
    assert "barabara" not in written(said, *(f"sent/{name}" for name in names))
    data = json.loads(written(said, f"sent/{names[1]}"))
    assert (data["version"], data["workshop"]["interim"]) == (1, True)
    assert "must be asked back: umoja-participants-interim.md" in again.err
    assert became(said)[0].startswith("Written anew ")
    assert became(said)[-1] == SAME
    for path in files:
        assert Path(path).stat().st_mode & 0o777 == 0o600


def test_where_nothing_changed_the_last_set_or_that_of_the_readers_is_written(said: House) -> None:
    for readers in ("participants", "donor"):
        assert said.call("export", "md", "--for", readers).status == 0
    said.note("neno jipya", share="donor")
    assert said.call("export", "--again").lines == [str(said.desk / "umoja-donor.md")]
    one = said.call("export", "--again", "--for", "participants")
    assert one.lines == [str(said.desk / "umoja-participants.md")]
    assert "neno jipya" in said.call("export", "text", "--out", "-").out
    assert "asked back" not in one.err
    assert said.call("export", "--again", "--for", "follow-up").status == 1


def test_what_nobody_decided_keeps_the_donors_file_as_it_was(said: House) -> None:
    for readers in ("donor", "participants"):
        assert said.call("export", "md", "--for", readers).status == 0
    before = written(said, "umoja-donor.md")
    assert said.call("fix", "note.1", typed="pigia 0712 345 678 kwa maji\n").status == 0
    done = said.call("export", "--again")
    assert (done.status, done.lines) == (1, [str(said.desk / "umoja-participants.md")])
    assert "--accept-findings" in done.err
    assert written(said, "umoja-donor.md") == before
    said.call("export", "--review", "--for", "donor", "--out", "found.json")
    found = json.loads((said.desk / "found.json").read_text())
    for row in found["findings"]:
        row["did"] = "replace"
    (said.desk / "found.json").write_text(json.dumps(found))
    done = said.call("export", "--again", "--accept-findings", "found.json")
    assert (done.status, done.lines) == (0, [str(said.desk / "umoja-donor.md")])
    assert "0712" not in written(said, "umoja-donor.md")


def test_files_that_are_not_what_was_exported_stay(said: House) -> None:
    assert said.call("export", "md", "--for", "participants").status == 0
    file = said.desk / "umoja-participants.md"
    file.write_text("# Amani\n\nanother workshop's\n")
    assert said.call("fix", "note.2", typed="barabara nzuri\n").status == 0
    done = said.call("export", "--again")
    assert (done.status, done.lines) == (1, [])
    assert "is not what was exported" in done.err
    assert file.read_text().startswith("# Amani")
    other = said.call("export", "--again", "--out", "other")
    assert other.lines == ["other/umoja-participants.md"]


def test_one_that_cannot_be_written_does_not_keep_the_others(said: House) -> None:
    assert said.call("export", "md", "--for", "donor", "--out", "stick").status == 0
    assert said.call("export", "md", "--for", "participants").status == 0
    shutil.rmtree(said.desk / "stick")
    assert said.call("withdraw", "note.1", "--yes").status == 0
    done = said.call("export", "--again")
    assert (done.status, done.lines) == (1, [str(said.desk / "umoja-participants.md")])
    assert "this machine cannot find it: umoja-donor.md" in done.err


def test_on_another_machine_the_files_are_found_by_their_title_or_the_folder_is_named(
    said: House,
) -> None:
    assert said.call("export", "md", "--for", "participants").status == 0
    assert said.call("fix", "note.2", typed="barabara nzuri\n").status == 0
    shutil.rmtree(said.folder / "state" / "coalition" / "exports")
    (said.desk / "aside").mkdir()
    (said.desk / "umoja-participants.md").rename(said.desk / "aside" / "umoja-participants.md")
    lost = said.call("export", "--again")
    assert lost.status == 1
    assert "--out FOLDER" in lost.err
    found = said.shell("cd aside; coalition export --again")
    assert found.lines == [str(said.desk / "aside" / "umoja-participants.md")]


@pytest.mark.parametrize("name", ["../umoja.md", "/tmp/x.md", "..", "a/b.md", "x.exe"])
def test_a_name_in_the_log_is_never_a_path(said: House, name: str) -> None:
    """Another laptop may have written it."""
    made = Made([name], ["md"], ["00"])
    file = WorkshopFile.open(said.workshop)
    body = body_of("participants", "participants", made, file.workshop)
    file.append([Draft(Fact(body), EXPORTS, "organizer")])
    file.close()
    before = {path for path in said.folder.rglob("*") if path.suffix in (".md", ".json")}
    done = said.call("export", "--again", "--out", "there/deep", "--yes")
    assert (done.status, done.lines) == (1, [])
    assert "was made by another program" in done.err
    after = {path for path in said.folder.rglob("*") if path.suffix in (".md", ".json")}
    assert after == before


@pytest.mark.parametrize(
    "words",
    [["md"], ["--back"], ["--schema", "1"], ["--replace"], ["--out", "-"], ["--out", "a.md"]],
)
def test_what_the_earlier_export_has_cannot_be_chosen_again(said: House, words: list[str]) -> None:
    assert said.call("export", "md").status == 0
    assert said.call("export", "--again", *words).status == 2


def test_no_folder_and_no_plain_digest_stands_in_the_workshop(said: House) -> None:
    assert said.call("export", "md", "json", "--out", "kwa-wafadhili").status == 0
    body = entries_of(said.workshop)[-1]["body"]
    assert (body["files"], body["formats"]) == (
        ["umoja-organizer.md", "umoja-organizer.json"],
        ["md", "json"],
    )
    assert "kwa-wafadhili" not in said.workshop.read_text()
    assert len(set(body["digests"])) == 2


def test_a_missing_parent_folder_is_named_and_made_after_a_yes(said: House) -> None:
    refused = said.call("export", "md", "--out", "a/b/c")
    assert (refused.status, refused.out) == (1, "")
    assert "There is no folder a/b." in refused.err
    assert "--yes" in refused.err
    assert not (said.desk / "a").exists()
    assert said.call("export", "md", "--out", "a/b.md", "--yes").lines == ["a/b.md"]
    seat = said.at_terminal("export", "md", "--out", "d/e.md")
    seat.talk(("» 1) Write nothing", ENTER))
    assert (seat.end(), (said.desk / "d").exists()) == (130, False)
    seat = said.at_terminal("export", "md", "--out", "d/e.md")
    seat.talk(("» 1) Write nothing", CTRL_C))
    assert (seat.end(), (said.desk / "d").exists()) == (130, False)
    seat = said.at_terminal("export", "md", "--out", "d/e.md")
    seat.talk(("There is no folder d. Shall it be made?", "2"), ("» 2) Make the folder", ENTER))
    assert (seat.end(), (said.desk / "d" / "e.md").is_file()) == (0, True)


def test_line_by_line_the_missing_folder_is_asked_about_too(said: House) -> None:
    seat = said.at_terminal("--plain", "export", "md", "--out", "d/e.md")
    seat.talk(("There is no folder d. Shall it be made?", "2\r"))
    assert (seat.end(), (said.desk / "d" / "e.md").is_file()) == (0, True)


def test_a_format_that_ends_otherwise_than_its_name_is_no_name_of_a_folder(said: House) -> None:
    done = said.call("export", "csv", "--out", "tonight.csv")
    assert (done.status, done.out) == (2, "")
    assert "csv is written as a .zip file: name it tonight.zip." in done.err
    assert said.call("export", "csv", "--out", "tonight.zip").lines == ["tonight.zip"]
    (said.desk / "csv.csv").mkdir()
    assert said.call("export", "csv", "--out", "csv.csv").lines == ["csv.csv/umoja-organizer.zip"]


def test_the_first_file_is_opened(said: House) -> None:
    told = said.folder / "told"
    os.mkfifo(told)
    opener = said.folder / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{told}"\n')
    opener.chmod(0o700)
    path = f"{opener.parent}:{os.environ['PATH']}"
    done = said.call("export", "md", "html", "--open", PATH=path, DISPLAY=":7")
    assert (done.status, told.read_text()) == (0, str(said.desk / "umoja-organizer.md"))
    blind = said.call("export", "json", "--open", PATH=path, DISPLAY="", WAYLAND_DISPLAY="")
    assert (blind.status, blind.lines) == (0, ["umoja-organizer.json"])
    assert "It could not be opened" in blind.err
    assert said.call("export", "json", "--out", "-", "--open").status == 2


def test_a_handover_takes_what_this_machine_remembers_of_folders(
    said: House, tmp_path: Path
) -> None:
    assert said.call("export", "md", "--out", "kwa-wafadhili").status == 0
    (tmp_path / "stick").mkdir()
    done = said.call("handover", tmp_path / "stick", "--yes", "--clear-summaries")
    assert done.status == 0, done
    assert list((said.folder / "state" / "coalition" / "exports").iterdir()) == []
