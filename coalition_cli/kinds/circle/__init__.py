"""One person, or one small group, at a time, in an order of its own; passing is an answer."""

from coalition_cli.kinds.circle.circle_asking import play
from coalition_cli.kinds.circle.circle_moment import moment
from coalition_cli.kinds.circle.circle_options import ASKS, OPTIONS, arrange, shape
from coalition_cli.kinds.circle.circle_page import blocks, commitments, items, now, result, voice
from coalition_cli.kinds.circle.circle_turns import not_yet_heard

__all__ = [
    "ASKS",
    "OPTIONS",
    "arrange",
    "blocks",
    "commitments",
    "items",
    "moment",
    "not_yet_heard",
    "now",
    "play",
    "result",
    "shape",
    "voice",
]
