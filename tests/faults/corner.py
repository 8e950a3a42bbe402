"""What happens on a small disk.

Run by a test in a private corner of the machine, where a disk may be mounted.

    python -m tests.faults.corner SCENE FOLDER

Prints the verdict and the figures as JSON; every other complaint is an ``AssertionError``.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.model.entry import NOTES
from coalition_cli.store import WorkshopFile, open_for_capture
from coalition_cli.store.files import lock
from coalition_cli.store.formats import watermark
from tests.faults import story
from tests.faults.verdict import Ledger, Verdict
from tests.faults.writer import HEAD, draft
from tests.support.calling import CTRL_C, ENTER, PROGRAM, House

SMALL = "96k"
PAGE = 4096


class Corner:
    """A small disk at ``folder/disk`` and everything else of a machine beside it."""

    def __init__(self, folder: Path) -> None:
        self.house = House(folder / "house")
        self.disk = self.house.desk / "disk"
        self.disk.mkdir()
        self.mount(f"size={SMALL}")
        os.environ.update(self.house.environment)
        self.path = WorkshopFile.create(self.disk / "seminar.json", HEAD).path
        self.ledger = Ledger(self.path)
        self.filler = self.disk / "somebody's film"

    def mount(self, options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.disk)], check=True)

    def fill(self, *, leave: int = 0) -> None:
        """Fill the disk up but for ``leave`` bytes, which come in pages."""
        with self.filler.open("ab", buffering=0) as film:
            try:
                while film.write(b"x" * PAGE):
                    pass
            except OSError:
                film.truncate(max(film.tell() // PAGE * PAGE - leave, 0))

    def note_command(self, turn: int, steps: int) -> "subprocess.CompletedProcess[bytes]":
        """`coalition note` with that many lines, its acknowledgements heard."""
        given = "".join(story.text(turn, number) + "\n" for number in range(1, steps + 1))
        done = subprocess.run(
            [*PROGRAM, "note", "--file", str(self.path)],
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        self.ledger.hear_ids(turn, done.stdout)
        assert b"Traceback" not in done.stderr
        assert story.CANARY.encode() not in done.stderr
        return done


def refused(act: Callable[[], object]) -> str:
    """The sentence with which ``act`` is refused, with status 4."""
    sentence = ""
    try:
        act()
    except Problem as problem:
        sentence = problem.sentence if problem.status == UNWRITTEN else ""
    assert "othing was lost: what you typed is kept" in sentence, sentence or "it was not refused"
    return sentence


def full(corner: Corner) -> Verdict:
    """Notes until the disk is full, refused again and again.

    Space is freed, and people go on; three times over.
    """
    verdict = Verdict()
    for turn in range(1, 4):
        file, capture = WorkshopFile.open(corner.path), open_for_capture(corner.path)
        corner.fill(leave=PAGE * turn)
        done = corner.note_command(turn, 400)
        assert (done.returncode, b"is full" in done.stderr) == (4, True), done.stderr
        corner.fill()
        before = corner.path.read_bytes()
        # The rest of the last page would still take a few words.
        words = draft(story.text(90, 1) + "x" * PAGE)
        for act in 10 * (
            partial(file.append, [words]),
            partial(capture.append, words.fact, NOTES, "organizer"),
            partial(WorkshopFile.create, corner.disk / "deep" / "another.json", HEAD),
        ):
            assert "is full" in refused(act)
            assert corner.path.read_bytes() == before
        names = {path.name for path in corner.disk.rglob("*") if path.is_file()}
        beside = {watermark.beside(corner.path).name, lock.file_of(corner.path).name}
        assert names - beside == {
            corner.path.name,
            corner.filler.name,
        }
        corner.filler.unlink()
        assert corner.note_command(turn + 10, 2).returncode == 0
        verdict = verdict.and_also(corner.ledger.settle())
    return verdict


def read_only(corner: Corner) -> Verdict:
    """The disk becomes read-only in mid-session, and later takes notes again."""
    verdict = Verdict()
    for turn in range(1, 4):
        file, capture = WorkshopFile.open(corner.path), open_for_capture(corner.path)
        assert corner.note_command(turn, 3).returncode == 0
        assert file.refresh()
        corner.mount("remount,ro")
        before = corner.path.read_bytes()
        for act in (
            partial(file.append, [draft("refused")]),
            partial(capture.append, draft("refused").fact, NOTES, "organizer"),
            partial(file.withdraw, file.workshop.entries[0].id),
            partial(WorkshopFile.create, corner.disk / "another.json", HEAD),
        ):
            assert "may not be written" in refused(act)
        assert corner.note_command(turn + 10, 3).returncode == UNWRITTEN
        assert len(WorkshopFile.open(corner.path).workshop.entries) == before.count(b"\n") - 1
        assert corner.path.read_bytes() == before
        corner.mount("remount,rw")
        verdict = verdict.and_also(corner.ledger.settle())
    return verdict


def at_terminal(corner: Corner) -> Verdict:
    """Somebody types at a prompt when the disk is full.

    Her words stand on the screen until they are saved.
    """
    seat = corner.house.at_terminal("note", "--file", corner.path)
    seat.see("What is being said?")
    seat.press("one that fits", ENTER)
    seat.see("one that fits")
    corner.fill()
    for number in range(60):  # the last page of the file takes a few lines more
        words = f"maneno {number} ya chumba"
        seat.press(words, ENTER)
        seat.see_one_of(f"{number + 2} {words}", "full")
        if "full" in seat.text or not seat.child.isalive():
            break
    seat.see("full")
    shown = seat.text
    if seat.child.isalive():
        seat.press(CTRL_C)
        seat.press(CTRL_C)
    assert seat.end() in (4, 130)
    shown += seat.text
    corner.filler.unlink()
    if words not in shown:
        again = corner.house.at_terminal("note", "--file", corner.path)
        again.see(words)
        again.kill()
    texts = [entry.text for entry in WorkshopFile.open(corner.path).workshop.entries]
    assert texts[: number + 1] == [
        "one that fits",
        *(f"maneno {earlier} ya chumba" for earlier in range(number)),
    ]
    return Verdict()


SCENES: dict[str, Callable[[Corner], Verdict]] = {
    "full": full,
    "read-only": read_only,
    "terminal": at_terminal,
}


def main() -> None:
    _, scene, folder = sys.argv
    corner = Corner(Path(folder))
    verdict = SCENES[scene](corner)
    print(json.dumps({"verdict": verdict, "acknowledged": corner.ledger.acknowledged}))


if __name__ == "__main__":
    main()
