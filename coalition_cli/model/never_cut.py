"""The exercises that stay when time is short."""

from typing import Final

CLOSING: Final = frozenset(("reflection-circle", "gratitude-close"))
FEEDBACK: Final = "feedback"
NEVER_CUT: Final = frozenset(("ground-rules", FEEDBACK, *CLOSING))
"""The exercises that no programme may give up for time."""
