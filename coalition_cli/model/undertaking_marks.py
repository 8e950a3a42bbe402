"""The marks by which the body of an entry shows what somebody took on: an action, an event."""

from typing import Final, Literal, TypeAlias, get_args

from coalition_cli.model.entry import Entry, Place

Letter: TypeAlias = Literal["A", "E"]
"""The letter of a code: ``A`` of an action, ``E`` of an event."""
LETTERS: Final = get_args(Letter)

STATUSES: Final = ("done", "moving", "stuck", "let go", "open")

EVENT: Final = "event"
"""The key of a report: the event that it speaks of; empty for one that nobody had planned here."""

CARRIED: Final = Place(step="carried")
"""Open undertakings of the workshop before this one.

``was`` says what it is, ``code`` what people called it by there.
"""

REPORT_BACK: Final = "report_back_on"
"""The column that makes the row of a plan an event: the day of its first report."""

_NEWS_KEYS: Final = ("action", EVENT, "promise")
TELLING: Final = frozenset(("status", REPORT_BACK, EVENT, "was"))
_CARRIED_LETTERS: Final[dict[str, Letter]] = {"actions": "A", "events": "E"}


def letter_of(entry: Entry) -> Letter | None:
    """Return the letter of the code that ``entry`` earns its line; None where it earns none.

    The first entry of a line that has a letter gives the line its code.
    """
    body = entry.body
    # Every line of a workshop is asked, and most are no undertaking.
    if TELLING.isdisjoint(body) or entry.op not in ("add", "edit"):
        return None
    if entry.place == CARRIED:
        return _CARRIED_LETTERS.get(str(body.get("was")))
    if body.get(EVENT) == "":
        return "E" if body.get("what") else None
    if not entry.place.exercise or not entry.text or not body.keys().isdisjoint(_NEWS_KEYS):
        return None
    if REPORT_BACK in body:
        return "E"
    return "A" if body.get("status") in STATUSES else None


def undertaking_of(entry: Entry) -> str:
    """Return the id of the undertaking of which ``entry`` tells what was heard; empty for none."""
    named = (entry.body.get(key) for key in _NEWS_KEYS)
    return next((each for each in named if isinstance(each, str) and each), "")
