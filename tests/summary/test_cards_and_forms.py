"""The exercises that cards and forms carry.

Played to their end from a file, and read by each audience.
"""

import json
import textwrap
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import coalition_cli
from coalition_cli import exports, kinds
from coalition_cli.blocks import Bars, Block, Bullet, Bullets, Prompt, Prose, Table
from coalition_cli.catalog import Catalog, folders
from coalition_cli.methods.card_blocks import face
from coalition_cli.model.audience import Audience
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.progress import open_step
from coalition_cli.model.summary import Summary
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.engine import Engine
from coalition_cli.run.page import head
from coalition_cli.summary import build
from coalition_cli.terminal.current_page import Page
from tests.support.playing import ENTER, Bench, keyboard
from tests.support.slides import wall_words
from tests.support.summaries import everything_in, section, words_in

MADE = datetime(2024, 11, 20, 16, 10, tzinfo=UTC)
SCHEMA = json.loads(
    (Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json").read_text()
)
CATALOG = Catalog(folders(None, Path("/nowhere")), "en")
PEOPLE = [{"name": name} for name in ("Amina", "Baraka", "Chausiku", "Dada", "Eshe", "Farida")]
ALL: tuple[Audience, ...] = ("participants", "organizer", "donor", "follow-up")

ANSWERS: dict[str, dict[str, Any]] = {
    "coalition-basics": {
        "situations": {
            "job-news": "network",
            "open-day": "coalition",
            "petition": "coalition",
            "press": "pass",
        },
        "tables": {"Blue": ["Amina", "Baraka", "Chausiku"], "Red": ["Dada", "Eshe", "Farida"]},
        "fits": ["A platform by who we are, because towns are far apart"],
        "worries": ["Who opens the door when the lead is ill?"],
        "our-form": "In our first year we are a platform, mainly of who we are. We look at it "
        "again in June.",
        "agree": {"5": 5, "3": 1},
    },
    "success-stories": {
        "stories": ["peru", "bangladesh"],
        "tables": {"Blue": ["Amina", "Baraka", "Chausiku"], "Red": ["Dada", "Eshe", "Farida"]},
        "borrow": ["Speak as one when it counts", "Let those concerned run it"],
        "avoid-and-ask": [{"text": "Growing before we trust each other", "bucket": "avoid"}],
        "near-us": [
            {
                "title": "Sewing circle at the lake",
                "words": "They share one shop",
                "source": "Dada's cousin",
            },
            {
                "title": "Clean Start, Kenya",
                "words": "Women began it",
                "source": "their page",
                "may_name": True,
            },
        ],
        "bundles": {"One voice": [1], "In our own hands": [2]},
    },
    "role-play-advocacy": {
        "scene": ["clerk"],
        "kept-lines-1": [
            {
                "text": "Your form decides my week",
                "by": "Amina",
                "consent": "named",
                "share": "donor",
            }
        ],
        "learning-1": [
            {"text": "She named one reason only", "bucket": "worked"},
            {"text": "Fee list", "bucket": "ask"},
        ],
        "scene-2": ["reporter"],
        "learning-2": [{"text": "Who answers letters there", "bucket": "find-out"}],
        "skills": ["To keep a story for oneself"],
    },
    "panel-guests": {
        "guests": [
            {
                "what": "Rose Okello",
                "work": "Lawyer at a clinic",
                "topic": "Legal clinics: where justice comes near",
                "quoting": "She may be quoted",
                "photo": "No photos",
                "leaves_at": "before the tea",
            }
        ],
        "topic-1": ["clinics"],
        "topic-2": [{"title": "A radio for villages", "words": "How it began"}],
        "questions": [{"text": "The bar pays half", "bucket": "answer"}],
        "lessons": [{"text": "Begin with one day a week", "bucket": "lesson"}],
        "offers": ["Rose comes to us in May"],
    },
    "open-dialogue": {
        "topic": ["forgiveness"],
        "circle": [
            {"by": "Amina", "text": "Nobody asked us what we need first"},
            {"by": "Baraka", "passed": True},
        ],
        "themes": ["What must come before"],
        "use": ["I will say that I am not ready"],
    },
    "feedback": {
        "form": {
            "safe": {"5": 4, "4": 2},
            "heard": {"5": 2, "1": 2},
            "keep": ["The songs"],
            "change": ["Longer breaks, the room was cold"],
            "goals": {"met": 5, "not-yet": 1},
        },
        "next-meeting": ["Tuesday, 10 December, at Nendiwe; Amina calls"],
    },
    "energiser": {"game": ["mirror"]},
}

READERS: dict[str, dict[str, set[str]]] = {
    "coalition-basics": {
        "Who opens the door": {"organizer"},
        "towns are far apart": {"participants", "organizer"},
        "Most showed": {"organizer"},
        "we are a platform": {"participants", "organizer", "donor"},
    },
    "success-stories": {
        "Speak as one": {"participants", "organizer"},
        "Growing before": {"organizer"},
        "Sewing circle": {"organizer"},
        "Clean Start": {"organizer"},
        "Dada's cousin": {"organizer"},
    },
    "role-play-advocacy": {
        "Your form decides": {"participants", "organizer", "donor"},
        "She named one reason": {"organizer"},
        "Who answers letters": {"organizer"},
    },
    "panel-guests": {
        "Rose Okello": {"participants", "organizer"},
        "No photos": {"organizer"},
        "before the tea": {"organizer"},
        "The bar pays half": {"organizer"},
        "Rose comes to us": {"organizer"},
    },
    "open-dialogue": {
        "Nobody asked us": {"organizer"},
        "I will say that I am not ready": {"organizer"},
        "What must come before": {"participants", "organizer", "donor"},
    },
    "feedback": {
        "The songs": {"organizer"},
        "Longer breaks": {"organizer"},
        "Amina calls": {"participants", "organizer", "follow-up"},
        "I was heard": {"organizer"},
        "I felt safe here": {"organizer", "donor"},
        "How it was": {"organizer", "donor"},
    },
    "energiser": {"Mirrors": set()},
}


def play(exercise_id: str, values: dict[str, Any] | None = None) -> tuple[Workshop, View]:
    workshop = Workshop(Head("W1", "The day", "2024-11-12", "The place"))
    exercise = CATALOG.exercise(exercise_id)
    answers = {"people": PEOPLE, exercise_id: ANSWERS[exercise_id] if values is None else values}
    entries, _said = play_answers(
        exercise, 1, answers, Path("paper.toml"), workshop, CATALOG.find, "bench"
    )
    workshop.extend(entries)
    return workshop, ViewMaker(CATALOG.find).of_run(workshop, exercise)


def summary(workshop: Workshop, audience: Audience) -> Summary:
    return build(workshop, CATALOG.find, audience, MADE)


def written(made: Summary) -> str:
    return everything_in(made, ("md", "json"))


@pytest.mark.parametrize("exercise_id", ANSWERS)
def test_it_is_played_to_its_end_and_every_summary_keeps_its_shape(exercise_id: str) -> None:
    workshop, view = play(exercise_id)
    held = [step.id for step in view.exercise.steps if workshop.is_done(view.place(step.id))]
    assert set(ANSWERS[exercise_id]) <= set(held)
    for audience in ALL:
        jsonschema.validate(summary(workshop, audience).data, SCHEMA)


@pytest.mark.parametrize(
    ("exercise_id", "words"), [(name, words) for name in READERS for words in READERS[name]]
)
def test_only_those_read_it_who_may(exercise_id: str, words: str) -> None:
    workshop, _view = play(exercise_id)
    told = {audience for audience in ALL if words in written(summary(workshop, audience))}
    readers = READERS[exercise_id][words]
    # The sheet of a follow-up says less than its data, which is that of everyone who was there.
    assert told - {"follow-up"} == readers - {"follow-up"}
    assert "follow-up" not in told or "participants" in readers


def test_donors_get_means_of_five_or_more_as_data_and_organizers_everything() -> None:
    workshop, _view = play("feedback")
    assert summary(workshop, "donor").data["feedback"] == {
        "safe": {
            "answers": 6,
            "mean": 4.7,
            "counts": {},
            "texts": [],
            "prompt": "I felt safe here.",
        },
        "goals": {
            "answers": 6,
            "mean": None,
            "counts": {},
            "texts": [],
            "prompt": "How far did we come with the goals of the day?",
        },
    }
    told = summary(workshop, "organizer").data["feedback"]
    heard = {"answers": 4, "mean": 3.0, "counts": {"1": 2, "5": 2}, "texts": []}
    assert told["heard"] == {**heard, "prompt": "I was heard."}
    assert told["goals"]["counts"] == {"met": 5, "not-yet": 1}
    assert summary(workshop, "participants").data["feedback"] == {}


def test_the_same_question_of_another_day_has_a_name_of_its_own() -> None:
    workshop, view = play("feedback")
    answers = {"feedback": {"form": {"safe": {"3": 6}}}}
    entries, _said = play_answers(
        view.exercise, 2, answers, Path("p"), workshop, CATALOG.find, "bench"
    )
    workshop.extend(entries)
    told = summary(workshop, "donor").data["feedback"]
    means = {name: row["mean"] for name, row in told.items() if row["mean"]}
    assert means == {"safe": 3.0, "safe-2": 4.7}


def test_a_sheet_has_each_question_once() -> None:
    workshop, _view = play("feedback")
    sheets = words_in(exports.export("csv").render(summary(workshop, "organizer")))
    assert sheets.count("I felt safe here.") == 1
    assert sheets.count("The songs") == 1


def test_the_wall_shows_thanks_and_nothing_of_the_beans() -> None:
    workshop, _view = play("feedback", {"form": ANSWERS["feedback"]["form"]})
    wall = wall_words(workshop, CATALOG.find)
    assert "What did we set out to do" in wall
    assert "cold" not in wall
    form = CATALOG.exercise("feedback").step("form")
    view = View(workshop, CATALOG.exercise("feedback"), audience="participants")
    assert "Thank you" in repr(head(form, view))
    assert "I felt safe" not in repr(head(form, view))


def a_run(exercise_id: str, *keys: str) -> Bench:
    exercise: Exercise = CATALOG.exercise(exercise_id)
    bench = Bench(*exercise.steps)
    bench.view = replace(bench.view, exercise=exercise)
    bench.run(*keys)
    return bench


@pytest.mark.slow
@pytest.mark.parametrize("exercise_id", ANSWERS)
def test_with_one_key_alone_a_room_comes_to_the_end(exercise_id: str) -> None:
    exercise = CATALOG.exercise(exercise_id)
    bench = Bench(*exercise.steps)
    bench.view = replace(bench.view, exercise=exercise)
    with keyboard(*[ENTER] * 120) as stage:
        Engine(bench.view, stage, bench.record).run()
    assert open_step(bench.view) is None
    assert bench.workshop.is_done(bench.view.place())


def test_an_energiser_runs_with_one_key_and_its_card_stands_over_the_clock() -> None:
    exercise = CATALOG.exercise("energiser")
    bench = a_run("energiser", *[ENTER] * 5)
    assert open_step(bench.view) is None
    drawn = bench.view.said("game")[0]
    assert Prompt(drawn.text, exercise.step("play").symbol) in head(
        exercise.step("play"), bench.view
    )


def test_the_question_of_the_topic_stands_in_the_circle_and_below_its_title_in_the_summary() -> (
    None
):
    _workshop, view = play("open-dialogue")
    circle = [block.text for block in head(view.step("circle"), view) if isinstance(block, Prose)]
    question = "What has to be true before anybody may even ask for it?"
    assert question in circle
    below = (Bullet(question),)
    assert kinds.blocks(view.step("topic"), view) == [
        Bullets((Bullet("Peace and forgiveness", "1", "", below),))
    ]


def test_a_line_without_a_card_is_left_out() -> None:
    _workshop, view = play("open-dialogue", {})
    assert "" not in [
        block.text for block in head(view.step("circle"), view) if isinstance(block, Prose)
    ]


def all_cards() -> list[tuple[str, str, dict[str, Any]]]:
    exercises = [CATALOG.exercise(name) for name in ANSWERS]
    return [
        (e.id, s.id, card)
        for e in exercises
        for s in e.steps
        for card in s.options.get("cards", ())
    ]


@pytest.mark.parametrize(("exercise_id", "step_id", "card"), all_cards())
def test_a_card_fits_the_screen_of_the_room(
    exercise_id: str, step_id: str, card: dict[str, Any]
) -> None:
    texts = [card["title"], *card.get("lines", ()), card.get("question", "")]
    assert sum(len(textwrap.wrap(text, 60)) for text in texts) <= 14
    step = CATALOG.exercise(exercise_id).step(step_id)
    view = View(Workshop(Head("W1", "The day", "2024-11-12")), CATALOG.exercise(exercise_id))
    shown: list[Block] = [
        *face(card),
        *([Prose("A quiet line")] * len(step.options.get("buckets", ()))),
    ]
    page = Page(tuple(head(step, view)), tuple(shown))
    choices, bar = 6, 2
    assert page.hidden(80, 24 - choices - bar) == 0


def test_organizers_read_a_table_and_donors_bars_without_counts() -> None:
    workshop, _view = play("feedback")
    found = section(summary(workshop, "organizer"), "feedback").blocks
    (table,) = [block for block in found if isinstance(block, Table)]
    assert len(table.columns) == 8
    bars = section(summary(workshop, "donor"), "feedback").blocks[0]
    assert isinstance(bars, Bars)
    assert [(bar.label, bar.words) for bar in bars.bars] == [("I felt safe here.", "4.7")]
