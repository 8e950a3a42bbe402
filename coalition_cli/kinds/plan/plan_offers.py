"""The lines that a plan offers to be taken up, and the first question of a row."""

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _
from coalition_cli.kinds.plan.plan_options import FIRST, first_title
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View


def offered_items(step: Step, view: View) -> list[Item]:
    """Return what the other step offers, under the numbers that its lines have there."""
    source = step.options.get("from")
    return kinds.items(source, view) if source else []


def offered_page(step: Step, view: View) -> list[Block]:
    """Return what is offered, under the numbers by which it is taken."""
    source, offered = step.options.get("from"), offered_items(step, view)
    if not source or not offered:
        return []
    if not step.options.get("columns"):
        return kinds.blocks_at(source, view)
    taken = {
        entry.body["from"]
        for entry in kinds.said(step, view)
        if entry.text and entry.body.get("from")
    }
    left = tuple(Bullet(item.text, item.mark) for item in offered if item.id not in taken)
    return [Prose(_("What can be taken by its number:"), "quiet"), Bullets(left)] if left else []


def first_question_of(step: Step, rows: int) -> str:
    """Return the question that begins the row after so many."""
    most = int(step.options.get("most", FIRST))
    asks = step.options.get("asks")
    if step.options.get("columns") and (not rows or rows < most or "most" not in step.options):
        question = str(asks or step.options["columns"][0].get("prompt") or first_title(step))
        return _("{question} Enter: no more.").format(question=question) if rows else question
    if rows < most:
        return str(
            asks or _("Action {number} of {most}: what exactly?").format(number=rows + 1, most=most)
        )
    return (
        _("{count} stand. Another one? Enter: no.")
        if step.options.get("columns")
        else _("{count} actions stand. Another one? Enter: no.")
    ).format(count=rows)
