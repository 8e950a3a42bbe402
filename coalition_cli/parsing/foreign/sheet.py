"""The values between a file from elsewhere and what would be saved of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Fact

Form: TypeAlias = Literal["table", "list", "chat"]

Reason: TypeAlias = Literal[
    "above",
    "heading",
    "empty",
    "total",
    "nameless",
    "contact",
    "twice",
    "known",
    "wordless",
    "system",
    "media",
    "deleted",
]
"""Why a row is left out."""


class Row(NamedTuple):
    """The cells of one row; ``number`` is its line or row in the file."""

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        """The cell at ``place``, counting from 0; empty where the row ends before it."""
        return self.cells[place] if place < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """True if no cell holds anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file. ``told`` is what its reader has to know of how it was read."""

    rows: tuple[Row, ...]
    form: Form = "table"
    told: tuple[str, ...] = ()
    left_out: tuple["LeftOut", ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)

    def as_columns(self) -> list[tuple[str, ...]]:
        """The cells of each row; of a list the parts between its commas."""
        if self.form != "list":
            return [row.cells for row in self.rows]
        return [tuple(part.strip() for part in row.cells[0].split(",")) for row in self.rows]

    def as_table(self) -> "Sheet":
        """The same with the parts of a list's lines as cells."""
        rows = zip(self.rows, self.as_columns(), strict=True)
        cut = tuple(Row(row.number, cells) for row, cells in rows)
        return replace(self, rows=cut, form="table")

    def column(self, place: int, rows: Sequence[Row] | None = None) -> list[str]:
        """What stands in the column at ``place``, of all rows or of ``rows``."""
        return [row.cell(place) for row in (self.rows if rows is None else rows)]


class ReadColumn(NamedTuple):
    """One column: ``number`` from 1, its heading, and what it means (empty: it is not read)."""

    number: int
    heading: str
    meaning: str = ""
    why_unread: str = ""


class LeftOut(NamedTuple):
    """Rows that are left out for one reason, by their numbers in the file."""

    reason: Reason
    rows: tuple[int, ...]

    def words(self) -> str:
        """What is left out, counted."""
        return _counted(self.reason, len(self.rows))


@dataclass(slots=True)
class Sieve:
    """Takes down which rows are left out, and why."""

    _rows: dict[Reason, list[int]] = field(default_factory=dict)

    def leave(self, reason: Reason, row: Row) -> None:
        """Leave ``row`` out."""
        self._rows.setdefault(reason, []).append(row.number)

    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out, by reason."""
        return tuple(LeftOut(reason, tuple(rows)) for reason, rows in self._rows.items())


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be saved of a file, and what would not.

    ``samples`` are the facts as one line each, for whoever says yes.
    """

    facts: tuple[Fact, ...]
    samples: tuple[str, ...]
    columns: tuple[ReadColumn, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[str, ...] = ()


def _counted(reason: Reason, count: int) -> str:
    told = {
        "above": ngettext(
            "{count} row above the headings", "{count} rows above the headings", count
        ),
        "heading": ngettext("{count} row of headings", "{count} rows of headings", count),
        "empty": ngettext("{count} empty row", "{count} empty rows", count),
        "total": ngettext("{count} row with a total", "{count} rows with a total", count),
        "nameless": ngettext("{count} row without a name", "{count} rows without a name", count),
        "contact": ngettext(
            "{count} row with a telephone number or an e-mail address for a name",
            "{count} rows with a telephone number or an e-mail address for a name",
            count,
        ),
        "twice": ngettext(
            "{count} name that stands in the file already",
            "{count} names that stand in the file already",
            count,
        ),
        "known": ngettext(
            "{count} person who is in the workshop already",
            "{count} people who are in the workshop already",
            count,
        ),
        "wordless": ngettext("{count} row without words", "{count} rows without words", count),
        "system": ngettext(
            "{count} line of the chat itself", "{count} lines of the chat itself", count
        ),
        "media": ngettext(
            "{count} picture, voice or video", "{count} pictures, voices or videos", count
        ),
        "deleted": ngettext("{count} deleted message", "{count} deleted messages", count),
    }
    return told[reason].format(count=count)


def as_one_line(text: str) -> str:
    """``text`` without line breaks: a cell with several lines is one note."""
    return " ".join(text.split())


def column_name(column: ReadColumn) -> str:
    """A column as a sentence names it: by its heading, else by its number."""
    return column.heading or _("column {number}").format(number=column.number)
