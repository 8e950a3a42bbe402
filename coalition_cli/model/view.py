"""One run of one exercise as one audience may see it: all that a kind knows of the workshop."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from coalition_cli.i18n import _
from coalition_cli.model.by_run import KnowsRuns
from coalition_cli.model.entry import PEOPLE, Entry, Place, Share, share_level
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.presence import AT_WORK
from coalition_cli.model.workshop import Person, Workshop

_GAP: Final = re.compile(r"\{([a-z_]+)\}")
_HEAD_GAPS: Final = ("title", "place", "year", "year_in_five")
_ABOUT_PEOPLE: Final = ("person", "name", "phone")
"""The types of columns of a plan that find somebody."""

FEWEST_BROKEN_DOWN: Final = 5
"""A smaller number of people is not divided further for readers outside the room."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line that another step works on.

    ``number`` is what the room calls it by: that of the line at its own step; an action or an event
    goes by its ``code``. ``place`` is where a ranking put it; several may share one.
    """

    id: str
    number: int
    text: str
    place: int | None = None
    code: str = ""

    @property
    def mark(self) -> str:
        """What stands before it on a page, and what every command takes."""
        return self.code or str(self.number)

    @property
    def digits(self) -> int:
        """The number in its mark, which a person may type alone."""
        return int(self.code[1:]) if self.code else self.number


class Exercises(Protocol):
    """Exercises by their ids: a mapping, or whatever else gives one when it is asked."""

    def get(self, exercise_id: str, /) -> Exercise | None:
        """Return the exercise of this id; None if there is none."""


@dataclass(frozen=True, slots=True)
class View:
    """One run of one exercise as one audience may see it; made by a ``ViewMaker``.

    ``audience`` is the level whose reader is looking: ``participants`` in the room itself,
    ``private`` sees everything. ``adopted`` gives entries that the room adopted the wider share
    level that its decision earned them. ``exercises`` are the others, into whose steps this one
    may look, and ``announced`` the details that the programme knows of the day. ``is_paper``: what
    is shown goes into a document for its reader, not onto a screen that a whole room looks at.
    """

    workshop: Workshop
    exercise: Exercise
    run: int = 1
    audience: Share = "private"
    adopted: Mapping[str, Share] = field(default_factory=dict)
    exercises: Exercises = field(default_factory=dict[str, Exercise])
    announced: Mapping[str, str] = field(default_factory=dict)
    is_paper: bool = False

    def place(self, step_id: str = "") -> Place:
        """Return the place at which the entries of a step (or of the run itself) stand."""
        return Place(self.exercise.id, self.run, step_id)

    def may_see(self, entry: Entry) -> bool:
        """True if this audience may see ``entry``.

        No decision makes what is private readable: no room has seen it, and none can adopt it.
        """
        if entry.share == "private":
            return self.audience == "private"
        widest = max(share_level(entry.share), share_level(self.adopted.get(entry.id, "private")))
        return widest >= share_level(self.audience)

    def may_see_column(
        self, share: Share | None, type_: str | None, *, is_off_screen: bool
    ) -> bool:
        """True if this audience may read a column of a plan.

        Readers outside are told nothing that finds anybody. ``share`` None is that of the row,
        ``type_`` what the column holds, as a file says it; None is words.
        """
        if share is not None and share_level(share) < share_level(self.audience):
            return False
        if self.audience == "donor":
            return not is_off_screen and type_ not in _ABOUT_PEOPLE
        return not is_off_screen or self.is_paper or self.audience != "participants"

    def as_read(self, entry: Entry) -> Entry:
        """Return ``entry`` without the columns of its plan that this audience may not read."""
        exercise = self.exercise_at(entry.place)
        hidden = {
            column["id"]
            for step in (exercise.steps if exercise else ())
            if step.id == entry.place.step
            for column in (step.options.get("columns") or ())[1:]
            if not self.may_see_column(
                column.get("share"),
                column.get("type"),
                is_off_screen=bool(column.get("off_screen")),
            )
        }
        if not hidden & entry.body.keys():
            return entry
        return entry._replace(
            body={key: value for key, value in entry.body.items() if key not in hidden}
        )

    def exercise_at(self, place: Place) -> Exercise | None:
        """Return the exercise of ``place`` as its run was held; None if there is none."""
        if not place.exercise:
            return None
        if isinstance(self.exercises, KnowsRuns):
            return self.exercises.of_run(place.exercise, place.run)
        return self.exercises.get(place.exercise)

    def said(self, step_id: str) -> list[Entry]:
        """Return what stands of a step, whoever may see it.

        A play goes on from it, and never shows it.
        """
        return self.workshop.standing(self.place(step_id))

    def standing(self, step_id: str) -> list[Entry]:
        """Return what stands of a step and may be seen."""
        return [entry for entry in self.said(step_id) if self.may_see(entry)]

    def items(self, step_id: str) -> list[Item]:
        """Return what was said at a step, under the numbers of its lines.

        A number stays with its words, for every audience. The list is the same as long as nothing
        changes there, and nobody changes it.
        """
        key = ("items", self.audience, tuple(self.adopted.items()))
        return self.workshop.once(self.place(step_id), key, lambda: self._items(step_id))

    def _items(self, step_id: str) -> list[Item]:
        return [
            Item(
                entry.id,
                self.workshop.number(entry.id),
                entry.text,
                code=self.workshop.numbers.code_of(entry.id),
            )
            for entry in self.standing(step_id)
            if entry.text
        ]

    def shows_names(self) -> bool:
        """True if this audience may read who said what."""
        return self.audience in ("private", "organizer")

    def people(self) -> list[Person]:
        """Return those in the room now."""
        return self.workshop.present()

    def names_here(self) -> tuple[str, ...]:
        """Return the names of those in the room now; listed once while nobody comes or goes."""
        return self.workshop.once(
            PEOPLE, "names here", lambda: tuple(person.name for person in self.people())
        )

    def speakers(self) -> list[Person]:
        """Return those in the room who speak for themselves: not those who interpret or type."""
        return [person for person in self.people() if person.role not in AT_WORK]

    def voters(self) -> list[Person]:
        """Return those in the room who are counted where it decides: its participants."""
        return [person for person in self.people() if person.is_voter]

    def guests(self) -> list[Person]:
        """Return the visitors who are in the room now."""
        return [person for person in self.people() if person.role == "guest"]

    def delegations(self, each: str) -> list[str]:
        """Return what those present have as their ``each`` (``group`` or ``country``), once."""

        def listed() -> list[str]:
            named = (
                person.country if each == "country" else person.group for person in self.speakers()
            )
            return list(dict.fromkeys(filter(None, named)))

        return list(self.workshop.once(PEOPLE, ("delegations", each), listed))

    def breaks_down(self, count: int) -> bool:
        """True if this audience may read how ``count`` people are divided.

        So few would point at somebody.
        """
        return self.audience != "donor" or count >= FEWEST_BROKEN_DOWN

    def name_of(self, by: str | None) -> str:
        """Return the chosen name or group behind ``by``.

        Empty for donors, and for somebody who withdrew her name.
        """
        is_gone = by and self.workshop.lead(by) in self.workshop.taken_back(PEOPLE)
        return "" if is_gone or self.audience == "donor" else self.workshop.name_of(by)

    def names_of(self, entry: Entry) -> str:
        """Return the names or groups behind ``entry``, with commas; as ``name_of`` tells them."""
        return ", ".join(filter(None, map(self.name_of, entry.speakers)))

    def other(self, exercise_id: str, step_id: str) -> "View | None":
        """Return the newest run of another exercise in which this step holds something."""
        runs = reversed(self.workshop.runs(exercise_id))
        held = (run for run in runs if self.workshop.standing(Place(exercise_id, run, step_id)))
        run = next(held, None)
        exercise = self.exercise_at(Place(exercise_id, run)) if run is not None else None
        return replace(self, exercise=exercise, run=run or 1) if exercise else None

    def details(self) -> dict[str, str]:
        """Return what is known of the day, by the names of ``default_details``.

        As somebody told it, else as the programme has it; what neither says is not there.
        """
        told = {name: words for name, words in self.workshop.details().items() if words}
        return {**self.announced, **told}

    def open_gaps(self, text: str) -> set[str]:
        """Return the gaps of ``text`` that the workshop alone cannot fill.

        A kind may know them: see ``kinds.fill``.
        """
        return set(_GAP.findall(text)) - {*_HEAD_GAPS, *DETAIL_NAMES}

    def fill(self, text: str, more: Mapping[str, str] | None = None) -> str:
        """Return ``text`` of an exercise file with its gaps filled.

        By the workshop, and by ``more``.

        Those are ``{title}``, ``{place}``, ``{year}``, ``{year_in_five}`` and the ``details`` (one
        that nobody knows is filled with plain words). Any other brace stays as it was written: the
        file is text, not a format string.
        """
        gaps = set(_GAP.findall(text))
        if not gaps:
            return text
        head = self.workshop.head
        year = int(head.date[:4])
        known = {
            "title": head.title,
            "place": head.place,
            "year": str(year),
            "year_in_five": str(year + 5),
            **(more or {}),
        }
        if gaps & set(DETAIL_NAMES):
            known = {**default_details(), **self.details(), **known}
        return _GAP.sub(lambda gap: known.get(gap[1], gap[0]), text)

    def at(self, reference: str) -> "tuple[Step, View] | None":
        """Return the step that ``reference`` names, with the view of the run it was held in.

        A step of this run by its id, or, as ``exercise.step``, of the newest run of another
        exercise in which something stands there; None without one.
        """
        exercise_id, _dot, step_id = reference.rpartition(".")
        there = self.other(exercise_id, step_id) if exercise_id else self
        try:
            return (there.step(step_id), there) if there and step_id else None
        except KeyError:
            # A file of somebody's own may have taken the place of the one that was spoken of.
            return None

    def step(self, step_id: str) -> Step:
        """Return a step of this exercise."""
        return self.exercise.step(step_id)


def default_details() -> dict[str, str]:
    """Return every detail that a workshop may tell, with the words used where it did not."""
    return {
        "group_name": _("our group"),
        "lead": _("the facilitator"),
        "host": _("our host"),
        "care_person": _("the care person"),
        "phone": _("the number on the care person's card"),
        "quiet_place": _("a quiet place near here"),
        "legal_limit": _("what the law obliges us to pass on, and we say so before"),
        "until": _("the end of the day"),
        "break_times": _("the times on the wall"),
        "n": _("a few"),
    }


REGION: Final = "region"
"""The detail that readers outside have in place of the place; no exercise says it."""
NEEDED: Final = "needed"
"""The detail that tells readers outside what is needed; no exercise says it."""
MOST_NEEDED: Final = 60
"""So many words of it stand on a page."""

DETAIL_NAMES: Final = tuple(default_details())
