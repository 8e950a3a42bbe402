"""The desk as text at stated sizes: what the room sees, what is only for you, what was saved."""

import re

import pytest

from coalition_cli.desk_page import DeskPage, LastLine
from coalition_cli.slide import Lines, Pair, Pairs, Said, Slide, Words
from coalition_cli.terminal.desk_screen import DeskScreen
from coalition_cli.terminal.room_at_desk import DeskState, NoRoom
from coalition_cli.terminal.slides.frame import Framing
from tests.support.screens import ENTER, ESC, question, view

SIZES = ((80, 18), (120, 34), (40, 5), (40, 8), (20, 3), (200, 50), (1, 1))
CIRCLE = Slide(
    "Which piece of your picture do you give us?",
    hints=(Words("A few words, a drawing held up, a gesture: all count."),),
    stages=((Pairs((Pair("Now", "Amina", "strong"), Pair("Next", "Бермет, Grace"))),),),
    manner="still",
    place="☼ Five years from today · 4 of 7",
)
PAGE = DeskPage(
    CIRCLE,
    where="Five years from today · 4 of 7 · One piece from each",
    pace="on time",
    only_you=("One piece, one line, in her own words.",),
    not_yet_heard=("Бермет", "Grace", "Rehema"),
    then="Then: Which pieces belong together? (6 min)",
    ahead=Slide("Which pieces belong together?"),
    last=(
        LastLine("4", "Zuhura", "Work that pays every week", "10:07"),
        LastLine("5", "", "A secret of the house", "10:09", is_seen=False),
    ),
    saved="Saved 10:11: 46 entries, 14 people here",
)
PRIVATE = ("her own words", "Rehema", "Then:", "secret", "on time", "10:07")


def desk(page=PAGE, *, sentences=(), asked=None, **state):
    asked = [] if asked is None else asked
    return DeskScreen(
        page,
        lambda: DeskState("10:12", **state),
        sentences,
        Framing(),
        lambda pages, frame: asked.append((pages, frame)),
    )


def text_of(screen, width, height):
    return "\n".join(line.plain for line in screen.on_screen(width, height))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_unseen", [True, False])
def test_no_row_is_wider_than_the_screen_and_no_more_rows_come_than_fit(size, is_unseen):
    rows = desk(is_unseen=is_unseen).on_screen(*size)
    assert len(rows) <= size[1]
    assert all(row.cell_len <= size[0] for row in rows)


@pytest.mark.parametrize("size", SIZES[:4])
def test_until_the_room_cannot_see_it_the_desk_shows_the_wall_and_nothing_private(size):
    shown = text_of(desk(), *size)
    assert "Which piece of your picture" in " ".join(shown.replace("▌", "").split())
    for words in PRIVATE:
        assert words not in shown


def test_with_a_wall_that_only_the_room_sees_it_shows_everything():
    shown = text_of(desk(is_unseen=True), 80, 18)
    assert shown.splitlines()[0].endswith("10:12  on time")
    for words in ("On the wall", "Only you", "Last lines", "Not yet heard, 3: Бермет", "secret"):
        assert words in shown
    assert "F7 looks at it first" in shown


def test_on_a_wide_screen_the_whole_page_of_the_wall_stands_beside():
    rows = text_of(desk(is_unseen=True), 120, 34).splitlines()
    assert "1 of 1 ─┬─ Only you" in rows[1]
    assert all(row[70] == "│" for row in rows[2:20])


@pytest.mark.parametrize("height", range(4, 14))
def test_on_a_low_screen_question_one_private_line_and_the_last_line_stay(height):
    shown = text_of(desk(is_unseen=True), 40, height)
    assert "Which piece" in shown
    assert "her own words" in shown
    assert "secret" in shown


def test_what_comes_next_is_looked_at_without_leaving_what_the_room_sees():
    shown = text_of(desk(is_unseen=True, is_ahead=True), 80, 18)
    assert "Next, not on the wall yet" in shown
    assert "▌ Which pieces belong together?" in shown
    assert "Which piece of your picture" not in shown


def test_sentences_stand_below_and_are_never_markup():
    shown = text_of(desk(sentences=(("[bold]no[/bold]", "warning"),)), 80, 18)
    assert shown.splitlines()[-1] == "!  [bold]no[/bold]"


TAKEN = tuple(Said(f"Words of line {number}", str(number)) for number in range(1, 41))
GROWING = DeskPage(Slide("What?", stages=((Lines(TAKEN, True),),), manner="growing"))
PLAN = DeskPage(
    Slide("How?", stages=tuple((Words(f"Action {number}", "strong"),) for number in (1, 2, 3)))
)


