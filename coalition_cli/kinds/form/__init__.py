"""A form that nobody signs: beans in cups, counted after people have left, and words."""

from coalition_cli.kinds.form.form_asking import play
from coalition_cli.kinds.form.form_moment import moment
from coalition_cli.kinds.form.form_options import ASKS, OPTIONS, TRAITS, arrange, shape
from coalition_cli.kinds.form.form_page import blocks, feedback, result, voice
from coalition_cli.kinds.form.form_paper import blank_form, score_sheet

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "arrange",
    "blank_form",
    "blocks",
    "feedback",
    "moment",
    "play",
    "result",
    "score_sheet",
    "shape",
    "voice",
]
