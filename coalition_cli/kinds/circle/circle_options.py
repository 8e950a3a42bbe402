"""The fields of a circle: who has a turn, what is asked in it, and who may read each answer."""

from collections.abc import Mapping
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.model.body_shape import Shape, flag, words
from coalition_cli.model.entry import SHARES, TURN, Share, as_share
from coalition_cli.model.exercise import Field, Step
from coalition_cli.parsing.columns import TAKEN
from coalition_cli.stage import Given

OPTIONS: Final[Mapping[str, Field]] = {
    "each": Field(
        "text", "Who has a turn; left out: each person.", choices=("person", "group", "country")
    ),
    "fields": Field(
        "tables",
        "What is asked in each turn, one after the other; without it there is one free line.",
        fields={
            "id": Field(
                "text",
                "The name that entries and answers use.",
                is_required=True,
                taken=TAKEN | {"by", "spoke"},
            ),
            "prompt": Field("text", "What she is asked.", is_required=True, is_spoken=True),
            "share": Field(
                "text",
                "The widest audience of this answer; narrower than the step's.",
                choices=SHARES,
            ),
        },
    ),
    "only_fields": Field("flag", "After the fields nothing more is asked."),
    "main": Field("text", "The field whose words later steps work on; left out: the free line."),
    "ask_share": Field("flag", "Ask each person who may see her words."),
}
ASKS: Final = True
UNNAMED: Final = ""


def arrange(value: Given) -> Given:
    """Rows may be plain words, and need not say who spoke."""
    if not isinstance(value, list):
        return value
    rows = [{"text": row} if isinstance(row, str) else row for row in value]
    return [{"by": UNNAMED, **row} if isinstance(row, Mapping) else row for row in rows]


def shape(step: Step) -> Shape:
    """Return the shape of a turn, or of an answer for fewer readers: words in each field."""
    fields = {field["id"]: words for field in fields_of(step)}
    return Shape({**fields, TURN: words, "share": words, "passed": flag, "spoke": flag})


def is_of_groups(step: Step) -> bool:
    """True if groups have turns, and not people."""
    return bool(step.options.get("each", "person") != "person")


def keys_asked(step: Step) -> list[str]:
    """The keys that a turn has once everything was asked in it."""
    return [*questions_of(step), *(["share"] if step.options.get("ask_share") else [])]


def questions_of(step: Step) -> dict[str, str]:
    """Return the questions of a turn, by the key of the answer; free words stand last."""
    fields = {field["id"]: field["prompt"] for field in fields_of(step)}
    if fields and step.options.get("only_fields"):
        return fields
    return fields | {
        "text": _("Anything else, in her own words") if fields else _("In her own words")
    }


def share_of_field(field: str, step: Step) -> Share | None:
    """The share of a field that is not that of the step; None where they are the same."""
    share = next((each.get("share") for each in fields_of(step) if each["id"] == field), None)
    return as_share(share) if share and share != step.share else None


def fields_of(step: Step) -> list[Mapping[str, str]]:
    """Return the fields of the exercise file; none where there is one free line."""
    return list(step.options.get("fields") or ())
