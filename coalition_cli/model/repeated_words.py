"""Quotes: the part of a body that repeats what somebody said, and the body without it.

A part that was taken out reads ``[…]``. How many words it had stands in ``body["reword"]``, one
number for each ``[…]`` in the order of reading: so two laptops that took out different parts agree
on what is left, and words that were taken out on either side stay out. Nothing else of them is
kept.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from coalition_cli.model.body_labels import LABELS
from coalition_cli.model.entry import FIRST, Body, Order, Place
from coalition_cli.model.withdrawn_mark import WITHDRAWN_MARK

REWORD: Final = "reword"
FEWEST_WORDS: Final = 4
"""So many words in a row are a quote.

Of a shorter text the whole is; a single word only where it stands alone.
"""
FEWEST_TO_CUT: Final = 3
"""Texts of fewer words are words of every sentence: none is cut out for them, unless they name."""

_HOLE: Final = ""
_MOST_WORDS: Final = 100_000
_MOST_LOOKED_FOR: Final = 64
_ASCII_WORD: Final = re.compile(r"[0-9A-Za-z]+")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""
_ID: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_KEY_TAKEN_OUT: Final = re.compile(re.escape(WITHDRAWN_MARK) + r" \d+")

_Run: TypeAlias = tuple[str, ...]


class Line(NamedTuple):
    """A text as a row of words, folded so that spelling alone does not tell two apart.

    ``spans`` say where in the text each stands. Words that were taken out are empty and share the
    span of their ``[…]``; ``gaps`` are the spans of all of these.
    """

    text: str
    words: list[str]
    spans: list[tuple[int, int]]
    gaps: list[tuple[int, int]]

    @property
    def holes(self) -> set[int]:
        """The numbers of the words that were taken out."""
        return {number for number, word in enumerate(self.words) if word == _HOLE}


class Finds(Protocol):
    """Finds the words of a text that are to be taken out of it."""

    def find(self, words: Sequence[str], at: Order = FIRST, place: Place | None = None) -> set[int]:
        """The numbers, from 0, of those of ``words``, said ``at`` that order in that ``place``."""


class Wordings:
    """An index of what was said, so that a quote of it can be found.

    Texts of less than ``fewest`` words are left out of it; names are not.
    """

    def __init__(self, fewest: int = 1) -> None:
        self._fewest = fewest
        self._origins: dict[_Run, tuple[Order, frozenset[Place]]] = {}
        self._lengths: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._origins)

    def add(
        self,
        words: Sequence[str],
        at: Order = FIRST,
        place: Place | None = None,
        *,
        is_name: bool = False,
    ) -> None:
        """Take in one text that stands ``at`` that order in that ``place``."""
        if len(words) < self._fewest and not (is_name or any(map(_is_sentence, words))):
            return
        length = min(len(words), FEWEST_WORDS)
        own = (at, frozenset({place} if place else ()))  # one for all runs: there may be many
        for start in range(len(words) - length + 1):
            run = tuple(words[start : start + length])
            if any(run):
                self._lengths.add(length)
                known = self._origins.setdefault(run, own)
                if known != own:
                    self._origins[run] = (min(known[0], at), known[1] | own[1])

    def may_be_in(self, text: str) -> bool:
        """False where no quote can be in ``text``: a look that costs a tenth of finding one."""
        if len(self._origins) > _MOST_LOOKED_FOR:
            return True
        small = text.lower() if text.isascii() else _folded_text(text)
        return any(all(word in small for word in run) for run in self._origins)

    def find(self, words: Sequence[str], at: Order = FIRST, place: Place | None = None) -> set[int]:
        """The numbers, from 0, of those of ``words`` that belong to a quote.

        Nobody quotes what was said later: words of an earlier step are what the withdrawn ones drew
        on. At the same step the same words may be one thing that two people wrote down.
        """
        found: set[int] = set()
        for length in self._lengths:
            if length == 1 and len(words) != 1:
                continue
            for start in range(len(words) - length + 1):
                origin = self._origins.get(tuple(words[start : start + length]))
                if origin and (origin[0] <= at or place in origin[1]):
                    found.update(range(start, start + length))
        return found


def read(text: str, sizes: Iterator[int] | None = None) -> Line:
    """``text`` as words; ``sizes`` say how many words each of its ``[…]`` stands for."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    start = 0
    while True:
        end = text.find(WITHDRAWN_MARK, start)
        for word, first, last in _words(text[start:end] if end >= 0 else text[start:]):
            words.append(word)
            spans.append((start + first, start + last))
        if end < 0:
            return Line(text, words, spans, gaps)
        start = end + len(WITHDRAWN_MARK)
        gaps.append((end, start))
        size = next(sizes, 0) if sizes else 0
        words += [_HOLE] * size
        spans += [(end, start)] * size


