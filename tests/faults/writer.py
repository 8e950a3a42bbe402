"""A writer that goes through the real store step by step, and acknowledges each step with one
``os.write``.

    python -m tests.faults.writer WAY FILE TURN FIRST LAST

The acknowledgement is a line with the number of the step and the ids of its entries. Ends with
status 4, after the sentence, where the disk does not take a step: exactly as the program does.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.model.header import Head
from coalition_cli.store import Draft, WorkshopFile, open_for_capture
from coalition_cli.store.formats.sealed.keys import Key, key_in
from tests.faults import story
from tests.faults.reading import opened

SOMEBODY = "01JD0000000000000000000001"
"""Who says it all: words that nobody claims are changed when they quote what is withdrawn."""
KEY_FILE = "FAULT_KEY"
"""The variable that names the file with the key of a sealed workshop."""
HEAD = Head("01JD0000000000000000000000", "Our seminar", "2024-11-12", place="Nendiwe Center")


def write(path: Path, turn: int, steps: range, acks: int) -> None:
    """Do the steps in every way that the store has; ``acks`` is where each is acknowledged."""
    _write(WorkshopFile.open(path), turn, steps, acks, story.step)


def write_sealed(path: Path, turn: int, steps: range, acks: int, key: Key) -> None:
    """The same in a sealed workshop, with its key and without it in turn."""
    _write(opened(path, key), turn, steps, acks, story.sealed_step)


def _write(
    file: WorkshopFile,
    turn: int,
    steps: range,
    acks: int,
    step_of: Callable[[int, int], story.Step],
) -> None:
    path = file.path
    capture = open_for_capture(path)
    ids: dict[int, str] = {}
    for number in steps:
        step = step_of(turn, number)
        saved: list[str] = []
        if step.kind == "withdraw":
            file.withdraw(ids[step.target])
        elif step.kind == "new":
            WorkshopFile.create(new_path(path, turn, number), HEAD).append([draft(step.texts[0])])
        elif step.kind == "fold":
            file.close()
        elif number % 2 or step.kind == "batch":
            saved = [entry.id for entry in file.append([draft(text) for text in step.texts])]
        else:
            saved = [capture.append(draft(step.texts[0]).fact, NOTES, "organizer").id]
        ids |= {number: saved[0]} if saved else {}
        acknowledge(acks, number, saved)


def only_note(path: Path, turn: int, steps: range, acks: int) -> None:
    """Save one note a step through an open workshop."""
    file = _opened(path)
    for number in steps:
        acknowledge(acks, number, [file.append([draft(story.text(turn, number))])[0].id])


def only_batch(path: Path, turn: int, steps: range, acks: int) -> None:
    """Save a note for each step, all in one append."""
    entries = _opened(path).append([draft(story.text(turn, number)) for number in steps])
    acknowledge(acks, steps.start, [entry.id for entry in entries])


def only_open(path: Path, turn: int, steps: range, acks: int) -> None:
    """Open the file, which repairs it."""
    _opened(path)
    acknowledge(acks, steps.start, [])


def only_hold(path: Path, turn: int, steps: range, acks: int) -> None:
    """Save one note, then stop where it hurts.

    Half of the next line is written, and the lock is held.
    """
    import signal

    from coalition_cli.store.files import lock

    saved = _opened(path).append([draft(story.text(turn, steps.start))])[0]
    with lock.held(path) as descriptor:
        os.pwrite(descriptor, b',\n"2": {"id": "01', os.fstat(descriptor).st_size - 3)
        acknowledge(acks, steps.start, [saved.id])
        os.kill(os.getpid(), signal.SIGSTOP)


def keep_typing(path: Path, turn: int, steps: range, acks: int) -> None:
    """Keep half-typed words beside the workshop, twice."""
    from coalition_cli.store.side.autosave import Keeper

    file = _opened(path)
    keeper = Keeper(file.form, file.workshop)
    for number in steps:
        keeper.keep(NOTES, story.text(turn, number))
        acknowledge(acks, number, [])


def forget_typing(path: Path, turn: int, steps: range, acks: int) -> None:
    """Bring back what was left half typed, and let it go."""
    from coalition_cli.store.side.autosave import Keeper

    file = _opened(path)
    keeper = Keeper(file.form, file.workshop)
    keeper.recall(NOTES)
    keeper.forget()
    acknowledge(acks, steps.start, [])


def draw_curtain(path: Path, turn: int, steps: range, acks: int) -> None:
    """Hide the words from the wall."""
    from coalition_cli.store.side import blank_wall

    blank_wall.draw(path, "plain")
    acknowledge(acks, steps.start, [])


Way = Callable[[Path, int, range, int], None]
WAYS: dict[str, Way] = {
    "everything": write,
    "note": only_note,
    "batch": only_batch,
    "open": only_open,
    "hold": only_hold,
    "keep": keep_typing,
    "forget": forget_typing,
    "curtain": draw_curtain,
}


def _opened(path: Path) -> WorkshopFile:
    return opened(path, key_in(Path(os.environ[KEY_FILE])) if path.is_dir() else None)


def new_path(path: Path, turn: int, number: int) -> Path:
    """Where the workshop stands that a step makes, in a folder that was not there before."""
    return path.parent / f"of-{turn}-{number}" / "deeper" / "new.json"


def draft(text: str) -> Draft:
    return Draft(Fact({"text": text}, by=SOMEBODY), NOTES, "organizer")


def acknowledge(acks: int, number: int, ids: list[str]) -> None:
    os.write(acks, f"{number} {','.join(ids)}\n".encode("ascii"))


def command(way: str, path: Path, turn: int, first: int = 1, last: int = 1_000_000) -> list[str]:
    """The words that start this writer as a process of its own."""
    return [
        sys.executable,
        "-m",
        "tests.faults.writer",
        way,
        str(path),
        str(turn),
        str(first),
        str(last),
    ]


def main() -> int:
    way, path, turn, first, last = sys.argv[1:]
    try:
        WAYS[way](Path(path), int(turn), range(int(first), int(last) + 1), 1)
    except Problem as problem:
        sys.stderr.write(problem.sentence + "\n")
        return problem.status
    except OSError as trouble:
        sys.stderr.write(f"{trouble.strerror}\n")
        return UNWRITTEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
