"""An entry: one thing said or decided, only ever added."""

import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

try:
    # hashlib brings OpenSSL along, which costs a one-line note a sixth of a bare interpreter's
    # start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

Op: TypeAlias = Literal["add", "edit", "drop", "done", "withdraw"]
Share: TypeAlias = Literal["private", "organizer", "participants", "donor"]
Body: TypeAlias = Mapping[str, Any]

OPS: Final[tuple[Op, ...]] = get_args(Op)
SHARES: Final[tuple[Share, ...]] = get_args(Share)
"""The audiences from narrowest to widest.

An entry may be seen by its own and by every narrower one.
"""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS: Final = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_AS_PYTHON: Final = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
_canonical: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True
).encode
_as_line: Final = json.JSONEncoder(allow_nan=False).encode
_RANDOM_BITS: Final = 80
_HIGHEST_NUMBER: Final = 1 << 128
_HOUR_SECONDS: Final = 3600
_HOUR_OF_IDS: Final = _HOUR_SECONDS * 1000
_YEAR_SECONDS: Final = 366 * 86_400
FIRST_YEAR: Final = "2024"
_LAST_YEAR: Final = "2060"
_SUM_LENGTH: Final = 16


# Named tuples: they are made eight times as fast as frozen dataclasses, and every command makes
# these.
class Place(NamedTuple):
    """A place in a workshop where something is said: exercise, run and step.

    ``exercise`` is empty for what belongs to the whole workshop (people, captured notes); ``step``
    is empty for what concerns a run of an exercise as a whole. ``run`` counts from 1 within an
    exercise.
    """

    exercise: str = ""
    run: int = 1
    step: str = ""


PEOPLE: Final = Place(step="people")
NOTES: Final = Place(step="note")
EXPORTS: Final = Place(step="export")
PROGRAMME: Final = Place(step="programme")
FINDINGS: Final = Place(step="finding")
"""What somebody decided of words that may name somebody, before readers outside get them."""
MOVED: Final = "moved from"
"""The key under which a line that was moved names the line that it was before.

No step can have a field so called.
"""
SAID: Final = "said"
"""The key of a drop that is something said, such as by a file in which a line no longer stands.

It is taken back as what was said is; any other drop takes something back itself.
"""
TURN: Final = "turn"
"""The key of an entry with an answer for fewer readers: the id of the turn it was given in."""
OWNERS: Final = (MOVED, "offer", "need", TURN, "action", "event", "promise")
"""Keys under which an entry names the one that it goes with when that is withdrawn.

Its words it carries, its contact it holds, beside it somebody said it, or of it it was heard.
"""
ALSO_BY: Final = "also by"
"""The key under which a line that several people said names those beside ``by``: a list.

No step can have a field so called.
"""
DETAILS: Final = Place(step="details")
"""Details that exercises speak of and only this workshop knows.

Such as who cares for people, a telephone number, a quiet place.
"""
APART: Final = Place(step="apart")
"""Pairs that are not put into one group; nobody in the room reads them, and no summary has them."""
SAME: Final = Place(step="same")
"""Pairs of entries of people that are one person; the first of a pair is how she is listed."""
WITHOUT_WORDS: Final = (EXPORTS, PROGRAMME, FINDINGS)
"""Places at which nobody says anything: the program keeps there what was done."""
GONE: Final[Body] = {"withdrawn": True}
"""The body of an entry whose words were withdrawn."""


Order: TypeAlias = tuple[str, bool, str]
"""The place of an entry among all others, the same on every laptop: see ``order``."""
FIRST: Final[Order] = ("", False, "")
"""The order before that of every entry."""


class Fact(NamedTuple):
    """A fact that a step learned, before the engine makes it an entry with time and place.

    ``op`` and ``ref`` let a step mend what it said before (``edit``). ``share`` is None where the
    step's own share level holds.
    """

    body: Body
    by: str | None = None
    share: Share | None = None
    op: Op = "add"
    ref: str | None = None


