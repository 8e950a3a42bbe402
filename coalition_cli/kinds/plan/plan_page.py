"""The page of a plan: actions as cards, other rows as a table or a list."""

from collections.abc import Mapping
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Action, Actions, Block, Bullet, Bullets, Table
from coalition_cli.blocks import Column as Heading
from coalition_cli.i18n import _
from coalition_cli.kinds.plan.plan_options import ACTION, first_title, holds_actions
from coalition_cli.kinds.plan.plan_rows import columns_of, result
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import columns
from coalition_cli.parsing.columns import Column

_WIDEST_CELL: Final = 24


_MOST_IN_TABLE: Final = 3


def blocks(step: Step, view: View) -> list[Block]:
    """Actions as cards; other rows as a table where all of it is short, otherwise as a list.

    Donors read no names.
    """
    rows = result(step, view) or []
    seen = [column for column in columns_of(step, view) if column.may_be_seen(view)]
    if not rows:
        return []
    if holds_actions(step):
        asked = {column.id for column in seen}
        further = [column for column in seen if column.id not in ACTION]
        told = tuple(
            _bullet(row, _answered(row, further, view), "")
            for row in rows
            if any(row[column.id] for column in further)
        )
        return [
            Actions(tuple(_as_action(row, asked, view) for row in rows)),
            *([Bullets(told)] if told else []),
        ]
    if is_short_table(step, view):
        titles = (Heading(first_title(step)), *(Heading(column.title) for column in seen))
        return [Table(titles, tuple(_cells(step, view)))]
    return [
        Bullets(
            tuple(
                _bullet(row, _answered(row, seen, view), mark)
                for row, mark in zip(rows, _marks(step, view), strict=True)
            )
        )
    ]


def is_short_table(step: Step, view: View) -> bool:
    """True if the rows have so few and so short cells that they stand beside each other."""
    cells = _cells(step, view)
    return bool(cells) and all(
        len(line) <= _MOST_IN_TABLE and all(len(cell) <= _WIDEST_CELL for cell in line)
        for line in cells
    )


def _cells(step: Step, view: View) -> list[tuple[str, ...]]:
    seen = [column for column in columns_of(step, view) if column.may_be_seen(view)]
    return [
        (row["what"], *(columns.in_words(column, row[column.id]) for column in seen))
        for row in result(step, view) or []
    ]


def _as_action(row: Mapping[str, Any], asked: set[str], view: View) -> Action:
    """One card. What was not asked, or is not for this audience, is None; what is open is empty."""
    found: dict[str, Any] = {
        key: (row[key] or "") if key in asked else None for key in ACTION if key != "agenda"
    }
    by_when = found.pop("by_when")
    return Action(
        what=row["what"],
        **found,
        by_when=columns.day_in_words(by_when) if by_when else by_when,
        serves=row["agenda"],
        status=row["status"],
        code=view.workshop.numbers.code_of(row["id"]),
    )


def _answered(row: Mapping[str, Any], seen: list[Column], view: View) -> list[Column]:
    """The columns that are told of a row: on paper nobody is told what is still open."""
    return [column for column in seen if row[column.id] is not None] if view.is_paper else seen


def _bullet(row: Mapping[str, Any], told: list[Column], mark: str) -> Bullet:
    fields = ((column.title, columns.in_words(column, row[column.id])) for column in told)
    below = tuple(
        Bullet(_("{field}: {value}").format(field=title, value=value)) for title, value in fields
    )
    return Bullet(row["what"], mark, "", below)


def page_in_short(step: Step, view: View, open_row: str = "") -> list[Block]:
    """Return what stands while more is asked.

    Rows of one's own in a line each, and only the open one in full.
    """
    if holds_actions(step):
        return blocks(step, view)
    seen = [column for column in columns_of(step, view) if column.may_be_seen(view)]
    rows = result(step, view) or []
    marked = zip(rows, _marks(step, view), strict=True)
    lines = tuple(_bullet(row, seen if row["id"] == open_row else [], mark) for row, mark in marked)
    return [Bullets(lines)] if lines else []


def _marks(step: Step, view: View) -> list[str]:
    return [item.mark for item in kinds.lines(step, view)]


def choices_of(column: Column) -> list[Block]:
    """Return the choices of a column that takes several of them, under their numbers."""
    if column.type != "texts" or not column.choices:
        return []
    return [
        Bullets(tuple(Bullet(words, str(number)) for number, words in enumerate(column.choices, 1)))
    ]
