"""The moments that a room must never lose: what is weighed, every place of an order, no secret."""

import re
from dataclasses import replace

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Quadrant
from coalition_cli.kinds.draft import CHOOSING
from coalition_cli.kinds.score.score_moment import COUNTED, order_slide
from coalition_cli.methods.new_words import new_words
from coalition_cli.model.exercise import Step
from coalition_cli.run.rehearsal import invented_workshop, rehearse
from coalition_cli.run.wall_slide import step_slide
from coalition_cli.terminal.slides.frame import Framing
from tests.kinds.kind_rooms import FEASIBLE, URGENT, with_issues
from tests.support.moments import DAY, watched
from tests.support.odd_bodies import CATALOG

pytestmark = pytest.mark.slow

CRITERIA = [{**URGENT, "low": "little", "high": "very much"}, FEASIBLE]
BOTH = Step("s", "score", "Score", options={"from": "ideas", "criteria": CRITERIA})
ISSUES = [f"Issue {letter} of our room" for letter in "ABCDEFGHIJ"]
CANARY = "SIRI-YANGU"
WORDS = ("text", "words", "contact", "learning", "commitment", "reason", "source", "what")


def pages(slide, columns=40, rows=12):
    framing = Framing()
    count = framing.frame(slide, columns, rows).pages
    return [framing.frame(slide, columns, rows, page).text() for page in range(1, count + 1)]


def plain(text):
    return " ".join(text.replace("▌", " ").split())


def room(*counts):
    """A room in which the first issues were weighed on urgency: so many hands for 5, 4, 3, 2, 1."""
    bench = with_issues(BOTH, *ISSUES, people=12)
    given = {
        issue: {str(number): hands for number, hands in zip(range(5, 0, -1), each, strict=True)}
        for issue, each in zip(ISSUES, counts, strict=False)
    }
    bench.answer(BOTH, {"urgency": given})
    return bench


def item(bench, number):
    return next(e.id for e in bench.view.said("ideas") if e.text == ISSUES[number - 1])


def test_issue_question_and_scale_stand_on_the_smallest_wall_before_and_after_the_count():
    bench = room((7, 4, 1, 0, 0), (6, 5, 1, 0, 0), (5, 5, 2, 0, 0))
    asked = pages(step_slide(BOTH, bench.view, ("urgency", item(bench, 4))))
    assert len(asked) == 1
    for words in (ISSUES[3], URGENT["prompt"], "1 2 3 4 5", "little", "very much"):
        assert words in plain(asked[0])
    counted = pages(step_slide(BOTH, bench.view, (COUNTED, "urgency", item(bench, 3))))
    for page in counted:
        assert ISSUES[2] in plain(page)
        assert URGENT["prompt"] in plain(page)
    for words in ("5 very much", "5", "2", "from 12 answers"):
        assert words in plain(counted[0])


def test_nothing_is_ranked_before_everything_was_weighed():
    bench = room((7, 4, 1, 0, 0), (6, 5, 1, 0, 0))
    for at in ((), (COUNTED, "urgency", item(bench, 2)), ("urgency", item(bench, 3))):
        for page in pages(step_slide(BOTH, bench.view, at), 80, 24):
            assert "has no place" not in page
            assert "Place" not in page


def ranked(*means):
    bench = with_issues(BOTH, *ISSUES, people=2)
    given = dict(zip(ISSUES, means, strict=True))
    bench.answer(BOTH, {"urgency": given, "feasibility": given})
    return step_slide(BOTH, bench.view)


def test_every_place_of_ten_can_be_turned_to_on_the_smallest_wall():
    shown = pages(ranked(*[5, 5, 4, 4, 3, 3, 2, 2, 1, 1]))
    assert len(shown) > 1
    for issue in ISSUES:
        assert any(issue in plain(page) for page in shown)


@pytest.mark.parametrize(
    ("means", "sentences"),
    [
        ((5, 4, 3, 3, 2, 2, 1, 1, 1, 1), 1),
        ((5, 5, 3, 2, 2, 2, 1, 1, 1, 1), 0),
        ((5, 4, 3, 2, 2, 2, 1, 1, 1, 1), 0),
    ],
)
def test_one_sentence_of_a_tie_across_the_line_and_none_of_others(means, sentences):
    for columns, rows in ((40, 12), (80, 24), (120, 40)):
        text = "\n".join(pages(ranked(*means), columns, rows))
        assert len(re.findall(r"^ *= ", text, re.MULTILINE)) == sentences
        assert ("3=" in text) == bool(sentences)


