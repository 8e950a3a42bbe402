"""The cost of saving one line, beside a bare append and fsync of the same bytes on the same disk.

    python benchmarks/appends.py [--short]

For captured lines and for a session in plain files of 100 and of 100,000 entries, for a TinyDB
insert in the longer one, and for a sealed workshop without and with its key, our append and the
bare one take turns. Each round gives the ratio of the two medians (p50) and of the two 95th
percentiles (p95); the median over the rounds is held against the targets. A disk that is slow makes
every ratio small: beside it stands the CPU time of a line, ours and that of the bare append. Ends
with status 1 if any ratio is above its target.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from coalition_cli.model.entry import NOTES, Entry, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.store import Draft, WorkshopFile, database, open_for_capture, sealing

NOTE, SESSION, LATE, SEALED = 1.25, 1.3, 1.5, 4.0
INSERTED = (2.0, 2.0)
SIZES = (100, 100_000)
WORDS = "We want a house where nobody asks for our record, and where the children can stay."
LINE = Draft(Fact({"text": WORDS}), NOTES, "organizer")
LINE_PARTS = (LINE.fact, LINE.place, LINE.share)


class Subject(NamedTuple):
    """One way to save a line: the file that grows, and the ratios that p50 and p95 may have."""

    name: str
    journal: Path
    append: Callable[[], object]
    most: tuple[float, float]


def main() -> int:
    options = argparse.ArgumentParser(description="Ratio of our append to a bare append and fsync.")
    options.add_argument("--short", action="store_true", help="few rounds, for a quick look")
    rounds, appends = (3, 40) if options.parse_args().short else (15, 100)
    missed = []
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".appends-") as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        captured = [plain(size, Path(folder)) for size in SIZES]
        opened = [in_session(size, Path(folder)) for size in SIZES]
        other = inserted(SIZES[-1], Path(folder))
        for subject in [*captured, *opened, other, *sealed(Path(folder))]:
            with (Path(folder) / "bare").open("wb", buffering=0) as bare:
                bare.write(subject.journal.read_bytes())
                os.fsync(bare.fileno())
                ratios = [one_round(subject, bare.fileno(), appends) for _ in range(rounds)]
            median = [statistics.median(column) for column in zip(*ratios, strict=True)]
            print(
                f"{subject.name:<28} p50 {median[0]:.2f}, p95 {median[1]:.2f} times a bare append"
                f" ({median[2] * 1000:.3f} ms beside {median[3] * 1000:.3f} ms; targets"
                f" {subject.most}); CPU {median[4] * 1e6:.0f} µs a line beside"
                f" {median[5] * 1e6:.0f}"
            )
            if median[0] > subject.most[0] or median[1] > subject.most[1]:
                missed.append(subject.name)
    print(f"missed: {', '.join(missed)}" if missed else "all targets kept")
    return int(bool(missed))


def plain(size: int, folder: Path) -> Subject:
    file = WorkshopFile.create(folder / f"of-{size}.json", Head("01", "A workshop", "2026-11-21"))
    file.append_entries(lines_of(size))
    capture = open_for_capture(file.path)
    return Subject(
        f"note, {size} entries", file.path, lambda: capture.append(*LINE_PARTS), (NOTE, LATE)
    )


def in_session(size: int, folder: Path) -> Subject:
    """The same file as a session holds it open."""
    file = WorkshopFile.open(folder / f"of-{size}.json")
    return Subject(
        f"session, {size} entries", file.path, lambda: file.append([LINE]), (SESSION, LATE)
    )


def inserted(size: int, folder: Path) -> Subject:
    """The same file through its database: an insert of TinyDB."""
    opened = database(folder / f"of-{size}.json")
    document = {"body": {"text": WORDS}, "share": "organizer"}
    return Subject(
        f"database, {size} entries",
        folder / f"of-{size}.json",
        lambda: opened.insert(document),
        INSERTED,
    )


def sealed(folder: Path) -> list[Subject]:
    tables = {
        "workshop": {"1": Head("02", "A workshop", "2026-11-21").as_document()},
        "entries": {},
    }
    form = sealing.create(folder / "sealed", tables, "bafe hilo raja kuse nifa topu", None)
    capture, file = open_for_capture(form.path), WorkshopFile.open(form.path, form)
    return [
        Subject(
            "sealed, without the key",
            form.journal,
            lambda: capture.append(*LINE_PARTS),
            (SEALED, SEALED),
        ),
        Subject("sealed, unlocked", form.journal, lambda: file.append([LINE]), (SEALED, SEALED)),
    ]


def lines_of(size: int) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(size):
        fact = Fact({"text": f"{WORDS} {number}"})
        entries.append(
            make(
                fact,
                NOTES,
                share="organizer",
                device="0a1b2c3d",
                after=entries[-1] if entries else None,
            )
        )
    return entries


def one_round(subject: Subject, bare: int, appends: int) -> tuple[float, ...]:
    """The ratios of the medians and of the 95th percentiles, the medians, and the CPU of each."""
    ours, theirs = [], []
    own = bares = 0.0
    for _ in range(appends):
        before = subject.journal.stat().st_size
        began = time.process_time()
        ours.append(seconds(subject.append))
        own += time.process_time() - began
        data = b"x" * (subject.journal.stat().st_size - before)
        began = time.process_time()
        theirs.append(seconds(lambda data=data: append_bare(bare, data)))
        bares += time.process_time() - began
    ours.sort()
    theirs.sort()
    middle, late = appends // 2, appends * 95 // 100
    return (
        ours[middle] / theirs[middle],
        ours[late] / theirs[late],
        ours[middle],
        theirs[middle],
        own / appends,
        bares / appends,
    )


def append_bare(descriptor: int, data: bytes) -> None:
    os.write(descriptor, data)
    os.fsync(descriptor)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
