"""The help: one page of what is used most, a page a topic, and every page as wide as the screen."""

import re

import pytest

from coalition_cli.app.command_table import (
    COMMANDS,
    EXERCISES_NAMED,
    FIRST_TIME,
    GROUPS,
    MOST_USED,
    TOPICS,
)
from coalition_cli.app.help import topic_names
from tests.app.conftest import Run
from tests.app.test_command_table import root
from tests.support.calling import House

LANGUAGES = ("en", "sw")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_fits_a_terminal_of_80_by_24_with_the_ten_rows_used_most(
    house: House, language: str
) -> None:
    done = house.call("--language", language, "--help")
    lines = done.out.splitlines()
    assert (done.status, done.err) == (0, "")
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80
    begun = [row.typed for row in MOST_USED if f"\n  {row.typed}  " in done.out]
    assert begun == [row.typed for row in MOST_USED]
    assert len(begun) == 10
    assert f"\n  {FIRST_TIME.typed} " in done.out


def test_the_first_page_is_given_for_help_alone_too(house: House) -> None:
    assert house.call("help").out == house.call("--help").out


def test_every_row_names_a_command_or_an_exercise_that_is_there() -> None:
    group, context = root()
    typed = [each for row in (*MOST_USED, FIRST_TIME) for each in row.typed.split(", ")]
    names = [each.removeprefix("coalition ").split()[0] for each in typed]
    for name in (*names, *EXERCISES_NAMED):
        assert group.get_command(context, name) is not None, name


def test_the_count_of_the_other_exercises_is_that_of_the_files(house: House) -> None:
    shown = " ".join(house.call("--help").out.split())
    listed = house.call("list", "exercises").out.splitlines()
    count = re.search(r"and (\d+) more: coalition list exercises", shown)
    assert count is not None
    assert int(count[1]) == len(listed) - 1 - len(EXERCISES_NAMED)


def test_every_command_but_help_has_a_topic_and_no_topic_has_one_that_is_not_there() -> None:
    in_topics = {name for topic in TOPICS for name in topic.commands}
    assert in_topics == COMMANDS.keys() - {"help"}


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_topic_has_its_commands_each_with_its_line(
    house: House, topic: object, language: str
) -> None:
    assert topic in TOPICS
    name = getattr(topic, "name", "")
    done = house.call("--language", language, "help", name)
    assert (done.status, done.err) == (0, "")
    below = done.out.partition(":\n")[2].partition("\n\n")[0]
    assert re.findall(r"^  ([a-z-]+) ", below, re.MULTILINE) == list(getattr(topic, "commands", ()))
    assert "coalition help" in done.out


def test_the_topic_of_exercises_has_every_exercise_with_its_title(house: House) -> None:
    shown = house.call("help", "exercises").out
    for line in house.call("list", "exercises").out.splitlines():
        assert f"  {line.split()[0]} " in shown


def test_help_of_a_command_is_its_help_also_below_another_one(house: House) -> None:
    for words in (["move"], ["note"], ["show"], ["keys", "sheet"], ["visioning"], ["keys"]):
        assert house.call("help", *words).out == house.call(*words, "--help").out
        assert house.call("help", *words).out.startswith(f"Usage: coalition {' '.join(words)}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["saftey"], "Did you mean safety?"),
        (["visionin"], "Did you mean visioning?"),
        (["keys", "shet"], "Did you mean sheet?"),
        (["qqqq"], "There is no command qqqq. All there is: coalition help all"),
        (["move", "it"], '"it" cannot stand after coalition move'),
    ],
)
def test_help_of_what_there_is_not_says_what_there_is(
    house: House, words: list[str], said: str
) -> None:
    done = house.call("help", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("columns", [30, 40, 59, 60, 80, 120])
def test_every_help_is_broken_between_words_and_no_line_is_wider_than_the_screen(
    here: Run, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    pages = [[], *([name] for name in topic_names())]
    pages += [[command.name] for group in GROUPS for command in group.commands]
    whole: set[str] = set()
    for words in [*pages, ["keys", "new-organisation-key"], ["visioning"]]:
        assert here("help", *words) == 0
        shown = capfd.readouterr().out
        monkeypatch.setenv("COLUMNS", "300")
        assert here("help", *words) == 0
        monkeypatch.setenv("COLUMNS", str(columns))
        whole = set(re.split(r"[\s|]+", capfd.readouterr().out))
        assert set(re.split(r"[\s|]+", shown)) == whole, words
        room = max(columns, max(map(len, whole)) + 8) if columns < 60 else columns
        assert max(map(len, shown.splitlines())) <= room, words


def test_tab_offers_topics_commands_and_exercises_behind_help() -> None:
    group, context = root()
    command = group.get_command(context, "help")
    inner = type(context)(command, info_name="help", parent=context)
    offered = command.params[0].shell_complete(inner, "s")
    values = {each.value for each in offered}
    assert {"safety", "seal", "show", "start", "safety-security"} <= values
