"""Processes that are interrupted, killed, or write at once: none hurts another.

The kills are in tests/faults.
"""

import os
import signal
import time
from pathlib import Path

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import Draft, WorkshopFile, check
from tests.support.store_rooms import ended, in_a_process, note, standing_in, texts


def test_an_interrupt_at_any_moment_leaves_the_file_and_the_open_workshop_in_step(
    path: Path, file: WorkshopFile
) -> None:
    reader, ready = os.pipe()

    def write_while_interrupted() -> None:
        own, saved, interrupts, is_writing = WorkshopFile.open(path), [], 0, False

        def interrupt(*_: object) -> None:
            if is_writing:
                raise KeyboardInterrupt

        signal.signal(signal.SIGINT, interrupt)
        os.write(ready, b"ready")
        for number in range(600):
            try:
                is_writing = True
                entries = own.append([note(f"note {number}")])
                is_writing = False
                saved += entries
            except KeyboardInterrupt:
                is_writing = False
                interrupts += 1
        own.refresh()
        assert interrupts
        assert {entry.id for entry in saved} <= {entry.id for entry in own.workshop.entries}
        assert own.workshop.entries == WorkshopFile.open(path).workshop.entries

    child = in_a_process(write_while_interrupted)
    assert os.read(reader, 5) == b"ready"
    done, status = 0, 0
    while not done:
        os.kill(child, signal.SIGINT)
        time.sleep(0.001)
        done, status = os.waitpid(child, os.WNOHANG)
    assert status == 0
    assert check(path) == []


def test_what_a_killed_withdrawal_left_is_swept_when_the_file_is_opened(
    path: Path, file: WorkshopFile
) -> None:
    left = path.with_name(".seminar.json.0a1b2c3d4e5f.tmp")
    left.write_bytes(path.read_bytes())
    WorkshopFile.open(path)
    assert standing_in(path.parent) == [path]


def test_a_process_killed_in_the_middle_of_a_line_blocks_nobody(
    path: Path, file: WorkshopFile
) -> None:
    from coalition_cli.store.files import lock

    reader, ready = os.pipe()

    def hold() -> None:
        with lock.held(path) as descriptor:
            os.pwrite(descriptor, b',\n"2": {"id": "01', path.stat().st_size - 3)
            os.write(ready, b"held")
            signal.pause()

    file.append([note("one")])
    child = in_a_process(hold)
    assert os.read(reader, 4) == b"held"
    os.kill(child, signal.SIGKILL)
    ended(child)
    file.append([note("two")])
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two"]
    assert file.repaired
    assert check(path) == []


def test_refresh_takes_in_what_a_writer_saves_and_never_half_a_line(
    path: Path, file: WorkshopFile
) -> None:
    def write() -> None:
        own = WorkshopFile.open(path)
        for number in range(150):
            own.append([note(f"note {number} " + "x" * (number % 7) * 3000)])

    child = in_a_process(write)
    times_changed = 0
    deadline = time.monotonic() + 30
    while len(file.workshop.entries) < 150 and time.monotonic() < deadline:
        times_changed += file.refresh()
    assert ended(child) == 0
    assert [text.split()[1] for text in texts(file.workshop.entries)] == [
        str(number) for number in range(150)
    ]
    assert times_changed > 1
    assert not file.refresh()


def test_lines_saved_while_another_process_withdraws_are_all_there(
    path: Path, file: WorkshopFile
) -> None:
    targets = [file.append([note(f"secret {number}")])[0] for number in range(30)]

    def write(name: str) -> None:
        own = WorkshopFile.open(path)
        for number in range(60):
            own.append([Draft(Fact({"text": f"{name} {number}"}), NOTES, "organizer")])

    children = [in_a_process(lambda name=name: write(name)) for name in "ab"]
    for target in targets:
        file.withdraw(target.id)
    assert [ended(child) for child in children] == [0, 0]
    file.refresh()
    standing = texts(file.workshop.standing(NOTES))
    assert sorted(standing) == sorted(f"{name} {number}" for name in "ab" for number in range(60))
    assert b"secret" not in path.read_bytes()
    assert check(path) == []
