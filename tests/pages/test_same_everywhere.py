"""Every format says the same: a code, and the words that the data has for it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import pytest

from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Document
from tests.pages.reading import (
    ROWS,
    SHEETS,
    coded_rows,
    codes_of,
    days_of_ics,
    is_beginning,
    letters,
    pages,
)
from tests.pages.rooms import AUDIENCES, ROOMS, fitting, pdf, slow, summary, written

Coded: TypeAlias = tuple[list[str], list[str]]
"""The codes of a row, and its other cells."""

OF_WORDS = ("what", "text", "item", "sentence", "issue")


def data_of(room: str, audience: Audience) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(room, audience, "json"))
    return found


def rows_with_codes(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name in ("actions", "decisions", "agenda", "quotes"):
        yield from (row for row in data[name] if row.get("code"))


def told(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """All that the data says of each code: its words, its worries, what is asked for it."""
    found: dict[str, set[str]] = {}
    for row in rows_with_codes(data):
        words = found.setdefault(row["code"], set())
        words |= {str(row[key]) for key in OF_WORDS if row.get(key)}
        words |= set(row.get("concerns") or ())
    issues = {row["issue"]: row["code"] for row in data["agenda"]}
    for outcome in (step["outcome"] for each in data["exercises"] for step in each["steps"]):
        for row in outcome if isinstance(outcome, list) else ():
            code = issues.get(row.get("what")) if isinstance(row, dict) else None
            if code:
                found[code] |= {value for value in row.values() if isinstance(value, str)}
    return found


def says(cells: list[str], known: set[str]) -> bool:
    """True if one of the cells says what is known of a code, or the beginning of it."""
    lines = {letters(line) for cell in cells for line in (cell, *cell.split("\n"))}
    return any(is_beginning(line, letters(words)) for line in lines for words in known) or any(
        letters(words) in letters(cell) for cell in cells for words in known
    )


def unlike(rows: Iterable[Coded], known: Mapping[str, set[str]]) -> list[Any]:
    """The codes of rows that say something else of one than the data."""
    found = []
    for codes, cells in rows:
        if not set(codes) & known.keys() and not any(map(letters, cells)):
            continue  # the next action: its row is there to be written on
        if len(codes) > 1:
            # A group has one sentence for all, which holds what each adds: the data has it too.
            is_told = any("; " in cell or "…" in cell for cell in cells)
            found += [] if is_told and set(codes) <= known.keys() else [(codes[0], cells)]
        elif not says(cells, known.get(codes[0], set())):
            found.append((codes[0], cells))
    return found


def expected(document: Document) -> set[str]:
    """The codes that stand before rows of a document."""
    return {
        code
        for section in document.sections
        if section.shown
        for row in section.shown.rows
        for cell, lane in zip(row.cells, section.shown.lanes, strict=True)
        if lane.is_code and any(each.text or each.below for each in row.cells if each is not cell)
        for code in codes_of(cell.text)
    }


TITLES = ("What", "What was decided", "Issue", "Words")
"""The columns of sheets that say what a code stands for."""

LONG = ("organizer", "follow-up")
"""Readers whose pages are many."""

PAGED = ("docx", "odt")
"""Formats of which each part is as long as its pages allow."""


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", ["html", "md", "text", *(slow(name) for name in PAGED)])
def test_what_stands_at_a_code_is_what_the_data_says(
    room: str, audience: Audience, name: str
) -> None:
    known = told(data_of(room, audience))
    rows = ROWS[name](written(room, audience, name))
    shown = list(coded_rows(rows))
    assert unlike(shown, known) == []
    document = fitting(room, audience) if name in PAGED else summary(room, audience).document
    assert {code for codes, _cells in shown for code in codes} >= expected(document)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
def test_a_message_says_who_does_what_under_its_code(room: str, audience: Audience) -> None:
    data = data_of(room, audience)
    shown = list(coded_rows(ROWS["phone"](written(room, audience, "phone"))))
    whole = {row["code"]: row for row in data["actions"]}
    assert len(shown) == min(len(shown), 5, len(whole))
    assert bool(shown) == bool(whole)
    for [code], [line] in shown:
        what = line.partition(": ")[2] if audience != "donor" else line
        assert any(is_beginning(each, whole[code]["what"]) for each in (what, what[:-1])), code


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_holds_each_code_of_the_data_once_with_all_of_its_words(
    room: str, audience: Audience, name: str
) -> None:
    data = data_of(room, audience)
    read: dict[str, str] = {}
    for head, *rows in SHEETS[name](written(room, audience, name)).values():
        title = next((title for title in TITLES if title in head), None)
        if title and "Code" in head:
            read |= {row[head.index("Code")]: row[head.index(title)] for row in rows}
    assert read == {
        row["code"]: next(filter(None, map(row.get, ("what", "text", "item", "sentence", "issue"))))
        for row in rows_with_codes(data)
    }


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
def test_a_calendar_has_the_day_of_each_task_and_of_the_meeting_and_no_word(
    room: str, audience: Audience
) -> None:
    data = data_of(room, audience)
    read = days_of_ics(written(room, audience, "ics"))
    known = {f"Group task {row['code']}": row["by_when"] for row in data["actions"]}
    meeting = (data.get("next_meeting") or {}).get("day")
    assert all(re.fullmatch(r"Group (task A\d+|meeting)", name) for name in read)
    days = {name: day for name, day in known.items() if len(day or "") == len("2024-12-12")}
    assert read == days | ({"Group meeting": meeting} if meeting else {})


@pytest.mark.parametrize("audience", ["participants", "donor", *map(slow, LONG)])
@pytest.mark.parametrize("room", ROOMS)
def test_pages_say_beside_a_code_what_the_data_says(room: str, audience: Audience) -> None:
    known = told(data_of(room, audience))
    read = "\n".join(pages(pdf(room, audience)))
    words = letters(read)
    for section in fitting(room, audience).sections:
        for row in section.shown.rows if section.shown else ():
            # A code stands on the page with all the words of its row, in their order.
            said = "".join(
                letters("".join((cell.text, cell.beside, *cell.below, *cell.boxes)))
                for cell in row.cells
            )
            assert said in words, (section.name, said)
    shown = set(codes_of(read))
    assert shown >= expected(fitting(room, audience))
    assert known.keys() >= {code for code in shown if code[0] in "DIQ"}


def test_a_wrong_word_at_a_code_is_noticed() -> None:
    known = told(data_of("one-day", "organizer"))
    page = written("one-day", "organizer", "html").replace(b"Identity papers", b"Identity cards")
    assert {code for code, _cells in unlike(list(coded_rows(ROWS["html"](page))), known)} >= {"I3"}
