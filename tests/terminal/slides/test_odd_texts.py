"""Whatever was typed, and however small the screen: a page is drawn, and nothing is too wide."""

from dataclasses import fields

import pytest

from coalition_cli.blocks import Bar, Bars, Column, Point, Quadrant, Table
from coalition_cli.slide import (
    Digits,
    Filling,
    Grid,
    GridRow,
    Lines,
    Pair,
    Pairs,
    Said,
    Scale,
    Slide,
    Timing,
    Words,
)
from coalition_cli.terminal.slides.frame import Framing
from coalition_cli.terminal.slides.rows import cells, words

TEXTS = {
    "empty": "",
    "one very long word": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 4,
    "wide letters": "我们希望每个回家的女人都有一张床和一份工作" * 5,
    "combining marks": "e\u0301a\u0300o\u0302 " * 40 + "Z\u0335\u0327\u0301\u0300" * 30,
    "Cyrillic": "Право на жильё и на работу без справки о судимости, " * 4,
    "Swahili": "Hatujaambiwa hata mmoja wetu kwamba tunaweza kurudishiwa vitambulisho vyetu. " * 3,
    "Arabic": "لا أحد يسألنا ماذا نريد بعد العودة إلى البيت " * 5,
    "Ethiopic": "ሰላም ለሁላችን ይሁን " * 10,
    "two thousand letters": "abcdefghi " * 200,
    "no spaces at all": "x" * 2000,
    "signs that act": "a\tb\rc\x1b[31md\u202ee\u200bf\x00g\nh",
    "pictures": "👩🏾\u200d🌾 ☼ 🇹🇿 👨\u200d👩\u200d👧\u200d👦 " * 10,
}
SCREENS = [(1, 1), (2, 3), (3, 2), (20, 5), (40, 12), (80, 24)]
MOST_LETTERS = {(1, 1): 60, (2, 3): 120, (3, 2): 120, (20, 5): 600}
"""On a screen of a few cells each letter of a long text is a page: the first tell all."""


def every_part(text):
    bars = Bars((Bar(text, 3, text[:20]), Bar("b", 0, "0")), 3)
    columns = (Column(text), Column("No", True), Column(text, True, is_detail=True))
    points = (Point(text, 1.0, 2.0, "1"), Point("b", 3.0, 4.0, "2"))
    return {
        "words": Words(text, "warning", text[:10]),
        "lines": Lines(
            (Said(text, "1", text), Said(text, "12"), Said("b", "", text)), tags=(text,)
        ),
        "pairs": Pairs((Pair(text, text, is_new=True), Pair("b", text), Pair("", ""))),
        "scale": Scale(1, 5, text, text),
        "long scale": Scale(0, 10, text, ""),
        "bars": bars,
        "grid": Grid(columns, (GridRow((text, "1", text), "strong", "┌"), GridRow(("", "", "")))),
        "digits": Digits("10:41"),
        "no digits": Digits(text),
        "filling": Filling(0.4),
        "picture": picture(text, points),
    }


def picture(text, points):
    """A picture with ``text`` wherever one has words."""
    known = {field.name for field in fields(Quadrant)}
    given = {
        "points": points,
        "numbers": Table((Column("No"), Column(text)), (("1", text), ("2", text))),
        "least": 1,
        "most": 5,
        "corners": (text, text, "", text),
    }
    return Quadrant(**{name: given.get(name, text) for name in known})


MANNERS = ("usual", "centred")


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("name", TEXTS)
def test_every_part_is_drawn_of_every_text_on_every_screen(name, size):
    text = TEXTS[name][: MOST_LETTERS.get(size, 700)]
    timing = Timing(text, 0.5, text[:5])
    check(Slide(text, stages=((Words(text),),), timing=timing), size)
    # Each part is drawn in each manner on each screen, of every other text.
    for number, part in enumerate(every_part(text).values(), list(TEXTS).index(name)):
        manner = MANNERS[number % len(MANNERS)]
        slide = Slide(
            text, (Words(text),), 1, ((part,),), (Words(text),), manner, (text,), text, text
        )
        check(slide, size)


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("name", TEXTS)
def test_growing_lines_of_every_text_are_paged_on_every_screen(name, size):
    framing = Framing()
    text = TEXTS[name][: MOST_LETTERS.get(size)]
    for count in (1, 2, 5):
        said = tuple(Said(text, str(number), "tag") for number in range(count))
        lines = Lines(said, is_growing=True, tags=("tag",))
        slide = Slide(text, stages=((lines,),), manner="growing")
        check(slide, size, framing)


def check(slide, size, framing=None):
    framing = framing or Framing()
    pages = framing.frame(slide, *size).pages
    for page in {1, pages}:
        frame = framing.frame(slide, *size, page)
        assert len(frame.rows) == size[1]
        assert max(map(cells, frame.rows)) <= size[0]
        for row in frame.rows:
            assert not set("\x1b\n\r\t\x00\u202e") & set(words(row))


def test_a_screen_without_a_cell_is_one_of_one_cell():
    assert len(Framing().frame(Slide("Next"), 0, 0).rows) == 1
