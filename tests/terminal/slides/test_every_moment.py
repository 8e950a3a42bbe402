"""Every moment on every screen: nothing too wide, the question there, the pages that are kept."""

import re

import pytest

from coalition_cli.terminal.slides.frame import Frame, Framing
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.palette import BACKGROUND, INKS, THEMES, painted
from coalition_cli.terminal.slides.rows import cells, words
from tests.support.moments import longer
from tests.terminal.slides.keep_pages import PAGES, SIZES, text_of
from tests.terminal.slides.shown_moments import MOMENTS, slide_of

SCREENS = SIZES
IN_ENGLISH_AND_LONGER = [("English", lambda slide: slide), ("half as long again", longer)]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def pages_of(slide, columns, rows):
    framing = Framing()
    count = framing.frame(slide, columns, rows).pages
    return [framing.frame(slide, columns, rows, page) for page in range(1, count + 1)]


def question_on(frame: Frame) -> str:
    rows = [row for row in frame.rows if any(span.role == "question" for span in row)]
    return " ".join(words(row).strip().removeprefix("▌ ") for row in rows)


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("how", IN_ENGLISH_AND_LONGER, ids=lambda how: how[0])
@pytest.mark.parametrize("name", MOMENTS)
def test_every_page_fits_its_screen_and_begins_with_the_question(name, how, size):
    slide = how[1](slide_of(name))
    for frame in pages_of(slide, *size):
        assert len(frame.rows) == size[1]
        assert max(map(cells, frame.rows)) <= size[0]
        asked = question_on(frame).split()
        assert asked
        shown = " ".join(asked)
        whole = " ".join(slide.question.split())
        assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1].rstrip()))


@pytest.mark.parametrize("name", MOMENTS)
def test_the_question_is_whole_in_english_on_the_smallest_wall(name):
    slide = slide_of(name)
    for frame in pages_of(slide, 40, 12):
        assert question_on(frame).split() == slide.question.split()


@pytest.mark.parametrize("name", MOMENTS)
def test_the_pages_that_are_kept_are_those_of_the_wall(name):
    kept = (PAGES / f"{name}.txt").read_text("utf-8")
    assert kept == text_of(name), "to keep them anew: python -m tests.terminal.slides.keep_pages"


def test_no_page_is_kept_of_a_moment_that_is_no_more():
    assert {path.stem for path in PAGES.glob("*.txt")} == set(MOMENTS)


@pytest.mark.parametrize("name", MOMENTS)
def test_both_margins_are_equal_on_a_wide_screen(name):
    for frame in pages_of(slide_of(name), 120, 40):
        used = [row for row in frame.rows if words(row).strip()]
        if slide_of(name).manner == "centred":
            for row in used:
                text = words(row)
                left = len(text) - len(text.lstrip())
                # Digits are one picture: its rows begin and end with empty cells of their own.
                assert "█" in text or abs(left - (120 - cells(row))) <= 1
            continue
        left = min(len(words(row)) - len(words(row).lstrip()) for row in used)
        for wide in (False, True):
            geometry = Geometry(120, 40, wide)
            assert abs(geometry.left - (120 - geometry.left - geometry.width)) <= 1
        geometry = Geometry(120, 40, left < Geometry(120, 40).left)
        assert left >= geometry.left
        assert max(cells(row) for row in used) <= geometry.left + geometry.width


@pytest.mark.parametrize("name", ["brainstorm", "score_counted", "ranking", "rest"])
def test_without_colours_a_frame_holds_the_same_characters(name):
    for frame in pages_of(slide_of(name), 80, 24):
        plain = [painted(row, "light", "none", 80) for row in frame.rows]
        for theme in THEMES:
            for depth in ("none", "16", "true"):
                drawn = [painted(row, theme, depth, 80) for row in frame.rows]
                for one, other, row in zip(plain, drawn, frame.rows, strict=True):
                    assert ESCAPES.sub("", one).rstrip() == ESCAPES.sub("", other).rstrip()
                    assert ESCAPES.sub("", one).rstrip() == words(row)
        assert not re.search(r"\x1b\[[34]", "".join(plain))


def test_every_colour_of_a_frame_is_one_of_its_theme():
    codes = set()
    for frame in pages_of(slide_of("score_counted"), 80, 24):
        codes |= set(re.findall(r"38;2;\d+;\d+;\d+", "".join(painted_rows(frame, "dark"))))
    inks = {ink.colour for ink in INKS["dark"].values()}
    known = {"38;2;" + ";".join(map(str, bytes.fromhex(colour[1:]))) for colour in inks}
    assert codes <= known
    assert BACKGROUND["dark"].colour not in inks


def painted_rows(frame, theme):
    return [painted(row, theme, "true", 80) for row in frame.rows]
