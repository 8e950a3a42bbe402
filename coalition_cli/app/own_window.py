"""The window in which this call runs, over all pages that it opens one after the other."""


class OwnWindow:
    """What is known of this window."""

    def __init__(self) -> None:
        self.is_unseen = False
        """True if somebody said that the room cannot see it, and a wall still stands."""
        self.has_told_of_others = False
        """True if it was said that the workshop is open elsewhere too."""
        self.has_decided_on_curtain = False
        """True if somebody who found the wall hidden said what is to become of it."""
