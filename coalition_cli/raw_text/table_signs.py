"""The signs by which lines are a table, and cells telephone numbers or e-mail addresses."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

_SEPARATORS: Final = {"\t": 1, ";": 1, ",": 2}
"""How many of each a line of a table has at least: one comma stands in many a sentence."""

_MOST_LINES: Final = 200
_SHARE: Final = 0.8

_PHONE: Final = re.compile(r"\+?[\d\s().\-/]+")
_DATE: Final = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})")
_MAIL: Final = re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s.]+")
_LEAST_DIGITS: Final = 6


def is_table(lines: Sequence[str], *, but_commas: bool = False) -> bool:
    """True if ``lines`` are rows of a table as programs write it, and not sentences.

    ``but_commas``: commas alone make none, since they stand between the parts of a typed line.
    """
    said = [line for line in lines if line.strip()][:_MOST_LINES]
    if len(said) < 2:
        return False
    return (
        _is_quoted(said[0])
        or _is_drawn(said)
        or any(
            _is_cut(said, separator, least)
            for separator, least in _SEPARATORS.items()
            if separator != "," or not but_commas
        )
    )


def has_column_of_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """True if a column behind the first holds nothing but telephone numbers or e-mail addresses."""
    width = max(map(len, rows), default=0)
    return any(
        is_contact_column([row[place : place + 1] for row in rows]) for place in range(1, width)
    )


def is_contact_column(cells: Iterable[Sequence[str]]) -> bool:
    """True if most of the ``cells`` (each none or one) that hold anything look like a contact."""
    said = [cell[0] for cell in cells if cell and cell[0].strip()]
    return bool(said) and sum(map(is_contact, said)) > len(said) / 2


def is_contact(cell: str) -> bool:
    """True if ``cell`` looks like a telephone number or an e-mail address."""
    return is_phone(cell) or _MAIL.fullmatch(cell.strip()) is not None


def is_phone(cell: str) -> bool:
    """True if ``cell`` looks like a telephone number."""
    words = cell.strip()
    digits = sum(map(str.isdigit, words))
    return (
        digits >= _LEAST_DIGITS
        and _PHONE.fullmatch(words) is not None
        and _DATE.fullmatch(words) is None
    )


def _is_drawn(lines: Sequence[str]) -> bool:
    """True if most lines stand between bars, as a table in Markdown does."""
    drawn = [line for line in map(str.strip, lines) if line[0] == line[-1] == "|" and line != "|"]
    return len(drawn) >= 2 and len(drawn) >= _SHARE * len(lines)


def _is_quoted(line: str) -> bool:
    return line.startswith('"') and any(f'"{separator}"' in line for separator in _SEPARATORS)


def _is_cut(lines: Sequence[str], separator: str, least: int) -> bool:
    """True if most lines have as many separators, with no space behind them as sentences have."""
    counts = Counter(line.count(separator) for line in lines)
    usual, times = max(counts.items(), key=lambda each: (each[1], each[0]))
    loose = sum(line.count(f"{separator} ") for line in lines)
    every = sum(line.count(separator) for line in lines)
    return usual >= least and times >= 2 and times >= _SHARE * len(lines) and loose * 2 < every