def secret(count):
    """A change that makes each third thing said private, with a canary in its words."""
    told = iter(range(1_000_000))

    def change(fact):
        if CANARY in str(fact.body):  # a step carries its own words along when it mends a line
            return fact._replace(share="private")
        if next(told) % 3 != count or fact.op not in ("add", "edit"):
            return fact
        body = {
            key: f"{value} {CANARY}" if isinstance(value, str) and key in WORDS else value
            for key, value in fact.body.items()
        }
        return fact._replace(body=body, share="private")

    return change


@pytest.mark.parametrize("exercise_id", CATALOG.ids())
def test_no_moment_of_any_exercise_shows_what_is_private(exercise_id):
    exercise = CATALOG.exercise(exercise_id)
    workshop = invented_workshop(DAY, "en")
    earlier = [CATALOG.exercise(name) for name in ("visioning", "action-plan")]
    for other in earlier:
        if other.id != exercise_id:
            list(rehearse(other, CATALOG.find, workshop))
    seen = 0
    for moment in watched(exercise, workshop, secret(1)):
        assert CANARY not in repr(moment.slide), moment.name
        assert moment.slide.question, moment.name
        seen += 1
    assert seen > len(exercise.steps)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("In five years a bed", "In five years a bed and a neighbour.", ["and a neighbour"]),
        ("a bed, a bag", "a bag, a bed", ["a bed"]),
        ("One line.", "one line", []),
        ("", "All of it", ["All of it"]),
        ("All of it", "", []),
        ("word " * 500, "other " * 500, []),
    ],
)
def test_the_new_words_of_a_wording_are_those_that_the_one_before_did_not_have(
    before, after, expected
):
    assert new_words(before, after) == expected


def test_hints_on_how_to_answer_are_over_once_everything_was_answered():
    asks = replace(BOTH, lines=("First every issue with the first question.",))
    bench = with_issues(asks, *ISSUES[:2], people=12)
    assert "First every issue" in plain("".join(pages(step_slide(asks, bench.view))))
    counts = {issue: {"5": 7} for issue in ISSUES[:2]}
    bench.answer(asks, {"urgency": counts, "feasibility": counts})
    shown = plain("".join(pages(step_slide(asks, bench.view))))
    assert "First every issue" not in shown
    assert ISSUES[0] in shown


def test_issues_of_different_places_never_have_the_same_number():
    lower, higher = {"5": 7, "4": 5}, {"5": 8, "4": 4}
    first, second, third = ISSUES[:3]
    bench = with_issues(BOTH, first, second, third, people=12)
    urgency = {first: higher, second: lower, third: lower}
    bench.answer(BOTH, {"urgency": urgency, "feasibility": dict.fromkeys(urgency, lower)})
    rows = order_slide(BOTH, bench.view).stages[0][0].rows
    assert [(row.cells[0].strip(), row.cells[-1]) for row in rows] == [
        ("1", "4.63"),
        ("2=", "4.58"),
        ("2=", "4.58"),
    ]
    table = next(block for block in kinds.blocks(BOTH, bench.view) if isinstance(block, Quadrant))
    assert [row[5] for row in table.numbers.rows] == ["4.63", "4.58", "4.58"]


def test_numbers_of_lines_that_are_put_are_no_fingers():
    agree = Step("agree", "decide", "Ours?", options={"about": "ideas", "adopt": "ideas"})
    bench = with_issues(agree, *ISSUES[:2], people=12)
    shown = pages(step_slide(agree, bench.view))[0]
    assert re.search(r"No 2 +Issue B", shown)
    assert re.search(r"^ +5 +Yes", shown, re.MULTILINE)


def test_nothing_says_what_a_wording_is_built_from_before_the_room_chose_it():
    drafting = Step("vision", "draft", "In one line", options={"from": "ideas"})
    bench = with_issues(drafting, *ISSUES[:2], people=12)
    bench.answer(drafting, ["An issue that is ours"])
    asked = step_slide(drafting, bench.view, (CHOOSING,))
    chosen = step_slide(drafting, bench.view)
    assert ["Built from" in plain("".join(pages(each))) for each in (asked, chosen)] == [
        False,
        True,
    ]
