"""The help: the page of what is used most, a page a topic, and the list of all commands."""

from typing import Any, Final

import typer

from coalition_cli import i18n
from coalition_cli.app.command_table import (
    ALL,
    COMMANDS,
    EXERCISES,
    EXERCISES_NAMED,
    FIRST_TIME,
    GROUPS,
    MOST_USED,
    OF_EXERCISES,
    TOPICS,
    Group,
    Topic,
)
from coalition_cli.app.completion import catalog_before, language_before
from coalition_cli.app.help_format import HelpPage, width_of_help
from coalition_cli.i18n import N_, _, translated

TITLE: Final = N_("coalition: run a workshop in a room. Every word saved, the summary tonight.")

_GLUE: Final = "\xa0"

_OFTEN: Final = ("--file PATH", "--language sw", "--plain", "--version")


def front_page(context: typer.Context) -> str:
    """What is used most, and where the rest is: the page of ``coalition --help``."""
    i18n.speak(language_before(context))
    page = HelpPage(width_of_help() + 1)
    page.write_text(translated(TITLE))
    page.write_paragraph()
    rows = _rows(context)
    width = max(len(typed) for typed, _said in rows)
    with page.indentation():
        page.write_dl([(FIRST_TIME.typed.ljust(width), translated(FIRST_TIME.line))])
    with page.section(_("Most used")):
        page.write_dl(rows)
    page.write_paragraph()
    often = "   ".join(option.replace(" ", _GLUE) for option in _OFTEN)
    topics = " | ".join(topic_names())
    page.write_dl([(_("More"), f"coalition help {topics}"), (_("Often"), often)])
    return page.getvalue().rstrip("\n").replace(_GLUE, " ")


def topic_names() -> list[str]:
    """Every word that names a topic."""
    return [*(each.name for each in TOPICS), ALL]


def topic_called(name: str) -> Topic | None:
    """The topic called ``name``; None for all commands, and for what is none."""
    return next((each for each in TOPICS if each.name == name), None)


def topic_page(topic: Topic, context: typer.Context) -> str:
    """The commands of ``topic``, each with its line, and what is to be known besides."""
    i18n.speak(language_before(context))
    page = HelpPage(width_of_help())
    with page.section(translated(topic.heading)):
        page.write_dl([(name, translated(COMMANDS[name].line)) for name in topic.commands])
    if topic.name == "exercises":
        _write_group(EXERCISES, context, page)
    if topic.tells_prompt:
        _write_commands_of_prompt(page)
    page.write_paragraph()
    if topic.also:
        page.write_text(translated(topic.also))
    page.write_text(_("What a command takes: coalition help COMMAND"))
    return page.getvalue().rstrip("\n")


def _write_commands_of_prompt(page: HelpPage) -> None:
    """What may be typed behind a slash, first on a line of any prompt."""
    # price: what the commands of a prompt do, 60 ms, and one page of the help tells them
    from coalition_cli.app.slash.slash_commands import COMMANDS as OF_PROMPT

    with page.section(_("At a prompt, first on a line")):
        page.write_dl([(command.typed(), translated(command.line)) for command in OF_PROMPT])


def write_commands(context: typer.Context, formatter: Any) -> None:
    """Write every group with its commands; one without any is left out."""
    i18n.speak(language_before(context))
    for group in GROUPS:
        _write_group(group, context, formatter)


def _write_group(group: Group, context: typer.Context, page: Any) -> None:
    lines = in_group(context, group)
    width = max(map(len, [*COMMANDS, *in_group(context, EXERCISES)]))
    if lines:
        with page.section(translated(group.heading)):
            page.write_dl([(name.ljust(width), line) for name, line in lines.items()])


def in_group(context: typer.Context, group: Group) -> dict[str, str]:
    """The line of each command of ``group``, in the language that is spoken."""
    if group is EXERCISES:
        titles = catalog_before(context).titles()
        return {name: title for name, title in titles.items() if name not in COMMANDS}
    return {command.name: translated(command.line) for command in group.commands}


def _rows(context: typer.Context) -> list[tuple[str, str]]:
    """What is used most, as it is typed, and what for; of the exercises those that are there."""
    known = [name for name in catalog_before(context).ids() if name not in COMMANDS]
    first = [name for name in (OF_EXERCISES.typed, *EXERCISES_NAMED) if name in known]
    ordered = list(dict.fromkeys([*first, *known]))
    rows = []
    for each in MOST_USED:
        if each is not OF_EXERCISES:
            rows.append((each.typed, translated(each.line)))
        elif ordered:
            rows.append((ordered[0], _line_of_exercises(ordered[1:])))
    return rows


def _line_of_exercises(others: list[str]) -> str:
    named = len(EXERCISES_NAMED)
    if len(others) <= named:
        return _("one exercise in steps; all of them: coalition list exercises")
    sentence = translated(OF_EXERCISES.line)
    return sentence.format(others=", ".join(others[:named]), count=len(others) - named)
