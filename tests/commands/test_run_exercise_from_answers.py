"""Answers from a file: the shapes of the contract, twice as once, nothing of what is wrong."""

import json

import pytest

from tests.support.calling import entries_of

ISSUES = ["Identity papers", "A bed", "Work"]


def paper(house, text, name="paper.toml"):
    (house.desk / name).write_text(text)
    return name


def outcome(summary, exercise, step):
    found = next(each for each in summary["exercises"] if each["id"] == exercise)
    return next(each for each in found["steps"] if each["id"] == step)["outcome"]


def test_notes_are_words_or_tables_with_who_and_which_group(umoja):
    umoja.people("Amina, Blue", "Grace, Red")
    issues = ["Papers", {"text": "A bed", "by": "grace"}, {"text": "Work", "group": "Blue"}]
    done = umoja.play("agenda-ranking", {"issues": issues})
    assert done.status == 0, done
    rows = outcome(umoja.summary(), "agenda-ranking", "issues")
    assert [(row["text"], row["by"]) for row in rows] == [
        ("Papers", None),
        ("A bed", "Grace"),
        ("Work", "Blue"),
    ]


def test_a_circle_takes_words_names_and_passing_and_further_fields(umoja):
    umoja.people("Amina", "Grace", "Zuri")
    pieces = [
        {"by": "Amina", "text": "a door"},
        {"by": "Grace", "passed": True},
        {"text": "a shop"},
    ]
    assert umoja.play("visioning", {"pieces": pieces}).status == 0
    circle = [
        {"by": "Amina", "learning": "to wait", "commitment": "I call two"},
        {"by": "Zuri", "text": "thank you", "share": "participants"},
        {"by": "Grace", "passed": True},
    ]
    assert umoja.play("reflection-circle", {"circle": circle}).status == 0
    summary = umoja.summary()
    assert [row.get("passed", False) for row in outcome(summary, "visioning", "pieces")] == [
        False,
        True,
        False,
    ]
    assert [
        (row["by"], row.get("learning"), row.get("commitment")) for row in summary["commitments"]
    ] == [("Amina", "to wait", "I call two")]


def test_themes_name_notes_by_number_or_words_and_a_draft_keeps_its_versions(umoja):
    umoja.people("Amina")
    answers = {
        "pieces": [{"text": "a door"}, {"text": "a shop"}, {"text": "a garden"}],
        "bundles": {"Home": [1, "A GARDEN"], "Work": ["2"]},
        "vision": ["In five years we have a home.", "In five years everyone has a home."],
        "agree": {"5": 1, "pass": 0},
    }
    assert umoja.play("visioning", answers).status == 0
    summary = umoja.summary()
    assert [
        (theme["theme"], [note["text"] for note in theme["notes"]]) for theme in summary["themes"]
    ] == [
        ("Home", ["a door", "a garden"]),
        ("Work", ["a shop"]),
    ]
    assert summary["vision"] == "In five years everyone has a home."
    assert len(outcome(summary, "visioning", "vision")["versions"]) == 2


def test_a_draft_may_be_one_string(umoja):
    assert umoja.play("visioning", {"pieces": [{"text": "x"}], "vision": "One line."}).status == 0
    assert umoja.summary()["vision"] == "One line."


def test_a_score_takes_every_form_of_a_value(umoja):
    """Four shapes: an agreed number, one a person, hands counted per value, numbers by rater."""
    people = [
        {"name": "Amina", "group": "Blue"},
        {"name": "Grace", "group": "Red"},
        {"name": "Zuri", "group": "Red"},
    ]
    urgency = {"Identity papers": 4, "2": [5, 4, 3], "Work": {"5": 2, "1": 1}}
    feasibility = {"1": {"Amina": 2, "Grace": 4}, "A bed": {"Blue": 3, "Red": 4}, "3": 1}
    answers = {"issues": ISSUES, "scores": {"urgency": urgency, "feasibility": feasibility}}
    done = umoja.play("agenda-ranking", {"people": people, "agenda-ranking": answers})
    assert done.status == 0, done
    agenda = {row["issue"]: row for row in umoja.summary()["agenda"]}
    means = {name: (agenda[name]["urgency"], agenda[name]["feasibility"]) for name in ISSUES}
    assert means == {
        "Identity papers": (4, 3),
        "A bed": (4, 3.5),
        "Work": (pytest.approx(11 / 3, abs=0.0001), 1),
    }


def test_equal_scores_share_a_rank_and_an_unanswered_issue_has_none(umoja):
    scores = {
        "urgency": {"1": 4, "2": 5, "3": 4, "4": 2},
        "feasibility": {"1": 3, "2": 5, "3": 3, "4": 2},
    }
    issues = ["Tied one", "First", "Tied two", "Last", "Never weighed"]
    assert umoja.play("agenda-ranking", {"issues": issues, "scores": scores}).status == 0
    agenda = umoja.summary()["agenda"]
    assert [(row["issue"], row["rank"], row["tied"]) for row in agenda] == [
        ("First", 1, False),
        ("Tied one", 2, True),
        ("Tied two", 2, True),
        ("Last", 4, False),
        ("Never weighed", None, False),
    ]
    assert agenda[0]["score"] == 5


