"""Every text of a summary, in its document and in its data: what its formats can say."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from coalition_cli.bidi import without_marks
from coalition_cli.model.summary import Summary


def shown_texts(summary: Summary) -> list[str]:
    """Return each text once, the keys of the data too: some are names of groups."""
    seen: set[int] = set()
    texts: dict[str, None] = dict.fromkeys(_in_data(summary.data))
    texts |= dict.fromkeys(_in_document(summary.document, seen))
    return list(texts)


def plain(text: str) -> str:
    """``text`` with one space between its words, however it was broken into lines or turned."""
    return " ".join(without_marks(text).split())


def _in_data(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield str(key)
            yield from _in_data(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _in_data(member)


def _in_document(value: Any, seen: set[int]) -> Iterator[str]:
    """The texts of ``value``; what several shorter parts share is looked at once."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from _in_document(member, seen)
    elif is_dataclass(value) and id(value) not in seen:
        seen.add(id(value))
        for field in fields(value):
            yield from _in_document(getattr(value, field.name), seen)
