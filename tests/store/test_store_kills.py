"""What was said to be saved is there after a process was killed, and several processes hurt each other never."""

import os
import random
import signal
import time
from pathlib import Path

from store_rooms import ended, in_a_process, note, stock, texts

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import Draft, WorkshopFile, check, open_for_capture

KILLS = int(os.environ.get("COALITION_KILLS", "60"))
LONG = 60_000


def _write_until_killed(path: Path, acks: int, turn: int) -> None:
    """Save lines for ever; whatever is on the disk is named on ``acks`` afterwards: its id, and - if withdrawn."""
    chance = random.Random(turn)
    capture = open_for_capture(path)
    file = WorkshopFile.open(path)
    for number in range(1_000_000):
        text = f"turn {turn} note {number} " + "word " * chance.choice([1, 1, 1, 20, LONG // 5])
        if number % 3:
            saved = [capture.append(Fact({"text": text}), NOTES, "organizer")]
        else:
            saved = file.append([note(text)] * 3)
        os.write(acks, "".join(f"{entry.id}\n" for entry in saved).encode())
        if number % 5 == 4:
            os.write(acks, f"-{file.withdraw(saved[-1].id).ref}\n".encode())


def _acknowledged(reader: int) -> list[str]:
    with os.fdopen(reader) as acks:
        return [line[:-1] for line in acks.readlines() if line.endswith("\n")]


def test_no_acknowledged_line_is_lost_when_the_writer_is_killed(path: Path, file: WorkshopFile) -> None:
    saved: set[str] = set()
    withdrawn: set[str] = set()
    chance = random.Random(20241112)
    for turn in range(KILLS):
        reader, acks = os.pipe()
        child = in_a_process(lambda acks=acks, turn=turn: _write_until_killed(path, acks, turn))
        os.close(acks)
        time.sleep(chance.uniform(0.002, 0.06))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        for line in _acknowledged(reader):
            (withdrawn if line.startswith("-") else saved).add(line.removeprefix("-"))
        again = WorkshopFile.open(path)
        documents = stock(path)
        ids = [document["id"] for document in documents]
        assert saved <= set(ids)
        assert len(ids) == len(set(ids))
        assert ids == [entry.id for entry in again.workshop.entries]
        assert not [document for document in documents if document["id"] in withdrawn and document["body"]]
    assert check(path) == []
    assert len(saved) > KILLS
    assert withdrawn


def test_four_processes_save_fifty_lines_each_and_every_line_stands_once(path: Path, file: WorkshopFile) -> None:
    def write(name: str) -> None:
        own = WorkshopFile.open(path)
        capture = open_for_capture(path)
        for number in range(50):
            if number % 2:
                own.append([note(f"{name} {number}")])
            else:
                capture.append(Fact({"text": f"{name} {number}"}), NOTES, "organizer")

    children = [in_a_process(lambda name=name: write(name)) for name in "abcd"]
    assert [ended(child) for child in children] == [0, 0, 0, 0]
    file.refresh()
    assert sorted(texts(file.workshop.entries)) == sorted(f"{name} {number}" for name in "abcd" for number in range(50))
    for name in "abcd":
        own = [text for text in texts(file.workshop.entries) if text.startswith(name)]
        assert own == [f"{name} {number}" for number in range(50)]
    times = [entry.at for entry in file.workshop.entries]
    assert times == sorted(times)
    assert check(path) == []


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


def test_what_a_killed_withdrawal_left_is_swept_when_the_file_is_opened(path: Path, file: WorkshopFile) -> None:
    left = path.with_name(".seminar.json.0a1b2c3d4e5f.tmp")
    left.write_bytes(path.read_bytes())
    WorkshopFile.open(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_process_killed_in_the_middle_of_a_line_blocks_nobody(path: Path, file: WorkshopFile) -> None:
    from coalition_cli.store import lock

    reader, ready = os.pipe()

    def hold() -> None:
        with lock.held(path) as descriptor:
            os.pwrite(descriptor, b',\n"2": {"id": "01', path.stat().st_size - 3)
            os.write(ready, b"held")
            time.sleep(60)

    file.append([note("one")])
    child = in_a_process(hold)
    assert os.read(reader, 4) == b"held"
    os.kill(child, signal.SIGKILL)
    ended(child)
    file.append([note("two")])
    assert texts(WorkshopFile.open(path).workshop.entries) == ["one", "two"]
    assert file.repaired
    assert check(path) == []


def test_refresh_takes_in_what_a_writer_saves_and_never_half_a_line(path: Path, file: WorkshopFile) -> None:
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
    assert [text.split()[1] for text in texts(file.workshop.entries)] == [str(number) for number in range(150)]
    assert times_changed > 1
    assert not file.refresh()


def test_lines_saved_while_another_process_withdraws_are_all_there(path: Path, file: WorkshopFile) -> None:
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
