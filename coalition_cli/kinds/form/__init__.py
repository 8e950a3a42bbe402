"""A form that nobody signs: beans in cups, counted after people have left, and words."""

from coalition_cli.kinds.form.form_counting import play
from coalition_cli.kinds.form.form_pages import blocks, feedback, result, voice
from coalition_cli.kinds.form.form_questions import ASKS, OPTIONS, TRAITS, arrange

__all__ = ["ASKS", "OPTIONS", "TRAITS", "arrange", "blocks", "feedback", "play", "result", "voice"]
