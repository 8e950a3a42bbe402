"""A kind in a folder of somebody's own, and the whole program knows what it gives.

The file below stands in no folder of ours. It gives an agenda and a decision, and is found by the
setting ``COALITION_KINDS``; everything here is said by real processes.
"""

import json

import jsonschema
import pytest

from tests.support.calling import ENTER, House
from tests.support.summaries import words_in

pytestmark = pytest.mark.slow

KIND = '''
"""Pebbles are laid beside issues, and the room says whether that is its agenda."""

from itertools import count

from coalition_cli.blocks import Bullet, Bullets, Prose
from coalition_cli.model.contributions import Agenda, Decision, Issue, Traits
from coalition_cli.model.entry import Fact
from coalition_cli.parsing import read_words
from coalition_cli.stage import Finished, Option, Question, as_given

OPTIONS = {}
ASKS = True
TRAITS = Traits(needs_words=True)
arrange = as_given


def play(step, view, stage):
    try:
        for number in count(len(view.items(step.id))):
            stage.show(blocks(step, view))
            text, pebbles = stage.ask(
                Question(("issues", number), "An issue and its pebbles", read, repeats=True)
            )
            yield Fact({"text": text, "pebbles": pebbles})
    except Finished:
        pass
    options = [Option("yes", "Yes, that is our agenda"), Option("no", "Not yet")]
    agreed = stage.choose(("agreed",), "Do we take it?", options, "yes")
    yield Fact({"agreed": agreed, "adopts": [item.id for item in view.items(step.id)]})


def read(given):
    text, _space, pebbles = read_words(given).rpartition(" ")
    return text, int(pebbles)


def ranked(step, view):
    laid = [entry for entry in view.standing(step.id) if entry.text]
    return sorted(laid, key=lambda entry: -entry.body["pebbles"])


def votes(step, view):
    return [entry for entry in view.said(step.id) if "agreed" in entry.body]


def result(step, view):
    return [{"id": e.id, "text": e.text, "pebbles": e.body["pebbles"]} for e in ranked(step, view)]


def blocks(step, view):
    bullets = [
        Bullet(f"{entry.text} ({entry.body['pebbles']} pebbles)", str(place))
        for place, entry in enumerate(ranked(step, view), 1)
    ]
    told = [Prose("Taken by hands.") for vote in votes(step, view)[-1:]]
    return [Bullets(tuple(bullets)), *told] if bullets else told


def agenda(step, view):
    return Agenda(
        [
            Issue(
                id=entry.id,
                issue=entry.text,
                rank=place,
                place=place,
                why=f"Pebbles: {entry.text}",
            )
            for place, entry in enumerate(ranked(step, view), 1)
        ]
    )


def decisions(step, view):
    return [
        Decision(
            question="Is this what we work on?",
            outcome="agreed" if vote.body["agreed"] == "yes" else "not-yet",
            adopted=vote.body["agreed"] == "yes",
            about=step.id,
            adopts=vote.body["adopts"],
        )
        for vote in votes(step, view)[-1:]
    ]
'''

EXERCISE = """
id = "stones"
title = "Pebbles beside issues"
purpose = "An agenda by pebbles."
language = "en"
intensity = "low"
minutes = { min = 5, usual = 10, max = 20 }

[[steps]]
id = "pebbles"
kind = "pebbles"
title = "Pebbles"
prompt = "Where do your pebbles lie?"
minutes = 10
share = "participants"
share_when_adopted = "donor"
"""

ISSUE, OTHER = "A roof for the market", "Bus fares"
ANSWERS = {"pebbles": {"issues": [f"{OTHER} 3", f"{ISSUE} 9"], "agreed": "yes"}}
QUESTION = "Is this what we work on?"
AUDIENCES = ("participants", "organizer", "donor")


