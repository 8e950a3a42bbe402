"""Talk on a terminal is broken between words; elsewhere it is one line."""

import os
import sys
import termios

import pytest

from coalition_cli.app import console

PATH = "/home/amina/a-folder-with-a-long-name/workshop.json"


def said_at(columns: int, sentence: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that a terminal of ``columns`` gets."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    with open(theirs, "w", encoding="utf-8") as screen:  # noqa: PTH123
        monkeypatch.setattr(sys, "stderr", screen)
        console.say(sentence)
        screen.flush()
        told = os.read(ours, 4096).decode()
    os.close(ours)
    return told.splitlines()


@pytest.mark.parametrize("columns", [40, 80])
def test_a_sentence_is_broken_between_words_and_a_path_stays_whole(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = f"A repaired copy was written: {PATH}. The damaged file was not changed by this."
    lines = said_at(columns, sentence, monkeypatch)
    assert " ".join(lines) == sentence
    assert len(lines) > 1
    assert all(len(line) <= columns for line in lines if PATH not in line)


@pytest.mark.parametrize(
    "command",
    [f"coalition restore {PATH}", "coalition keys rotate", "coalition open '/home/amina/Our day'"],
)
def test_a_command_stays_whole_so_that_it_can_be_copied(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = "What was saved can be brought in: ", ". Everything else stays as it was."
    (line,) = (x for x in said_at(40, before + command + after, monkeypatch) if "coalition" in x)
    assert line.startswith(command)
    (line,) = (x for x in said_at(40, before + command, monkeypatch) if "coalition" in x)
    assert line == command


@pytest.mark.parametrize("columns", [0, 200])
def test_what_fits_and_lines_of_their_own_stay_as_they_are(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said_at(columns, "Open it. Then:\n  coalition show", monkeypatch) == [
        "Open it. Then:",
        "  coalition show",
    ]


def test_a_file_gets_the_sentence_in_one_piece(capfd: pytest.CaptureFixture[str]) -> None:
    sentence = "kwa kila nyumba " * 40
    console.say(sentence)
    assert capfd.readouterr().err == sentence + "\n"
