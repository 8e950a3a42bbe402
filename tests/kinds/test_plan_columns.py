"""Plans with columns of their own: who reads which, what is taken, and what cannot be an answer."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Actions, Bullets, Prompt, Table
from coalition_cli.errors import Problem
from coalition_cli.kinds.plan import find_mistakes, holds_actions
from coalition_cli.model.entry import PEOPLE, Fact
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.run.engine import play_step
from coalition_cli.stage import Finished
from coalition_cli.terminal.rich_console import as_text
from tests.kinds.kind_rooms import ASK, OF_EVERY_TYPE, URGENT, a_bench, seen_by, texts
from tests.support.playing import ENTER, Bench, keyboard

HELP: list[dict[str, Any]] = [
    {"id": "name", "title": "Who helps"},
    {"id": "service", "title": "For what", "type": "choice", "choices": ["Clinic", "Lawyer"]},
    {"id": "phone", "title": "Number", "type": "phone", "off_screen": True},
    {"id": "tried", "title": "Tried", "type": "day", "past": True, "off_screen": True},
    {"id": "keeper", "title": "Kept by", "type": "person"},
    {"id": "doctor", "title": "Ask for", "type": "name"},
    {"id": "risk", "title": "Risk", "share": "organizer"},
    {"id": "alone", "title": "Alone", "share": "private"},
]
ROW = {
    "name": "The house on the hill",
    "service": "Clinic",
    "phone": "0700 123 456",
    "tried": "1 Nov",
    "keeper": "Amina",
    "doctor": "Mama Zawadi",
    "risk": "They ask for papers",
    "alone": "My sister works there",
}
EVERYONE = {"what", "service"}
ROLES = Step("s", "plan", "Roles", options={"from": "ideas", "columns": OF_EVERY_TYPE})


def own(*columns: dict[str, Any], **options: Any) -> Step:
    return Step("s", "plan", "Rows", share="donor", options={"columns": list(columns), **options})


def filled(step: Step, *rows: dict[str, Any]) -> Bench:
    bench = a_bench(step)
    bench.answer(step, list(rows))
    return bench


@pytest.mark.parametrize(
    ("audience", "is_paper", "read"),
    [
        ("private", False, {*EVERYONE, "phone", "tried", "keeper", "doctor", "risk", "alone"}),
        ("organizer", False, {*EVERYONE, "phone", "tried", "keeper", "doctor", "risk"}),
        ("participants", True, {*EVERYONE, "phone", "tried", "keeper", "doctor"}),
        ("participants", False, {*EVERYONE, "keeper", "doctor"}),
        ("donor", True, EVERYONE),
        ("donor", False, EVERYONE),
    ],
)
def test_each_audience_reads_its_columns_and_no_word_of_the_others(
    audience: Any, is_paper: bool, read: Any
) -> None:
    step = own(*HELP)
    view = replace(seen_by(filled(step, ROW), audience), is_paper=is_paper)
    (row,) = kinds.result(step, view)
    assert set(row) - {"id"} == read
    drawn = as_text(kinds.blocks(step, view), 80)
    words = {"what": "house", "tried": "1 November 2024"} | {
        key: ROW[key] for key in ROW if key not in ("name", "tried")
    }
    assert {key for key, said in words.items() if said in drawn} == read


def test_a_row_above_the_audience_is_not_there_at_all() -> None:
    step = replace(own(*HELP), share="organizer")
    bench = filled(step, ROW)
    assert kinds.result(step, seen_by(bench, "participants")) is None
    assert kinds.blocks(step, seen_by(bench, "participants")) == []


def test_what_the_room_does_not_see_is_not_drawn_while_it_is_typed_either() -> None:
    step = own(*HELP)
    bench = a_bench(step)
    keys = (
        "House\r",
        "1",
        "0700 123 456\r",
        "1 Nov\r",
        "Amina\r",
        "Zawadi\r",
        "They ask\r",
        "Sister\r",
        ENTER,
    )
    with keyboard(*keys) as stage, pytest.raises(Finished):
        play_step(step, bench.view, stage, bench.record)
    pages = "".join(as_text(list(page), 80) for page in stage.pages)
    assert "House" in pages
    assert "Zawadi" in pages
    assert not [word for word in ("0700", "November", "They ask", "Sister") if word in pages]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"role": "x", "holder": "Nobody"}, r"s\[1\]\.holder: \"Nobody\" is nobody here: "),
        ({"role": "x", "holder": 3}, r"s\[1\]\.holder: Expected words, not 3"),
        ({"role": "x", "until": "1 Nov 2024"}, r"s\[1\]\.until: .* is before today"),
        ({"role": "x", "until": "soon"}, r"s\[1\]\.until: That is not a day"),
        (
            {"role": "x", "tried": "tomorrow"},
            r"s\[1\]\.tried: Which day was it, Tuesday 12 November 2024 or before",
        ),
        ({"role": "x", "tried": "2024-11-13"}, r"s\[1\]\.tried: Which day was it"),
        (
            {"role": "x", "sort": "Beside"},
            r"s\[1\]\.sort: \"Beside\" is none of these: 1 Inside, 2 Outside",
        ),
        ({"role": "x", "sort": 3}, r"s\[1\]\.sort: \"3\" is none of these"),
        ({"role": "x", "to_agenda": "perhaps"}, r"s\[1\]\.to_agenda: \"perhaps\" is none of these"),
        ({"role": "x", "tasks": "9"}, r"s\[1\]\.tasks: \"9\" is none of these"),
        ({"role": "x", "tasks": {"a": 1}}, r"s\[1\]\.tasks: Expected words"),
        (
            {"role": "x", "phone": "ring me"},
            r"s\[1\]\.phone: ring me is no number that can be called",
        ),
        ({"role": "x", "who": "Amina"}, r"s\[1\]\.who: nothing in this step goes by that name"),
        ({"role": "9"}, r"s\[1\]\.role: \"9\" is no number and no words here: "),
        ({"tasks": "Call"}, r"s\[1\]: the key what is missing here"),
        ({"role": ""}, r"s\[1\]\.role: There is nothing to save here"),
    ],
)
def test_an_answer_that_cannot_be_one_is_named_with_its_key(
    row: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Problem, match=r"trial\." + sentence):
        filled(ROLES, row)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2024-11-12"),
        ("yesterday", "2024-11-11"),
        ("Monday", "2024-11-11"),
        ("12 November", "2024-11-12"),
        ("13 Nov", "2023-11-14"),
        ("1.11.", "2024-11-01"),
        ("15/10", "2024-10-15"),
        ("2023-01-05", "2023-01-05"),
    ],
)
def test_a_day_that_is_over_is_the_last_such_day(typed: str, day: str) -> None:
    step = own(*HELP)
    if typed == "13 Nov":  # a year and a day less one ago is further back than anybody means
        with pytest.raises(Problem, match="Which day was it"):
            filled(step, {**ROW, "tried": typed})
        return
    assert filled(step, {**ROW, "tried": typed}).result(step) is not None
    assert filled(step, {**ROW, "tried": typed}).view.said("s")[0].body["tried"] == day


def test_what_was_left_empty_is_shown_as_open() -> None:
    step = own(
        *ASK, {"id": "proof", "title": "Proof"}, {"id": "way", "title": "Way", "type": "texts"}
    )
    shown = texts(kinds.blocks(step, filled(step, {"issue": "Papers"}).view))
    assert shown == "Papers"
    assert "Ask: open" in as_text(kinds.blocks(step, filled(step, {"issue": "Papers"}).view), 80)


def test_short_rows_of_few_columns_are_a_table_and_others_a_list() -> None:
    step = own(*ASK)
    assert isinstance(
        kinds.blocks(step, filled(step, {"issue": "Papers", "ask": "A desk"}).view)[0], Table
    )
    assert isinstance(
        kinds.blocks(step, filled(step, {"issue": "Papers", "ask": "A desk " * 9}).view)[0], Bullets
    )


def test_only_rows_with_the_yes_are_offered_to_other_steps_under_their_own_numbers() -> None:
    step = replace(ROLES, options={**ROLES.options, "offers": "to_agenda"})
    flags = ({"to_agenda": False}, {"to_agenda": "send it"}, {}, {"to_agenda": 1})
    bench = filled(step, *({"role": f"R{number}", **flag} for number, flag in enumerate(flags, 1)))
    assert [(item.number, item.text) for item in kinds.items("s", bench.view)] == [
        (2, "R2"),
        (4, "R4"),
    ]
    assert [item.text for item in kinds.kind("plan").items(ROLES, bench.view)] == [
        "R1",
        "R2",
        "R3",
        "R4",
    ]  # type: ignore[attr-defined]


ISSUES = Step("issues", "notes", "Issues")
SCORES = Step("scores", "score", "Scores", options={"from": "issues", "criteria": [URGENT]})


def ranked(plan: Step) -> Bench:
    """Another exercise's ranking, two issues of which share a place, and a room that plans."""
    ranking = Bench(ISSUES, SCORES)
    exercise = replace(ranking.view.exercise, id="ranking")
    ranking.view = replace(ranking.view, exercise=exercise)
    ranking.say("issues", "Low", "Tied one", "Top", "Tied other")
    ranking.answer(SCORES, {"urgency": {"Low": 1, "Tied one": 3, "Top": 5, "Tied other": 3}})
    home = Bench(plan)
    ranking.view = replace(home.view, workshop=ranking.workshop, exercises={exercise.id: exercise})
    return ranking


