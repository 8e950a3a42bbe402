"""The clock that a desk tells its wall: what stands in it, and when nobody believes it any more."""

import json
import os
import stat
from pathlib import Path

import pytest

from coalition_cli import clock
from coalition_cli.clock import Clock
from coalition_cli.model.entry import Place
from coalition_cli.store.side import room_clock
from coalition_cli.store.side.room_clock import RoomClock, Span

STEP = Place("visioning", 1, "pieces")
MARK = room_clock.mark_of("W1", STEP)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "umoja.json"


def beside(path: Path) -> Path:
    return path.with_name(".umoja.clock")


def test_what_is_told_is_read_by_nobody_else_and_names_no_step(path: Path) -> None:
    told = RoomClock(MARK, "step", 600, 60, clock.awake() - 30, 5)
    room_clock.tell(path, told)
    assert room_clock.told(path) == told
    assert stat.S_IMODE(beside(path).stat().st_mode) == 0o600
    assert b"visioning" not in beside(path).read_bytes()
    assert b"pieces" not in beside(path).read_bytes()
    room_clock.clear(path)
    assert room_clock.told(path) is None
    assert not beside(path).exists()


@pytest.mark.parametrize(
    ("stopped", "now", "left"),
    [(None, 100, 600), (None, 160, 540), (None, 900, -200), (130, 900, 570)],
)
def test_time_that_is_left_stands_still_while_it_is_stopped(
    stopped: float | None, now: float, left: float
) -> None:
    room = RoomClock(MARK, "step", 560, 60, 80, 0, stopped)
    assert room.left(now) == left


@pytest.mark.parametrize(
    ("now", "cue", "bar"),
    [(0, (0, 0), 0), (2, (0, 0.5), 0.5), (4, (1, 0), 1), (7, (1, 0.5), 0.5), (99, (1, 1), 0)],
)
def test_a_breath_says_which_cue_runs_and_how_full_its_bar_is(
    now: float, cue: tuple[int, float], bar: float
) -> None:
    room = RoomClock(MARK, "breath", 10, spans=(Span(4, 0, 1), Span(6, 1, 0)))
    assert room.cue(now) == cue
    assert room.bar(now) == bar


def test_a_minute_more_lengthens_the_last_cue_and_the_bar_of_a_step() -> None:
    room = RoomClock(MARK, "cues", 10, 60, spans=(Span(4), Span(6)))
    assert room.cue(37) == (1, 0.5)
    assert RoomClock(MARK, "step", 60, 60).cue(30) == (0, 0.25)


def change(path: Path, **changes: object) -> None:
    beside(path).write_text(json.dumps({**json.loads(beside(path).read_bytes()), **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"boot": "another"},
        {"process": 2**22 + 1},
        {"process": 1, "born": "0"},
        {"process": None},
        {"kind": "song"},
        {"seconds": "many"},
        {"started": float("nan")},
        {"spans": [[1, 2, 3, 4]]},
        {"spans": 7},
        {"stopped": True},
    ],
)
def test_one_of_another_time_or_of_no_process_is_no_clock(
    path: Path, changes: dict[str, object]
) -> None:
    room_clock.tell(path, RoomClock(MARK, "step", 600, 0, clock.awake()))
    change(path, **changes)
    assert room_clock.told(path) is None


@pytest.mark.parametrize("words", [b"", b"{", b"[]", b"\xff", b"[" * 99_000])
def test_what_is_damaged_is_no_clock(path: Path, words: bytes) -> None:
    beside(path).write_bytes(words)
    assert room_clock.told(path) is None
    assert room_clock.kept(path, MARK) is None


def test_another_process_that_ended_is_believed_no_more(path: Path) -> None:
    room_clock.tell(path, RoomClock(MARK, "step", 600, 0, clock.awake()))
    child = os.fork()
    if not child:
        room_clock.tell(path, RoomClock(MARK, "step", 60, 0, clock.awake()))
        os._exit(0)
    os.waitpid(child, 0)
    assert room_clock.told(path) is None


def test_what_a_sitting_left_is_kept_for_the_same_step_alone_and_shown_on_no_wall(
    path: Path,
) -> None:
    here = clock.awake()
    room_clock.keep(path, MARK, Clock(600, here - 90, 60, 30))
    assert room_clock.told(path) is None
    assert room_clock.kept(path, room_clock.mark_of("W1", STEP._replace(run=2))) is None
    kept = room_clock.kept(path, MARK)
    assert kept is not None
    assert kept.stopped is not None
    assert (kept.given, round(kept.spent())) == (660, 60)


def test_a_sitting_that_was_killed_left_the_clock_when_something_was_saved_last(path: Path) -> None:
    here = clock.awake()
    breath = RoomClock(MARK, "breath", 10, 0, here, spans=(Span(10),))
    room_clock.tell(path, breath, Clock(600, here - 60))
    written = float(json.loads(beside(path).read_bytes())["written"])
    for said, spent in ((None, 60), (written - 99, 60), (written + 120, 180)):
        kept = room_clock.kept(path, MARK, said)
        assert kept is not None
        assert round(kept.spent()) == spent
    room_clock.tell(path, breath, Clock(600, here - 60, stopped=here))
    kept = room_clock.kept(path, MARK, written + 120)
    assert kept is not None
    assert round(kept.spent()) == 60


def test_the_clock_of_another_run_stays_until_it_is_taken_up_or_that_step_is_over(
    path: Path,
) -> None:
    here = clock.awake()
    rules = room_clock.mark_of("W1", Place("ground-rules", 1, "rules"))
    room_clock.keep(path, MARK, Clock(1080, here - 73))
    room_clock.tell(path, RoomClock(rules, "step", 480, 0, here))
    assert room_clock.told(path) is not None
    kept = room_clock.kept(path, MARK)
    assert kept is not None
    assert kept.left() == pytest.approx(1007, abs=1)
    room_clock.clear(path, rules)
    assert room_clock.told(path) is None
    assert room_clock.kept(path, MARK) is not None
    room_clock.keep(path, rules, Clock(480, here - 30))
    room_clock.tell(path, RoomClock(MARK, "step", 1080, 0, here - 100))
    kept = room_clock.kept(path, rules)
    assert kept is not None
    assert kept.left() == pytest.approx(450, abs=1)
    room_clock.clear(path, MARK)
    room_clock.clear(path, rules)
    assert not beside(path).exists()


def test_of_very_many_runs_the_newest_clocks_are_kept(path: Path) -> None:
    marks = [room_clock.mark_of("W1", STEP._replace(run=run)) for run in range(1, 90)]
    for mark in marks:
        room_clock.keep(path, mark, Clock(600, clock.awake()))
    assert room_clock.kept(path, marks[0]) is None
    assert all(room_clock.kept(path, mark) for mark in marks[-40:])
