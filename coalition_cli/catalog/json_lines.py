"""On which line of a JSON file a key stands, and which keys stand twice; ``json`` tells neither.

Only text that ``json`` has accepted is given in here, so nothing is checked twice.
"""

import json
import re
from bisect import bisect_right
from typing import Final

from coalition_cli.catalog.finding import KeyPath

_SPACE: Final = re.compile(r"[\s,:]*")
_TEXT: Final = re.compile(r'"(?:\\.|[^"\\])*"', re.DOTALL)
_BARE: Final = re.compile(r"[^\s,\]}]+")


def locate(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every key and element of the JSON document ``text``."""
    return _scan(text)[0]


def twice(text: str) -> list[KeyPath]:
    """The keys that stand in their table a second time: only the last would be read."""
    return _scan(text)[1]


def _scan(text: str) -> tuple[dict[KeyPath, int], list[KeyPath]]:
    scanner = _Scanner(text)
    scanner.value(())
    return scanner.found, scanner.twice


class _Scanner:
    def __init__(self, text: str) -> None:
        self.found: dict[KeyPath, int] = {(): 1}
        self.twice: list[KeyPath] = []
        self._text = text
        self._at = 0
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._take(_SPACE)

    def value(self, key: KeyPath) -> None:
        """Walk one value, and what stands in it."""
        opening = self._text[self._at]
        if opening == "{":
            self._members(key, is_table=True)
        elif opening == "[":
            self._members(key, is_table=False)
        else:
            self._take(_TEXT if opening == '"' else _BARE)
        self._take(_SPACE)

    def _members(self, key: KeyPath, *, is_table: bool) -> None:
        self._at += 1
        self._take(_SPACE)
        number, names = 0, set()
        while self._text[self._at] not in "]}":
            line = bisect_right(self._line_ends, self._at) + 1
            name: str | int = number
            if is_table:
                name = str(json.loads(self._take(_TEXT), strict=False))
                self._take(_SPACE)
                if name in names:
                    self.twice.append((*key, name))
                names.add(name)
            self.found[(*key, name)] = line
            self.value((*key, name))
            number += 1
        self._at += 1

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError("not JSON")
        self._at = found.end()
        return found.group()
