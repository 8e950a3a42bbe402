"""Half a sentence comes back, whatever ended the window at whichever key.

All of it, or all but its last second.
"""

import os
import random
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coalition_cli.store import WorkshopFile
from tests.faults.figures import Figures
from tests.faults.long import TYPED_EACH
from tests.faults.machine import Machine, Sealed
from tests.faults.reading import documents, files_with
from tests.faults.writer import HEAD
from tests.support.calling import CTRL_C, ENTER, Seat
from tests.support.resting import Rest
from tests.support.sealed_rooms import PASSPHRASE

WIDTH = 240
OLDEST_MISSING_SECONDS = 2.0
"""Words are kept every second; a slow machine may need a moment to do it."""
WORDS = (
    "tunataka",
    "nyumba",
    "без",
    "вопросов",
    "bila",
    "maswali",
    "é",
    "a house",
    "of our own,",
    "watoto",
    "wetu",
)
SHOWN = re.compile(r"^ *> (.*)$", re.MULTILINE)
OFFERED = re.compile(r"^(?: *> |Already typed: )(.+)$", re.MULTILINE)


def _by_signal(number: int) -> Callable[[Seat], None]:
    return lambda seat: os.kill(seat.child.pid, number)


class Ending(NamedTuple):
    """How a window ends, with which status, and between which seconds of typing."""

    act: Callable[[Seat], object]
    status: int
    after: tuple[float, float] = (0.1, 1.5)


ENDINGS = {
    # What is younger than a second may be missing: of the words of a second and more something must
    # come back.
    "kill -9": Ending(_by_signal(signal.SIGKILL), 137, (1.5, 3.0)),
    "SIGTERM": Ending(_by_signal(signal.SIGTERM), 143),
    "SIGHUP": Ending(_by_signal(signal.SIGHUP), 129),
    "Ctrl-C": Ending(lambda seat: seat.child.send(CTRL_C), 130),
    "closed window": Ending(lambda seat: seat.child.ptyproc.fileobj.close(), 129),
}
DESKS = {"a page": ("note",), "line by line": ("--plain", "note"), "a page, sealed": ("note",)}


class Typed(NamedTuple):
    """What was typed, when each key was sent, what of it stood on the screen at the end, and when
    that was.
    """

    text: str
    sent: list[float]
    seen: str
    ended: float

    def missing_seconds(self, back: str) -> float:
        """How old the oldest key was that is not in ``back``.

        0 if nothing is missing but spaces at the end.
        """
        if not self.text[len(back) :].strip():
            return 0.0
        return self.ended - self.sent[len(back)]


def _type_and_end(seat: Seat, ending: Ending, chance: random.Random) -> tuple[Typed, int]:
    """Type, a key at a time as hands do, and end the window at a random one.

    With which status it ended.
    """
    text = " ".join(chance.choice(WORDS) for _ in range(60))[: WIDTH - 40]
    began = time.monotonic()
    until = began + chance.uniform(*ending.after)
    sent: list[float] = []
    while len(sent) < len(text) and (time.monotonic() < until or not _shown(seat)):
        seat.child.send(text[len(sent)])
        sent.append(time.monotonic())
        time.sleep(chance.choice((0, 0.01, 0.03, 0.08)))
    seen = _shown(seat)
    ended = time.monotonic()
    ending.act(seat)
    return Typed(text[: len(sent)], sent, seen, ended), _status(seat)


def _shown(seat: Seat) -> str:
    """What stands in the prompt on the screen."""
    found = SHOWN.findall(seat.text)
    return str(found[-1]).strip() if found else ""


def _offered(seat: Seat) -> str:
    """What the next start offers, once its whole line was drawn; empty if it offers nothing."""
    until = time.monotonic() + 5
    before = ""
    while time.monotonic() < until:
        found = OFFERED.search(seat.text)
        now = found[1].strip() if found else ""
        if now and now == before:
            return now
        before = now
        time.sleep(0.05)
    return before


def _status(seat: Seat) -> int:
    until = time.monotonic() + 20
    while seat.child.isalive():
        assert time.monotonic() < until, "it did not end"
        time.sleep(0.01)
    status = seat.child.exitstatus
    return int(128 + seat.child.signalstatus if status is None else status)


def _seat(machine: Machine, desk: tuple[str, ...]) -> Seat:
    """Somebody at the prompt, which is open by now."""
    machine.house.environment = machine.environment
    seat = machine.house.at_terminal(*desk, width=WIDTH)
    seat.child.setecho(
        True
    )  # the line editing of a terminal without an echo shows nothing of what came in
    if machine.key:
        seat.talk(("Passphrase", PASSPHRASE + ENTER))
    seat.see("What is being said?")
    # Its first frame stands before it listens; until then what is typed is the terminal's alone.
    Rest(seat.child.pid).wait(0.1, meanwhile=lambda: seat.text)
    return seat


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("desk", DESKS)
def test_what_was_half_typed_is_offered_at_the_next_start(
    tmp_path: Path, figures: Figures, sealed: Sealed, desk: str, ending: str
) -> None:
    chance = random.Random(f"{desk} {ending}")
    complaints = []
    for turn in range(TYPED_EACH):
        machine = Machine(tmp_path / str(turn), sealed if "sealed" in desk else None)
        if not machine.key:
            WorkshopFile.create(machine.path, HEAD)
        typed, status = _type_and_end(_seat(machine, DESKS[desk]), ENDINGS[ending], chance)
        # Fewer letters may stand in what is sealed by chance.
        leaks = (
            files_with(machine.folder, typed.seen[:8])
            if machine.key and len(typed.seen) >= 8
            else set()
        )
        again = _seat(machine, DESKS[desk])
        back = _offered(again)
        again.kill()
        missing = typed.missing_seconds(back)
        figures.add_half_typed(f"{ending}, {desk}", is_back=bool(back), missing_seconds=missing)
        is_all = ending == "kill -9" or back.startswith(typed.seen)
        is_young = missing <= OLDEST_MISSING_SECONDS
        is_nothing_else = documents(machine.path, machine.key) == [] and typed.text.startswith(back)
        if (
            not (back and is_all and is_young and is_nothing_else)
            or leaks
            or status != ENDINGS[ending].status
        ):
            counts = (
                f"{len(typed.text)} typed, {len(typed.seen)} seen, {len(back)} back,"
                f" {missing:.2f} s missing"
            )
            complaints.append(f"turn {turn}: status {status}, {counts}, readable in {leaks}")
    assert not complaints, "\n".join(complaints)
