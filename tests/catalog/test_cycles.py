"""Exercises that draw on each other in a circle: named with the whole way, held all the same."""

from pathlib import Path

import pytest

from coalition_cli import catalog

HEAD = """\
id = "{name}"
title = "Mine"
purpose = "To try."
language = "en"
minutes = {{ min = 1, usual = 1, max = 3 }}
intensity = "low"
"""
WEIGH = """
[[steps]]
id = "weigh"
kind = "score"
title = "Weigh"
minutes = 1
from = "{source}"
criteria = [{{ id = "urgency", title = "U", prompt = "Urgent?" }}]
"""
NAMES = """
[[steps]]
id = "names"
kind = "themes"
title = "Names"
minutes = {minutes}
from = "{source}"
"""


def weighing(name: str, source: str) -> str:
    return (HEAD + WEIGH).format(name=name, source=source)


def told(path: Path, *folders: Path) -> list[str]:
    return [str(found) for found in catalog.mistakes(path, folders)]


def circle(path: Path, line: int, key: str, way: str) -> list[str]:
    where = f"{path}:{line}: {key}: expected a step that does not draw on this one"
    return [f"{where} (they draw on each other in a circle: {way})"]


def test_two_exercises_that_draw_on_each_other_are_both_told_the_circle(put):
    one, two = (
        put("one.toml", weighing("one", "two.weigh")),
        put("two.toml", weighing("two", "one.weigh")),
    )
    assert told(one) == circle(one, 13, "steps[0].from", "one.weigh → two.weigh → one.weigh")
    assert told(two) == circle(two, 13, "steps[0].from", "two.weigh → one.weigh → two.weigh")


def test_a_circle_over_three_files_and_over_steps_of_one_file_is_told_whole(put):
    one = put("one.toml", weighing("one", "two.weigh"))
    within = NAMES.format(minutes=0, source="three.weigh") + WEIGH.format(source="names")
    two = put("two.toml", HEAD.format(name="two") + within)
    three = put("three.toml", weighing("three", "one.weigh"))
    way = "one.weigh → two.weigh → two.names → three.weigh"
    assert told(one) == circle(one, 13, "steps[0].from", f"{way} → one.weigh")
    assert told(three) == circle(three, 13, "steps[0].from", f"three.weigh → {way}")
    assert [each.partition("circle: ")[2] for each in told(two)] == [
        "two.names → three.weigh → one.weigh → two.weigh → two.names)",
        "two.weigh → two.names → three.weigh → one.weigh → two.weigh)",
    ]
    beside = put("beside.toml", weighing("beside", "one.weigh"))
    assert told(beside) == []


def test_a_step_that_draws_on_itself_is_a_circle_of_one(put):
    path = put("one.toml", weighing("one", "one.weigh"))
    assert told(path) == circle(path, 13, "steps[0].from", "one.weigh → one.weigh")


def test_a_file_of_ones_own_in_the_place_of_a_shipped_one_closes_a_circle_with_another(put):
    """A copy in one's own folder may draw on what is one's own; what was shipped does not."""
    shipped = (catalog.shipped() / "agenda-ranking.toml").read_text("utf-8")
    own = put("own/agenda-ranking.toml", shipped.replace('from = "issues"', 'from = "mine.weigh"'))
    mine = put("extra/mine.toml", weighing("mine", "agenda-ranking.scores"))
    folders = (mine.parent, own.parent, catalog.shipped())
    way = "mine.weigh → agenda-ranking.scores → mine.weigh"
    assert told(mine, *folders) == circle(mine, 13, "steps[0].from", way)
    (found,) = told(own, *folders)
    assert "a circle: agenda-ranking.scores → mine.weigh → agenda-ranking.scores" in found
    assert told(mine) == []  # beside the shipped one there is no circle


@pytest.mark.parametrize("kind", ["notes", "plan"])
def test_what_is_only_offered_closes_no_circle(put, kind):
    offering = {
        "notes": 'kind = "notes"\noffers = ["two.weigh"]',
        "plan": 'kind = "plan"\nagenda = "two.weigh"',
    }
    step = f'\n[[steps]]\nid = "said"\ntitle = "Said"\nminutes = 1\n{offering[kind]}\n'
    assert told(put("one.toml", HEAD.format(name="one") + step)) != []
    put("two.toml", weighing("two", "one.said"))
    assert told(put("one.toml", HEAD.format(name="one") + step)) == []
    assert told(put("two.toml", weighing("two", "one.said"))) == []


def test_an_exercise_with_a_circle_is_held_all_the_same(put):
    path = put("one.toml", weighing("one", "two.weigh"))
    put("two.toml", weighing("two", "one.weigh"))
    assert (
        catalog.Catalog([path.parent]).exercise("one").step("weigh").options["from"] == "two.weigh"
    )


def test_no_shipped_exercise_draws_on_itself():
    for path in catalog.shipped().glob("*.toml"):
        assert not [each for each in told(path) if "circle" in each]
