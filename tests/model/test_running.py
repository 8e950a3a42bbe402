"""What is computed as lines come in is what it would be of all that stands."""

from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model.body_shape import Shape, counts
from coalition_cli.model.entry import MOVED, Entry, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.running import Running
from coalition_cli.model.workshop import Workshop

HEAD = Head("01", "A workshop", "2026-11-21")
PIECES, ELSEWHERE = Place("visioning", 1, "pieces"), Place("visioning", 1, "more")
SHAPE = Shape({"notes": counts})

Texts = dict[str, str]


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
