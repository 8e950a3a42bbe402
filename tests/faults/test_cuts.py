"""A file that was cut is refused and untouched; what never was acknowledged may be missing.

Also the other way round: whatever the program, an editor or a second laptop does to a file by
right is never taken for a cut.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import WorkshopFile, open_for_capture
from coalition_cli.store.formats import watermark
from coalition_cli.store.formats.plain import PlainForm
from coalition_cli.store.recovery import backups, restore
from coalition_cli.store.recovery.check import accept, examine
from tests.faults.figures import Figures
from tests.faults.long import CUTS
from tests.faults.verdict import Verdict
from tests.support.store_rooms import HEAD, minted, note, stock, tear_last_line

TAIL = b"\n}}"
WAYS: dict[str, Callable[[Path], object]] = {
    "opening": WorkshopFile.open,
    "one line at once": lambda path: open_for_capture(path).append(
        Fact({"text": "one more"}), NOTES, "organizer"
    ),
}


def _cut(whole: bytes, chance: random.Random) -> bytes:
    """``whole`` cut anywhere, at the end of a line, or there and closed as a sound file is."""
    kind = chance.choice(("anywhere", "line", "closed", "head", "tail"))
    if kind == "anywhere":
        return whole[: chance.randrange(len(whole))]
    if kind == "head":
        return whole[: chance.randrange(whole.index(b"\n") + 2)]
    if kind == "tail":
        return whole[: -chance.randint(1, 700)]
    ends = [at for at in range(len(whole) - len(TAIL)) if whole[at : at + 1] == b"\n"]
    cut = whole[: chance.choice(ends)]
    return cut.removesuffix(b",") + TAIL if kind == "closed" else cut


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("has_copies", [True, False], ids=["with copies", "without"])
def test_no_cut_is_silent(path: Path, figures: Figures, way: str, has_copies: bool) -> None:
    file = WorkshopFile.open(path)
    said = file.append(
        [note(f"line {number} " + "of words " * (number % 60)) for number in range(150)]
    )
    if has_copies:
        file.close()
    else:
        file.form.close()
    acknowledged = {entry.id for entry in said}
    before = watermark.beside(path).read_bytes()
    WorkshopFile.open(path).append([note("in flight when the power went")])
    watermark.beside(path).write_bytes(before)
    whole = path.read_bytes()
    chance = random.Random(f"{way} {has_copies}")
    silent: list[str] = []
    refused = 0
    for turn in range(CUTS // 4):
        broken = _cut(whole, chance)
        path.write_bytes(broken)
        watermark.beside(path).write_bytes(before)
        try:
            WAYS[way](path)
        except Problem as problem:
            refused += 1
            if problem.status != DAMAGED or path.read_bytes() != broken:
                silent.append(f"touched: cut {turn} to {len(broken)}")
            elif not examine(path).damage:
                silent.append(f"unseen by check: cut {turn} to {len(broken)}")
        else:
            if not acknowledged <= {document["id"] for document in stock(path)}:
                silent.append(f"cut {turn} to {len(broken)}")
    figures.add("file cut", Verdict(lost=tuple(silent)), tried=CUTS // 4, acknowledged=len(said))
    assert silent == []
    assert refused > CUTS // 8


def _append(path: Path) -> None:
    file = WorkshopFile.open(path)
    file.append([note("a line of a session"), note("and another")])
    file.close()


def _append_and_be_killed(path: Path) -> None:
    WorkshopFile.open(path).append([note(f"line {number}") for number in range(3)])


def _capture(path: Path) -> None:
    capture = open_for_capture(path)
    capture.append(Fact({"text": "captured"}), NOTES, "organizer")
    capture.close()


def _withdraw(path: Path) -> None:
    file = WorkshopFile.open(path)
    standing = [entry for entry in file.workshop.standing(NOTES) if entry.body.get("text")]
    if standing:
        file.withdraw(standing[len(standing) // 2].id)
    file.close()


def _merge(path: Path) -> None:
    file = WorkshopFile.open(path)
    file.merge(minted(3, "from another laptop"))
    file.close()


def _restore(path: Path) -> None:
    form = PlainForm(path)
    copies = [choice for _copy, choice in restore.choices(form) if choice]
    if copies:
        restore.put_back(form, copies[-1])


def _edit_the_end(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\r\n\n")


def _carry_to_another_laptop(path: Path) -> None:
    """The file alone goes on a stick, is worked on there, and comes back over this one."""
    there = path.parent.parent / "stick" / path.name
    there.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, there)
    file = WorkshopFile.open(there)
    made = file.append([note("said elsewhere"), note("and taken back")])
    file.withdraw(made[1].id)
    file.merge(minted(2, "from a third laptop"))
    shutil.copyfile(there, path)


def _go_elsewhere(path: Path) -> None:
    """The whole folder is copied, hidden files too, and worked on."""
    copy = path.parent.parent / "copied"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(path.parent, copy)
    _append(copy / path.name)


def _tear(path: Path) -> None:
    tear_last_line(path, "never acknowledged")


def _put_an_old_one_in_place(path: Path) -> None:
    """By hand, and said to be meant."""
    copies = backups.all_of(path)
    if copies:
        shutil.copyfile(copies[-1].path, path)
        accept(path)


def _forget(path: Path) -> None:
    """The hidden file is lost, or half of it."""
    beside = watermark.beside(path)
    if beside.exists():
        beside.write_bytes(beside.read_bytes()[:100])


STEPS = (
    _append,
    _append_and_be_killed,
    _capture,
    _withdraw,
    _merge,
    _restore,
    _edit_the_end,
    _carry_to_another_laptop,
    _go_elsewhere,
    _tear,
    _put_an_old_one_in_place,
)


@settings(
    max_examples=max(CUTS // 8, 25),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=9))
def test_what_happens_by_right_is_never_taken_for_a_cut(
    tmp_path: Path, steps: list[Callable[[Path], None]]
) -> None:
    folder = tmp_path / "history"
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / "here" / "day.json"
    WorkshopFile.create(path, HEAD)
    for step in steps:
        step(path)
        known = [document["id"] for document in stock(path)] if step is not _tear else []
        found = WorkshopFile.open(path)
        assert set(known) <= {entry.id for entry in found.workshop.entries}
        assert examine(path).damage == []


def test_a_mark_that_is_lost_or_torn_refuses_nothing(path: Path) -> None:
    _append(path)
    _forget(path)
    assert watermark.read(path).known == ()
    _append(path)
    assert watermark.read(path).known[0].holds == 4
