"""The log of what was sent to whom: to call it back when words are withdrawn, or write it anew.

An export remembers what of the workshop it knew: the last entry of each laptop, and how much was
withdrawn or blacked out by then. So what became of its words since is computed, whenever somebody
asks and in whatever order laptops are merged. Folders are not kept: their names tell of a machine.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from coalition_cli.model.body_shape import texts_at
from coalition_cli.model.entry import (
    EXPORTS,
    PEOPLE,
    WITHOUT_WORDS,
    Body,
    Entry,
    Share,
    as_share,
    share_level,
)
from coalition_cli.model.repeated_words import REWORD
from coalition_cli.model.workshop import Workshop

FOR_A_LAPTOP: Final = "merge"
"""The audience under which a bundle is kept in the log."""

Choices: TypeAlias = Mapping[str, str | int | bool]
"""What was wished of an export beside its audience and its formats."""

_SORTS: Final = (str, int, bool)
_OF_THE_DAY: Final = ("present", "at", REWORD)
"""Keys of people that no summary is made of word by word."""
_WIDEST_CONSENT: Final = "named"
_UP_TO: Final = "to "
"""What stands before an id that is a bound: the entry of the log does not speak of that line."""
_ADOPTED: Final = "adopted "
"""What stands before the id of a line that readers saw beyond its share, for the same reason."""


class Sent(NamedTuple):
    """One export: when (UTC, ISO 8601), for which audience, up to which share level, its files.

    ``formats`` and ``digests`` are those of the files, one each; none where the export is older
    than that they are kept. ``choices`` are what else was wished.
    """

    at: str
    audience: str
    level: Share
    files: tuple[str, ...]
    entry: Entry
    formats: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    choices: Choices = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Made:
    """What is remembered of the files of an export, so that they can be written anew.

    ``files`` are names without their folders, ``formats`` and ``digests`` those of each.
    ``adopted`` are the ids of lines that more people read than their share says.
    """

    files: Sequence[str]
    formats: Sequence[str] = ()
    digests: Sequence[str] = ()
    choices: Choices = field(default_factory=dict)
    adopted: Collection[str] = ()


class _Reached(NamedTuple):
    """What the readers of an export might see: up to which share level, which ``adopted`` lines."""

    level: Share
    adopted: AbstractSet[str] = frozenset()

    def holds(self, entry: Entry) -> bool:
        """True if they might see ``entry``, or the line that it changes."""
        is_adopted = entry.id in self.adopted or entry.ref in self.adopted
        return is_adopted or share_level(entry.share) >= share_level(self.level)


class Since(NamedTuple):
    """What became of the words of an export since it was made."""

    is_withdrawn: bool = False
    is_blacked_out: bool = False
    is_narrowed: bool = False
    is_corrected: bool = False

    @property
    def must_be_called_back(self) -> bool:
        """True if it may hold words that its readers may not have any more."""
        return self.is_withdrawn or self.is_blacked_out or self.is_narrowed


def body_of(
    audience: str, level: Share, files: Sequence[str] | Made, workshop: Workshop | None = None
) -> Body:
    """The body of an export's entry, of what it knows of ``workshop``."""
    made = files if isinstance(files, Made) else Made(files)
    body: dict[str, Any] = {"audience": audience, "level": level, "files": list(made.files)}
    if made.formats:
        body |= {"formats": list(made.formats), "digests": list(made.digests)}
    if made.choices:
        body["choices"] = dict(made.choices)
    if workshop is not None:
        known: dict[str, str] = {}
        for entry in workshop.entries:
            known[entry.device] = max(known.get(entry.device, ""), entry.id)
        body["known"] = {device: _UP_TO + newest for device, newest in known.items()}
        adopted = frozenset(made.adopted)
        if adopted:
            body["adopted"] = [_ADOPTED + line for line in sorted(adopted)]
        reached = _Reached(level, adopted)
        body["gone"], body["cut"] = _taken_out(workshop.entries, reached)
    return body


