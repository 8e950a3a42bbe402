"""Wrong usage is a sentence in the language that was asked for: what there is, what to type."""

import re

import pytest

from tests.support.calling import House

TYPERS = re.compile(
    r"Error:|Usage:|No such|Missing|Invalid|Got unexpected|requires an|Try '|is not one of"
)
"""Words that are Typer's and not ours."""

WRONG = [
    (["shwo"], "There is no command shwo. Did you mean show?"),
    (["qqqq"], "There is no command qqqq. All there is: coalition help all"),
    (["new", "--bogus"], "There is no --bogus here. What it takes: coalition new --help"),
    (["new", "--langage", "sw"], "There is no --langage here. Did you mean --language?"),
    (["--langage", "sw"], "There is no --langage here. Did you mean --language?"),
    (["wall", "--plain"], "--plain stands before the command: coalition --plain wall"),
    (
        ["people", "recap", "--plain"],
        "--plain stands before the command: coalition --plain people ...",
    ),
    (
        ["exercise", "check", "--language", "sw"],
        "--language stands before the command: coalition --language ",
    ),
    (["-x"], "There is no -x here. All there is: coalition help all"),
    (["--file"], "Nothing stands after --file. All there is: coalition help all"),
    (["--plain=yes"], "--plain stands alone. All there is: coalition help all"),
    (
        ["export", "--for"],
        "After --for comes one of: participants, organizer, donor, follow-up. What it takes: "
        "coalition export --help",
    ),
    (
        ["export", "--for", "doner"],
        '"doner" cannot stand after --for: participants, organizer, donor, follow-up. Did you mean '
        "donor?",
    ),
    (
        ["list", "foo"],
        '"foo" cannot stand after coalition list: workshops, exercises, programmes, exports.',
    ),
    (["keys", "sheet"], "--out is missing. Type: coalition keys sheet --out FILE"),
    (["import"], "FILE is missing. Type: coalition import FILE"),
    (["merge"], "FILE ... is missing. Type: coalition merge FILE ..."),
    (["exercise", "new"], "ID is missing. Type: coalition exercise new ID"),
    (
        ["programme"],
        "One of these is missing: show, print, new, copy, edit, check, rehearse. Type: coalition "
        "programme show ID",
    ),
    (["programme", "edit"], "ID is missing. Type: coalition programme edit ID"),
    (["--passphrase-fd", "x", "show"], 'After --passphrase-fd comes a number, and "x" is none.'),
    (["undo", "--run", "-3"], "-3 is too small for --run: the least is 0."),
    (["export", "--schema", "0"], "0 is too small for --schema: the least is 1."),
    (["keys", "rotat"], "Did you mean rotate?"),
    (["exercise", "chek"], "Did you mean check?"),
    (["exercise", "qqqq"], '"qqqq" cannot stand after coalition exercise: new, check,'),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda value: " ".join(value)[:40])
def test_wrong_usage_says_in_a_sentence_what_there_is(
    house: House, words: list[str], said: str
) -> None:
    done = house.call(*words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not TYPERS.search(done.err), done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("number", ["3", "9" * 5_000])
def test_a_number_that_is_too_large_is_not_called_too_small(house: House, number: str) -> None:
    done = house.call("export", "--schema", number)
    assert (done.status, done.out) == (2, "")
    assert "is too large for --schema: the most is 2." in done.err


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda value: " ".join(value)[:40])
def test_wrong_usage_is_told_in_the_language_of_the_machine_or_of_the_option(
    house: House, words: list[str], said: str
) -> None:
    told = house.call(*words, LANG="sw_TZ.UTF-8").err
    english = (
        "There is no|Nothing stands|stands alone|is missing|cannot stand|Did you mean|comes"
        "|stands before"
    )
    assert not re.search(english, told), told
    assert not TYPERS.search(told), told
    if words[0] != "--langage":
        assert house.call("--language", "sw", *words).err == told
    assert said not in told


@pytest.mark.parametrize("words", [["Amina said so"], ["Amina"], ["--", "-x y"], ["naïve"]])
def test_a_word_that_looks_like_no_command_is_not_repeated(house: House, words: list[str]) -> None:
    done = house.call(*words)
    assert (done.status, done.out) == (2, "")
    assert words[-1] not in done.err
    assert "history of the shell" in done.err


def test_what_was_typed_does_nothing_to_the_screen_and_is_short(house: House) -> None:
    done = house.call("export", "--for", "\x1b[31mred" * 40)
    assert "\x1b" not in done.err
    assert len(done.err) < 300


@pytest.mark.parametrize("group", ["keys", "exercise"])
def test_a_group_of_commands_alone_says_what_there_is_and_is_wrong_usage(
    house: House, group: str
) -> None:
    done = house.call(group)
    assert (done.status, done.out) == (2, "")
    assert done.err == house.call(group, "--help").out
