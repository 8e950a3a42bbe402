"""The head of a workshop file: the workshop's name, day and place, and the file's format."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from coalition_cli.model.entry import HIGHEST_NUMBER, digest

FORMAT_VERSION: Final = 2
FIRST_VERSION: Final = 1
"""Files from this version on are opened; older ones than ours are brought up to date."""


# A named tuple: what makes dataclasses takes half as long to load as all that saves a line.
class Head(NamedTuple):
    """The one document of the table ``workshop``.

    ``date`` is ISO 8601, ``programme`` may be empty. ``numbers`` are the last numbers of lines that
    were given at places whose last line does not tell it (``line_numbers.highest_numbers``); like
    those of the lines they are this file's own. ``joined`` are the ids that this workshop had on
    other laptops, where each began it anew, before they were joined.
    """

    id: str
    title: str
    date: str
    place: str = ""
    language: str = "en"
    programme: str = ""
    is_sample: bool = False
    format_version: int = FORMAT_VERSION
    numbers: Mapping[str, int] = MappingProxyType({})
    joined: tuple[str, ...] = ()
    zone: str = ""
    """Its time zone: an IANA name or an offset such as ``+03:00``; empty where nobody knows."""

    @property
    def ids(self) -> frozenset[str]:
        """Every id that this workshop goes by, here and on laptops that began it anew."""
        return frozenset((self.id, *self.joined))

    def as_document(self) -> dict[str, Any]:
        """The head as the file holds it, with ``sum``, the digest of the rest."""
        document: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "place": self.place,
            "language": self.language,
            "programme": self.programme or None,
            "sample": self.is_sample,
            "format_version": self.format_version,
        }
        if self.zone:
            document["zone"] = self.zone
        if self.joined:
            document["joined"] = list(self.joined)
        own: dict[str, Any] = {"n": dict(self.numbers)} if self.numbers else {}
        return {**document, **own, "sum": digest(document)}


def head_from_document(document: Mapping[str, Any]) -> Head:
    """The head that ``document`` holds.

    Raises ``ValueError`` where a key is missing or of the wrong kind, or the day is none.
    """
    try:
        head = Head(
            id=document["id"],
            title=document["title"],
            date=document["date"],
            place=document.get("place") or "",
            language=document.get("language") or "en",
            programme=document.get("programme") or "",
            is_sample=bool(document.get("sample")),
            format_version=document["format_version"],
            numbers=document.get("n") or {},
            joined=_texts(document.get("joined", [])),
            zone=document.get("zone") or "",
        )
    except KeyError as missing:
        raise ValueError(f"no {missing.args[0]}") from None
    texts = (head.id, head.title, head.date, head.place, head.language, head.programme, head.zone)
    if not all(isinstance(text, str) for text in texts) or not isinstance(head.format_version, int):
        raise ValueError("a value of the wrong kind")
    if not is_day(head.date):
        raise ValueError("no day")
    if not isinstance(head.numbers, dict) or not all(map(_is_number, head.numbers.values())):
        raise ValueError("a value of the wrong kind")
    return head


def is_day(text: str) -> bool:
    """True if ``text`` is a day that there is, as ``2024-11-12``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    return type(value) is int and 0 < value <= HIGHEST_NUMBER


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("a value of the wrong kind")
    return tuple(value)
