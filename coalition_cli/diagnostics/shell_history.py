"""The history of shells: lines of it that hold words of the room.

The words themselves are never shown.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coalition_cli.diagnostics.finding import Finding, danger
from coalition_cli.i18n import _

FILES: Final = (
    ".bash_history",
    ".zsh_history",
    ".zhistory",
    ".histfile",
    ".history",
    ".sh_history",
    ".ash_history",
    ".local/share/fish/fish_history",
    ".config/fish/fish_history",
)
"""The history files of shells, below the home folder."""

_PIECES: Final = re.compile(r"""(?:"[^"]*"?|'[^']*'?|\\.|[^\s;|&"'\\])+|\|\||&&|[;|&\n]""")
_BREAKS: Final = frozenset({";", "|", "||", "&&", "&", "\n"})
_WITH_VALUE: Final = frozenset({"--file", "--share", "--language", "--exercises"})
_TAKES: Final = {"note": 0, "people": 1, "fix": 1}
_CHANGES: Final = frozenset({"add", "left", "back", "show"})
_SAYING: Final = frozenset({"echo", "printf", "print"})


def lines_with_words(text: str) -> list[int]:
    """The numbers, from 1, of the lines that give words to a command of ours."""
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if "coalition" in line and _holds_words(line)
    ]


def judge_history(name: str, text: str) -> list[Finding]:
    """The finding about one history file; ``name`` is what people call it."""
    numbers = lines_with_words(text)
    if not numbers:
        return []
    shown = ", ".join(str(number) for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
    meaning = _("The history of the shell holds words of the room: {name}, line {lines}.")
    advice = _(
        "Remove these lines with an editor after the last shell is closed. Type words at the"
        " prompt."
    )
    return [danger(meaning.format(name=name, lines=shown), advice)]


def _holds_words(line: str) -> bool:
    was_saying = False
    for command, separator in _commands(line):
        given = _given_to_coalition(command)
        if given is not None:
            name, rest = given
            has_document = any(word.startswith("<<") for word in rest)
            if was_saying or has_document or _are_words(name, rest):
                return True
        # What ``echo`` says goes through every pipe until one of ours takes it.
        is_saying = bool(command) and (command[0] in _SAYING or was_saying)
        was_saying = separator == "|" and is_saying
    return False


def _commands(line: str) -> Iterator[tuple[list[str], str]]:
    """The words of each command of the line, and what ends it."""
    command: list[str] = []
    for piece in _PIECES.findall(line):
        if piece in _BREAKS:
            yield command, piece
            command = []
        else:
            command.append(piece)
    yield command, ""


def _given_to_coalition(command: Sequence[str]) -> tuple[str, list[str]] | None:
    """The command of ours that is called, if it takes words, and what it is given."""
    names = [word.rpartition("/")[2] for word in command]
    at = [number for number, name in enumerate(names) if name in ("coalition", "coalition_cli")]
    if not at:
        return None
    given = _without_options(command[at[0] + 1 :])
    return (given[0], given[1:]) if given and given[0] in _TAKES else None


def _without_options(words: Sequence[str]) -> list[str]:
    kept, skips = [], False
    for word in words:
        if skips:
            skips = False
        elif word.startswith("-"):
            skips = word in _WITH_VALUE
        elif word.startswith("#"):
            break
        else:
            kept.append(word)
    return kept


def _are_words(name: str, given: Sequence[str]) -> bool:
    plain = []
    skips = False
    for word in given:
        if skips:
            skips = False
        elif word[0] in "<>" or word[:2] in ("1>", "2>"):
            skips = word in ("<", ">", ">>", "1>", "2>")
        else:
            plain.append(word)
    if name == "people" and plain and plain[0] not in _CHANGES:
        return True
    return len(plain) > _TAKES[name]
