"""Which column means what: by the headings above them, and by what their cells look like."""

from collections.abc import Collection, Sequence
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing.foreign.headings import NAMES, NEVER_READ, asks_for_name, meaning_of
from coalition_cli.parsing.foreign.sheet import ReadColumn, Row, Sheet, as_one_line
from coalition_cli.raw_text.table_signs import is_contact_column

_MOST_ABOVE: Final = 30
"""In how many rows headings are looked for: titles stand above them, not half a list."""


def heading_at(sheet: Sheet) -> int | None:
    """The place of the first row that has a heading for names; None where there is none.

    The question of a form for a name will do where nothing plainer is found.
    """
    first = list(enumerate(sheet.rows[:_MOST_ABOVE]))
    for place, row in first:
        if names_people(row.cells, is_only=sheet.width == 1):
            return place
    for place, row in first:
        cells = [cell for cell in row.cells if cell]
        if len(cells) > 1 and any(map(_is_question_for_name, cells)):
            return place
    return None


def names_people(cells: Sequence[str], *, is_only: bool = False) -> bool:
    """True if ``cells`` are headings, one of them for names.

    “Participants” is one only beside others or, with ``is_only``, above a single column.
    """
    meanings = list(filter(None, map(meaning_of, cells)))
    if "person" in meanings:
        return is_only or len(meanings) > 1
    return any(meaning in NAMES for meaning in meanings)


def read_columns(sheet: Sheet, at: int, wanted: Collection[str]) -> list[ReadColumn]:
    """Every column that has a heading in row ``at`` or holds anything below it.

    Of two that mean the same the first is read. Whatever looks like contacts is not read, unless
    it is the column of names.
    """
    heading, below = sheet.rows[at], sheet.rows[at + 1 :]
    taken: set[str] = set()
    found = []
    has_plain_name = any(meaning_of(cell) in NAMES for cell in heading.cells)
    for place in range(sheet.width):
        words = as_one_line(heading.cell(place))
        cells = sheet.column(place, below)
        if not words and not any(cells):
            continue
        meaning = meaning_of(words)
        if meaning == "person":
            meaning = "name"
        if not has_plain_name and not meaning and _is_question_for_name(words):
            meaning = "name"
        looks_like_contacts = is_contact_column([(cell,) for cell in cells])
        if looks_like_contacts and meaning not in NEVER_READ:
            meaning = "" if meaning in NAMES else "contacts"
        is_read = meaning in wanted and meaning not in taken
        taken.add(meaning)
        found.append(
            ReadColumn(place + 1, words, meaning if is_read else "", unread_label(meaning))
        )
    return _with_parts_of_names(found)


def _with_parts_of_names(found: list[ReadColumn]) -> list[ReadColumn]:
    """The columns with “Nom” as the surname beside “Prénom”, “Nombre” as the first name likewise.

    Where there is a whole name beside both of its parts, the parts are not read.
    """
    meanings = {column.meaning for column in found}
    instead = {"name": "name"}
    if {"first_name", "surname"} <= meanings:
        instead = {"first_name": "", "surname": ""} if "name" in meanings else {}
    elif "first_name" in meanings:
        instead = {"name": "surname"}
    elif "surname" in meanings:
        instead = {"name": "first_name"}
    return [
        column._replace(meaning=instead.get(column.meaning, column.meaning)) for column in found
    ]


def contact_columns(sheet: Sheet) -> list[int]:
    """The places of columns that look like telephone numbers or e-mail addresses."""
    rows = sheet.as_columns()
    width = max(map(len, rows), default=0)
    return [
        place
        for place in range(width)
        if is_contact_column([cells[place : place + 1] for cells in rows])
    ]


def in_row(row: Row, problem: Problem) -> Problem:
    """``problem`` with the row that it is about: nothing of the file is saved."""
    sentence = _("Row {number}: {sentence} Nothing was saved: mend it in the file.")
    return Problem(sentence.format(number=row.number, sentence=problem.sentence), problem.status)


def unread_label(meaning: str) -> str:
    """What a column that is never read holds; empty for one that nobody knows."""
    return {
        "telephone": _("telephone numbers"),
        "e_mail": _("e-mail addresses"),
        "contacts": _("telephone numbers or e-mail addresses"),
        "signature": _("signatures"),
        "address": _("where somebody lives"),
        "number": _("numbers of rows"),
        "papers": _("numbers of papers"),
        "age": _("ages"),
        "voter": _("who voted"),
        "time": _("times"),
    }.get(meaning, "")


def _is_question_for_name(words: str) -> bool:
    return " " in words.strip() and not meaning_of(words) and asks_for_name(words)