class Entry(NamedTuple):
    """One line of the workshop file; see ``as_document`` for its stored shape.

    ``n`` is the number of a line at its place and ``code`` that of what somebody took on (``A3``),
    as this file gave them (``line_numbers``); 0 and empty for what is no line. They are not part of
    what was said: no digest, signature or bundle has them.
    """

    id: str
    at: str
    by: str | None
    device: str
    place: Place
    op: Op
    ref: str | None
    body: Body
    share: Share
    n: int = 0
    code: str = ""

    @property
    def text(self) -> str:
        """The words of a body whose main word is ``text``, as that of many is; otherwise empty."""
        text = self.body.get("text")
        return text if isinstance(text, str) else ""

    @property
    def also_by(self) -> tuple[str, ...]:
        """Ids and group names of those who said it together with ``by``."""
        also = self.body.get(ALSO_BY)
        return tuple(map(str, also)) if isinstance(also, list) else ()

    @property
    def moved_from(self) -> str:
        """The id of the line that it was before it was moved; empty for one that was not."""
        origin = self.body.get(MOVED)
        return origin if isinstance(origin, str) else ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Ids and group names of all who said it; none where nobody is named."""
        return (*([self.by] if self.by else ()), *self.also_by)

    @property
    def is_gone(self) -> bool:
        """True if its words were withdrawn."""
        return self.body == GONE

    @property
    def withdrawn_id(self) -> str | None:
        """The id of what it tells to be withdrawn: another entry, or itself without its words."""
        if self.op == "withdraw" and self.ref:
            return self.ref
        return self.id if self.is_gone else None

    def unnumbered(self) -> "Entry":
        """The entry without the numbers that this file gave: what was said, and nothing else."""
        return self._replace(n=0, code="") if self.n or self.code else self

    def as_document(self) -> dict[str, Any]:
        """The entry as the file holds it, with ``sum``, the digest of the rest."""
        document = self._what_was_said()
        total = sum_of_line(_as_line(document)[:-1])
        if self.n:
            document["n"] = self.n
        if self.code:
            document["code"] = self.code
        document["sum"] = total
        return document

    def as_line(self) -> str:
        """The entry as the one line of JSON that the file holds: ``as_document``, written."""
        said = _as_line(self._what_was_said())[:-1]
        numbers = f', "n": {self.n}' if self.n else ""
        if self.code:
            numbers += f', "code": "{self.code}"'
        return f'{said}{numbers}, "sum": "{sum_of_line(said)}"}}'

    def _what_was_said(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "at": self.at,
            "by": self.by,
            "device": self.device,
            "exercise": self.place.exercise or None,
            "run": self.place.run,
            "step": self.place.step or None,
            "op": self.op,
            "ref": self.ref,
            "body": dict(self.body),
            "share": self.share,
        }


NUMBER_KEYS: Final = ("n", "code")
"""The keys of a document, of an entry or the head, for numbers that only this file gave."""
_UNSUMMED: Final = (*NUMBER_KEYS, "sum")
_CODE: Final = re.compile("[A-Z][1-9][0-9]{0,8}")
HIGHEST_NUMBER: Final = 999_999_999


def digest_of_bytes(data: bytes | memoryview) -> bytes:
    """The digest of bytes as they are."""
    return blake2b(data, digest_size=16).digest()


def digest(document: Mapping[str, Any]) -> str:
    """Twelve hex digits over every key but ``sum`` and the numbers, the same on every machine.

    In whatever order the keys stand: the ``sum`` of a head, and of the first lines.
    """
    return blake2b(_canonical(_summed(document)).encode(), digest_size=6).hexdigest()


def sum_of_line(said: str) -> str:
    """Sixteen hex digits over ``said``: a line as it is written, up to its numbers and its sum."""
    return blake2b(said.encode(), digest_size=8).hexdigest()


def is_as_saved(document: Mapping[str, Any]) -> bool:
    """True if the ``sum`` in the document of an entry is right, be it ours or of the first kind."""
    total = document.get("sum")
    if isinstance(total, str) and len(total) == _SUM_LENGTH:
        return total == sum_of_line(_as_line(_summed(document))[:-1])
    return bool(total == digest(document))


def with_sum(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``document`` of an entry as a line of ours holds it: its numbers, then its sum."""
    said = _summed(document)
    numbers = {key: document[key] for key in NUMBER_KEYS if key in document}
    return said | numbers | {"sum": sum_of_line(_as_line(said)[:-1])}


