"""What a circle came to, for each of its readers: own words, answers for fewer, who is to come."""

from typing import Any

import pytest

from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.kinds import circle as kind
from coalition_cli.kinds.circle.circle_options import keys_asked, questions_of, share_of_field
from coalition_cli.model.entry import SHARES, Fact, Share
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item
from tests.kinds.kind_rooms import HOPE, NEED, NOW, seen_by
from tests.support.playing import Bench

FREE = {"text": "In her own words"}
ELSE = {"text": "Anything else, in her own words"}
ASKED_HOPE = {"hope": "What do you hope for?"}


def circle(share: Share = "participants", **options: Any) -> Step:
    return Step("s", "circle", "Circle", share=share, options=options)


@pytest.mark.parametrize(
    ("options", "questions", "keys"),
    [
        ({}, FREE, ["text"]),
        ({"only_fields": True}, FREE, ["text"]),
        ({"fields": [HOPE]}, ASKED_HOPE | ELSE, ["hope", "text"]),
        ({"fields": [HOPE], "only_fields": True}, ASKED_HOPE, ["hope"]),
        ({"ask_share": True}, FREE, ["text", "share"]),
    ],
)
def test_what_is_asked_in_a_turn(
    options: dict[str, Any], questions: dict[str, str], keys: list[str]
) -> None:
    step = circle(**options)
    assert list(questions_of(step).items()) == list(questions.items())
    assert keys_asked(step) == keys


@pytest.mark.parametrize(
    ("step_share", "field", "share"),
    [
        ("participants", "hope", None),
        ("participants", "need", "private"),
        ("private", "need", None),
        ("participants", "text", None),
    ],
)
def test_the_share_of_an_answer_that_differs(
    step_share: Share, field: str, share: Share | None
) -> None:
    assert share_of_field(field, circle(step_share, fields=[HOPE, NEED])) == share


