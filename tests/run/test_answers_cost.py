"""A file's answers cost what they are many: four times the rows, four times the work."""

from pathlib import Path
from typing import Any

import pytest

from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.entry import Entry
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers, play_people
from coalition_cli.run.second_sitting import Difference
from tests.support.kind_exercise import HEAD
from tests.support.work_done import lines_run

pytestmark = pytest.mark.slow

FEW, TIMES = 20, 4
MOST = TIMES * 1.1
"""What is paid once makes it less than four times; what grows with the square is sixteen times."""

CATALOG = Catalog(folders())


def people(count: int) -> list[dict[str, str]]:
    return [{"name": f"Woman {number}"} for number in range(count)]


def pieces(count: int) -> list[dict[str, str]]:
    return [{"by": f"woman {number}", "text": f"A piece, {number}"} for number in range(count)]


def bundles(count: int, *, is_numbered: bool) -> dict[str, list[Any]]:
    named: list[Any] = (
        list(range(1, count + 1)) if is_numbered else [piece["text"] for piece in pieces(count)]
    )
    return {f"Theme {number}": named[2 * number : 2 * number + 2] for number in range(count // 2)}


def turns(count: int) -> list[dict[str, str]]:
    return [{"by": f"woman {number}", "text": f"I carry {number}"} for number in range(count)]


def ideas(count: int) -> list[str]:
    return [f"An idea, {number}" for number in range(count)]


def actions(count: int) -> list[dict[str, Any]]:
    """As many rows as ideas, half of them called by number, each led by one of three women."""
    return [
        {
            "what": number + 1 if number % 2 else f"An idea, {number}",
            "who": f"Woman {number % 3}",
            "first_step": f"Call them, {number}",
        }
        for number in range(count)
    ]


def answers_of(kind: str, count: int) -> tuple[str, dict[str, Any]]:
    """An exercise and its answers, everything in them ``count`` times."""
    of_steps: dict[str, tuple[str, dict[str, Any]]] = {
        "people": ("visioning", {}),
        "pieces": ("visioning", {"pieces": pieces(count)}),
        "bundles by words": (
            "visioning",
            {"pieces": pieces(count), "bundles": bundles(count, is_numbered=False)},
        ),
        "bundles by numbers": (
            "visioning",
            {"pieces": pieces(count), "bundles": bundles(count, is_numbered=True)},
        ),
        "ideas": ("action-plan", {"ideas": ideas(count)}),
        "actions": ("action-plan", {"ideas": ideas(count), "actions": actions(count)}),
        "turns": ("reflection-circle", {"circle": turns(count)}),
        "promises": (
            "reflection-circle",
            {"circle": turns(count), "promises": [f"A promise, {row}" for row in range(count)]},
        ),
    }
    return of_steps[kind]


KINDS = (
    "people",
    "pieces",
    "bundles by words",
    "bundles by numbers",
    "ideas",
    "actions",
    "turns",
    "promises",
)


def played(kind: str, count: int, workshop: Workshop, run: int = 1) -> list[Entry]:
    name, answers = answers_of(kind, count)
    differences: list[Difference] = []
    entries, _said = play_answers(
        CATALOG.exercise(name),
        run,
        {"people": people(count), name: answers},
        Path("paper.json"),
        workshop,
        CATALOG.find,
        "bench",
        differences=differences,
    )
    assert differences == []
    return entries


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("time", ["first", "second", "again"])
def test_it_grows_with_the_rows(kind: str, time: str) -> None:
    work = []
    for count in (FEW, FEW * TIMES):
        workshop = Workshop(HEAD)
        if time != "first":
            workshop.extend(played(kind, count, workshop))
        run = 2 if time == "again" else 1
        made: list[int] = []
        work.append(
            lines_run(lambda: made.append(len(played(kind, count, workshop, run))))  # noqa: B023
        )
        assert (made[0] >= count) is (time == "first" or (time == "again" and kind != "people"))
    assert work[1] <= work[0] * MOST


def test_people_of_a_list_grow_with_the_rows() -> None:
    work = []
    for count in (FEW, FEW * TIMES):
        workshop = Workshop(HEAD)
        rows = people(count)
        for _time in range(2):
            work.append(
                lines_run(
                    lambda: workshop.extend(  # noqa: B023
                        play_people(rows, Path("people.csv"), workshop, "bench")  # noqa: B023
                    )
                )
            )
        assert len(workshop.people()) == count
    assert work[2] <= work[0] * MOST
    assert work[3] <= work[1] * MOST