def _summed(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _UNSUMMED}


def from_document(document: Mapping[str, Any]) -> Entry:
    """The entry that ``document`` holds.

    Raises ``ValueError`` where a key is missing or of the wrong kind. A number that is none costs
    no words: they are no part of it, and the line is given another one.
    """
    n, code = document.get("n", 0), document.get("code", "")
    n = n if type(n) is int and 0 <= n <= HIGHEST_NUMBER else 0
    code = code if isinstance(code, str) and _CODE.fullmatch(code) else ""
    try:
        entry = Entry(
            id=document["id"],
            at=document["at"],
            by=document["by"],
            device=document["device"],
            place=Place(document["exercise"] or "", document["run"], document["step"] or ""),
            op=document["op"],
            ref=document["ref"],
            body=document["body"],
            share=document["share"],
            n=n,
            code=code,
        )
    except KeyError as missing:
        raise ValueError(f"no {missing.args[0]}") from None
    is_sound = (
        isinstance(entry.id, str)
        and isinstance(entry.at, str)
        and isinstance(entry.body, dict)
        and isinstance(entry.place.run, int)
        and entry.op in OPS
        and entry.share in SHARES
    )
    if not is_sound:
        raise ValueError("a value of the wrong kind")
    return entry


def order(entry: Entry) -> Order:
    """The order of ``entry`` among all: by id, but after what it names.

    Of two versions of one line the later in this order stands. What a clock told plays no part.
    """
    named = entry.ref or ""
    return (named, True, entry.id) if named > entry.id else (entry.id, False, entry.id)


def make(
    fact: Fact,
    place: Place,
    *,
    share: Share,
    device: str,
    after: Entry | None,
    beyond: str = "",
    now: float | None = None,
    is_same_act: bool = False,
) -> Entry:
    """The ``fact`` as an entry after ``after``, with the time that the clock tells.

    Its id sorts later than that of ``after``, unless that runs more than an hour ahead of the
    clock, and always later than the id ``beyond``: that of what it replaces. Where the clock ran
    back by less than an hour its time is a little after that of ``after``, so that two acts have
    two times; what is done in one act (``is_same_act``) has one. ``share`` holds where the fact
    names none; ``now`` is seconds since 1970 (the clock, where not given).
    """
    moment = time.time() if now is None else now
    if after is not None and is_same_act:
        at, beyond = after.at, max(beyond, after.id)
    else:
        at = _later(utc(moment), after)
    return Entry(
        id=next_id(after.id if after else "", moment, beyond),
        at=at,
        by=fact.by,
        device=device,
        place=place,
        op=fact.op,
        ref=fact.ref,
        body=fact.body,
        share=fact.share or share,
    )


def in_one_act(entries: Sequence[Entry], earlier: Entry | None) -> list[Entry]:
    """The ``entries`` with one time, which is not that of ``earlier``."""
    at = _later(entries[0].at, earlier)
    return [entry._replace(at=at) for entry in entries]


