"""The HTML page as a printer gets it: as long as our own pages, whatever a screen shows."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from coalition_cli.exports import export
from coalition_cli.exports.html.screen_and_paper import ON_PAPER, ON_SCREEN, on_either
from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Cell, Lane, Part, Row, Rows, Section
from coalition_cli.phrasing.section_words import more_words
from tests.exports.in_a_browser import chromium, shown
from tests.pages.rooms import AUDIENCES, SAMPLES, fitting, summary, written
from tests.pages.test_full_caps import room as full_room
from tests.pages.test_lengths import MOST, SLIPS


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def printed(browser: Any, page: str) -> list[str]:
    """The words of each sheet."""
    content = shown(browser, page, 900).pdf(prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages]


def page_of(room: str, audience: Audience) -> str:
    return written(room, audience, "html").decode()


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", SAMPLES)
def test_printed_it_is_as_long_as_its_design(browser: Any, room: str, audience: Audience) -> None:
    sheets = printed(browser, page_of(room, audience))
    if audience == "follow-up":
        assert len(sheets) == 1 + SLIPS[room]
    else:
        assert len(sheets) <= MOST[room, audience]
    if audience == "organizer":
        [results] = [at for at, words in enumerate(sheets) if "Results by exercise" in words]
        assert results == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sw", "ru", "ar"])
def test_printed_with_every_cap_full_it_is_one_sheet(browser: Any, language: str) -> None:
    if language == "ar" and "Noto Sans Arabic" not in _fonts():
        pytest.skip("the Arabic letters of documents, Noto Sans Arabic, are not installed here")
    assert len(printed(browser, export("html").render(full_room(language)).decode())) == 1


def _fonts() -> str:
    command = ["fc-list", ":", "family"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


@pytest.mark.slow
def test_a_screen_has_what_paper_has_no_room_for(browser: Any) -> None:
    whole = summary("one-day", "participants").document.parts[0]
    on_paper = fitting("one-day", "participants").parts[0]
    dropped = {each.title for each in whole.sections} - {each.title for each in on_paper.sections}
    assert "What we learned" in dropped
    page = page_of("one-day", "participants")
    [sheet] = printed(browser, page)
    words = shown(browser, page, 900).evaluate("document.body.innerText")
    for title in dropped:
        assert title in words
        assert title not in sheet


@pytest.mark.slow
def test_what_paper_has_in_another_form_stands_once_on_either(browser: Any) -> None:
    page = export("html").render(full_room("sw")).decode()
    [sheet] = printed(browser, page)
    words = shown(browser, page, 900).evaluate("document.body.innerText")
    for number in range(1, 6):
        for read in (words, sheet):
            assert len(re.findall(rf"\bA{number}\b", read)) == 1
    assert words.count("First: ") == 5
    assert "First: " not in sheet


def test_without_the_library_that_counts_pages_paper_has_all_that_a_screen_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    page = export("html").render(full_room("sw")).decode()
    body = page.partition("<body>")[2]
    assert "First: " in body
    assert not {ON_SCREEN, ON_PAPER} & set(re.findall(r"[\w-]+", body))


# --- What stands where ------------------------------------------------------------------------


def listed(name: str, count: int, most: int | None = None) -> Section:
    rows = Rows((Lane("What", 1),), tuple(Row((Cell(f"{name}{at}"),)) for at in range(count)))
    return Section(name, name.title(), rows=rows, most=most, elsewhere="organizer")


def test_a_section_that_paper_has_in_another_form_stands_there_in_that_one() -> None:
    kept, changed, gone = listed("kept", 2), listed("changed", 5, 4), listed("gone", 1)
    shorter = changed.with_one_row_less()
    whole = Part("page", (kept, changed, gone))
    assert list(on_either(whole, whole)) == [(kept, ""), (changed, ""), (gone, "")]
    assert list(on_either(whole, replace(whole, sections=(kept, shorter)))) == [
        (kept, ""),
        (changed, ON_SCREEN),
        (shorter, ON_PAPER),
        (gone, ON_SCREEN),
    ]
    assert (more_words(changed)[0], more_words(shorter)[0]) == ("1", "2")