@pytest.mark.parametrize(
    ("agree", "counts", "adopted"),
    [
        (
            {"5": 8, "4": 3, "0": 0, "pass": 1},
            {"5": 8, "4": 3, "3": 0, "2": 0, "1": 0, "0": 0},
            True,
        ),
        ({"yes": 12, "no": 0}, {"yes": 12, "no": 0}, True),
        ({"yes": 1, "no": 11}, {"yes": 1, "no": 11}, False),
    ],
)
def test_a_decision_is_fingers_or_yes_and_no(umoja, agree, counts, adopted):
    done = umoja.play(
        "visioning", {"pieces": [{"text": "x"}], "vision": "One line.", "agree": agree}
    )
    assert done.status == 0, done
    decision = umoja.summary()["decisions"][0]
    assert (decision["counts"], decision["adopted"]) == (counts, adopted)


def test_a_plan_takes_every_field_and_leaves_the_others_open(umoja):
    umoja.people("Amina", "Grace")
    actions = [
        {
            "what": "Visit the office",
            "who": "Amina",
            "helper": "Grace",
            "by_when": "12 Dec",
            "first_step": "Call",
            "support": "Bus fare",
            "measure": "We know the price",
        },
        {"what": "Open a telephone group"},
    ]
    assert umoja.play("action-plan", {"actions": actions}).status == 0
    first, second = umoja.summary()["actions"]
    assert (first["who"], first["by_when"], first["status"]) == ("Amina", "2024-12-12", "open")
    assert (second["who"], second["by_when"], second["measure"]) == (None, None, None)


def test_groups_are_names_with_their_people(umoja):
    umoja.people("Amina", "Grace", "Zuri")
    done = umoja.play(
        "action-plan", {"tables": {"Blue": ["Amina", "zuri"], "Red": ["Grace"]}, "ideas": ["Walk"]}
    )
    assert done.status == 0, done
    assert outcome(umoja.summary(), "action-plan", "tables") == {
        "Blue": ["Amina", "Zuri"],
        "Red": ["Grace"],
    }


def test_the_shape_of_the_readme_works_in_toml_and_people_are_added_once(umoja):
    text = """
people = [{ name = "Amina" }, { name = "Grace", group = "Blue" }]

[agenda-ranking]
issues = ["Identity papers", "A bed in the first weeks"]
agree = { 5 = 7, 4 = 3, pass = 1 }

[agenda-ranking.scores.urgency]
"Identity papers" = { 5 = 6, 4 = 4 }
2 = [5, 5, 4]

[agenda-ranking.scores.feasibility]
"Identity papers" = 4
2 = { Grace = 3, Amina = 2 }
"""
    first = umoja.call("agenda-ranking", "--answers", paper(umoja, text))
    assert first.status == 0, first
    after = umoja.workshop.read_bytes()
    again = umoja.call("agenda-ranking", "--answers", "paper.toml")
    assert again.status == 0
    assert "already recorded" in again.err
    assert again.out == ""
    assert umoja.workshop.read_bytes() == after
    assert umoja.call("people", "show").lines == [
        "Amina\t\tparticipant",
        "Grace\tBlue\tparticipant",
    ]


def test_every_id_that_is_printed_is_in_the_file(umoja):
    done = umoja.play("agenda-ranking", {"issues": ISSUES})
    assert len(done.lines) >= 3
    assert set(done.lines) <= {entry["id"] for entry in entries_of(umoja.workshop)}


def test_again_makes_a_second_run_beside_the_first(umoja):
    umoja.play("agenda-ranking", {"issues": ["first round"]})
    (umoja.desk / "second.json").write_text(
        json.dumps({"agenda-ranking": {"issues": ["second round"]}})
    )
    done = umoja.call("agenda-ranking", "--again", "--answers", "second.json")
    assert done.status == 0
    runs = [
        (each["run"], each["steps"][0]["outcome"][0]["text"])
        for each in umoja.summary()["exercises"]
    ]
    assert runs == [(1, "first round"), (2, "second round")]


def test_later_answers_go_on_where_the_earlier_ones_stopped(umoja):
    umoja.play("agenda-ranking", {"issues": ISSUES})
    scores = {"urgency": {"1": 5, "2": 4, "3": 3}, "feasibility": {"1": 5, "2": 4, "3": 3}}
    done = umoja.play("agenda-ranking", {"issues": ISSUES, "scores": scores, "agree": {"5": 3}})
    assert done.status == 0
    assert [row["issue"] for row in umoja.summary()["agenda"]] == ISSUES


GOOD = {"issues": ISSUES, "agree": {"5": 3}}


