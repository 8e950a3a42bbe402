"""A sample workshop: what a room might have said on the days of a programme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from coalition_cli.blocks import Block
from coalition_cli.catalog import Catalog
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model import definition
from coalition_cli.model.entry import DETAILS, PEOPLE, PROGRAMME, Entry, Fact, Place, make, next_id
from coalition_cli.model.header import Head
from coalition_cli.model.programme import Programme, Slot
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers, play_people
from coalition_cli.run.answers_file import read_answers
from coalition_cli.schedule.timetable import run_for, told
from coalition_cli.store import paths

FOLDER: Final = Path(__file__).parents[1] / "samples"
FIRST: Final = "one-day"
"""The sample that is meant where none is named."""

_SECONDS_BETWEEN: Final = 5.0

Show = Callable[[Sequence[Block]], None]


def names() -> list[str]:
    """The samples there are."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def play(name: str, catalog: Catalog, on_show: Show | None = None) -> Workshop:
    """The sample called ``name`` as a workshop in memory.

    ``on_show`` is given every page on the way.

    Its file holds ``[workshop]`` (the head), ``[details]``, ``[[people]]`` and ``[[days]]`` with a
    ``date`` and ``[[days.held]]``: a ``slot`` of the programme, ``from`` and ``to``, ``people`` who
    came in, names of those ``leaving``, and ``answers`` as an answers file has them below an
    exercise; or ``skipped``. Raises ``Problem`` where it does not fit its exercises.
    """
    source = FOLDER / f"{name}.toml"
    content = read_answers(source).table
    days = content["days"]
    first = _moment(days[0]["date"], days[0]["held"][0]["from"])
    head = Head(next_id("", first.timestamp()), **content["workshop"], is_sample=True)
    leader = _Leader(
        Workshop(head), catalog.programme(head.programme), catalog, source, first, on_show
    )
    for detail, words in content.get("details", {}).items():
        leader.note_down({"name": detail, "text": words}, DETAILS)
    leader.take(
        play_people(
            content["people"], source, leader.workshop, paths.device(), leader.look_at_clock
        )
    )
    for number, day in enumerate(days, 1):
        leader.lead(number, day)
    return leader.workshop


@dataclass(slots=True)
class _Leader:
    """Leads through the days and takes down what is said.

    ``now`` goes on a little with every line, up to ``until``.
    """

    workshop: Workshop
    programme: Programme
    catalog: Catalog
    source: Path
    now: datetime
    on_show: Show | None
    until: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.until = self.now

    def lead(self, number: int, day: Mapping[str, Any]) -> None:
        """Hold the ``number``-th day."""
        slots = {slot.id: slot for slot in self.programme.days[number - 1].slots}
        held = day["held"]
        self._turn_clock(day["date"], held[0]["from"], held[0]["from"])
        followed = definition.of_programme(self.programme)
        kept = definition.kept_as(followed, [PROGRAMME], self.workshop)
        self._tell(None, "begin", day=number, **kept)
        for each in held:
            if each.get("skipped"):
                self._tell(slots[each["slot"]], "skip")
            else:
                self._turn_clock(day["date"], each["from"], each["to"])
                self._hold(slots[each["slot"]], each)
                self._turn_clock(day["date"], each["to"], each["to"])
                self._tell(slots[each["slot"]], "end")
        self._tell(None, "end", day=number)

    def take(self, entries: Sequence[Entry]) -> None:
        """Let the workshop hold ``entries``."""
        self.workshop.extend(entries)

    def note_down(self, body: Mapping[str, Any], place: Place, ref: str | None = None) -> None:
        """One fact that no exercise brought; with ``ref``, in place of what was said before."""
        after, at = self.workshop.last, self.look_at_clock()
        fact = Fact(body, op="edit", ref=ref) if ref else Fact(body)
        made = make(
            fact,
            place,
            share="organizer",
            device=paths.device(),
            after=after,
            beyond=self.workshop.beyond(fact, place),
            now=at,
        )
        self.take([made])

    def look_at_clock(self) -> float:
        """Seconds since 1970, a little later than at the last look."""
        seconds = min(self.now.timestamp() + _SECONDS_BETWEEN, self.until.timestamp())
        self.now = datetime.fromtimestamp(seconds)
        return seconds

    def _hold(self, slot: Slot, held: Mapping[str, Any]) -> None:
        runs = self.workshop.runs(slot.exercise) if slot.exercise else ()
        run = run_for(slot, self.programme, told(self.workshop), runs) if slot.exercise else 0
        more = {"exercise": slot.exercise, "run": run} if slot.exercise else {}
        self._tell(slot, "begin", minutes=slot.minutes, **more)
        coming = held.get("people", [])
        self.take(
            play_people(coming, self.source, self.workshop, paths.device(), self.look_at_clock)
        )
        for name in held.get("leaving", []):
            self._see_off(name)
        if slot.exercise:
            exercise = self.catalog.exercise(slot.exercise)
            answers = {slot.exercise: held.get("answers", {})}
            entries, _said = play_answers(
                exercise,
                run,
                answers,
                self.source,
                self.workshop,
                self.catalog.find,
                paths.device(),
                self.on_show,
                self.look_at_clock,
                is_going_on=slot.continues,
                announced=self.catalog.announced,
            )
            self.take(entries)

    def _see_off(self, name: str) -> None:
        person = self.workshop.person_named(name)
        if person is None:
            raise Problem(
                _("{path}: nobody is called {name}.").format(path=self.source.name, name=name)
            )
        entry = next(each for each in self.workshop.standing(PEOPLE) if each.id == person.id)
        self.note_down({**entry.body, "present": False}, PEOPLE, ref=entry.id)

    def _tell(self, slot: Slot | None, did: str, **more: Any) -> None:
        about = {"title": slot.title, "kind": slot.kind, "planned": slot.minutes} if slot else {}
        clock = self.now.isoformat(timespec="seconds")
        self.note_down(
            {"slot": slot.id if slot else "", "did": did, "clock": clock, **about, **more},
            PROGRAMME,
        )

    def _turn_clock(self, day: str, at: time, until: time) -> None:
        self.now, self.until = _moment(day, at), _moment(day, until)


def _moment(day: str, at: time) -> datetime:
    return datetime.combine(date.fromisoformat(day), at)