class Round:
    """A circle in which turns were recorded."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.bench = Bench(step)

    def turn(self, by: str | None, share: Share = "participants", **body: Any) -> str:
        ids = {person.name: person.id for person in self.bench.view.people()}
        fact = Fact(body, ids.get(by or "", by))
        return self.bench.record(fact, self.bench.view.place("s"), share).id

    def rows(self, audience: Share) -> list[dict[str, Any]] | None:
        found = kind.result(self.step, seen_by(self.bench, audience))
        return found and [{key: row[key] for key in row if key != "id"} for row in found]

    def blocks(self, audience: Share) -> list[Block]:
        return kind.blocks(self.step, seen_by(self.bench, audience))


@pytest.mark.parametrize("audience", SHARES)
@pytest.mark.parametrize(
    ("options", "speaker", "readers"),
    [
        ({}, "Amina", ("private", "organizer")),
        ({"each": "person"}, "Amina", ("private", "organizer")),
        ({"each": "group"}, "Red", ("private", "organizer", "participants")),
        ({"each": "country"}, "DRC", ("private", "organizer", "participants")),
    ],
)
def test_who_reads_who_spoke(
    options: dict[str, str], speaker: str, readers: tuple[str, ...], audience: Share
) -> None:
    held = Round(circle("donor", **options))
    turn = held.turn(speaker, "donor", text="Maji")
    by = speaker if audience in readers else None
    assert held.rows(audience) == [{"by": by, "text": "Maji"}]
    assert held.blocks(audience)[0] == Bullets((Bullet("Maji", "1", by or ""),))
    assert (kind.result(held.step, seen_by(held.bench, audience)) or [])[0]["id"] == turn


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"text": "Maji"}, {"text": "Maji"}),
        ({"passed": True}, {"passed": True}),
        ({"spoke": True}, {"spoke": True}),
        ({"text": ""}, {"spoke": True}),
        ({"text": "", "share": "organizer"}, {"spoke": True}),
        ({"text": "Maji", "share": "organizer"}, {"text": "Maji"}),
        ({"other": "Taa"}, {"other": "Taa"}),
        ({}, None),
        ({"share": "organizer"}, None),
    ],
)
def test_what_a_turn_came_to(body: dict[str, Any], told: dict[str, Any] | None) -> None:
    held = Round(circle())
    held.turn("Amina", **body)
    assert held.rows("organizer") == (None if told is None else [{"by": "Amina", **told}])


def test_a_turn_that_is_under_way_and_has_no_words_yet_is_not_told() -> None:
    held = Round(circle(fields=[HOPE, NOW]))
    held.turn("Amina", hope="")
    assert held.rows("organizer") is None
    held.turn("Baraka", hope="Kazi")
    assert held.rows("organizer") == [{"by": "Baraka", "hope": "Kazi"}]


def test_an_answer_for_fewer_is_told_to_these_alone() -> None:
    held = Round(circle(fields=[HOPE, NEED], only_fields=True))
    turn = held.turn("Amina", hope="Kazi")
    held.turn("Amina", "private", turn=turn, need="Kiti")
    assert held.rows("private") == [{"by": "Amina", "hope": "Kazi", "need": "Kiti"}]
    assert held.rows("organizer") == [{"by": "Amina", "hope": "Kazi"}]
    helps, asked = Bullet("Kiti", NEED["prompt"]), f"{HOPE['prompt']} Kazi"
    to_come = Prose("2 people to come.", "quiet")
    assert held.blocks("private") == [
        Bullets((Bullet(asked, "1", "Amina", (helps,)),)),
        to_come,
    ]
    assert held.blocks("participants") == [Bullets((Bullet(asked, "1"),)), to_come]


def test_whose_only_answer_is_for_fewer_has_a_line_there_and_is_counted_elsewhere() -> None:
    held = Round(circle(fields=[NEED], only_fields=True))
    turn = held.turn("Amina")
    held.turn("Amina", "private", turn=turn, need="Kiti")
    (bullets, *_rest) = held.blocks("private")
    assert bullets == Bullets((Bullet(f"{NEED['prompt']} Kiti", "1", "Amina"),))
    assert held.blocks("participants") == [Prose("2 people to come.", "quiet")]
    assert held.rows("organizer") == [{"by": "Amina", "spoke": True}]


def test_words_that_are_said_freely_stand_above_the_answers() -> None:
    held = Round(circle(fields=[HOPE, NOW]))
    held.turn("Amina", hope="Kazi", now="Hapa", text="Asante")
    held.turn("Baraka", hope="", now="Там", text="")
    assert held.blocks("organizer")[0] == Bullets(
        (
            Bullet(
                *("Asante", "1", "Amina"),
                (Bullet("Kazi", HOPE["prompt"]), Bullet("Hapa", NOW["prompt"])),
            ),
            Bullet(f"{NOW['prompt']} Там", "2", "Baraka"),
        )
    )


def test_the_main_answer_stands_above_the_others_and_is_what_others_work_on() -> None:
    held = Round(circle(fields=[NOW, HOPE], main="hope"))
    first = held.turn("Amina", now="Hapa", hope="Kazi", text="Asante")
    held.turn("Baraka", now="Там", hope="", text="")
    held.turn("Chausiku", "private", hope="Hers", now="", text="")
    last = held.turn(None, hope="Amani", now="", text="")
    shown = held.blocks("participants")[0]
    assert shown == Bullets(
        (
            Bullet("Kazi", "1", "", (Bullet("Hapa", NOW["prompt"]), Bullet("Asante"))),
            Bullet(f"{NOW['prompt']} Там", "2"),
            Bullet("Amani", "4"),
        )
    )
    found = kind.items(held.step, seen_by(held.bench, "participants"))
    assert found == [Item(first, 1, "Kazi"), Item(last, 4, "Amani")]


def test_a_main_answer_for_fewer_is_an_item_of_its_turn() -> None:
    held = Round(circle(fields=[NEED], only_fields=True, main="need"))
    turn = held.turn("Amina")
    held.turn("Amina", "private", turn=turn, need="Kiti")
    assert kind.items(held.step, held.bench.view) == []
    found = kind.items(held.step, seen_by(held.bench, "private"))
    assert found == [Item(turn, 1, "Kiti")]
    assert held.blocks("private")[0] == Bullets((Bullet("Kiti", "1", "Amina"),))


def test_without_a_main_answer_others_work_on_free_words() -> None:
    held = Round(circle(fields=[HOPE]))
    held.turn("Amina", hope="Kazi", text="")
    turn = held.turn("Baraka", hope="Amani", text="Asante")
    assert kind.items(held.step, held.bench.view) == [Item(turn, 2, "Asante")]


def test_promises_and_what_was_learnt_are_given_on() -> None:
    held = Round(circle())
    held.turn("Amina", commitment="I call", text="")
    held.turn("Baraka", learning="Subira", text="")
    held.turn("Chausiku", text="Asante", commitment="")
    assert [row["by"] for row in kind.commitments(held.step, seen_by(held.bench, "organizer"))] == [
        "Amina",
        "Baraka",
    ]
    assert kind.commitments(held.step, Round(circle()).bench.view) == []
    assert kind.voice(held.step, held.bench.view) == "words"


PEOPLE = Prose("2 people to come.", "quiet")
ONE = Prose("1 person to come.", "quiet")


def test_how_many_are_to_come_is_said_from_the_first_turn_to_the_last() -> None:
    held = Round(circle())
    assert held.blocks("participants") == []
    held.turn("Amina", passed=True)
    assert held.blocks("participants") == [PEOPLE]
    held.turn("Baraka", passed=True)
    assert held.blocks("participants") == [ONE]
    held.turn("Chausiku", spoke=True)
    assert held.blocks("participants") == []


@pytest.mark.parametrize(
    ("heard", "words"),
    [(["Jua"], "2 groups to come."), (["Blue"], "1 group to come."), (["Blue", "Red"], "")],
)
def test_of_groups_it_is_groups(heard: list[str], words: str) -> None:
    held = Round(circle(each="group"))
    for name in heard:
        held.turn(name, passed=True)
    assert held.blocks("participants") == ([Prose(words, "quiet")] if words else [])


def test_nobody_is_to_come_before_the_first_turn_is_over_or_once_the_step_is() -> None:
    held = Round(circle())
    held.turn("Amina")
    assert held.blocks("participants") == []
    held.turn("Baraka", passed=True)
    bench = held.bench
    bench.record(Fact({}, op="done"), bench.view.place("s"), "participants")
    assert held.blocks("participants") == []


@pytest.mark.parametrize(
    ("hidden", "words"),
    [(1, "1 is kept and not shown here."), (2, "2 are kept and not shown here.")],
)
def test_what_is_not_shown_is_counted(hidden: int, words: str) -> None:
    held = Round(circle())
    held.turn("Baraka", "private", passed=True)
    for name in ("Amina", "Chausiku")[:hidden]:
        held.turn(name, "private", text="Hers")
    shown = held.blocks("participants")
    assert shown[0] == Prose(words, "quiet")
    assert shown[1:] == [ONE] * (2 - hidden)


@pytest.mark.parametrize(
    ("audience", "share", "is_told"),
    [
        ("private", "participants", True),
        ("participants", "organizer", True),
        ("participants", "private", False),
        ("donor", "participants", False),
    ],
)
def test_whose_turn_it_is_is_said_where_all_may_hear_it(
    audience: Share, share: Share, is_told: bool
) -> None:
    held = Round(circle(share))
    held.turn("Baraka", share)
    expected = [
        Prose("Now: Baraka", "strong"),
        Prose("Next, if they like: Amina, Chausiku", "quiet"),
    ]
    shown = kind.now(held.step, seen_by(held.bench, audience))
    assert shown == (expected if is_told else [])


def test_the_turn_of_somebody_unnamed_says_only_who_is_next() -> None:
    held = Round(circle())
    held.turn(None)
    (shown,) = kind.now(held.step, held.bench.view)
    assert shown == Prose("Next, if they like: Amina, Baraka", "quiet")
    for name in ("Amina", "Baraka", "Chausiku"):
        held.turn(name, passed=True)
    assert kind.now(held.step, held.bench.view) == []
