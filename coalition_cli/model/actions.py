"""Undertakings and what became of them: actions, events that report back, promises.

Nothing of it is stored: what was planned stands in the rows of plans, what was heard of it in later
entries, and the newest stands. All of it is read off the bodies of entries, whatever exercise they
were said in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from itertools import chain
from typing import Any, Final, Literal, TypeAlias, get_args

from coalition_cli.model.body_shape import words_at
from coalition_cli.model.entry import TURN, Entry, Place, order
from coalition_cli.model.undertaking_marks import CARRIED, EVENT, REPORT_BACK, STATUSES
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.same_name import name_key

Of: TypeAlias = Literal["actions", "events", "promises"]
OFS: Final[tuple[Of, ...]] = get_args(Of)
"""The sorts of things that people take on."""

OVER: Final = ("done", "let go")

REFERS: Final[Mapping[Of, str]] = {"actions": "action", "events": EVENT, "promises": "promise"}
"""The key under which what was heard names what it speaks of."""

FOLLOWS: Final = Place(step="follows")
"""Which workshop this one follows."""

REPORTS: Final = Place(step="reports")
"""Reports of events, given outside an exercise."""

HANDED_BACK: Final = "-"
"""``who`` of an action that nobody leads any more."""

_ALIKE: Final = str.maketrans("OIL", "011")

MaySee: TypeAlias = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One thing that somebody took on, as it stands now.

    ``entry`` is where it was said. ``code`` is what it is called by in this workshop: that of an
    action or an event (``A3``, ``E1``), of a promise the number of its line. ``order`` counts from
    1 in the order in which they were said, those that are over too. ``news`` is what was heard of
    it since, oldest first, as far as the reader may see it; ``has_hidden_news`` says that something
    newer was heard that she may not.
    """

    entry: Entry
    of: Of
    order: int
    code: str
    news: tuple[Entry, ...] = ()
    has_hidden_news: bool = False

    @property
    def what(self) -> str:
        """The words in which it was said."""
        body = self.entry.body
        if self.of == "promises":
            return words_at(body, "commitment") or words_at(body, "what")
        return words_at(body, "what" if "what" in body else "text")

    @property
    def code_before(self) -> str:
        """What it was called by in the workshop before this one; empty for what began here."""
        return words_at(self.entry.body, "code")

    @property
    def status(self) -> str:
        """The newest of ``STATUSES``; empty where the reader may not see what was heard last."""
        if self.has_hidden_news:
            return ""
        status = str(self.newest("status") or "open")
        return status if status in STATUSES else "open"

    @property
    def is_over(self) -> bool:
        """True if it is done or was let go."""
        return self.status in OVER

    @property
    def who(self) -> str:
        """Who leads it now: a person's id, or a name; empty for nobody.

        Of a promise, whose it is.
        """
        if self.of == "promises":
            return self.entry.by or ""
        who = self.newest_words("who")
        return "" if who == HANDED_BACK else who

    @property
    def by_when(self) -> str:
        """Its day now, ISO 8601; empty where there is none.

        Of an event, the day on which it is held.
        """
        keys = ("held_on", "date") if self.of == "events" else ("by_when",)
        return next(filter(None, (iso_day(self.newest(key)) for key in keys)), "")

    @property
    def note(self) -> str:
        """The last words on it: what would unstick it, what helped, what it taught.

        Empty if nothing was.
        """
        last = self.news[-1] if self.news and not self.has_hidden_news else None
        return last.text if last else ""

    def newest(self, key: str) -> Any:
        """The newest that was said under ``key``; None if nothing was."""
        for entry in (*reversed(self.news), self.entry):
            value = entry.body.get(key)
            if value not in (None, ""):
                return value
        return None

    def newest_words(self, key: str) -> str:
        """The newest words that were said under ``key``; empty if none were."""
        said = (words_at(entry.body, key) for entry in (*reversed(self.news), self.entry))
        return next(filter(None, said), "")

    def before(self, place: Place) -> "Undertaking":
        """The same as it stood without what was heard at ``place``."""
        return replace(self, news=tuple(entry for entry in self.news if entry.place != place))


def undertakings(
    workshop: Workshop,
    of: Of,
    may_see: MaySee = lambda _entry: True,
    as_read: Callable[[Entry], Entry] = lambda entry: entry,
) -> list[Undertaking]:
    """Everything of one sort that people took on in ``workshop`` or brought along, if visible.

    In the order in which it was said. ``as_read`` takes away what of a row is not for the reader.
    """
    rows = _standing(workshop, lambda entry: _could_be(entry, of))
    news = heard(workshop, of)
    found = [
        Undertaking(entry, of, order, _code_of(entry, workshop), *_heard_of(entry, news, may_see))
        for order, entry in enumerate(_rows(rows, of), 1)
    ]
    return [_as_read(each, as_read) for each in found if may_see(each.entry)]


def heard(workshop: Workshop, of: Of) -> dict[str, list[Entry]]:
    """News of each undertaking, oldest first, by the id of the entry in which it was said."""
    key = REFERS[of]
    found: dict[str, list[Entry]] = {}
    for entry in sorted(_standing(workshop, lambda entry: key in entry.body), key=order):
        if entry.body.get("status") in STATUSES and isinstance(entry.body[key], str):
            found.setdefault(entry.body[key], []).append(entry)
    return found


