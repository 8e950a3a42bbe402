"""How long each summary is on paper, whatever a workshop holds; nothing vanishes."""

import re
from pathlib import Path

import pytest

from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Section
from coalition_cli.model.entry import DETAILS, Fact, make
from coalition_cli.model.view import MOST_NEEDED, NEEDED
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.section_words import more_words
from coalition_cli.summary import build
from coalition_cli.typesetting import fitted, set_pdf
from tests.pages.reading import codes_of, letters, pages
from tests.pages.rooms import (
    AUDIENCES,
    LARGE,
    MADE,
    ROOMS,
    exercises,
    fitting,
    pdf,
    summary,
    workshop,
    written,
)
from tests.support.document_words import pages_in_office

MOST: dict[tuple[str, Audience], int] = {
    ("one-day", "participants"): 1,
    ("one-day", "donor"): 2,
    ("one-day", "organizer"): 12,
    ("regional-exchange", "participants"): 1,
    ("regional-exchange", "donor"): 2,
    ("regional-exchange", "organizer"): 10,
    (LARGE, "participants"): 1,
    (LARGE, "donor"): 2,
}
SLIPS = {"one-day": 2, "regional-exchange": 1}
"""Pages of slips behind the sheet of the follow-up."""


def cases() -> list[object]:
    return [
        pytest.param(
            *case, marks=pytest.mark.slow if "large" in case or "organizer" in case else ()
        )
        for case in MOST
    ]


@pytest.mark.parametrize(("room", "audience"), cases())
def test_no_summary_is_longer_than_its_design(room: str, audience: Audience) -> None:
    count = len(pages(pdf(room, audience)))
    assert count <= MOST[room, audience]
    if (room, audience) in (("one-day", "participants"), ("one-day", "donor")):
        assert count == MOST[room, audience]


@pytest.mark.parametrize("words", ["need", "Mkutanowetuwote"])
@pytest.mark.parametrize("room", ROOMS)
def test_donors_pages_are_two_also_where_they_say_what_is_needed(room: str, words: str) -> None:
    held = workshop(room)
    fact = Fact({"name": NEEDED, "text": " ".join([words] * MOST_NEEDED)})
    entry = make(fact, DETAILS, share="donor", device="bench", after=held.last)
    needing = Workshop(held.head, [*held.entries, entry])
    document = fitted(build(needing, exercises().find, "donor", MADE).document)
    assert any(section.name == "needed" for section in document.sections)
    assert len(pages(set_pdf(document).pdf)) <= 2


@pytest.mark.parametrize("room", ROOMS)
def test_the_sheet_of_a_follow_up_is_one_page_before_its_slips(room: str) -> None:
    read = pages(pdf(room, "follow-up"))
    is_slip = ["That is no fault" in page for page in read]
    assert is_slip == sorted(is_slip)
    assert is_slip.count(False) == 1
    if room in SLIPS:
        assert len(read) == 1 + SLIPS[room]


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ["one-day", "regional-exchange", LARGE])
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_an_office_needs_no_more_pages(
    name: str, room: str, audience: Audience, tmp_path: Path
) -> None:
    read = pages_in_office(written(room, audience, name), f".{name}", tmp_path)
    if audience == "follow-up":
        sheet = [page for page in read if "That is no fault" not in page]
        assert len(sheet) == 1
    elif (room, audience) in MOST:
        assert len(read) <= MOST[room, audience]
    if audience == "organizer":
        assert letters(read[1]).startswith(letters("Results by exercise"))


# --- Nothing vanishes -------------------------------------------------------------------------

CAPPED: dict[tuple[Audience, str], str] = {
    ("participants", "agenda"): "agenda",
    ("participants", "actions"): "actions",
    ("organizer", "decisions"): "decisions",
    ("organizer", "actions"): "actions",
    ("organizer", "agenda"): "agenda",
    ("organizer", "worries"): "concerns",
    ("donor", "agenda"): "agenda",
    ("donor", "actions"): "actions",
    ("follow-up", "actions"): "actions",
}


def all_of(room: str, audience: Audience, what: str) -> int:
    """How many there are by the data."""
    data = summary(room, audience).data
    match what:
        case "agenda":
            chosen = [row for row in data["agenda"] if row["chosen"]]
            return len(data["agenda"] if audience in ("organizer", "donor") else chosen)
        case "concerns":
            return sum(len(row["concerns"]) for row in data["decisions"])
        case "decisions":
            return sum(row["outcome"] != "counted" for row in data["decisions"])
    return sum(row["status"] not in ("done", "let go") for row in data["actions"])


def counted(section: Section) -> tuple[int, int]:
    """How many things a section shows, and how many more it says there are."""
    shown = sum(max(1, len(row.codes)) for row in section.shown.rows) if section.shown else 0
    more = re.match(r"(\d+) more", more_words(section))
    return shown, int(more[1]) if more else 0


@pytest.mark.parametrize(("audience", "name"), CAPPED)
@pytest.mark.parametrize("room", ROOMS)
def test_what_is_shown_and_how_much_more_there_is_are_all_of_it(
    room: str, audience: Audience, name: str
) -> None:
    for document in (summary(room, audience).document, fitting(room, audience)):
        sections = [each for each in document.parts[0].sections if each.name == name]
        for section in sections:
            if section.rows is not None:
                assert sum(counted(section)) == all_of(room, audience, CAPPED[audience, name])


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
def test_how_much_more_there_is_stands_on_the_page(room: str, audience: Audience) -> None:
    document = fitting(room, audience)
    read = letters(" ".join(pages(pdf(room, audience))[:2]))
    for section in document.parts[0].sections:
        if section.left:
            assert letters(more_words(section)) in read


@pytest.mark.slow
def test_the_rest_of_a_large_day_stands_with_the_organizer() -> None:
    data = summary(LARGE, "organizer").data
    read = codes_of(" ".join(pages(pdf(LARGE, "organizer"))[1:]))
    codes = [row["code"] for name in ("actions", "agenda", "decisions") for row in data[name]]
    assert len(codes) > 40 + 200
    assert set(codes) <= set(read)
    words = letters(" ".join(pages(pdf(LARGE, "organizer"))[1:]))
    for row in data["notes"]:
        assert letters(row["text"]) in words


def test_a_row_that_vanishes_would_be_noticed() -> None:
    section = next(each for each in fitting("one-day", "organizer").sections if each.rows)
    assert sum(counted(section)) == all_of("one-day", "organizer", "decisions")
    rows = section.rows
    assert rows is not None
    cut = Section(section.name, "", rows=type(rows)(rows.lanes, rows.rows[:-1]), most=section.most)
    assert sum(counted(cut)) < all_of("one-day", "organizer", "decisions")