def digest_of(content: bytes) -> bytes:
    """The digest of a file, which is kept nowhere as it is."""
    return blake2b(content, digest_size=32).digest()


def sealed_digest(digest: bytes, key: bytes) -> str:
    """The digest by which whoever has ``key`` knows a file again, and nobody else.

    A plain one in the workshop would let anybody try out words that were withdrawn from it: the
    file as it was, with each guess in their place.
    """
    return blake2b(digest, digest_size=16, key=key).hexdigest()


def exports(workshop: Workshop) -> list[Sent]:
    """Every export, in the order in which they were made."""
    return [_sent(entry) for entry in workshop.standing(EXPORTS)]


def holding(workshop: Workshop, ids: Collection[str]) -> list[Sent]:
    """The exports that were made after one of the entries ``ids`` and whose audience might see it.

    They may hold its words: what the entry's share was at that moment is not kept apart from what
    it is now, so the widest that it ever had counts.
    """
    entries = [entry for entry in workshop.entries if entry.id in ids]

    def may_hold_one(sent: Sent) -> bool:
        made = workshop.position(sent.entry.id)
        earlier = (entry for entry in entries if workshop.position(entry.id) < made)
        return any(map(_reached(sent).holds, earlier))

    return list(filter(may_hold_one, exports(workshop)))


def newest_of_each(workshop: Workshop) -> list[Sent]:
    """The newest export of each set of files for one audience; bundles are none."""
    newest: dict[tuple[str, tuple[str, ...]], Sent] = {}
    for each in exports(workshop):
        if each.audience != FOR_A_LAPTOP and each.files:
            newest.pop((each.audience, each.files), None)
            newest[each.audience, each.files] = each
    return list(newest.values())


def became_of(sent: Sent, workshop: Workshop) -> Since:
    """What became of the words of ``sent`` since it was made.

    It is told from what its readers might see, which may be more than what stands in its files.
    """
    is_known = _known_to(sent, workshop)
    known = [entry for entry in workshop.entries if is_known(entry)]
    reached = _reached(sent)
    gone, cut = _taken_out(known, reached)
    is_withdrawn = gone > _count(sent.entry.body.get("gone"), gone)
    is_blacked_out = cut > _count(sent.entry.body.get("cut"), 0)
    if "gone" not in sent.entry.body:
        is_withdrawn = _is_withdrawn_later(sent, known, workshop)
    if sent.audience == FOR_A_LAPTOP:  # it gave no reader more than all that there is
        return Since(is_withdrawn, is_blacked_out)
    is_narrowed = is_corrected = False
    for then, now in _changed(Workshop(workshop.head, known), workshop, reached):
        if now is None:
            is_corrected = True
        elif _is_narrower(then, now, sent.level) or _is_less_allowed(then, now):
            is_narrowed = True
        elif _what_is_read(then) != _what_is_read(now):
            is_corrected = True
    return Since(is_withdrawn, is_blacked_out, is_narrowed, is_corrected)


def _reached(sent: Sent) -> _Reached:
    ids = (text.removeprefix(_ADOPTED) for text in texts_at(sent.entry.body, "adopted"))
    return _Reached(sent.level, frozenset(ids))


def _is_narrower(then: Entry, now: Entry, level: Share) -> bool:
    """True if fewer may read a line than ``level`` asks; if it was adopted, fewer than before."""
    least = min(share_level(then.share), share_level(level))
    return share_level(now.share) < least


def _sent(entry: Entry) -> Sent:
    files = entry.body.get("files")
    names = tuple(str(name) for name in files) if isinstance(files, list) else ()
    formats, digests = (tuple(texts_at(entry.body, key)) for key in ("formats", "digests"))
    is_whole = len(formats) == len(digests) == len(names)
    choices = entry.body.get("choices")
    return Sent(
        entry.at,
        str(entry.body.get("audience")),
        _level(entry),
        names,
        entry,
        formats if is_whole else (),
        digests if is_whole else (),
        _choices(choices) if isinstance(choices, Mapping) else {},
    )


