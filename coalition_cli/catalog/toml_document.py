"""A TOML file as a table that remembers its lines, or the mistake that keeps it unread."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from coalition_cli.catalog.finding import Finding, KeyPath
from coalition_cli.catalog.suggestions import of_line
from coalition_cli.catalog.toml_lines import locate
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen

MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Mistake:
    """A finding in its file; ``str`` gives ``file:line: key: expected ...``, as editors want it."""

    path: Path
    line: int
    key: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        parts = [
            f"{self.path}:{self.line}",
            self.key,
            _("expected {what}").format(what=self.expected),
        ]
        hint = f" ({self.hint})" if self.hint else ""
        return for_screen(": ".join(part for part in parts if part) + hint)


@dataclass(frozen=True)
class Document:
    """The content of a TOML file."""

    path: Path
    text: str
    table: Mapping[str, Any]

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        return locate(self.text)

    def line(self, key: KeyPath) -> int:
        """The line of ``key``, or of the nearest table around it that is there."""
        while key not in self._lines:
            key = key[:-1]
        return self._lines[key]

    def mistake(self, finding: Finding) -> Mistake:
        """``finding`` with this file and its line."""
        return Mistake(
            self.path, self.line(finding.key), spell(finding.key), finding.expected, finding.hint
        )


def spell(key: KeyPath) -> str:
    """``key`` as it is written: ``steps[3].criteria[0].low``, counting from 0."""
    spelled = ""
    for part in key:
        spelled += f"[{part}]" if isinstance(part, int) else f".{part}"
    return spelled.removeprefix(".")


def read(path: Path) -> Document | Mistake:
    """The document in the file at ``path``."""
    text = _read_text(path)
    if isinstance(text, Mistake):
        return text
    try:
        return Document(path, text, tomllib.loads(text))
    except ValueError as error:
        return syntax_mistake(path, text, str(error))
    except RecursionError:
        return Mistake(path, 1, "", _("lists that are not nested so deeply"))


def _read_text(path: Path) -> str | Mistake:
    try:
        if not path.is_file():
            return Mistake(path, 1, "", _("a file"))
        raw = path.read_bytes()
    except OSError as error:
        return Mistake(path, 1, "", _("a file that may be read"), error.strerror or "")
    if len(raw) > MOST_BYTES:
        return Mistake(path, 1, "", _("a file of at most {count} bytes").format(count=MOST_BYTES))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Mistake(
            path, line, "", _("text in UTF-8"), _("save the file again with the encoding UTF-8")
        )


def syntax_mistake(path: Path, text: str, message: str) -> Mistake:
    """The place of a syntax error, read off the end of the sentence of ``tomllib``.

    It says "(at line 3, column 7)" or "(at end of document)".
    """
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    last_line = text.count("\n") + (not text.endswith("\n"))
    line = int(found[1]) if found and found[1] else last_line
    told = message[: found.start()] if found else message
    wrong = text.splitlines()[line - 1 : line]
    return Mistake(path, max(line, 1), "", _("TOML"), of_line(wrong[0], told) if wrong else told)
