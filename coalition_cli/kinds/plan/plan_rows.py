"""The rows of a plan as one audience may read them, and what they give to the summary."""

from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds.plan.plan_offers import offered_items
from coalition_cli.kinds.plan.plan_options import (
    ACTION,
    FIRST,
    first_title,
    holds_actions,
    table_title,
)
from coalition_cli.model.actions import iso_day, renewed
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.contributions import Contact, Row, Term, Voice
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import columns
from coalition_cli.parsing.columns import Column
from coalition_cli.phrasing.decision_words import fill_item

_TERM: Final = ("term", "until")
"""The first letters of columns that say until when somebody holds a role."""


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, what, who, helper, by_when (ISO), first_step, support, measure, agenda, status}]``.

    None where open.

    Of columns of one's own: ``id``, ``what`` and the ids of those that the audience may read; lists
    stay lists.
    """
    known = {column.id: column for column in columns_of(step, view) if column.may_be_seen(view)}
    rows = [
        {"id": entry.id, "what": entry.text}
        | (dict.fromkeys(ACTION) if holds_actions(step) else {})
        | {key: _value(column, entry, view) for key, column in known.items()}
        | ({"agenda": words_at(entry.body, "agenda") or None} if holds_actions(step) else {})
        | ({"status": entry.body.get("status") or "open"} if holds_actions(step) else {})
        for entry in _rows(step, view)
    ]
    return renewed(rows, view) or None


def outcome(step: Step, view: View) -> list[dict[str, Any]] | None:
    """Return the rows; what an action still needs is for those who were there."""
    rows = result(step, view)
    if rows and view.audience == "donor":
        return [{**row, "support": None} if "support" in row else row for row in rows]
    return rows


def actions(step: Step, view: View) -> list[Row]:
    """Return the rows that are actions; a table of something else gives none."""
    keys = ("id", "what", *ACTION, "status")
    rows = (outcome(step, view) or []) if holds_actions(step) else []
    frame = step.options.get("says")
    return [
        {key: row[key] for key in keys}
        | ({"what": fill_item(frame, [row["what"]])} if frame else {})
        for row in rows
    ]


def terms(step: Step, view: View) -> list[Term]:
    """Return the roles that end on a day, with the first day that a column of a term names."""
    found = []
    for row in result(step, view) or ():
        values = [value for key, value in row.items() if key.startswith(_TERM)]
        days = [day for value in values if (day := iso_day(value))]
        if days:
            found.append(Term(row["what"], min(days)))
    return found


def contacts(step: Step, view: View) -> list[Contact]:
    """Return whom one can call, by what kind of help it is where the row says so.

    Of two of one kind each goes by its own name. People outside are told none.
    """
    seen = [column for column in columns_of(step, view) if column.may_be_seen(view)]
    numbers = [column.id for column in seen if column.type == "phone"]
    if not numbers or view.audience == "donor":
        return []
    sorts = [column.id for column in seen if column.type == "choice"][:1]
    rows = [row for row in result(step, view) or () if row[numbers[0]]]
    named = [next((row[sort] for sort in sorts if row[sort]), row["what"]) for row in rows]
    return [
        Contact(name if named.count(name) == 1 else row["what"], row[numbers[0]])
        for name, row in zip(named, rows, strict=True)
    ]


def voice(step: Step, view: View) -> Voice:
    """It is told with what happens next, or as a table of its own."""
    return ""


def items(step: Step, view: View) -> list[Item]:
    """The first words of each row.

    Where the step ``offers`` a column, of those rows that have its yes.
    """
    mark = step.options.get("offers")
    offered = {entry.id for entry in _rows(step, view) if not mark or entry.body.get(mark) is True}
    return [item for item in kinds.lines(step, view) if item.id in offered]


def numbered(step: Step, view: View) -> list[Item]:
    """Return what the page shows under bare numbers: the rows, or beside actions what is offered.

    Actions stand there under their codes.
    """
    return offered_items(step, view) if holds_actions(step) else kinds.lines(step, view)


def columns_of(step: Step, view: View) -> list[Column]:
    """Return what is asked of a row after its first words; the agenda only where there is one."""
    own = own_columns(step)
    source = step.options.get("agenda")
    issues = (
        [
            item.text
            for item in kinds.in_places(kinds.items(source, view))
            if (item.place or 0) <= FIRST
        ]
        if source
        else []
    )
    if not issues:
        return own
    asks = _("Which issue of the agenda does it serve?")
    none = _("None of these")
    return [Column("agenda", _("Agenda"), asks, "choice", tuple(issues), not_chosen=none), *own]


def table_columns(step: Step, view: View) -> list[Row]:
    """Return the columns of a table of one's own that this audience may read, the first included.

    ``choices`` are the two answers of a flag, the yes first.
    """
    if not table_title(step):
        return []
    first: Row = {"id": "what", "title": first_title(step), "type": "text", "choices": []}
    seen = [column for column in columns_of(step, view) if column.may_be_seen(view)]
    return [
        first,
        *(
            {
                "id": column.id,
                "title": column.title,
                "type": column.type,
                "choices": list(column.choices) if column.type == "flag" else [],
            }
            for column in seen
        ),
    ]


def own_columns(step: Step) -> list[Column]:
    """Return the columns after the first, of the file or of an action."""
    tables = step.options.get("columns")
    return [columns.from_table(table) for table in tables[1:]] if tables else columns.of_an_action()


def _rows(step: Step, view: View) -> list[Entry]:
    return [entry for entry in kinds.standing(step, view) if entry.text]


def _value(column: Column, entry: Entry, view: View) -> Any:
    """A field as the summary holds it; None where it is open."""
    value = columns.as_kept(column, entry.body.get(column.id))
    return view.name_of(value) or None if column.type == "person" else value
