"""The page of a ranking: why the first stand where they stand, the picture, the table."""

from dataclasses import replace
from typing import Any

from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.score.score_options import TOP, scale_bounds, titles_of
from coalition_cli.kinds.score.score_ranking import (
    newest_weighings,
    numbers_of,
    ranking,
    result,
    weight_at,
)
from coalition_cli.methods.ranking import steady_weights
from coalition_cli.methods.ranking_blocks import quadrant, ranked_table, spread_bars
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View


def blocks(step: Step, view: View) -> list[Block]:
    """Return why the first stand where they stand, and who has no place (organizers: every one).

    And last, where a full screen still shows it, the ranked table. Of two criteria there is a
    picture, which carries that table.
    """
    rows = result(step, view)
    if rows is None:
        hidden = len(newest_weighings(step, view))
        sentence = ngettext(
            "{count} answer is kept and not shown here.",
            "{count} are kept and not shown here.",
            hidden,
        )
        return (
            [Prose(sentence.format(count=hidden), "quiet")]
            if hidden and view.audience == "participants"
            else []
        )
    titles = titles_of(step)
    shown: list[Block] = spread_bars(rows, titles, scale_bounds(step)) if view.shows_names() else []
    told = [
        row for row in rows if view.shows_names() or row["place"] is None or row["place"] <= TOP
    ]
    numbers = {item_id: str(number) for item_id, number in numbers_of(step, view).items()}
    shown.append(Bullets(tuple(Bullet(row["why"], numbers[row["id"]]) for row in told)))
    shown += [Prose(sentence, "quiet") for sentence in _remarks(rows, step, view)]
    picture = (
        quadrant(rows, numbers, titles, scale_bounds(step), step.options.get("corners") or {})
        if len(titles) == 2
        else None
    )
    table = ranked_table(rows, numbers, titles, picture)
    return [*shown, replace(picture, numbers=table) if picture else table]


def _remarks(rows: list[dict[str, Any]], step: Step, view: View) -> list[str]:
    """Return remarks on what stands behind the ranking.

    Other weights may change who is first, and more hands may have been counted than people were
    there.
    """
    remarks: list[str] = []
    steady = steady_weights(ranking(step, view), TOP, weight_at(step, view))
    if steady is not None:
        low, high = (round(weight * 100) for weight in steady)
        sentence = _(
            "The first {count} stay the first whatever “{criterion}” weighs, from {low} % to "
            "{high} %."
        )
        title = next(iter(titles_of(step).values()))
        remarks.append(sentence.format(count=TOP, criterion=title, low=low, high=high))
    newest = newest_weighings(step, view)
    for row in rows if view.audience != "donor" else ():
        for criterion, title in titles_of(step).items():
            weighing = newest.get((criterion, row["id"]), {})
            if "present" in weighing:
                sentence = _(
                    "{issue}, {criterion}: {answers} answers were counted; {present} people were "
                    "present."
                )
                answers = sum(weighing["counts"].values())
                words = {"issue": row["text"], "criterion": title, "answers": answers}
                remarks.append(sentence.format(**words, present=weighing["present"]))
    return remarks
