"""The lines that a plan offers to be taken up, and the first question of a row."""

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _
from coalition_cli.kinds.plan.plan_options import FIRST, first_title
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import as_whole, find_item, read_words
from coalition_cli.same_name import is_same_name
from coalition_cli.stage import Given


def unheard_items(step: Step, view: View) -> list[Item]:
    """Return what is offered and neither has a row yet nor was passed over."""
    heard = {entry.body.get("from") for entry in kinds.said(step, view)}
    return [item for item in offered_items(step, view) if item.id not in heard]


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


def first_question_of(step: Step, view: View) -> str:
    """Return the question that begins the next row."""
    rows, most = (
        len([row for row in kinds.said(step, view) if row.text]),
        int(step.options.get("most", FIRST)),
    )
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


def read_first_of(given: Given, step: Step, view: View) -> tuple[str, str]:
    """The words, and the id of what is offered where they are its own or its number was given."""
    offered = offered_items(step, view)
    if offered and as_whole(given) is not None:
        item = find_item(given, offered)
        return item.text, item.id
    words = read_words(given)
    named = next((item for item in offered if is_same_name(item.text, words)), None)
    return (named.text, named.id) if named else (words, "")