def test_a_ranking_is_gone_through_in_its_order_and_the_tied_are_each_there() -> None:
    step = own(*ASK, **{"from": "ranking.scores", "each": True})
    bench = ranked(step)
    with keyboard(ENTER, "Go\r", ENTER, "Sit\r", "2", "3", ENTER) as stage, pytest.raises(Finished):
        play_step(step, bench.view, stage, bench.record)
    offered = [block.text for page in stage.pages for block in page if isinstance(block, Prompt)]
    assert list(dict.fromkeys(offered)) == ["Top", "Tied one", "Tied other", "Low"]
    assert [(row["what"], row["ask"]) for row in bench.result(step)] == [
        ("Top", "Go"),
        ("Tied one", "Sit"),
    ]


def test_two_that_share_a_place_can_both_be_taken_by_a_number() -> None:
    step = own(*ASK, **{"from": "ranking.scores"})
    bench = ranked(step)
    bench.answer(step, [{"issue": 2}, {"issue": "4"}, {"issue": "top"}])
    assert [row["what"] for row in bench.result(step)] == ["Tied one", "Tied other", "Top"]


def test_what_was_passed_over_or_has_a_row_is_not_offered_again() -> None:
    step = own(*ASK, **{"from": "ideas", "each": True})
    bench = a_bench(step)
    bench.type(step, "2", ENTER, "Rooms\r", "3")
    with keyboard(ENTER, "Lend\r", ENTER) as stage, pytest.raises(Finished):
        play_step(step, bench.view, stage, bench.record)
    offered = [block.text for page in stage.pages for block in page if isinstance(block, Prompt)]
    assert set(offered) == {"Mikopo midogo"}
    assert [row["what"] for row in bench.result(step)] == ["Жильё", "Mikopo midogo"]


