"""The exit statuses of the program, as scripts rely on them."""

from typing import Final

DONE: Final = 0
REFUSED: Final = 1
"""Refused or failed, with a sentence."""
USAGE: Final = 2
DAMAGED: Final = 3
"""A damaged or untrusted file; nothing was changed."""
UNWRITTEN: Final = 4
"""The disk did not take it; what was typed is kept."""
INTERRUPTED: Final = 130