def without(line: Line, taken: Iterable[int]) -> tuple[str, list[int]]:
    """The text of ``line`` without the words ``taken`` and its earlier holes, and its new sizes."""
    out = line.holes.union(taken)
    holes: list[tuple[int, int, int]] = []  # where it begins and ends, and how many words
    for number in sorted(out):
        begin, end = line.spans[number]
        if number - 1 in out:
            first, _last, size = holes[-1]
            holes[-1] = (first, end, size + 1)
        else:
            holes.append((begin, end, 1))
    for begin, end in line.gaps:
        if not any(first <= begin and end <= last for first, last, _size in holes):
            holes.append((begin, end, 0))
    parts: list[str] = []
    start = 0
    for begin, end, _size in sorted(holes):
        parts += [line.text[start:begin], WITHDRAWN_MARK]
        start = end
    return "".join([*parts, line.text[start:]]), [size for _begin, _end, size in sorted(holes)]


def texts(body: Body) -> list[str]:
    """Every text of a body that somebody may have said, in the order of reading."""
    return list(_strings(body))


def lines(body: Body) -> list[Line]:
    """The same as rows of words."""
    sizes = sizes_of(body)
    return [read(text, sizes) for text in texts(body)]


def take_out(
    body: Body, wordings: Finds, at: Order, place: Place, copied: Collection[_Run] = ()
) -> Body:
    """The ``body`` of what was said then and there, without what it quotes of ``wordings``.

    A text that is one of those ``copied`` goes as a whole, however short it is.
    ``body`` itself where it quotes nothing.
    """
    before = sizes_of(body)
    after: list[int] = []
    has_quote = False

    def change(text: str) -> str:
        nonlocal has_quote
        line = read(text, before)
        is_copy = tuple(line.words) in copied
        taken = set(range(len(line.words))) if is_copy else wordings.find(line.words, at, place)
        taken -= line.holes
        has_quote = has_quote or bool(taken)
        left, sizes = without(line, taken)
        after.extend(sizes)
        return left

    def change_key(key: str, number: int) -> str:
        nonlocal has_quote
        if _KEY_TAKEN_OUT.fullmatch(key) or not wordings.find(read(key).words, at, place):
            return key
        has_quote = True
        return f"{WITHDRAWN_MARK} {number}"

    left = {}
    for key, value in _without_mark(body).items():
        left[key] = value if key in LABELS else _changed(value, change, change_key)
    return {**left, REWORD: after} if has_quote else body


def changed_texts(value: Any, left: Any) -> Iterator[tuple[str, str]]:
    """Each text of a body, or key of a table in it, that differs in what is ``left`` of it."""
    if isinstance(value, str) and isinstance(left, str):
        if value != left:
            yield value, left
    elif isinstance(value, list) and isinstance(left, list):
        for one, its in zip(value, left, strict=False):
            yield from changed_texts(one, its)
    elif isinstance(value, Mapping) and isinstance(left, Mapping):
        both = (_without_mark(value), _without_mark(left))
        for (key, one), (its_key, its) in zip(both[0].items(), both[1].items(), strict=False):
            yield from changed_texts(key, its_key)
            yield from changed_texts(one, its)


def common(body: Body, other: Body) -> Body | None:
    """The part that two versions of one body share.

    None where they are not one body with different words taken out.
    """
    sizes: list[int] = []
    pairs = _Pairs(sizes_of(body), sizes_of(other), sizes)
    try:
        left = pairs.table(_without_mark(body), _without_mark(other))
    except ValueError:
        return None
    return {**left, REWORD: sizes} if REWORD in body or REWORD in other else left


def sizes_of(body: Body) -> Iterator[int]:
    """The number of words behind each ``[…]`` of ``body``; 0 where somebody typed it."""
    sizes = body.get(REWORD)
    count = sum(text.count(WITHDRAWN_MARK) for text in texts(body))
    if not isinstance(sizes, list) or len(sizes) != count:
        return iter([0] * count)
    return map(_sound_size, sizes)


