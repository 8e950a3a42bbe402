"""Playing one step with the two drivers of a stage: an answers file, and real keys through a pipe."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from coalition_cli import kinds
from coalition_cli.engine import play_step
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.room import Room
from coalition_cli.model.workshop import Head, Workshop
from coalition_cli.stage import Finished, Option, Question, Scripted
from coalition_cli.terminal import Terminal

HEAD = Head("W1", "Umoja", "2024-11-12", "Nendiwe Center")
ENTER, DOWN, CTRL_C = "\r", "\x1b[B", "\x03"
F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"


class Bench:
    """A workshop in memory, with people in it and one exercise of the steps under test."""

    def __init__(self, *steps: Step, people: Sequence[str] = ("Amina", "Baraka", "Chausiku")) -> None:
        self.workshop = Workshop(HEAD)
        exercise = Exercise("trial", "Trial", "", "en", Minutes(1, 1, 1), "low", steps)
        self.room = Room(self.workshop, exercise, audience="participants")
        for number, name in enumerate(people):
            group = "Blue" if number % 2 == 0 else "Red"
            self.record(Fact({"text": name, "group": group}), PEOPLE, "organizer")

    def record(self, fact: Fact, place: Place, share: Share) -> Entry:
        entry = make(fact, place, share=share, device="bench", after=self.workshop.last)
        self.workshop.extend([entry])
        return entry

    def say(self, step_id: str, *texts: str) -> list[Entry]:
        place = self.room.place(step_id)
        return [self.record(Fact({"text": text}), place, "participants") for text in texts]

    def answer(self, step: Step, value: Any) -> Scripted:
        stage = Scripted(kinds.kind(step.kind).arrange(value), f"paper.toml: trial.{step.id}")
        with suppress(Finished):
            play_step(step, self.room, stage, self.record)
        stage.check_used()
        return stage

    def type(self, step: Step, *keys: str) -> None:
        with keyboard(*keys) as stage, suppress(Finished):
            play_step(step, self.room, stage, self.record)

    def result(self, step: Step) -> Any:
        return kinds.result(step, self.room)


class Keyboard(Terminal):
    """A terminal at which one group of keys is pressed for each question, choice or wait."""

    def __init__(self, send: Callable[[str], None], keys: Sequence[str]) -> None:
        super().__init__(keep_typing=lambda _text: None, curtain=lambda _page: None)
        self._send = send
        self._groups = iter(keys)
        self.asked: list[str] = []

    def _press(self, prompt: str) -> None:
        self.asked.append(prompt)
        group = next(self._groups, None)
        assert group is not None, f"no keys are left for: {prompt}"
        self._send(group)

    def ask(self, question: Question[Any]) -> Any:
        if not (self._queue and question.repeats):
            self._press(question.prompt)
        return super().ask(question)

    def choose(self, key: Any, prompt: str, options: Sequence[Option], default: str | None) -> str:
        self._press(prompt)
        return super().choose(key, prompt, options, default)

    def wait(self, cues: Any) -> None:
        self._press("wait")
        super().wait(cues)


@contextmanager
def keyboard(*keys: str) -> Iterator[Keyboard]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        stage = Keyboard(pipe.send_text, keys)
        with stage:
            yield stage
