"""A day of 1,000 notes, 40 actions and 200 issues, for figures and for tests of pages."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers

PIECES, NOTES_OF_THE_DAY = 400, 600
"""The notes: those said in an exercise, in bundles of ten, and those written down beside it."""
ISSUES: Final = 200
ACTIONS: Final = 40
PEOPLE: Final = 30

DAY: Final = date(2024, 11, 12)
_MORNING: Final = 1731402000.0
_GROUPS: Final = ("Blue", "Green", "Red", "Yellow")
_TOWNS: Final = ("Nendiwe", "Kibera", "Lindi", "Makina", "Sarang'ombe")
_SAID: Final = (
    "A bus that comes in the evening, so that nobody walks home along the dark road",
    "Identity papers without a fee",
    "The clerk asks for money first, and whoever has none is sent away to come back on another day",
    "A place where children can read",
    "Somebody to talk to after the court",
    "Work that pays by the week",
    "Clean water at the market",
)


def said(number: int) -> str:
    """Words of which no two are alike, some longer than a page has room for."""
    return f"{_SAID[number % len(_SAID)]} ({_TOWNS[number % len(_TOWNS)]} {number})"


def catalog() -> Catalog:
    """The exercises of the package, whatever this machine has."""
    return Catalog(folders(None, Path("/nowhere")), "en")


def large_day(catalog: Catalog) -> Workshop:
    """The day, in memory: the same entries every time."""
    day = Workshop(Head("01JCG000000000000000000000", "A large day", DAY.isoformat(), "Nendiwe"))
    names = [f"Person {number:02}" for number in range(1, PEOPLE + 1)]
    people = [{"name": name, "group": _GROUPS[at % len(_GROUPS)]} for at, name in enumerate(names)]
    _answer(day, catalog, "visioning", _pictures(names), people)
    _answer(day, catalog, "agenda-ranking", _issues())
    _answer(day, catalog, "action-plan", _actions(names))
    _answer(day, catalog, "reflection-circle", _closing(names))
    day.extend(_notes(day))
    return day


def _answer(
    day: Workshop,
    catalog: Catalog,
    exercise: str,
    values: Mapping[str, Any],
    people: Sequence[Any] = (),
) -> None:
    answers = {"people": list(people), exercise: values}
    entries, _told = play_answers(
        catalog.exercise(exercise), 1, answers, Path("paper.toml"), day, catalog.find, "bench"
    )
    day.extend(entries)


def _pictures(names: Sequence[str]) -> dict[str, Any]:
    pieces = [{"by": names[at % PEOPLE], "text": f"I see: {said(at)}"} for at in range(PIECES)]
    bundles = {
        f"Theme {at // 10 + 1}: {_SAID[at // 10 % len(_SAID)][:30]}": list(range(at + 1, at + 11))
        for at in range(0, PIECES, 10)
    }
    vision = " ".join(f"In every town a door is open: {said(at)}." for at in range(4))
    return {
        "pieces": pieces,
        "bundles": bundles,
        "vision": vision,
        "agree": {"5": 28, "2": 2, "concerns": [f"Worry: {said(at)}" for at in range(6)]},
    }


def _issues() -> dict[str, Any]:
    """Issues whose means differ, and sometimes do not."""
    texts = [f"Issue {at + 1}: {said(at)}" for at in range(ISSUES)]

    def counts(at: int, turn: int) -> dict[str, int]:
        most = (at * turn) % 23
        return {"5": most, "3": 24 - most, "1": 1 + at % 3}

    return {
        "issues": texts,
        "scores": {
            "urgency": {text: counts(at, 7) for at, text in enumerate(texts)},
            "feasibility": {text: counts(at, 5) for at, text in enumerate(texts)},
        },
        "what-the-table-hides": [f"Hidden: {said(at)}" for at in range(12)],
        "agree": {"5": 28, "2": 2, "concerns": [f"I fear: {said(at)}" for at in range(9)]},
    }


def _actions(names: Sequence[str]) -> dict[str, Any]:
    rows = [
        {
            "what": f"Action {at + 1}: {said(at)}",
            "who": names[at % PEOPLE],
            "helper": names[(at + 1) % PEOPLE],
            "by_when": (DAY + timedelta(days=10 + at * 5)).isoformat(),
            "first_step": f"Write to {said(at + 3)}",
            "support": "Paper and the fare",
            "measure": f"We have it in writing: {said(at + 1)}",
        }
        for at in range(ACTIONS)
    ]
    return {
        "ideas": [said(at) for at in range(30)],
        "actions": rows,
        "agree": {"yes": 21, "no": 5, "concerns": [f"Too much: {said(at)}" for at in range(3)]},
        "next-meeting": ["Saturday 7 December, ten o'clock, Nendiwe. Person 01 calls us."],
    }


def _closing(names: Sequence[str]) -> dict[str, Any]:
    rows = [
        {"by": name, "learning": said(at), "commitment": f"I call {said(at)}", "share": "organizer"}
        for at, name in enumerate(names)
    ]
    quotes = [
        {"text": f"I say: {said(at)}", "by": names[at], "consent": "anonymous", "share": "donor"}
        for at in range(6)
    ]
    return {"circle": rows, "quotes": quotes}


def _notes(day: Workshop) -> list[Entry]:
    people, last = day.people(), day.last
    notes: list[Entry] = []
    for at in range(NOTES_OF_THE_DAY):
        fact = Fact({"text": f"Noted: {said(at)}"}, people[at % PEOPLE].id)
        last = make(fact, NOTES, share="participants", device="bench", after=last)
        notes.append(last)
    return notes
