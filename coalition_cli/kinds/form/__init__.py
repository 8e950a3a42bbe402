"""A form that nobody signs: beans in cups, counted after people have left, and words."""

from coalition_cli.kinds.form.form_asking import play
from coalition_cli.kinds.form.form_moment import moment
from coalition_cli.kinds.form.form_options import ASKS, OPTIONS, TRAITS, arrange, shape
from coalition_cli.kinds.form.form_page import blocks, feedback, result, voice

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "arrange",
    "blocks",
    "feedback",
    "moment",
    "play",
    "result",
    "shape",
    "voice",
]
