"""Numbers of a step of notes: hands for each line, or counts alone."""

from functools import partial

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.notes.notes_options import buckets_of
from coalition_cli.kinds.notes.notes_page import blocks, notes_page
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import read_count
from coalition_cli.stage import Option, Question, Stage


def hands_are_under_way(step: Step, view: View) -> bool:
    """True if the hands of some lines are counted and those of others are not."""
    counted = ["hands" in entry.body for entry in kinds.said(step, view)]
    return bool(step.options.get("hands")) and any(counted) and not all(counted)


def count_hands(step: Step, view: View, stage: Stage) -> Play:
    """Count the hands for each line; an empty answer leaves it uncounted, which is not none."""
    for number, entry in enumerate(kinds.said(step, view)):
        if "hands" in entry.body or not entry.text:
            continue
        stage.show(partial(notes_page, step, view))
        question = Question(
            (number, "hands"),
            _("{number}. {line}: how many hands?").format(number=number + 1, line=entry.text),
            lambda given: (
                None if isinstance(given, str) and not given.strip() else read_count(given)
            ),
            hint=_("An empty line: not counted."),
        )
        yield Fact(
            {**entry.body, "hands": stage.ask(question)}, entry.by, entry.share, "edit", entry.id
        )


def count_only(step: Step, view: View, stage: Stage) -> Play:
    """Ask for the numbers that are missing; if none is, for all again, each from what it was."""
    buckets = buckets_of(step) or [{"id": "count", "title": step.title}]
    counted = {entry.body["bucket"]: entry for entry in kinds.said(step, view)}
    missing = [bucket for bucket in buckets if bucket["id"] not in counted]
    if not missing:
        stage.show(blocks(step, view))
        options = [Option("keep", _("Keep these numbers")), Option("again", _("Count again"))]
        if stage.choose(None, _("They are counted."), options, "keep") == "keep":
            return
    for bucket in missing or buckets:
        stage.show(blocks(step, view))
        before = counted.get(bucket["id"])
        default = str(before.body["count"]) if before else "0"
        number = stage.ask(Question((bucket["id"],), bucket["title"], read_count, default=default))
        body = {"bucket": bucket["id"], "count": number}
        yield Fact(body, op="edit", ref=before.id) if before else Fact(body)
