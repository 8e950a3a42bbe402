"""`coalition import`: people or notes from a file, looked at first, then all of it or nothing."""

import io
import json
import os

import openpyxl
import pytest

from tests.support.calling import CTRL_C, DOWN, ENTER, entries_of

SHEET = (
    "Day of the lakes;;;;\r\n;;;;\r\nNom;Prénom;Groupe;Rôle;Téléphone\r\n"
    "Uwase;Zoé;Lac;participante;0722000111\r\nIngabire;Irène;Mont;facilitatrice;0722000112\r\n"
    ";;;;\r\nTotal;2;;;\r\n"
)


def put(house, name, content):
    path = house.desk / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def bodies(house, step):
    return [entry["body"] for entry in entries_of(house.workshop) if entry["step"] == step]


def test_people_of_a_sheet_come_in_as_they_signed_and_no_number_with_them(umoja):
    path = put(umoja, "sheet.csv", b"\xef\xbb\xbf" + SHEET.encode())
    done = umoja.call("import", path, "--yes")
    assert (done.status, len(done.lines)) == (0, 2), done
    entries = entries_of(umoja.workshop)
    assert [(entry["id"], entry["share"]) for entry in entries] == [
        (line, "organizer") for line in done.lines
    ]
    assert bodies(umoja, "people") == [
        {"text": "Zoé Uwase", "group": "Lac", "role": "participant"},
        {"text": "Irène Ingabire", "group": "Mont", "role": "facilitator"},
    ]
    for told in ("Saved: 2 people.", "telephone numbers", "1 row above", "2 empty rows", "a total"):
        assert told in done.err
    assert "Uwase" not in done.err
    path.unlink()
    assert b"0722000111" not in umoja.everything_on_disk()
    assert umoja.call("check").status == 0


def test_a_second_time_nobody_is_added(umoja):
    path = put(umoja, "sheet.csv", SHEET.encode("utf-16"))
    assert umoja.call("import", path, "--yes").status == 0
    again = umoja.call("import", path, "--yes")
    assert again.status == 0
    assert "nothing new" in again.err
    assert len(entries_of(umoja.workshop)) == 2


def test_a_look_saves_nothing_and_shows_the_page(umoja):
    path = put(umoja, "sheet.csv", SHEET)
    looked = umoja.call("import", path, "--dry-run", "--yes")
    assert looked.status == 0
    for told in ("2 people would come in", "Nom = surname", "Téléphone (telephone numbers)", "(7)"):
        assert told in looked.out
    assert entries_of(umoja.workshop) == []


def test_without_a_terminal_somebody_has_to_have_said_yes(umoja):
    done = umoja.call("import", put(umoja, "sheet.csv", SHEET))
    assert (done.status, done.out) == (2, "")
    assert "--dry-run" in done.err
    assert "--yes" in done.err
    assert entries_of(umoja.workshop) == []


def test_the_page_is_read_and_answered_at_the_terminal(umoja):
    path = put(umoja, "sheet.csv", SHEET)
    seat = umoja.at_terminal("import", path)
    seat.talk(("2 people would come in", ""), ("Bring this in?", ENTER))
    assert seat.end() == 130
    assert "Uwase" not in seat.escapes.partition("\x1b[?1049l")[2]
    assert entries_of(umoja.workshop) == []
    seat = umoja.at_terminal("import", path)
    seat.see("Save all 2")
    seat.press(DOWN, ENTER)
    assert seat.end() == 0
    assert len(entries_of(umoja.workshop)) == 2


def test_columns_that_nobody_named_are_asked_for_at_the_terminal(umoja):
    path = put(umoja, "bare.csv", "Zoé,Lac,0722001\nIrène,Mont,0722002\n")
    seat = umoja.at_terminal("import", path)
    seat.talk(("Column 1", ENTER), ("Column 2", ENTER), ("Bring this in?", "2"))
    assert seat.end() == 0
    assert bodies(umoja, "people") == [
        {"text": "Zoé", "group": "Lac"},
        {"text": "Irène", "group": "Mont"},
    ]
    left = umoja.at_terminal("import", path)
    left.talk(("Column 1", CTRL_C))
    assert left.end() == 130


