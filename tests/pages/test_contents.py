"""What stands on each page of the sample of one day, and what stands on none."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from coalition_cli import exports
from coalition_cli.model.audience import Audience
from coalition_cli.model.entry import PEOPLE
from coalition_cli.model.paper import Paper
from tests.pages.reading import days_of_ics, letters, pages
from tests.pages.rooms import (
    AUDIENCES,
    ROOMS,
    SAMPLES,
    exercises,
    fitting,
    pdf,
    slow,
    summary,
    workshop,
    written,
)
from tests.support.summaries import words_in

ONE_DAY = "one-day"
FORMATS = exports.names()
HEAVY = ("docx", "odt", "pdf", "xlsx")
MOST_WORDS = 380
LEAST_POINTS = 12


def read(room: str, audience: Audience, page: int | None = None) -> str:
    """The words of the PDF, or of one page of it, without its feet."""
    found = pages(pdf(room, audience))
    chosen = found if page is None else found[page : page + 1]
    foot = fitting(room, audience).foot[0]
    return "\n".join(text.rpartition(foot)[0] or text for text in chosen)


def said_by(room: str, audience: Audience, name: str) -> str:
    """All words of a file, whatever its format."""
    if name == "pdf":
        return "\n".join(pages(pdf(room, audience)))
    content = written(room, audience, name)
    if name in ("docx", "odt", "xlsx"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(each).decode("utf-8", "replace") for each in archive.namelist()]
        return re.sub(r"<[^>]*>", " ", "\n".join(parts))
    return words_in(content)


# --- Participants -----------------------------------------------------------------------------


def test_everybody_finds_what_one_needs_to_act() -> None:
    page = letters(read(ONE_DAY, "participants"))
    data = summary(ONE_DAY, "participants").data
    assert letters(data["vision"]) in page
    chosen = [row for row in data["agenda"] if row["chosen"]]
    assert len(chosen) == 4
    assert page.count("3=") == 2
    for row in chosen:
        assert letters(row["issue"]) in page
    assert len(data["actions"]) == 5
    for row in data["actions"]:
        assert letters(row["what"]) in page
        assert letters(row["who"]) in page
    for day in ("Sat 7 Dec", "Thu 12 Dec", "Sat 14 Dec", "Thu 19 Dec", "Mon 6 Jan"):
        assert letters(day) in page
    assert letters("Saturday 7 December 2024") in page
    assert [letters(row["number"]) in page for row in data["care"]["numbers"]] == [True] * 4


def test_everybody_reads_no_question_of_a_vote_and_no_count() -> None:
    page = read(ONE_DAY, "participants")
    assert len(page.split()) <= MOST_WORDS
    assert "Adopted" not in page
    questions = [
        letters(step.prompt)
        for exercise in map(exercises().exercise, exercises().ids())
        for step in exercise.steps
        if step.kind == "decide" and step.prompt
    ]
    assert len(questions) > 10
    assert not [question for question in questions if question in letters(page)]
    for worry in (
        each for row in summary(ONE_DAY, "organizer").data["decisions"] for each in row["concerns"]
    ):
        assert letters(worry) not in letters(page)


def sizes(content: bytes) -> Iterator[tuple[float, str]]:
    """The size of letters of each stretch of text of a PDF, in points."""
    import pypdf

    found: list[tuple[float, str]] = []

    def visit(
        text: str, current: list[float], matrix: list[float], _font: object, size: float
    ) -> None:
        if text.strip():
            scale = abs(matrix[3] * current[3])
            found.append((round(size * scale, 2), text))

    for page in pypdf.PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=visit)
    yield from found


@pytest.mark.parametrize("room", ROOMS)
def test_no_letters_for_everybody_are_small_but_those_of_codes_and_of_the_foot(room: str) -> None:
    foot = letters(" · ".join(fitting(room, "participants").foot) + "Page 1 of 1")
    small = [
        text.strip()
        for size, text in sizes(pdf(room, "participants"))
        if size < LEAST_POINTS - 0.01
    ]
    unseen = {
        lane.title
        for section in fitting(room, "participants").sections
        if section.rows
        for lane in section.rows.lanes
    }
    left = [
        text
        for text in small
        if not re.fullmatch(r"[ADIQ]\d+", text)
        and letters(text) not in foot
        and not any(letters(text) in letters(title) for title in unseen)
    ]
    assert left == []


# --- Organizer --------------------------------------------------------------------------------


def test_tonight_stands_first_then_results_then_the_annex() -> None:
    page = letters(read(ONE_DAY, "organizer", 0))
    decided = page[page.index("Whatwasdecided") : page.index("Whodoeswhat")]
    first = ["D8", "D14", "D9", "D10–13", "D16–19"]
    assert sorted(first, key=decided.index) == first
    acting = page[page.index("Whodoeswhat") : page.index("Nextmeeting")]
    assert {f"A{number}" for number in range(1, 6)} <= set(re.findall(r"A\d", acting))
    worries = [
        worry
        for row in summary(ONE_DAY, "organizer").data["decisions"]
        for worry in row["concerns"]
    ]
    assert len(worries) == 6
    assert [letters(worry) in page for worry in worries] == [True] * 6
    assert "I7" in page
    assert [part.title[:5] for part in fitting(ONE_DAY, "organizer").parts] == [
        "",
        "Resul",
        "Annex",
    ]
    titles = [re.sub(r"\s+", " ", text).strip()[:7] for text in pages(pdf(ONE_DAY, "organizer"))]
    results = next(at for at, title in enumerate(titles) if title == "Results")
    annex = next(at for at, title in enumerate(titles) if title.startswith("Annex"))
    assert 0 < results < annex
    assert results == 1


# --- Donor ------------------------------------------------------------------------------------


def secrets(room: str) -> set[str]:
    """Names of people, places, days and numbers to call."""
    day = workshop(room)
    found = {entry.text for entry in day.entries if entry.place == PEOPLE and entry.text}
    found |= {day.head.place, day.details().get("phone", ""), day.details().get("care_person", "")}
    return {each for each in found if len(each) > 2}


@pytest.mark.parametrize("name", [slow(each) if each in HEAVY else each for each in FORMATS])
@pytest.mark.parametrize("room", SAMPLES)
def test_readers_outside_find_no_name_no_place_no_day_no_number(room: str, name: str) -> None:
    said = said_by(room, "donor", name)
    missing = [word for word in secrets(room) if re.search(rf"\b{re.escape(word)}\b", said)]
    assert missing == []
    assert "+255" not in said
    assert not re.search(r"\b(all )?\d+ (to \d+ )?of (19|20|21)\b", said)
    days = [day for day in re.findall(r"\b2024-\d\d-\d\d\b", said) if not day.endswith("-01")]
    assert days == []
    assert not re.search(r"\b\d{1,2} (November|December|January) 202\d\b", said)


def test_the_words_of_two_stand_without_their_names() -> None:
    page = letters(read(ONE_DAY, "donor"))
    quotes = summary(ONE_DAY, "donor").data["quotes"]
    assert len(quotes) == 2
    assert [row["by"] for row in quotes] == [None, None]
    for row in quotes:
        assert letters(f"“{row['text']}” a participant") in page


def test_a_name_that_donors_would_read_is_noticed() -> None:
    assert re.search(r"\bGrace\b", said_by(ONE_DAY, "organizer", "text"))
    assert "Grace" in secrets(ONE_DAY)


# --- A message, and a calendar ------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
def test_a_message_is_short_and_may_be_neutral(room: str, audience: Audience) -> None:
    data = summary(room, audience).data
    whole = written(room, audience, "phone").decode()
    neutral = written(room, audience, "phone", Paper(is_neutral=True)).decode()
    for message in (whole, neutral):
        assert len(message) <= 1500
        assert message.startswith("Notes from our day, ")
    told = [data["vision"] or "", *(row["issue"] for row in data["agenda"] if row["chosen"])]
    for words in filter(None, told):
        assert words[:60] not in neutral
    assert data["workshop"]["title"] not in neutral


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", ROOMS)
def test_a_calendar_says_nothing_but_codes(room: str, audience: Audience) -> None:
    for name in days_of_ics(written(room, audience, "ics")):
        assert re.fullmatch(r"Group (task A\d+|meeting)", name)
