"""A step of notes on paper: numbered_lines lines, with what is asked after each."""

from coalition_cli.i18n import _
from coalition_cli.kinds.notes.notes_options import buckets_of, counts_hands
from coalition_cli.methods.writing_room import LINES, fields, numbered_lines, with_words
from coalition_cli.model.document import Content, Lane
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View

_MORE: int = 4
"""So many lines beyond those that are enough: more are kept too."""


def blank_form(step: Step, view: View) -> list[Content]:
    """The lines, each with its speaker, its sort and its hands; numbers alone where no words are.

    Where the speaker of each is asked what may become of her words, there is room for that.
    """
    buckets = [str(bucket["title"]) for bucket in buckets_of(step)]
    if step.record == "count":
        return [fields(buckets or [_("How many")])]
    lanes = [Lane(_speaker(step), 2), Lane(_("What is said"), 8)]
    lanes += [Lane(_("Where"), 2)] if buckets else []
    lanes += [Lane(_("Hands"), 1)] if counts_hands(step) else []
    lanes += [Lane(_("May these words be used?"), 2)] if step.options.get("consent") else []
    asks_readers = step.options.get("consent") or step.options.get("ask_share")
    lanes += [Lane(_("Who may read them?"), 2)] if asks_readers else []
    most = step.options.get("most")
    lines = numbered_lines(int(most) + _MORE if most else LINES, lanes)
    where = _("Where: {places}").format(places=" · ".join(buckets)) if buckets else ""
    return list(with_words(where, lines))


def headings(step: Step, view: View) -> list[str]:
    """The sorts under which notes hang."""
    return [str(bucket["title"]) for bucket in buckets_of(step)]


def _speaker(step: Step) -> str:
    each = step.options.get("each")
    if each:
        return _("Country") if each == "country" else _("Group")
    return _("Who, or which group")
