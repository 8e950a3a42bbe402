"""Short forms: what a low wall says with fewer words, and that no more than one page is needed."""

import pytest

from coalition_cli.blocks import Bar, Bars, Column
from coalition_cli.i18n import speak
from coalition_cli.kinds.cards.cards_moment import moment as card_moment
from coalition_cli.methods.vote_scales import levels, levels_in_short
from coalition_cli.model.exercise import Step
from coalition_cli.slide import Grid, GridRow, Pair, Pairs, Slide, Words
from coalition_cli.terminal.slides.frame import Framing
from coalition_cli.terminal.slides.look import LOOKS, Look
from coalition_cli.terminal.slides.short_forms import shaped
from tests.support.playing import Bench
from tests.terminal.slides.shown_moments import slide_of

LINE = "In five years every woman who comes home finds a bed, a bag and a neighbour"
BARS = Bars((Bar("5  Yes, and I will work on it", 2, "2", "5  yes"), Bar("Pass", 1, "1")), 3)
FINGERS = Pairs(tuple(Pair(str(n), f"meaning {n}", short=f"m {n}") for n in (5, 4, 3)))
SHORT, BESIDE = Look(0, is_short=True), LOOKS[-1]


@pytest.mark.parametrize(
    ("part", "look", "parts"),
    [
        (BARS, Look(0), [BARS]),
        (BARS, SHORT, [Bars((Bar("5  yes", 2, "2", "5  yes"), Bar("Pass", 1, "1")), 3)]),
        (FINGERS, Look(2), [FINGERS]),
        (
            FINGERS,
            SHORT,
            [Pairs(tuple(Pair(str(n), f"m {n}", short=f"m {n}") for n in (5, 4, 3)))],
        ),
        (
            FINGERS,
            BESIDE,
            [Grid((Column(""), Column("")), (GridRow(("5 m 5", "3 m 3")), GridRow(("4 m 4", ""))))],
        ),
        (Pairs((Pair("Now", "Amina"),)), BESIDE, [Pairs((Pair("Now", "Amina"),))]),
        (Words("so far", is_detail=True), SHORT, [Words("so far", is_detail=True)]),
        (Words("so far", is_detail=True), BESIDE, []),
        (Words("never goes"), BESIDE, [Words("never goes")]),
    ],
)
def test_a_look_shapes_its_parts(part, look, parts):
    assert list(shaped((part,), look)) == parts


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("words", [LINE, f"{LINE}, so that nobody of us ever stands alone."])
def test_what_the_fingers_mean_stands_on_one_page_of_the_smallest_wall(language, words):
    speak(language)
    short = levels_in_short("gradient")
    speak("en")
    pairs = Pairs(tuple(Pair(n, "long " * 9, short=meant) for n, meant in short.items()))
    slide = Slide("Is it good enough?", (Words(words),), kept_hints=1, stages=((pairs,),))
    frame = Framing().frame(slide, 40, 12)
    shown = " ".join(frame.text().split())
    assert frame.pages == 1
    assert words in shown
    assert all(f"{number} {meant}" in shown for number, meant in short.items())


def test_every_number_of_the_scale_has_a_short_meaning():
    assert list(levels_in_short("gradient")) == [key for key in levels("gradient") if key.isdigit()]
    assert levels_in_short("yes-no") == levels_in_short("hands") == {}


@pytest.mark.parametrize(
    ("name", "pages"), [("fist_asked", 1), ("fist_counted", 1), ("score_counted", 1)]
)
def test_a_count_needs_no_second_page_on_the_smallest_wall(name, pages):
    assert Framing().frame(slide_of(name), 40, 12).pages == pages


def test_a_detail_stays_where_there_are_pages_anyway():
    many = tuple(Words(f"Sentence {number} of what came of it.") for number in range(20))
    slide = Slide("What came of it?", stages=((*many, Words("so far", is_detail=True)),))
    framing = Framing()
    last = framing.frame(slide, 40, 12).pages
    assert last > 1
    assert "so far" in framing.frame(slide, 40, 12, last).text()


def test_a_sentence_that_goes_on_over_lines_of_a_card_is_one():
    lines = ("Who: groups from all over.", "In 1999 the state turned", "away from them,", "alone.")
    card = {"id": "peru", "title": "Peru", "lines": [*lines, "What came of it: sixty."]}
    step = Step("cards", "cards", "Cards", options={"cards": [card]})
    slide = card_moment(step, Bench(step).view, ("peru",))
    texts = [part.text for part in slide.stages[0] if isinstance(part, Words)]
    assert texts == [
        "Who: groups from all over.",
        "In 1999 the state turned away from them, alone.",
        "What came of it: sixty.",
    ]
