"""The end of every command: a sentence and a status, whatever its streams and arguments are."""

import os
import re
import shutil
import signal
import time
import traceback
from pathlib import Path

import pytest

import coalition_cli
from coalition_cli.app import exit as ways_out
from tests.support.calling import CTRL_C, PROGRAM, entries_of, wait_until_kept


def test_without_a_terminal_coalition_alone_gives_its_help_as_data(house):
    done = house.call()
    assert done.status == 0
    assert done.out.startswith("coalition: run a workshop in a room.")
    assert done.out == house.call("--help").out
    assert done.err == ""


def test_the_list_of_commands_speaks_the_language_that_was_asked_for(house):
    titles = house.call("--language", "sw", "help", "all").out
    assert "visioning" in titles
    assert "Five years from today" not in titles
    assert house.call("help", "all", LANG="sw_TZ.UTF-8").out == titles


def test_python_m_is_the_same_program_and_says_its_version(house):
    done = house.call("--version")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("coalition ")
    assert PROGRAM[1:] == ["-m", "coalition_cli"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shwo"], "Did you mean show?"),
        (["new"], "it needs a title"),
        (["fix"], "Name a line"),
        (
            ["export", "pdff"],
            '"pdff" is no format here: pdf, csv, docx, html, ics, json, md, odt',
        ),
        (["export", "--for", "bosses"], "bosses"),
        (["export", "md", "json", "--out", "-"], "one format at a time"),
        (["note", "--share", "everybody"], '"everybody" is no audience here'),
        (["new", "X", "--date", "tomorrow"], "tomorrow is not a day"),
        (["new", "X", "--language", "../.."], '"../.." is no language here: '),
        (["--exercises", "/nowhere", "visioning"], "There is no folder /nowhere"),
        (["--exercises", "/nowhere", "--help"], "There is no folder /nowhere"),
        (["visioning"], "needs a terminal"),
        (["wall"], "needs a terminal"),
        (["withdraw", "1"], "--yes"),
        (["note"], "nothing to read"),
        (["people"], "nothing to read"),
        (["fix", "1"], "nothing to read"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(seminar, words, said):
    done = seminar.call(*words)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "nonsense"], "no exercise called nonsense"),
        (["undo", "77"], "There is no line 77: note has no lines yet."),
        (["check", "/nowhere.json"], "there is no such file"),
        (["check", "/nowhere.toml"], "there is no such file"),
        (["--file", "nowhere.json", "show"], "There is no workshop file nowhere.json"),
        (["visioning", "--answers", "nowhere.toml"], "nowhere.toml"),
        (["new", "X", "--programme", "nonsense"], '"nonsense" is no programme here: '),
        (["undo"], "nothing to take back"),
    ],
)
def test_a_refusal_ends_with_1_and_a_sentence(umoja, words, said):
    done = umoja.call(*words)
    assert done.status == 1
    assert said in done.err
    assert done.out == ""


@pytest.mark.parametrize("command", ["show", "note", "people", "export", "undo", "check"])
def test_with_no_workshop_open_the_sentence_says_how_to_make_one(house, command):
    done = house.call(command)
    assert done.status == 1
    assert 'coalition new "Its title"' in done.err


@pytest.mark.parametrize(
    "words",
    [["note"], ["people"], ["people", "add"], ["fix", "1"], ["visioning"], ["people", "left"]],
)
def test_words_given_as_arguments_are_refused_and_not_repeated(umoja, words):
    before = umoja.workshop.read_bytes()
    done = umoja.call(*words, "SIRI", "yangu")
    assert done.status == 2
    assert "history" in done.err
    assert "SIRI" not in done.err + done.out
    assert umoja.workshop.read_bytes() == before


def test_a_name_straight_after_people_is_refused_like_any_other_word(umoja):
    done = umoja.call("people", "Amina")
    assert done.status == 2
    assert "history" in done.err
    assert "Amina" not in done.err


