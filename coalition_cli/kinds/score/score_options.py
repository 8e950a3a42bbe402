"""The keys of a step that weighs, and what they say of its scale and its criteria."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.methods.ranking import EVEN
from coalition_cli.model.body_shape import (
    Shape,
    counts,
    counts_of_scale,
    place,
    share_of_one,
    whole,
    words,
)
from coalition_cli.model.contributions import Traits
from coalition_cli.model.exercise import Field, Step
from coalition_cli.stage import as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step whose lines are weighed.", is_required=True, gives="items"),
    "criteria": Field(
        "tables",
        "What is weighed; with two of them a picture is drawn, the first across, the second "
        "upwards.",
        is_required=True,
        fields={
            "id": Field(
                "text",
                "The name that entries and answers use.",
                is_required=True,
                taken=("weight", "moved"),
            ),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "prompt": Field("text", "The question.", is_required=True, is_spoken=True),
            "low": Field("text", "What the lowest number means.", is_spoken=True),
            "high": Field("text", "What the highest number means.", is_spoken=True),
        },
    ),
    "least": Field("whole", "The lowest number of the scale.", least=0, most=9),
    "most": Field("whole", "The highest number of the scale.", least=1, most=10),
    "weight": Field(
        "number", "How much the first of two criteria counts, 0 to 1.", least=0, most=1
    ),
    "ask_weight": Field(
        "flag", "The room says before the first of two criteria is asked how much it counts."
    ),
    "may_move": Field(
        "flag", "The room may give an issue another place afterwards, with its reason."
    ),
    "agenda": Field(
        "flag", "This ranking, and none without this key, is the agenda of the workshop."
    ),
    "corners": Field(
        "table",
        "The names of the four fields of the picture.",
        fields={
            "do_first": Field("text", "High on both.", is_spoken=True),
            "prepare": Field("text", "High on the first, low on the second.", is_spoken=True),
            "quick_win": Field("text", "Low on the first, high on the second.", is_spoken=True),
            "keep": Field("text", "Low on both.", is_spoken=True),
        },
    ),
}


ASKS: Final = True


TRAITS: Final = Traits(needs_words=True)


arrange = as_given


TOP: Final = 3
"""The number of first places of which the room is told more."""


WEIGHTS: Final[Mapping[str, Fraction]] = {
    "equal": EVEN,
    "first": Fraction(2, 3),
    "second": Fraction(1, 3),
}
"""The weights that a room may give the first of two criteria."""


BY_SHAPE: Final = "by its shape"
"""The way a file answers: it shows by its shape, a table of hands, a list, names, one number."""


def shape(step: Step) -> Shape:
    """Return the shape of a weighing, of the weight of the first criterion, or of a move."""
    return Shape(
        {
            "criterion": words,
            "item": words,
            "counts": counts_of_scale,
            "way": words,
            "raters": counts,
            "present": whole,
            "weight": share_of_one,
            "moved_to": place,
            "reason": words,
        },
        together={"criterion": ("item", "counts", "way"), "moved_to": ("item", "reason")},
        any_of=("criterion", "moved_to", "weight"),
    )


def criteria_of(step: Step) -> list[Mapping[str, str]]:
    """Return what is weighed, as the file says it."""
    return list(step.options["criteria"])


def titles_of(step: Step) -> dict[str, str]:
    """Return what the room reads for each criterion, by its id."""
    return {criterion["id"]: criterion["title"] for criterion in criteria_of(step)}


def scale_bounds(step: Step) -> tuple[int, int]:
    """Return the lowest and the highest number; raises ``Problem`` where they are no scale."""
    least, most = int(step.options.get("least", 1)), int(step.options.get("most", 5))
    if least >= most:
        sentence = _("The scale of {step} runs from {least} to {most}; mend its exercise file.")
        raise Problem(sentence.format(step=step.id, least=least, most=most))
    return least, most
