"""One step, played by the two drivers of a stage: an answers file, and keys through a pipe."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from coalition_cli import kinds
from coalition_cli.blocks import Block, Prose
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.header import Head
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import Engine, play_step
from coalition_cli.stage import Finished, Option, Pause, Question
from coalition_cli.terminal import Terminal
from coalition_cli.terminal.pointing import NamesIn, names_nobody
from tests.support.virtual_time import Passing, virtual_time

HEAD = Head("W1", "Umoja", "2024-11-12", "Nendiwe Center")
MORNING = 1731402000.0
"""Nine o'clock of the day of the workshop (UTC), at which everything is said."""
ENTER, DOWN, CTRL_C = "\r", "\x1b[B", "\x03"


def looked_at(*weighings: str) -> tuple[str, ...]:
    """Keys of a room that weighs, and looks at each count before the next hands go up."""
    first, *later = weighings
    return (first, *(key for weighing in later for key in (ENTER, weighing)))


F2, F3, F4, F5, F6, F8 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[19~"


class Died(Exception):
    """The program was killed right after a fact was on disk."""


class Bench:
    """A workshop in memory, with people in it and one exercise of the steps under test."""

    def __init__(
        self,
        *steps: Step,
        people: Sequence[str] = ("Amina", "Baraka", "Chausiku"),
        now: float = MORNING,
    ) -> None:
        self.now = now
        self.workshop = Workshop(HEAD)
        exercise = Exercise("trial", "Trial", "", "en", Minutes(1, 1, 1), "low", steps)
        self.view = View(self.workshop, exercise, audience="participants")
        for number, name in enumerate(people):
            group = "Blue" if number % 2 == 0 else "Red"
            self.record(Fact({"text": name, "group": group}), PEOPLE, "organizer")

    def record(self, fact: Fact, place: Place, share: Share) -> Entry:
        entry = make(
            fact, place, share=share, device="bench", after=self.workshop.last, now=self.now
        )
        self.workshop.extend([entry])
        return self.workshop.entries[-1]

    def say(self, step_id: str, *texts: str) -> list[Entry]:
        place = self.view.place(step_id)
        return [self.record(Fact({"text": text}), place, "participants") for text in texts]

    def answer(self, step: Step, value: Any) -> AnswersStage:
        stage = AnswersStage(kinds.kind(step.kind).arrange(value), f"paper.toml: trial.{step.id}")
        with suppress(Finished):
            play_step(step, self.view, stage, self.record)
        stage.check_used()
        return stage

    def type(self, step: Step, *keys: str) -> None:
        with keyboard(*keys) as stage, suppress(Finished):
            play_step(step, self.view, stage, self.record)
        assert not stage.unpressed, f"these keys were never asked for: {list(stage.unpressed)}"

    def type_until(self, fact: int, step: Step, *keys: str) -> tuple[str, ...]:
        """Press keys until that many facts are on disk, then die; gives the keys that were not
        pressed yet.
        """
        left = fact

        def record(told: Fact, place: Place, share: Share) -> Entry:
            nonlocal left
            entry = self.record(told, place, share)
            left -= 1
            if not left:
                raise Died
            return entry

        with keyboard(*keys) as stage, suppress(Finished, Died):
            play_step(step, self.view, stage, record)
        return tuple(stage.unpressed)

    def run(self, *keys: str, half_typed: tuple[Place, str] | None = None) -> "Keyboard":
        """Run the exercise with a fresh engine until it ends or pauses; gives the terminal at which
        it ran.
        """
        with keyboard(*keys) as stage:
            engine = Engine(self.view, stage, self.record)
            waiting = dict([half_typed] if half_typed else [])
            engine.recall = lambda place: (waiting.pop(place), False) if place in waiting else None
            with suppress(Pause):
                engine.run()
        assert not stage.unpressed, f"these keys were never asked for: {list(stage.unpressed)}"
        return stage

    def another_run(self, run: int) -> View:
        return replace(self.view, run=run)

    def texts(self, step_id: str) -> list[str]:
        """The words that stand at a step."""
        return [entry.text for entry in self.view.said(step_id)]

    def result(self, step: Step) -> Any:
        return kinds.result(step, self.view)


class Keyboard(Terminal):
    """A terminal at which one group of keys is pressed for each question, choice or wait."""

    def __init__(
        self, send: Callable[[str], None], keys: Sequence[str], names_in: NamesIn = names_nobody
    ) -> None:
        self.kept: list[str] = []
        super().__init__(
            keep_typing=lambda text, _is_mending: self.kept.append(text),
            curtain=lambda _page: None,
            names_in=names_in,
        )
        self._send = send
        self.unpressed = deque(keys)
        self._later: deque[Passing | str] = deque()
        self.asked: list[str] = []
        self.pages: list[tuple[Block, ...]] = []

    def _press(self, prompt: str, *, is_choice: bool = False) -> None:
        """Press the next keys; at a choice once it stands there, for nothing before answers it."""
        self.asked.append(prompt)
        notice = [Prose(self._notice)] if self._notice else []
        self.pages.append((*self._header, *self._body, *notice))
        assert self.unpressed, f"no keys are left for: {prompt}"
        keys = self.unpressed.popleft()
        if is_choice:
            self._later.appendleft(keys)
        else:
            self._send(keys)

    def press_when_it_waits(self, after: float, keys: str) -> None:
        """Press keys that nothing asked for, after so many seconds of a prompt at rest."""
        self._later.extend((Passing(after), keys))

    def act(self) -> float | None:
        """Press what nothing asked for, for the loop of the prompt."""
        if not self._later:
            return None
        next_ = self._later.popleft()
        if isinstance(next_, Passing):
            return float(next_)
        self._send(next_)
        return 0

    def ask(self, question: Question[Any]) -> Any:
        if not (self._typed.has_next_line and question.repeats):
            self._press(question.prompt)
        return super().ask(question)

    def choose(
        self,
        key: Any,
        prompt: str,
        options: Sequence[Option],
        default: str | None,
        *,
        first: str | None = None,
    ) -> str:
        self._press(prompt, is_choice=True)
        return super().choose(key, prompt, options, default, first=first)

    def choose_many(
        self,
        key: Any,
        prompt: str,
        options: Sequence[Option],
        default: Sequence[str],
        *,
        first: Sequence[str] | None = None,
    ) -> list[str]:
        self._press(prompt, is_choice=True)
        return super().choose_many(key, prompt, options, default, first=first)

    def wait(self, cues: Any) -> None:
        self._press("wait")
        super().wait(cues)


@contextmanager
def keyboard(*keys: str, names_in: NamesIn = names_nobody) -> Iterator[Keyboard]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        stage = Keyboard(pipe.send_text, keys, names_in)
        with virtual_time(stage), stage:
            yield stage