def _sound_size(size: Any) -> int:
    """A size that another program wrote, or 0: a huge one would fill the memory with words."""
    return size if type(size) is int and size in range(_MOST_WORDS + 1) else 0


class _Pairs:
    """Two versions of one body, walked through side by side.

    ``ValueError``: they are not versions of one.
    """

    def __init__(self, sizes: Iterator[int], of_other: Iterator[int], left: list[int]) -> None:
        self._sizes = sizes
        self._of_other = of_other
        self._left = left

    def table(self, table: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
        if list(table) != list(other):
            raise ValueError
        return {key: self._of_key(key, value, other[key]) for key, value in table.items()}

    def _of_key(self, key: str, value: Any, other: Any) -> Any:
        return self._same(value, other) if key in LABELS else self._value(value, other)

    def _value(self, value: Any, other: Any) -> Any:
        if type(value) is not type(other):
            raise ValueError
        if isinstance(value, str) and not (_ID.fullmatch(value) or _ID.fullmatch(other)):
            return self._text(value, other)
        if isinstance(value, list):
            return [self._value(one, its) for one, its in zip(value, other, strict=True)]
        if isinstance(value, dict):
            return self._table_with_spoken_keys(value, other)
        return self._same(value, other)

    def _table_with_spoken_keys(
        self, table: Mapping[str, Any], other: Mapping[str, Any]
    ) -> dict[str, Any]:
        """A table inside a body, whose keys may be words of somebody that were taken out."""
        left: dict[str, Any] = {}
        for (key, value), (its_key, its) in zip(table.items(), other.items(), strict=True):
            kept = _common_key(key, its_key)
            if kept in left:
                raise ValueError
            left[kept] = self._of_key(kept, value, its)
        return left

    def _text(self, text: str, other: str) -> str:
        line, its = read(text, self._sizes), read(other, self._of_other)
        if len(line.words) != len(its.words):
            raise ValueError
        left, sizes = without(line, its.holes)
        if left != without(its, line.holes)[0]:
            raise ValueError
        self._left += sizes
        return left

    def _same(self, value: Any, other: Any) -> Any:
        if value != other:
            raise ValueError
        return value


def _common_key(key: str, other: str) -> str:
    if key == other or _KEY_TAKEN_OUT.fullmatch(key):
        return key
    if _KEY_TAKEN_OUT.fullmatch(other):
        return other
    raise ValueError


def _without_mark(body: Body) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != REWORD}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not _ID.fullmatch(value):
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key not in LABELS:
                yield from _strings(each)


def _changed(
    value: Any, change: Callable[[str], str], change_key: Callable[[str, int], str]
) -> Any:
    """``value`` with each text in it changed, in the order of reading, and each key of a table."""
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else change(value)
    if isinstance(value, list):
        return [_changed(each, change, change_key) for each in value]
    if isinstance(value, Mapping):
        left = {}
        for number, (key, each) in enumerate(value.items(), 1):
            new_key = key if _ID.fullmatch(key) else change_key(key, number)
            left[new_key] = each if key in LABELS else _changed(each, change, change_key)
        return left
    return value


def _is_sentence(word: str) -> bool:
    """True for a row of letters of a script that puts no spaces between words."""
    return len(word) >= FEWEST_WORDS and _UNSPACED.search(word) is not None


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    if text.isascii():
        for found in _ASCII_WORD.finditer(text):
            yield found[0].lower(), found.start(), found.end()
        return
    start = -1
    for place, character in enumerate(text + " "):
        is_part = character.isalnum() or (
            start >= 0 and unicodedata.category(character) in ("Mn", "Mc", "Cf")
        )
        if is_part and start < 0:
            start = place
        elif not is_part and start >= 0:
            yield _folded(text[start:place]), start, place
            start = -1


def _folded(word: str) -> str:
    """``word`` without case, accents and invisible characters.

    Itself where nothing else is left.
    """
    return _folded_text(word) or word


def _folded_text(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return plain.translate(_WITHOUT_SIGNS)


class _WithoutSigns(dict[int, int | None]):
    """What each character becomes: nothing where it is an accent or cannot be seen."""

    def __missing__(self, character: int) -> int | None:
        is_sign = unicodedata.category(chr(character)) in ("Mn", "Cf")
        left = self[character] = None if is_sign else character
        return left


_WITHOUT_SIGNS: Final = _WithoutSigns()
