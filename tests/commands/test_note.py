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
        ("a\x00b\x1ac", "abc"),
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
    assert "Removed 2 invisible characters." in umoja.call("note", typed="a\x00b\x01c").err


def test_bytes_that_are_no_text_are_marked_and_do_not_stop_anything(umoja):
    noted = umoja.call("note", typed=b"caf\xe9 bar\nnext\n")
    assert (noted.status, len(noted.lines)) == (0, 2)
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == [
        "caf\ufffd bar",
        "next",
    ]


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
