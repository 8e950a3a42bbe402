"""What each decision says in a summary: its sentence, its lines, and its weight."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.contributions import Decision
from coalition_cli.model.entry import Fact, Share
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.header import Head
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from tests.kinds.kind_rooms import ONE, SOURCE, URGENT, a_bench, seen_by
from tests.support.playing import Bench

CATALOG = Catalog([shipped()])
PEOPLE = [{"name": f"P{number}", "group": "Umoja"} for number in range(4)]
BOTH = {"1": {"yes": 4}, "2": {"yes": 4}}
YES, FIVE = {"yes": 4}, {"5": 4}
WEIGHED = {"Papers": {"5": 4}, "A bed": {"4": 4}, "Work": {"3": 4}, "Stigma": {"3": 4}}
AGENDA = "1 Papers; 2 A bed; 3= Work; 3= Stigma"

SAID: dict[str, tuple[dict[str, Any], list[tuple[str, int]]]] = {
    "action-plan": (
        {"actions": [{"what": "Call {item}"}], "agree": YES},
        [("The actions that we chose begin now.", 6)],
    ),
    "agenda-ranking": (
        {
            "issues": list(WEIGHED),
            "scores": {"urgency": WEIGHED, "feasibility": WEIGHED},
            "agree": FIVE,
        },
        [(f"Our agenda for a year: {AGENDA}.", 9)],
    ),
    "campaign-outcomes": (
        {"joint-result": "By May a desk opens", "agree": {"levels": {"Umoja": 5}}},
        [("One result that we can sign: By May a desk opens.", 8)],
    ),
    "cascade-plan": (
        {"agree": YES},
        [("We ask each other after thirty, sixty and ninety days.", 4)],
    ),
    "coalition-basics": (
        {"our-form": "This year we are {a} network.", "agree": FIVE},
        [("This year we are {a} network.", 9)],
    ),
    "coalition-structure": (
        {
            **dict.fromkeys(("leading", "belonging", "deciding", "answering"), "By turns."),
            "agree-leading": FIVE,
            "agree-belonging": FIVE,
            "agree-deciding": FIVE,
            "agree-answering": FIVE,
        },
        4 * [("For three months we try: By turns.", 7)],
    ),
    "community-research": (
        {"question": "Who waits for papers?", "agree": FIVE},
        [("Our question, as we would like to be asked it ourselves: Who waits for papers?", 5)],
    ),
    "follow-up": ({"agree": YES}, [("We meet again on the day that we named.", 3)]),
    "ground-rules": (
        {"rules": ["We listen", "We rest."], "agree": BOTH},
        [("Today each of us keeps: We listen.", 1), ("Today each of us keeps: We rest.", 1)],
    ),
    "mission-objectives": (
        {
            "mission": ["A first line", "We open doors."],
            "objectives": ["A meal", "A bed"],
            "agree": FIVE,
            "agree-objectives": BOTH,
        },
        [
            ("Our mission for now: We open doors.", 9),
            ("For a year we take on: A meal.", 7),
            ("For a year we take on: A bed.", 7),
        ],
    ),
    "safety-security": (
        {"needs": ["First aid"], "needs-hands": {"1": {"hands": 4}}},
        [("What we want to learn next: First aid.", 3)],
    ),
    "support-plan": (
        {"care": [{"what": "A list of numbers"}], "agree": YES},
        [("Our support plan holds from today.", 4)],
    ),
    "visioning": (
        {"vision": "No door stays closed", "agree": FIVE},
        [("Our picture of the future stands as it is worded.", 6)],
    ),
    "wellness-principles": (
        {"agree": YES},
        [("The habits and rules of care are part of our work.", 4)],
    ),
}


def played(exercise: Exercise, values: dict[str, Any]) -> View:
    workshop = Workshop(Head("W1", "The day", "2024-11-12"))
    answers = {"people": PEOPLE, exercise.id: values}
    path = Path("paper.toml")
    made, _said = play_answers(exercise, 1, answers, path, workshop, CATALOG.find, "bench")
    workshop.extend(made)
    return ViewMaker(CATALOG.find).of_run(workshop, exercise)


def all_of(view: View) -> list[tuple[Step, Decision]]:
    return [
        (step, vote)
        for step in view.exercise.steps
        for vote in kinds.given("decisions", step, view)
    ]


def test_every_shipped_decision_is_played_here() -> None:
    deciding = {
        name
        for name in CATALOG.ids()
        if any(kinds.may_give("decisions", step) for step in CATALOG.exercise(name).steps)
    }
    assert deciding == set(SAID)


@pytest.mark.parametrize("name", SAID)
def test_a_shipped_decision_says_what_was_decided_and_not_what_was_asked(name: str) -> None:
    values, told = SAID[name]
    found = all_of(played(CATALOG.exercise(name), values))
    assert [(vote.sentence, vote.weight) for _step, vote in found] == told
    for step, vote in found:
        assert vote.question == step.prompt
        assert vote.question not in vote.sentence
        is_alone = not step.options.get("each") and not vote.label
        assert vote.text == (vote.sentence if is_alone else vote.texts[0])


def test_wordings_of_one_sentence_are_told_apart_by_their_titles() -> None:
    exercise = CATALOG.exercise("coalition-structure")
    found = [vote for _step, vote in all_of(played(exercise, SAID["coalition-structure"][0]))]
    assert {vote.frame for vote in found} == {"For three months we try: {item}."}
    assert [vote.label for vote in found] == [
        "How we are led",
        "Who belongs",
        "How we decide",
        "How we answer to each other",
    ]
    assert [vote.text for vote in found] == 4 * ["By turns."]
    assert found[0].for_pages()["texts"] == ["By turns."]


@pytest.mark.parametrize("name", ["action-plan", "agenda-ranking", "visioning"])
def test_a_decision_is_told_in_the_language_of_the_exercise(name: str) -> None:
    exercise = Catalog([shipped()], "sw").exercise(name)
    [(step, vote)] = all_of(played(exercise, SAID[name][0]))
    english = CATALOG.exercise(name).step(step.id).options
    assert vote.frame == step.options["sentence"] != english["sentence"]
    assert vote.weight == english["weight"]
    assert vote.sentence == vote.frame.replace("{item}", AGENDA)


VOTE = Step(
    "s",
    "decide",
    "Our rules",
    prompt="Keep it?",
    share="donor",
    options={"about": "ideas", "scale": "yes-no", "sentence": "We keep: {item}."},
)
EACH = replace(VOTE, options={**VOTE.options, "each": True})
UNSAID = replace(VOTE, options={"about": "ideas", "scale": "yes-no"})
OF_NOTHING = replace(VOTE, options={"scale": "yes-no"})


def votes(bench: Bench, step: Step, audience: Share = "participants", *seen: str) -> list[Decision]:
    view = replace(seen_by(bench, audience), adopted=dict.fromkeys(seen, audience))
    return list(kinds.given("decisions", step, view))


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (VOTE, "We keep: Kazi; Жильё; Mikopo midogo."),
        (UNSAID, "Our rules: Kazi; Жильё; Mikopo midogo"),
        (OF_NOTHING, "Our rules"),
    ],
    ids=["with a sentence", "without one", "without one, about nothing"],
)
def test_lines_of_a_list_stand_in_one_sentence(step: Step, sentence: str) -> None:
    bench = a_bench(step)
    bench.answer(step, {"yes": 3})
    [vote] = votes(bench, step)
    assert (vote.sentence, vote.text, vote.weight) == (sentence, sentence, 5)
    put = ["Kazi", "Жильё", "Mikopo midogo"] if step.options.get("about") else []
    assert vote.texts == put


def test_what_people_typed_is_never_a_gap() -> None:
    bench = Bench(SOURCE, VOTE)
    bench.say("ideas", "{item}", "{place} {0!r}")
    bench.answer(VOTE, {"yes": 3})
    assert votes(bench, VOTE)[0].sentence == "We keep: {item}; {place} {0!r}."


def test_people_outside_read_no_line_that_is_not_theirs() -> None:
    bench = Bench(SOURCE, VOTE)
    first, _second = bench.say("ideas", "Kazi", "Secret rule")
    bench.answer(VOTE, {"yes": 3})
    [partly] = votes(bench, VOTE, "donor", first.id)
    assert (partly.sentence, partly.texts) == ("We keep: Kazi.", ["Kazi"])
    [hidden] = votes(bench, VOTE, "donor")
    assert (hidden.sentence, hidden.texts) == ("We keep: words that do not stand here.", [])


def test_people_outside_read_of_votes_line_by_line_only_the_lines_that_are_theirs() -> None:
    bench = Bench(SOURCE, EACH)
    first, _second = bench.say("ideas", "Kazi", "Secret rule")
    bench.answer(EACH, {"1": {"yes": 3}, "2": {"yes": 3}})
    told = votes(bench, EACH, "donor", first.id)
    assert [(vote.text, vote.sentence) for vote in told] == [
        ("Kazi", "We keep: Kazi."),
        ("We keep: words that do not stand here.",) * 2,
    ]
    assert "Secret" not in str(told)


def test_a_later_vote_on_the_same_line_is_another_entry() -> None:
    bench = Bench(SOURCE, EACH)
    bench.say("ideas", "Kazi")
    bench.answer(EACH, {"1": {"yes": 3}})
    [before] = votes(bench, EACH)
    bench.type(EACH, "1\r", "3\r", "\r", "\r", "\r")
    [after] = votes(bench, EACH)
    assert [before.id, after.id] == [entry.id for entry in bench.view.said("s")]


def test_a_wording_that_was_adopted_stands_though_the_room_worded_it_anew() -> None:
    line = Step("line", "draft", "Our line")
    about = replace(VOTE, options={**VOTE.options, "about": "line"})
    bench = Bench(line, about)
    bench.answer(line, "We open doors")
    bench.answer(about, {"yes": 3})
    later = Fact({"text": "We open every door", "from": []})
    bench.record(later, bench.view.place("line"), "participants")
    assert [item.text for item in kinds.items("line", bench.view)] == ["We open every door"]
    assert votes(bench, about)[0].sentence == "We keep: We open doors."


def test_hands_that_were_typed_in_without_the_wording_say_so() -> None:
    line = Step("line", "draft", "Our line")
    about = replace(VOTE, options={**VOTE.options, "about": "line"})
    bench = Bench(line, about)
    bench.answer(about, {"yes": 3})
    assert votes(bench, about)[0].sentence == "We keep: not said yet."


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ([URGENT], "We keep: Kazi; Жильё; Mikopo midogo."),
        (
            [URGENT, {"id": "feasibility", "title": "Feasibility", "prompt": "Can we?"}],
            "We keep: 1= Kazi; 1= Жильё; 3 Mikopo midogo.",
        ),
    ],
    ids=["another ranking", "an agenda"],
)
def test_an_agenda_is_told_with_its_places(criteria: list[dict[str, Any]], told: str) -> None:
    ranking = replace(ONE, id="weigh", options={**ONE.options, "criteria": criteria})
    about = replace(VOTE, options={**VOTE.options, "about": "weigh"})
    bench = Bench(SOURCE, ranking, about)
    bench.say("ideas", "Kazi", "Жильё", "Mikopo midogo")
    answers = {"Kazi": 5, "Жильё": 5, "Mikopo midogo": 4}
    bench.answer(ranking, {criterion["id"]: answers for criterion in criteria})
    bench.answer(about, {"yes": 3})
    assert votes(bench, about)[0].sentence == told