def furnished(house):
    """A machine whose owner wrote a kind and an exercise that uses it, with a workshop open."""
    kinds, exercises = house.folder / "kinds", house.folder / "own exercises"
    kinds.mkdir()
    exercises.mkdir()
    (kinds / "pebbles.py").write_text(KIND)
    (exercises / "stones.toml").write_text(EXERCISE)
    house.environment["COALITION_KINDS"] = str(kinds)
    house.own = ("--exercises", str(exercises))
    house.new()
    return house


@pytest.fixture
def room(house):
    return furnished(house)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A room that has held the exercise; it is only looked at."""
    house = furnished(House(tmp_path_factory.mktemp("held") / "house"))
    done = house.play("stones", ANSWERS, *house.own)
    assert done.status == 0, done
    return house


def exported(room, name, audience):
    done = room.call(*room.own, "export", name, "--out", "-", "--for", audience)
    assert done.status == 0, done
    return done.out


def test_a_file_with_such_steps_is_checked_by_what_the_kind_says(room):
    path = room.folder / "own exercises" / "stones.toml"
    assert room.call("check", path).status == 0
    path.write_text(EXERCISE + 'record = "count"\n')
    assert room.call("check", path).status == 1


def test_it_is_played_on_the_screen_and_shown_on_the_wall(room):
    wall = room.at_terminal(*room.own, "wall")
    seat = room.at_terminal(*room.own, "stones")
    seat.talk(("When the room is ready", ENTER), ("An issue and its pebbles", f"{ISSUE} 9{ENTER}"))
    seat.see(f"1 {ISSUE} (9 pebbles)")
    wall.see(f"{ISSUE} (9 pebbles)")
    seat.talk(("An issue and its pebbles", ENTER), ("Do we take it?", ENTER))
    seat.see("Taken by hands.")
    wall.see("Taken by hands.")
    seat.kill()
    wall.kill()


def test_what_it_gave_is_shown_in_the_terminal_afterwards(held):
    shown = held.call(*held.own, "show").out
    assert shown.index(ISSUE) < shown.index(OTHER) < shown.index("Taken by hands.")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_its_agenda_and_its_decision_are_in_the_data(held, summary_schema, audience):
    data = json.loads(exported(held, "json", audience))
    jsonschema.Draft202012Validator(summary_schema).validate(data)
    agenda = [(row["place"], row["issue"], row["chosen"]) for row in data["agenda"]]
    assert agenda == [(1, ISSUE, True), (2, OTHER, True)]
    assert [(row["question"], row["adopted"]) for row in data["decisions"]] == [(QUESTION, True)]
    (step,) = data["exercises"][0]["steps"]
    assert [row["pebbles"] for row in step["outcome"]] == [9, 3]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_its_agenda_and_its_decision_are_in_the_document(held, audience):
    text = exported(held, "md", audience)
    title = "What we work on first" if audience == "participants" else "The agenda"
    assert ISSUE in text.partition(f"## {title}")[2].partition("\n#")[0]
    if audience != "participants":  # their page tells what is done, not what was put to the vote
        assert QUESTION in text.partition("## What was decided")[2]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_its_agenda_and_its_decision_are_in_the_sheet(held, audience):
    words = ("export", "csv", "--for", audience, "--out", f"{audience}.zip")
    assert held.call(*held.own, *words).status == 0
    told = words_in((held.desk / f"{audience}.zip").read_bytes())
    assert [each in told for each in (ISSUE, OTHER, QUESTION)] == [True] * 3


def test_donors_read_nothing_of_it_before_the_room_took_it(room):
    answers = {"pebbles": {**ANSWERS["pebbles"], "agreed": "no"}}
    assert room.play("stones", answers, *room.own).status == 0
    data = json.loads(exported(room, "json", "donor"))
    assert (data["agenda"], data["decisions"]) == ([], [])


def test_without_the_setting_there_is_no_such_kind(held):
    line = f"coalition --exercises '{held.own[1]}' stones --answers '{held.desk}/answers.json'"
    done = held.shell(line, COALITION_KINDS="")
    assert done.status == 1
    assert "cannot be used yet" in done.err
