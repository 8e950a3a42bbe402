"""The keys of a step that brings offers and needs together."""

from collections.abc import Mapping
from typing import Final

from coalition_cli.model.body_shape import Shape, maybe, one_of, words
from coalition_cli.model.exercise import Field, Step
from coalition_cli.stage import as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "offers": Field(
        "text", "The step at which people say what they offer.", is_required=True, gives="items"
    ),
    "needs": Field(
        "text", "The step at which people say what they need.", is_required=True, gives="items"
    ),
    "offers_bucket": Field(
        "text", "The bucket of that step in which the offers are. Left out: all its lines."
    ),
    "needs_bucket": Field(
        "text", "The bucket of that step in which the needs are. Left out: all its lines."
    ),
    "offers_also": Field("texts", "Columns whose words count too, such as what a partner brings."),
}


ASKS: Final = True


arrange = as_given


KEYS: Final = ("offer", "need", "giver", "taker", "contact", "share")


def shape(step: Step) -> Shape:
    """Return the shape of a pair: the ids of its two lines, and what each side said."""
    sides = {"giver": one_of("yes", "no", "later", "unfit"), "taker": one_of("yes", "no", "later")}
    keys = {"offer": words, "need": words, "contact": maybe(words), "share": words}
    return Shape({**keys, **sides}, needs=("offer", "need"))
