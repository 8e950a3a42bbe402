"""The letters of codes, and the marks by which an entry earns its line one.

``A`` of an action, ``E`` of an event, ``D`` of a decision, ``Q`` of a quote.
"""

from typing import Final, Literal, TypeAlias, get_args

from coalition_cli.model.entry import Entry
from coalition_cli.model.undertaking_marks import CARRIED, EVENT, NEWS_KEYS, REPORT_BACK, STATUSES

Letter: TypeAlias = Literal["A", "E", "D", "Q"]
LETTERS: Final = get_args(Letter)

BESIDE_NUMBERS: Final = ("Q",)
"""Letters of lines that a room goes on calling by their numbers; only documents use the code."""

ADOPTS: Final = "adopts"
"""The key of a vote: what a yes adopts."""

CONSENT: Final = "consent"
"""The key of a line that says whether its words may be used; these values say that they may."""
USED: Final = ("anonymous", "named")

COUNTED_HANDS: Final = "hands"
"""The scale of a vote that decides nothing."""

TELLING: Final = frozenset(("status", REPORT_BACK, EVENT, "was", ADOPTS, CONSENT))
"""The keys of which a body that earns a code has one."""

_CARRIED_LETTERS: Final[dict[str, Letter]] = {"actions": "A", "events": "E"}


def letter_of(entry: Entry) -> Letter | None:
    """Return the letter of the code that ``entry`` earns its line; None where it earns none.

    The first entry of a line that has a letter gives the line its code.
    """
    body = entry.body
    # Every line of a workshop is asked, and most earn none.
    if TELLING.isdisjoint(body) or entry.op not in ("add", "edit"):
        return None
    if entry.place == CARRIED:
        return _CARRIED_LETTERS.get(str(body.get("was")))
    if body.get(EVENT) == "":
        return "E" if body.get("what") else None
    return _letter_at_a_step(entry) if entry.place.exercise else None


def _letter_at_a_step(entry: Entry) -> Letter | None:
    body = entry.body
    if ADOPTS in body:
        return "D" if body.get("scale") != COUNTED_HANDS else None
    if not entry.text or not body.keys().isdisjoint(NEWS_KEYS):
        return None
    if body.get(CONSENT) in USED:
        return "Q"
    if REPORT_BACK in body:
        return "E"
    return "A" if body.get("status") in STATUSES else None
