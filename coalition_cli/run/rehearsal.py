"""Playing an exercise with invented people and invented answers, in memory alone.

Nothing is ever stored.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any, Final, TypeVar

from coalition_cli import kinds
from coalition_cli.blocks import Block, Prose, Tone
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.definition import beginning
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Field, Step
from coalition_cli.model.header import Head
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.engine import Record, play_step
from coalition_cli.run.page import head, is_silent, short_head
from coalition_cli.stage import (
    Cue,
    Finished,
    Key,
    Option,
    Page,
    Passed,
    PeopleStage,
    Question,
    Skip,
)

T = TypeVar("T")

ROWS: Final = 3
"""After how many rows the invented people have nothing more to add."""
TURNS: Final = 12
"""The number of times that they take the first of several ways without a default.

Such a way is the next speaker.
"""
MOST_ASKED: Final = 400
"""A step that asks more often than this would never come to an end."""

_PEOPLE: Final = (
    ("Amina", "Tanzania"),
    ("Rehema", "Kenya"),
    ("Zawadi", "Tanzania"),
    ("Grace", "Burundi"),
    ("Neema", "Kenya"),
    ("Josephine", "Burundi"),
)
_HANDS: Final = (5, 1)
"""The hands that are up for the first numbers that are counted; for every further one none is."""
_NOBODY: Final = "00000000"


@dataclass(frozen=True, slots=True)
class Scene:
    """One page of a step as the room would see it, and what was answered while it stood.

    Question and answer.
    """

    header: tuple[Block, ...]
    body: tuple[Block, ...]
    sentences: tuple[tuple[str, Tone], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A step that was played to its end.

    ``after`` is the page with what came of it, empty where nothing did.
    """

    step: Step
    scenes: tuple[Scene, ...]
    after: tuple[Block, ...]

    @property
    def is_unanswered(self) -> bool:
        """True if it asks something, and there was nothing here to ask about."""
        return kinds.kind(self.step.kind).ASKS and not is_silent(self.step) and not self.answers

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Every question of the step with what was answered."""
        return [answer for scene in self.scenes for answer in scene.answers]


def invented_workshop(day: str, language: str) -> Workshop:
    """A workshop in memory, held on ``day`` (ISO) by six invented people of two groups."""
    workshop = Workshop(Head("rehearsal", _("A rehearsal"), day, _("Here"), language))
    record = _recorder(workshop)
    for number, (name, country) in enumerate(_PEOPLE):
        group = _("Blue") if number % 2 == 0 else _("Green")
        record(Fact({"text": name, "group": group, "country": country}), PEOPLE, "organizer")
    return workshop


def rehearse(
    exercise: Exercise,
    find_exercise: FindExercise,
    workshop: Workshop,
    after: Sequence[Exercise] = (),
) -> Iterator[Rehearsed]:
    """Play ``exercise`` to its end, step by step, and let ``workshop`` hold what was invented.

    Exercises on whose steps it draws are played before it, so that there is something to draw on,
    and before those the ones of ``after``: what an exercise looks back at need not be named in its
    file. Raises ``Problem`` where a step takes no answer at all, or asks for ever.
    """
    inventor = Inventor()
    known = {exercise.id}
    for earlier in [
        *_each_after_its_own(after, find_exercise, known),
        *_drawn_on(exercise, find_exercise, known),
    ]:
        for _played in _play(earlier, find_exercise, workshop, inventor):
            pass
    yield from _play(exercise, find_exercise, workshop, inventor)


def _play(
    exercise: Exercise,
    find_exercise: FindExercise,
    workshop: Workshop,
    inventor: "Inventor",
) -> Iterator[Rehearsed]:
    view = ViewMaker(find_exercise).of_run(workshop, exercise)
    record = _recorder(workshop)
    record(beginning(exercise, workshop), view.place(), "participants")
    for step in exercise.steps:
        stage = Rehearsal(f"{exercise.id}.{step.id}", head(step, view), inventor)
        with suppress(Finished):
            try:
                play_step(step, view, stage, record)
            except Skip:  # the usual way leaves the step for later; here there is no later
                stage.turn_away()
                play_step(step, view, stage, record)
        record(Fact({}, op="done"), view.place(step.id), step.share)
        came = kinds.blocks(step, view) if kinds.kind(step.kind).ASKS else []
        yield Rehearsed(step, stage.scenes(), (*short_head(step, view), *came) if came else ())
    record(Fact({}, op="done"), view.place(), "participants")


def _recorder(workshop: Workshop) -> Record:
    def record(fact: Fact, place: Place, share: Share) -> Entry:
        made = make(
            fact,
            place,
            share=share,
            device=_NOBODY,
            after=workshop.last,
            beyond=workshop.beyond(fact, place),
        )
        workshop.extend([made])
        return workshop.entries[-1]

    return record


def _each_after_its_own(
    exercises: Sequence[Exercise], find_exercise: FindExercise, known: set[str]
) -> Iterator[Exercise]:
    for exercise in exercises:
        if exercise.id not in known:
            known.add(exercise.id)
            yield from _drawn_on(exercise, find_exercise, known)
            yield exercise


def _drawn_on(
    exercise: Exercise, find_exercise: FindExercise, known: set[str]
) -> Iterator[Exercise]:
    """The other exercises whose steps this one names, each after those that it draws on itself."""
    for step in exercise.steps:
        for reference in _references(step.options, kinds.kind(step.kind).OPTIONS):
            name = reference.rpartition(".")[0]
            if name and (other := find_exercise(name)):
                yield from _each_after_its_own([other], find_exercise, known)


def _references(options: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[str]:
    for name, field in fields.items():
        value = options.get(name)
        for each in value if isinstance(value, list) else [value]:
            if field.gives and isinstance(each, str):
                yield each
            elif isinstance(each, Mapping):
                yield from _references(each, field.fields)


class Inventor:
    """The words of the invented people; no two lines are the same, so that each is found again."""

    def __init__(self) -> None:
        self._lines = 0

    def line(self) -> str:
        """A line that was not said yet."""
        lines = (
            _("It takes months to get papers back"),
            _("A place to sleep in the first weeks"),
            _("Somebody to call in the evening"),
            _("The landlady did not ask a single question"),
            _("We learnt to sew and sold the first bags"),
            _("Tea first, then the hard part"),
            _("One small step each week"),
            _("She wants to open a stall at the market"),
        )
        self._lines += 1
        return _("{words} ({number})").format(
            words=lines[self._lines % len(lines)], number=self._lines
        )

    def name(self) -> str:
        """A short name for several things that belong together."""
        names = (_("Work and money"), _("Papers and offices"), _("Home and neighbours"))
        self._lines += 1
        return _("{words} ({number})").format(
            words=names[self._lines % len(names)], number=self._lines
        )


class Rehearsal(PeopleStage):
    """A stage on which invented people answer.

    Whatever a question reads, in a small number of tries.

    It knows no kind. It offers each question a list of invented answers until one is read; of what
    may be said as often as one likes, there are three. Every fourth person who may pass does.
    """

    def __init__(self, where: str, header: Sequence[Block], inventor: Inventor) -> None:
        self._where = where
        self._header = tuple(header)
        self._inventor = inventor
        self._scenes = [Scene(self._header, ())]
        self._asked: Counter[tuple[object, ...]] = Counter()
        self._counted = 0
        self._total = 0
        self._chosen_last: tuple[object, ...] = ()
        self._left_by: tuple[object, ...] | None = None

    def scenes(self) -> tuple[Scene, ...]:
        """Every page so far."""
        return tuple(self._scenes)

    def turn_away(self) -> None:
        """Take another way from now on where the last choice led out of the step."""
        self._left_by = self._chosen_last

    def show(self, page: Page) -> None:
        scene = Scene(self._header, tuple(page() if callable(page) else page))
        if self._scenes[-1].answers:
            self._scenes.append(scene)
        else:
            self._scenes[-1] = scene

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        scene = self._scenes[-1]
        self._scenes[-1] = replace(scene, sentences=(*scene.sentences, (sentence, tone)))

    def ask(self, question: Question[T]) -> T:
        asked = self._count(question.key, question.prompt)
        if question.repeats and asked > ROWS:
            self._asked[_shape(question.key, question.prompt)] = (
                0  # the next group may say its rows too
            )
            raise Finished
        if question.may_pass and asked % 4 == 0:
            self._answer(question.prompt, _("(passes)"))
            raise Passed
        for line in self._lines(question, asked):
            try:
                answer = question.read(line)
            except Problem:
                continue
            self._counted += line.isdigit()
            self._answer(question.prompt, line or _("(nothing)"))
            return answer
        if question.repeats:
            raise Finished
        if question.may_pass:
            raise Passed
        sentence = _("{where}: no invented answer fits this question: {prompt} Nothing was stored.")
        raise Problem(sentence.format(where=self._where, prompt=question.prompt))

    def choose(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: str | None,
        *,
        first: str | None = None,
    ) -> str:
        asked = self._count(key, prompt)
        usual = default if first is None else first
        if usual is None and asked > TURNS:
            raise Finished
        chosen = 0 if usual is None else [option.value for option in options].index(usual)
        if usual is not None and any(isinstance(part, int) for part in key or ()):
            chosen = (chosen + asked - 1) % len(
                options
            )  # so that each of the rows shows another way to answer
        elif asked > TURNS:
            chosen = (chosen + asked) % len(options)  # the usual way leads nowhere here
        self._chosen_last = _shape(key, prompt)
        if self._chosen_last == self._left_by:
            chosen = (chosen + 1) % len(options)
        self._answer(prompt, options[chosen].words)
        return options[chosen].value

    def choose_many(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: Sequence[str],
        *,
        first: Sequence[str] | None = None,
    ) -> list[str]:
        self._count(key, prompt)
        usual = default if first is None else first
        chosen = [option for option in options if option.value in usual] or list(options[:1])
        self._answer(prompt, ", ".join(option.words for option in chosen))
        return [option.value for option in chosen]

    def wait(self, cues: Sequence[Cue]) -> None:
        said = list(dict.fromkeys(cue.words for cue in cues if cue.words))
        self.show([Prose(words) for words in said])
        seconds = sum(cue.seconds for cue in cues)
        self._answer(
            _("The clock"), _("{minutes:.1f} minutes, shown as a bar").format(minutes=seconds / 60)
        )

    def _count(self, key: Key | None, prompt: str) -> int:
        """Return how often this was asked at this step, whatever row it was asked for."""
        shape = _shape(key, prompt)
        self._asked[shape] += 1
        self._total += 1
        if self._total > MOST_ASKED:
            sentence = _(
                "{where}: this step asked {count} questions and would ask on. Nothing was stored."
            )
            raise Problem(sentence.format(where=self._where, count=MOST_ASKED))
        return self._asked[shape]

    def _answer(self, prompt: str, answer: str) -> None:
        scene = self._scenes[-1]
        self._scenes[-1] = replace(scene, answers=(*scene.answers, (prompt, answer)))

    def _lines(self, question: Question[T], asked: int) -> Iterator[str]:
        """Return what somebody might type, the most natural first."""
        turn = self._total
        words = self._inventor.line()
        names = [name for name in question.completions if re.match(r"\w", name)]
        tags = [name for name in question.completions if name not in names]
        boxes = [tag for tag in tags if tag.startswith("#")]
        if tags:  # two of three lines go into one of the boxes, the third says who spoke
            among = boxes if boxes and asked % ROWS else tags
            yield f"{words} {among[turn % len(among)]}"
        yield from names[turn % len(names) :] if names else ()
        yield words
        name = self._inventor.name()
        yield from (f"{first} {first + 1} {name}" for first in (asked * 2 - 1, 1))
        yield from (f"{number} {name}" for number in (asked, 1))
        people = [person for person, _country in _PEOPLE]
        yield f"{name}: {', '.join(people[(asked - 1) * 2 : asked * 2])}"
        yield str(_HANDS[self._counted] if self._counted < len(_HANDS) else 0)
        yield from map(str, (*range(1, 11), 0))
        yield from (" ".join(_hands(many, turn)) for many in _MANY)
        yield from (f"{one} {other}" for one, other in permutations(range(1, 13), 2))
        yield from (
            _IN_THREE_WEEKS,
            "09:30",
            "0700 000 000",
            *people,
            question.start_with,
            question.default or "",
            "",
        )


def _shape(key: Key | None, prompt: str) -> tuple[object, ...]:
    """Return what tells one question of a step from another, whatever row it is asked for."""
    return (
        tuple(part for part in key if not isinstance(part, int)) if key is not None else (prompt,)
    )


def _hands(many: int, asked: int) -> list[str]:
    """Hands for each of ``many`` numbers: six in all, most of them for another number each time."""
    return [{0: "3", 1: "2", 2: "1"}.get((place + asked) % many, "0") for place in range(many)]


_MANY: Final = range(2, 12)
_IN_THREE_WEEKS: Final = "in 3 weeks"
"""Typed days may be English in every language."""