def is_clock_doubtful(at: str, earlier: str) -> bool:
    """True if a clock that says ``at`` stands far from ``earlier``, when a line was saved before.

    More than an hour before it, or more than a year after it. Of the first line, for which
    ``earlier`` is empty, if nobody can have held it then.
    """
    if not earlier:
        return not FIRST_YEAR <= at[:4] <= _LAST_YEAR
    if at >= earlier and at[:4] == earlier[:4]:
        return False
    gap = _seconds_between(earlier, at)
    return gap is not None and not -_HOUR_SECONDS <= gap <= _YEAR_SECONDS


def is_takeable(entry: Entry) -> bool:
    """True if ``entry`` is what an undo may take back: a line, a change, or the end of a step."""
    return entry.op in ("add", "edit", "done") or (entry.op == "drop" and SAID in entry.body)


def next_id(after: str, moment: float, beyond: str = "") -> str:
    """An id of 26 letters and digits that sorts by time, and later than ``after``.

    Where ``after`` runs more than an hour ahead of ``moment``, the next id comes from ``moment``
    all the same: a laptop that once stood in 2099 must not hold up time. Later than ``beyond`` it
    always is. It is unique on any machine. The layout is that of a ULID: 48 bits of milliseconds,
    80 random bits, in Crockford's base 32.
    """
    chance = int.from_bytes(os.urandom(_RANDOM_BITS // 8))
    number = (int(moment * 1000) << _RANDOM_BITS) | chance
    previous = _number_of(after)
    # By their times alone: the random bits tell nothing of a clock.
    if (previous >> _RANDOM_BITS) - int(moment * 1000) > _HOUR_OF_IDS:
        previous = 0
    previous = max(previous, _number_of(beyond))
    if previous >= number:  # the clock ran backwards, or two were made in one millisecond
        number = previous + 1 + int.from_bytes(os.urandom(4))
    # Two letters at a time, ten bits each: this runs for every line, and a note must start at once.
    return "".join(_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10))


def utc(moment: float) -> str:
    """``moment`` (seconds since 1970) as ISO 8601 in UTC, to the millisecond."""
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment))
    return f"{whole}.{int(moment * 1000) % 1000:03d}Z"


def _later(at: str, earlier: Entry | None) -> str:
    """The time ``at``, or just after ``earlier`` where the clock ran back by less than an hour."""
    if earlier is None or at > earlier.at:
        return at
    gap = _seconds_between(at, earlier.at)
    return _next_moment(earlier.at) if gap is not None and gap <= _HOUR_SECONDS else at


def _seconds_between(earlier: str, later: str) -> float | None:
    """Seconds from ``earlier`` to ``later``; None where another program wrote what is no time."""
    # price: datetime, 1 ms, and only a line after a clock that went wrong asks for it
    from datetime import datetime

    try:
        return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
    except (ValueError, TypeError):
        return None


def _next_moment(at: str) -> str:
    """A millisecond after ``at``; the same where another program wrote what is no time."""
    thousandths = at[20:23]
    if len(at) == len("2024-11-12T09:00:00.000Z") and thousandths.isdecimal():
        if thousandths != "999":
            return f"{at[:20]}{int(thousandths) + 1:03d}Z"
        # price: datetime, 1 ms, and only one act in a thousand crosses a second
        from datetime import datetime, timedelta

        with suppress(ValueError, OverflowError):
            second = datetime.fromisoformat(at[:19]) + timedelta(seconds=1)
            return f"{second.isoformat()}.000Z"
    return at


def share_level(share: Share) -> int:
    """0 for ``private`` up to 3 for ``donor``."""
    return SHARES.index(share)


def as_share(word: str) -> Share:
    """``word`` as a share level. Raises ``ValueError`` if it is none."""
    for share in SHARES:
        if share == word:
            return share
    raise ValueError(word)


def _number_of(identifier: str) -> int:
    """The number that an id stands for; 0 for what another program wrote, or the last of all."""
    try:
        number = int(identifier.translate(_AS_PYTHON), 32)
    except ValueError:
        return 0
    return number if number < _HIGHEST_NUMBER - (1 << _RANDOM_BITS) else 0