def renewed(rows: list[dict[str, Any]], view: View) -> list[dict[str, Any]]:
    """The ``rows`` of a plan, each action with its owner, day and status as they stand now.

    ``rows`` are as their kind gives them.
    """
    found = undertakings(view.workshop, "actions", view.may_see, view.as_read)
    actions = {each.entry.id: each for each in found if each.news or each.has_hidden_news}

    def now(row: dict[str, Any]) -> dict[str, Any]:
        action = actions.get(row["id"])
        if action is None or "status" not in row:
            return row
        who = view.name_of(action.who) or None
        return {**row, "who": who, "by_when": action.by_when or None, "status": action.status}

    return [now(row) for row in rows]


def is_action(entry: Entry) -> bool:
    """True if ``entry`` is an action: a row of a plan with a status, or one brought along."""
    if entry.place == CARRIED:
        return entry.body.get("was") == "actions"
    return _is_row(entry) and entry.body.get("status") in STATUSES and REPORT_BACK not in entry.body


def find(given: str | int, among: Iterable[Undertaking]) -> Undertaking | None:
    """The one of ``among`` that goes by this code, these words or the code of before.

    A bare number is that of its code. None if none or several do.
    """
    text = name_key(str(given))
    code = text.upper().translate(_ALIKE)
    known = list(among)
    number = str(int(text)) if text.isdecimal() and len(text) < 7 else ""
    for found in (
        [each for each in known if number and each.code.lstrip("AE") == number],
        [each for each in known if each.code == text.upper()],
        [each for each in known if name_key(each.what) == text],
        [each for each in known if each.code_before.upper() in (text.upper(), code)],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def iso_day(value: Any) -> str:
    """``value`` if it is a day in ISO 8601 from which others can be reckoned, otherwise empty.

    Another program may have written it.
    """
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return ""
    return day.isoformat() if day and MINYEAR < day.year < MAXYEAR else ""


def today_of(workshop: Workshop) -> date:
    """The day on which something was last written down, not before that of the workshop."""
    days = [workshop.head.date, workshop.last.at[:10] if workshop.last else ""]
    known = (date.fromisoformat(day) for day in map(iso_day, days) if day)
    return max(known, default=date.fromisoformat(workshop.head.date))


def _code_of(entry: Entry, workshop: Workshop) -> str:
    code = workshop.numbers.code_of(entry.id)
    return code or str(workshop.number(words_at(entry.body, TURN) or entry.id))


def _heard_of(
    entry: Entry, news: Mapping[str, list[Entry]], may_see: MaySee
) -> tuple[tuple[Entry, ...], bool]:
    """What was heard of it and may be seen, and if something newer was heard that may not."""
    # What came along of an event beside its row names it by the id that it had before.
    before = words_at(entry.body, "from") if entry.place == CARRIED else ""
    all_news = [*(news.get(before, ()) if before else ()), *news.get(entry.id, ())]
    seen = tuple(each for each in all_news if may_see(each))
    return seen, bool(all_news) and (not seen or seen[-1] is not all_news[-1])


def _as_read(what: Undertaking, as_read: Callable[[Entry], Entry]) -> Undertaking:
    """``what`` without what ``as_read`` takes away of its row.

    What was heard of it since tells none of that either.
    """
    entry = as_read(what.entry)
    hidden = what.entry.body.keys() - entry.body.keys()
    if not hidden:
        return what
    news = []
    for each in what.news:
        body = {key: value for key, value in each.body.items() if key not in hidden}
        news.append(each._replace(body=body))
    return replace(what, entry=entry, news=tuple(news))


def _rows(standing: Iterable[Entry], of: Of) -> list[Entry]:
    wanted = {"actions": is_action, "events": _is_event, "promises": _is_promise}[of]
    return sorted(filter(wanted, standing), key=order)


def _could_be(entry: Entry, of: Of) -> bool:
    """True if the place of ``entry`` is worth a look; its newest wording decides."""
    if of == "promises":
        return "commitment" in entry.body
    if entry.place == CARRIED or (of == "events" and EVENT in entry.body):
        return True
    telling = "status" if of == "actions" else REPORT_BACK
    return telling in entry.body


def _is_row(entry: Entry) -> bool:
    """True if ``entry`` is the row of a plan, and not something that was heard of one."""
    is_in_a_plan = bool(entry.place.exercise and entry.text)
    return is_in_a_plan and entry.body.keys().isdisjoint(REFERS.values())


def _is_event(entry: Entry) -> bool:
    if entry.place == CARRIED:
        return entry.body.get("was") == "events"
    if entry.body.get(EVENT) == "":  # a report of an event that nobody had planned here
        return bool(words_at(entry.body, "what"))
    return _is_row(entry) and REPORT_BACK in entry.body


def _is_promise(entry: Entry) -> bool:
    return bool(words_at(entry.body, "commitment"))


def _standing(workshop: Workshop, could_be: Callable[[Entry], bool]) -> list[Entry]:
    """Entries that stand at every place at which one could be looked for."""
    places = dict.fromkeys(entry.place for entry in workshop.entries if could_be(entry))
    standing = chain.from_iterable(map(workshop.standing, places))
    return [entry for entry in standing if could_be(entry)]
