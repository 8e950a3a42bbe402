"""A room: one run of one exercise, seen by one audience. It is all that a kind knows of the workshop."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.model.entry import PEOPLE, Entry, Place, Share, share_level
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.presence import AT_WORK
from coalition_cli.model.workshop import Person, Workshop

_GAP: Final = re.compile(r"\{([a-z_]+)\}")
_HEAD_GAPS: Final = ("title", "place", "year", "year_in_five")
_ABOUT_PEOPLE: Final = ("person", "name", "phone")
"""What columns of a plan hold that finds somebody."""

FEWEST_BROKEN_DOWN: Final = 5
"""A smaller number of people is not divided further for readers outside the room."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something said that another step works on. ``number`` is what the room calls it by, from 1."""

    id: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """What the steps of a run may look at.

    ``audience`` is the level whose reader is looking: ``participants`` in the room itself, ``private`` sees
    everything. ``adopted`` gives entries that the room adopted the wider share level that its decision earned them.
    ``find_exercise`` finds another exercise by id, None if no file has it. ``announced`` gives the details that the
    programme of a workshop knows. ``is_paper``: what is shown goes into a document for its reader, not onto a screen
    that a whole room looks at.
    """

    workshop: Workshop
    exercise: Exercise
    run: int = 1
    audience: Share = "private"
    adopted: Mapping[str, Share] = field(default_factory=dict)
    find_exercise: Callable[[str], Exercise | None] = lambda _id: None
    announced: Callable[[Workshop], Mapping[str, str]] = lambda _workshop: {}
    is_paper: bool = False

    def place(self, step_id: str = "") -> Place:
        """Where the entries of a step (or of the run itself) stand."""
        return Place(self.exercise.id, self.run, step_id)

    def may_see(self, entry: Entry) -> bool:
        """Whether this room's audience may see ``entry``."""
        widest = max(share_level(entry.share), share_level(self.adopted.get(entry.id, "private")))
        return widest >= share_level(self.audience)

    def may_see_column(self, share: Share | None, type_: str, *, is_off_screen: bool) -> bool:
        """Whether this audience may read a column of a plan; readers outside are told nothing that finds anybody.

        ``share`` None is that of the row, ``type_`` what the column holds, as a file says it.
        """
        if share is not None and share_level(share) < share_level(self.audience):
            return False
        if self.audience == "donor":
            return not is_off_screen and type_ not in _ABOUT_PEOPLE
        return not is_off_screen or self.is_paper or self.audience != "participants"

    def as_read(self, entry: Entry) -> Entry:
        """``entry``, wherever it was said, without the columns of its plan that this audience may not read."""
        exercise = self.find_exercise(entry.place.exercise) if entry.place.exercise else None
        hidden = {
            column["id"]
            for step in (exercise.steps if exercise else ())
            if step.id == entry.place.step
            for column in (step.options.get("columns") or ())[1:]
            if not self.may_see_column(
                column.get("share"),
                column.get("type", "text"),
                is_off_screen=bool(column.get("off_screen")),
            )
        }
        if not hidden & entry.body.keys():
            return entry
        return entry._replace(
            body={key: value for key, value in entry.body.items() if key not in hidden}
        )

    def said(self, step_id: str) -> list[Entry]:
        """What stands of a step, whoever may see it: where a play goes on from, never what it shows."""
        return self.workshop.standing(self.place(step_id))

    def standing(self, step_id: str) -> list[Entry]:
        """What stands of a step and may be seen."""
        return [entry for entry in self.said(step_id) if self.may_see(entry)]

    def items(self, step_id: str) -> list[Item]:
        """What was said at a step, numbered as the room sees it: a number stays with its words for every audience."""
        texts = [entry for entry in self.said(step_id) if entry.text]
        return [
            Item(entry.id, number, entry.text)
            for number, entry in enumerate(texts, 1)
            if self.may_see(entry)
        ]

    def shows_names(self) -> bool:
        """Whether this audience may read who said what."""
        return self.audience in ("private", "organizer")

    def people(self) -> list[Person]:
        """Those in the room now."""
        return self.workshop.present()

    def speakers(self) -> list[Person]:
        """Those in the room now who speak for themselves: not those who interpret or type."""
        return [person for person in self.people() if person.role not in AT_WORK]

    def voters(self) -> list[Person]:
        """Those in the room now who are counted where it decides: its participants."""
        return [person for person in self.people() if person.is_voter]

    def guests(self) -> list[Person]:
        """Visitors who are in the room now."""
        return [person for person in self.people() if person.role == "guest"]

    def delegations(self, each: str) -> list[str]:
        """Return what those present have as their ``each``, which is ``group`` or ``country``: every value once."""
        named = [
            person.country if each == "country" else person.group for person in self.speakers()
        ]
        return list(dict.fromkeys(filter(None, named)))

    def breaks_down(self, count: int) -> bool:
        """Whether this audience may read how ``count`` people are divided: so few would point at somebody."""
        return self.audience != "donor" or count >= FEWEST_BROKEN_DOWN

    def name_of(self, by: str | None) -> str:
        """The chosen name or group behind ``by``; empty for donors, and for somebody who withdrew her name."""
        is_gone = by in self.workshop.taken_back(PEOPLE)
        return "" if is_gone or self.audience == "donor" else self.workshop.name_of(by)

    def other(self, exercise_id: str, step_id: str) -> "View | None":
        """The newest run of another exercise in which something stands at a step of it, None if there is none."""
        exercise = self.find_exercise(exercise_id)
        if exercise is None:
            return None
        runs = reversed(self.workshop.runs(exercise_id))
        held = (run for run in runs if self.workshop.standing(Place(exercise_id, run, step_id)))
        return next((replace(self, exercise=exercise, run=run) for run in held), None)

    def details(self) -> dict[str, str]:
        """What is known of the day, by the names of ``default_details``: as somebody told it, else as the programme
        has it. What neither of them says is not there.
        """
        told = {name: words for name, words in self.workshop.details().items() if words}
        return {**self.announced(self.workshop), **told}

    def open_gaps(self, text: str) -> set[str]:
        """Return the gaps of ``text`` that the workshop alone cannot fill; a kind may know them (``kinds.fill``)."""
        return set(_GAP.findall(text)) - {*_HEAD_GAPS, *DETAIL_NAMES}

    def fill(self, text: str, more: Mapping[str, str] | None = None) -> str:
        """Return ``text`` of an exercise file with what the workshop knows in place of its gaps, and what ``more`` says.

        Those are ``{title}``, ``{place}``, ``{year}``, ``{year_in_five}`` and the ``details`` (one that nobody knows is
        filled with plain words). Any other brace stays as it was written: the file is text, not a format string.
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
        """The step that ``reference`` names, with the room it was held in: a step of this run by its id, or, as
        ``exercise.step``, of the newest run of another exercise in which something stands there; None without one.
        """
        exercise_id, _dot, step_id = reference.rpartition(".")
        there = self.other(exercise_id, step_id) if exercise_id else self
        try:
            return (there.step(step_id), there) if there and step_id else None
        except (
            KeyError
        ):  # a file of somebody's own may have taken the place of the one that was spoken of
            return None

    def step(self, step_id: str) -> Step:
        """A step of this exercise."""
        return self.exercise.step(step_id)


def default_details() -> dict[str, str]:
    """Every detail that a workshop may tell of itself, with the words that stand where it did not."""
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


DETAIL_NAMES: Final = tuple(default_details())
