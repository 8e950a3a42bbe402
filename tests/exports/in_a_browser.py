"""A real Chromium that looks at pages, and documents that fill every place of a page."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest

from coalition_cli.blocks import (
    Action,
    Actions,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Column,
    Heading,
    Quote,
    Table,
)
from coalition_cli.exports import export
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Cell,
    Content,
    Document,
    Facts,
    Head,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.model.summary import Summary

SHORT = "Beds"
NAME = "Chausiku"
LONG = "What helps you to take part, and who could stay beside you in the afternoon?"
NUMBERS = "7 of 12 women, more than half of all who were asked"


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window; the test is skipped where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="no playwright on this machine")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def shown(browser: Any, page: str, width: int) -> Any:
    """``page`` in a window of ``width``, with all that was folded; it may load nothing."""
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.route("**/*", lambda route: route.abort())
    opened.set_content(page)
    opened.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    return opened


def restyled(page: str, old: str, new: str) -> str:
    """``page`` with a fault in it, and without the policy that would refuse its style."""
    assert old in page
    return re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page).replace(old, new)


def page_of(document: Document) -> str:
    """The page that shows ``document``."""
    return export("html").render(Summary(document, {})).decode()


def crowded(language: str = "en") -> Document:
    """Every block and content with much and with little in each of its places."""
    sections = (
        Section("blocks", "Blocks", tuple(_blocks())),
        Section("rows", "Rows", tuple(_rows())),
        Section("tint", LONG, (*_contents(),), look="tint"),
        Section("frame", LONG, (*_contents(),), look="frame"),
        Section("strip", SHORT, (Pairs((Pair(LONG, SHORT),) * 5, is_inline=True),), look="strip"),
        Section("bar", LONG, (*_contents(),), look="side-bar"),
        Section("left", LONG, (*_contents(),), side="left"),
        Section("right", LONG, (*_contents(),), side="right"),
    )
    slips = tuple(Section("slip", name, (*_contents(),), code="A12") for name in (NAME, LONG))
    return Document(
        language,
        Head("Umoja", LONG, LONG, LONG),
        (
            Part("all", sections, points=14),
            Part("slips", slips, is_slips=True),
            Part("annex", (Section("all", LONG, tuple(_blocks())),), "Annex", columns=2),
        ),
        (LONG, NAME),
    )


def _blocks() -> Iterator[Block]:
    yield Heading(LONG, 3)
    for one, other in product((SHORT, NAME, LONG), repeat=2):
        below = (Bullet(other, one, by=NAME, below=(Bullet(one, other),)),)
        yield Bullets((Bullet(other, one, by=NAME, below=below), Bullet(LONG, "3")))
        yield Quote(one, other)
        yield Actions((Action(one, other, one, other, one, other, code="A1"),))
    for words, number in product((NAME, LONG), ("7", NUMBERS)):
        yield Bars((Bar(words, 3, number), Bar(SHORT, 9, number)), 9, caption=LONG)
    for width in range(1, 6):
        for first, rest in product((NAME, LONG), repeat=2):
            columns = (
                Column("Who", first == NAME),
                *(Column(title) for title in ("Takes home", SHORT, LONG, NAME)[: width - 1]),
            )
            row = (first, *(rest for _place in range(width - 1)))
            yield Table(columns, (row, ("7", *row[1:])), caption="Five faces: the best.")
    for width in range(2, 6):
        counted = (Column("Line"), *(Column(LONG, True) for _place in range(width - 1)))
        yield Table(counted, ((NAME, *("12.5" for _place in range(width - 1))),))


def _rows() -> Iterator[Content]:
    code = Lane("Code", is_code=True)
    for who, what, has_head in product((NAME, LONG), (SHORT, LONG), (True, False)):
        cell = Cell(what, "strong", (LONG, who), is_first_step=True)
        named = Cell(who, "strong", (LONG,))
        yield Rows((Lane("Who"), Lane("What", 1), code), (Row((named, cell, Cell("A3"))),) * 2)
        lanes = (code, Lane("What", 1), Lane("Who"), Lane("By when"), Lane("How it stands"))
        boxes = Cell(boxes=("done", "moving", "stuck", "let go"))
        cells = (Cell("D10–13"), cell, Cell(who), Cell(SHORT, below=(who,)), boxes)
        yield Rows(lanes, (Row(cells),), has_head)
        hands = Cell(NUMBERS, "quiet", levels=(12, 3, 0, 2, 0, 1))
        yield Rows((code, Lane("What", 1), Lane("Hands")), (Row((Cell("D1"), cell, hands)),))
        slim = (Lane("Place"), code, Lane("What", 1), Lane("Mean", is_number=True))
        yield Rows(slim, (Row((Cell("3="), Cell("I3"), Cell(what), Cell("4.4"))),) * 2, has_head)
        many = (
            *slim,
            *(Lane(word, is_number=True) for word in ("Feasibility", "Urgency", "Apart")),
        )
        numbers = (Cell("3="), Cell("I3"), Cell(what), *(Cell("4.4"),) * 4)
        yield Rows(many, (Row(numbers),) * 2, has_head)
        yield Rows((Lane(LONG, 2), Lane(NAME, 1)), (Row((Cell(what), Cell(who))),), has_head)


def _contents() -> Iterator[Content]:
    yield Facts((Pair("20", LONG), Pair("1", SHORT), Pair("4", NAME)))
    for one, other in product((NAME, LONG), repeat=2):
        pairs = (Pair(one, other), Pair(other, one))
        yield from (Pairs(pairs), Pairs(pairs, is_strong=False), Pairs(pairs, is_inline=True))
    yield from (Boxes((SHORT, LONG)), Boxes((SHORT, NAME, LONG), is_inline=True))
    yield Blanks((LONG, NAME))
