"""One person, or one small group, at a time, in an order of its own; passing is an answer."""

from coalition_cli.kinds.circle.circle_asking import play
from coalition_cli.kinds.circle.circle_moment import moment
from coalition_cli.kinds.circle.circle_options import ASKS, OPTIONS, arrange, shape
from coalition_cli.kinds.circle.circle_page import (
    blocks,
    commitments,
    items,
    labels,
    now,
    result,
    voice,
)
from coalition_cli.kinds.circle.circle_paper import blank_form
from coalition_cli.kinds.circle.circle_turns import not_yet_heard

__all__ = [
    "ASKS",
    "OPTIONS",
    "arrange",
    "blank_form",
    "blocks",
    "commitments",
    "items",
    "labels",
    "moment",
    "not_yet_heard",
    "now",
    "play",
    "result",
    "shape",
    "voice",
]
