"""``AtPrompt``: what a command behind a slash knows of the prompt at which it was typed.

The room sees this screen: before anything changes it reads numbers and how much goes, and words
only of what it may read anyway.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coalition_cli.app.confirmed import Answer, answers, as_answer
from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import PEOPLE, Entry, Place, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.run.engine import Choice
from coalition_cli.run.line_told import short, words_of
from coalition_cli.run.named_lines import Line, Room, find_line, name_in
from coalition_cli.run.shown_step import ShownStep, shown_step
from coalition_cli.stage import Changed, Move, Option, Question

if TYPE_CHECKING:
    from coalition_cli.app.context import Call
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


class Seat(Protocol):
    """The place of a prompt: the step that it asks for, or none, in a view of the room."""

    @property
    def place(self) -> Place: ...

    @property
    def step(self) -> Step | None: ...

    @property
    def view(self) -> View | None: ...


class BesideSteps(NamedTuple):
    """The place of a prompt that belongs to no step: a bare number means what the wall shows."""

    place: Place
    step: None = None
    view: None = None


class AtPrompt:
    """One prompt: its file, its stage, and where it is (``seat``, an engine for one).

    ``commands`` does a further command, typed on the page of this one.
    """

    def __init__(
        self,
        call: "Call",
        file: "WorkshopFile",
        stage: "Terminal",
        seat: Seat,
        commands: Callable[[str], str],
    ) -> None:
        self.call = call
        self.file = file
        self.stage = stage
        self.seat = seat
        self.commands = commands
        self.held = call.held(file.workshop)
        """The exercises by which runs of this workshop are read."""

    def room(self) -> Room:
        """Where the name of a line is read: a bare number is of the step of this prompt.

        Where it is of none, of the step that the wall shows; lines are called by it as well.
        """
        step, view = self.seat.step, self.seat.view
        shown = ShownStep(step, view) if step and view else None
        shown = shown or shown_step(self.file.workshop, self.held)
        return Room(self.file.workshop, self.held, shown)

    def view(self) -> View:
        """The run that is open here. Raises ``Problem`` where none is."""
        if self.seat.view is None:
            raise Problem(_("No exercise is open here. Open one, or type this at the shell."))
        return self.seat.view

    def lines(self) -> list[Entry]:
        """Every line that stands and that the room may read."""
        workshop = self.file.workshop
        return [
            entry
            for place in workshop.places()
            for entry in workshop.standing(place)
            if workshop.number(entry.id) and self.is_for_room(entry)
        ]

    def is_for_room(self, entry: Entry) -> bool:
        """True if the room reads these words anyway: names, too, where it is asked for names."""
        is_name_here = entry.place == PEOPLE == self.seat.place
        return is_name_here or share_level(entry.share) >= share_level("participants")

    def line_named(self, words: list[str], room: Room) -> Line:
        """The line that ``words`` name; without any, the one of this step that is typed then."""
        return find_line(words[0], room) if len(words) == 1 else self.chosen(words, room)

    def chosen(self, words: list[str], room: Room) -> Line:
        """The line of this step whose number is typed; private ones stand without words."""
        if words:
            raise Problem(_("Name one line, as: /fix 7"))
        standing = room.workshop.standing(self.seat.place)
        lines = [entry for entry in standing if room.workshop.number(entry.id)]
        if not lines:
            raise Problem(_("Nothing was said in this step yet."))
        bullets = tuple(Bullet(self._seen(entry), name_in(entry, room)) for entry in lines)
        self.stage.open_page([])
        self.stage.show([Bullets(bullets)])
        prompt = _("Which line? Its number")
        return self.stage.ask(
            Question(None, prompt, lambda given: find_line(str(given).strip(), room))
        )

    def _seen(self, entry: Entry) -> str:
        """The words of ``entry`` as far as the room may read them."""
        return short(words_of(entry)) if self.is_for_room(entry) else _("(not shown)")

    def seen_unwatched(self, lines: Sequence[Entry]) -> list[str]:
        """The first words of ``lines`` where only whoever leads sees this window; else none.

        Lines that the room may not read stand on pages of their own only.
        """
        if not self.is_unseen():
            return []
        return [short(words_of(entry)) for entry in lines if self.is_for_room(entry)]

    def confirm(self, question: str, told: list[str], *, another: bool = False) -> Answer:
        """Ask on a page of its own; the answer, if it is not no. Raises a ``Move`` for no."""
        self.stage.open_page([])
        self.stage.show([Prose(words) for words in told])
        answer = as_answer(self.stage.choose(None, question, answers(another=another), "yes"))
        if answer == "no":
            raise Move
        return answer

    def choose(self, page: Sequence[Block], prompt: str, options: Sequence[Option]) -> str:
        """A choice on a page of its own, which may be left as any page of a command."""
        self.stage.open_page(page)
        self.stage.read([])
        return self.stage.choose(None, prompt, options, options[0].value)

    def choose_private(self, draw: Callable[[], Choice]) -> str:
        """A choice that is drawn anew where the room can see this window, or no longer can."""
        while True:
            choice = draw()
            self.stage.open_page(choice.page, has_private=True)
            self.stage.read([])
            options = choice.options
            try:
                return self.stage.choose(None, choice.prompt, options, options[0].value)
            except Changed:
                continue

    def is_unseen(self) -> bool:
        """True if the room cannot see this window."""
        return self.stage.room.state().is_unseen