@pytest.mark.parametrize("stream", ["<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_never_a_traceback_and_never_written_into_the_file(umoja, stream):
    umoja.people("Amina")
    before = umoja.workshop.read_bytes()
    for command in (
        "show",
        "list",
        "note",
        "people",
        "fix 1",
        "visioning",
        "export json --out -",
        "check",
    ):
        done = umoja.shell(f"coalition {command} {stream}")
        assert done.status in (0, 1, 2), (command, done)
        assert "Traceback" not in done.err
        assert "went wrong" not in done.err
    assert umoja.workshop.read_bytes() == before


@pytest.mark.parametrize(
    "command", ["show", "list exercises", "export json --out -", "--help", "people show"]
)
def test_a_full_standard_output_ends_with_4(seminar, command):
    done = seminar.shell(f"coalition {command} > /dev/full")
    assert done.status == 4
    assert "No space left on device" in done.err
    assert "Everything that was saved is kept" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "command", ["show", "show --numbers", "export json --out -", "list exercises"]
)
def test_a_reader_that_goes_away_ends_it_quietly(seminar, command):
    done = seminar.shell(f"coalition {command} | head -c 3 > /dev/null; echo ${{PIPESTATUS[0]}}")
    assert done.lines == ["0"]
    assert done.err == "" or done.err.startswith("For ")


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"TERM": "dumb"}],
)
def test_names_in_any_script_survive_any_locale(umoja, environment):
    typed = "Мария\nمريم\nZoë [red]\n"
    people = umoja.call("people", typed=typed, **environment)
    noted = umoja.call("note", typed="Вода для всех — maji kwa wote\n", **environment)
    shown = umoja.call("show", **environment)
    assert (people.status, noted.status, shown.status) == (0, 0, 0)
    for name in typed.split("\n"):
        assert name in people.out
    assert "Вода для всех — maji kwa wote" in shown.out
    assert any(entry["body"].get("text") == "Мария" for entry in entries_of(umoja.workshop))


def test_ctrl_c_while_lines_are_read_ends_with_130_and_keeps_them(umoja):
    seat = umoja.at_terminal("note", "--stdin")
    seat.press("saved before\r")
    deadline = time.monotonic() + 10
    while not entries_of(umoja.workshop):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert "Everything that was saved is kept" in seat.text
    assert [entry["body"]["text"] for entry in entries_of(umoja.workshop)] == ["saved before"]


