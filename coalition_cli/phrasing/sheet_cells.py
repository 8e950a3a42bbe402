"""Sheets of typed cells, and how the rows of a summary's data fill them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _

CellType: TypeAlias = Literal["text", "whole", "number", "date"]

Data: TypeAlias = Mapping[str, Any]
"""A part of a summary's data, by the keys of its schema."""


class Tied(NamedTuple):
    """A place that others have too: ``3=``."""

    place: int


Value: TypeAlias = str | int | float | date | Tied | None
"""What a cell holds; ``Tied`` counts as whole. A day that is none stays as it was said."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: its key, its title for people, and what its cells hold."""

    key: str
    title: str
    type: CellType = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: ``key`` is a neutral name for its file, ``name`` what people read."""

    key: str
    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheet_of(key: str, name: str, columns: Sequence[SheetColumn], rows: Iterable[Data]) -> Sheet:
    """A sheet of rows by the keys of its columns, each cell as the type of its column."""
    cells = (tuple(_cell(row.get(column.key), column.type) for column in columns) for row in rows)
    return Sheet(key, name, tuple(columns), tuple(cells))


def _cell(value: Any, cell_type: CellType) -> Value:
    if isinstance(value, str) and cell_type != "date":
        return value
    if isinstance(value, Tied):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and cell_type == "whole":
        return int(value)
    if is_number and cell_type == "number":
        return float(value)
    if cell_type == "date":
        return _day(value) or cell_words(value)
    return cell_words(value)


def _day(value: Any) -> date | None:
    """``value`` as a day where it is one in full; a month alone is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def cell_words(value: Any) -> str:
    """``value`` of a summary's data in words; empty for none."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return _("yes") if value else _("no")
        case Mapping():
            parts = ((key, cell_words(part)) for key, part in value.items() if key != "id")
            told = ((_name_of(key), words) for key, words in parts if words)
            return "; ".join(
                _("{field}: {value}").format(field=name, value=words) for name, words in told
            )
        case list() | tuple():
            return "; ".join(map(isolated, filter(None, map(cell_words, value))))
    return str(value)


_NAMES: Final[Mapping[str, Callable[[], str]]] = {
    "agreed": lambda: _("Agreed"),
    "by": lambda: _("Who"),
    "caller": lambda: _("Who calls"),
    "contact": lambda: _("Contact"),
    "count": lambda: _("How many"),
    "day": lambda: _("Day"),
    "giver": lambda: _("Who gives"),
    "hands": lambda: _("Hands"),
    "hour": lambda: _("Hour"),
    "matches": lambda: _("Could meet"),
    "may_name": lambda: _("May be named"),
    "need": lambda: _("Need"),
    "offer": lambda: _("Offer"),
    "place": lambda: _("Place"),
    "score": lambda: _("Score"),
    "scorers": lambda: _("Scored by"),
    "source": lambda: _("Told by"),
    "spread": lambda: _("Spread"),
    "taker": lambda: _("Who takes"),
    "why": lambda: _("Why"),
    "words": lambda: _("What it says"),
}
"""What people call the parts of an outcome that have no name in an exercise file."""


def _name_of(key: str) -> str:
    name = _NAMES.get(key)
    return name() if name else key


def identity_of(row: Data) -> Any:
    """What tells a row from others: its id, or its words where readers outside have no ids."""
    return row.get("id") or row.get("what") or row.get("issue") or row.get("text")


def is_action(row: Data) -> bool:
    """True for a row of a plan that is an action, and not of some other table."""
    return "what" in row and "status" in row


def steps_of(data: Data) -> Iterator[tuple[Data, Data]]:
    """Yield every step with its exercise."""
    for exercise in data.get("exercises", ()):
        for step in exercise["steps"]:
            yield exercise, step
