"""The keys of a step that decides, and the step that it decides about."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.methods.vote_scales import HANDS, YES_NO
from coalition_cli.model.body_shape import (
    Shape,
    counts,
    flag,
    maybe,
    one_of,
    plain_list,
    share_of_one,
    texts,
    whole,
    words,
    words_by_name,
)
from coalition_cli.model.contributions import Cover, Traits
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.phrasing.decision_words import ITEM, has_item
from coalition_cli.same_name import name_key
from coalition_cli.stage import Given

OPTIONS: Final[Mapping[str, Field]] = {
    "about": Field(
        "text",
        "The step whose result is decided on.",
        gives="items",
        is_near=True,
    ),
    "each": Field("flag", "One vote for each line of that result, not one for all of it."),
    "scale": Field(
        "text",
        "Fingers from 0 to 5, yes and no, or hands alone.",
        choices=("gradient", YES_NO, HANDS),
    ),
    "voters": Field(
        "text", "Whose voice counts: each person's, or one a group.", choices=("people", "group")
    ),
    "top": Field(
        "whole",
        "How many of a ranking are adopted; a tie across that line takes all of the tied.",
        least=1,
    ),
    "choose": Field(
        "flag", "The room says which of a ranking are put to the vote; the first are marked."
    ),
    "needed": Field(
        "number", "The share, 0.01 to 1, that must at least live with it.", least=0.01, most=1
    ),
    "ask_needed": Field("flag", "The room sets that share itself, before anyone is counted."),
    "sentence": Field(
        "text",
        "What the decision says in a summary, where no question stands; {item} is what was put to "
        "the vote. Left out: the title and what was put.",
        is_spoken=True,
        gaps=(ITEM,),
        is_for_summaries=True,
    ),
    "weight": Field(
        "whole",
        "How much it weighs beside other decisions of a summary; a mission 9, a rule of the day "
        "1. Left out: 5.",
        least=1,
        most=9,
    ),
}


ASKS: Final = True


TRAITS: Final = Traits(needs_words=True, is_told_in_sections=True)


COUNTED: Final = "counted"
"""The word of a file instead of going back, where nothing was worded yet: it holds the count."""


def shape(step: Step) -> Shape:
    """Return the shape of a vote: its scale, what was counted, and what a yes adopts."""
    return Shape(
        {
            "scale": one_of("gradient", YES_NO, HANDS),
            "needed": maybe(share_of_one),
            "counts": counts,
            "voices": words_by_name,
            "present": whole,
            "adopts": texts,
            "concerns": maybe(plain_list),
            "item": words,
            "closed": flag,
        },
        needs=("scale", "present", "adopts"),
        any_of=("counts", "voices"),
        newest_counts=True,
    )


def find_mistakes(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield a gap for what was put to the vote where nothing is."""
    sentence = table.get("sentence")
    if isinstance(sentence, str) and has_item(sentence) and "about" not in table:
        what = _("no {gap}, or the step whose result is decided on, as {key}")
        yield ("sentence",), what.format(gap="{item}", key="about")


def arrange(value: Given) -> Given:
    """The keys of the value, or of its first vote, say which scale was used."""
    if not isinstance(value, Mapping):
        return value
    each = [vote for name, vote in value.items() if isinstance(vote, Mapping) and name != "levels"]
    told: dict[str, str] = {}
    for vote in each or [value]:
        voices = vote.get("levels")
        used = {
            name_key(str(level))
            for level in (voices.values() if isinstance(voices, Mapping) else vote)
        }
        if used & {"yes", "no"}:
            told = {"scale": YES_NO}
        elif HANDS in used:
            told = {"scale": HANDS}
        elif used & set("012345"):
            told = {"scale": "gradient"}
        if told:
            break
    return {**value, **({} if "scale" in value else told)}


def covers(step: Step) -> Cover | None:
    """Return the step that is decided on, unless hands are only counted."""
    about = step.options.get("about")
    return Cover(about) if about and step.options.get("scale") != HANDS else None


def numbered(step: Step, view: View) -> list[Item]:
    """Return the lines that are decided on: the page shows them under their numbers."""
    return lines_put(step, view)


def lines_put(step: Step, view: View) -> list[Item]:
    """The lines that may be decided on, of those that the room sees."""
    about = step.options.get("about")
    return kinds.items(about, view) if about else []