def _choices(found: Mapping[str, Any]) -> Choices:
    return {key: value for key, value in found.items() if isinstance(value, _SORTS)}


def _level(entry: Entry) -> Share:
    try:
        return as_share(str(entry.body.get("level")))
    except ValueError:
        return "organizer"


def _count(value: Any, otherwise: int) -> int:
    return value if type(value) is int else otherwise


def _taken_out(entries: Iterable[Entry], reached: _Reached) -> tuple[int, int]:
    """How many of ``entries`` that readers might see lost their words, and how many words."""
    gone = cut = 0
    for entry in entries:
        if not reached.holds(entry):
            continue
        sizes = entry.body.get(REWORD)
        gone += entry.is_gone
        cut += sum(_count(size, 0) for size in sizes) if isinstance(sizes, list) else 0
    return gone, cut


def _known_to(sent: Sent, workshop: Workshop) -> Callable[[Entry], bool]:
    """What tells if an entry was there when ``sent`` was made, and not merged in since.

    Where a clock stood in the years to come nobody can tell: a line was there, a change was not.
    """
    found = sent.entry.body.get("known")
    newest = found if isinstance(found, Mapping) else {}
    made = workshop.position(sent.entry.id)

    def is_before(entry: Entry) -> bool:
        return workshop.position(entry.id) < made

    def is_known(entry: Entry) -> bool:
        is_of_then = entry.id <= str(newest.get(entry.device, "")).removeprefix(_UP_TO)
        return is_of_then and (entry.op == "add" or is_before(entry))

    return is_known if newest else is_before


def _is_withdrawn_later(sent: Sent, known: Sequence[Entry], workshop: Workshop) -> bool:
    """True if something that ``sent`` might show was withdrawn after it; for older entries."""
    made = workshop.position(sent.entry.id)
    seen = {each.id for each in filter(_reached(sent).holds, known)}
    later = (each for each in workshop.entries[made:] if each.op == "withdraw")
    return any(each.ref in seen for each in later)


def _changed(
    before: Workshop, workshop: Workshop, reached: _Reached
) -> Iterable[tuple[Entry, Entry | None]]:
    """Each line that readers might see ``before``, and as it stands now where it does."""
    for place in before.places():
        if place in WITHOUT_WORDS:
            continue
        standing = {entry.id: entry for entry in workshop.standing(place)}
        gone: AbstractSet[str] = workshop.withdrawn
        for then in before.standing(place):
            if not reached.holds(then) or then.is_gone or then.id in gone:
                continue
            yield then, standing.get(then.id) or _where_it_was_moved(then, workshop)


def _where_it_was_moved(line: Entry, workshop: Workshop) -> Entry | None:
    """The line that ``line`` became where it was moved; None where it does not stand any more."""
    seen: set[str] = set()
    here = line
    while here.id not in seen:
        seen.add(here.id)
        copies = workshop.moved_to(here.id)
        if not copies:
            break
        here = max(copies, key=lambda copy: copy.id)
    standing = (each for each in workshop.standing(here.place) if each.id == here.id)
    return next(standing, None)


def _is_less_allowed(then: Entry, now: Entry) -> bool:
    """True if whoever was quoted allows less now than she did."""
    consent = now.body.get("consent")
    return then.body.get("consent") != consent and consent != _WIDEST_CONSENT


def _what_is_read(line: Entry) -> tuple[object, ...]:
    """What of a line may stand in a summary: where, by whom, which words."""
    if line.place == PEOPLE:
        return (line.body.get("text"),)
    body = {key: value for key, value in line.body.items() if key not in _OF_THE_DAY}
    return line.place, line.speakers, body
