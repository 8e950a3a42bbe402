"""The keys of a review, and the fields that are asked after each status."""

from collections.abc import Mapping
from typing import Final

from coalition_cli.model.actions import (
    OFS,
    REFERS,
    Of,
)
from coalition_cli.model.body_shape import Shape, flag, maybe, one_of, whole, words
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.undertaking_marks import STATUSES
from coalition_cli.stage import FOR_PEOPLE, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "of": Field(
        "text", "What is heard again: actions (if left out), events, or promises.", choices=OFS
    ),
    "from": Field(
        "text", "A plan whose rows alone are heard again.", gives="result", gift="actions"
    ),
    "reports": Field(
        "flag",
        "Of events: they are reported in any order, by anybody, also those that nobody planned.",
    ),
}


ASKS: Final = True


arrange = as_given


_MOVING: Final = ("text", "who", "by_when")


_FIELDS: Final[Mapping[Of, Mapping[str, tuple[str, ...]]]] = {
    "actions": {
        "done": ("text",),
        "moving": _MOVING,
        "stuck": _MOVING,
        "let go": ("text",),
        "open": ("who", "by_when"),
    },
    "events": {
        "done": ("reached", "held_on", "text", "next_on"),
        "moving": ("text", "next_on"),
        "stuck": ("text", "next_on"),
        "let go": ("text",),
        "open": ("next_on",),
    },
    "promises": {
        "done": ("text",),
        "moving": ("text",),
        "stuck": ("text",),
        "let go": ("text",),
        "open": (),
    },
}
"""The fields that are asked after each status, one after the other."""


OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("note", "text", "lesson"),
    "reached": ("reached", "people"),
    "told_by": ("told_by", "by"),
}
"""By which names an answers file may call a field: sheets from earlier days are typed in too."""


UNSAID: Final = "pass"
"""The word of a file for somebody who passes."""


UNPLANNED: Final = f"{FOR_PEOPLE}unplanned"


def sort_of(step: Step) -> Of:
    """Return what is heard again: actions, events or promises."""
    return step.options.get("of", "actions")  # type: ignore[no-any-return]  # a file is checked before it is played


def key_of(step: Step) -> str:
    """Under which key what was heard says what it speaks of."""
    return REFERS[sort_of(step)]


def fields_of(entry: Entry, step: Step) -> tuple[str, ...]:
    """Return what is asked after the status that ``entry`` holds, one after the other."""
    fields = _FIELDS[sort_of(step)].get(str(entry.body.get("status")), ())
    if not step.options.get("reports"):
        return fields
    return ("told_by", "told_on", "who", *fields)


def shape(step: Step) -> Shape:
    """Return the shape of what was heard: of what, how it stands, and what is asked after that."""
    days = dict.fromkeys(("by_when", "held_on", "next_on", "told_on"), maybe(words))
    heard = {"who": maybe(words), "told_by": maybe(words), "what": words, "reached": maybe(whole)}
    told = {key_of(step): words, "status": one_of(*STATUSES), "passed": flag, "agreed": flag}
    return Shape({**days, **heard, **told}, needs=(key_of(step),), any_of=("status", "passed"))
