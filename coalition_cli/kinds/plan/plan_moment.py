"""The moment of a plan: the row that is being filled, or all rows, an action a page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds.plan.plan_offers import offered_page
from coalition_cli.kinds.plan.plan_options import ACTION, holds_actions
from coalition_cli.kinds.plan.plan_page import blocks, is_short_table
from coalition_cli.kinds.plan.plan_rows import columns_of, result
from coalition_cli.methods.block_parts import OPEN, parts_of, who_leads
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import columns
from coalition_cli.parsing.columns import Column
from coalition_cli.phrasing.captions import status_name
from coalition_cli.slide import Pair, Pairs, Part, Slide, Stage, Words

_CONTACTS: Final = ("phone",)
"""The types of columns that no wall shows, whoever may read them on paper."""
_UNSAID: Final = ("helper", "agenda")
"""Fields of an action that nobody misses where they are empty."""


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the page of the row that is filled, its open fields as dots; else every row.

    ``at`` is that row and the column that is asked, or the offered line that may become one.
    """
    rows = result(step, view) or []
    filled = next((place for place, row in enumerate(rows) if row["id"] in at), None)
    if filled is not None:
        asked = at[1] if len(at) > 1 else ""
        foot = _number_words(filled + 1, len(rows), step)
        return Slide(stages=(_page(rows[filled], step, view, asked),), foot=foot)
    offered = next((item for item in kinds.numbered(step, view) if item.id in at), None)
    if offered is not None:
        text = "  ".join(filter(None, (offered.mark, offered.text)))
        return Slide(stages=((Words(text, "strong"),),))
    return Slide(stages=tuple(filter(None, (*_offered(step, view), *_all_rows(rows, step, view)))))


def _number_words(number: int, count: int, step: Step) -> tuple[Words, ...]:
    if count < 2:
        return ()
    words = _("action {number} of {count}")
    if not holds_actions(step):
        words = _("{number} of {count}")
    return (Words(words.format(number=number, count=count), "quiet"),)


def _offered(step: Step, view: View) -> list[Stage]:
    """What can be taken up by its number, as long as rows are still to come."""
    if view.workshop.is_done(view.place(step.id)):
        return []
    return [tuple(parts_of(offered_page(step, view)))]


def _all_rows(rows: Sequence[Mapping[str, Any]], step: Step, view: View) -> list[Stage]:
    """Actions on pages of their own; rows of one's own below each other, or as a table."""
    pages = [_page(row, step, view) for row in rows]
    if holds_actions(step) or not rows:
        return pages
    if is_short_table(step, view) and not _has_contacts(step, view):
        return [tuple(parts_of(blocks(step, view)))]
    return [tuple(part for page in pages for part in page)]


def _page(row: Mapping[str, Any], step: Step, view: View, asked: str = "") -> Stage:
    """One row: what it is, then each column that the room may read."""
    title = "  ".join(filter(None, (_mark(row, step, view), row["what"])))
    fields = _pairs(row, step, view, asked)
    parts: list[Part] = [Words(title, "strong")]
    return (*parts, *([Pairs(tuple(fields))] if fields else []))


def _mark(row: Mapping[str, Any], step: Step, view: View) -> str:
    if holds_actions(step):
        return view.workshop.numbers.code_of(row["id"])
    return next((item.mark for item in kinds.lines(step, view) if item.id == row["id"]), "")


def _pairs(row: Mapping[str, Any], step: Step, view: View, asked: str) -> list[Pair]:
    found = []
    is_action = holds_actions(step)
    for column in _seen(step, view):
        words = columns.in_words(column, row[column.id]) if row.get(column.id) else ""
        is_asked = column.id == asked
        if is_action and column.id == "who":
            words = who_leads(row.get("who"), row.get("helper")) or words
            is_asked = asked in ("who", "helper")
        elif is_action and column.id == "helper":
            words, is_asked = ("" if row.get("who") else words), False
        if words or is_asked or not (is_action and column.id in _UNSAID):
            title = _("Done when") if is_action and column.id == "measure" else column.title
            found.append(Pair(title, words or OPEN, is_new=is_asked))
    status = row.get("status") if is_action else ""
    if status and status != "open":
        found.append(Pair(_("Status"), status_name(str(status))))
    return found


def _seen(step: Step, view: View) -> list[Column]:
    """The columns of a row that a wall shows: the agenda last, as on a card."""
    found = [
        column
        for column in columns_of(step, view)
        if column.may_be_seen(view) and column.type not in _CONTACTS
    ]
    order = {name: place for place, name in enumerate(ACTION)}
    return sorted(found, key=lambda column: order.get(column.id, len(order) - 2))


def _has_contacts(step: Step, view: View) -> bool:
    return any(column.type in _CONTACTS for column in columns_of(step, view))
