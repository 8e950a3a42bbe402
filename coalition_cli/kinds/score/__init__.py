"""Items weighed on criteria, by hands, by person, by group or by one agreed number."""

from coalition_cli.kinds.score.score_moment import moment
from coalition_cli.kinds.score.score_options import ASKS, OPTIONS, TRAITS, arrange, shape
from coalition_cli.kinds.score.score_page import blocks
from coalition_cli.kinds.score.score_paper import blank_form, headings, score_sheet
from coalition_cli.kinds.score.score_ranking import agenda, coded, covers, items, numbered, result
from coalition_cli.kinds.score.score_weighing import play

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "agenda",
    "arrange",
    "blank_form",
    "blocks",
    "coded",
    "covers",
    "headings",
    "items",
    "moment",
    "numbered",
    "play",
    "result",
    "score_sheet",
    "shape",
]