@pytest.mark.parametrize(
    ("exercise", "answers", "key", "expected"),
    [
        ("agenda-ranking", GOOD | {"isues": ["x"]}, "isues", "issues"),
        ("agenda-ranking", GOOD | {"scores": {"urgensy": {"1": 5}}}, "scores.urgensy", ""),
        ("agenda-ranking", GOOD | {"scores": {"urgency": {"9": 5}}}, "scores.urgency.9", ""),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"No such": 5}}},
            "scores.urgency.No such",
            "",
        ),
        ("agenda-ranking", GOOD | {"scores": {"urgency": {"1": 6}}}, "scores.urgency.1", "1 to 5"),
        ("agenda-ranking", GOOD | {"scores": {"urgency": {"1": 0}}}, "scores.urgency.1", "1 to 5"),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"1": [5, 7]}}},
            "scores.urgency.1",
            "1 to 5",
        ),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"1": {"6": 2}}}},
            "scores.urgency.1",
            "1 to 5",
        ),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"1": {"5": -2}}}},
            "scores.urgency.1",
            "whole number",
        ),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"1": {"Nobody": 5}}}},
            "scores.urgency.1",
            "Nobody",
        ),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"1": 4.5}}},
            "scores.urgency.1",
            "1 to 5",
        ),
        (
            "agenda-ranking",
            GOOD | {"scores": {"urgency": {"1": True}}},
            "scores.urgency.1",
            "1 to 5",
        ),
        (
            "agenda-ranking",
            GOOD | {"issues": [{"text": "x", "by": "Nobody"}]},
            "issues[1]",
            "Nobody",
        ),
        ("agenda-ranking", GOOD | {"issues": [{"txt": "x"}]}, "issues[1]", "text"),
        ("agenda-ranking", GOOD | {"issues": ["ok", "  "]}, "issues[2]", ""),
        ("agenda-ranking", GOOD | {"issues": ["ok", 7]}, "issues[2]", "words"),
        ("agenda-ranking", GOOD | {"agree": {"7": 3}}, "agree.7", ""),
        ("agenda-ranking", GOOD | {"agree": {"5": "many"}}, "agree.5", "whole number"),
        ("visioning", {"pieces": [{"by": "Nobody", "text": "x"}]}, "pieces[1].by", "Nobody"),
        ("visioning", {"pieces": [{"text": "x"}], "bundles": {"A": [2]}}, "bundles", "2"),
        ("visioning", {"pieces": [{"text": "x"}], "bundles": {"A": ["y"]}}, "bundles", "y"),
        ("action-plan", {"actions": [{"what": "x", "who": "Nobody"}]}, "actions[1].who", "Nobody"),
        (
            "action-plan",
            {"actions": [{"what": "x", "by_when": "someday"}]},
            "actions[1].by_when",
            "",
        ),
        ("action-plan", {"actions": [{"what": "x", "whom": "Amina"}]}, "actions[1].whom", ""),
        ("action-plan", {"tables": {"Blue": ["Nobody"]}}, "tables", "Nobody"),
        (
            "reflection-circle",
            {"circle": [{"by": "Amina", "learned": "x"}]},
            "circle[1].learned",
            "",
        ),
        (
            "reflection-circle",
            {"quotes": [{"text": "x", "consent": "maybe"}]},
            "quotes[1].consent",
            "anonymous",
        ),
        ("visioning", {"arrive": "now"}, "arrive", ""),
    ],
)
def test_a_mistake_is_named_with_file_key_and_expectation_and_nothing_is_recorded(
    umoja, exercise, answers, key, expected
):
    before = umoja.workshop.read_bytes()
    done = umoja.play(exercise, {"people": ["Amina"], exercise: answers})
    assert done.status == 1, done
    assert "answers.json:1: " in done.err
    assert key in done.err
    assert expected in done.err
    assert done.out == ""
    assert umoja.workshop.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[agenda-ranking]\nissues = [", "paper.toml"),
        ("[agenda-rankin]\nissues = ['x']", "Did you mean agenda-ranking?"),
        ("[visioning]\nvision = 'x'", "no table [agenda-ranking]"),
        ("people = 'Amina'\n[agenda-ranking]\nissues = ['x']", "people"),
        ("people = [{nam = 'Amina'}]\n[agenda-ranking]\nissues = ['x']", "people[1]"),
        ("agenda-ranking = 5", "agenda-ranking"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_named_and_nothing_is_recorded(umoja, text, said):
    before = umoja.workshop.read_bytes()
    done = umoja.call("agenda-ranking", "--answers", paper(umoja, text))
    assert done.status == 1
    assert "paper.toml" in done.err
    assert said in done.err
    assert umoja.workshop.read_bytes() == before


def test_words_that_look_like_markup_or_a_format_come_through_unchanged(umoja):
    issues = ["[red]not red[/red]", "{title} {0} %s", "[/foo]", "Вода", ":100:"]
    assert umoja.play("agenda-ranking", {"issues": issues}).status == 0
    shown = umoja.call("show", "agenda-ranking").out
    for issue in issues:
        assert issue in shown
