"""Programme files: the shipped ones hold what was agreed, mistakes are named by their lines."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

import coalition_cli
from coalition_cli import catalog
from coalition_cli.catalog import json_schema, load_programme
from coalition_cli.errors import Problem
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.never_cut import NEVER_CUT
from coalition_cli.model.programme import Goal, clock

FOLDER = catalog.shipped() / "programmes"
SHIPPED = sorted(FOLDER.glob("*.toml"))
HEAVY = (
    r"sentence|cell|trial|charge|release|execut\w*|kill|abort|terminat\w*|lock|guard|escape"
    r"|convict\w*|parole"
)
IN_ORDER = """
welcome-circle ground-rules visioning coalition-basics success-stories mission-objectives
core-issues agenda-ranking advocacy-strategies allies-partners campaign-outcomes coalition-structure
wellness-principles breathing-grounding support-plan safety-security action-plan role-play-advocacy
economic-plan country-sharing panel-guests open-dialogue community-research cascade-plan
reflection-circle gratitude-close feedback follow-up energiser
"""
NUMBERS = {exercise: number for number, exercise in enumerate(IN_ORDER.split(), 1)}

# Start, exercise (or the kind of what is none), minutes: one line a day.
TIMES = {
    "one-day-2024-11-12": [
        "08:00 break 30 08:30 opening 10 08:40 E1 25 09:05 E2 15 09:20 E3 35 09:55 E4 20 10:15 E5 "
        "15 10:30 break 15 10:45 E6 35 11:20 E29 5 11:25 E7 35 12:00 E8 25 12:25 lunch 60 13:25 "
        "E29 5 13:30 E9 30 14:00 E18 20 14:20 E19 35 14:55 E14 10 15:05 E13 20 15:25 prayer 20 "
        "15:45 E12 25 16:10 E17 30 16:40 E15 10 16:50 E25 20 17:10 E26 5 17:15 E27 10 17:25 end 0"
    ],
    "regional-exchange-4day": [
        "08:30 break 30 09:00 opening 15 09:15 E1 45 10:00 E2 30 10:30 break 20 10:50 E21 80 "
        "12:10 E14 5 12:15 lunch 75 13:30 E29 10 13:40 E22 60 14:40 E10 50 15:30 prayer 20 15:50 "
        "E20 25 16:15 E26 15 16:30 end 0",
        "08:45 E14 15 09:00 E20 75 10:15 break 20 10:35 E20 60 11:35 E20 30 12:05 E29 10 12:15 "
        "lunch 75 13:30 E21 60 14:30 E5 60 15:30 prayer 20 15:50 E22 40 16:30 E26 10 16:40 end 0",
        "08:45 E14 15 09:00 E21 75 10:15 break 20 10:35 E21 75 11:50 E14 10 12:00 lunch 90 13:30 "
        "E29 10 13:40 E9 50 14:30 E11 60 15:30 prayer 20 15:50 E23 40 16:30 E26 10 16:40 end 0",
        "08:45 E14 15 09:00 E13 50 09:50 E14 15 10:05 break 20 10:25 E16 80 11:45 E14 10 11:55 "
        "lunch 75 13:10 E29 10 13:20 E15 30 13:50 E17 60 14:50 prayer 20 15:10 E25 35 15:45 E27 "
        "15 16:00 E26 20 16:20 end 0",
    ],
    "tot-4day": [
        "08:30 break 30 09:00 E21 30 09:30 E1 45 10:15 break 20 10:35 E2 25 11:00 E3 45 11:45 E22 "
        "45 12:30 lunch 75 13:45 E29 10 13:55 E7 60 14:55 E8 30 15:25 prayer 20 15:45 E24 40 "
        "16:25 E26 15 16:40 end 0",
        "08:45 E14 15 09:00 E22 75 10:15 break 20 10:35 E5 45 11:20 E4 40 12:00 lunch 75 13:15 "
        "E29 30 13:45 E18 60 14:45 E14 10 14:55 break 20 15:15 E6 50 16:05 E13 30 16:35 E26 10 "
        "16:45 end 0",
        "08:45 E14 15 09:00 E22 75 10:15 E14 15 10:30 break 25 10:55 E10 45 11:40 E29 10 11:50 "
        "E23 30 12:20 lunch 75 13:35 E24 70 14:45 break 20 15:05 E24 75 16:20 E25 15 16:35 E26 10 "
        "16:45 end 0",
        "08:45 E14 15 09:00 E24 90 10:30 break 20 10:50 E24 60 11:50 E15 30 12:20 lunch 75 13:35 "
        "E29 10 13:45 E17 45 14:30 E25 30 15:00 E27 15 15:15 E26 20 15:35 end 0",
    ],
    "half-day-agenda-action": [
        "08:30 break 30 09:00 E1 20 09:20 E2 10 09:30 E14 5 09:35 E7 40 10:15 E8 25 10:40 break "
        "20 11:00 E17 45 11:45 E15 15 12:00 E25 25 12:25 E26 5 12:30 E27 10 12:40 lunch 50 13:30 "
        "end 0"
    ],
    "half-day-follow-up": [
        "08:30 break 30 09:00 E1 20 09:20 E2 10 09:30 E14 5 09:35 E28 65 10:40 break 20 11:00 E17 "
        "45 11:45 E15 15 12:00 E25 25 12:25 E26 5 12:30 E27 10 12:40 lunch 50 13:30 end 0"
    ],
}

SAMPLE = """\
id = "small"
title = "Small"
purpose = "To be read."
language = "en"
interpretation = 1.0

