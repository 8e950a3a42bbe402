"""A document as a word processor sets it: nothing is wider than its page, slips fit on theirs."""

from collections.abc import Iterator

import pytest

from coalition_cli.blocks import Bullet, Bullets, Prose, Table
from coalition_cli.blocks import Column as TableColumn
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Cell,
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
from coalition_cli.wordprocessing.breadth import breadth, lines_of
from coalition_cli.wordprocessing.compose import SLIP, SLIPS_ON_A_PAGE, stretches
from coalition_cli.wordprocessing.contents import Room, nodes_of
from coalition_cli.wordprocessing.looks import GRIDS
from coalition_cli.wordprocessing.nodes import Grid, Node, Paragraph, Tab, Tick, Words
from tests.exports.hard_summary import HARD

WIDTH = 176.0


def grids(nodes: tuple[Node, ...], room: float) -> Iterator[tuple[Grid, float]]:
    """Every grid, with the width that it has room for."""
    for node in nodes:
        if isinstance(node, Grid):
            yield node, room
            _above, right, _below, left = GRIDS[node.name].room
            for row in node.rows:
                for cell, width in zip(row.cells, node.widths, strict=True):
                    yield from grids(cell, width - left - right)


def test_no_table_is_wider_than_where_it_stands() -> None:
    for stretch in stretches(HARD.document, WIDTH):
        room = SLIP[0] * 2 if stretch.is_slips else WIDTH
        for grid, width in grids(stretch.nodes, room / stretch.columns):
            assert sum(grid.widths) <= width + 3, grid.name  # the last column is open
            assert min(grid.widths) > 0


@pytest.mark.parametrize("texts", [("a", "b"), ("a " * 300, "b"), ("a", "b " * 300), ("", "")])
@pytest.mark.parametrize("shares", [(0, 0), (0, 1), (1, 0), (2, 1)])
def test_columns_fill_the_page_whatever_stands_in_them(
    shares: tuple[int, int], texts: tuple[str, str]
) -> None:
    lanes = tuple(Lane("", share) for share in shares)
    rows = Rows(lanes, (Row(tuple(map(Cell, texts))),))
    [grid] = nodes_of((rows,), Room(WIDTH, 10))
    assert isinstance(grid, Grid)
    assert sum(grid.widths) == pytest.approx(WIDTH)


def test_rows_under_the_same_lanes_are_one_table() -> None:
    lanes = (Lane("Code", is_code=True), Lane("Text", 1))
    first, second = (Rows(lanes, (Row((Cell(code), Cell("x"))),)) for code in ("D1", "D2"))
    [grid] = nodes_of((first, second), Room(WIDTH, 10))
    assert isinstance(grid, Grid)
    assert len(grid.rows) == 2
    assert len(nodes_of((first, Prose("between"), second), Room(WIDTH, 10))) == 3


def test_rows_of_boxes_alone_are_lines_to_tick() -> None:
    rows = Rows((Lane("What", 1),), (Row((Cell(boxes=("one",)),)), Row((Cell(boxes=("two",)),))))
    nodes = nodes_of((rows,), Room(WIDTH, 10))
    assert [node.pieces for node in nodes if isinstance(node, Paragraph)] == [
        (Tick(), Tab(), Words("one")),
        (Tick(), Tab(), Words("two")),
    ]
    assert nodes == nodes_of((Boxes(("one", "two")),), Room(WIDTH, 10))


def test_columns_of_codes_in_a_table_are_seen_to_be_codes() -> None:
    columns = (TableColumn("Code"), TableColumn("Issue"))
    table = Table(columns, (("I1", "papers"), ("I12", "I3")))
    [grid] = nodes_of((table,), Room(WIDTH, 10))
    assert isinstance(grid, Grid)
    letters = [
        piece.letters
        for row in grid.rows[1:]
        for cell in row.cells
        for node in cell
        if isinstance(node, Paragraph)
        for piece in node.pieces
        if isinstance(piece, Words)
    ]
    assert letters == ["code", "plain"] * 2


def test_a_mark_too_long_to_stand_before_its_lines_begins_the_first() -> None:
    marked = Bullets((Bullet("text", "3="), Bullet("text", "What made you come?")))
    short, long = nodes_of((marked,), Room(WIDTH, 10))
    assert isinstance(short, Paragraph)
    assert isinstance(long, Paragraph)
    assert Tab() in short.pieces
    assert Tab() not in long.pieces


def test_labels_that_leave_no_room_to_write_stand_one_below_another() -> None:
    assert len(nodes_of((Blanks(("When:", "Who:")),), Room(WIDTH, 10))) == 1
    assert len(nodes_of((Blanks(("A long label " * 5, "Who:")),), Room(WIDTH, 10))) == 2


def slips(count: int, words: str = "few words") -> Document:
    pairs = Pairs((Pair("First step", words), Pair("With", "Furaha")), is_strong=False)
    after = (Boxes(("done", "stuck"), is_inline=True),)
    sections = tuple(
        Section("slip", f"Name {at}", (pairs,), after=after, code=f"A{at}") for at in range(count)
    )
    return Document("en", Head("Title"), (Part("slips", sections, points=12, is_slips=True),))


@pytest.mark.parametrize("count", [1, 4, 5, 8])
def test_four_slips_fill_a_page(count: int) -> None:
    _head, *pages = stretches(slips(count), WIDTH)
    assert len(pages) == -(-count // SLIPS_ON_A_PAGE)
    for page in pages:
        [grid] = page.nodes
        assert isinstance(grid, Grid)
        assert sum(row.height for row in grid.rows) == pytest.approx(2 * SLIP[1])
        assert [row.is_cut for row in grid.rows] == [False, False, True, False]


def test_a_slip_full_of_words_is_set_smaller() -> None:
    def points(words: str) -> float:
        _head, page = stretches(slips(1, words), WIDTH)
        [grid] = page.nodes
        assert isinstance(grid, Grid)
        [first, *_others] = grid.rows[0].cells[0]
        assert isinstance(first, Paragraph)
        return first.points

    assert points("few words") == 12
    assert 6 <= points("many words " * 60) < 12


def test_breadth_grows_with_letters_size_and_strength() -> None:
    assert breadth("iii", 10) < breadth("mmm", 10) < breadth("mmm", 11)
    assert breadth("abc", 10) < breadth("abc", 10, is_strong=True)
    assert breadth("a\nabc", 10) == breadth("abc", 10)
    assert breadth("", 10) == 0
    assert lines_of("one\ntwo", 10, 50) == 2
    assert lines_of("word " * 40, 10, 50) > 5