@pytest.mark.parametrize("words", [("--yes",), ("--yes", "--people"), ("--dry-run",)])
def test_columns_that_nobody_named_are_refused_by_a_script(umoja, words):
    path = put(umoja, "bare.csv", "Zoé,Lac,guest,0722001\nIrène,Mont,guest,0722002\n")
    done = umoja.call("import", path, *words)
    assert (done.status, done.out) == (1, "")
    assert "column 4 looks like telephone numbers" in done.err
    told = umoja.call("import", path, "--yes", "--columns", "name,group,role,-")
    assert told.status == 0
    assert bodies(umoja, "people")[0] == {"text": "Zoé", "group": "Lac", "role": "guest"}


def test_a_workbook_comes_in_and_goes_into_no_other_door(umoja):
    book = openpyxl.Workbook()
    for row in (["Jina", "Kikundi"], ["Neema", "Bahari"]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    path = put(umoja, "sheet.xlsx", kept.getvalue())
    for door in (("note",), ("people", "add")):
        refused = umoja.call(*door, typed=kept.getvalue())
        assert refused.status == 1
        assert "coalition import FILE" in refused.err
    assert entries_of(umoja.workshop) == []
    assert umoja.call("import", path, "--yes").status == 0
    assert bodies(umoja, "people") == [{"text": "Neema", "group": "Bahari"}]


def test_notes_come_from_a_column_with_their_speakers_where_asked(umoja):
    umoja.people("Rehema")
    form = 'Timestamp,Your name?,E-mail,Your wish?\n1/2,Rehema,r@example.org,"Water\nand light"\n'
    path = put(umoja, "form.csv", form)
    assert umoja.call("import", path, "--column", "4", "--yes").status == 0
    named = umoja.call("import", path, "--column", "Your wish?", "--speakers", "2", "--yes")
    assert named.status == 0
    notes = [entry for entry in entries_of(umoja.workshop) if entry["step"] == "note"]
    (rehema,) = [entry["id"] for entry in entries_of(umoja.workshop) if entry["step"] == "people"]
    assert [(entry["body"], entry["by"], entry["share"]) for entry in notes] == [
        ({"text": "Water and light"}, None, "participants"),
        ({"text": "Water and light"}, rehema, "participants"),
    ]


EXERCISE = """
id = "wishes"
title = "Wishes"
purpose = "Wishes are heard."
language = "en"
minutes = { min = 3, usual = 15, max = 20 }
intensity = "low"

[[steps]]
id = "plain"
kind = "notes"
title = "Plain"
minutes = 5
prompt = "What?"
share = "organizer"

[[steps]]
id = "counted"
kind = "notes"
hands = true
title = "Counted"
minutes = 5
prompt = "What?"
share = "participants"

[[steps]]
id = "asked"
kind = "notes"
ask_share = true
title = "Asked"
minutes = 5
prompt = "What?"
share = "participants"
"""


def test_hands_come_only_to_a_step_that_counts_them_and_no_wider_than_it(umoja):
    folder = umoja.desk / "own"
    folder.mkdir()
    (folder / "wishes.toml").write_text(EXERCISE)
    path = put(umoja, "poll.csv", "Poll;;\n;;\nVoter;Response;Votes\n1;Water;4\n2;Roads;3\n")
    for step in ("plain", "counted", "asked"):
        to = ("import", path, "--notes", "--column", "Response", "--to", f"wishes.{step}", "--yes")
        done = umoja.call("--exercises", folder, *to)
        assert done.status == 0, done
        assert ("counts of hands are left out" in done.err) is (step != "counted")
    assert bodies(umoja, "counted") == [
        {"text": "Water", "hands": 4},
        {"text": "Roads", "hands": 3},
    ]
    assert bodies(umoja, "plain") == [{"text": "Water"}, {"text": "Roads"}]
    shares = {entry["step"]: entry["share"] for entry in entries_of(umoja.workshop)}
    assert shares == {"plain": "organizer", "counted": "participants", "asked": "private"}


@pytest.mark.parametrize("words", [(), ("--notes",)])
def test_a_chat_gives_what_people_wrote_and_no_number(umoja, words):
    chat = (
        "1/2/26, 09:12 - Messages are end-to-end encrypted.\n"
        "1/2/26, 09:13 - Zuri: A bed\nand light\n"
        "1/2/26, 09:14 - Zuri: <Media omitted>\n1/2/26, 09:15 - +254 722 000 111: Roads\n"
    )
    path = put(umoja, "chat.txt", chat)
    done = umoja.call("import", path, *words, "--yes")
    assert done.status == 0, done
    assert bodies(umoja, "note") == [{"text": "A bed and light"}, {"text": "Roads"}]
    path.unlink()
    assert b"722 000 111" not in umoja.everything_on_disk()


def test_a_list_gives_the_same_notes_at_both_doors(umoja):
    listed = "1) Water\n2. Light\n• Roads\n– Schools\n☐ Food\n10\n\n—\n"
    assert umoja.call("import", put(umoja, "list.txt", listed), "--yes").status == 0
    umoja.note(listed)
    said = [body["text"] for body in bodies(umoja, "note")]
    assert said == ["Water", "Light", "Roads", "Schools", "Food", "10"] * 2


@pytest.mark.parametrize(
    ("words", "status", "named"),
    [
        (("gone.csv",), 1, "could not be read"),
        ((".",), 1, "could not be read"),
        (("day.ics",), 1, "calendar"),
        (("bare.csv", "--people", "--notes"), 2, "not as both"),
        (("bare.csv", "--notes", "--columns", "name"), 2, "--column"),
        (("bare.csv", "--notes"), 2, "--column"),
        (("bare.csv", "--column", "7"), 2, "7"),
        (("bare.csv", "--share", "everybody"), 2, "everybody"),
        (("bare.csv", "--column", "1", "--to", "nowhere.x"), 2, "nowhere"),
        (("bare.csv", "--column", "1", "--to", "core-issues.nowhere"), 1, "core-issues"),
    ],
)
def test_what_cannot_come_in_is_refused_and_nothing_is_saved(umoja, words, status, named):
    put(umoja, "day.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nATTENDEE;CN=Zuri:mailto:z@example.org\n")
    put(umoja, "bare.csv", "Zoé;Lac\nIrène;Mont\n")
    done = umoja.call("import", *words, "--yes")
    assert (done.status, done.out) == (status, ""), done
    assert named in done.err
    assert "Traceback" not in done.err
    assert entries_of(umoja.workshop) == []


def test_what_is_no_file_is_refused_and_not_waited_for(umoja):
    os.mkfifo(umoja.desk / "pipe")
    for name in ("pipe", "/dev/zero", "/dev/null"):
        done = umoja.call("import", name, "--yes")
        assert (done.status, done.out) == (1, ""), done
        assert "a pipe or a device" in done.err
    assert entries_of(umoja.workshop) == []


def test_one_row_that_cannot_be_saved_keeps_all_the_others_out(umoja):
    path = put(umoja, "list.txt", "Water\n" + "x" * 100_001 + "\nLight\n")
    done = umoja.call("import", path, "--notes", "--yes")
    assert done.status == 1
    assert "Row 2" in done.err
    assert entries_of(umoja.workshop) == []


def test_an_import_is_one_append(umoja):
    path = put(umoja, "list.txt", "Water\nLight\nRoads\n")
    assert umoja.call("import", path, "--notes", "--yes").status == 0
    assert len(json.loads(umoja.workshop.read_text())["entries"]) == 3


def test_a_workbook_without_the_library_is_refused_with_the_command_that_brings_it(umoja):
    kept = io.BytesIO()
    openpyxl.Workbook().save(kept)
    path = put(umoja, "sheet.xlsx", kept.getvalue())
    put(umoja, "python_calamine.py", "raise ImportError\n")
    found_first = os.pathsep.join([str(umoja.desk), os.environ["PYTHONPATH"]])
    done = umoja.call("import", path, "--yes", PYTHONPATH=found_first)
    assert (done.status, done.out) == (1, "")
    assert "pip install 'coalition[tables]'" in done.err


LINES = "hello @Zuri\n- Roads @zuri @Blue\nWater, me@home.example, #1\nBread \\@home\n"


def test_tags_of_imported_notes_are_speakers_and_no_words(umoja):
    umoja.people("Zuri", "Neema, Blue")
    path = put(umoja, "list.txt", LINES)
    looked = umoja.call("import", path, "--notes", "--dry-run")
    assert "hello @Zuri" in looked.out + looked.err
    assert umoja.call("import", path, "--notes", "--yes").status == 0
    notes = [(row["text"], row["by"]) for row in umoja.summary()["notes"]]
    assert notes == [
        ("hello", "Zuri"),
        ("Roads", "Zuri"),
        ("Water, me@home.example, #1", None),
        ("Bread @home", None),
    ]
    assert [row["group"] for row in umoja.summary()["notes"]][1] == "Blue"
    assert umoja.call("undo", "--yes").status == 0
    assert umoja.summary()["notes"] == []


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("hello @Nobody", 'Row 2: "Nobody" is nobody here: '),
        ("hello @Zuria", 'Row 2: "Zuria" is nobody here: Zuri'),
        ("hello >Nowhere", "Row 2: Nothing here is called >Nowhere"),
        ("@Zuri", "Row 2: There are no words before @Zuri"),
    ],
)
def test_a_tag_that_names_nobody_refuses_the_import_with_its_row(umoja, line, refused):
    umoja.people("Zuri")
    path = put(umoja, "list.txt", f"Roads\n{line}\nWater @Zuri\n")
    before = umoja.workshop.read_bytes()
    for words in (("--yes",), ("--dry-run",)):
        done = umoja.call("import", path, "--notes", *words)
        assert (done.status, done.out) == (1, "")
        assert refused in done.err
        assert done.err.casefold().count("nothing was saved") == 1
    assert umoja.workshop.read_bytes() == before


