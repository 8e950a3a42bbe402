"""The window in which this call runs, over all pages that it opens one after the other."""


class OwnWindow:
    """What is known of this window."""

    def __init__(self) -> None:
        self.is_unseen = False
        """True if somebody said that the room cannot see it, and a wall still stands."""
        self.new_workshop: dict[str, str] = {}
        """Answers to the questions about a new workshop that was not made after all."""
        self.off_since = ""
        """The time of the day since when nothing that is said here is written; empty: all is."""
        self.depth = 0
        """The number of pages that stand one over the other; without any the sitting is over."""
        self.has_told_of_others = False
        """True if it was said that the workshop is open elsewhere too."""
        self.has_decided_on_curtain = False
        """True if somebody who found the wall hidden said what is to become of it."""
