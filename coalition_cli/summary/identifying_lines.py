"""The lines of a summary that may name somebody, and where they stand in it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from coalition_cli.raw_text.identifying_words import marks

_NAMED_ON_PURPOSE: Final = frozenset(
    ("by", "who", "helper", "group", "groups", "id", "exercise", "step", "status", "at", "title")
)
"""Keys of values that no room said, or that hold a name which its owner wished to stand there."""

_SECTIONS: Final = (
    "vision",
    "statements",
    "themes",
    "agenda",
    "actions",
    "commitments",
    "decisions",
    "quotes",
    "notes",
)


def identifying_lines(data: Mapping[str, Any], people: Collection[str]) -> list[tuple[str, int]]:
    """Each place of a summary whose words may name somebody, with how many lines of it may.

    ``data`` is a summary in the shape of its schema; ``people`` are the names of those who were
    there. A place is a section such as ``quotes``, else ``EXERCISE.STEP``; a text that stands at
    several counts once.
    """
    seen: set[str] = set()
    found: dict[str, int] = {}
    for place, text in _lines(data):
        if text not in seen and marks(text, people):
            found[place] = found.get(place, 0) + 1
        seen.add(text)
    return list(found.items())


def said_texts(data: Mapping[str, Any]) -> list[str]:
    """Every text of a summary's data that a room may have said, once."""
    return list(dict.fromkeys(text for _place, text in _lines(data)))


def _lines(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in _SECTIONS:
        for text in _texts(data.get(name)):
            yield name, text
    for exercise in data.get("exercises") or ():
        for step in exercise["steps"]:
            for text in _texts(step.get("outcome")):
                yield f"{exercise['id']}.{step['id']}", text


def _texts(value: Any) -> Iterator[str]:
    """Every text below ``value`` that a room said."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            if key not in _NAMED_ON_PURPOSE:
                yield from _texts(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _texts(member)
