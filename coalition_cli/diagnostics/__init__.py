"""The laptop's own traces of words: its disks, swap, folders, clock, screen and histories.

Knows nothing of workshops: it is given paths and texts. Each module judges one part by pure
functions on what was read; ``real`` reads it from this machine, ``examination`` puts the judgements
in order.
"""

from coalition_cli.diagnostics.finding import Finding, Sign
from coalition_cli.diagnostics.report import Subject, examine

__all__ = ["Finding", "Sign", "Subject", "examine"]