def test_a_damaged_file_ends_with_3_and_stays_as_it_is(umoja):
    umoja.note("one", "two", "three")
    damaged = umoja.workshop.read_bytes().replace(b'"two"', b'"tw"', 1)
    umoja.workshop.write_bytes(damaged)
    check = umoja.call("check")
    assert check.status == 3
    assert check.out.strip()
    umoja.workshop.write_bytes(
        damaged[: len(damaged) // 2] + b"\0\0\0" + damaged[len(damaged) // 2 :]
    )
    damaged = umoja.workshop.read_bytes()
    for words in (["show"], ["export"], ["undo"], ["people", "show"], ["check"]):
        done = umoja.call(*words)
        assert done.status == 3, (words, done)
        assert "two" not in done.err
    assert umoja.workshop.read_bytes() == damaged


def test_a_folder_that_may_not_be_written_ends_with_4(umoja):
    if (
        os.geteuid() == 0
    ):  # root may write anywhere: only a file system that is no place for files refuses it
        done = umoja.call("new", "X", "--file", "/proc/nowhere/x.json")
    else:
        umoja.desk.chmod(0o500)
        done = umoja.call("new", "X", "--file", "x.json")
    assert done.status == 4
    assert "Traceback" not in done.err


@pytest.fixture
def broken(umoja, tmp_path):
    """A copy of the package in which what `show` calls raises an error that holds somebody's words.

    Gives a function that calls the copy.
    """
    umoja.note("SIRI YANGU")
    copy = tmp_path / "broken" / "coalition_cli"
    shutil.copytree(Path(coalition_cli.__file__).parent, copy)
    with (copy / "run" / "captured_lines.py").open("a") as page:
        page.write(
            "\n\ndef captured(workshop, *_more):\n"
            "    try:\n"
            "        return {}[workshop.entries[0].text]\n"
            "    except KeyError:\n"
            "        raise ValueError(workshop.entries[0].text)\n"
        )
    return lambda *words, **names: umoja.call(*words, PYTHONPATH=str(copy.parent), **names)


def test_no_way_out_shows_a_traceback_or_somebodys_words(broken):
    done = broken("show")
    assert done.status == 1
    assert "Something went wrong inside the program" in done.err
    assert "ValueError" in done.err
    assert "SIRI" not in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 2


def test_a_maker_is_shown_the_frames_and_never_somebodys_words(broken, tmp_path):
    done = broken("show", COALITION_TRACEBACK="1")
    frames = done.err.splitlines()[2:]
    assert done.status == 1
    assert "SIRI" not in done.err
    assert str(tmp_path) not in done.err
    assert frames[0] == "KeyError"
    assert re.fullmatch(r"  coalition_cli/run/captured_lines\.py:\d+ captured", frames[1])
    assert frames[2] == "ValueError"
    assert any(frame.startswith("  coalition_cli/app/show_results.py:") for frame in frames)
    assert re.fullmatch(r"  coalition_cli/run/captured_lines\.py:\d+ captured", frames[-1])


def test_a_maker_is_shown_which_import_is_broken(tmp_path, umoja):
    copy = tmp_path / "broken" / "coalition_cli"
    shutil.copytree(Path(coalition_cli.__file__).parent, copy)
    (copy / "run" / "captured_lines.py").write_text("def captured(:\n")
    broken = {"PYTHONPATH": str(copy.parent), "COALITION_TRACEBACK": "1"}
    assert "SyntaxError coalition_cli/run/captured_lines.py:1" in umoja.call("show", **broken).err
    (copy / "run" / "captured_lines.py").write_text("import no_such_module\n")
    assert "ModuleNotFoundError no_such_module" in umoja.call("show", **broken).err


def raised(error, *, of=None):
    """``error`` as it was caught, ``of`` being its cause."""
    try:
        raise error from of
    except Exception as caught:
        return caught


def circle():
    error = ValueError("SIRI YANGU")
    return raised(error, of=error)


def wide_circle():
    first, second = KeyError("SIRI"), ValueError("YANGU")
    first.__context__, second.__cause__ = second, first
    return raised(first)


def long_chain():
    error = None
    for _number in range(5000):
        error = raised(ValueError("SIRI YANGU"), of=error)
    return error


class Odd(ImportError):
    """An error that cannot even be looked at."""

    def __bool__(self):
        raise ValueError("SIRI YANGU")

    @property
    def name(self):
        raise ValueError("SIRI YANGU")


def odd_places():
    error = SyntaxError("SIRI")
    error.filename, error.lineno = ways_out.__file__, "SIRI YANGU"
    return raised(error)


@pytest.mark.parametrize(
    "make",
    [
        circle,
        wide_circle,
        long_chain,
        lambda: raised(Odd("SIRI YANGU")),
        lambda: raised(ValueError("SIRI"), of=Odd("SIRI YANGU")),
        odd_places,
        lambda: raised(ImportError("SIRI", name="SIRI YANGU")),
        lambda: raised(ImportError("SIRI", name=["SIRI YANGU"])),
        lambda: raised(SyntaxError("SIRI", (["SIRI"], 1, 1, "YANGU"))),
        lambda: raised(ExceptionGroup("SIRI", [ValueError("YANGU")])),
        lambda: raised(OSError("SIRI YANGU")),
    ],
)
def test_an_error_of_any_make_ends_with_a_sentence_and_without_its_words(make, monkeypatch, capsys):
    monkeypatch.setenv("COALITION_TRACEBACK", "1")
    error = make()

    def act():
        raise error

    with pytest.raises(SystemExit) as end:
        ways_out.keep_calm(act)
    said = capsys.readouterr()
    told = "".join(traceback.format_exception(end.value)) + said.err + said.out
    assert end.value.code in (1, 4)
    assert type(error).__name__ in said.err
    assert "SIRI" not in told
    assert "YANGU" not in told


def test_a_terminal_that_is_closed_leaves_no_trace_and_no_damage(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "first\r"), ("1 first", "half a sen"))
    seat.see("> half a sen")
    wait_until_kept(umoja.workshop, "half a sen")
    seat.child.kill(signal.SIGHUP)
    assert seat.end() == 129
    assert umoja.call("check").status == 0
    again = umoja.at_terminal("note")
    again.see("> half a sen")
    again.press(CTRL_C)
    assert again.end() == 130


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown_for(house, shell):
    shown = house.call("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert (shown.status, "_COALITION_COMPLETE" in shown.out) == (0, True)


def test_tab_completes_commands_exercises_and_options(house):
    def completes(words, at):
        done = house.call(_COALITION_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=at)
        return done.out.split()

    assert {"note", "wall", "withdraw", "visioning"} <= set(completes("coalition ", "1"))
    assert completes("coalition agen", "1") == ["agenda-ranking"]
    assert "--for" in completes("coalition export --", "2")


def test_completion_installs_into_the_home_of_whoever_asks(house):
    (house.folder / "home").mkdir()
    done = house.call(
        "--install-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"
    )
    assert done.status == 0, done
    assert (house.folder / "home" / ".bash_completions" / "coalition.sh").exists()
