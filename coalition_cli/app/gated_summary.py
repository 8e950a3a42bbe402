"""A summary that passed the consent gate, and what the gate found and somebody decided."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, get_args

from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.audience import Audience
from coalition_cli.model.entry import FINDINGS, Fact
from coalition_cli.model.gate_decisions import TITLE, Did, Stretch, body_of, decisions
from coalition_cli.model.summary import Summary
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.naming import kinds_in_words
from coalition_cli.run.named_lines import line_name
from coalition_cli.store import Draft
from coalition_cli.summary import NO_WISH, Wish, build
from coalition_cli.summary.consent_gate import Hit, hits, passed, rest

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile

ASKED: Final[tuple[Audience, ...]] = ("donor",)
"""The audiences before whom every hit is decided: the others read chosen names by design."""
_MOST_TOLD: Final = 20

Fate: TypeAlias = Literal["keep", "replace", "out"]
"""What readers see of words that may name somebody: these, others, or not the line."""

FATES: Final[tuple[Fate, ...]] = get_args(Fate)


class Gated(NamedTuple):
    """The ``summary`` of the lines that passed, all hits of the gate and what was decided of them.

    As long as a hit is ``open`` nothing of it may be written.
    """

    summary: Summary
    hits: tuple[Hit, ...] = ()
    decided: Mapping[Stretch, Did] = {}

    @property
    def open(self) -> list[Hit]:
        """The hits of which nobody decided yet."""
        return [hit for hit in self.hits if hit.stretch not in self.decided]

    def is_out(self, hit: Hit) -> bool:
        """True if it was decided of ``hit`` itself that its line is left out."""
        return self.decided.get(hit.stretch) == "out"

    def fate_of(self, hit: Hit) -> Fate:
        """What becomes of the words of ``hit``, also by what was decided of others in its line."""
        entry = hit.stretch.entry
        if any(self.is_out(each) for each in self.hits if each.stretch.entry == entry):
            return "out"
        return "keep" if self.decided.get(hit.stretch, "keep") == "keep" else "replace"


def gated(
    workshop: Workshop,
    find: FindExercise,
    audience: Audience,
    wish: Wish = NO_WISH,
    more: Mapping[Stretch, Did] | None = None,
) -> Gated:
    """Return the summary of ``workshop`` for ``audience``, with the exercises that ``find`` finds.

    Of what the gate finds, what the workshop remembers is done, and what ``more`` says.
    """
    now = datetime.now().astimezone()
    if workshop.head.is_sample and workshop.last:  # its actions would be years late
        now = datetime.fromisoformat(workshop.last.at).astimezone()
    summary = build(workshop, find, audience, now, wish)
    if audience not in ASKED:
        return Gated(summary)
    decided = {**decisions(workshop, audience), **(more or {})}
    found = hits(workshop, summary)
    let_pass = passed(workshop, found, decided)
    if let_pass is not workshop:
        summary = build(let_pass, find, audience, now, wish)
    found += rest(summary, workshop.all_names(), found, decided)
    return Gated(summary, tuple(found), decided)


def remember(file: "WorkshopFile", audience: Audience, decided: Mapping[Stretch, Did]) -> str:
    """Keep what was ``decided`` in the workshop, for the next summary for ``audience``.

    It is done in this one even where it cannot be kept: the sentence to tell then; else empty.
    """
    known = decisions(file.workshop, audience)
    news = {stretch: did for stretch, did in decided.items() if known.get(stretch) != did}
    if not news:
        return ""
    bodies = (body_of(stretch, audience, did) for stretch, did in news.items())
    try:
        file.append([Draft(Fact(body), FINDINGS, "organizer") for body in bodies])
    except Problem as problem:
        sentence = _("The workshop could not remember what was decided. {reason}")
        return sentence.format(reason=problem.sentence)
    return ""


def refuse_open(found: Gated, workshop: Workshop) -> None:
    """Raise the ``Problem`` of a summary with hits that are open: where, never which words."""
    left = found.open
    if not left:
        return
    sentence = ngettext(
        "{count} word may name somebody, and nobody decided if people outside may read it: "
        "{places}. Nothing was written. To see it: coalition export --review --for {audience}. "
        "To decide, export at a terminal, or give a reviewed list with --accept-findings FILE.",
        "{count} words may name somebody, and nobody decided if people outside may read them: "
        "{places}. Nothing was written. To see them: coalition export --review --for {audience}. "
        "To decide, export at a terminal, or give a reviewed list with --accept-findings FILE.",
        len(left),
    )
    places = _places(left, workshop)
    audience = found.summary.audience
    raise Problem(sentence.format(count=len(left), audience=audience, places=places))


def place_of(hit: Hit, workshop: Workshop) -> str:
    """Return where a hit stands, as every command calls it: ``note.7``."""
    if hit.line is not None:
        return line_name(hit.line, workshop)
    return _("the title") if hit.stretch.entry == TITLE else _("the summary itself")


def _places(found: Iterable[Hit], workshop: Workshop) -> str:
    of_place: dict[str, list[str]] = {}
    for hit in found:
        of_place.setdefault(place_of(hit, workshop), []).append(hit.kind)
    told = [f"{place} ({kinds_in_words(kinds)})" for place, kinds in of_place.items()]
    more = len(told) - _MOST_TOLD
    if more > 0:
        words = ngettext("and {count} more", "and {count} more", more).format(count=more)
        told = [*told[:_MOST_TOLD], words]
    return ", ".join(told)