def test_things_that_somebody_carries_are_counted_across_all_plans_of_the_workshop() -> None:
    action = Step("actions", "plan", "Actions")
    holder = {"id": "holder", "title": "Held by", "type": "person", "confirm": True}
    step = own({"id": "role", "title": "Role"}, holder)
    elsewhere = Exercise("elsewhere", "Elsewhere", "", "en", Minutes(1, 1, 1), "low", (action,))
    bench = Bench(step)
    bench.view = replace(bench.view, exercises={"elsewhere": elsewhere})
    there = replace(bench.view, exercise=elsewhere)
    amina = bench.view.people()[0].id
    for status in ("open", "stuck", "done"):
        fact = Fact({"text": status, "who": amina, "status": status})
        bench.record(fact, there.place("actions"), "participants")
    assert bench.answer(step, [{"role": "Driver", "holder": "Amina"}]).said == [
        "Amina said yes to 2 things already. Is that too much?"
    ]
    assert bench.answer(step, [{"role": "Cook", "holder": "Baraka"}]).said == []


def test_rows_that_are_actions_stand_as_cards_without_the_fields_that_nobody_was_asked() -> None:
    who = {"id": "who", "title": "Who", "type": "person", "confirm": True}
    step = own({"id": "what", "title": "What"}, who, OF_EVERY_TYPE[7], is_actions=True)
    bench = filled(step, {"what": "Soap", "who": "Amina", "to_agenda": True})
    cards, further = kinds.blocks(step, bench.view)
    assert isinstance(cards, Actions)
    (card,) = cards.actions
    assert (card.what, card.who, card.helper, card.by_when, card.status) == (
        "Soap",
        "Amina",
        None,
        None,
        "open",
    )
    assert isinstance(further, Bullets)
    assert further.items[0].below[0].text == "Agenda: Send it"
    assert bench.result(step)[0]["first_step"] is None
    assert bench.view.said("s")[0].body["confirmed"] is True
    assert holds_actions(step)
    assert not holds_actions(own(*ASK))


