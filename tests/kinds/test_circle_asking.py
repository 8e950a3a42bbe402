"""Turns of a circle as they are asked: who is next, what she is asked, and who may read it."""

from typing import Any

import pytest

from coalition_cli.blocks import Bullet, Bullets, Prose
from coalition_cli.kinds import circle as kind
from coalition_cli.model.entry import PEOPLE, Fact, Share
from coalition_cli.model.exercise import Record, Step
from coalition_cli.stage import Cue
from tests.kinds.kind_rooms import HOPE, NEED, NOW
from tests.kinds.overhearing import PASS, overhear
from tests.support.playing import Bench

FINISH, UNLISTED = "\0finish", "\0unlisted"
CLOSE, EVERYONE = (
    (FINISH, "Close the circle now"),
    (FINISH, "Everyone was heard: close the circle"),
)
UNNAMED = ("", "Someone without a name here")
OTHER = (UNLISTED, "A group that is not in this list")


def circle(record: Record = "text", share: Share = "participants", **options: Any) -> Step:
    return Step("s", "circle", "Circle", record=record, share=share, options=options)


def stored(bench: Bench) -> list[tuple[Any, ...]]:
    named = bench.workshop.name_of
    return [(named(e.by), e.share, dict(e.body)) for e in bench.view.said("s")]


def test_whoever_was_not_heard_is_offered_first() -> None:
    bench = Bench(people=("Amina", "Baraka"))
    heard = overhear(
        bench, circle(), "Baraka", "Maji", UNNAMED[1], "Taa", "Amina", PASS, "Baraka", "Soko"
    )
    assert heard.choices == [((number, "by"), "Whose turn is it?", None) for number in range(5)]
    assert heard.options == [
        [("Amina", "Amina"), ("Baraka", "Baraka"), UNNAMED, CLOSE],
        *[[("Amina", "Amina"), UNNAMED, CLOSE, ("Baraka", "Baraka again")]] * 2,
        *[[EVERYONE, UNNAMED, ("Amina", "Amina again"), ("Baraka", "Baraka again")]] * 2,
    ]
    assert stored(bench) == [
        ("Baraka", "participants", {"text": "Maji"}),
        ("", "participants", {"text": "Taa"}),
        ("Amina", "participants", {"passed": True}),
        ("Baraka", "participants", {"text": "Soko"}),
    ]


def test_the_question_of_a_turn() -> None:
    heard = overhear(Bench(), circle(), "Amina", "Maji", UNNAMED[1], "Taa", FINISH, "never asked")
    named, unnamed = heard.questions
    assert (named.key, named.prompt) == ((0, "text"), "Amina: In her own words")
    assert (unnamed.key, unnamed.prompt) == ((1, "text"), "In her own words")
    assert (named.may_pass, named.repeats, named.default) == (True, False, None)
    assert named.hint == "She may pass. An empty line: nothing is written."
    assert len(heard.choices) == 3


def test_where_nobody_may_pass_nobody_is_offered_it() -> None:
    step = Step("s", "circle", "Circle", may_pass=False)
    (question,) = overhear(Bench(), step, "Amina", "Maji").questions
    assert not question.may_pass


def test_once_something_was_said_nobody_passes_any_more() -> None:
    bench, step = Bench(), circle(fields=[HOPE, NEED])
    heard = overhear(bench, step, "Amina", "Kazi", "Kiti", "")
    assert [(q.key, q.prompt, q.may_pass, q.hint) for q in heard.questions] == [
        (
            *((0, "hope"), "Amina: What do you hope for?", True),
            "She may pass. An empty line: nothing is written.",
        ),
        ((0, "need"), "Amina: What helps you?", False, "An empty line: nothing."),
        ((0, "text"), "Amina: Anything else, in her own words", False, "An empty line: nothing."),
    ]
    first = bench.view.said("s")[0]
    assert stored(bench) == [
        ("Amina", "participants", {"hope": "Kazi", "text": ""}),
        ("Amina", "private", {"turn": first.id, "need": "Kiti"}),
    ]


def test_a_turn_that_was_broken_off_goes_on_with_what_was_not_asked() -> None:
    bench, step = Bench(), circle(fields=[NEED, HOPE], only_fields=True)
    overhear(bench, step, "Amina", "Kiti")
    heard = overhear(bench, step, "Kazi")
    assert [question.prompt for question in heard.questions] == ["Amina: What do you hope for?"]
    assert not heard.questions[0].may_pass
    assert [choice[0] for choice in heard.choices] == [(1, "by")]


def test_an_answer_for_fewer_that_is_empty_was_asked_all_the_same() -> None:
    bench, step = Bench(), circle(fields=[NEED, HOPE], only_fields=True)
    overhear(bench, step, "Amina", "")
    (question,) = overhear(bench, step).questions
    assert question.prompt == "Amina: What do you hope for?"


def test_passing_takes_the_share_of_the_step_for_she_said_nothing() -> None:
    bench, step = Bench(), circle(share="organizer", ask_share=True)
    overhear(bench, step, "Amina", PASS)
    assert stored(bench) == [("Amina", "organizer", {"passed": True})]


HERS = [
    ("private", "Only she herself"),
    ("organizer", "She and the organizers"),
    ("participants", "Everyone who took part"),
]
THEIRS = [
    ("private", "Nobody else"),
    ("organizer", "The organizers"),
    ("participants", "Everyone who took part"),
]


