"""The agenda of a page: issues by their places, and their field with codes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Quadrant, Table, Tone
from coalition_cli.i18n import _, pgettext
from coalition_cli.methods.ranking_blocks import place_word
from coalition_cli.model.document import Cell, Lane, Row, Rows
from coalition_cli.phrasing.page_words import clipped
from coalition_cli.phrasing.sentences import one_decimal
from coalition_cli.summary.data import agenda_of
from coalition_cli.summary.findings import Findings

_WHOLE: Final = 1_000_000
"""As long as any text is."""


def field_of(found: Findings) -> Quadrant | None:
    """The issues over the two criteria, each under its code; None where no two were weighed.

    One whose scores this reader is not told has no point.
    """
    there = agenda_of(found.views)
    blocks = kinds.blocks(there[1], there[0]) if there else []
    picture = next((block for block in blocks if isinstance(block, Quadrant)), None)
    if picture is None:
        return None
    told = (row for row in found.agenda if row["code"] and row["score"] is not None)
    by_number = {str(row["code"])[1:]: row for row in told}
    points = tuple(
        replace(
            point,
            mark=by_number[point.mark]["code"],
            is_chosen=bool(by_number[point.mark]["chosen"]),
        )
        for point in picture.points
        if point.mark in by_number
    )
    return replace(picture, points=points, numbers=Table((), ())) if points else None


def legend(rows: Sequence[Mapping[str, Any]], longest: int, *, has_means: bool = True) -> Rows:
    """The issues by their places: place, code, issue, mean; those of the agenda strong."""
    lanes = [Lane(pgettext("in an order", "Place")), Lane(_("Code"), is_code=True)]
    lanes.append(Lane(_("Issue"), 1))
    lanes += [Lane(_("Mean"), is_number=True)] if has_means else []
    return Rows(tuple(lanes), tuple(_row(row, longest, has_means) for row in rows))


def weighed(found: Findings) -> Rows | None:
    """Every issue with its means, how many answered, and how far the answers are apart."""
    if not found.agenda:
        return None
    picture = field_of(found)
    titles = (picture.x_title, picture.y_title) if picture else (_("Urgency"), _("Feasibility"))
    lanes = [Lane(pgettext("in an order", "Place")), Lane(_("Code"), is_code=True)]
    lanes.append(Lane(_("Issue"), 1))
    counted = [key for key in ("scorers", "spread") if any(row[key] for row in found.agenda)]
    names = {"scorers": _("Answers"), "spread": _("Apart")}
    further = (*titles, _("Mean"), *(names[key] for key in counted))
    lanes += [Lane(title, is_number=True) for title in further]
    rows = tuple(_weighed_row(row, counted) for row in found.agenda)
    return Rows(tuple(lanes), rows, has_head=True)


def _weighed_row(row: Mapping[str, Any], counted: Sequence[str]) -> Row:
    means = [_mean(row[key]) for key in ("urgency", "feasibility", "score")]
    numbers = (*means, *(str(row[key] or "") for key in counted))
    first = _row(row, _WHOLE, has_means=False)
    return Row((*first.cells, *map(Cell, numbers)), first.codes)


def _mean(value: float | None) -> str:
    return one_decimal(Fraction(str(value))) if value is not None else "–"


def _row(row: Mapping[str, Any], longest: int, has_means: bool) -> Row:
    tone: Tone = "strong" if row["chosen"] else "plain"
    cells = [Cell(place_word(row), "strong"), Cell(row["code"] or "")]
    cells.append(Cell(clipped(row["issue"], longest), tone))
    cells += [Cell(_mean(row["score"]), "quiet")] if has_means else []
    return Row(tuple(cells), (row["code"],) if row["code"] else ())


def first_issues(found: Findings) -> list[Mapping[str, Any]]:
    """The issues that the room took up; where it took up none, those on the first three places."""
    chosen: list[Mapping[str, Any]] = [row for row in found.agenda if row["chosen"]]
    first = (row for row in found.agenda if row["place"] is not None and row["place"] <= 3)
    return chosen or list(first)


def places_alone(rows: Sequence[Mapping[str, Any]], longest: int) -> Rows:
    """The issues by their places, without codes and numbers, for a page that everyone reads."""
    lanes = (Lane(pgettext("in an order", "Place")), Lane(_("Issue"), 1))
    return Rows(
        lanes,
        tuple(
            Row((Cell(place_word(row), "strong"), Cell(clipped(row["issue"], longest))))
            for row in rows
        ),
    )