def test_a_row_that_was_made_of_what_was_withdrawn_loses_its_words_and_no_common_ones() -> None:
    from coalition_cli.model.withdrawal import apply

    step = own(*ASK, {"id": "until", "title": "Until", "type": "day"}, **{"from": "ideas"})
    bench = filled(step, {"issue": 3, "ask": "Mikopo midogo, to all of us", "until": "12 Dec"})
    loans = bench.view.said("ideas")[2]
    bench.record(Fact({}, op="withdraw", ref=loans.id), bench.view.place("ideas"), "participants")
    bench.workshop.renew(bench.workshop.head, apply(bench.workshop.entries))
    (row,) = bench.result(step)
    assert row["what"] == "[…]"
    # Two words are words of every sentence; the row is what names the line that it was made of.
    assert (row["ask"], row["until"]) == ("Mikopo midogo, to all of us", "2024-12-12")


def test_a_person_who_withdrew_her_name_leaves_the_field_open() -> None:
    step = own({"id": "role", "title": "Role"}, OF_EVERY_TYPE[2])
    bench = filled(step, {"role": "Driver", "holder": "Amina"})
    amina = bench.workshop.person_named("Amina")
    assert amina
    bench.record(Fact({}, op="withdraw", ref=amina.id), PEOPLE, "organizer")
    assert bench.result(step)[0]["holder"] is None


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"columns": [{"id": "role", "title": "x", "type": "day"}]}, ("columns", 0, "type")),
        ({"columns": [{"id": "role", "title": "x", "share": "private"}]}, ("columns", 0, "share")),
        (
            {"columns": [{"id": "role", "title": "x", "off_screen": True}]},
            ("columns", 0, "off_screen"),
        ),
        ({"columns": [{"id": "a"}, {"id": "status"}]}, ("columns", 1, "id")),
        (
            {"columns": [{"id": "a"}, {"id": "b", "type": "flag", "choices": ["One"]}]},
            ("columns", 1, "choices"),
        ),
        ({"columns": [{"id": "a"}, {"id": "b", "type": "choice"}]}, ("columns", 1, "choices")),
        ({"columns": [{"id": "a"}, {"id": "b", "choices": ["One"]}]}, ("columns", 1, "choices")),
        ({"columns": [{"id": "a"}], "offers": "a"}, ("offers",)),
        ({"offers": "gone"}, ("offers",)),
        ({"each": True}, ("from",)),
    ],
)
def test_keys_that_do_not_go_together_are_found_where_they_stand(
    table: dict[str, Any], where: Any
) -> None:
    assert [at for at, _what in find_mistakes(table)] == [where]


def test_columns_that_go_together_have_no_mistake() -> None:
    assert (
        list(
            find_mistakes(
                {"columns": OF_EVERY_TYPE, "offers": "to_agenda", "each": True, "from": "ideas"}
            )
        )
        == []
    )
    assert list(find_mistakes({"columns": HELP})) == []
    assert list(find_mistakes({"columns": "nonsense"})) == []


def test_an_exercise_file_with_such_a_mistake_is_told_the_line(tmp_path: Any) -> None:
    from coalition_cli import catalog

    path = tmp_path / "rows.toml"
    path.write_text(
        'id = "rows"\ntitle = "Rows"\npurpose = "Rows."\nlanguage = "en"\nintensity = "low"\n'
        "minutes = { min = 1, usual = 1, max = 1 }\n\n"
        '[[steps]]\nid = "s"\nkind = "plan"\ntitle = "Rows"\nminutes = 1\n\n'
        '[[steps.columns]]\nid = "issue"\ntitle = "Issue"\n\n'
        '[[steps.columns]]\nid = "route"\ntitle = "Way"\ntype = "flag"\nchoices = ["One"]\n'
    )
    (mistake,) = catalog.mistakes(path)
    assert "22: steps[0].columns[1].choices" in str(mistake)
    assert "two texts" in str(mistake)
