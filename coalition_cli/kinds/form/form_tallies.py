"""The counts and the lines of a form, as its entries tell them."""

from collections.abc import Mapping, Sequence
from typing import Any

from coalition_cli import kinds
from coalition_cli.kinds.form.form_options import answered_by, cups_of
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View


def entries_of(question: Mapping[str, Any], step: Step, view: View) -> list[Entry]:
    """Return what was counted or heard at one question."""
    return [
        entry for entry in kinds.said(step, view) if entry.body.get("question") == question["id"]
    ]


def tally_of(question: Mapping[str, Any], step: Step, view: View) -> Entry | None:
    """Return the newest count of one question."""
    return newest_tally(entries_of(question, step, view))


def newest_tally(entries: Sequence[Entry]) -> Entry | None:
    """The last of them: two laptops that both counted have one each."""
    return next((entry for entry in reversed(entries) if "counts" in entry.body), None)


def is_whole(question: Mapping[str, Any], step: Step, view: View) -> bool:
    """True if nothing of a question is still to be asked."""
    if answered_by(question) == "words":
        return any(entry.body.get("closed") for entry in entries_of(question, step, view))
    tally = tally_of(question, step, view)
    return tally is not None and all(cup in tally.body["counts"] for cup in cups_of(question))
