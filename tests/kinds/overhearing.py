"""A room in which everything that a kind shows and asks is written down."""

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from coalition_cli.blocks import Tone
from coalition_cli.model.exercise import Step
from coalition_cli.run.engine import play_step
from coalition_cli.stage import Cue, Finished, Key, Option, Page, Passed, PeopleStage, Question
from tests.support.playing import Bench

PASS = "(passes)"


class Overheard(PeopleStage):
    """A stage whose people give ``answers``, one to each question, and then no more."""

    def __init__(self, answers: Sequence[Any]) -> None:
        self._answers = deque(answers)
        self.pages: list[Any] = []
        self.said: list[str] = []
        self.questions: list[Question[Any]] = []
        self.choices: list[tuple[Key | None, str, str | None]] = []
        self.options: list[list[tuple[str, str]]] = []
        self.cues: list[Cue] = []

    def _next(self) -> Any:
        if not self._answers:
            raise Finished
        return self._answers.popleft()

    def show(self, page: Page) -> None:
        self.pages.append(page() if callable(page) else page)

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        self.said.append(sentence)

    def ask(self, question: Question[Any]) -> Any:
        self.questions.append(question)
        given = self._next()
        if given == PASS and question.may_pass:
            raise Passed
        if given == "" and question.repeats:
            raise Finished
        return question.read(given if given != "" or not question.default else question.default)

    def choose(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: str | None,
        *,
        first: str | None = None,
    ) -> str:
        self.choices.append((key, prompt, default if first is None else first))
        self.options.append([(option.value, option.words) for option in options])
        given = self._next()
        return next(option.value for option in options if given in (option.value, option.words))

    def choose_many(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: Sequence[str],
        *,
        first: Sequence[str] | None = None,
    ) -> list[str]:
        self.choices.append((key, prompt, ", ".join(default if first is None else first)))
        self.options.append([(option.value, option.words) for option in options])
        return list(self._next())

    def wait(self, cues: Sequence[Cue]) -> None:
        self.cues += cues


def overhear(bench: Bench, step: Step, *answers: Any) -> Overheard:
    """Play ``step`` before people who give ``answers``, until these or the step are at an end."""
    stage = Overheard(answers)
    with suppress(Finished):
        play_step(step, bench.view, stage, bench.record)
    return stage
