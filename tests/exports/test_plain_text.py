"""Plain text: everything is in it, and no typed line can be taken for one of ours."""

import re

import pytest

from coalition_cli.blocks import (
    Action,
    Actions,
    Block,
    Bullet,
    Bullets,
    Column,
    Prose,
    Quote,
    Table,
)
from coalition_cli.exports import export
from coalition_cli.exports.text import WIDTH
from coalition_cli.model.document import (
    Boxes,
    Cell,
    Content,
    Document,
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
from tests.exports.hard_summary import HARD, SAID

OURS = re.compile(r"^(?:\S| {2}(?:- |\[ \] |[ADIQ]\d))")
"""How a line begins that is a title, or a row, a box or a point of a list."""
SLY = ("- point", "[ ] done", "A7  do it", "Who: Ana", "===", "---", "Title\n=====", "1. first")


def of_contents(*contents: Content, title: str = "") -> list[str]:
    part = Part("all", (Section("all", title, contents),))
    document = Document("en", Head("T"), (part,))
    text = export("text").render(Summary(document, {})).decode()
    return text.removeprefix("T\n=\n\n").removesuffix("\n").split("\n")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_everything_that_was_said_is_in_it() -> None:
    text = squeezed(export("text").render(HARD).decode())
    for said in SAID:
        assert squeezed(said) in text


def test_no_line_is_wider_than_the_page_but_a_word_that_is() -> None:
    for line in export("text").render(HARD).decode().split("\n"):
        assert len(line) <= WIDTH or len(line.split()) <= 2 or max(map(len, line.split())) > 40


def test_rows_have_their_codes_before_them_and_their_cells_below() -> None:
    lanes = (Lane("Who"), Lane("What", 1), Lane("Code", is_code=True))
    first = Cell("Visit the office", below=("First: ask",), is_first_step=True)
    rows = (
        Row((Cell("Grace", below=("Thu 12 Dec",)), first, Cell("A4"))),
        Row((Cell("Tatu"), Cell("Save"), Cell("A10"))),
    )
    assert of_contents(Rows(lanes, rows), title="Who does what") == [
        "Who does what",
        "-------------",
        "",
        "  A4   Grace · Thu 12 Dec",
        "       Visit the office",
        "       [ ] First: ask",
        "  A10  Tatu",
        "       Save",
    ]


def test_a_place_stands_before_and_a_number_behind_and_boxes_in_one_line() -> None:
    lanes = (
        Lane("Place"),
        Lane("Code", is_code=True),
        Lane("Issue", 1),
        Lane("Mean", 0, False, True),
    )
    row = Row((Cell("3="), Cell("I4"), Cell("Stigma"), Cell("3.7")))
    assert of_contents(Rows(lanes, (row,))) == ["  3=  I4  Stigma · 3.7"]
    asked = (Lane("Code", is_code=True), Lane("What", 1), Lane("Who"), Lane("How it stands"))
    boxes = Cell(boxes=("done", "let go"))
    assert of_contents(
        Rows(asked, (Row((Cell("A1"), Cell("Save"), Cell("Tatu"), boxes)),), True)
    ) == [
        "  A1  Save",
        "      Who: Tatu",
        "      How it stands: [ ] done  [ ] let go",
    ]


def test_a_bar_is_told_in_numbers() -> None:
    lanes = (Lane("Code", is_code=True), Lane("Hands"))
    row = Row((Cell("D1"), Cell("19 of 20", levels=(14, 5, 0, 1, 0, 0))))
    assert of_contents(Rows(lanes, (row,))) == [
        "  D1  19 of 20 · 14 at level 5, 5 at level 4, 1 at level 2"
    ]


def contents(text: str) -> dict[str, Content]:
    lanes = (Lane("Who"), Lane("What", 1))
    return {
        "prose": Prose(text),
        "quote": Quote(text, "Ana"),
        "point": Bullets((Bullet("x", below=(Bullet(text),)), Bullet(text))),
        "box": Boxes((text,)),
        "pair": Pairs((Pair("x", text),)),
        "cell": Rows(lanes, (Row((Cell("x"), Cell(text, below=(text,)))),)),
        "table": Table((Column("a"), Column("b")), (("x", text),)),
        "action": Actions((Action(text, who=text, helper=None, code="A1"),)),
    }


@pytest.mark.parametrize("kind", contents("x"))
def test_no_typed_line_is_taken_for_a_title_a_row_a_box_or_a_point(kind: str) -> None:
    plain = [line for line in of_contents(contents("abc")[kind]) if OURS.match(line)]
    for sly in SLY:
        for text in (f"abc\n{sly}", f"abc\n\n{sly}", f"{'abc ' * 30}{sly}"):
            lines = of_contents(contents(text)[kind])
            assert len([line for line in lines if OURS.match(line)]) == len(plain), lines


def test_a_typed_line_alone_is_not_a_point() -> None:
    assert of_contents(Prose("- point")) == ["    - point"]
    assert of_contents(Bullets((Bullet("point"),))) == ["  - point"]


@pytest.mark.parametrize("unclean", ["a\x00b", "a\x1b[31mb", "half \ud83d", "a\rb", "a\u2028- b"])
def test_what_is_no_letter_breaks_nothing(unclean: str) -> None:
    blocks: tuple[Block, ...] = (Prose(unclean), Bullets((Bullet(unclean, unclean, unclean),)))
    text = "\n".join(of_contents(*blocks))
    assert not set(text) & set("\x00\x1b\r\u2028")
    assert len([line for line in text.split("\n") if OURS.match(line)]) == 1
