"""Workshops with odd lines among sound ones, as another program might have written them.

A sample workshop is played, and some of its lines are spoiled by chance: a value of another type, a
key that is missing or new, a reference to itself, to something later or to nothing, a place that no
exercise has. The same seed always spoils the same.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import (
    ALSO_BY,
    APART,
    EXPORTS,
    MOVED,
    NOTES,
    OPS,
    SAME,
    SHARES,
    TURN,
    Entry,
    Fact,
    Place,
    make,
)
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import demo
from coalition_cli.run.answers import play_answers

CATALOG: Final = Catalog(folders(None, Path("/nowhere")), "en")
_FURTHER_KEYS: Final = (
    *(MOVED, ALSO_BY, TURN, "people", "said", "reword", "withdrawn", "began", "skipped"),
    *("action", "event", "promise", "offer", "need", "consent", "hands", "passed", "reached"),
    *("told_on", "next_on", "held_on", "check_ins", "report_back_on", "raters", "commitment"),
)

_ODD_TIMES: Final = ("", "jana", "2024-11-12", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z")


def base(name: str) -> Workshop:
    """A sound workshop: a sample by its name, or ``after``, which follows the first sample."""
    head, entries = _base(name)
    return Workshop(head, entries)


@cache
def _base(name: str) -> tuple[Head, tuple[Entry, ...]]:
    workshop = _following() if name == "after" else demo.play(name, CATALOG)
    _beside(workshop)
    return workshop.head, tuple(workshop.entries)


BASES: Final = ("one-day", "regional-exchange", "after")


def _following() -> Workshop:
    """A workshop after the first one: what came along, and a follow-up meeting about it."""
    before = demo.play("one-day", CATALOG)
    workshop = Workshop(Head("W2", "Umoja, again", "2025-03-01", "Nendiwe Center"))
    for fact, place in carried(before, with_people=True, find_exercise=CATALOG.find):
        _say(workshop, fact, place)
    actions = [entry for entry in workshop.entries if entry.body.get("was") == "actions"]
    values: dict[str, Any] = {
        "follow-up": {
            "actions": [
                {"action": each.text, "status": status, "note": "Maneno"}
                for each, status in zip(
                    actions, ("done", "stuck", "moving", "let go"), strict=False
                )
            ]
        },
        "cascade-plan": {
            "events": [{"what": "Evening in Kibaha", "date": "2025-03-20", "place": "Kibaha"}],
        },
    }
    for exercise in map(CATALOG.exercise, values):
        known = {step.id for step in exercise.steps}
        answers = {key: value for key, value in values[exercise.id].items() if key in known}
        entries, _told = play_answers(
            exercise,
            1,
            {exercise.id: answers},
            Path("paper.toml"),
            workshop,
            CATALOG.find,
            "bench",
        )
        workshop.extend(entries)
    return workshop


def _beside(workshop: Workshop) -> None:
    """Say what no exercise asks: notes, who is one, who sits apart, a line moved, an export."""
    people = [person.id for person in workshop.people()]
    for text in ("Maji", "Barabara", "Shule"):
        _say(workshop, Fact({"text": text, "group": "Blue"}, people[0]), NOTES)
    _say(workshop, Fact({"people": people[:2]}), APART)
    _say(workshop, Fact({"people": people[-2:]}), SAME)
    _say(workshop, Fact({"audience": "donor", "level": "donor", "files": ["a.md"]}), EXPORTS)
    line = workshop.standing(NOTES)[0]
    moved = Fact({"text": line.text, MOVED: line.id}, line.by)
    _say(workshop, moved, Place("visioning", 1, "pieces"))


def _say(workshop: Workshop, fact: Fact, place: Place) -> None:
    entry = make(
        fact, place, share="participants", device="bench", after=workshop.last, now=1731402000.0
    )
    workshop.extend([entry])


def spoiled(workshop: Workshop, seed: int, share: float = 0.05) -> Workshop:
    """The ``workshop`` with about so many of its lines spoiled, and some odd ones beside them."""
    chance = Random(seed)
    keys = sorted({key for entry in workshop.entries for key in entry.body} | {*_FURTHER_KEYS})
    odd = _Odd(chance, [entry.id for entry in workshop.entries], keys)
    found: list[Entry] = []
    for number, entry in enumerate(workshop.entries):
        found.append(odd.entry(entry) if chance.random() < share else entry)
        if chance.random() < share / 2:
            found.append(odd.beside(entry, number))
    return Workshop(workshop.head, found)


class _Odd:
    """Odd values and odd lines, by chance."""

    def __init__(self, chance: Random, ids: Sequence[str], keys: Sequence[str]) -> None:
        self._chance, self._ids, self._keys = chance, ids, keys

    def value(self, depth: int = 0) -> Any:
        """One JSON value of any type."""
        pick = self._chance.choice
        plain: list[Any] = [
            *(None, True, False, 0, 1, -1, 7, 10**17, -(10**17), 1.5, -0.0, 1e300),
            *("", " ", "x", "Umoja", "yes", "5", "0/0", "1e999", "2024-13-45", "2024-11-19"),
            *("done", "open", "let go", "private", "donor", "gradient", "hands", "\u202etxt"),
            *("maneno " * 40, "0001-01-01", "9999-12-31", "23:59", "[bold]x[/bold]", "{text}"),
            *(self._chance.choice(self._ids), self._chance.choice(self._ids)),
        ]
        if depth > 2 or self._chance.random() < 0.6:
            return pick(plain)
        size = self._chance.randrange(4)
        if self._chance.random() < 0.5:
            return [self.value(depth + 1) for _ in range(size)]
        names = [*self._keys, *self._ids[:20], "", "1", "5", "x"]
        return {pick(names): self.value(depth + 1) for _ in range(size)}

    def body(self, body: dict[str, Any]) -> dict[str, Any]:
        """The ``body`` spoiled in one way."""
        pick, changed = self._chance.choice, dict(body)
        way = self._chance.randrange(6)
        if way < 3 and changed:
            changed[pick(sorted(changed))] = self.value()
        elif way == 3 and changed:
            del changed[pick(sorted(changed))]
        elif way == 4:
            changed[pick(self._keys)] = self.value()
        else:
            changed = {pick(self._keys): self.value() for _ in range(self._chance.randrange(4))}
        return changed

    def entry(self, entry: Entry) -> Entry:
        """The ``entry`` with another body, and now and then another frame."""
        changed = entry._replace(body=self.body(dict(entry.body)))
        ways: list[Callable[[Entry], Entry]] = [
            lambda each: each._replace(ref=self._chance.choice([*self._ids, each.id, "x"])),
            lambda each: each._replace(by=self._chance.choice([*self._ids, "Blue", "?", ""])),
            lambda each: each._replace(share=self._chance.choice(SHARES)),
            lambda each: each._replace(place=self.place(each.place)),
            lambda each: each._replace(at=self._chance.choice(_ODD_TIMES)),
            lambda each: each._replace(n=self._chance.choice([0, 1, 2, 999_999_999])),
            lambda each: each._replace(code=self._chance.choice(["A1", "E1", "D999999999", "Z7"])),
        ]
        return self._chance.choice(ways)(changed) if self._chance.random() < 0.3 else changed

    def place(self, place: Place) -> Place:
        """A place that nothing of ours would have made."""
        return self._chance.choice(
            [
                place._replace(run=10**17),
                place._replace(run=-1),
                place._replace(run=0),
                place._replace(step="no-such-step"),
                place._replace(step=""),
                place._replace(exercise="no-such-exercise"),
                place._replace(exercise=""),
            ]
        )

    def beside(self, entry: Entry, number: int) -> Entry:
        """One more line right after ``entry``, of an odd sort."""
        suffix = f"{number % 32**4:04X}".replace("U", "V")[-4:]
        return entry._replace(
            id=f"{entry.id[:22]}{suffix.translate(str.maketrans('ILOU', 'JMPV'))}",
            op=self._chance.choice((*OPS[:4], "edit", "add")),
            ref=self._chance.choice([entry.id, entry.ref, self._chance.choice(self._ids)]),
            body=self.body(dict(entry.body)),
            n=0,
            code="",
        )
