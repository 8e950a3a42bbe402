"""The result of a form: means and counts as a table, and what was chosen and said."""

from collections.abc import Mapping
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Table
from coalition_cli.i18n import _
from coalition_cli.kinds.form.form_options import answered_by, cups_of, questions_of
from coalition_cli.kinds.form.form_tallies import entries_of, newest_tally
from coalition_cli.model.contributions import Row, Voice
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

FEWEST: Final = 5
"""So many must have answered before those who read nothing else are told their mean."""


def result(step: Step, view: View) -> dict[str, dict[str, Any]] | None:
    """``{question id: {"answers", "mean", "counts", "texts"}}`` of those that anybody answered.

    Means are of faces alone, from 1 (worst) to 5. Readers of ``means_for`` and people outside are
    given no words, and no mean of fewer than five answers; counts only where a question has them
    for them, and if none of them is of one to four answers.
    """
    rows = {question["id"]: _row(question, step, view) for question in questions_of(step)}
    return {name: row for name, row in rows.items() if row} or None


def blocks(step: Step, view: View) -> list[Block]:
    """Return means and counts as a table, then what was chosen and said; the room sees nothing."""
    found = result(step, view) or {}
    prompts = {question["id"]: question["prompt"] for question in questions_of(step)}
    means = {prompts[name]: row for name, row in found.items() if row["mean"] is not None}
    shown: list[Block] = [_as_table(means)] if means else []
    for question in questions_of(step):
        row = found.get(question["id"])
        if row and row["mean"] is None and (row["counts"] or row["texts"]):
            cups = cups_of(question)
            counted = [Bullet(cups[cup], str(number)) for cup, number in row["counts"].items()]
            said = [Bullet(text) for text in row["texts"]]
            shown += [Heading(question["prompt"], 3), Bullets((*counted, *said))]
    return shown


def feedback(step: Step, view: View) -> Mapping[str, Row]:
    """Return what was answered, by question."""
    return result(step, view) or {}


def voice(step: Step, view: View) -> Voice:
    """It is told with how it was."""
    return ""


def _row(question: Mapping[str, Any], step: Step, view: View) -> dict[str, Any] | None:
    """Return the part of one question that this audience may read; None where that is nothing."""
    entries = entries_of(question, step, view)
    tally = newest_tally(entries)
    counts = _counts(question, tally)
    answers = sum(counts.values())
    mean = None
    if answered_by(question) == "faces" and answers:
        mean = round(sum(int(cup) * number for cup, number in counts.items()) / answers, 4)
    visible: list[Entry] = []
    if view.audience != "donor":
        visible = [entry for entry in entries if view.may_see(entry)]
    if not visible:
        readers = (step.options.get("means_for"), *_outside(tally, view))
        is_mean_told = view.audience in readers
        are_counts_told = view.audience == question.get("counts_for")
        return _in_short(counts, mean if is_mean_told else None, are_counts_told=are_counts_told)
    texts = [entry.text for entry in visible if entry.text]
    if not answers and not texts:
        return None
    row = {"answers": answers or len(texts), "mean": mean, "counts": counts, "texts": texts}
    return row | {"people": tally.body["people"]} if tally and "people" in tally.body else row


def _in_short(
    counts: Mapping[str, int], mean: float | None, *, are_counts_told: bool
) -> dict[str, Any] | None:
    """Return what readers beyond the share are told: numbers of which none points at somebody."""
    answers = sum(counts.values())
    if answers < FEWEST or (mean is None and not are_counts_told):
        return None
    is_any_few = any(number < FEWEST for number in counts.values())
    told = dict(counts) if are_counts_told and not is_any_few else {}
    return {"answers": answers, "mean": mean, "counts": told, "texts": []}


def _counts(question: Mapping[str, Any], tally: Entry | None) -> dict[str, int]:
    """Return the cups that are not empty, each with its number."""
    found = tally.body["counts"] if tally else {}
    return {cup: found[cup] for cup in cups_of(question) if found.get(cup, 0)}


def _outside(tally: Entry | None, view: View) -> tuple[str, ...]:
    """People outside, where the step shares its counts even with them."""
    return ("donor",) if tally and view.may_see(tally) else ()


def _as_table(rows: Mapping[str, Mapping[str, Any]]) -> Table:
    has_counts = any(row["counts"] for row in rows.values())
    cups = [str(number) for number in range(5, 0, -1)] if has_counts else []
    columns = [
        Column(_("Question")),
        Column(_("Mean"), is_number=True),
        Column(_("Answers"), is_number=True),
    ]
    columns += [Column(cup, is_number=True, is_detail=True) for cup in cups]
    lines = [
        (
            prompt,
            f"{row['mean']:.1f}",
            _answers_of(row),
            *(str(row["counts"].get(cup, 0)) for cup in cups),
        )
        for prompt, row in rows.items()
    ]
    return Table(tuple(columns), tuple(lines), _("Five faces: 1 is the worst, 5 the best."))


def _answers_of(row: Mapping[str, Any]) -> str:
    """Return the number of answers; of people too, where fewer of them than beans were counted."""
    if "people" not in row:
        return str(row["answers"])
    return _("{answers}, of {people} people").format(answers=row["answers"], people=row["people"])
