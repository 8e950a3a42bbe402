"""The looks of a page: how much it shows, and how far apart, from the roomiest to the last."""

from typing import Final, NamedTuple


class Look(NamedTuple):
    """How much a page shows, and how far apart."""

    apart: int
    """2: empty rows between lines too; 1: only between blocks; 0: none."""
    is_short: bool = False
    hints: int = 2
    has_place: bool = True
    has_details: bool = True
    has_kept: bool = True
    """Without, the hints that belong to the question stand in the stage, on its first page."""
    is_beside: bool = False
    """With, pairs in their short form stand beside each other, two in a row."""


LOOKS: Final = (
    Look(2),
    Look(1),
    Look(0),
    Look(0, is_short=True),
    Look(0, is_short=True, hints=1),
    Look(0, is_short=True, hints=1, has_place=False),
    Look(0, is_short=True, hints=0, has_place=False),
    Look(0, is_short=True, hints=0, has_place=False, has_details=False),
    Look(0, is_short=True, hints=0, has_place=False, has_details=False, is_beside=True),
)

ON_PAGES: Final = Look(0, is_short=True, hints=1)
"""The look of what no look brings onto one page; on a low screen ``ON_PAGES_LOW``."""

ON_PAGES_LOW: Final = Look(0, is_short=True, hints=0, has_place=False, has_details=False)
