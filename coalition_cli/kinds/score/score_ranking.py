"""The ranking that weighings come to, as rows, as an agenda, and as lines for other steps."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds.score.score_options import criteria_of, titles_of
from coalition_cli.methods.ranking import Cell, Ranked, places, rank
from coalition_cli.methods.ranking_reasons import MOST_NAMED, reason
from coalition_cli.model.asked_once import asked_once
from coalition_cli.model.contributions import ISSUE, Agenda, Cover, Issue
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing.ratings import (
    AGREED,
)
from coalition_cli.phrasing.sentences import ordinal

_OF_AN_AGENDA: Final = ("urgency", "feasibility")


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """One row an item, in the order of the places.

    Means, answers, spread, rank, and the sentence that says why.

    ``rank`` is what the answers came to and ``place`` where the item stands: another one where the
    room gave it (``moved``, ``moved_reason``) or moved others past it. Places are those that the
    whole room gave: an audience that may not see every item finds gaps, never other places.
    """
    rows = asked_once("ranking", step, view, lambda: _rows(step, view))
    return None if rows is None else [dict(row) for row in rows]


def _rows(step: Step, view: View) -> list[dict[str, Any]] | None:
    ranked = ranking(step, view)
    seen = {entry.body["item"] for entry in kinds.standing(step, view) if "criterion" in entry.body}
    hidden = {item for _criterion, item in newest_weighings(step, view)} - seen
    visible = {
        item.id: item.text
        for item in kinds.items(step.options["from"], view)
        if item.id not in hidden
    }
    if not seen:
        return None
    moves = _moves(step, view)
    level = _levels(ranked, visible)
    standing = places(
        {row.item: row.rank for row in ranked},
        {item: move.body["moved_to"] for item, move in moves.items()},
    )
    rows = [
        _row(row, visible, level.get(row.rank, ()), step, view)
        for row in ranked
        if row.item in visible
    ]
    taken = Counter(standing.values())
    for row in rows:
        place = standing[row["id"]]
        row |= {"place": place, "shares_place": place is not None and taken[place] > 1}
        _tell_of_move(row, moves.get(row["id"]), view)
    return sorted(rows, key=lambda row: (row["place"] is None, row["place"] or 0))


def agenda(step: Step, view: View) -> Agenda | None:
    """Return the ranking as an agenda.

    If its file says that it is one, or if it weighs urgency and feasibility.
    """
    is_named = bool(step.options.get("agenda"))
    is_usual = {criterion["id"] for criterion in criteria_of(step)} == set(_OF_AN_AGENDA)
    rows = result(step, view) if is_named or is_usual else None
    return Agenda([_issue(row) for row in rows], is_named) if rows else None


def covers(step: Step) -> Cover:
    """Return the step whose lines are weighed here."""
    return Cover(step.options["from"])


def items(step: Step, view: View) -> list[Item]:
    """Return what was weighed and has a place, in the order of the places, under its own number."""
    numbers = numbers_of(step, view)
    return [
        Item(row["id"], numbers[row["id"]], row["text"], row["place"])
        for row in result(step, view) or ()
        if row["place"] is not None
    ]


def numbered(step: Step, view: View) -> list[Item]:
    """Return what is weighed: the page shows it under its numbers."""
    return kinds.items(step.options["from"], view)


def coded(step: Step, view: View) -> dict[str, list[Item]]:
    """Return the issues of an agenda, which go by ``I`` and their number in documents."""
    return {ISSUE: numbered(step, view)} if agenda(step, view) else {}


def numbers_of(step: Step, view: View) -> dict[str, int]:
    """Return the numbers of what is weighed, by the ids."""
    return {item.id: item.number for item in numbered(step, view)}


def _levels(ranked: Sequence[Ranked], names: Mapping[str, str]) -> dict[int | None, list[str]]:
    """The ids of those that share a rank, by the rank; those that have ``names``."""
    tied = [row for row in ranked if row.is_tied and row.item in names]
    return {shared: [row.item for row in level] for shared, level in groupby(tied, key=_rank_of)}


def _rank_of(row: Ranked) -> int | None:
    return row.rank


def ranking(step: Step, view: View) -> list[Ranked]:
    """The items in rank order, exactly as counted, whoever may see them; nobody changes the list.

    It is the same for every audience.
    """
    whole = replace(view, audience="private")
    return asked_once("ranked", step, whole, lambda: _ranking(step, whole))


def _ranking(step: Step, view: View) -> list[Ranked]:
    items = [item.id for item in kinds.items(step.options["from"], view)]
    newest = newest_weighings(step, view)
    answers: dict[str, dict[str, Cell]] = {criterion["id"]: {} for criterion in criteria_of(step)}
    for (criterion, item), weighing in newest.items():
        if criterion in answers:
            counts = {int(value): number for value, number in weighing["counts"].items()}
            answers[criterion][item] = Cell(counts, weighing["way"] == AGREED)
    return rank(items, answers, weight_at(step, view), _raters(newest.values()))


def weight_at(step: Step, view: View) -> Fraction:
    """Return how much the first of two criteria counts: as the room said, else as the file does."""
    said = [str(entry.body["weight"]) for entry in kinds.said(step, view) if "weight" in entry.body]
    return Fraction(said[-1] if said else str(step.options.get("weight", 0.5)))


def newest_weighings(step: Step, view: View) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The newest weighing of each item on each criterion, whoever may see it.

    Earlier ones stay in the file.
    """
    weighed = [entry.body for entry in kinds.said(step, view) if "criterion" in entry.body]
    return {(body["criterion"], body["item"]): body for body in weighed}


