"""A theme keeps its history: from which notes it was made, what went where, how it was called."""

from coalition_cli import kinds
from coalition_cli.blocks import Bullets, Heading
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import SOURCE, a_bench, seen_by
from tests.support.changing import fix, undo
from tests.support.playing import ENTER, Bench

THEMES = Step("t", "themes", "Themes", options={"from": "ideas"})


def told(bench: Bench, audience: str = "participants") -> dict[str, list[str]]:
    """What is told of each theme, without the times."""
    found: dict[str, list[str]] = {}
    for block in kinds.history(THEMES, seen_by(bench, audience)):
        if isinstance(block, Heading):
            lines = found[block.text] = []
        elif isinstance(block, Bullets):
            assert all(len(item.mark) == len("10:31") for item in block.items)
            lines += [item.text for item in block.items]
    return found


def test_what_it_took_what_it_lost_and_its_names_in_their_order() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 2 Work\r", "2 Home\r", "3 work\r", ENTER)
    fix(bench.view.said("t")[0], "Work and money", bench.record)
    assert told(bench) == {
        "Work and money": [
            "Put together from 1, 2.",
            "2 went to Home.",
            "Took in 3.",
            "Renamed; until then: Work",
        ],
        "Home": ["Put together from 2."],
    }


def test_an_undo_is_told_as_what_it_changed() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 2 Work\r", "2 Home\r", ENTER)
    home = bench.view.said("t")[1]
    undo(home, bench.record)
    assert told(bench) == {
        "Work": ["Put together from 1, 2.", "2 went to Home.", "Took 2 from Home."],
        "Home": ["Put together from 2.", "Taken back."],
    }


def test_a_note_that_was_withdrawn_is_counted_and_no_step_without_themes_tells_any() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 2 Work\r", ENTER)
    note = bench.view.said("ideas")[0]
    bench.record(Fact({}, op="withdraw", ref=note.id), note.place, "participants")
    assert told(bench) == {"Work": ["Put together from 2, 1 more."]}
    assert kinds.history(SOURCE, bench.view) == []