@pytest.mark.parametrize(
    ("options", "speaker", "readers"), [({}, "Amina", HERS), ({"each": "group"}, "Red", THEIRS)]
)
def test_who_may_read_it_is_asked_last(
    options: dict[str, Any], speaker: str, readers: list[tuple[str, str]]
) -> None:
    bench = Bench()
    step = circle(share="organizer", ask_share=True, **options)
    heard = overhear(bench, step, speaker, "Maji", "participants")
    assert heard.choices[1] == ((0, "share"), "Who may see this?", "private")
    assert heard.options[1] == readers
    assert stored(bench) == [(speaker, "participants", {"text": "Maji", "share": "participants"})]


def test_until_she_answered_it_is_hers_alone_and_without_words_it_is_not_asked() -> None:
    bench, step = Bench(), circle(ask_share=True)
    overhear(bench, step, "Amina", "Maji")
    assert stored(bench) == [("Amina", "private", {"text": "Maji"})]
    bench = Bench()
    heard = overhear(bench, step, "Amina", "")
    assert [choice[0] for choice in heard.choices] == [(0, "by"), (1, "by")]
    assert stored(bench) == [("Amina", "participants", {"text": "", "share": "participants"})]


@pytest.mark.parametrize(
    ("speaker", "prompt"), [("Amina", "Amina"), (UNNAMED[1], "Someone without a name here")]
)
def test_where_nothing_is_written_she_speaks_or_passes(speaker: str, prompt: str) -> None:
    bench, step = Bench(), circle(record="count", share="organizer")
    heard = overhear(bench, step, speaker, "false", "Baraka", "true")
    assert heard.choices[1] == ((0, "passed"), prompt, "false")
    assert heard.choices[3] == ((1, "passed"), "Baraka", "false")
    assert heard.options[1] == [
        ("false", "She speaks, and nothing is written"),
        ("true", "She passes"),
    ]
    assert heard.questions == []
    assert [row[1:] for row in stored(bench)] == [
        ("organizer", {"spoke": True}),
        ("organizer", {"passed": True}),
    ]


def test_groups_have_their_turns_by_the_clock() -> None:
    bench = Bench()
    step = Step("s", "circle", "Reports", per_person_seconds=90, options={"each": "group"})
    heard = overhear(bench, step, "Red", "Maji", UNLISTED, "Jua", "Taa", "Blue", "", FINISH, "no")
    assert heard.cues == [
        Cue(90, f"{name} speaks; the others listen.", 0, 1) for name in ("Red", "Jua", "Blue")
    ]
    assert [choice[:2] for choice in heard.choices] == [
        ((number, "by"), "Whose turn is it?") for number in range(4)
    ]
    assert heard.options == [
        [("Blue", "Blue"), ("Red", "Red"), OTHER, CLOSE],
        [("Blue", "Blue"), OTHER, CLOSE, ("Red", "Red again")],
        [("Blue", "Blue"), OTHER, CLOSE, ("Red", "Red again"), ("Jua", "Jua again")],
        [EVERYONE, OTHER, ("Blue", "Blue again"), ("Red", "Red again"), ("Jua", "Jua again")],
    ]
    typed = heard.questions[1]
    assert (typed.key, typed.prompt, typed.repeats) == ((1, "by"), "Which group speaks?", True)
    assert (typed.hint, typed.default) == ("An empty line: everyone was heard.", None)
    assert [by for by, *_rest in stored(bench)] == ["Red", "Jua", "Blue"]


def test_countries_have_turns_of_their_own() -> None:
    bench = Bench()
    bench.record(Fact({"text": "Eva", "country": "DRC", "group": "Sun"}), PEOPLE, "organizer")
    bench.record(Fact({"text": "Зоя", "country": "Кения"}), PEOPLE, "organizer")
    heard = overhear(bench, circle(each="country"), "DRC", "Maji")
    assert heard.options[0] == [("DRC", "DRC"), ("Кения", "Кения"), OTHER, CLOSE]
    assert heard.pages[-1][0] == Prose("Next, if they like: Кения", "quiet")


def test_people_have_no_clock_of_their_own() -> None:
    step = Step("s", "circle", "Circle", per_person_seconds=90)
    assert overhear(Bench(), step, "Amina", "Maji").cues == []


def test_where_no_group_is_known_each_is_typed() -> None:
    bench, step = Bench(people=()), circle(each="group", fields=[NOW], only_fields=True)
    heard = overhear(bench, step, "Jua", "Maji", "", "never read")
    assert heard.choices == []
    assert [question.key for question in heard.questions] == [(0, "by"), (0, "now"), (1, "by")]
    assert stored(bench) == [("Jua", "participants", {"now": "Maji"})]


def test_the_page_says_whose_turn_it_is_and_who_comes_next() -> None:
    bench = Bench(people=("Amina", "Baraka", "Chausiku", "Dada"))
    heard = overhear(bench, circle(), "Baraka", "Maji")
    line = Bullets((Bullet("Maji", "1"),))
    assert heard.pages == [
        [Prose("Next, if they like: Amina, Baraka", "quiet")],
        [
            Prose("Now: Baraka", "strong"),
            Prose("Next, if they like: Amina, Chausiku", "quiet"),
        ],
        [
            Prose("Next, if they like: Amina, Chausiku", "quiet"),
            line,
            Prose("3 people to come.", "quiet"),
        ],
    ]


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        ("Maji", "Maji"),
        ({"text": "Maji"}, {"text": "Maji"}),
        ([], []),
        (["Maji"], [{"by": "", "text": "Maji"}]),
        ([{"text": "Maji"}], [{"by": "", "text": "Maji"}]),
        ([{"by": "Amina", "passed": True}], [{"by": "Amina", "passed": True}]),
        ([7], [7]),
    ],
)
def test_rows_of_a_file_need_not_say_who_spoke(value: Any, rows: Any) -> None:
    assert kind.arrange(value) == rows