def test_the_column_of_speakers_says_who_it_was_and_a_tag_only_where_it_does_not(umoja):
    umoja.people("Zuri", "Neema")
    path = put(umoja, "sheet.csv", "Name;Idea\nNeema;Roads @Zuri\n;Water @Zuri\nSomebody;Bread\n")
    words = ("--notes", "--column", "Idea", "--speakers", "Name", "--yes")
    done = umoja.call("import", path, *words)
    assert done.status == 0, done
    notes = [(row["text"], row["by"]) for row in umoja.summary()["notes"]]
    assert notes == [("Roads", "Neema"), ("Water", "Zuri"), ("Bread", None)]
    assert "1 line comes without its speaker" in done.err


SORTED = """
[[steps]]
id = "sorted"
kind = "notes"
title = "Sorted"
minutes = 5
prompt = "What?"
share = "participants"
buckets = [
  { id = "open", title = "Open" },
  { id = "kept", title = "Kept", share = "private" },
]
"""


def test_a_sort_named_by_a_tag_has_its_own_readers(umoja):
    folder = umoja.desk / "own"
    folder.mkdir()
    (folder / "wishes.toml").write_text(EXERCISE.replace("usual = 15", "usual = 20") + SORTED)
    path = put(umoja, "list.txt", "Roads #open\nA name #kept\nWater\n")
    for to in ("wishes.sorted#open", "wishes.plain"):
        words = ("import", path, "--notes", "--to", to, "--yes")
        done = umoja.call("--exercises", folder, *words)
        assert done.status == 0, done
    assert bodies(umoja, "sorted") == [
        {"text": "Roads", "bucket": "open"},
        {"text": "A name", "bucket": "kept"},
        {"text": "Water", "bucket": "open"},
    ]
    shares = [each["share"] for each in entries_of(umoja.workshop) if each["step"] == "sorted"]
    assert shares == ["participants", "private", "participants"]
    assert [body["text"] for body in bodies(umoja, "plain")] == [
        "Roads #open",
        "A name #kept",
        "Water",
    ]


def test_columns_of_a_poll_that_are_not_read_are_called_what_they_are(umoja):
    path = put(umoja, "poll.csv", "Voter;Response;Age\n1;Water;30\n2;Roads;40\n")
    done = umoja.call("import", path, "--notes", "--yes")
    assert done.status == 0, done
    assert "Not read: who voted, ages." in done.err
