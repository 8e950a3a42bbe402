"""The pages of the consent gate: one for each stretch of words that may name somebody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from coalition_cli.app import console
from coalition_cli.app.gated_summary import FATES, Fate, Gated, gated, place_of, remember
from coalition_cli.blocks import Block, Heading, Prose, Quote
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.audience import Audience
from coalition_cli.model.gate_decisions import Did, Stretch
from coalition_cli.phrasing.naming import kinds_in_words
from coalition_cli.stage import Option
from coalition_cli.summary import Wish
from coalition_cli.summary.consent_gate import Hit, instead_of

if TYPE_CHECKING:
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.model.summary import Summary
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.store import WorkshopFile

_BACK: Final = "back"
_YES: Final = "yes"
_ANEW: Final = "anew"
_ANSWERS: Final[tuple[Did, ...]] = ("keep", "out", "replace", "office")
"""The answers of a page in their order: Enter keeps, and one key is each of the others.

An Enter too many keeps words, and so the last page begins with those that are kept.
"""
_KEPT_FIRST: Final[dict[Fate, int]] = {fate: number for number, fate in enumerate(FATES)}
_AROUND: Final = 240
"""So many characters of a long line are shown on either side of the words."""


class Chooser(Protocol):
    """Whoever asks on a page of its own: an engine, or the prompt of a command."""

    def choose(self, page: Sequence[Block], prompt: str, options: Sequence[Option]) -> str:
        """Show ``page`` and return the value of one of ``options``."""


def summary_decided(
    chooser: Chooser,
    file: "WorkshopFile",
    find: "HeldExercises",
    audience: Audience,
    wish: Wish,
    more: Mapping[Stretch, Did] | None = None,
) -> "Summary | None":
    """Return the summary of which everything is decided; None where somebody left.

    What the gate found is asked about page by page. Then all that was decided, now or before,
    stands on one page, from which each can be decided anew.
    """
    gate = _Gate(chooser, file, audience, {**(more or {})})
    while True:
        found = gated(file.workshop, find, audience, wish, gate.said)
        if not found.hits:
            return found.summary
        anew = found.open or _looked_through(chooser, found, file.workshop)
        if anew is None:
            return found.summary
        if not anew or not gate.decide(anew):
            return None


class _Gate:
    """The pages before readers outside, and what was ``said`` on them.

    Each answer is remembered as it is given: whoever leaves half-way goes on from there.
    """

    def __init__(
        self,
        chooser: Chooser,
        file: "WorkshopFile",
        audience: Audience,
        said: dict[Stretch, Did],
    ) -> None:
        self._chooser = chooser
        self._file = file
        self._audience: Audience = audience
        self.said = said
        self._is_told = False
        self._remember()

    def _remember(self) -> None:
        trouble = remember(self._file, self._audience, self.said)
        if trouble and not self._is_told:
            self._is_told = True
            console.say(trouble)

    def decide(self, asked: Sequence[Hit]) -> bool:
        """Ask what becomes of each of ``asked``; False where somebody wants nothing written."""
        left = list(asked)
        while left:
            hit, *others = left
            number = len(asked) - len(left) + 1
            did = _ask(self._chooser, hit, self._file.workshop, (number, len(asked)))
            if did is None:
                return False
            left = self._decide([hit], did, others)
            alike = [each for each in left if _is_alike(each, hit, did)]
            if alike and _is_same_answer(self._chooser, hit, did, len(alike)):
                left = self._decide(alike, did, left)
        return True

    def _decide(self, found: Sequence[Hit], did: Did, others: Sequence[Hit]) -> list[Hit]:
        """Keep what was decided of ``found``; return those of ``others`` that are still open.

        With a line that is left out all of its words are decided.
        """
        lines = {hit.stretch.entry for hit in found} if did == "out" else set()
        done = [*found, *(each for each in others if each.stretch.entry in lines)]
        self.said |= {hit.stretch: did for hit in done}
        self._remember()
        return [each for each in others if each not in done]


def _looked_through(chooser: Chooser, found: Gated, workshop: "Workshop") -> list[Hit] | None:
    """Show what becomes of every hit; return those to decide anew.

    None where all is right, and no hit where nothing is to be written. Where words are kept an
    Enter alone looks at them once more: however many come, nothing is written by them.
    """
    page: list[Block] = [Heading(_("What people outside will read"), 2)]
    page += [Prose(sentence) for sentence in _told(found)]
    options = [
        _option(_YES, _("All of it is right: go on")),
        _option(_ANEW, _("Decide one of them anew")),
        _option(_BACK, _("Write nothing")),
    ]
    if any(found.fate_of(hit) == "keep" for hit in found.hits):
        options[:2] = reversed(options[:2])
    while True:
        chosen = chooser.choose(page, _("Is every word as it should be?"), options)
        if chosen != _ANEW:
            return None if chosen == _YES else []
        anew = _chosen_anew(chooser, found, workshop)
        if anew:
            return anew


def _told(found: Gated) -> list[str]:
    """The words that are kept, those in whose place others stand, and those of lines left out."""
    words: dict[Fate, Counter[str]] = {fate: Counter() for fate in FATES}
    for hit in found.hits:
        words[found.fate_of(hit)][hit.words] += 1
    told = {
        "keep": _("Kept: {words}."),
        "replace": _("Replaced by other words: {words}."),
        "out": _("Left out, with the whole line: {words}."),
    }
    return [
        told[fate].format(words=_counted(of_fate)) for fate, of_fate in words.items() if of_fate
    ]


def _counted(words: Mapping[str, int]) -> str:
    parts = [f"{each} ({count})" if count > 1 else each for each, count in words.items()]
    return ", ".join(parts)


def _chosen_anew(chooser: Chooser, found: Gated, workshop: "Workshop") -> list[Hit]:
    """Return the hit that somebody picks; with one of a line that is out, all that are out there.

    Otherwise the line would stay out whatever is decided of the one. None for "Back". Those that
    are kept stand first: what an Enter too many decides anew was kept before.
    """
    words = {
        "keep": _("kept"),
        "out": _("the line is left out"),
        "replace": _("other words stand there"),
    }
    options = []
    hits = sorted(found.hits, key=lambda hit: _KEPT_FIRST[found.fate_of(hit)])
    for number, hit in enumerate(hits):
        parts = (place_of(hit, workshop), marked(hit), words[found.fate_of(hit)])
        short = " · ".join((hit.words, parts[-1]))
        options.append(Option(str(number), " · ".join(parts), short=short, needs_enter=True))
    page: list[Block] = [Heading(_("Decide one of them anew"), 2)]
    options.append(_option(_BACK, _("Back")))
    chosen = chooser.choose(page, _("Which words?"), options)
    if chosen == _BACK:
        return []
    hit = hits[int(chosen)]
    if found.fate_of(hit) != "out":
        return [hit]
    entry = hit.stretch.entry
    out = [each for each in found.hits if each.stretch.entry == entry and found.is_out(each)]
    return [hit, *(each for each in out if each is not hit)] if found.is_out(hit) else out


def _is_alike(other: Hit, hit: Hit, did: Did) -> bool:
    """True if ``other`` is the same word, or words, of which the same may be decided."""
    is_same = other.words.casefold() == hit.words.casefold() and other.kind == hit.kind
    return is_same and did in other.may


def _ask(chooser: Chooser, hit: Hit, workshop: "Workshop", count: tuple[int, int]) -> Did | None:
    number, told = count
    title = _("May people outside read this? ({number} of {count})")
    where = _("{place}: {what}").format(
        place=place_of(hit, workshop), what=kinds_in_words([hit.kind])
    )
    page: list[Block] = [
        Heading(title.format(number=number, count=told), 2),
        Prose(where, "quiet"),
        Quote(marked(hit)),
    ]
    options = [
        Option(did, _in_words(hit, did), needs_enter=did == "keep")
        for did in _ANSWERS
        if did in hit.may
    ]
    options.append(_option(_BACK, _("Write nothing")))
    prompt = _("What becomes of ‹{words}›?").format(words=hit.words)  # a low screen cuts the page
    chosen = chooser.choose(page, prompt, options)
    return next((did for did in hit.may if did == chosen), None)


def _in_words(hit: Hit, did: Did) -> str:
    if did == "keep":
        return _("Keep them as they are")
    if did == "out":
        return _("Leave the whole line out")
    return _("Say “{words}” instead").format(words=instead_of(hit.kind, did))


def _is_same_answer(chooser: Chooser, hit: Hit, did: Did, count: int) -> bool:
    """Ask if the same becomes of the same words elsewhere; an Enter alone keeps none unseen."""
    words = ngettext(
        "“{words}” stands at {count} more place.", "“{words}” stands at {count} more places.", count
    )
    page: list[Block] = [Prose(words.format(words=hit.words, count=count))]
    options = [_option(_YES, _("The same answer there")), _option("", _("Ask me each time"))]
    if did == "keep":
        options.reverse()
    return chooser.choose(page, _("The same answer?"), options) == _YES


def _option(value: str, words: str) -> Option:
    """An answer that takes its number and an Enter: a key too many must not give it."""
    return Option(value, words, needs_enter=True)


def marked(hit: Hit) -> str:
    """Return the text around a hit, with its words between two signs."""
    start, end = hit.stretch.start, hit.stretch.end
    before, after = hit.text[:start], hit.text[end:]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    return f"{before}‹{hit.words}›{after}"
