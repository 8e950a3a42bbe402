"""A document as the data that ``page.typ`` sets: plain values, in the order of the page.

Texts stay as they were typed but for what no page can hold: control characters, and those that
turn the direction of whatever follows. A word longer than any line may break between its letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final, TypeVar

from coalition_cli.bidi import is_leftward
from coalition_cli.blocks import Prose
from coalition_cli.i18n import _
from coalition_cli.model.document import Boxes, Document, Part, Section
from coalition_cli.phrasing.section_words import content_of
from coalition_cli.typesetting.card_pieces import pieces
from coalition_cli.typesetting.page_contents import (
    LARGE,
    Data,
    Setting,
    contents_data,
    title_data,
)
from coalition_cli.typesetting.page_text import BREAK, in_direction, page_text

PART_POINTS: Final = 22.0
FULL_OF_LISTS: Final = 19.5
"""The size of the title above a page that holds as much as it can."""

LONG_TITLE: Final = 45
_LONGEST_TRIED: Final = 6

_NO_WORDS: Final = (
    "kind",
    "look",
    "tone",
    "name",
    "page",
    "lang",
    "region",
    "audience",
    "svg",
    "page-words",
)
"""What the template reads; all else are words for people."""

MOST_MARKS: Final = 6
"""So many marks on one letter, and more, are cut where its line ends."""

_COULD_BE_MARKS: Final = re.compile(f"[^\0-\u02ff\u2000-\u206f]{{{MOST_MARKS}}}")
"""So many in a row of which each may be a mark: no letter of Europe's west, no dash, no quote."""

_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")


def data_of(document: Document, refused: tuple[str, ...] = ()) -> Data:
    """Return everything that the pages of ``document`` show.

    ``refused`` are the letters that no font has.
    """
    head = document.head
    language = _LANGUAGE.match(document.language)
    code = language[1].lower() if language else "und"
    foot = [page_text(words) for words in document.foot if words.strip()]
    data: Data = {
        "title": page_text(head.title) or " ",
        "title-points": _title_points(document),
        "lang": code,
        "region": language[2].upper() if language and language[2] else None,
        "right-to-left": is_leftward(code),
        "day": _day(document.day),
        "audience": document.audience or "",
        "head": {
            "label": page_text(head.label),
            "line": page_text(head.line),
            "warning": page_text(head.warning),
        },
        "foot": foot or [page_text(head.title)],
        "page-words": _("Page {page} of {pages}"),
        "parts": [_part(part, at == 0) for at, part in enumerate(document.parts)],
    }
    if document.audience == "donor":
        _end(document, data)
    _number_headings(data["parts"])
    _turn(data, is_to_left=data["right-to-left"])
    data["heaped"] = any(map(_is_heaped, texts_in(data)))
    data["refused"] = list(refused)
    return data


def _is_heaped(text: str) -> bool:
    """True if more marks are heaped on a letter of ``text`` than its line has room for."""
    if not _COULD_BE_MARKS.search(text):
        return False
    marks = "".join("m" if unicodedata.category(each)[0] == "M" else " " for each in text)
    return "m" * MOST_MARKS in marks


def _end(document: Document, data: Data) -> None:
    """Let the last words of a report, about the report itself, stand at the foot of its page."""
    last = document.sections[-1] if document.sections else None
    if last is None or last.title or last.rows or not data["parts"][-1].get("groups"):
        return
    if all(isinstance(content, Prose) and content.tone == "quiet" for content in last.blocks):
        data["parts"][-1]["groups"][-1]["look"] = "end"


def _title_points(document: Document) -> float:
    points = FULL_OF_LISTS if document.audience in ("organizer", "follow-up") else PART_POINTS
    return points if len(document.head.title) <= LONG_TITLE else points - 4


def _day(day: str) -> list[int] | None:
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return None
    return [read.year, read.month, read.day]


# --- Parts and sections -----------------------------------------------------------------------


