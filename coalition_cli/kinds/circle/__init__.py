"""One person, or one small group, at a time, in an order of its own; passing is an answer."""

from coalition_cli.kinds.circle.circle_fields import ASKS, OPTIONS, arrange
from coalition_cli.kinds.circle.circle_pages import blocks, commitments, items, now, result, voice
from coalition_cli.kinds.circle.circle_turns import play

__all__ = [
    "ASKS",
    "OPTIONS",
    "arrange",
    "blocks",
    "commitments",
    "items",
    "now",
    "play",
    "result",
    "voice",
]
