"""The page of a browser has the words of the terminal's page, and none of them can act."""

import json
import random
import re

import pytest

from coalition_cli.blocks import Bar, Bars
from coalition_cli.room.markup import html, tree
from coalition_cli.room.slide_markup import page, part_element
from coalition_cli.room.wall_server import ROWS, columns_for
from coalition_cli.slide import (
    Digits,
    Filling,
    Grid,
    Lines,
    Pair,
    Pairs,
    Part,
    Said,
    Scale,
    Slide,
    Words,
)
from coalition_cli.terminal.slides.frame import Framing
from tests.room.page_words import letters, tags_of, text_of
from tests.room.room_slides import FIXED, HOSTILE, OTHER_LETTERS, RANK, of_words, storm

OF_WORDS = {
    "main",
    "header",
    "div",
    "footer",
    "h1",
    "p",
    "span",
    "ol",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
}
OF_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
OURS = OF_WORDS | OF_TABLES | {"figure", "figcaption", "svg", "rect", "path", "text"}


def pages_of(slide: Slide) -> list[tuple[str, str]]:
    """Each page of ``slide``: as a terminal has it, and as a browser has."""
    framing, columns = Framing(), columns_for(slide)
    count = framing.frame(slide, columns, ROWS).pages
    return [
        (
            framing.frame(slide, columns, ROWS, number).text(),
            html(page(framing.shown(slide, columns, ROWS, number))),
        )
        for number in range(1, count + 1)
    ]


def draws_letters(slide: Slide) -> bool:
    """True if a terminal draws something of the slide in blocks, which a browser has as letters."""
    return any(isinstance(part, Digits | Scale) for stage in slide.stages for part in stage)


@pytest.mark.parametrize("slide", [*FIXED, storm(5), storm(60), storm(12, "long words " * 60)])
def test_each_page_has_the_words_of_the_terminal(slide: Slide) -> None:
    pages = pages_of(slide)
    assert pages
    for shown, browser in pages:
        of_browser = letters(text_of(browser))
        if draws_letters(slide):
            assert not letters(shown) - of_browser
        else:
            assert of_browser == letters(shown)


WORDS = ("a", "house", "Право", "for", "every", "woman", "бед", "x" * 24, "👩‍👩‍👧")


def any_slide(seed: int) -> Slide:
    """A slide of parts and words that ``seed`` chose."""
    chance = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _word in range(chance.randint(1, most)))

    def part() -> Part:
        counted = range(1, chance.randint(2, 12))
        return chance.choice(
            (
                Words(words(60), short=words(4)),
                Lines([Said(words(30), str(number)) for number in counted]),
                Pairs(tuple(Pair(words(3), words(40)) for _number in counted)),
                Bars(tuple(Bar(words(3), number, "7") for number in counted), 12, words(4)),
                RANK.stages[0][0],
                Filling(0.5),
            )
        )

    stages = tuple((part(), part()) for _stage in range(chance.randint(0, 3)))
    manner = chance.choice(("still", "usual", "growing", "centred"))
    hints = tuple(Words(words(12), short=words(3)) for _hint in range(chance.randint(0, 3)))
    foot = (Words(words(4), short=words(2)),)
    return Slide(
        words(15), hints, len(hints) % 3, stages, foot, manner, place=words(6), sign=words(2)
    )


@pytest.mark.parametrize("seed", range(20))
def test_whatever_a_slide_holds_its_pages_have_the_same_words(seed: int) -> None:
    for shown, browser in pages_of(any_slide(seed)):
        assert letters(text_of(browser)) == letters(shown)


def test_words_of_people_are_text_and_nothing_else() -> None:
    for _shown, browser in pages_of(of_words(*HOSTILE)):
        assert tags_of(browser) <= OURS
        assert not re.search(r"<[^>]+\s(?:on\w+|style|src|href)=", browser)
        assert "\x1b" not in browser
        assert "\x9b" not in browser
    text = "".join(text_of(browser) for _shown, browser in pages_of(of_words(*HOSTILE)))
    for words in HOSTILE[:5]:
        assert words in text


def test_what_the_script_builds_is_what_the_first_page_has_written_out() -> None:
    shown = Framing().shown(of_words(*HOSTILE), 84, ROWS)
    told = json.loads(json.dumps(tree(page(shown))))

    def text(node: str | list) -> str:
        return node if isinstance(node, str) else "\n".join(text(child) for child in node[2:])

    assert text(told).split() == text_of(html(page(shown))).split()


def test_every_line_finds_out_by_itself_from_where_it_is_read() -> None:
    slide = Slide("?", stages=((Lines(tuple(Said(words) for words in OTHER_LETTERS)),),))
    ((_shown, browser),) = pages_of(slide)
    for words in OTHER_LETTERS:
        assert f'<p dir="auto">{words}</p>' in browser


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (Words("One", "quiet"), '<p class="quiet" dir="auto">One</p>'),
        (Digits("10:45"), '<p class="digits">10:45</p>'),
        (
            Lines((Said("Older", "1"), Said("Newest", "2", "Money")), is_growing=True),
            '<ol class="lines"><li><span class="mark">1</span><p dir="auto">Older</p></li>'
            '<li class="newest"><span class="mark">2</span><p dir="auto">Newest</p>'
            '<span class="tag" dir="auto">Money</span></li></ol>',
        ),
        (
            Pairs((Pair("Now", "Amina", "strong", True),)),
            '<dl><div class="newest"><dt dir="auto">Now</dt><dd class="strong" dir="auto">Amina'
            "</dd></div></dl>",
        ),
        (
            Scale(1, 2, "little", "much"),
            '<div class="scale"><ol><li>1</li><li>2</li></ol><p class="ends">'
            '<span dir="auto">little</span><span dir="auto">much</span></p></div>',
        ),
        (
            Filling(0.5),
            '<div class="filling"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none"'
            ' aria-hidden="true"><rect width="50.0" height="10"></rect></svg></div>',
        ),
        (
            Grid(RANK.stages[0][0].columns[2:3], RANK.stages[0][0].rows[:0]),
            '<table><thead><tr><td></td><th dir="auto" scope="col">Issue</th></tr></thead>'
            "<tbody></tbody></table>",
        ),
    ],
)
def test_a_part_is_written_as_what_it_is(part: Part, written: str) -> None:
    assert html(part_element(part)) == written


def test_rows_of_a_tie_are_joined_and_numbers_stand_right() -> None:
    written = html(part_element(RANK.stages[0][0]))
    assert written.count('class="tie first"') == written.count('class="tie last"') == 1
    assert '<th class="number" dir="auto" scope="col">Together</th>' in written
    assert '<td class="number" dir="auto">4.6</td>' in written


def test_a_picture_has_its_numbers_fields_and_names() -> None:
    (picture,) = RANK.stages[1]
    written = html(part_element(picture))
    for words in ("Begin here", "upwards: Can do", "across: Urgent", "Nobody listens to us"):
        assert words in written
    assert '<text class="point"' in written
