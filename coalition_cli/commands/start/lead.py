"""The lead of a day: the programme, the file, the number of the day, and the facts kept of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coalition_cli.app.context import Call
from coalition_cli.app.day_pages import bounds_of
from coalition_cli.app.record import record_in
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.model import definition
from coalition_cli.model.entry import PROGRAMME, Fact
from coalition_cli.model.exercise import Minutes
from coalition_cli.model.programme import Programme, Slot
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.schedule.timetable import Today, stand, told
from coalition_cli.store import WorkshopFile


@dataclass(slots=True)
class Lead:
    """The day that is led, its programme and its file."""

    call: Call
    file: WorkshopFile
    held: HeldExercises
    programme: Programme
    number: int = 1

    def today(self) -> Today:
        """Return the day as it stands at this moment."""

        return stand(self.programme, told(self.file.workshop), datetime.now(), self.number)

    def keep(self, slot: Slot | None, did: str, **more: Any) -> None:
        """Put on disk that something was done with ``slot``, or with the day."""
        keep(self.file, slot, did, **more)

    def begin_day(self) -> None:
        """Keep that the day begins, and the programme by which it is led."""
        place, workshop = [PROGRAMME], self.file.workshop
        kept: dict[str, Any] = {}
        if definition.programme_of(workshop, self.programme.id) is None:
            kept = definition.kept_as(definition.of_programme(self.programme), place, workshop)
        self.keep(None, "begin", day=self.number, **kept)

    def bounds(self, slot: Slot) -> Minutes | None:
        """Return the minutes to which the exercise of a slot may be bent."""
        return bounds_of(slot, self.held)

    @property
    def has_tomorrow(self) -> bool:
        """True if another day comes after this one."""
        return self.number < len(self.programme.days)

    def page_room(self) -> View:
        """A room for pages that belong to no exercise."""

        view_maker = ViewMaker(self.held, self.held.announced)
        return view_maker.of_workshop(self.file.workshop, title=self.programme.title)


def keep(file: WorkshopFile, slot: Slot | None, did: str, **more: Any) -> None:
    """Keep one more fact about the programme.

    It carries the clock on the wall, by which days are led, and title and minutes, to be read
    without the file.
    """
    about = {"title": slot.title, "kind": slot.kind, "planned": slot.minutes} if slot else {}
    clock = datetime.now().isoformat(timespec="seconds")
    body = {"slot": slot.id if slot else "", "did": did, "clock": clock, **about, **more}
    record_in(file)(Fact(body), PROGRAMME, "organizer")
