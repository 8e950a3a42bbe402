"""The marks by which the body of an entry shows what somebody took on: an action, an event."""

from typing import Final

from coalition_cli.model.entry import Entry, Place

STATUSES: Final = ("done", "moving", "stuck", "let go", "open")

EVENT: Final = "event"
"""The key of a report: the event that it speaks of; empty for one that nobody had planned here."""

CARRIED: Final = Place(step="carried")
"""Open undertakings of the workshop before this one.

``was`` says what it is, ``code`` what people called it by there.
"""

REPORT_BACK: Final = "report_back_on"
"""The column that makes the row of a plan an event: the day of its first report."""

NEWS_KEYS: Final = ("action", EVENT, "promise")
"""The keys under which a report names what it tells of."""


def undertaking_of(entry: Entry) -> str:
    """Return the id of the undertaking of which ``entry`` tells what was heard; empty for none."""
    named = (entry.body.get(key) for key in NEWS_KEYS)
    return next((each for each in named if isinstance(each, str) and each), "")
