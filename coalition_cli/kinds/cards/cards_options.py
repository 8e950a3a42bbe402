"""The cards of a step, as an exercise file and an answers file have them."""

from collections.abc import Mapping
from typing import Any, Final

from coalition_cli.model.body_shape import Shape, flag, words
from coalition_cli.model.contributions import Traits
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.stage import Given

OWN: Final = "own"
"""The id of a card that the room adds itself."""
MIXED: Final = "pass"
OPTIONS: Final[Mapping[str, Field]] = {
    "cards": Field(
        "tables",
        "The cards; each is one page of its own.",
        fields={
            "id": Field(
                "text", "The name that entries and answers use.", is_required=True, taken=(OWN,)
            ),
            "title": Field("text", "What the room calls it.", is_required=True, is_spoken=True),
            "lines": Field(
                "texts",
                "What is read aloud: place, who, first step, what came of it.",
                is_spoken=True,
            ),
            "question": Field(
                "text", "A question of its own; later steps show it as {question}.", is_spoken=True
            ),
            "bucket": Field(
                "text", "Where it belongs; shown once the room has said where it would put it."
            ),
            "intensity": Field(
                "text",
                "How deep it goes; high adds a word of warning.",
                choices=("low", "medium", "high"),
            ),
        },
    ),
    "way": Field(
        "text",
        "The room picks, chance draws, each is told in turn, or each is sorted."
        " Left out: the room picks.",
        choices=("choose", "draw", "show", "sort"),
    ),
    "most": Field(
        "whole",
        "How many are taken at most. Left out: one; of cards told in turn: all.",
        least=1,
        most=30,
    ),
    "buckets": Field(
        "tables",
        "The headings that cards are sorted under.",
        fields={
            "id": Field(
                "text", "The name that entries and answers use.", is_required=True, taken=(MIXED,)
            ),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "symbol": Field("text", "The sign on the card that is held up.", is_spoken=True),
        },
    ),
    "own": Field("flag", "Whether the room may add cards of its own."),
    "ask_source": Field(
        "flag", "Ask of such a card who told it, and whether those it speaks of may be named."
    ),
}
ASKS: Final = True
TRAITS: Final = Traits(gaps=("card", "question"))


def arrange(value: Given) -> Given:
    """Ids become rows; what was sorted, as a list or as a table, becomes a table by card."""
    if not isinstance(value, list):
        return value
    sorted_rows = [
        row for row in value if isinstance(row, Mapping) and {"bucket", "passed"} & set(row)
    ]
    if sorted_rows:
        by_card = {
            str(row.get("card")): MIXED if row.get("passed") is True else row.get("bucket")
            for row in sorted_rows
        }
        return by_card if len(by_card) == len(value) else value
    rows = [{"card": row} if isinstance(row, str) else row for row in value]
    return [{"card": OWN, **row} if isinstance(row, Mapping) else row for row in rows]


def shape(step: Step) -> Shape:
    """Return the shape of a card that was taken: its id, its words, and where the room put it."""
    keys = {"card": words, "bucket": words, "words": words, "source": words}
    return Shape({**keys, "passed": flag, "may_name": flag}, needs=("card",))


def dealt(card: Mapping[str, Any]) -> Fact:
    """Return the fact that a card of the file was taken."""
    return Fact({"card": card["id"], "text": card["title"]})


def most_taken(step: Step) -> int:
    """Return how many cards may be taken."""
    all_of_them = len(cards_of(step)) if way_of(step) == "show" else 1
    return int(step.options.get("most", max(1, all_of_them)))


def way_of(step: Step) -> str:
    """Return the way in which the cards come: ``choose``, ``draw``, ``show`` or ``sort``."""
    return str(step.options.get("way", "choose"))


def cards_of(step: Step) -> list[Mapping[str, Any]]:
    """Return the cards of the exercise file."""
    return list(step.options.get("cards") or ())


def buckets_of(step: Step) -> list[Mapping[str, Any]]:
    """Return the headings that cards are sorted under."""
    return list(step.options.get("buckets") or ())
