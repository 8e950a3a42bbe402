"""The values that a step gives beyond its own page.

To the summary, to the exports, and to other steps.

A kind of steps declares which of them it gives (see ``coalition_cli.kinds``); nobody else has to
know the kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from coalition_cli.model.entry import Order, Place

Row: TypeAlias = Mapping[str, Any]
"""One line of a summary's data, by the keys of its schema."""

Voice: TypeAlias = Literal["words", "outcome", ""]
"""A step's part in the account of everything that was said.

``words``: what people said themselves. ``outcome``: what the room made of it. Empty: it is told in
another place.
"""

ISSUE: Final = "I"
"""The letter by which documents call an issue of an agenda, before its number at its step."""

StandIn: TypeAlias = Literal["lines", "reports"]
"""A step that stands in no file: it takes down single lines, or what is reported from home."""


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of a kind: what is true of every step of it.

    ``needs_words``: its entries are words, so that a file cannot ask for numbers alone.
    ``reads_lines_itself``: the lines of its file appear while it is played, and not above it.
    ``is_grounding``: a minute of it calms a room. ``repeats_others``: it shows what came of other
    steps, and nothing of its own. ``is_told_in_sections``: everything that its outcome says stands
    in the other sections of a summary too. ``gaps``: which words in braces its entries fill in the
    texts of an exercise.
    """

    needs_words: bool = False
    reads_lines_itself: bool = False
    is_grounding: bool = False
    repeats_others: bool = False
    is_told_in_sections: bool = False
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of an agenda, at its place; ``id`` is that of the line that names it.

    ``rank`` is what an order came to, ``place`` where the room let the issue stand (None: it has
    no place). ``chosen`` is settled by the decisions of the run.
    """

    id: str
    rank: int | None
    tied: bool = False
    place: int | None
    shares_place: bool = False
    moved: int | None = None
    moved_reason: str | None = None
    issue: str
    urgency: float | None = None
    feasibility: float | None = None
    score: float | None = None
    scorers: int = 0
    spread: int = 0
    contested: bool = False
    chosen: bool = False
    why: str = ""

    def as_row(self) -> Row:
        """The issue as the summary's data has it."""
        return {name: getattr(self, name) for name in _OF_AN_ISSUE}


_OF_AN_ISSUE: Final = tuple(field.name for field in fields(Issue))


class Agenda(NamedTuple):
    """Issues in the order of their places.

    ``is_named``: its file says that this is the agenda of the workshop.
    """

    issues: Sequence[Issue]
    is_named: bool = False


USUAL_WEIGHT: Final = 5
"""How much a decision weighs beside others, from 1 to 9, where its file does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One vote: what was asked, what came of it, and what it says where no question stands.

    ``id`` is that of the entry of the vote. It ``adopts`` lines, by their ids, of the step
    ``about``; ``texts`` are those that this audience may read. ``sentence`` says what was decided,
    and ``frame`` the same with ``{item}`` for the texts (see ``phrasing.decision_words``);
    ``label`` tells it from others of the same frame. ``outcome`` is ``counted`` where nothing was
    decided. ``counts``, ``passed``, ``present`` and ``why`` are None for an audience that may not
    read them. ``is_of_line``: the vote was on one line, ``item``, which is None where this audience
    may not read the line.
    """

    id: str = ""
    question: str
    outcome: str
    adopted: bool
    counts: Mapping[str, int] | None = None
    passed: int | None = None
    present: int | None = None
    voters: Literal["people", "group"] = "people"
    why: str | None = None
    concerns: Sequence[str] = ()
    about: str = ""
    adopts: Sequence[str] = ()
    texts: Sequence[str] = ()
    sentence: str = ""
    frame: str = ""
    label: str = ""
    weight: int = USUAL_WEIGHT
    item: str | None = None
    is_of_line: bool = False

    def __post_init__(self) -> None:
        """Let a vote whose kind gives no sentence say its line, or what was asked."""
        if not self.sentence:
            object.__setattr__(self, "sentence", self.item or self.question)

    @property
    def text(self) -> str:
        """What was decided: its sentence.

        Of a vote on one line the line, of one with a label the wording that was put.
        """
        if self.is_of_line and self.item:
            return self.item
        return "; ".join(self.texts) if self.label and self.texts else self.sentence

    def as_row(self, place: Place) -> dict[str, Any]:
        """The decision as the summary's data has it, taken at ``place``."""
        row = {
            "id": self.id,
            "exercise": place.exercise,
            "step": place.step,
            "question": self.question,
            "sentence": self.sentence,
            "text": self.text,
            "weight": self.weight,
            "outcome": self.outcome,
            "adopted": self.adopted,
            "counts": self.counts,
            "passed": self.passed,
            "present": self.present,
            "voters": self.voters,
            "why": self.why,
            "concerns": list(self.concerns),
        }
        return {**row, "item": self.item} if self.is_of_line else row

    def for_pages(self) -> dict[str, Any]:
        """What a page needs beside the row to tell several decisions in one sentence."""
        return {"frame": self.frame, "label": self.label, "texts": list(self.texts)}


class Statement(NamedTuple):
    """A wording of the room; ``is_vision``: it is its picture of the future."""

    id: str
    text: str
    is_vision: bool = False


class Term(NamedTuple):
    """A role that somebody holds ``until`` a day, as ISO writes it."""

    role: str
    until: str


class Group(NamedTuple):
    """A small group that a step made, with the ids of its members."""

    id: str
    name: str
    members: tuple[str, ...]


class Meeting(NamedTuple):
    """When and where a group meets again, and who calls it.

    ``text`` is the whole sentence as it was read out. ``day`` is as ISO writes it, the rest as it
    was said; None where it is open, or where only the sentence is known.
    """

    text: str
    day: str | None = None
    hour: str | None = None
    place: str | None = None
    caller: str | None = None


class Contact(NamedTuple):
    """Somebody who helps, by a name that may be read, and the number to call."""

    name: str
    number: str


class Filling(NamedTuple):
    """The words of an entry for gaps; of several entries the one that was made last counts."""

    at: Order
    entry: str
    words: Mapping[str, str]


class Cover(NamedTuple):
    """A step whose lines another one tells.

    ``is_word_for_word``: every line of it stands there.
    """

    step: str
    is_word_for_word: bool = False