[[days]]
id = "day"
title = "Day"
starts = "09:00"
ends = "11:00"

[[days.slots]]
id = "deep"
kind = "exercise"
title = "Deep"
minutes = 30
exercise = "deep"

[[days.slots]]
id = "calm"
kind = "exercise"
title = "Calm"
minutes = 5
exercise = "breathing-grounding"

[[days.slots]]
id = "tea"
kind = "break"
title = "Tea"
minutes = 15

[[days.slots]]
id = "talk"
kind = "exercise"
title = "Talk"
minutes = 55
exercise = "talk"

[[days.slots]]
id = "close"
kind = "exercise"
title = "Close"
minutes = 15
exercise = "gratitude-close"
"""

# What is written instead of what, and what the report must say; "" where the JSON Schema cannot see
# it.
BROKEN = {
    "times that do not add up": (
        'ends = "11:00"',
        'ends = "11:30"',
        "11: days[0].ends: expected 11:00",
    ),
    "no time": ('"09:00"', '"9 am"', "10: days[0].starts: expected a time such as 08:30"),
    "unknown key": ('title = "Tea"', 'titel = "Tea"', "30: days[0].slots[2].titel"),
    "unknown kind": (
        'kind = "break"',
        'kind = "brake"',
        "29: days[0].slots[2].kind: expected one of exercise",
    ),
    "no exercise": (
        'exercise = "talk"\n',
        "",
        "33: days[0].slots[3].exercise: expected the id of the exercise",
    ),
    "an exercise in a break": (
        'title = "Tea"',
        'title = "Tea"\nexercise = "talk"',
        "no exercise in a slot",
    ),
    "an id twice": ('id = "calm"', 'id = "deep"', "an id of its own"),
    "no minutes": (
        "minutes = 55",
        "minutes = 0",
        "37: days[0].slots[3].minutes: expected a whole number from 1",
    ),
    "too long without a rest": (
        "minutes = 55",
        "minutes = 110",
        "40: days[0].slots[4]: expected a break before this is over: 125",
    ),
    "no closing": (
        'exercise = "gratitude-close"',
        'exercise = "talk"',
        "a slot that closes the day with care",
    ),
    "a break that may be cut": ('title = "Tea"', 'title = "Tea"\nnever_cut = false', "always stay"),
    "a closing that may be left out": (
        'title = "Close"',
        'title = "Close"\noptional = true',
        "never cut",
    ),
    "nothing to continue": (
        'title = "Talk"',
        'title = "Talk"\ncontinues = true',
        "an earlier slot",
    ),
    "a day that is none": (
        "interpretation = 1.0",
        'date = "12 November"',
        "5: date: expected a day such as",
    ),
    "another name": ('id = "small"', 'id = "tiny"', "1: id: expected small, the name of the file"),
    "a goal for a slot that is nowhere": (
        "interpretation = 1.0",
        'goals = ["We rest.", { text = "We talk.", slots = ["tee"] }]',
        "5: goals[1].slots[0]: expected the id of a slot of this programme (did you mean tea?)",
    ),
    "a goal without words": (
        "interpretation = 1.0",
        'goals = [{ slots = ["tea"] }]',
        "goals[0].text: expected text in quotes; the key is missing",
    ),
    "a goal that is a number": (
        "interpretation = 1.0",
        "goals = [7]",
        "goals[0]: expected text in quotes, or a table of keys",
    ),
    "an empty goal": (
        "interpretation = 1.0",
        'goals = [" "]',
        "goals[0]: expected text that can be seen",
    ),
    "a factor below one": ("interpretation = 1.0", "interpretation = 0.5", "a number from 1 to 3"),
}


def exercise(name: str, intensity="low", steps=(), least=5) -> Exercise:
    return Exercise(name, name, "", "en", Minutes(least, 30, 60), intensity, steps)


def find(exercises):
    return {each.id: each for each in exercises}.get


HELD = [
    exercise("deep", "high"),
    exercise("talk"),
    exercise("breathing-grounding"),
    exercise("gratitude-close"),
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_programme_has_the_times_that_were_agreed(path):
    found = load_programme.load(path)
    days = []
    for day in found.days:
        told = []
        for at, slot in day.times():
            what = f"E{NUMBERS[slot.exercise]}" if slot.exercise else slot.kind
            told.append(f"{clock(at)} {what} {slot.minutes}")
        days.append(" ".join(told))
    assert days == TIMES[path.stem]


def test_every_agreed_programme_is_shipped():
    assert [path.stem for path in SHIPPED] == sorted(TIMES)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_programme_has_no_mistake_for_reader_or_schema_and_no_heavy_word(path):
    assert [str(mistake) for mistake in load_programme.mistakes(path)] == []
    jsonschema.validate(tomllib.loads(path.read_text("utf-8")), json_schema.programme_schema())
    assert re.findall(rf"\b(?:{HEAVY})\b", path.read_text("utf-8"), re.IGNORECASE) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_exercises_of_a_shipped_programme_are_there_and_its_deep_work_is_held_with_care(path):
    exercises = catalog.Catalog([catalog.shipped()])
    assert [str(mistake) for mistake in load_programme.mistakes(path, exercises.find)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_must_never_be_cut_is_marked_so_where_people_read_the_file(path):
    for slot in load_programme.load(path).slots():
        if slot.is_rest or slot.exercise in NEVER_CUT:
            assert slot.is_never_cut, slot.id


@pytest.mark.parametrize(
    ("name", "share"), [("one-day-2024-11-12", 10), ("half-day-agenda-action", 12)]
)
def test_the_share_of_care_is_what_was_counted_by_hand(name, share):
    assert int(load_programme.load(FOLDER / f"{name}.toml").care_share() * 100) == share


def test_the_schema_that_the_package_carries_is_the_one_of_the_fields():
    carried = Path(coalition_cli.__file__).parent / "schemas" / "programme.schema.json"
    assert json.loads(carried.read_text()) == json_schema.programme_schema()


def test_the_sample_is_sound(put):
    assert [
        str(each) for each in load_programme.mistakes(put("small.toml", SAMPLE), find(HELD))
    ] == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_named_with_its_line_and_nothing_is_loaded(put, name):
    old, new, wanted = BROKEN[name]
    assert SAMPLE.count(old) >= 1
    path = put("small.toml", SAMPLE.replace(old, new, 1))
    assert any(wanted in str(mistake) for mistake in load_programme.mistakes(path)), [
        str(mistake) for mistake in load_programme.mistakes(path)
    ]
    with pytest.raises(Problem, match="cannot be used yet"):
        load_programme.load(path)


def test_a_programme_loads_before_its_exercises_are_written_and_the_check_names_them(put):
    path = put("small.toml", SAMPLE)
    assert load_programme.load(path).days[0].ends == 11 * 60
    found = [str(mistake) for mistake in load_programme.mistakes(path, find(HELD[1:]))]
    assert [each.partition(".toml:")[2] for each in found] == [
        "18: days[0].slots[0].exercise: expected an exercise that is there (there is no file "
        "deep.toml)"
    ]


def test_deep_work_without_grounding_after_it_is_a_mistake_and_its_own_last_breath_is_enough(put):
    text = SAMPLE.replace('exercise = "breathing-grounding"', 'exercise = "talk"')
    path = put("small.toml", text)
    assert "grounding" in str(load_programme.mistakes(path, find(HELD))[0])
    breath = (Step("a", "notes", "A", 10), Step("b", "breathe", "B", 1))
    assert load_programme.mistakes(path, find([exercise("deep", "high", breath), *HELD[1:]])) == []


def test_deep_work_in_the_last_hour_is_a_mistake_and_a_slot_may_be_deeper_than_its_exercise(put):
    path = put(
        "small.toml", SAMPLE.replace('exercise = "talk"', 'exercise = "talk"\nintensity = "high"')
    )
    found = " ".join(map(str, load_programme.mistakes(path, find(HELD))))
    assert "60 minutes before the day is" in found
    assert "it may end at 10:00" in found


def test_a_step_that_the_exercise_has_not_is_a_mistake(put):
    path = put(
        "small.toml", SAMPLE.replace('exercise = "talk"', 'exercise = "talk"\nsteps = ["nowhere"]')
    )
    talk = exercise("talk", steps=(Step("somewhere", "notes", "A"),))
    found = load_programme.mistakes(path, find([HELD[0], talk, *HELD[2:]]))
    assert "did you mean somewhere?" in str(found[0])


def test_minutes_outside_those_of_the_exercise_are_a_remark_and_no_mistake(put):
    path = put("small.toml", SAMPLE)
    exercises = find([HELD[0], exercise("talk", least=59), *HELD[2:]])
    assert load_programme.mistakes(path, exercises) == []
    assert [
        "59 to 60 minutes" in str(each) for each in load_programme.remarks(path, exercises)
    ] == [True]


def test_a_goal_is_its_text_alone_or_names_slots_of_any_day_and_a_translation_keeps_them(put):
    goals = 'goals = ["We rest.", { text = "We talk.", slots = ["talk"] }]'
    path = put("programmes/small.toml", SAMPLE.replace("interpretation = 1.0", goals))
    assert load_programme.mistakes(path) == []
    jsonschema.validate(tomllib.loads(path.read_text("utf-8")), json_schema.programme_schema())
    both = (Goal("We rest."), Goal("We talk.", ("talk",)))
    assert load_programme.load(path).goals == both
    overlay = put("programmes/sw/small.toml", 'goals = [{ text = "Pumzika" }, "Ongea"]')
    assert load_programme.mistakes(overlay) == []
    found = load_programme.load_from([path.parent.parent], "small", "sw").goals
    assert found == (Goal("Pumzika"), Goal("Ongea", ("talk",)))
    short = put("programmes/sw/small.toml", 'goals = ["Pumzika"]')
    assert "2 texts, as in the complete file" in str(load_programme.mistakes(short)[0])


def test_a_translation_lies_over_the_complete_file_and_what_it_lacks_is_listed(put):
    path = put("programmes/small.toml", SAMPLE)
    overlay = put(
        "programmes/sw/small.toml",
        'title = "Ndogo"\n[[days]]\nid = "day"\ntitle = "Siku"\n'
        '[[days.slots]]\nid = "tea"\ntitle = "Chai"\n',
    )
    found = load_programme.load_from([path.parent.parent], "small", "sw")
    assert (found.title, found.days[0].slots[2].title, found.days[0].slots[3].title) == (
        "Ndogo",
        "Chai",
        "Talk",
    )
    assert load_programme.mistakes(overlay) == []
    assert "16: days[0].slots[0].title" in str(load_programme.missing_texts(overlay)[1])
    wrong = put("programmes/fr/small.toml", 'title = "Petit"\nstarts = "08:00"\n')
    assert "a key that the complete file has" in str(load_programme.mistakes(wrong)[0])
