"""The reference of commands: a page, a manual page, and the table of the README.

All three are written from the one table of commands (``coalition_cli/app/command_table.py``) and
from what each command says of its options, by

    python docs/write_commands.py

With ``--check`` nothing is written: the names of those that are out of date are printed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import typer

from coalition_cli import __version__, i18n
from coalition_cli.app.command_table import COMMANDS, EXERCISES, GROUPS
from coalition_cli.app.program import HELP, make_app
from coalition_cli.catalog import Catalog, shipped

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = "docs/commands.md"
MANUAL: Final = "docs/coalition.1"
README: Final = "README.md"

_BEGIN: Final = "<!-- commands: written by docs/write_commands.py -->\n"
_END: Final = "<!-- end of commands -->\n"
_ANY_EXERCISE: Final = "visioning"
"""An exercise that lends its options to the entry of all of them."""

_NO_BRACES: Final = str.maketrans("", "", "{}")
"""Typer puts what must be given in braces; everybody else writes it without."""

_OF_EXERCISES: Final = (
    "Run that exercise with the room in interactive steps, or play it from a file of answers. "
    "It goes on where it stopped."
)

_STATUSES: Final = {
    "0": "Done.",
    "1": "Refused or failed, with a sentence that says why.",
    "2": "Wrong usage.",
    "3": "The file is damaged or not to be trusted; nothing was changed.",
    "4": "Something could not be written; what was typed is kept.",
    "130": "Interrupted; what was typed is kept.",
}

_VARIABLES: Final = {
    "COALITION_FILE": "The workshop file, as --file names it.",
    "COALITION_LANGUAGE": "The language of the screen, as --language names it.",
    "COALITION_TRACEBACK": "Set to 1, an unexpected error shows its frames, without any words.",
    "NO_COLOR": "Set to anything, no colours are used.",
}

_INTRODUCTION: Final = """\
# Commands

This page and the manual page (`man docs/coalition.1`) are written from the table of commands and
from what each says of itself, by `python docs/write_commands.py`; a test holds them against it.

Options of `coalition` stand before the command: `coalition --plain visioning`. Tab completes
commands, exercises, programmes, formats and files: `coalition --install-completion`, once.

"""


class Entry(NamedTuple):
    """One command as a reference shows it, with those below it."""

    words: str
    usage: str
    line: str
    more: str
    options: list[tuple[str, str]]
    below: "list[Entry]"
    needs_workshop: bool = False


class Section(NamedTuple):
    """A group of commands under its heading."""

    heading: str
    entries: list[Entry]


def sections() -> list[Section]:
    """Every group with its commands, in English, whatever the machine speaks."""
    context = _root_context()
    i18n.speak("en")
    return [
        Section(
            group.heading,
            [_any_exercise(context)]
            if group is EXERCISES
            else [
                _entry(_loaded(context, command.name), command.name, context)._replace(
                    needs_workshop=command.needs_workshop
                )
                for command in group.commands
            ],
        )
        for group in GROUPS
    ]


def page(found: list[Section]) -> str:
    """The reference as a page of Markdown."""
    parts = [_INTRODUCTION, _options(_own_options())]
    for section in found:
        parts.append(f"## {section.heading}\n\n")
        for entry in section.entries:
            parts.extend(_on_page(entry, 3))
    parts.append("## Exit status\n\n" + _table("status", _STATUSES.items()))
    parts.append("## Environment\n\n" + _table("variable", _VARIABLES.items()))
    return "".join(parts).rstrip() + "\n"


def manual(found: list[Section]) -> str:
    """The reference as a manual page."""
    lines = [
        f'.TH COALITION 1 "" "coalition {__version__}" "User Commands"',
        *(".SH NAME", r"coalition \- run workshops in rooms"),
        *(".SH SYNOPSIS", ".B coalition", "[OPTIONS] COMMAND [ARGS]..."),
        *(".SH DESCRIPTION", *_roff_text(HELP, ".PP")),
        *(".SH OPTIONS", *_roff_list(_own_options())),
        ".SH COMMANDS",
    ]
    for section in found:
        lines.append(f".SS {_roff(section.heading)}")
        for entry in section.entries:
            lines.extend(_in_manual(entry))
    lines += [".SH EXERCISES", *_roff_list(list(_titles().items()))]
    lines += [".SH EXIT STATUS", *_roff_list(list(_STATUSES.items()))]
    lines += [".SH ENVIRONMENT", *_roff_list(list(_VARIABLES.items()))]
    return "\n".join(lines) + "\n"


def readme(found: list[Section], text: str) -> str:
    """The README's ``text`` with its table of commands written anew."""
    before, begin, rest = text.partition(_BEGIN)
    _old, end, after = rest.partition(_END)
    if not begin or not end:
        raise SystemExit(f"{README} has no place for its commands: {_BEGIN}{_END}")
    rows = ["| command | does |", "|---|---|"]
    rows += ["| `coalition` | What is open, what comes next, a menu. |"]
    for section in found:
        for entry in section.entries:
            words = f"`{_cell(entry.usage.replace(' [OPTIONS]', ''))}`"
            if section.heading == EXERCISES.heading:
                words = ", ".join(f"`{name}`" for name in _titles())
            rows.append(f"| {words} | {_cell(entry.line)} |")
    return before + begin + "\n".join(rows) + "\n" + end + after


