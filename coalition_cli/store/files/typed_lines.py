"""The lines of a workshop file as our programs write them, read many at once into entries.

One expression knows the whole layout of a line and the kind of every value, so that a line which it
matches needs no reading of JSON but for its body. What it does not match is read by ``codec``, one
line after the other: it may be of an older layout, by another program, or damaged.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from coalition_cli.model.entry import Entry, Place, sum_of_line

Read: TypeAlias = Callable[[str], Any]
"""Reads JSON strictly. Raises ``ValueError``."""

_WORD: Final = r'"([^"\\]*)"'
_WORD_OR_NULL: Final = r'(?:null|"([^"\\]*)")'
_ANY_WORD_OR_NULL: Final = r'(null|"[^"\\]*(?:\\.[^"\\]*)*")'
_LINE: Final = (
    r'(,?)\n"([1-9][0-9]{0,17})": '
    rf'(\{{"id": {_WORD}, "at": {_WORD}, "by": {_ANY_WORD_OR_NULL}, "device": {_WORD}'
    rf', "exercise": {_WORD_OR_NULL}, "run": ([1-9][0-9]{{0,8}}), "step": {_WORD_OR_NULL}'
    rf', "op": "(add|edit|drop|done|withdraw)", "ref": {_WORD_OR_NULL}, "body": (\{{.*\}})'
    r', "share": "(private|organizer|participants|donor)")'
    r'(?:, "n": ([1-9][0-9]{0,8}))?(?:, "code": "([A-Z][1-9][0-9]{0,8})")?'
    r', "sum": "([0-9a-f]{16})"\}'
)
"""Not compiled before there are many lines: it takes longer than saving one.

A body ends where the last ``share`` of the line begins: in what people say quotes are escaped.
"""
_TEXT_ALONE: Final = '{"text": "'
_TEXT_BEGINS: Final = len(_TEXT_ALONE)

_new: Final = tuple.__new__


def read(
    text: str, start: int, number: int, entries: list[Entry], read_json: Read
) -> tuple[int, int]:
    """Add to ``entries`` the lines of ``text`` after ``start``, where the line ``number`` ends.

    Returns where the last of them ends, and its number. Stops before the first that is not written
    as ours are, not as it was saved, or not the next by its number.
    """
    places: dict[tuple[str | None, str, str | None], Place] = {}
    find = re.compile(_LINE).match
    end = start
    while found := find(text, end):
        values = found.groups()
        comma, place, covered = values[:3]
        is_next = int(place) == number + 1 and bool(comma) == bool(number)
        if not is_next or sum_of_line(covered) != values[-1]:
            break
        try:
            entries.append(_entry_of(values, places, read_json))
        except ValueError:
            break
        end, number = found.end(), number + 1
    return end, number


@contextmanager
def without_collector() -> Iterator[None]:
    """Let nobody look for garbage meanwhile: of what is read here, nothing is thrown away."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _entry_of(
    values: tuple[Any, ...],
    places: dict[tuple[str | None, str, str | None], Place],
    read_json: Read,
) -> Entry:
    """Return the entry of the groups of a line. Raises ``ValueError`` for a body that is none."""
    id_, at, by, device, exercise, run, step, op, ref, body, share, n, code = values[3:-1]
    place = places.get((exercise, run, step))
    if place is None:
        place = places[exercise, run, step] = Place(exercise or "", int(run), step or "")
    words = body[_TEXT_BEGINS:-2]
    # Words stand in JSON as they are where nothing in them is escaped, and nothing else is there.
    if (
        body.startswith(_TEXT_ALONE)
        and '"' not in words
        and "\\" not in words
        and words.isprintable()
    ):
        said = {"text": words}
    else:
        said = read_json(body)
    who = None if by == "null" else by[1:-1] if "\\" not in by else read_json(by)
    fields = id_, at, who, device, place, op, ref, said, share, int(n) if n else 0, code or ""
    # A class that is called with eleven values takes as long as half of all the rest.
    return _new(Entry, fields)
