"""The kinds of steps: one module or package each, found by its name; nothing lists them.

A kind module has what ``Kind`` says. It yields facts and never stores them; played again after any
of them, it goes on where its entries say that it stands. It alone knows what it is: what it gives
beside its own page it declares as optional functions (``Gift`` names them) and as its ``TRAITS``,
and everybody else asks ``given`` and ``traits``.

``COALITION_KINDS`` names folders with kinds of one's own. They are programs, unlike exercises: name
only a folder whose files you trust as you trust this program. One that cannot be used is a
``Problem`` that names its file, and stops nothing but the exercises that use it.

More than 500 lines: what a kind may declare, and how it is asked for, stands in one place.
"""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import (
    Any,
    Final,
    Literal,
    Protocol,
    TypeAlias,
    TypeVar,
    cast,
    overload,
    runtime_checkable,
)

from coalition_cli.blocks import Block, Prose, field_names, is_sound
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.methods.block_parts import slide_of
from coalition_cli.methods.said_lines import SaidLines
from coalition_cli.methods.turns import with_a_turn
from coalition_cli.model.asked_once import asked_once
from coalition_cli.model.body_shape import LINE, Shape
from coalition_cli.model.contributions import (
    Agenda,
    Contact,
    Cover,
    Decision,
    Filling,
    Group,
    Meeting,
    Row,
    StandIn,
    Statement,
    Term,
    Traits,
    Voice,
)
from coalition_cli.model.document import Content
from coalition_cli.model.entry import PEOPLE, Body, Entry, Fact, Place
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.paper_twins import Ballot, Face
from coalition_cli.model.running import Running
from coalition_cli.model.view import Item, View
from coalition_cli.own_kinds import load_own, own_file
from coalition_cli.slide import Said, Slide
from coalition_cli.stage import Given, Stage

S = TypeVar("S")

_OWN: Final = tuple(filter(None, os.environ.get("COALITION_KINDS", "").split(os.pathsep)))

__path__ = [*__path__, *_OWN]

_ASKED: ContextVar[frozenset[Place]] = ContextVar("asked", default=frozenset())
"""The steps whose items are being asked for now, one by way of the other."""

_ASKED_OFTEN: Final = frozenset(("agenda", "decisions"))
"""What a summary asks for again and again; nobody changes it."""

# Named here and nowhere else: to ask every kind would load all of them before the first prompt.
_STAND_INS: Final[Mapping[StandIn, str]] = {"lines": "notes", "reports": "review"}

_loaded: Final[dict[str, "Kind"]] = {}

_MOST_SHAPES: Final = 1000
_SHAPES: Final[dict[int, tuple[Step, Shape]]] = {}
"""The shapes that were asked for, by the identity of their step, which holds tables of its file."""

_ODD = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError)

Play: TypeAlias = Generator[Fact, Entry, None]
"""Facts out; for each, the entry that it became comes back once it is on disk."""


class Kind(Protocol):
    """The contract of every kind module."""

    OPTIONS: Mapping[str, Field]
    """The keys that only steps of this kind may have in an exercise file."""

    ASKS: bool
    """True if anybody is asked anything.

    If not, nothing is written down and an answers file needs no key.
    """

    def play(self, step: Step, view: View, stage: Stage) -> Play:
        """Ask the room, from wherever the entries say that it stands, and yield what it said."""

    def result(self, step: Step, view: View) -> Any:
        """Return what came of the step, as plain values ready for JSON; None if nothing did."""

    def blocks(self, step: Step, view: View) -> list[Block]:
        """Return what came of the step, to be shown to the room's audience."""

    def arrange(self, value: Given) -> Given:
        """The step's value of an answers file, as ``play`` asks for it."""


@runtime_checkable
class Source(Protocol):
    """A kind on whose lines other steps may work."""

    def items(self, step: Step, view: View) -> list[Item]:
        """Return what was said, as far as this audience may see it, under the room's numbers."""


