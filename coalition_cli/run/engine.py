"""Running an exercise with a room: next step, play, append, show.

Nothing advances alone, everything can go back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from coalition_cli import kinds
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.clock import Clock, awake
from coalition_cli.desk_page import DeskPage
from coalition_cli.i18n import _
from coalition_cli.methods.breaths import breaths
from coalition_cli.model import definition
from coalition_cli.model.acts import newest_act
from coalition_cli.model.entry import Entry, Fact, Place, Share
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.progress import open_step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import finder_of
from coalition_cli.run.answered_elsewhere import clash_of
from coalition_cli.run.desk import desk_page
from coalition_cli.run.line_changes import fact_of_words, undo_of_newest
from coalition_cli.run.named_lines import Room
from coalition_cli.run.page import head, is_silent, short_head
from coalition_cli.run.shown_step import ShownStep
from coalition_cli.stage import (
    Again,
    Back,
    Changed,
    Finished,
    Ground,
    Mend,
    Move,
    Option,
    Page,
    Pause,
    Skip,
    Stage,
    TakeBack,
)
from coalition_cli.store import Draft

Record = Callable[[Fact, Place, Share], Entry]
"""Puts a fact on disk and gives the entry that it became; the workshop holds it from then on."""


class Choice(NamedTuple):
    """A page beside the steps: what stands on it, what it asks, and what may be chosen."""

    page: Sequence[Block]
    prompt: str
    options: Sequence[Option]


class LiveStage(Stage, Protocol):
    """A stage in front of people: it keeps a page, a clock, and what was half typed."""

    def open_step(
        self,
        head: Sequence[Block],
        clock: Clock | None,
        title: str,
        private: Sequence[Block] = (),
    ) -> None:
        """Put ``head`` at the top of the page of the step ``title`` from here on.

        ``private`` stands below it for as long as the room cannot see this window.
        """

    def open_page(
        self,
        head: Sequence[Block],
        clock: Clock | None = None,
        *,
        may_leave: bool,
        is_desk: bool = False,
        has_private: bool = False,
        private: Sequence[Block] = (),
    ) -> None:
        """Put ``head`` at the top of a page beside the steps.

        Without ``may_leave`` the options on it say how it is left; ``is_desk``: the desk stands
        there instead, where there is one. ``has_private``: it is another page, and is chosen on
        anew, where the room cannot see this window, or can again.
        """

    def read(self, page: Page) -> None:
        """Like ``show``; where not all of it fits, from its beginning."""

    def tell(self, sentence: str) -> None:
        """Put ``sentence`` beside the next question, for this once."""

    def offer_half_typed(self, text: str, is_mending: bool = False) -> None:
        """Start the next question with ``text``.

        Or with the line before it, which ``text`` was mending.
        """


class Engine:
    """One exercise, one run, one room."""

    def __init__(self, view: View, stage: LiveStage, record: Record) -> None:
        self._view = view
        self._stage = stage
        self.record = record
        self._notice = ""
        self._passed_by: dict[str, list[str]] = {}
        self._known = 0
        self.place = view.place()
        self._beside: DeskPage | None = None
        self.step: Step | None = None
        """The step that is played now; None between two."""
        self.clock = Clock()
        """The clock of that step."""
        self.append: Callable[[Sequence[Draft]], list[Entry]] = self._record_each
        """Puts several facts on disk in one write, as one act."""
        self.recall: Callable[[Place], tuple[str, bool] | None] = lambda _place: None
        self.catch_up: Callable[[], object] = lambda: None
        """Takes in what other windows saved."""
        self.before_room: Callable[[Place], None] = lambda _place: None
        """Is told the place of the step that is put before the room."""
        self.recall_clock: Callable[[Place], Clock | None] = lambda _place: None
        """The clock of a step as an earlier sitting left it."""
        self.pace: Callable[[], str] = lambda: ""
        """Says how late the day is; empty where there is no day."""
        self.refusal: Callable[[], str] = lambda: ""
        """Says why what the room answers is not recorded now; empty where it is."""
        self.only: tuple[str, ...] = ()
        """The steps that are held now, where a programme holds the others at another time."""

    @property
    def view(self) -> View:
        """The run as the room sees it."""
        return self._view

    def take(self, newer: Exercise) -> None:
        """Hold the run by a definition that is ``newer``, from here on."""
        change = definition.newer(newer, self._view.workshop, self._view.run)
        if change is not None:
            self.record(change, self._view.place(), "participants")
        self._view = replace(self._view, exercise=newer)

    def _record_each(self, drafts: Sequence[Draft]) -> list[Entry]:
        return [self.record(draft.fact, draft.place, draft.share) for draft in drafts]

    def run(self) -> None:
        """Play from the open step to the end. Raises ``Pause`` when the room stops before it."""
        self._begin()
        while (step := open_step(self._view)) is not None:
            if step in self._held() and (why := self._why_pass_by(step)):
                self._finish(step, {"skipped": True})
                self._passed_by.setdefault(why, []).append(step.title)
            elif step in self._held():
                self._stay_at(step)
            elif self._later(step):
                self._finish(step, {"skipped": True})
            else:
                break
        if not self._view.workshop.is_done(self._view.place()):
            self.record(Fact({}, op="done"), self._view.place(), "participants")

    def _begin(self) -> None:
        """Keep the definition of the run; one that an older version began has none yet."""
        workshop, exercise, run = self._view.workshop, self._view.exercise, self._view.run
        begun: Fact | None = None
        if not workshop.standing(self._view.place()):
            begun = definition.beginning(exercise, workshop)
        elif not workshop.is_done(self._view.place()) and not definition.of_run(
            workshop, exercise.id, run
        ):
            begun = definition.newer(exercise, workshop, run)
        if begun is not None and (begun.op == "add" or definition.HELD_AS in begun.body):
            self.record(begun, self._view.place(), "participants")

    def _held(self) -> list[Step]:
        return [step for step in self._view.exercise.steps if not self.only or step.id in self.only]

    def _later(self, step: Step) -> list[Step]:
        """Return what is held after ``step``."""
        steps = self._view.exercise.steps
        return [each for each in steps[steps.index(step) + 1 :] if each in self._held()]

    def _why_pass_by(self, step: Step) -> str:
        """``kinds.why_pass_by``, where the room did not go back into ``step``.

        Then it is held whatever it finds.
        """
        why = kinds.why_pass_by(step, self._view)
        return why if why and _went_back_to(self._view) != self._view.place(step.id) else ""

    def choose(
        self,
        page: Sequence[Block],
        prompt: str,
        options: Sequence[Option],
        clock: Clock | None = None,
        desk: DeskPage | None = None,
        private: Sequence[Block] = (),
    ) -> str:
        """A choice beside the steps, on a page of its own.

        A breath and what has no place here lead back to it. ``clock`` is its own, if it has one;
        ``desk`` is what stands there for a room that sees the screen, and ``private`` what stands
        below the page, line by line, for as long as the room cannot see this window.
        """
        choice = Choice(page, prompt, options)
        self._beside = desk
        try:
            return self._choose(lambda: choice, clock, private=private)
        finally:
            self._beside = None

    def choose_private(self, draw: Callable[[], Choice], clock: Clock | None = None) -> str:
        """``choose`` on a page of which the room may see only a part.

        It is drawn anew where the room can see this window, or no longer can.
        """
        return self._choose(draw, clock, has_private=True)

    def _choose(
        self,
        draw: Callable[[], Choice],
        clock: Clock | None,
        *,
        has_private: bool = False,
        private: Sequence[Block] = (),
    ) -> str:
        is_desk = self._beside is not None
        while True:
            page, prompt, options = draw()
            self._stage.open_page(
                page,
                clock,
                may_leave=False,
                is_desk=is_desk,
                has_private=has_private,
                private=private,
            )
            # Line by line, nothing is read that was not shown.
            (self._stage.read if has_private else self._stage.show)([])
            for words in self._beside.beside if self._beside else ():
                self._stage.say(words)
            self._tell()
            try:
                return self._stage.choose(None, prompt, options, options[0].value)
            except Ground:
                self._ground()
            except Pause:
                raise
            except Changed as changed:
                self._notice = changed.sentence
            except Move:
                self._notice = _("Nothing was changed: this page is beside the steps.")

    def attend(self, step: Step, is_over: Callable[[Step], bool]) -> None:
        """Play ``step`` as often as the room wants.

        Taking back, mending and breathing happen on the way.

        Returns when ``is_over`` says so. ``Back``, ``Skip`` and ``Pause`` are left to the caller.
        """
        self.place, self.step = self._view.place(step.id), step
        self.before_room(self.place)
        self.clock = self._clock_left_at(step) or _clock_of(step)
        while True:
            note = kinds.fill(step.note_taker, self._view)
            hint = _("For the note-taker: {note}").format(note=note) if note else ""
            beside = [Prose(hint, "quiet")] if hint else []
            self._stage.open_step(head(step, self._view), self.clock, step.title, beside)
            self._tell()
            if left_behind := self.recall(self.place):
                self._stage.offer_half_typed(*left_behind)
            self._known = len(self._view.workshop.entries)
            try:
                self._play(step)
                if is_over(step):
                    return
                if not kinds.kind(step.kind).ASKS:  # to stay means the same time once more
                    self.clock = _clock_of(step)
            except TakeBack:
                self._take_back(step)
            except Changed as changed:
                self._notice = changed.sentence
            except Mend as mend:
                self._mend(step, mend)
            except Ground:
                self._ground()
            except Again:
                self.clock = _clock_of(step)

    def _clock_left_at(self, step: Step) -> Clock | None:
        """The clock of ``step`` as an earlier sitting left it, with the minutes of today."""
        left = self.recall_clock(self.place) if step.minutes else None
        if left is not None:
            left.seconds = step.minutes * 60
            left.go_on()
        return left

    def desk(self, at: Sequence[str]) -> DeskPage | None:
        """The desk at the step that is played now; None between two.

        ``at`` is what was put before the room.
        """
        if self._beside is not None or self.step is None:
            return self._beside
        later = self._next(self.step) if self.step in self._view.exercise.steps else None
        return desk_page(self.step, self._view, later, at, self.pace())

    def _next(self, step: Step) -> Step | None:
        later = (each for each in self._later(step) if not self._why_pass_by(each))
        return next(later, None)

    def _tell(self) -> None:
        notice, self._notice = " ".join(filter(None, (self._notice, self._take_told()))), ""
        if notice:
            self._stage.tell(notice)

    def _stay_at(self, step: Step) -> None:
        try:
            self.attend(step, self._choose_next)
            self._finish(step, {})
        except Skip:
            self._finish(step, {"skipped": True})
        except Back:
            self._go_back(step)

    def _play(self, step: Step) -> None:
        try:
            play_step(step, self._view, self._stage, self._take_down)
        except Finished:
            return

    def _take_down(self, fact: Fact, place: Place, share: Share) -> Entry:
        """Record what the room answered; where that is refused, say so, and end this asking."""
        if refusal := self.refusal():
            self._notice = refusal
            raise Finished
        self.catch_up()
        clash = clash_of(fact, self._view.workshop, self._known)
        if clash is not None:
            for kept in clash.settled(self._view, self._stage):
                self.record(kept, place, share)
            raise Changed("")
        entry = self.record(fact, place, share)
        self._known = len(self._view.workshop.entries)
        return entry

    def _choose_next(self, step: Step) -> bool:
        """True if the room goes on; it may also stay, or leave by a move."""
        result = kinds.blocks(step, self._view)
        if (
            result and kinds.kind(step.kind).ASKS
        ):  # what was read aloud before makes room for what was answered
            self._stage.open_step(short_head(step, self._view), self.clock, step.title)
        if kinds.kind(step.kind).ASKS:
            self._stage.show(result)
        else:
            self._stage.read(result)
        later = [each for each in self._later(step) if not self._why_pass_by(each)]
        if later:
            minutes = (
                _(" ({minutes:g} min)").format(minutes=later[0].minutes) if later[0].minutes else ""
            )
            onward = _("On to: {step}").format(step=later[0].title) + minutes
        else:
            onward = _("Finish: {exercise}").format(exercise=self._view.exercise.title)
        options = [Option("next", onward), Option("stay", _("Stay here: more, or once again"))]
        if step is not self._held()[0]:
            options.append(Option("back", _("Back to the step before; nothing is deleted")))
        self._tell()
        chosen = self._stage.choose(None, _("What now?"), options, "next")
        if chosen == "back":
            raise Back
        return chosen == "next"

    def _take_told(self) -> str:
        """Return what was passed by since this was asked last, and why; empty where nothing was."""
        passed_by, self._passed_by = self._passed_by, {}
        told = {
            "turn": _(
                "Passed by, since nobody who is here has that turn: {steps}. Back leads there."
            ),
            "idle": _(
                "Passed by, since there is nothing to put together: {steps}. Back leads there."
            ),
        }
        return " ".join(
            told[why].format(steps=", ".join(steps)) for why, steps in passed_by.items()
        )

    def _finish(self, step: Step, body: dict[str, bool]) -> None:
        self.record(Fact(body, op="done"), self._view.place(step.id), step.share)

    def _go_back(self, step: Step) -> None:
        number = self._view.exercise.steps.index(step)
        if number == 0:
            self._notice = _("This is the first step.")
            return
        before = self._view.exercise.steps[number - 1]
        reopen(before, self._view, self.record)

    def _take_back(self, step: Step) -> None:
        place = self._view.place(step.id)
        shown = ShownStep(step, self._view)
        room = Room(self._view.workshop, finder_of(self._view), shown)
        if not newest_act(self._view.workshop, [place]):
            self._notice = _("Nothing was said in this step yet.")
            if step is not self._view.exercise.steps[0]:
                self._notice = _(
                    "Nothing was said in this step yet. To return to the step before, choose Back."
                )
            return
        undo = undo_of_newest(room, [place])
        self._notice = undo.said_after(self.append(undo.drafts), is_at_prompt=True)

    def _mend(self, step: Step, mend: Mend) -> None:
        said = self._view.said(step.id)
        if said:
            last = said[-1]
            read = mend.answer
            fact = read if isinstance(read, Fact) else fact_of_words(last, mend.text)
            self.record(fact, self.place, last.share)

    def _ground(self) -> None:
        with self.clock.standing_still():
            self._stage.open_page([Heading(_("Breathe"), 2)], may_leave=False)
            self._stage.show([])
            try:
                self._stage.wait(breaths())
            except Pause:
                raise
            except Move:  # whatever is pressed in a breath ends the breath, and nothing else
                pass
        self._notice = _("We go on where we were.")


def _clock_of(step: Step) -> Clock:
    return Clock(step.minutes * 60, awake())


def play_step(step: Step, view: View, stage: Stage, record: Record) -> None:
    """Play one step and hand every fact to ``record`` before the next question is asked."""
    if is_silent(step):
        return
    play = kinds.kind(step.kind).play(step, view, stage)
    try:
        fact = next(play)
        while True:
            fact = play.send(record(fact, view.place(step.id), step.share))
    except StopIteration:
        return


def reopen(step: Step, view: View, record: Record) -> None:
    """Make ``step`` the open one again; everything that was said stays."""
    steps = view.exercise.steps
    for place in (
        view.place(),
        *(view.place(later.id) for later in reversed(steps[steps.index(step) :])),
    ):
        closing = view.workshop.closing(place)
        if closing is not None:
            record(Fact({}, op="drop", ref=closing.id), place, closing.share)


def _went_back_to(view: View) -> Place | None:
    """The step of this run that was opened again last, None if none was."""
    here = (
        entry for entry in reversed(view.workshop.entries) if entry.place[:2] == view.place()[:2]
    )
    return next((entry.place for entry in here if entry.op == "drop"), None)


def take_up(only: Sequence[str], view: View, record: Record) -> None:
    """Let the first of the steps ``only`` that is not done be open.

    Where all are done, the first of them again.
    """
    held = [step for step in view.exercise.steps if step.id in only]
    if held:
        first = next(
            (step for step in held if not view.workshop.is_done(view.place(step.id))), held[0]
        )
        step, steps = open_step(view), view.exercise.steps
        if step is None or steps.index(step) > steps.index(first):
            reopen(first, view, record)


def closing_words(exercise: Exercise, view: View) -> list[Block]:
    """Return what is read when an exercise ends: its title, and where help is afterwards."""
    shown: list[Block] = [
        Heading(_("{exercise}: done").format(exercise=exercise.title), 2, exercise.symbol)
    ]
    if exercise.aftercare:
        shown.append(Prose(kinds.fill(exercise.aftercare, view)))
    return shown
