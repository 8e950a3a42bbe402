"""The only door to the people in the room: what a kind may ask, show and say.

A kind asks through a ``Stage`` and cannot know who answers: people at a keyboard (``terminal``),
an answers file (``run/answers_stage.py``) or invented people (``run/rehearsal.py``). Whatever a
person may do besides answering (pass, finish, go back, take back) leaves ``ask`` and ``choose`` as
a ``Move``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeAlias, TypeVar, overload

from coalition_cli.blocks import Block, Tone

T = TypeVar("T")
U = TypeVar("U")

Page: TypeAlias = Sequence[Block] | Callable[[], Sequence[Block]]
"""What is shown, or a function that draws it."""

Given: TypeAlias = Any
"""An answer before it is read: what was typed (``str``), or a value of an answers file."""


class ItemKey(NamedTuple):
    """The names of one item among several: its words, and its number from 1.

    ``alike`` are the numbers of all items that are worded so. Of several only a number names one.
    """

    words: str
    number: int
    alike: tuple[int, ...] = ()


KeyPart: TypeAlias = str | int | tuple[str, ...] | ItemKey
Key: TypeAlias = tuple[KeyPart, ...]
"""The place of an answer in an answers file, below its step.

A tuple inside it lists names that mean the same. A number is a row from 0: of a list its member, of
a table its ``Named`` member.
"""


class Move(Exception):
    """Something the room does instead of answering."""


class Passed(Move):
    """This person passes; it counts as an answer."""


class Finished(Move):
    """Nothing more to add here."""


class Back(Move):
    """To the step before; nothing is deleted."""


class Skip(Move):
    """Past this step; it can be taken up later."""


class Again(Move):
    """This step from its start."""


class TakeBack(Move):
    """Undo the last thing saved."""


class Ground(Move):
    """Everything stops for a slow breath; nobody is asked why."""


class Pause(Move):
    """Stop here and keep everything."""


class Changed(Move):
    """Something else was changed from within the prompt; the page is drawn anew.

    ``sentence`` says what.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Mend(Move):
    """Replace the words last saved by ``text``; ``answer`` is what ``Question.mend`` read of it."""

    def __init__(self, text: str, answer: Any = None) -> None:
        super().__init__()
        self.text = text
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One question.

    ``read`` turns what was given into an answer, raising ``Problem`` if it cannot be one. ``key``
    None means that an answers file has no place for it. ``default`` is what Enter alone means, and
    what is read where a file says nothing; None means that there is none, so that an empty line is
    read. ``repeats``: an empty line raises ``Finished``, and so does a file that says nothing,
    unless there is a ``default``. ``is_list``: a pasted list becomes one answer a line.
    ``start_with`` stands in the line from the beginning, to be changed or kept; ``ghost`` stands
    behind an empty line and is no part of it. ``last_saved`` is what "edit the last one" opens, and
    ``mend`` reads what became of it, as ``read`` does. ``is_long``: the answer may have several
    lines; any other is made one line. ``has_columns``: ``read`` sees the tabs that part columns.
    ``hint`` is for the note-taker, not for the room. ``others_read`` gives, of an answer or of what
    ``mend`` read, the words that others will read: people are told once, before it is saved, that
    some of them may name somebody. None: nobody else reads the answer, or a name is what is asked.
    """

    key: Key | None
    prompt: str
    read: Callable[[Given], T]
    default: str | None = None
    repeats: bool = False
    is_list: bool = False
    may_pass: bool = False
    completions: Sequence[str] = ()
    start_with: str = ""
    ghost: str = ""
    last_saved: str = ""
    mend: Callable[[Given], Any] | None = None
    is_long: bool = False
    has_columns: bool = False
    hint: str = ""
    others_read: Callable[[Any], str] | None = None


FOR_PEOPLE: Final = "\0"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: ``value`` is what an answers file says, ``words`` what the room reads.

    A value that begins with ``FOR_PEOPLE`` is one that no file can name; by ``also`` it may call
    this one as well. ``short`` are the words of one row, on a screen that has no room for all of
    them, and ``state`` stands behind them uncut. ``cells`` are the same words part by part, for a
    screen that has room for columns. ``is_found_only``: it has no number, and stands in the list
    only while somebody looks for it by its words; such options are the last. ``needs_enter``: its
    number only points at it, so that a key too many answers nothing.
    """

    value: str
    words: str
    also: tuple[str, ...] = ()
    short: str = ""
    state: str = ""
    cells: tuple[str, ...] = ()
    is_found_only: bool = False
    needs_enter: bool = False


class ManyOptions(Sequence[Option]):
    """Options of which there may be thousands, such as everybody's names.

    ``listed`` makes the list when people are to read it. ``named`` gives the value of the one that
    a file calls by these words, and None for none, without making it.
    """

    def __init__(
        self, listed: Callable[[], Sequence[Option]], named: Callable[[str], str | None]
    ) -> None:
        self._listed = listed
        self.named = named

    @cached_property
    def _options(self) -> Sequence[Option]:
        return self._listed()

    @overload
    def __getitem__(self, place: int) -> Option: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Option]: ...
    def __getitem__(self, place: int | slice) -> Option | Sequence[Option]:
        return self._options[place]

    def __len__(self) -> int:
        return len(self._options)


