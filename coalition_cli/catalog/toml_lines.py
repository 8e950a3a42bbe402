"""On which line of a TOML file a key stands; ``tomllib`` does not tell.

Only text that ``tomllib`` has accepted is given in here, so nothing is checked twice.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from coalition_cli.catalog.finding import KeyPath

__all__ = ["KeyPath", "locate"]

_BLANK: Final = re.compile(r"(?:[\s,]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_KEY_PART: Final = re.compile(r"[A-Za-z0-9_-]+|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'")
_TEXT: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")' r"|'''.*?'''(?!')" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE: Final = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")


def locate(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every key, table and element of the TOML document ``text``."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._found: dict[KeyPath, int] = {(): 1}
        self._lengths: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        """Walk the document from top to bottom."""
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._found

    def _header(self) -> KeyPath:
        start, is_array = self._at, self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        *outer, name = self._key()
        self._at += 2 if is_array else 1
        table: KeyPath = ()
        for part in outer:
            table = self._newest((*table, part))
        table = (*table, name)
        if is_array:
            self._found.setdefault(table, self._line(start))
            self._lengths[table] = self._lengths.get(table, 0) + 1
        table = self._newest(table)
        self._found.setdefault(table, self._line(start))
        return table

    def _newest(self, table: KeyPath) -> KeyPath:
        return (*table, self._lengths[table] - 1) if table in self._lengths else table

    def _pair(self, table: KeyPath) -> None:
        line = self._line(self._at)
        for part in self._key():
            table = (*table, part)
            self._found.setdefault(table, line)
        self._at += 1
        self._skip(_SPACE)
        self._value(table)

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_SPACE)
            parts.append(_plain(self._take(_KEY_PART)))
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _value(self, key: KeyPath) -> None:
        opening = self._text[self._at]
        if opening == "[":
            for number, _start in enumerate(self._members("]")):
                self._found[(*key, number)] = self._line(self._at)
                self._value((*key, number))
        elif opening == "{":
            for _start in self._members("}"):
                self._pair(key)
        else:
            self._take(_TEXT if opening in "\"'" else _BARE)

    def _members(self, closing: str) -> Iterator[int]:
        self._at += 1
        self._skip(_BLANK)
        while self._text[self._at] != closing:
            yield self._at
            self._skip(_BLANK)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self._take(pattern)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"not TOML at line {self._line(self._at)}")
        self._at = found.end()
        return found.group()

    def _line(self, at: int) -> int:
        return bisect_right(self._line_ends, at) + 1


def _plain(part: str) -> str:
    if part[0] in "\"'":
        return next(iter(tomllib.loads(f"{part} = 0")))
    return part
