"""Lines as they come: the newest stands, a line keeps its row, and only what fits is laid out."""

from itertools import pairwise
from random import Random

import pytest

from coalition_cli.model.entry import Fact, Place, make
from coalition_cli.run.wall_slide import step_slide
from coalition_cli.slide import Lines, Said, Slide
from coalition_cli.terminal.slides.frame import Framing
from coalition_cli.terminal.slides.lines import Pages
from coalition_cli.terminal.slides.rows import words
from tests.support.changing import fix
from tests.support.kind_exercise import EVERY_KIND
from tests.support.playing import Bench
from tests.terminal.slides.shown_moments import brainstorm

SIZES = [(80, 24), (40, 12), (120, 40)]
NOTES = next(step for step in EVERY_KIND.steps if step.id == "notes")


def grown(count, text="Line {number} of the room"):
    said = tuple(Said(text.format(number=n), str(n)) for n in range(1, count + 1))
    return Slide("What is said?", stages=((Lines(said, is_growing=True),),), manner="growing")


def rows_by_line(frame):
    """Where each line begins on the screen, by its number."""
    found = {}
    for at, row in enumerate(frame.rows):
        mark = words(row).strip().lstrip("► ").partition(" ")[0]
        if mark.isdigit():
            found[int(mark)] = at
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_of_forty_notes_each_is_seen_when_it_comes_and_none_moves_before_the_page_turns(size):
    framing, shown = Framing(), []
    for count in range(1, 41):
        frame = framing.frame(brainstorm(count), *size)
        assert count in rows_by_line(frame)
        assert frame.page == frame.pages
        shown.append(frame)
    for before, after in pairwise(shown):
        lines, rows = rows_by_line(before), rows_by_line(after)
        if before.pages == after.pages:
            assert lines.items() <= rows.items()
        else:  # the next page begins with lines that stood last on the one before
            assert set(rows) & set(lines)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_line_can_be_turned_to(size):
    framing = Framing()
    pages = framing.frame(brainstorm(40), *size).pages
    seen = [
        rows_by_line(framing.frame(brainstorm(40), *size, page)) for page in range(1, pages + 1)
    ]
    assert set().union(*seen) == set(range(1, 41))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_as_many_lines_are_laid_out_of_five_thousand_as_of_fifty(size):
    text = "Line {number} of a room that has talked since the morning and will talk on"
    laid = {}
    for count in (50, 5000):
        framing = Framing()
        framing.frame(grown(count, text), *size)
        laid[count] = framing.frame(grown(count + 1, text), *size).laid
    # Where a page ends hangs on the count: one line more or less may stand on it.
    assert abs(laid[5000] - laid[50]) <= size[1]
    assert laid[5000] <= size[1] + 2


def test_the_same_frame_again_lays_out_only_its_page():
    framing, slide = Framing(), grown(5000)
    framing.frame(slide, 80, 24)
    assert framing.frame(slide, 80, 24).laid <= 24


def test_frames_of_several_heights_in_turn_lay_out_no_more():
    framing = Framing()
    for rows in (24, 20, 22):
        framing.frame(grown(5000), 80, rows)
    for rows in (24, 20, 22):
        assert framing.frame(grown(5001), 80, rows).laid <= rows + 1


def test_pages_brought_up_to_date_are_those_that_begin_anew():
    chance, kept = Random(7), Pages()
    texts = ["short", "two rows of a room " * 5, "a page " * 90]
    items: list[Said] = []
    for _change in range(400):
        at = chance.randrange(len(items) + 1)
        items = [*items[:at], Said(chance.choice(texts)), *items[at + chance.randrange(3) :]]
        shape = (chance.choice([20, 40]), chance.randint(1, 6), chance.randint(0, 1))
        assert kept.of(items, *shape) == Pages().of(items, *shape)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_after_a_line_was_mended_no_page_holds_its_old_words(size):
    bench = Bench(NOTES)
    said = bench.say("notes", *(f"Word {number} of the morning" for number in range(30)))
    framing = Framing()
    framing.frame(step_slide(NOTES, bench.view), *size)
    fix(said[3], "Mended at once", bench.record)
    fix(said[-1], "And the last one too", bench.record)
    slide = step_slide(NOTES, bench.view)
    pages = framing.frame(slide, *size).pages
    shown = "".join(framing.frame(slide, *size, page).text() for page in range(1, pages + 1))
    assert "Word 3 of" not in shown
    assert "Word 29 of" not in shown
    assert "Mended at once" in shown
    assert "And the last one too" in shown


def test_a_line_that_was_withdrawn_stands_on_no_page():
    bench = Bench(NOTES)
    said = bench.say("notes", *(f"Word {number}" for number in range(30)))
    framing = Framing()
    framing.frame(step_slide(NOTES, bench.view), 40, 12)
    gone = Fact({}, op="drop", ref=said[2].id)
    place = Place("trial", 1, "notes")
    more = {"share": "participants", "device": "bench", "after": bench.workshop.last}
    bench.workshop.extend([make(gone, place, now=bench.now, **more)])
    slide = step_slide(NOTES, bench.view)
    assert 3 not in set().union(
        *(
            rows_by_line(framing.frame(slide, 40, 12, page))
            for page in range(1, framing.frame(slide, 40, 12).pages + 1)
        )
    )
