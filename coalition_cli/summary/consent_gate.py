"""The consent gate: words that readers outside would read, and that may name somebody.

They are looked for where people said them: in the lines whose texts stand in the summary that is
about to be written. What is decided of them makes another workshop, and the summary of that one is
made anew: so its data, its document and every format say the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from coalition_cli.i18n import _
from coalition_cli.model.body_labels import LABELS
from coalition_cli.model.entry import (
    APART,
    DETAILS,
    PEOPLE,
    SAME,
    WITHOUT_WORDS,
    Body,
    Entry,
    share_level,
)
from coalition_cli.model.gate_decisions import TITLE, Did, Stretch, digest_of
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.raw_text.identifying_words import Kind, Mark
from coalition_cli.raw_text.telling_details import marks_outside
from coalition_cli.summary.identifying_lines import said_texts
from coalition_cli.summary.shown_texts import plain, shown_texts

_NO_LINES: Final = (PEOPLE, SAME, APART, *WITHOUT_WORDS)
"""Places whose entries are not shown to readers outside: names of people, and what the program
keeps."""
_SHORT: Final = 16
"""A shorter text counts as shown where it stands alone: within others it may be chance."""
_BEGINNING: Final = 40
"""By so many characters a longer text is known that a page cuts."""


class Hit(NamedTuple):
    """A stretch of a ``text`` that may name somebody, and the line that holds it.

    ``line`` is None for the title of the workshop, and for a sentence that no line holds.
    """

    stretch: Stretch
    kind: Kind
    text: str
    line: Entry | None = None

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.stretch.start : self.stretch.end]

    @property
    def may(self) -> tuple[Did, ...]:
        """What may be decided of it: a sentence that the program makes of others can only stay."""
        if self.line is not None:
            return ("keep", "out", "replace", "office")
        return ("keep", "replace", "office") if self.stretch.entry == TITLE else ("keep",)


def hits(workshop: Workshop, summary: Summary) -> list[Hit]:
    """Return what ``summary`` of ``workshop`` is about to show and may name somebody."""
    people = workshop.all_names()
    shown = _Shown(shown_texts(summary))
    found = _in_text(TITLE, workshop.head.title, None, people)
    for line in _lines(workshop):
        for text in dict.fromkeys(_texts(line.body)):
            if shown.has(text, is_filled_in=line.place == DETAILS):
                found += _in_text(line.id, text, line, people)
    return found


def rest(
    summary: Summary, people: Collection[str], found: Iterable[Hit], decided: Mapping[Stretch, Did]
) -> list[Hit]:
    """Return what still may name somebody in ``summary``, made of what the gate let pass.

    Sentences that the program made of other words than those ``found``, and that it cannot change.
    """
    kept = {_key(hit.text) for hit in found if decided.get(hit.stretch, "keep") == "keep"}
    left: dict[Stretch, Hit] = {}
    for text in said_texts(summary.data):
        for hit in _in_text("", text, None, people):
            if not any(_key(hit.words) in line for line in kept):
                left.setdefault(hit.stretch, hit)
    return list(left.values())


def passed(workshop: Workshop, found: Iterable[Hit], decided: Mapping[Stretch, Did]) -> Workshop:
    """Return ``workshop`` as those read it for whom the hits ``found`` were ``decided``.

    A line that is taken out is nobody's to read, so that a summary leaves it out and counts it.
    """
    out: set[str] = set()
    stretches: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for hit in found:
        did = decided.get(hit.stretch, "keep")
        start, end = hit.stretch.start, hit.stretch.end
        if did == "out":
            out.add(hit.stretch.entry)
        elif did != "keep":
            instead = (start, end, instead_of(hit.kind, did))
            stretches.setdefault((hit.stretch.entry, hit.text), []).append(instead)
    if not out and not stretches:
        return workshop
    texts: dict[str, dict[str, str]] = {}
    for (entry, text), changes in stretches.items():
        texts.setdefault(entry, {})[text] = _changed(text, changes)
    title = workshop.head.title
    head = workshop.head._replace(title=texts.pop(TITLE, {}).get(title, title))
    return Workshop(head, [_as_decided(entry, out, texts) for entry in workshop.entries])


def instead_of(kind: Kind, did: Did = "replace") -> str:
    """Return the words that stand in the place of what may name somebody."""
    if did == "office":
        return _("an office")
    words = {
        "person": _("a participant"),
        "relative": _("somebody close"),
        "place": _("a place"),
        "address": _("a place"),
        "mail": _("an address"),
        "birth": _("on some day"),
    }
    return words.get(kind) or _("a number")


def _changed(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _as_decided(
    entry: Entry, out: Collection[str], texts: Mapping[str, Mapping[str, str]]
) -> Entry:
    """One entry of the workshop that passed; every wording of a line that is out goes with it."""
    line = entry.ref if entry.op == "edit" and entry.ref else entry.id
    if entry.op not in ("add", "edit") or (line not in out and line not in texts):
        return entry
    if line not in out:
        return entry._replace(body=_rewritten(entry.body, texts[line]))
    if entry.place == DETAILS:
        return entry._replace(body={**entry.body, "text": ""})
    return entry._replace(share="private")


def _rewritten(body: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(body, str):
        return texts.get(body, body)
    if isinstance(body, Mapping):
        return {
            key: value if key in LABELS else _rewritten(value, texts) for key, value in body.items()
        }
    return [_rewritten(value, texts) for value in body] if isinstance(body, list) else body


def _lines(workshop: Workshop) -> Iterator[Entry]:
    """Every line that stands, but those which are private in any case."""
    for place in workshop.places():
        is_definition = place.exercise and not place.step
        if not is_definition and place not in _NO_LINES:
            for entry in workshop.standing(place):
                if place == DETAILS or share_level(entry.share) > share_level("private"):
                    yield entry


def _texts(body: Body) -> Iterator[str]:
    """Every text of a body that somebody said."""
    for key, value in body.items():
        if key not in LABELS:
            yield from _below(value)


def _below(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(value)
    elif isinstance(value, list):
        for member in value:
            yield from _below(member)


def _in_text(entry: str, text: str, line: Entry | None, people: Collection[str]) -> list[Hit]:
    def as_hit(mark: Mark) -> Hit:
        return Hit(Stretch(entry, digest, mark.start, mark.end), mark.kind, text, line)

    found = marks_outside(text, people)
    digest = digest_of(text) if found else ""
    return list(map(as_hit, found))


def _key(words: str) -> str:
    return plain(words).casefold()


class _Shown:
    """The texts of a summary, to tell if a text that somebody said is among them."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = list(map(plain, texts))
        self._whole = frozenset(known)
        self._joined = "\0".join(known)

    def has(self, text: str, *, is_filled_in: bool = False) -> bool:
        """True if ``text`` stands there: as one, or within one where it is no short word.

        ``is_filled_in``: also a short one may stand in a sentence, as a detail of the day does.
        """
        words = plain(text)
        if not words:
            return False
        if words in self._whole:
            return True
        if len(words) < _SHORT and not is_filled_in:
            return False
        return words[:_BEGINNING] in self._joined
