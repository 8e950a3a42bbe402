"""Cards: what is refused, seen and read, and that a draw goes through the whole deck."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Bullets, Heading, Prose
from coalition_cli.errors import Problem
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.run.engine import play_step
from tests.kinds.kind_rooms import DECK, SIGNS, cards, seen_by, texts
from tests.support.playing import DOWN, ENTER, Bench, keyboard

SORTED = cards(way="sort", buckets=SIGNS)
TELLING = cards(own=True, ask_source=True, most=3)
AUDIENCES = ("private", "organizer", "participants", "donor")


def taken(bench: Bench, step: Step) -> list[str]:
    return [row["card"] for row in bench.result(step) or []]


def card_titles(shown: list[Any]) -> list[str]:
    return [block.text for block in shown if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("step", "value", "said"),
    [
        (cards(), ["radoi"], 'trial.s[1].card: "radoi" is none of these: radio, phones, press'),
        (cards(), ["radio", "press"], "trial.s[2]: nothing in this step goes by that name"),
        (
            cards(most=2),
            ["radio", "radio"],
            'trial.s[2].card: "radio" is none of these: phones, press',
        ),
        (cards(), [{"title": "Ours"}], '"own" is none of these: radio, phones, press'),
        (TELLING, [{"title": " "}], "trial.s[1].title: There is nothing to save here"),
        (
            TELLING,
            [{"title": "Ours", "may_name": "perhaps"}],
            'may_name: "perhaps" is none of these: false, true',
        ),
        (cards(most=2), [["radio"]], "nothing in this step goes by that name"),
        (
            SORTED,
            {"radio": "tent"},
            'trial.s.radio: "tent" is none of these: pass, network, platform',
        ),
        (SORTED, {"telly": "network"}, "trial.s.telly: nothing in this step goes by that name"),
        (
            SORTED,
            [{"card": "radio", "bucket": "network"}, {"card": "radio", "bucket": "platform"}],
            "trial.s[1]",
        ),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(step: Step, value: Any, said: str) -> None:
    with pytest.raises(Problem) as problem:
        Bench(step).answer(step, value)
    assert said in problem.value.sentence


def test_what_was_sorted_may_be_a_list_or_a_table() -> None:
    by_list, by_table = Bench(SORTED), Bench(SORTED)
    by_list.answer(
        SORTED, [{"card": "radio", "bucket": "network"}, {"card": "press", "passed": True}]
    )
    by_table.answer(SORTED, {"press": "pass", "radio": "network"})
    rows = [[{**row, "id": ""} for row in bench.result(SORTED)] for bench in (by_list, by_table)]
    assert (
        rows[0]
        == rows[1]
        == [
            {"id": "", "card": "radio", "text": "Radio [bold]", "bucket": "network"},
            {"id": "", "card": "press", "text": "Пресса", "passed": True},
        ]
    )


def test_while_a_card_is_read_the_room_sees_it_whole_and_a_card_that_goes_deep_with_a_warning() -> (
    None
):
    step = cards(most=2)
    bench = Bench(step)
    bench.answer(step, ["press", "radio"])
    shown = kinds.blocks(step, bench.view)
    assert card_titles(shown) == ["Radio [bold]"]
    assert [block.text for block in shown if isinstance(block, Prose)] == ["One hour", "Whose?"]
    deep = Bench(step)
    deep.answer(step, ["press"])
    assert "warning" in [
        block.tone for block in kinds.blocks(step, deep.view) if isinstance(block, Prose)
    ]


def test_the_warning_stands_there_before_anybody_has_chosen() -> None:
    step = cards()
    with keyboard("4", ENTER, ENTER, ENTER, "1", ENTER) as stage:
        bench = Bench(step)
        play_step(step, bench.view, stage, bench.record)
    pages = [texts(list(page)) for page in stage.pages]
    assert "This card goes deep" in pages[3]
    assert taken(bench, step) == ["radio"]


def test_going_back_through_cards_writes_nothing() -> None:
    step = cards(way="show")
    bench = Bench(step)
    back_at_second, back_at_third = DOWN * 3 + ENTER, DOWN * 2 + ENTER
    bench.type(step, ENTER, ENTER, back_at_third, DOWN + ENTER, ENTER, ENTER, ENTER)
    assert back_at_second
    assert taken(bench, step) == ["radio", "phones", "press"]
    assert len(bench.workshop.at_place(bench.view.place("s"))) == 3


def test_another_card_can_be_taken_instead() -> None:
    step = cards()
    bench = Bench(step)
    bench.type(step, "1", DOWN + ENTER, "3", ENTER)
    assert taken(bench, step) == ["press"]


def test_the_last_card_told_can_be_left_out_too() -> None:
    step = cards(way="show")
    bench = Bench(step)
    bench.type(step, ENTER, ENTER, DOWN + ENTER)
    assert taken(bench, step) == ["radio", "phones"]


def test_a_draw_goes_through_the_whole_deck_over_several_runs() -> None:
    step = cards(way="draw")
    bench = Bench(step)
    drawn = []
    for run in range(1, 7):
        view = bench.another_run(run)
        with keyboard(ENTER, ENTER) as stage:
            play_step(step, view, stage, bench.record)
        drawn += [entry.body["card"] for entry in view.said("s")]
    deck = sorted(card["id"] for card in DECK)
    assert [sorted(drawn[:3]), sorted(drawn[3:])] == [deck, deck]


def test_what_a_draw_laid_aside_does_not_come_at_once_again() -> None:
    step = cards(way="draw", cards=DECK[:2])
    bench = Bench(step)
    bench.type(step, ENTER, DOWN + ENTER, ENTER, ENTER)
    place = bench.view.place("s")
    assert (
        len({entry.body["card"] for entry in bench.workshop.at_place(place) if entry.op == "add"})
        == 2
    )
    assert len(taken(bench, step)) == 1


def test_a_card_can_be_sorted_once_more_and_the_newest_stands() -> None:
    bench = Bench(SORTED)
    bench.type(SORTED, "2", "2", "3", ENTER, "2", ENTER, ENTER, ENTER)
    assert [row.get("bucket") for row in bench.result(SORTED)] == ["platform", "network", None]


def test_sorted_cards_stand_where_they_belong_and_only_organizers_read_what_most_showed() -> None:
    bench = Bench(SORTED)
    bench.answer(SORTED, {"radio": "network", "phones": "network"})
    view = replace(bench.view, audience="organizer")
    piles = [block for block in kinds.blocks(SORTED, view) if isinstance(block, Bullets)]
    assert [[item.text for item in pile.items] for pile in piles] == [["Simu"], ["Radio [bold]"]]
    assert piles[1].items[0].below[0].text == "Most showed: Network"
    for audience in ("participants", "donor"):
        seen = kinds.blocks(replace(SORTED, share="donor"), seen_by(bench, audience))
        assert "Most showed" not in repr(seen)


def own_card(may_name: bool) -> tuple[Bench, dict[str, Any]]:
    bench = Bench(TELLING)
    bench.answer(
        TELLING,
        [{"title": "Clean Start", "words": "In 2015", "source": "Rehema", "may_name": may_name}],
    )
    return bench, {
        audience: kinds.result(TELLING, replace(bench.view, audience=audience))
        for audience in AUDIENCES
    }


def test_a_group_that_was_not_asked_is_named_to_organizers_alone() -> None:
    bench, found = own_card(may_name=False)
    assert found["participants"] is found["donor"] is None
    assert found["organizer"][0]["source"] == "Rehema"
    for audience in ("participants", "donor"):
        assert "Clean" not in repr(kinds.blocks(TELLING, seen_by(bench, audience)))


def test_a_group_that_said_yes_is_named_and_who_told_it_is_not() -> None:
    _bench, found = own_card(may_name=True)
    assert found["participants"][0]["text"] == "Clean Start"
    assert "source" not in found["participants"][0]
    assert found["donor"] is None


def test_a_card_of_its_own_is_not_shown_wider_while_it_is_half_asked() -> None:
    bench = Bench(TELLING)
    bench.type_until(3, TELLING, "4", "Clean Start\r", "In 2015\r", "Rehema\r", "2")
    assert kinds.result(TELLING, seen_by(bench, "participants")) is None
    assert [entry.share for entry in bench.view.said("s")] == ["organizer"]


def test_where_only_numbers_are_kept_no_card_is_told_afterwards() -> None:
    step = replace(cards(way="draw"), record="count")
    bench = Bench(step)
    bench.answer(step, ["press"])
    assert kinds.blocks(step, bench.view)
    bench.run(ENTER, ENTER)
    assert (kinds.blocks(step, bench.view), bench.result(step)) == ([], None)


def test_later_steps_know_the_card_and_its_question() -> None:
    step = cards(most=2)
    bench = Bench(step)
    assert kinds.fill("{card}{question}!", bench.view) == "!"
    bench.answer(step, ["press", "radio"])
    assert kinds.fill("{card}: {question} {brace}", bench.view) == "Radio [bold]: Whose? {brace}"
    hidden = Bench(replace(step, share="private"))
    hidden.answer(replace(step, share="private"), ["radio"])
    view: View = seen_by(hidden, "participants")
    assert kinds.fill("{card}{question}", view) == ""


def test_other_steps_may_work_on_the_cards_that_were_taken() -> None:
    step = cards(way="show")
    bench = Bench(step)
    bench.answer(step, ["phones", "radio"])
    assert [(item.number, item.text) for item in kinds.items("s", bench.view)] == [
        (1, "Simu"),
        (2, "Radio [bold]"),
    ]


def test_a_card_called_draw_is_that_card_and_not_any_card() -> None:
    deck = [{"id": f"card-{number}", "title": f"Card {number}"} for number in range(1, 9)]
    step = cards(cards=[*deck, {"id": "draw", "title": "Draw a map"}])
    for _again in range(3):
        bench = Bench(step)
        bench.answer(step, ["draw"])
        assert taken(bench, step) == ["draw"]