@runtime_checkable
class Strict(Protocol):
    """A kind whose keys ask something of each other."""

    def find_mistakes(
        self, table: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Return what is wrong between the keys of a step of this kind.

        Where in it, and what was expected there.
        """


@runtime_checkable
class Turning(Protocol):
    """A kind whose page says more while the step is under way than is kept of it."""

    def now(self, step: Step, view: View) -> list[Block]:
        """Return what only stands there for the moment, such as whose turn it is.

        No summary has it.
        """


@runtime_checkable
class Momentary(Protocol):
    """A kind that says what the room sees of a step at each moment."""

    def moment(self, step: Step, view: View, at: Sequence[str]) -> Slide:
        """Return the moment as a slide: what is asked, what is being counted, or what came of it.

        ``at`` are the ids of what the desk has put before the room by ``Stage.put``; empty where it
        put nothing. Question, hints and place that it leaves empty are those of the step.
        """


@runtime_checkable
class Accounted(Protocol):
    """A kind whose steps do not all have the same part in the account of what was said."""

    def voice(self, step: Step, view: View) -> Voice:
        """Return the part of ``step`` in it; a kind that does not say is an ``outcome``."""


@runtime_checkable
class Covering(Protocol):
    """A kind that tells the lines of another step."""

    def covers(self, step: Step) -> Cover | None:
        """Return the step that it tells of; None for none."""


@runtime_checkable
class Recorded(Protocol):
    """A kind whose result the summary's data tells in other words."""

    def outcome(self, step: Step, view: View) -> Any:
        """Return what came of the step for one audience, as plain values ready for JSON.

        None if nothing did.
        """


@runtime_checkable
class Tabled(Protocol):
    """A kind whose rows may stand in a summary as a table of the room's own."""

    def table_title(self, step: Step) -> str:
        """Return what stands above that table; empty where its rows stand elsewhere."""


@runtime_checkable
class Movable(Protocol):
    """A kind to whose steps lines may be moved, and away from them."""

    def takes_lines(self, step: Step) -> bool:
        """True if ``step`` holds single lines."""


@runtime_checkable
class Quoting(Protocol):
    """A kind to whose steps lines may be given to be used as quotes."""

    def takes_quotes(self, step: Step) -> bool:
        """True if the speaker of each line of ``step`` is asked whether it may be used."""


@runtime_checkable
class Idle(Protocol):
    """A kind that may have nothing to work on."""

    def is_idle(self, step: Step, view: View) -> bool:
        """True if the room could do nothing at this step now, and did nothing there so far."""


Gift: TypeAlias = Literal[
    "statements",
    "themes",
    "agenda",
    "actions",
    "commitments",
    "decisions",
    "quotes",
    "feedback",
    "terms",
    "groups",
    "filling",
    "meeting",
    "contacts",
    "blank_form",
    "score_sheet",
    "faces",
    "ballots",
    "headings",
]
"""The gifts of kinds: each is the name of an optional function of a module, ``(step, view)``.

``statements``: wordings of the room, a list of ``Statement``. ``themes``: rows ``{theme, notes,
count, groups}``. ``agenda``: an ``Agenda``, None where it gives none. ``actions``: rows ``{id,
what, who, helper, by_when, first_step, support, measure, agenda, status}``. ``commitments``: rows
``{by, commitment, learning}``. ``decisions``: a list of ``Decision``. ``quotes``: rows ``{text, by,
consent, share}``. ``feedback``: by question ``{answers, mean, counts, texts}``. ``terms``: a list
of ``Term``. ``groups``: the small groups of this run, a list of ``Group``. ``filling``: what its
newest entry fills gaps with, a ``Filling``. ``meeting``: when and where the group meets again, a
``Meeting``, None where nobody said. ``contacts``: whom one can call, a list of ``Contact``.

For paper: ``blank_form``, what a step asks with room to write, and ``score_sheet``, the same for
one person alone, as lists of contents of a document; ``faces``, cards to cut out; ``ballots``, what
one voice ticks; ``headings``, the words on the wall under which something is put.
"""

PaperGift: TypeAlias = Literal["blank_form", "score_sheet"]

RowsGift: TypeAlias = Literal["themes", "actions", "commitments", "quotes"]


def _no_tag(_entry: Entry) -> str:
    return ""


@cache
def names() -> tuple[str, ...]:
    """Return every kind there is; a name that no module can have (``my.backup.py``) is none."""
    folders = [Path(folder) for folder in __path__]
    files = [file.stem for folder in folders for file in folder.glob("*.py")]
    packages = [file.parent.name for folder in folders for file in folder.glob("*/__init__.py")]
    found = {name for name in (*files, *packages) if name.isidentifier()}
    return tuple(sorted(name for name in found if not name.startswith("_")))


def kind(name: str) -> Kind:
    """Return the kind called ``name``; raises ``KeyError`` if there is none.

    Raises ``Problem`` for one of a folder of ``COALITION_KINDS`` that cannot be used.
    """
    if name not in _loaded:
        if name not in names():
            raise KeyError(name)
        module = f"{__name__}.{name}"
        file = own_file(name, _OWN) if _OWN else None
        _loaded[name] = cast(Kind, load_own(module, file) if file else import_module(module))
    return _loaded[name]


def usable() -> dict[str, Kind]:
    """Return every kind that can be used, by its name."""
    found = {}
    for name in names():
        with suppress(Problem):
            found[name] = kind(name)
    return found


def traits(name: str) -> Traits:
    """Return what is true of every step of the kind called ``name``."""
    found: Traits = getattr(kind(name), "TRAITS", Traits())
    return found


def stand_in(what: StandIn) -> str:
    """Return the kind of steps that stand in no file: those that take lines, or reports."""
    return _STAND_INS[what]


def may_give(what: Gift, step: Step) -> bool:
    """True if steps of this kind give such a thing at all."""
    return hasattr(kind(step.kind), what)


@overload
def given(what: Literal["statements"], step: Step, view: View) -> Sequence[Statement]: ...
@overload
def given(what: RowsGift, step: Step, view: View) -> Sequence[Row]: ...
@overload
def given(what: Literal["agenda"], step: Step, view: View) -> Agenda | None: ...
@overload
def given(what: Literal["decisions"], step: Step, view: View) -> Sequence[Decision]: ...
@overload
def given(what: Literal["feedback"], step: Step, view: View) -> Mapping[str, Row]: ...
@overload
def given(what: Literal["terms"], step: Step, view: View) -> Sequence[Term]: ...
@overload
def given(what: Literal["groups"], step: Step, view: View) -> Sequence[Group]: ...
@overload
def given(what: Literal["filling"], step: Step, view: View) -> Filling | None: ...
@overload
def given(what: Literal["meeting"], step: Step, view: View) -> Meeting | None: ...
@overload
def given(what: Literal["contacts"], step: Step, view: View) -> Sequence[Contact]: ...
@overload
def given(what: PaperGift, step: Step, view: View) -> Sequence[Content]: ...
@overload
def given(what: Literal["faces"], step: Step, view: View) -> Sequence[Face]: ...
@overload
def given(what: Literal["ballots"], step: Step, view: View) -> Sequence[Ballot]: ...
@overload
def given(what: Literal["headings"], step: Step, view: View) -> Sequence[str]: ...
def given(what: Gift, step: Step, view: View) -> Any:
    """Return what ``step`` gives of this sort.

    Nothing where its kind declares none, or a line of it is odd.
    """
    nothing: Any = {**dict.fromkeys(("agenda", "filling", "meeting")), "feedback": {}}.get(what, ())
    give: Callable[[Step, View], Any] | None = getattr(kind(step.kind), what, None)
    if give is None:
        return nothing
    if what not in _ASKED_OFTEN:
        return _sound(give, step, view) or nothing
    return asked_once(what, step, view, lambda: _sound(give, step, view)) or nothing


def _sound(give: Callable[[Step, View], Any], step: Step, view: View) -> Any:
    """What ``give`` gives; None where a line is odd, or a number is none."""
    with suppress(*_ODD):
        found = give(step, view)
        if found and _is_finite(found):
            return found
    return None


def shape_of(step: Step) -> Shape:
    """Return the shape of the bodies of ``step``; that of any line where its kind declares none."""
    known = _SHAPES.get(id(step))
    if known is None or known[0] is not step:
        declared: Callable[[Step], Shape] | None = getattr(kind(step.kind), "shape", None)
        if len(_SHAPES) >= _MOST_SHAPES:
            _SHAPES.clear()
        known = _SHAPES[id(step)] = step, declared(step) if declared is not None else LINE
    return known[1]


def said(step: Step, view: View) -> list[Entry]:
    """Return what stands of ``step`` and is of its shape, whoever may see it.

    A play goes on from it, and never shows it.
    """
    shape, stands = shape_of(step), view.said(step.id)
    if shape is LINE:
        return stands
    odd = _odd_ids(step, view, shape)
    found = [entry for entry in stands if entry.id not in odd] if odd else stands
    return [] if shape.newest_counts and found[-1:] != stands[-1:] else found


def _odd_ids(step: Step, view: View, shape: Shape) -> AbstractSet[str]:
    """Return the ids of what is not of ``shape``: each line is asked when it comes, and no more."""
    workshop, place = view.workshop, view.place(step.id)

    def take(odd: set[str], entry: Entry) -> None:
        (odd.discard if workshop.fits(entry, shape) else odd.add)(entry.id)

    # The shape is kept with them: its identity tells it from others as long as it lives.
    kept = workshop.kept_up(
        ("odd", place, id(shape)), lambda: Running(workshop, place, LINE, set[str], take)
    )
    return kept.now()


def standing(step: Step, view: View) -> list[Entry]:
    """Return what stands of ``step``, is of its shape and may be seen."""
    return [entry for entry in said(step, view) if view.may_see(entry)]


def lines(step: Step, view: View) -> list[Item]:
    """Return what was said at ``step`` and may be seen, under the numbers of its lines."""
    shape, found = shape_of(step), view.items(step.id)
    if shape is LINE or not found:
        return found

    def fitting() -> tuple[Shape, list[Item]]:
        seen = {entry.id for entry in standing(step, view)}
        # The shape is kept with them: its identity tells it from others as long as it lives.
        return shape, [item for item in found if item.id in seen]

    key = ("lines", id(shape), view.audience, tuple(view.adopted.items()))
    return view.workshop.once(view.place(step.id), key, fitting)[1]


def running(
    step: Step, view: View, begin: Callable[[], S], take: Callable[[S, Entry], None]
) -> Running[S]:
    """Return what ``take`` makes of each line of ``step``, kept up to date as lines come in."""
    return Running(view.workshop, view.place(step.id), shape_of(step), begin, take)


def said_lines(step: Step, view: View, tag_of: Callable[[Entry], str] = _no_tag) -> SaidLines:
    """Return the lines of ``step`` as a slide has them, kept up to date as they come in.

    ``tag_of`` gives the words at the end of a line; it hangs on the entry and the step alone.
    """

    def read(entry: Entry) -> Said | None:
        if not entry.text or not view.may_see(entry):
            return None
        item = view.workshop.numbers.code_of(entry.id) or str(view.workshop.number(entry.id))
        return Said(entry.text, item, tag_of(entry))

    shape = shape_of(step)
    place, adopted = view.place(step.id), tuple(view.adopted.items())
    # The step is kept with them: its identity tells it from others as long as it lives.
    key = ("said lines", place, id(step), view.audience, adopted)
    kept = view.workshop.kept_up(
        key,
        lambda: (
            step,
            Running(view.workshop, place, shape, lambda: SaidLines(read), SaidLines.take),
        ),
    )
    return kept[1].now()


def odd_lines(step: Step, view: View) -> list[tuple[Entry, str]]:
    """Return what stands of ``step`` and is set apart, each with the key that does not fit."""
    shape, workshop = shape_of(step), view.workshop
    odd = [entry for entry in view.said(step.id) if not workshop.fits(entry, shape)]
    found = [*workshop.odd(view.place(step.id)), *odd]
    return [(entry, shape.odd_key(entry.body)) for entry in found]


def items(reference: str, view: View) -> list[Item]:
    """Return what the step ``reference`` (an id, or ``exercise.step``) offers to others.

    Nothing where nothing was said.
    """
    there = view.at(reference)
    found = kind(there[0].kind) if there else None
    if there is None or not isinstance(found, Source):
        return []
    place = there[1].place(there[0].id)
    asked = _ASKED.get()
    if place in asked:  # two exercises may name each other, and would ask each other for ever
        return []

    def ask() -> list[Item]:
        token = _ASKED.set(asked | {place})
        try:
            return found.items(*there)
        finally:
            _ASKED.reset(token)

    return ask() if asked else asked_once("items", *there, ask)


def numbered(step: Step, view: View) -> list[Item]:
    """Return the lines that the page of ``step`` shows under their numbers.

    Those of the step itself, unless its kind shows the lines of another step.
    """
    found = kind(step.kind)
    show: Callable[[Step, View], list[Item]] | None = getattr(found, "numbered", None)
    with suppress(*_ODD):
        if show is not None:
            return show(step, view)
        return found.items(step, view) if isinstance(found, Source) else lines(step, view)
    return []


def coded(step: Step, view: View) -> Mapping[str, Sequence[Item]]:
    """Return the lines that the page of ``step`` shows under a letter before their numbers."""
    show: Callable[[Step, View], Mapping[str, Sequence[Item]]] | None = getattr(
        kind(step.kind), "coded", None
    )
    with suppress(*_ODD):
        return show(step, view) if show is not None else {}
    return {}


def in_places(found: Sequence[Item]) -> list[Item]:
    """Return ``found`` with the places that a ranking gave them, else with those of their order."""
    return [
        item if item.place is not None else replace(item, place=position)
        for position, item in enumerate(found, 1)
    ]


def whose_turn(step: Step, view: View) -> str | None:
    """The name of whoever has ``step`` for her turn.

    Empty where the step is nobody's own, nobody knows whose, or the audience may not read it. None
    where it is the turn of nobody who is here, so that the room passes the step by.
    """
    if not step.turn_of:
        return ""
    named = [item.text for item in items(step.turn_of, replace(view, audience="private"))]
    here = with_a_turn(named, view.workshop)
    if here is None:
        return ""
    if step.turn > len(here):
        return None
    name = here[step.turn - 1]
    is_told = view.audience != "donor" and (
        not named or name in [item.text for item in items(step.turn_of, view)]
    )
    return name if is_told else ""


def why_pass_by(step: Step, view: View) -> str:
    """Return why nobody needs to be asked at ``step``.

    ``turn`` where it is the turn of nobody who is here, ``idle`` where there is nothing to work on;
    empty where it is to be held.
    """
    found = kind(step.kind)
    if whose_turn(step, view) is None:
        return "turn"
    return "idle" if isinstance(found, Idle) and found.is_idle(step, view) else ""


def blocks_at(reference: str, view: View) -> list[Block]:
    """Return what came of the step ``reference``, to be shown; nothing where nothing did."""
    there = view.at(reference)
    return blocks(*there) if there else []


def now(step: Step, view: View) -> list[Block]:
    """Return what the room's page says of an open step for the moment only."""
    found = kind(step.kind)
    return (
        found.now(step, view)
        if isinstance(found, Turning) and not view.workshop.is_done(view.place(step.id))
        else []
    )


def not_yet_heard(step: Step, view: View) -> Sequence[str]:
    """Return the names of those who had no turn at ``step`` yet; only for whoever leads."""
    tell: Callable[[Step, View], Sequence[str]] | None = getattr(
        kind(step.kind), "not_yet_heard", None
    )
    with suppress(*_ODD):
        return tell(step, view) if tell is not None else ()
    return ()


def moment(step: Step, view: View, at: Sequence[str] = ()) -> Slide:
    """Return the moment of a step of any kind, as its kind says it; else what came of it so far.

    ``at`` as ``Momentary.moment`` takes it.
    """
    found = kind(step.kind)
    if isinstance(found, Momentary):
        with suppress(*_ODD):
            return found.moment(step, view, at)
    return slide_of([*now(step, view), *blocks(step, view)])


def blocks(step: Step, view: View) -> list[Block]:
    """Return what came of a step of any kind, to be shown.

    A line that this kind never wrote (another program did, or another laptop's file brought it)
    costs its step, not the summary of the day.
    """
    return list(asked_once("blocks", step, view, lambda: _sound_blocks(step, view)))


def _sound_blocks(step: Step, view: View) -> list[Block]:
    found = kind(step.kind)
    with suppress(*_ODD):
        shown = found.blocks(step, view)
        if all(map(is_sound, shown)):
            return shown
    return [
        Prose(
            _("A line of this step is not what this step records, so it cannot be shown."),
            "warning",
        )
    ]


def history(step: Step, view: View) -> list[Block]:
    """How what came of ``step`` came to be, for a kind that tells it; nothing for others."""
    tell: Callable[[Step, View], list[Block]] | None = getattr(kind(step.kind), "history", None)
    with suppress(*_ODD):
        return tell(step, view) if tell is not None else []
    return []


def result(step: Step, view: View) -> Any:
    """Return what came of a step of any kind, as plain values.

    None where a line is not what this kind writes.
    """
    return _told(kind(step.kind).result, step, view)


def outcome(step: Step, view: View) -> Any:
    """Return what the summary's data says of a step.

    Its result, unless its kind tells that in other words.
    """
    found = kind(step.kind)
    return _told(found.outcome if isinstance(found, Recorded) else found.result, step, view)


def voice(step: Step, view: View) -> Voice:
    """Return the part of ``step`` in the account of everything that was said."""
    found = kind(step.kind)
    if isinstance(found, Accounted):
        with suppress(*_ODD):
            return found.voice(step, view)
    return "outcome"


def covers(step: Step) -> Cover | None:
    """Return the step whose lines ``step`` tells; None if it tells none."""
    found = kind(step.kind)
    return found.covers(step) if isinstance(found, Covering) else None


def table_title(step: Step) -> str:
    """Return what stands above the rows of ``step`` as a table of the room's own.

    Empty where there is no such table.
    """
    found = kind(step.kind)
    return found.table_title(step) if isinstance(found, Tabled) else ""


def labels(step: Step, view: View) -> Mapping[str, str]:
    """Return the words for keys and marks of a step's result that its file gives names to.

    The questions of a turn by their ids, the sorts of a note; only what this audience may read.
    """
    tell: Callable[[Step, View], Mapping[str, str]] | None = getattr(
        kind(step.kind), "labels", None
    )
    with suppress(*_ODD):
        return tell(step, view) if tell is not None else {}
    return {}


def table_columns(step: Step, view: View) -> Sequence[Row]:
    """Return the columns of the rows of ``step``, as ``{id, title, type, choices}``.

    Those that this audience may read; none where the rows are no table of the room's own.
    """
    tell: Callable[[Step, View], Sequence[Row]] | None = getattr(
        kind(step.kind), "table_columns", None
    )
    with suppress(*_ODD):
        return tell(step, view) if tell is not None else ()
    return ()


def takes_lines(step: Step) -> bool:
    """True if lines may be moved to ``step`` and away from it."""
    found = kind(step.kind)
    return isinstance(found, Movable) and found.takes_lines(step)


def takes_quotes(step: Step) -> bool:
    """True if the lines of ``step`` are quotes, each given with its speaker's consent."""
    found = kind(step.kind)
    return isinstance(found, Quoting) and found.takes_quotes(step)


def reworded(step: Step, body: Body, text: str) -> dict[str, Any]:
    """The body of a line of ``step`` once its words were mended to ``text``."""
    reword: Callable[[Step, Body, str], dict[str, Any]] | None = getattr(
        kind(step.kind), "reworded", None
    )
    return reword(step, body, text) if reword is not None else {**body, "text": text}


def counts_hands(step: Step) -> bool:
    """True if a line that comes to ``step`` may bring the number of hands for it, as ``hands``."""
    counts: Callable[[Step], bool] | None = getattr(kind(step.kind), "counts_hands", None)
    return counts is not None and counts(step)


def made_groups(view: View) -> list[Sequence[Group]]:
    """Return the small groups that steps of this run made, step by step."""
    return [found for step in view.exercise.steps if (found := given("groups", step, view))]


def group_names(each: str, view: View) -> list[str]:
    """Return the names of the small groups of this run, as they were made last.

    Without any, of the delegations.

    These are what those present have as their ``each``, which is ``group`` or ``country``. Groups
    of which nobody is here stand last.
    """
    made = made_groups(view)
    if not made:
        return view.delegations(each)
    here = view.workshop.once(PEOPLE, "here", lambda: {person.id for person in view.people()})
    newest = max(made, key=lambda found: max(group.id for group in found))
    ordered = sorted(
        newest, key=lambda group: bool(group.members) and here.isdisjoint(group.members)
    )
    return [group.name for group in ordered if group.name]


def fill(text: str, view: View) -> str:
    """Return ``text`` of an exercise file with its gaps filled.

    With what the workshop and this run know. A gap that a kind fills is empty where none of its
    entries may be seen. Any other brace stays as it was written.
    """
    if not view.open_gaps(text):
        return view.fill(text)
    empty = dict.fromkeys(_gaps(), "")
    newest: dict[str, Filling] = {}
    for step in view.exercise.steps:
        found = given("filling", step, view)
        for gap in found.words if found else ():
            newest[gap] = max(filter(None, (found, newest.get(gap))))
    return view.fill(text, {**empty, **{gap: found.words[gap] for gap, found in newest.items()}})


@cache
def _gaps() -> tuple[str, ...]:
    return tuple(gap for name in usable() for gap in traits(name).gaps)


def _told(tell: Callable[[Step, View], Any], step: Step, view: View) -> Any:
    with suppress(*_ODD):
        value = tell(step, view)
        if _is_finite(value):
            return value
    return None


_NO_NUMBERS: Final = frozenset((str, int, bool, type(None)))
"""What is no number, or always one."""


def _is_finite(value: Any) -> bool:
    """True if every number in ``value`` is one: nothing else can be written as data."""
    if type(value) in _NO_NUMBERS:
        return True
    if isinstance(value, float):
        return isfinite(value)
    names = field_names(type(value))
    if names:
        return all(_is_finite(getattr(value, name)) for name in names)
    if isinstance(value, Mapping):
        return all(map(_is_finite, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_finite, value))
    return True