@pytest.mark.parametrize("size", [(80, 18), (120, 34)])
@pytest.mark.parametrize("wall", [(80, 24), (40, 12), (120, 40)])
@pytest.mark.parametrize("turned", [0, -1])
def test_the_panel_is_the_page_of_the_wall_in_short(size, wall, turned):
    frame = Framing().frame(GROWING.slide, *wall)
    frame = Framing().frame(GROWING.slide, *wall, frame.page + turned)
    shown = text_of(desk(GROWING, is_unseen=True, turned=turned, wall=wall), *size)
    assert f" {frame.page} of {frame.pages} ─" in shown
    there = set(re.findall(r"Words of line \d+", shown))
    assert there
    assert there <= set(re.findall(r"Words of line \d+", frame.text()))
    assert ("Words of line 40" in shown) is (turned == 0)


def test_the_panel_follows_a_page_that_is_turned():
    shown = text_of(desk(PLAN, is_unseen=True, turned=1), 80, 18)
    assert " 2 of 3 ─" in shown
    assert "Action 2" in shown
    assert "Action 1" not in shown


ADVICE = "A wall is open. Esc: say there that the room cannot see this window."


@pytest.mark.parametrize(
    ("size", "stands"), [((80, 18), True), ((40, 8), True), ((40, 4), False), ((40, 3), False)]
)
def test_what_only_advises_never_takes_a_row_of_the_question(size, stands):
    page = DeskPage(Slide("Which piece of your picture do you give us? Say it."))
    told = text_of(desk(page, sentences=((ADVICE, "quiet"),)), *size)
    assert ("A wall is open." in told) is stands
    assert "give us? Say it." in " ".join(told.replace("▌", "").split())


class CountingFraming(Framing):
    """Frames, and how often lines were laid out for one."""

    laid_out = 0

    def frame(self, slide, *size):
        self.laid_out += bool(slide.stages)
        return super().frame(slide, *size)


def test_room_for_what_advises_is_found_without_laying_out_the_lines():
    many = tuple(Said(f"line {number}", str(number)) for number in range(1, 60))
    page = DeskPage(Slide("What?", stages=((Lines(many, True),),), manner="growing"))
    framing = CountingFraming()
    told = ((ADVICE, "quiet"),)
    screen = DeskScreen(page, lambda: DeskState("10:12"), told, framing, lambda *_: None)
    assert "A wall is open." in text_of(screen, 80, 18)
    assert framing.laid_out == 1


class Room(NoRoom):
    """A room with a wall in it, or not."""

    def __init__(self) -> None:
        self.walls = 0
        self.is_unseen = False

    def desk(self) -> DeskPage:
        return PAGE

    def state(self) -> DeskState:
        return DeskState("10:12", is_unseen=self.is_unseen)

    def has_wall(self) -> bool:
        return bool(self.walls)


def test_how_the_desk_shows_what_is_private_is_said_once_when_a_wall_was_opened():
    told = []
    with view() as here:
        room = here.terminal.room = Room()
        for walls, keys in ((0, "a"), (1, "b"), (1, "c"), (0, "d"), (1, ESC + ENTER + "e")):
            room.walls = walls
            here.pictures.clear()
            here.press(*keys, ENTER)
            here.terminal.ask(question())
            told.append(["A wall is open." in picture for picture in here.pictures])
        room.walls, room.is_unseen = 0, True
        here.press("f", ENTER)
        here.terminal.ask(question())
        room.walls = 1
        here.pictures.clear()
        here.press("g", ENTER)
        here.terminal.ask(question())
        told.append(["A wall is open." in picture for picture in here.pictures])
    assert told == [
        [False, False],
        [True, True],
        [False, False],
        [False, False],
        [True, False, False, False],
        [False, False],
    ]


def test_a_desk_turns_the_wall_by_whole_pages_and_tells_which_page_stands_here():
    asked = []
    many = tuple(Said(f"line {number}", str(number)) for number in range(1, 60))
    page = DeskPage(Slide("What?", stages=((Lines(many, True),),), manner="growing"))
    screen = desk(page, asked=asked)
    assert "line 59" in text_of(screen, 80, 18)
    screen.turn_room(-1)
    ((pages, frame),) = asked
    assert pages == -1
    assert frame.page == frame.pages > 1
    earlier = text_of(desk(page), 80, 18)
    assert "line 59" in earlier
    assert "line 59" not in text_of(
        DeskScreen(page, lambda: DeskState(turned=-1), (), Framing(), lambda *_: None), 80, 18
    )


def test_no_more_lines_are_laid_out_for_five_thousand_notes_than_for_fifty():
    laid = []
    for count in (50, 5_000):
        many = tuple(Said(f"nobody asks us {number:05}", str(number)) for number in range(count))
        slide = Slide("What?", stages=((Lines(many, True),),), manner="growing")
        framing = Framing()
        framing.frame(slide, 80, 18)
        more = Slide(
            "What?",
            stages=((Lines((*many, Said("one more", str(count))), True),),),
            manner="growing",
        )
        laid.append(framing.frame(more, 80, 18).laid)
    assert max(laid) <= 18
    assert abs(laid[0] - laid[1]) <= 14
