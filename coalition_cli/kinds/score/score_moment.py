"""The moment of a weighing: what is weighed now, what was counted, and the order it came to."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Bar, Bars, Column
from coalition_cli.i18n import _, ngettext, pgettext
from coalition_cli.kinds.score.score_options import (
    TOP,
    criteria_of,
    scale_bounds,
    titles_of,
)
from coalition_cli.kinds.score.score_ranking import newest_weighings, numbers_of, result
from coalition_cli.methods.ranking_blocks import (
    field_name,
    mean_words,
    place_word,
    places_of_scores,
    quadrant,
)
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing.ratings import AGREED
from coalition_cli.phrasing.sentences import in_words, listed, one_decimal, ordinal
from coalition_cli.slide import (
    Grid,
    GridRow,
    Lines,
    Part,
    Said,
    Scale,
    Slide,
    Stage,
    Words,
)

COUNTED = "counted"
"""The word before criterion and item once they were counted."""


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the issue and the question while hands go up; then its bars; at the end the order.

    ``at`` is a criterion and an item that is weighed, after ``COUNTED`` once it was.
    """
    weighed = newest_weighings(step, view)
    items = kinds.items(step.options["from"], view)
    waiting = any(
        (criterion["id"], item.id) not in weighed
        for criterion in criteria_of(step)
        for item in items
    )
    if at[:1] == (COUNTED,) and tuple(at[1:3]) in weighed:
        return _counted(at[1], at[2], items, step, view)
    if len(at) >= 2 and at[0] != COUNTED:
        return _asked(at[0], at[1], items, step, view)
    newest = next(reversed(weighed), None) if waiting else None
    if newest is not None:
        return _counted(*newest, items, step, view)
    if not weighed:
        said = tuple(Said(item.text, item.mark) for item in items)
        return Slide(stages=((Lines(said),),) if said else ())
    return order_slide(step, view)


def _asked(criterion_id: str, item_id: str, items: Sequence[Item], step: Step, view: View) -> Slide:
    criterion = next(each for each in criteria_of(step) if each["id"] == criterion_id)
    least, most = scale_bounds(step)
    blanks = Words(
        _("Show your fingers. No answer is an answer too: it does not count as low."),
        short=_("Show fingers. No answer is fine."),
    )
    scale = Scale(least, most, criterion.get("low", ""), criterion.get("high", ""))
    return Slide(
        question=_issue(item_id, items),
        hints=(Words(criterion["prompt"]),),
        kept_hints=1,
        stages=((scale, blanks),),
        where=_where(criterion, item_id, items),
    )


def _counted(
    criterion_id: str, item_id: str, items: Sequence[Item], step: Step, view: View
) -> Slide:
    criterion = next(each for each in criteria_of(step) if each["id"] == criterion_id)
    weighing = newest_weighings(step, view)[criterion_id, item_id]
    counts = {int(value): int(number) for value, number in weighing["counts"].items()}
    answers = sum(counts.values())
    least, most = scale_bounds(step)
    ends = {least: criterion.get("low", ""), most: criterion.get("high", "")}
    bars = tuple(
        Bar(
            f"{value}  {ends.get(value, '')}".strip(),
            counts.get(value, 0),
            str(counts.get(value, 0)),
        )
        for value in range(most, least - 1, -1)
    )
    told: list[Part] = [Bars(bars, max(answers, 1))] if answers > 1 else []
    if answers:
        mean = one_decimal(
            Fraction(sum(value * number for value, number in counts.items()), answers)
        )
        people = ngettext("from {count} answer", "from {count} answers", answers)
        counted = people.format(count=answers)
        if weighing.get("way") == AGREED:
            counted = _("agreed by the whole room")
        words = _("{criterion} {mean}, {people}.").format(
            criterion=criterion["title"], mean=mean, people=counted
        )
        told.append(Words(words, "strong"))
    told += _so_far(criterion, items, step, view)
    return Slide(
        question=_issue(item_id, items),
        hints=(Words(criterion["prompt"]),),
        kept_hints=1,
        stages=(tuple(told),),
        where=_where(criterion, item_id, items),
    )


def _so_far(
    criterion: Mapping[str, str], items: Sequence[Item], step: Step, view: View
) -> list[Part]:
    """The means so far in the order of naming: nothing is ranked before the end."""
    weighed = newest_weighings(step, view)
    parts, to_come = [], 0
    for item in items:
        weighing = weighed.get((criterion["id"], item.id))
        counts = {int(value): int(n) for value, n in weighing["counts"].items()} if weighing else {}
        answers = sum(counts.values())
        if weighing is None:
            to_come += 1
        elif answers:
            mean = Fraction(sum(value * number for value, number in counts.items()), answers)
            parts.append(_("No {number} {mean}").format(number=item.mark, mean=one_decimal(mean)))
    if len(parts) < 2:
        return []
    if to_come:
        words = ngettext("{count} to come", "{count} to come", to_come)
        parts.append(words.format(count=in_words(to_come)))
    said = _("{criterion} so far: {means}").format(
        criterion=criterion["title"], means=" · ".join(parts)
    )
    return [Words(said, "quiet", is_detail=True)]


