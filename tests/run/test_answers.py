"""Answers from a file: the same steps and checks as with people; twice is the same as once."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.blocks import Block, Bullets
from coalition_cli.errors import Problem
from coalition_cli.model.entry import PEOPLE, Entry, Place
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.answers_file import read_answers
from tests.support.kind_exercise import EVERY_KIND, HEAD, find

PAPER = Path("paper.toml")
PEOPLE_HERE = [{"name": "Amina", "group": "Blue"}, {"name": "Baraka"}, "Chausiku"]


def play(workshop: Workshop, values: Any, people: Any = PEOPLE_HERE, run: int = 1) -> list[Entry]:
    answers = {"people": people, "everything": values}
    entries, _said = play_answers(EVERY_KIND, run, answers, PAPER, workshop, find, "bench")
    return entries


def texts(entries: list[Entry], step: str) -> list[str]:
    return [entry.text for entry in entries if entry.place.step == step and entry.op == "add"]


def sentence_for(values: Any, people: Any = PEOPLE_HERE) -> str:
    workshop = Workshop(HEAD)
    with pytest.raises(Problem) as problem:
        play(workshop, values, people)
    assert workshop.entries == []
    return problem.value.sentence


WHOLE = {
    "notes": ["Work", {"text": "Home", "by": "Amina", "bucket": "near"}],
    "circle": [{"by": "Amina", "text": "A gate"}, {"by": "Baraka", "passed": True}],
    "groups": {"Blue": ["Amina", "Baraka"]},
    "themes": {"Both": [1, "Home"]},
    "draft": ["First", "Second"],
    "score": {"urgency": {"Work": {"5": 2}, "2": 3}},
    "plan": [{"what": "Call", "who": "Amina", "by_when": "12 Dec"}],
    "decide": {"yes": 3, "no": 0},
}


def test_the_same_file_twice_adds_nothing() -> None:
    workshop = Workshop(HEAD)
    workshop.extend(play(workshop, WHOLE))
    assert workshop.is_done(workshop.entries[-1].place)
    assert play(workshop, WHOLE) == []


def test_a_second_run_plays_it_anew_and_adds_nobody_twice() -> None:
    workshop = Workshop(HEAD)
    workshop.extend(play(workshop, WHOLE))
    entries = play(workshop, WHOLE, run=2)
    assert texts(entries, "notes") == ["Work", "Home"]
    assert not [entry for entry in entries if entry.place == PEOPLE]


def test_a_step_that_was_passed_over_can_be_filled_in_later() -> None:
    workshop = Workshop(HEAD)
    workshop.extend(play(workshop, {"draft": "One line"}))
    later = play(workshop, {"notes": ["From paper"], "draft": "Another"})
    assert texts(later, "notes") == ["From paper"]
    workshop.extend(later)
    assert play(workshop, {"notes": ["From paper"], "draft": "Another"}) == []


def test_a_step_without_an_answer_in_it_stays_the_same_when_played_twice() -> None:
    workshop = Workshop(HEAD)
    workshop.extend(play(workshop, {"notes": [], "decide": None}))
    assert play(workshop, {"notes": [], "decide": None}) == []


def test_lines_of_a_file_have_tags_and_are_lines_as_at_a_prompt() -> None:
    workshop = Workshop(HEAD)
    lines = [
        "Work\n and\thome @amina @Baraka #NEAR",
        {"text": "Home \\@five @Amina"},
        {"text": "Both", "by": ["Baraka", "Amina"]},
    ]
    circle = [{"by": "Amina", "text": "- a gate\n- a door"}]
    entries = play(workshop, {"notes": lines, "circle": circle})
    ids = {entry.text: entry.id for entry in entries if entry.place.step == "people"}
    notes = [entry for entry in entries if entry.place.step == "notes" and entry.op == "add"]
    assert [(entry.text, entry.speakers, entry.body.get("bucket")) for entry in notes] == [
        ("Work and home", (ids["Amina"], ids["Baraka"]), "near"),
        ("Home @five", (ids["Amina"],), None),
        ("Both", (ids["Baraka"], ids["Amina"]), None),
    ]
    assert [entry.text for entry in entries if entry.op == "edit"] == ["a gate; a door"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"nothing": 1},
            'everything.nothing: "nothing" is no key here: quiet, notes',
        ),
        ([1], "everything: expected a table with one key a step."),
        (
            {"notes": ["a", {"text": "b", "by": "Zora"}]},
            'everything.notes[2].by: "Zora" is nobody here: ',
        ),
        ({"notes": ["a", {"txt": "b"}]}, 'everything.notes[2].txt: "txt" is no key here'),
        ({"notes": ["a", {"text": 5}]}, "everything.notes[2].text: Expected words, not 5."),
        (
            {"notes": ["a", "b @Amnia"]},
            'everything.notes[2]: "Amnia" is nobody here: Amina, Baraka, Chausiku, Blue. '
            "Did you mean Amina?",
        ),
        (
            {"notes": ["a", "b #nar"]},
            'everything.notes[2]: "#nar" is no bucket here: #near. Did you mean #near?',
        ),
        (
            {"circle": [{"by": "Amina", "text": "b @Baraka"}]},
            "everything.circle[1].text: Who speaks is known already: leave @Baraka out.",
        ),
        ({"notes": ["a", "  "]}, "everything.notes[2]: There is nothing to save here."),
        ({"notes": {"text": "a"}}, "everything.notes.text: Expected words"),
        (
            {"circle": [{"by": "Zora", "text": "a"}]},
            'everything.circle[1].by: "Zora" is none of these: Amina, Baraka',
        ),
        (
            {"circle": [{"by": "Amina", "txt": "a"}]},
            "everything.circle[1].txt: nothing in this step goes by",
        ),
        ({"circle": [{"by": "\0finish"}]}, 'everything.circle[1].by: "finish" is none of these:'),
        (
            {"themes": {"Both": [7]}, "notes": ["a"]},
            'everything.themes.Both[1]: "7" is no number and no words here: ',
        ),
        (
            {"themes": {"Both": True}, "notes": ["a"]},
            "everything.themes.Both: Expected a list of notes",
        ),
        (
            {"decide": {"yes": "many"}},
            "everything.decide.yes: Expected a whole number such as 12, not many.",
        ),
        (
            {"decide": {"yes": True}},
            "everything.decide.yes: Expected a whole number such as 12, not True.",
        ),
        (
            {"decide": {"yes": 1.5}},
            "everything.decide.yes: Expected a whole number such as 12, not 1.5.",
        ),
        (
            {"decide": {"maybe": 3}},
            "everything.decide.maybe: nothing in this step goes by that name.",
        ),
        (
            {"plan": [{"what": "Call", "by_when": "soon"}]},
            "everything.plan[1].by_when: That is not a day",
        ),
        (
            {"plan": [{"what": "Call", "woh": "Amina"}]},
            "everything.plan[1].woh: nothing in this step goes by",
        ),
        ({"quiet": 4}, "everything.quiet: nothing in this step goes by that name."),
        ({"notes": ["a", 16**5000]}, "everything.notes[2]: Expected words, not int."),
    ],
)
def test_a_mistake_is_named_by_file_and_key_and_nothing_is_recorded(values: Any, said: str) -> None:
    assert sentence_for(values).startswith(f"paper.toml: {said}")


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("Amina", "people: expected a list of people, each with a name."),
        ([{"name": "Amina"}, 5], "people[2]: Expected a table with a name."),
        ([{"name": ""}], "people[1]: There is nothing to save here."),
        (
            [{"nam": "Amina"}],
            'people[1].nam: "nam" is no key here: name, group, role, '
            "country, city, sector,"
            " language, present, at. Did you mean name?",
        ),
        ([{"name": "Amina", "group": ["Blue"]}], "people[1].group: Expected words"),
        ([{"name": "Amina", "present": "no"}], "people[1].present: expected true or false."),
    ],
)
def test_a_mistake_among_the_people_is_named_by_its_row(people: Any, said: str) -> None:
    assert sentence_for({}, people).startswith(f"paper.toml: {said}")


def test_lists_inside_lists_without_end_are_refused_like_any_other_mistake() -> None:
    deep: Any = "a"
    for _level in range(5000):
        deep = [deep]
    assert "too many lists inside lists" in sentence_for({"decide": {"yes": 1, "more": deep}})


def test_two_thousand_notes_from_one_file_all_stand() -> None:
    entries = play(
        Workshop(HEAD),
        {"notes": [f"Note {number} about thing {number * 7}" for number in range(2000)]},
    )
    assert len(texts(entries, "notes")) == 2000


def test_what_is_watched_grows_line_by_line_and_no_page_comes_twice() -> None:
    pages: list[tuple[Block, ...]] = []
    answers = {"everything": {"notes": ["one", "two"], "decide": {"yes": 3}}}
    play_answers(
        EVERY_KIND,
        1,
        answers,
        PAPER,
        Workshop(HEAD),
        find,
        "bench",
        lambda page: pages.append(tuple(page)),
    )
    lines = [
        [item.text for block in page if isinstance(block, Bullets) for item in block.items]
        for page in pages
    ]
    assert lines[1:4] == [[], ["one"], ["one", "two"]]
    assert len(set(pages)) == len(pages)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "[everything\n", "a.toml:1: expected TOML ("),
        ("a.toml", "a = 1\na = 2\n", "a.toml:2: expected TOML ("),
        (
            "a.json",
            '{"everything": secret}',
            "a.json:1: expected JSON (column 16)",
        ),
        ("a.json", "[1]", "a.json:1: expected one table per exercise"),
        ("a.json", "[" * 100_000, "a.json:1: expected lists that are not nested so deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_without_a_word_of_what_it_says(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(Problem) as problem:
        read_answers(path)
    assert problem.value.sentence.startswith(f"{tmp_path}/{said}")
    assert "secret" not in problem.value.sentence


def test_a_table_that_no_exercise_has_is_named_with_the_nearest_and_read_as_that() -> None:
    answers = {"everythin": {"notes": [7]}, "people": []}
    with pytest.raises(Problem) as problem:
        play_answers(
            EVERY_KIND, 1, answers, PAPER, Workshop(HEAD), find, "bench", known=["everything"]
        )
    assert problem.value.sentence.splitlines() == [
        "paper.toml: everythin: no exercise is called everythin. Did you mean everything?",
        "paper.toml: everythin.notes[1]: Expected words, not 7.",
        "Nothing was recorded: 2 things in this file have to be mended.",
    ]


WORDS = ["Work", "Amina", "1", "", "Blue", "yes", "12 Dec"]
KEYS = [
    "text",
    "by",
    "what",
    "who",
    "urgency",
    "1",
    "5",
    "yes",
    "Work",
    "passed",
    "concerns",
    "by_when",
    "Blue",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=8)
)
JSON_VALUES = st.recursive(
    LEAVES,
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inside, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("step", [step.id for step in EVERY_KIND.steps])
@settings(max_examples=60)
@given(value=JSON_VALUES)
def test_whatever_stands_in_a_file_is_played_or_refused(step: str, value: Any) -> None:
    workshop = Workshop(HEAD)
    before: Any = {"notes": ["Work", "Home"]} if step != "notes" else {}
    try:
        entries = play(workshop, {**before, step: value})
    except Problem as problem:
        refusal = problem.sentence
    else:
        refusal = ""
        assert [entry.as_document() for entry in entries] == json.loads(
            json.dumps([entry.as_document() for entry in entries], allow_nan=False)
        )
        workshop.extend(entries)
        assert play(workshop, {**before, step: value}) == []
    assert not refusal or refusal.startswith(f"paper.toml: everything.{step}")


def quiet(*steps: Step) -> Exercise:
    return Exercise("everything", "Everything", "", "en", Minutes(1, 1, 1), "low", steps)


SILENT = Step("own", "notes", "For yourself", record="none")
BREATH = Step("breath", "breathe", "Breath")
LINES = Step("lines", "notes", "Lines")


@pytest.mark.parametrize(
    ("steps", "values", "is_over"),
    [
        ((SILENT, BREATH), {}, True),
        ((SILENT, BREATH), None, False),
        ((LINES, BREATH), {}, False),
        ((LINES, BREATH), {"lines": ["Work"]}, True),
        ((LINES, BREATH, Step("more", "notes", "More")), {"lines": ["Work"]}, False),
    ],
)
def test_what_needs_no_answer_was_held_where_the_file_says_so(steps, values, is_over) -> None:
    workshop = Workshop(HEAD)
    answers = {} if values is None else {"everything": values}
    for _twice in range(2):
        entries, _said = play_answers(quiet(*steps), 1, answers, PAPER, workshop, find, "bench")
        workshop.extend(entries)
    assert workshop.is_done(Place("everything", 1)) == is_over
    assert not [entry for entry in workshop.entries if entry.body.get("skipped")]
    assert entries == []
