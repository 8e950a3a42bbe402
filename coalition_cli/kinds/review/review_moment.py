"""The moment of a review: what is spoken of now, else what was heard."""

from collections.abc import Sequence

from coalition_cli.kinds.review.review_news import blocks, spoken_of, targets_of
from coalition_cli.methods.block_parts import parts_of, slide_of
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Slide


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the undertaking that is spoken of, as its card; else what was heard, or is open.

    ``at`` is its id.
    """
    what = next((each for each in targets_of(step, view) if each.entry.id in at), None)
    if what is None:
        return slide_of(blocks(step, view))
    return Slide(stages=(tuple(parts_of(spoken_of(what, step, view))),))