@dataclass(frozen=True, slots=True)
class Cue:
    """A few seconds of a shared clock: words to show, and the bar at start and end (0 to 1)."""

    seconds: float
    words: str = ""
    bar_from: float = 0
    bar_to: float = 0


class Stage(Protocol):
    """What a kind may do with the people in front of it, or with the file that speaks for them.

    A kind asks the same things in the same order of both. Every method may raise a ``Move``.
    """

    def show(self, page: Page) -> None:
        """Replace what the room sees of this step; a function is called only if somebody looks."""

    def show_alone(self, page: Page) -> None:
        """Show what only whoever types and the one she asks may see, until the next ``show``."""

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        """Put a sentence below it, until the next ``show``; of a file it is read afterwards."""

    def advise(self, sentence: str | Callable[[], str]) -> None:
        """Put a quiet sentence below it that helps whoever answers now; empty: none.

        A function is called only where somebody looks.
        """

    def ask(self, question: Question[T]) -> T:
        """Return one answer; ask again until ``question.read`` accepts it."""

    def choose(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: str | None,
        *,
        first: str | None = None,
    ) -> str:
        """Return the value of one of ``options``.

        ``default`` is what holds where a file says nothing, and what people are offered first; None
        means that there is none: a file without an answer has ``Finished``. ``first`` is what
        people are offered first instead.
        """

    def choose_many(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: Sequence[str],
        *,
        first: Sequence[str] | None = None,
    ) -> list[str]:
        """Return the values of any of ``options``, in their order.

        ``default`` and ``first`` as ``choose`` has them.
        """

    def pick(self, question: Question[T], offered: Sequence[tuple[T, str]], *, first: int = 0) -> T:
        """Return one answer: people pick it, a file says it and ``question`` reads it.

        ``offered`` are the answers that people have, each with its words, and ``first`` is the
        place of the one that they are offered first. Nothing offered: ``Finished``.
        """

    def next_of(self, waiting: Sequence[T], name: Callable[[], U]) -> T | U:
        """Return the next thing to work on: for people the first of ``waiting``, without asking.

        ``name`` asks which it is, of people where nothing waits, and of a file always: it has an
        order of its own.
        """

    def can_answer(self, *keys: Key) -> bool:
        """True if one of ``keys`` can be answered: people always can, a file where it does."""

    def is_on_paper(self, key: Key) -> bool:
        """True if this answer was written down before: no room has to be shown what it is about."""

    def today(self, held: date, latest: date) -> date:
        """Return the day from which typed days are counted.

        For people that is ``latest``, on which something was last written down; for a file
        ``held``, the day of the workshop, for a file is typed in on any later day.
        """

    def wait(self, cues: Sequence[Cue]) -> None:
        """Run the cues one after the other; the room may end it early or take longer."""

    def put(self, *at: str) -> None:
        """Put one thing before the room, by its ids: the next moment of the wall is about it.

        Without any, the wall shows what came of it so far.
        """

    def look(self, onward: str) -> None:
        """Let the room look at what came of it, until somebody goes on; a file looks at nothing.

        ``onward`` says what comes then.
        """

    def begin_turn(self, turn: str, seconds: float) -> None:
        """Count from now how long the ``turn`` of one person goes on, which has about ``seconds``.

        The same turn is counted on; 0 seconds: nobody's is counted. Nothing ends by itself.
        """


class PeopleStage(Stage):
    """The part that is alike in every stage with people in front of it."""

    def show_alone(self, page: Page) -> None:
        self.show(page)

    def put(self, *at: str) -> None:
        return

    def look(self, onward: str) -> None:
        return

    def advise(self, sentence: str | Callable[[], str]) -> None:
        words = sentence if isinstance(sentence, str) else sentence()
        if words:
            self.say(words, "quiet")

    def pick(self, question: Question[T], offered: Sequence[tuple[T, str]], *, first: int = 0) -> T:
        if not offered:
            raise Finished
        if question.hint:
            self.say(question.hint, "quiet")
        places = [str(place) for place in range(len(offered))]
        options = [
            Option(place, words) for place, (_answer, words) in zip(places, offered, strict=True)
        ]
        chosen = self.choose(question.key, question.prompt, options, places[first])
        return offered[int(chosen)][0]

    def next_of(self, waiting: Sequence[T], name: Callable[[], U]) -> T | U:
        return waiting[0] if waiting else name()

    def can_answer(self, *keys: Key) -> bool:
        return True

    def is_on_paper(self, key: Key) -> bool:
        return False

    def today(self, held: date, latest: date) -> date:
        return latest

    def begin_turn(self, turn: str, seconds: float) -> None:
        """Whoever only listens counts nothing."""


def as_given(value: Given) -> Given:
    """The answers of a step as they stand in the file."""
    return value


class Named(NamedTuple):
    """One member of a table that is asked for row by row: its name, and what stands under it."""

    name: str
    value: Given

    def __str__(self) -> str:
        return self.name
