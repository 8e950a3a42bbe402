"""What is computed as lines come in is what it would be of all that stands."""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model.body_shape import Shape, counts
from coalition_cli.model.entry import MOVED, Entry, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.running import Running, Tally, Waiting
from coalition_cli.model.workshop import Workshop

HEAD = Head("01", "A workshop", "2026-11-21")
PIECES, ELSEWHERE = Place("visioning", 1, "pieces"), Place("visioning", 1, "more")
SHAPE = Shape({"notes": counts})

Texts = dict[str, str]
S = TypeVar("S")


def say(workshop: Workshop, fact: Fact, place: Place = PIECES) -> Entry:
    entry = make(
        fact,
        place,
        share="participants",
        device="0a1b2c3d",
        after=workshop.last,
        beyond=workshop.beyond(fact, place),
    )
    workshop.extend([entry])
    return entry


def texts_of(workshop: Workshop, takings: list[str]) -> Running[Texts]:
    def take(texts: Texts, entry: Entry) -> None:
        takings.append(entry.id)
        texts[entry.id] = entry.text

    return Running(workshop, PIECES, SHAPE, dict, take)


def running_of(workshop: Workshop, make: Callable[[], S], take: Callable[[S, Entry], None]) -> Any:
    return Running(workshop, PIECES, SHAPE, make, take)


def waits(entry: Entry) -> bool:
    return "7" in entry.text


def marks_of(entry: Entry) -> list[str]:
    return [*entry.text.split(), *entry.text.split()]


def standing(workshop: Workshop) -> Texts:
    return {e.id: e.text for e in workshop.standing(PIECES) if workshop.fits(e, SHAPE)}


def act(workshop: Workshop, sort: str, about: int) -> None:
    lines = [entry for entry in workshop.entries if entry.op == "add"]
    line = lines[about % len(lines)] if lines else None
    words = f"words {len(workshop.entries)}"
    if sort == "add" or line is None:
        say(workshop, Fact({"text": words}))
    elif sort == "odd":
        say(workshop, Fact({"text": words, "notes": "none"}, op="edit", ref=line.id), line.place)
    elif sort == "move":
        say(workshop, Fact({"text": line.text, MOVED: line.id}), ELSEWHERE)
    elif sort == "move back":
        say(workshop, Fact({"text": line.text, MOVED: line.id}), PIECES)
    elif sort == "renew":
        workshop.renew(HEAD, workshop.entries[: about % len(workshop.entries)])
    elif sort == "undo":
        last = workshop.entries[about % len(workshop.entries)]
        say(workshop, Fact({}, op="drop", ref=last.id), last.place)
    else:
        say(workshop, Fact({"text": words}, op=sort, ref=line.id), line.place)  # type: ignore[arg-type]


SORTS = ("add", "edit", "drop", "undo", "withdraw", "odd", "move", "move back", "renew")


@given(st.lists(st.tuples(st.sampled_from(SORTS), st.integers(0, 9)), max_size=20))
def test_it_is_what_all_that_stands_comes_to(acts: list[tuple[str, int]]) -> None:
    workshop = Workshop(HEAD)
    running = texts_of(workshop, [])
    for sort, about in acts:
        act(workshop, sort, about)
        assert running.now() == standing(workshop)
        kept = workshop.once(PIECES, "texts", lambda: standing(workshop))
        assert kept == standing(workshop)


@given(st.lists(st.tuples(st.sampled_from(SORTS), st.integers(0, 9)), max_size=20))
def test_what_waits_and_what_is_counted_is_what_a_look_at_all_lines_finds(
    acts: list[tuple[str, int]],
) -> None:
    workshop = Workshop(HEAD)
    waiting = running_of(workshop, lambda: Waiting(waits), Waiting.take)
    tally = running_of(workshop, lambda: Tally(marks_of), Tally.take)
    for sort, about in acts:
        act(workshop, sort, about)
        texts = standing(workshop)
        first = waiting.now().first()
        assert (first is None) is not any("7" in text for text in texts.values())
        assert first is None or texts[first.id] == first.text
        for mark in ("words", "0", "7", "nobody's"):
            found = [text for text in texts.values() if mark in text.split()]
            assert tally.now().count(mark) == len(found)


def test_the_line_that_came_first_waits_longest_whatever_became_of_it_between() -> None:
    workshop = Workshop(HEAD)
    waiting = running_of(workshop, lambda: Waiting(waits), Waiting.take)
    first, second = (say(workshop, Fact({"text": f"7 of {number}"})) for number in range(2))
    assert waiting.now().first().id == first.id
    say(workshop, Fact({"text": "over"}, op="edit", ref=first.id))
    assert waiting.now().first().id == second.id
    say(workshop, Fact({"text": "7 again"}, op="edit", ref=first.id))
    assert waiting.now().first().id == first.id


def test_each_line_is_taken_in_once() -> None:
    workshop, takings = Workshop(HEAD), list[str]()
    running = texts_of(workshop, takings)
    for number in range(50):
        line = say(workshop, Fact({"text": f"piece {number}"}))
        running.now()
        say(workshop, Fact({"text": f"A piece, {number}"}, op="edit", ref=line.id))
        say(workshop, Fact({"text": "beside it"}), ELSEWHERE)
        running.now()
    assert len(takings) == 100
    assert list(running.now().values())[-1] == "A piece, 49"


def test_what_follows_from_a_place_is_made_anew_only_when_something_changes_there() -> None:
    workshop = Workshop(HEAD)
    line = say(workshop, Fact({"text": "a house"}))
    once = workshop.once(PIECES, "texts", lambda: standing(workshop))
    say(workshop, Fact({"text": "beside it"}), ELSEWHERE)
    assert workshop.once(PIECES, "texts", lambda: standing(workshop)) is once
    say(workshop, Fact({"text": "our house"}, op="edit", ref=line.id))
    assert workshop.once(PIECES, "texts", lambda: standing(workshop)) == {line.id: "our house"}