def _part(part: Part, has_head: bool) -> Data:
    data: Data = {
        "name": part.name,
        "points": part.points,
        "columns": part.columns,
        "slips": part.is_slips,
        "page": part.page,
        "has-head": has_head and part.page == "text" and not part.is_slips,
        "title": title_data(part.title, 1, PART_POINTS, is_coloured=False) if part.title else None,
    }
    if part.is_slips:
        return {**data, "sections": [_slip(section, part) for section in part.sections]}
    if part.page != "text":
        cards = (card for section in part.sections for card in pieces(section, part.page))
        return {**data, "sections": [_card(card, part) for card in cards]}
    return {**data, "groups": list(_groups(part))}


def _groups(part: Part) -> Iterator[Data]:
    """The sections one below the other; those with a side stand beside each other."""
    for is_sided, sections in groupby(part.sections, lambda section: bool(section.side)):
        if not is_sided or part.columns > 1:
            yield from (_section(section, part, is_narrow=part.columns > 1) for section in sections)
            continue
        sides: dict[str, list[Data]] = {"left": [], "right": []}
        for section in sections:
            sides[section.side].append(_section(section, part, is_narrow=True))
        yield {"kind": "sides", **sides}


def _section(section: Section, part: Part, *, is_narrow: bool) -> Data:
    level = section.level if part.title else section.level - 1
    setting = Setting(part.points, is_narrow)
    is_title = section.look not in ("strip", "run-in") and bool(section.title.strip())
    return {
        "kind": "section",
        "look": section.look,
        "title": _section_title(section, level, part.points) if is_title else None,
        "words": page_text(section.title),
        "code": page_text(section.code),
        "contents": contents_data(content_of(section), setting, level),
    }


def _section_title(section: Section, level: int, points: float) -> Data:
    if section.level > 2:
        return title_data(section.title, level, points * 1.05, is_coloured=False)
    size = points if points >= LARGE else points * 1.35
    return title_data(section.title, level, size, is_coloured=True)


def _slip(section: Section, part: Part) -> Data:
    setting = Setting(part.points, is_narrow=True, is_slip=True)
    shown = content_of(section)
    # What is ticked when the day has come, and what is said of it, stand at the foot of the slip.
    ticked = (at for at, content in enumerate(shown) if isinstance(content, Boxes))
    end = min(next(ticked, len(shown)), len(shown) - len(section.after))
    return {
        "title": title_data(section.title, 1, 20.0, is_coloured=False) if section.title else None,
        "code": page_text(section.code),
        "points": part.points,
        "contents": contents_data(shown[:end], setting, 1),
        "after": contents_data(shown[end:], setting, 1),
    }


def _card(section: Section, part: Part) -> Data:
    """A card or a poster; its longest words say how large its letters may be."""
    slip = _slip(section, part)
    words = {word for text in texts_in(slip) for word in re.split(rf"[\s{BREAK}]+", text)}
    return {**slip, "longest": sorted(words, key=lambda word: (-len(word), word))[:_LONGEST_TRIED]}


def _number_headings(data: Any) -> None:
    """Give every heading a level at most one below the one before it, as readers aloud need."""
    last = 0
    for title in _titles(data):
        last = title["level"] = max(1, min(title["level"], last + 1))


def _turn(data: Any, *, is_to_left: bool) -> None:
    """Keep each text to its own direction, whatever that of the page."""
    places = data.items() if isinstance(data, dict) else enumerate(data)
    for place, value in places:
        if isinstance(value, str) and place not in _NO_WORDS:
            data[place] = in_direction(value, is_to_left=is_to_left)
        elif isinstance(value, dict | list):
            _turn(value, is_to_left=is_to_left)


def _titles(data: Any) -> list[Data]:
    return [found for found in _found_in(data, dict) if "coloured" in found]


def texts_in(data: Any) -> list[str]:
    """Every text that the pages show, in their order."""
    return _found_in(data, str)


_T = TypeVar("_T")


def _found_in(data: Any, sort: type[_T]) -> list[_T]:
    """What of this sort is in ``data`` or is ``data``, in its order; no picture."""
    found = [data] if type(data) is sort else []
    if isinstance(data, dict):
        data = [value for name, value in data.items() if name != "svg"]
    if isinstance(data, list):
        for value in data:
            if type(value) is sort or isinstance(value, dict | list):
                found += _found_in(value, sort)
    return found
