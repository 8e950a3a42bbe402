"""What has a code on paper is called by the same one on the wall, on each of its screens."""

from collections.abc import Iterator
from typing import Any

import pytest

from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.run.wall_slide import step_slide
from coalition_cli.terminal.slides.frame import Framing
from tests.pages.rooms import SAMPLES, exercises, summary, workshop

SIZES = ((80, 24), (40, 12))


def shown(room: str, row: Any, columns: int, rows: int) -> str:
    """Every page on which the wall shows what came of the step of ``row``."""
    place = workshop(room).entry(row["id"]).place
    exercise = exercises().exercise(place.exercise)
    view = ViewMaker(exercises().find).of_run(workshop(room), exercise, place.run)
    put = ((), *((line,) for line in row.get("adopts") or ()))
    slides = [step_slide(view.step(place.step), view, at) for at in put]
    return "\n".join(_pages(slides, columns, rows))


def _pages(slides: Any, columns: int, rows: int) -> Iterator[str]:
    for slide in slides:
        framing = Framing()
        for page in range(1, framing.frame(slide, columns, rows).pages + 1):
            yield framing.frame(slide, columns, rows, page).text()


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("name", ["decisions", "actions"])
@pytest.mark.parametrize("room", SAMPLES)
def test_the_wall_calls_it_by_the_code_of_the_papers(
    room: str, name: str, columns: int, rows: int
) -> None:
    coded = [row for row in summary(room, "organizer").data[name] if row["code"]]
    without = [row["code"] for row in coded if row["code"] not in shown(room, row, columns, rows)]
    assert (bool(coded), without) == (True, [])
