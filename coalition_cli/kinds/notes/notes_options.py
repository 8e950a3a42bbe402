"""The keys of a step of notes, and which lines it takes."""

from collections.abc import Mapping
from typing import Final

from coalition_cli.model.body_shape import Shape, either, maybe, texts, whole, words
from coalition_cli.model.entry import SHARES
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import DETAIL_NAMES
from coalition_cli.stage import as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "buckets": Field(
        "tables",
        "Sorts a note may be put into while it is written.",
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "share": Field(
                "text",
                "The widest audience of what is put there, if not the step's.",
                choices=SHARES,
            ),
            "detail": Field(
                "text",
                "What is known of the day and offered here, to be kept or changed.",
                choices=DETAIL_NAMES,
            ),
        },
    ),
    "each": Field(
        "text",
        "Lines come from one after the other of these; first it is asked who speaks.",
        choices=("group", "country"),
    ),
    "offers": Field(
        "texts",
        "Steps whose lines the room may take over before its first line; none is by itself.",
        gives="items",
        is_offered=True,
    ),
    "hands": Field("flag", "After the lines, count the hands for each."),
    "sort": Field("flag", "Show the lines with the most hands first."),
    "ask_share": Field("flag", "Ask after each line who may see it."),
    "most": Field(
        "whole", "How many lines are enough; more are kept, and the room is told.", least=1
    ),
    "consent": Field("flag", "Ask after each line whether, and how, these words may be used."),
    "about": Field(
        "text",
        "The step whose result is shown above.",
        gives="result",
    ),
}
ASKS: Final = True
arrange = as_given


def shape(step: Step) -> Shape:
    """Return the shape of a line with what was asked about it, or of a number alone."""
    if step.record == "count":
        return Shape({"bucket": words, "count": whole}, needs=("bucket", "count"))
    keys = {
        "group": maybe(words),
        "bucket": maybe(words),
        "from": either(texts, words),
        "hands": maybe(whole),
    }
    return Shape({**keys, "consent": maybe(words), "share": words})


def takes_quotes(step: Step) -> bool:
    """True if what may become of each line is asked after it."""
    return bool(step.options.get("consent"))


def takes_lines(step: Step) -> bool:
    """True if words are kept, and not numbers or nothing."""
    return step.record == "text"


def counts_hands(step: Step) -> bool:
    """True if hands are counted for each line once it was said."""
    return takes_lines(step) and bool(step.options.get("hands"))


def asked_keys(step: Step) -> tuple[str, ...]:
    """The keys that a row of an answers file has beside the line itself."""
    shares = ("share",) if step.options.get("consent") or step.options.get("ask_share") else ()
    consent = ("consent",) if step.options.get("consent") else ()
    return (*consent, *shares, *(("hands",) if step.options.get("hands") else ()))


def buckets_of(step: Step) -> list[Mapping[str, str]]:
    """Return the sorts that a note may be put into."""
    return list(step.options.get("buckets") or ())