def _issue(item_id: str, items: Sequence[Item]) -> str:
    found = next((item for item in items if item.id == item_id), None)
    return f"{found.mark}  {found.text}" if found else _("It is read out, not shown.")


def _where(criterion: Mapping[str, str], item_id: str, items: Sequence[Item]) -> tuple[str, ...]:
    ids = [item.id for item in items]
    if item_id not in ids:
        return (criterion["title"].lower(),)
    issue = _("issue {number} of {count}").format(number=ids.index(item_id) + 1, count=len(ids))
    return criterion["title"].lower(), issue


def order_slide(step: Step, view: View) -> Slide:
    """Return the order as a table, and of two criteria the picture on a page of its own."""
    rows = result(step, view)
    if rows is None:
        return Slide()
    numbers = {item_id: str(number) for item_id, number in numbers_of(step, view).items()}
    titles = titles_of(step)
    tie = _tie_across(rows)
    table: list[Part] = [_table(rows, numbers, titles, tie)]
    table += [*_tie_words(tie, numbers), *_remarks(rows, numbers)]
    stages: list[Stage] = [tuple(table)]
    picture = (
        quadrant(rows, numbers, titles, scale_bounds(step), step.options.get("corners") or {})
        if len(titles) == 2
        else None
    )
    if picture is not None:
        on_line = [
            point.mark for point in picture.points if field_name(picture, point) == _("on the line")
        ]
        words = []
        if on_line:
            sentence = ngettext(
                "{numbers} lies on a line: talk first.",
                "{numbers} lie on a line: talk first.",
                len(on_line),
            )
            words.append(Words(sentence.format(numbers=listed(on_line)), "warning"))
        stages.append((picture, *words))
    scorers = max((row["scorers"] for row in rows), default=0)
    told = ngettext("{count} answered", "{count} answered", scorers).format(count=scorers)
    foot = (Words(told, "quiet"),) if scorers else ()
    return Slide(stages=tuple(stages), foot=foot, is_result=True)


def _table(
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[str, str],
    titles: Mapping[str, str],
    tie: Sequence[Mapping[str, Any]],
) -> Grid:
    columns = (
        Column(pgettext("in an order", "Place"), True),
        Column(pgettext("number", "No"), True),
        Column(_("Issue")),
        *(Column(title, True, is_detail=True) for title in titles.values()),
        Column(_("Together"), True),
    )
    drawn, places = [], places_of_scores(rows)
    for row in rows:
        place = place_word(row)
        cells = (
            place if place.endswith("=") else f"{place} ",
            numbers.get(row["id"], ""),
            row["text"],
            *(mean_words(row["criteria"][criterion]["mean"]) for criterion in titles),
            mean_words(row["score"], places),
        )
        is_top = row["place"] is not None and row["place"] <= TOP
        drawn.append(GridRow(cells, "strong" if is_top else "plain", _bracket(row, tie)))
    return Grid(columns, tuple(drawn))


def _bracket(row: Mapping[str, Any], tie: Sequence[Mapping[str, Any]]) -> str:
    """The sign that holds those together who share the place across the line."""
    ids = [each["id"] for each in tie]
    if row["id"] not in ids:
        return ""
    if row["id"] == ids[0]:
        return "┌"
    return "└" if row["id"] == ids[-1] else "│"


def _tie_across(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows that share a place of which some are among the first and some are not."""
    placed = [row for row in rows if row["place"] is not None]
    if len(placed) <= TOP:
        return []
    last = placed[TOP - 1]["place"]
    same = [row for row in placed if row["place"] == last]
    return same if placed[TOP]["place"] == last and len(same) > 1 else []


def _tie_words(tie: Sequence[Mapping[str, Any]], numbers: Mapping[str, str]) -> list[Part]:
    if not tie:
        return []
    called = listed([numbers.get(row["id"], "") for row in tie])
    place = ordinal(tie[0]["place"])
    sentence = _(
        "= {numbers} are level: they share {place} place, in no order. We decide: keep all of them,"
        " talk and vote again, or draw."
    )
    short = _("= {numbers}: level for {place}, no order")
    return [
        Words(
            sentence.format(numbers=called, place=place),
            "warning",
            short.format(numbers=called, place=place),
        )
    ]


def _remarks(rows: Sequence[Mapping[str, Any]], numbers: Mapping[str, str]) -> list[Part]:
    """What the numbers alone do not say: split opinions, moves with their reason, few answers."""
    split = [numbers.get(row["id"], "") for row in rows if row["contested"]]
    few = [numbers.get(row["id"], "") for row in rows if row["place"] is None]
    said = []
    if split:
        said.append(_("{numbers}: opinions are split, talk first.").format(numbers=listed(split)))
    for row in rows:
        if row["moved"] and row["rank"] is not None and row["moved_reason"]:
            sentence = _("{number} was moved from {rank}: {reason}")
            words = {"number": numbers.get(row["id"], ""), "rank": ordinal(row["rank"])}
            said.append(sentence.format(**words, reason=row["moved_reason"]))
    if few:
        said.append(_("{numbers}: not enough answers.").format(numbers=listed(few)))
    return [Words(sentence, "quiet") for sentence in said]
