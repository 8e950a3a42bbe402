"""The keys of a plan, and what they say of its rows."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from coalition_cli.i18n import _
from coalition_cli.model.body_shape import Shape, flag, one_of, words
from coalition_cli.model.contributions import Traits
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.undertaking_marks import STATUSES
from coalition_cli.parsing import columns
from coalition_cli.phrasing.decision_words import ITEM
from coalition_cli.stage import as_given

ENOUGH_FOR_ONE: Final = 2


FIRST: Final = 3
"""Down to which place of a ranking an issue is offered to be served."""


OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step whose ideas are offered.", gives="items"),
    "each": Field("flag", "Go through what from offers: a row for each, any may be passed over."),
    "most": Field("whole", "How many rows are enough.", least=1),
    "agenda": Field(
        "text",
        "A ranking whose first issues an action may serve.",
        gives="items",
        gift="agenda",
        is_offered=True,
    ),
    "asks": Field("text", "The first question of every row.", is_spoken=True),
    "columns": Field(
        "tables",
        "What a row holds, instead of what an action does; the first column says what the row is.",
        fields=columns.FIELDS,
    ),
    "is_actions": Field(
        "flag",
        "Rows with columns of one's own are actions too: they stand under what happens next, and "
        "are followed up.",
    ),
    "heading": Field(
        "text", "What stands above the rows in the summary. Left out: the title.", is_spoken=True
    ),
    "says": Field(
        "text",
        "What a row says as an action, where it is the name of somebody; {item} is that name. Left "
        "out: the row as it is.",
        is_spoken=True,
        gaps=(ITEM,),
        is_for_summaries=True,
    ),
    "offers": Field(
        "text",
        "The id of a column of the type flag: only rows with its yes are offered to other steps.",
    ),
}


ACTION: Final = ("who", "helper", "by_when", "first_step", "support", "measure", "agenda")
"""The keys of an action beside ``what`` and ``status``."""


ASKS: Final = True


TRAITS: Final = Traits(needs_words=True)


arrange = as_given


def shape(step: Step) -> Shape:
    """Return the shape of a row, but for its columns: one that holds something else is open."""
    keys = {"from": words, "status": one_of(*STATUSES), "passed": flag, "confirmed": flag}
    return Shape(keys)


def holds_actions(step: Step) -> bool:
    """True if the rows of a plan are actions, and not some other table that a room filled."""
    return not step.options.get("columns") or bool(step.options.get("is_actions"))


def table_title(step: Step) -> str:
    """Return what stands above columns of one's own."""
    return str(step.options.get("heading") or step.title) if step.options.get("columns") else ""


def find_mistakes(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Return what is wrong between the keys of such a step.

    Where in it, and what was expected there.
    """
    given = table.get("columns")
    found = given if isinstance(given, list) else []
    for at, what in columns.find_mistakes(found):
        yield ("columns", *at), what
    flags = [
        column.get("id")
        for column in found
        if isinstance(column, dict) and column.get("type") == "flag"
    ]
    if "offers" in table and table["offers"] not in flags:
        yield ("offers",), _("the id of a column of the type flag")
    if table.get("each") is True and "from" not in table:
        yield (
            ("from",),
            _("the step whose ideas are gone through, because of each; the key is missing"),
        )


def first_title(step: Step) -> str:
    """Return what the first of a plan's own columns is called."""
    return str(step.options["columns"][0]["title"])
