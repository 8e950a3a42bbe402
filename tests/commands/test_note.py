"""`coalition note` from a pipe: an id for every line, and only once that line is on disk."""

import subprocess
from pathlib import Path

import pytest

from tests.support.calling import PROGRAM, entries_of


def test_every_acknowledged_line_can_be_read_by_the_stock_database_while_the_pipe_stays_open(umoja):
    process = subprocess.Popen(
        [*PROGRAM, "note"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=umoja.environment,
        cwd=umoja.desk,
    )
    for number in range(20):
        process.stdin.write(f"mstari {number}\n".encode())
        process.stdin.flush()
        acknowledged = process.stdout.readline().decode().strip()
        newest = entries_of(umoja.workshop)[-1]
        assert (newest["id"], newest["body"]["text"]) == (acknowledged, f"mstari {number}")
    process.stdin.close()
    assert process.wait(10) == 0
    assert len(entries_of(umoja.workshop)) == 20


def test_a_note_taker_killed_between_two_lines_has_lost_nothing_acknowledged(umoja):
    process = subprocess.Popen(
        [*PROGRAM, "note"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=umoja.environment,
        cwd=umoja.desk,
    )
    acknowledged = []
    for number in range(5):
        process.stdin.write(f"line {number}\n".encode())
        process.stdin.flush()
        acknowledged.append(process.stdout.readline().decode().strip())
    process.stdin.write(b"line 5 is on its wa")
    process.stdin.flush()
    process.kill()
    process.wait()
    assert [entry["id"] for entry in entries_of(umoja.workshop)][:5] == acknowledged
    assert umoja.call("check").status == 0
    assert umoja.note("after it") != []


def test_four_note_takers_at_once_lose_nothing(umoja):
    takers = [
        subprocess.Popen(
            [*PROGRAM, "note"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=umoja.environment,
            cwd=umoja.desk,
            text=True,
        )
        for _taker in range(4)
    ]
    ids = []
    for number, taker in enumerate(takers):
        taker.stdin.write("".join(f"{number}.{line}\n" for line in range(25)))
        taker.stdin.close()
    for taker in takers:
        ids += taker.stdout.read().split()
        assert taker.wait(20) == 0
    stored = entries_of(umoja.workshop)
    assert sorted(entry["id"] for entry in stored) == sorted(ids)
    assert len({entry["body"]["text"] for entry in stored}) == 100


def test_empty_lines_are_no_notes_and_nothing_but_them_is_refused(umoja):
    noted = umoja.call("note", typed="one\n\n   \n\u200b\ntwo")
    assert (noted.status, len(noted.lines)) == (0, 2)
    nothing = umoja.call("note", typed="\n  \n\u200b\n")
    assert (nothing.status, nothing.out) == (1, "")
    assert "nothing to save" in nothing.err
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == ["one", "two"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("[/foo] [red]x[/red] :100: {title} %s", "[/foo] [red]x[/red] :100: {title} %s"),
        ("C:\\dir\\ \\[x]", "C:\\dir\\ \\[x]"),
        ("a\x1b[2Jb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x01b\x1ac", "abc"),
        ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"),
        ("=1+1", "=1+1"),
        ("+1 agree", "+1 agree"),
    ],
)
def test_words_are_kept_as_they_were_said_and_what_could_act_is_taken_out(umoja, typed, kept):
    umoja.note(typed)
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == [kept]
    shown = umoja.call("show")
    assert "\x1b" not in shown.out
    assert umoja.summary()["notes"][0]["text"] == kept


def test_what_was_taken_out_is_counted_for_the_note_taker(umoja):
    assert "Removed 2 invisible characters." in umoja.call("note", typed="a\x02b\x01c").err


def test_letters_of_the_old_windows_encoding_are_whole_and_said_once(umoja):
    noted = umoja.call(
        "note", typed="café bar\n".encode("cp1252") + "“été”\nnext\n".encode("cp1252")
    )
    assert (noted.status, len(noted.lines)) == (0, 3)
    assert noted.err.count("Windows-1252") == 1
    assert "Removed" not in noted.err
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == [
        "café bar",
        "“été”",
        "next",
    ]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (b"one\nPK\x03\x04\0\0", "no text"),
        (b"PK\x03\x04\x14\0 a workbook", "spreadsheet"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
        (b"one\n\x81\x8d two\n", "no text"),
        (b"Zawadi\tGreen\nRehema\tGreen\n", "a table"),
        (b"Idea;Votes\nWater;3\nSchool;4", "a table"),
        (b"Idea,By,Votes\nWater,Zawadi,3\nSchool,Rehema,4\n", "a table"),
    ],
)
@pytest.mark.parametrize("door", [("note",), ("people", "add")])
def test_what_is_no_text_and_what_is_a_table_is_refused_with_the_way_in(umoja, door, typed, named):
    if named == "a table" and b"," in typed and door != ("note",):
        typed = typed.replace(b"Idea,By", b"Nom,Groupe")  # commas part what is typed of a person
    piped = umoja.call(*door, typed=typed)
    given = umoja.desk / "given"
    given.write_bytes(typed)
    from_file = umoja.call_from(given, *door)
    for done in (piped, from_file):
        assert (done.status, done.out) == (1, ""), done
        assert named in done.err
        assert "coalition import FILE" in done.err
    assert entries_of(umoja.workshop) == []


def test_text_with_wide_letters_is_read_from_a_pipe_and_from_a_file(umoja):
    typed = "Вода\r\nмир\r\n".encode("utf-16")
    (umoja.desk / "wide.txt").write_bytes(typed)
    assert umoja.call("note", typed=typed).status == 0
    assert umoja.call_from(umoja.desk / "wide.txt", "note").status == 0
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == ["Вода", "мир"] * 2


def test_the_marks_of_a_list_are_no_part_of_what_was_said(umoja):
    umoja.note("1) Water", "• School", "☐ A road", "- [x] Light", "—", "7", "3. Work", "no-one")
    said = [entry["body"]["text"] for entry in entries_of(umoja.workshop)]
    assert said == ["Water", "School", "A road", "Light", "7", "Work", "no-one"]


def test_sentences_with_commas_and_semicolons_are_no_table(umoja):
    umoja.note(
        "Water, schools, roads", "We ask; they wait", "Light, work, rest", "You speak; we hear"
    )
    assert len(entries_of(umoja.workshop)) == 4


def test_a_line_that_is_too_long_is_refused_whole_and_the_lines_before_it_are_kept(umoja):
    done = umoja.call("note", typed="before\n" + "x" * 100_001 + "\nafter\n")
    assert done.status == 1
    assert "100001" in done.err
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == ["before"]
    assert umoja.call("note", typed="x" * 100_000).status == 0


def test_lines_are_saved_even_when_nobody_can_hear_that_they_were(umoja):
    full = umoja.shell("printf 'a\\nb\\nc\\n' | coalition note > /dev/full")
    assert full.status == 4
    gone = umoja.shell(
        "printf 'd\\ne\\nf\\n' | (sleep 0.3; cat) | coalition note | true; echo ${PIPESTATUS[2]}"
    )
    assert (gone.lines, gone.err) == (["0"], "")
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == list("abcdef")


def test_a_note_is_as_private_as_was_asked(umoja):
    for share in ("private", "organizer", "participants", "donor"):
        umoja.note(f"for {share}", share=share)
    assert [entry["share"] for entry in entries_of(umoja.workshop)] == [
        "private",
        "organizer",
        "participants",
        "donor",
    ]


def test_no_word_of_a_note_can_be_read_in_the_list_of_processes(umoja):
    process = subprocess.Popen(
        [*PROGRAM, "note"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=umoja.environment,
        cwd=umoja.desk,
    )
    process.stdin.write(b"SIRI YANGU\n")
    process.stdin.flush()
    process.stdout.readline()
    for name in ("cmdline", "environ"):
        assert b"SIRI" not in Path("/proc", str(process.pid), name).read_bytes()
    process.stdin.close()
    assert process.wait(10) == 0


def test_a_file_in_a_folder_that_went_away_ends_with_4_and_the_rest_is_not_acknowledged(umoja):
    process = subprocess.Popen(
        [*PROGRAM, "note"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=umoja.environment,
        cwd=umoja.desk,
    )
    process.stdin.write(b"first\n")
    process.stdin.flush()
    assert process.stdout.readline().strip()
    away = umoja.desk.with_name("away")
    umoja.desk.rename(away)
    process.stdin.write(b"second\n")
    process.stdin.close()
    status = process.wait(10)
    said = process.stderr.read().decode()
    assert status in (1, 4)
    assert "Traceback" not in said
    assert process.stdout.read() == b""
    assert [entry["body"]["text"] for entry in entries_of(away / "umoja.json")] == ["first"]
