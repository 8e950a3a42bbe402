"""Nothing that was said is cut from a table.

On no width, with no lack of lines, on no page of a sample.
"""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from coalition_cli import kinds
from coalition_cli.blocks import Bullet, Bullets, Column, Quadrant, Table
from coalition_cli.catalog import Catalog, folders
from coalition_cli.run import demo
from coalition_cli.summary.data import runs_of, view_of
from coalition_cli.terminal.current_page import Page
from coalition_cli.terminal.primitives import BRIEF, CLOSE, ROOMY, SMALL, SPACED, TIGHT, Sheet
from coalition_cli.terminal.render import lay

EVENING = datetime(2024, 11, 12, 18, tzinfo=UTC)
GAPS = [ROOMY, SPACED, CLOSE, TIGHT, SMALL]
PLAN = Table(
    tuple(
        map(
            Column,
            (
                "Activity",
                "Who answers for it",
                "Partners",
                "By when",
                "Budget line",
                "How we will know",
            ),
        )
    ),
    (
        (
            "Open a savings group for mothers whose sons are inside",
            "Rehema Wanjiru Kamau",
            "Undugu, the bank of the women of Kibera",
            "Friday 6 December 2024",
            "rehema.wanjiru.kamau@savings-of-mothers.example.org",
            "Thirty women have saved once a month, for three months",
        ),
        (
            "Чай после собрания",
            "家庭会议の女性たちみんなで集まるところ",
            "",
            "",
            "",
            "Zoë é́́ says so",
        ),
    ),
)
RANKED = Table(
    (
        Column("Place", True),
        Column("Issue"),
        Column("Urgency", True, is_detail=True),
        Column("In words"),
    ),
    tuple(
        (
            f"{n}=",
            f"The {n}th thing that we cannot get when we come home without papers",
            "4.33",
            "tied, talk first",
        )
        for n in range(1, 13)
    ),
)


def words(lines):
    return {word for line in lines for word in line.plain.split()}


def said(block):
    """Every word of a block, but not of the numbers that are only details, nor of how a picture is
    drawn.
    """
    if isinstance(block, str):
        return set(block.split())
    if isinstance(block, Quadrant):
        return said(block.numbers)
    if isinstance(block, Table):
        kept = [at for at, column in enumerate(block.columns) if not column.is_detail]
        return {word for row in block.rows for at in kept for word in row[at].split()}
    if is_dataclass(block):
        return set().union(
            *(said(getattr(block, field.name)) for field in fields(block) if field.name != "tone")
        )
    return set().union(*map(said, block)) if isinstance(block, (tuple, list)) else set()


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("width", [116, 76, 56])
@pytest.mark.parametrize("table", [PLAN, RANKED])
def test_every_word_of_a_table_stands_whole(table, width, gap):
    lines = lay([table], Sheet(width, gap))
    assert said(table) - words(lines) == set()
    assert max(cell_len(line.plain) for line in lines) <= width


def test_a_number_is_never_broken():
    table = Table(
        (Column("Score", True), Column("Why")), (("1 000 000", "because " * 30), ("2", "so"))
    )
    assert any(
        line.plain.startswith("1 000 000  because") for line in lay([table], Sheet(40, ROOMY))
    )


def test_columns_that_just_fit_stand_side_by_side():
    table = Table((Column("One"), Column("Two")), (("a" * 20, "b" * 20),))
    assert f"{'a' * 20}  {'b' * 20}" in [line.plain for line in lay([table], Sheet(42))]
    assert f"- One: {'a' * 20}" in [line.plain for line in lay([table], Sheet(41))]


def test_where_pages_turn_rows_keep_their_words_and_the_count_says_how_many_lines_are_above():
    page = Page(body=(Bullets((Bullet("first"),)), RANKED))
    lines = [line.plain for line in page.on_screen(80, 24)]
    assert lines[0].strip() == f"… {page.hidden(80, 24) + 1} more above"
    assert "papers" in lines[-1] + lines[-2]
    assert not any("…" in line for line in lines[1:])


def test_on_the_wall_every_row_has_its_line_before_any_is_hidden():
    lines = [
        line.plain
        for line in Page(body=(Bullets((Bullet("first"),)), RANKED), can_turn=False).on_screen(
            70, 24
        )
    ]
    assert [line.split()[0] for line in lines[-12:]] == [f"{n}=" for n in range(1, 13)]
    assert all("…" in line for line in lines[-12:])
    assert "more above" not in "".join(lines)


def test_on_the_wall_words_are_whole_where_they_fit_or_where_rows_are_hidden_all_the_same():
    def shown(height):
        return [line.plain for line in Page(body=(RANKED,), can_turn=False).on_screen(70, height)]

    assert not any("…" in line for line in shown(40))
    assert "more above" in shown(8)[0]
    assert not any("…" in line for line in shown(8)[1:])
    assert max(len(lay([RANKED], Sheet(66, gap))) for gap in (BRIEF,)) == 14


@pytest.mark.parametrize("name", demo.names())
def test_no_page_of_a_sample_cuts_a_word(name):
    find = Catalog(folders()).find
    workshop = demo.play(name, Catalog(folders()))
    shown = []
    for run in runs_of(workshop):
        view = view_of(workshop, run, find, "organizer")
        for step in view.exercise.steps:
            shown += kinds.blocks(step, view)
    tables = [block for block in dict.fromkeys(shown) if isinstance(block, (Table, Quadrant))]
    assert tables or name != demo.FIRST
    for block in tables:
        for gap in GAPS:
            for width in (76, 116):
                assert said(block) - words(lay([block], Sheet(width, gap))) == set(), (width, gap)
