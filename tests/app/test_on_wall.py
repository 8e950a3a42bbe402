"""What a desk lets its walls show: the step, what of it, the page; and who can see this window."""

import pytest

from coalition_cli.app.on_wall import OnWall
from coalition_cli.clock import reading
from coalition_cli.model.entry import Place
from coalition_cli.store.side import open_walls, room_page
from coalition_cli.store.side.open_walls import OpenWall, Wall
from coalition_cli.store.workshop_file import WorkshopFile

STEP = Place("visioning", 1, "pieces")


@pytest.fixture
def form(umoja, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", umoja.environment["XDG_STATE_HOME"])
    return WorkshopFile.open(umoja.workshop).form


@pytest.fixture
def hour():
    """A clock that goes on by an hour each time it is read: every look is a new one."""
    times = iter(range(0, 3_600_000, 3_600))
    token = reading.set(lambda: float(next(times)))
    yield
    reading.reset(token)


def test_walls_learn_the_step_what_of_it_and_nothing_once_the_sitting_ends(form):
    desk = OnWall(form)
    desk.stand_at(STEP)
    desk.put(("urgency", "01J"))
    assert room_page.found(form) == room_page.RoomPage(STEP, ("urgency", "01J"))
    desk.stand_at(STEP)
    assert room_page.found(form).at == ("urgency", "01J")
    desk.close()
    assert room_page.found(form) is None


def test_pages_are_turned_as_far_as_the_wall_has_any_and_a_saved_line_turns_back(form, hour):
    desk, wall = OnWall(form), OpenWall()
    desk.stand_at(STEP)
    wall.tell(form.path, Wall(40, 12, page=5, pages=5))
    desk.turn(-1, None)
    assert room_page.found(form).turned == -1
    desk.turn(-9, None)
    assert room_page.found(form).turned == -4
    desk.turn(9, None)
    assert room_page.found(form).turned == 0
    desk.turn(-1, None)
    desk.turn(0, None)
    assert room_page.found(form).turned == 0
    wall.close()


def test_the_room_sees_this_window_again_as_soon_as_no_wall_stands(form, hour):
    desk, wall = OnWall(form), OpenWall()
    wall.tell(form.path, Wall(40, 12))
    assert desk.has_wall()
    assert not desk.state().is_unseen
    desk.set_unseen(True)
    assert desk.state().is_unseen
    wall.close()
    assert not desk.state().is_unseen
    wall.tell(form.path, Wall(40, 12))
    assert not desk.state().is_unseen
    wall.close()


def test_what_a_killed_wall_left_is_no_wall(form):
    folder = open_walls.OpenWall()
    folder.tell(form.path, Wall(40, 12))
    folder.close()
    assert open_walls.standing(form.path) == []
