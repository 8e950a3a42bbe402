"""An answers file as tables that know their lines, and all that is wrong in it in one sentence."""

import codecs
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from coalition_cli.catalog.finding import KeyPath
from coalition_cli.catalog.json_lines import locate as locate_json
from coalition_cli.catalog.json_lines import twice
from coalition_cli.catalog.suggestions import has_curly_quotes, straight_quotes
from coalition_cli.catalog.toml_document import Mistake, syntax_mistake
from coalition_cli.catalog.toml_lines import locate
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.raw_text.decode import refuse_no_text
from coalition_cli.run.answers_stage import spelled
from coalition_cli.sanitize import for_screen

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_MARK: Final = "\ufeff"


@dataclass(frozen=True)
class AnswersFile:
    """The tables of an answers file, and on which line each key of them stands."""

    path: Path
    text: str
    table: Mapping[str, Any]

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        with suppress(ValueError, IndexError, RecursionError):
            return locate_json(self.text) if _is_json(self.path) else locate(self.text)
        return {(): 1}

    def line(self, key: KeyPath) -> int:
        """The line of ``key``, or of the nearest table around it that is there."""
        while key not in self._lines:
            key = key[:-1]
        return self._lines[key]


class Mistakes:
    """All that is wrong in one answers file, collected; nothing of it is recorded then."""

    def __init__(self, path: Path, line_of: Callable[[KeyPath], int] | None = None) -> None:
        self._path = path
        self._line_of = line_of
        self._found: dict[tuple[int, str], None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, key: KeyPath, sentence: str) -> None:
        """Keep a ``sentence`` about what stands at ``key``."""
        line = self._line_of(key) if self._line_of else 0
        where = f"{self._path}:{line}" if line else str(self._path)
        name = spelled(key).removeprefix(".")
        told = ": ".join(part for part in (where, name, sentence) if part)
        self._found[line, for_screen(told).replace("\n", " ")] = None

    def check(self) -> None:
        """Raise the ``Problem`` that lists all of them by their lines, if there are any."""
        if not self._found:
            return
        told = [sentence for _line, sentence in sorted(self._found, key=lambda found: found[0])]
        raise _refused(told)


def read_answers(path: Path) -> AnswersFile:
    """The tables of an answers file (TOML, or JSON by its ending).

    Raises ``Problem`` with file and line.
    """
    text = _read_text(path)
    try:
        if _is_json(path):
            content = json.loads(text)
        else:
            # price: tomllib, 6 ms, and answers may be JSON
            import tomllib

            content = tomllib.loads(text)
    except RecursionError:
        what = Mistake(path, 1, "", _("lists that are not nested so deeply"))
        raise _refused([str(what)]) from None
    except ValueError as error:
        raise _refused(list(map(str, _syntax_mistakes(path, text, error)))) from None
    if not isinstance(content, dict):
        raise _refused([str(Mistake(path, 1, "", _("one table per exercise")))])
    found = AnswersFile(path, text, content)
    if _is_json(path):
        mistakes = Mistakes(path, found.line)
        for key in twice(text):
            mistakes.add(key, _("this key stands here twice; only one of them can be meant."))
        mistakes.check()
    return found


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def _refused(told: list[str]) -> Problem:
    end = ngettext(
        "Nothing was recorded: {count} thing in this file has to be mended.",
        "Nothing was recorded: {count} things in this file have to be mended.",
        len(told),
    )
    return Problem("\n".join([*told, end.format(count=len(told))]))


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = Mistake(path, 1, "", _("a file that may be read"), error.strerror or "")
        raise _refused([str(what)]) from None
    refuse_no_text(raw)
    again = _("save the file again with the encoding UTF-8")
    wide = next((name for mark, name in _WIDE if raw.startswith(mark)), "")
    if wide:
        hint = _("it begins with the byte order mark of {encoding}: {again}")
        what = Mistake(path, 1, "", _("text in UTF-8"), hint.format(encoding=wide, again=again))
        raise _refused([str(what)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused([str(Mistake(path, line, "", _("text in UTF-8"), again))]) from None


def _syntax_mistakes(path: Path, text: str, error: ValueError) -> list[Mistake]:
    """Where the file stops being TOML or JSON; all quotes of a word processor are named at once."""
    mistake, lines = _syntax_mistake(path, text, error), text.split("\n")
    marked = [number for number, line in enumerate(lines, 1) if _MARK in line]
    hint = _("a byte order mark stands in this line: write the line anew")
    if marked:
        return [Mistake(path, number, "", mistake.expected, hint) for number in marked]
    if not has_curly_quotes("".join(lines[mistake.line - 1 : mistake.line])):
        return [mistake]
    curly = [number for number, line in enumerate(lines, 1) if has_curly_quotes(line)]
    return [Mistake(path, number, "", mistake.expected, straight_quotes()) for number in curly]


def _syntax_mistake(path: Path, text: str, error: ValueError) -> Mistake:
    if isinstance(error, json.JSONDecodeError):
        hint = _("column {column}").format(column=error.colno)
        return Mistake(path, error.lineno, "", "JSON", hint)
    if _is_json(path):
        return Mistake(path, 1, "", "JSON")
    return syntax_mistake(path, text, str(error).splitlines()[0])