def _moves(step: Step, view: View) -> dict[str, Entry]:
    """Return where the room put an item itself.

    The newest place of each, in the order in which they were given.
    """
    moves: dict[str, Entry] = {}
    for entry in kinds.said(step, view):
        if "moved_to" in entry.body:
            moves.pop(entry.body["item"], None)
            moves[entry.body["item"]] = entry
    return moves


def _tell_of_move(row: dict[str, Any], move: Entry | None, view: View) -> None:
    """Tell the place that the room gave beside that of the answers, and why.

    The reason only as far as it may be read.
    """
    row["moved"] = int(move.body["moved_to"]) if move else None
    row["moved_reason"] = str(move.body["reason"]) if move and view.may_see(move) else None
    if row["place"] in (None, row["rank"]):
        return
    if not move:
        sentence = _("The room moved others: it stands {place}.").format(
            place=ordinal(row["place"])
        )
    elif row["moved_reason"] is None:
        sentence = _("The room moved it to {place}.").format(place=ordinal(row["place"]))
    else:
        sentence = _("The room moved it to {place}: {reason}").format(
            place=ordinal(row["place"]), reason=row["moved_reason"]
        )
    row["why"] = _("{why} {more}").format(why=row["why"], more=sentence)


def _raters(weighings: Collection[Mapping[str, Any]]) -> int | None:
    """Return how many answered anything, where they are known one by one.

    None where only hands were counted.
    """
    if not weighings or any("raters" not in weighing for weighing in weighings):
        present = [int(weighing["present"]) for weighing in weighings if "present" in weighing]
        # More hands than people were counted for one issue: the others are not measured
        # against hands that nobody has.
        return max(present, default=None)
    return len({rater for weighing in weighings for rater in weighing["raters"]})


def _row(
    row: Ranked, names: Mapping[str, str], level: Sequence[str], step: Step, view: View
) -> dict[str, Any]:
    others = [item for item in level[: MOST_NAMED + 1] if item != row.item]
    tied_with = tuple(names[item] for item in others)
    return {
        "id": row.item,
        "text": names[row.item],
        "rank": row.rank,
        "tied": row.is_tied,
        "score": _as_number(row.score),
        "scorers": row.scorers,
        "voters": row.voters,
        "spread": row.spread,
        "contested": row.is_contested,
        "criteria": {criterion: _criterion(cell, view) for criterion, cell in row.cells.items()},
        "why": reason(row, names[row.item], titles_of(step), tied_with, len(level) - 1),
    }


def _issue(row: Mapping[str, Any]) -> Issue:
    same = ("id", "rank", "tied", "place", "shares_place", "moved", "moved_reason")
    counted = ("score", "scorers", "spread", "contested", "why")
    means = {name: row["criteria"].get(name, {}).get("mean") for name in _OF_AN_AGENDA}
    return Issue(issue=row["text"], **means, **{key: row[key] for key in (*same, *counted)})


def _criterion(cell: Cell, view: View) -> dict[str, Any]:
    counts = {str(value): number for value, number in sorted(cell.counts.items())}
    is_outside = view.audience == "donor"
    return {
        "mean": _as_number(cell.mean),
        "answers": cell.answers,
        "counts": {} if is_outside else counts,
    }


def _as_number(exact: Fraction | None) -> float | None:
    """An exact value as JSON holds it: four decimals."""
    return None if exact is None else round(float(exact), 4)