def _root_context() -> typer.Context:
    group = typer.main.get_group(make_app())
    words = ["--language", "en", "list"]
    return group.make_context("coalition", words, resilient_parsing=True)


def _loaded(context: typer.Context, name: str) -> Any:
    group: Any = context.command
    return group.get_command(context, name)


def _own_options() -> list[tuple[str, str]]:
    context = _root_context()
    return _records(context.command, context)


def _titles() -> dict[str, str]:
    titles = Catalog([shipped()], "en").titles()
    return {name: title for name, title in titles.items() if name not in COMMANDS}


def _any_exercise(context: typer.Context) -> Entry:
    entry = _entry(_loaded(context, _ANY_EXERCISE), _ANY_EXERCISE, context)
    names = ", ".join(_titles())
    return entry._replace(
        words="coalition EXERCISE",
        usage="coalition EXERCISE [OPTIONS]",
        line=_OF_EXERCISES,
        more=f"One for every exercise file: {names}, and those of your own.",
        needs_workshop=True,
    )


def _entry(command: Any, name: str, parent: typer.Context) -> Entry:
    with typer.Context(command, info_name=name, parent=parent) as context:
        words = context.command_path
        pieces = command.collect_usage_pieces(context)
        line, _gap, more = (command.help or "").partition("\n\n")
        below = [
            _entry(each, name, context) for name, each in getattr(command, "commands", {}).items()
        ]
        return Entry(
            words,
            " ".join([words, *pieces]).translate(_NO_BRACES),
            _joined(line),
            "\n\n".join(_joined(each) for each in more.split("\n\n")),
            _records(command, context),
            below,
        )


def _records(command: Any, context: typer.Context) -> list[tuple[str, str]]:
    found = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    return [(name, _joined(said)) for name, said in filter(None, found) if "--help" not in name]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _on_page(entry: Entry, depth: int) -> Iterator[str]:
    yield f"{'#' * depth} {entry.words}\n\n```sh\n{entry.usage}\n```\n\n{entry.line}\n\n"
    if entry.more:
        yield f"{entry.more}\n\n"
    if entry.needs_workshop:
        yield "Works on the open workshop, or on the one that `--file` names.\n\n"
    if entry.options:
        yield _options(entry.options)
    for each in entry.below:
        yield from _on_page(each, depth + 1)


def _options(options: list[tuple[str, str]]) -> str:
    return _table("option", options)


def _table(of: str, rows: Any) -> str:
    lines = [f"| {of} | |", "|---|---|"]
    lines += [f"| `{_cell(name)}` | {_cell(said)} |" for name, said in rows]
    return "\n".join(lines) + "\n\n"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _in_manual(entry: Entry) -> Iterator[str]:
    yield ".TP"
    yield rf"\fB{_roff(entry.words)}\fR{_roff(entry.usage.removeprefix(entry.words))}"
    yield from _roff_text("\n\n".join(filter(None, [entry.line, entry.more])))
    if entry.options:
        yield ".RS"
        yield from _roff_list(entry.options)
        yield ".RE"
    for each in entry.below:
        yield from _in_manual(each)


def _roff_list(rows: list[tuple[str, str]]) -> Iterator[str]:
    for name, said in rows:
        yield ".TP"
        yield rf"\fB{_roff(name)}\fR"
        yield _roff(said)


def _roff_text(text: str, between: str = ".IP") -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield between
        yield _roff(_joined(paragraph))


def _roff(text: str) -> str:
    """``text`` as roff takes it: no sign acts, and no line begins with a command."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain


def written() -> dict[str, str]:
    """Every file that is written from the table, by its path below the project."""
    found = sections()
    text = (ROOT / README).read_text(encoding="utf-8")
    return {PAGE: page(found), MANUAL: manual(found), README: readme(found, text)}


def main() -> int:
    """Write all three; with ``--check`` only name those that are not what they should be."""
    stale = [
        (name, content)
        for name, content in written().items()
        if (ROOT / name).read_text(encoding="utf-8") != content
    ]
    if "--check" in sys.argv:
        print("\n".join(name for name, _content in stale))
        return len(stale)
    for name, content in stale:
        (ROOT / name).write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
