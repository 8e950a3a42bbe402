"""Slips in a first programme file: each at its line, in a phrase, with what is meant."""

from datetime import date, time
from pathlib import Path

import pytest

from coalition_cli import catalog
from coalition_cli.catalog import load_programme, scaffold
from coalition_cli.catalog.suggestions import of_line, time_meant

SHIPPED = catalog.Catalog([catalog.shipped()])
TITLES = SHIPPED.titles()
WHOLE = scaffold.written_programme("morning", "en")
BREAK = (
    '[[days.slots]]\nid = "tea"\nkind = "break"\ntitle = "Tea"\nminutes = 20\nnever_cut = true\n'
)
VISION = 'exercise = "visioning"'

# What is written instead of what, at the line of which words, under which key, and what the report
# says.
SLIPS = {
    "a dot in a time": (
        '"09:00"',
        '"9.00"',
        "starts =",
        "days[0].starts",
        'such as 08:30 (write "09:00", with',
    ),
    "one figure": (
        '"09:00"',
        '"9:30"',
        "starts =",
        "days[0].starts",
        '(write "09:30", with its quotes)',
    ),
    "a clock of twelve": (
        '"09:00"',
        '"2 pm"',
        "starts =",
        "days[0].starts",
        '(write "14:00", with its quotes)',
    ),
    "a French time": (
        '"09:00"',
        '"9h30"',
        "starts =",
        "days[0].starts",
        '(write "09:30", with its quotes)',
    ),
    "a number as time": (
        '"09:00"',
        "9.30",
        "starts =",
        "days[0].starts",
        '(write "09:30", with its quotes)',
    ),
    "a time of TOML": (
        '"09:00"',
        "09:30:00",
        "starts =",
        "days[0].starts",
        '(write "09:30", with its quotes)',
    ),
    "a time without quotes": (
        '"09:00"',
        "09:30",
        "starts =",
        "",
        'expected TOML (write "09:30", with its quotes)',
    ),
    "no time of day": (
        '"09:00"',
        '"25:00"',
        "starts =",
        "days[0].starts",
        "expected a time such as 08:30",
    ),
    "no start": (
        'starts = "09:00"\n',
        "",
        "[[days]]\nid",
        "days[0].starts",
        "such as 08:30; the key is missing",
    ),
    "an end with a dot": (
        '"09:00"\n',
        '"09:00"\nends = "11.43"\n',
        "ends =",
        "days[0].ends",
        '(write "11:43", with its quotes)',
    ),
    "minutes in quotes": (
        "= 30",
        '= "30"',
        '= "30"',
        "days[0].slots[1].minutes",
        "(write 30, without quotes)",
    ),
    "minutes with a word": (
        "= 30",
        '= "30 min"',
        "30 min",
        "days[0].slots[1].minutes",
        "(write 30, without quotes)",
    ),
    "a bare word after minutes": (
        "= 30",
        "= 30 min",
        "30 min",
        "",
        "write the number alone, without a word after it",
    ),
    "minutes with a fraction": ("= 30", "= 30.0", "30.0", "days[0].slots[1].minutes", "(write 30)"),
    "an exercise misspelled": (
        '"welcome-circle"',
        '"welcom-circle"',
        "welcom-c",
        "days[0].slots[1].exercise",
        "an exercise that is there (did you mean welcome-circle?)",
    ),
    "an exercise by its title": (
        '"welcome-circle"',
        f'"{TITLES["coalition-basics"].upper()}"',
        "COALI",
        "days[0].slots[1].exercise",
        "(did you mean coalition-basics?)",
    ),
    "an exercise by its file": (
        '"welcome-circle"',
        '"Welcome Circle.toml"',
        "Circle.toml",
        "days[0].slots[1].exercise",
        "(did you mean welcome-circle?)",
    ),
    "an exercise that is none": (
        '"welcome-circle"',
        '"xyzzy"',
        "xyzzy",
        "days[0].slots[1].exercise",
        "(there is no file xyzzy.toml)",
    ),
    "two slots of one id": (
        'id = "rules"',
        'id = "welcome"',
        'title = "How we',
        "days[0].slots[2].id",
        "an id of its own (welcome is taken above)",
    ),
    "a kind by another name": (
        'kind = "break"',
        'kind = "tea"',
        'kind = "tea"',
        "days[0].slots[3].kind",
        "(did you mean break?)",
    ),
    "a kind misspelled": (
        '"break"',
        '"brake"',
        "brake",
        "days[0].slots[3].kind",
        "(did you mean break?)",
    ),
    "a day without slots": (
        "[[days]]\nid",
        '[[days]]\nid = "none"\ntitle = "None"\nstarts = "09:00"\n\n[[days]]\nid',
        '[[days]]\nid = "none"',
        "days[0].slots",
        "expected one table or more; the key is missing",
    ),
    "no day": (
        WHOLE[WHOLE.index("[[days]]\n") :],
        "",
        "",
        "days",
        "expected one table or more; the key is missing",
    ),
    "no break": (
        BREAK,
        "",
        '[[days.slots]]\nid = "circle"',
        "days[0].slots[4]",
        "a break before this is over: 125 minutes without",
    ),
    "a prayer at a time of its own": (
        'kind = "break"',
        'kind = "prayer"\nat = "12:30"',
        "at =",
        "days[0].slots[3].at",
        "(a slot has no time of its own: it begins when those before it are over)",
    ),
    "a name for what goes on": (
        VISION,
        f'{VISION}\ncontinues = "visionning"',
        "continues",
        "days[0].slots[4].continues",
        "(it goes on with the slot above of the same exercise: write continues = true)",
    ),
    "nothing to go on with": (
        VISION,
        f"{VISION}\ncontinues = true",
        "continues",
        "days[0].slots[4].continues",
        "an earlier slot of the same exercise (no slot above holds visioning)",
    ),
    "an end in the midst": (
        BREAK,
        f'[[days.slots]]\nid = "over"\nkind = "end"\ntitle = "End"\nminutes = 0\n\n{BREAK}',
        'kind = "end"',
        "days[0].slots[3].kind",
        "the end as the last slot of its day",
    ),
    "a flag in quotes": (
        "never_cut = true",
        'never_cut = "true"',
        '"true"',
        "days[0].slots[2].never_cut",
        "(write true, without quotes)",
    ),
    "a flag with a capital": (
        "never_cut = true",
        "never_cut = True",
        "= True",
        "",
        "write true or false, in small",
    ),
    "a date without quotes": (
        'language = "en"',
        'language = "en"\ndate = 2024-11-12',
        "date =",
        "date",
        '(write it between quotes: "2024-11-12")',
    ),
    "one goal alone": (
        WHOLE[WHOLE.index("goals = [") : WHOLE.index("]\n") + 1],
        'goals = "All"',
        "goals =",
        "goals",
        '(write it between brackets: ["..."])',
    ),
    "a comma in a number": (
        "= 1.0",
        "= 1,3",
        "= 1,3",
        "",
        "(write a dot in a number, not a comma)",
    ),
    "curly quotes": ('"Tea"', "“Tea”", "“Tea”", "", "write straight quotes, on both sides)"),
    "a colon": (
        'title = "Tea"',
        'title: "Tea"',
        "title:",
        "",
        "(write = between a key and its value)",
    ),
    "words without quotes": (
        'title = "Tea"',
        "title = Tea time",
        "Tea time",
        "",
        "(words stand between quotes)",
    ),
    "half a quote": (
        'title = "Tea"',
        'title = "Tea',
        'title = "Tea',
        "",
        "(the quote at the end of the line is",
    ),
    "a comma at the end": (
        'title = "Tea"',
        'title = "Tea",',
        '"Tea",',
        "",
        "leave out the last sign",
    ),
    "one bracket": (
        BREAK,
        BREAK.replace("[[days.slots]]", "[days.slots]"),
        "[days.slots]\n",
        "",
        "[[days.slots]])",
    ),
}


def told(path: Path) -> list[str]:
    return [str(each) for each in load_programme.mistakes(path, SHIPPED.find, TITLES)]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_plain_line_where_it_was_made_with_what_is_meant(put, name):
    old, new, at, key, words = SLIPS[name]
    assert old in WHOLE
    text = WHOLE.replace(old, new, 1)
    path = put("programmes/morning.toml", text)
    line = text[: text.index(at)].count("\n") + 1
    if name == "two slots of one id":
        line -= 2  # it is told where the id stands
    (found,) = told(path)
    assert found.startswith(
        f"{path}:{line}: {key}: expected" if key else f"{path}:{line}: expected TOML"
    ), found
    assert words in found


def test_the_first_draft_has_none_and_nothing_worth_a_look(put):
    path = put("programmes/morning.toml", WHOLE)
    assert told(path) == []
    assert load_programme.remarks(path, SHIPPED.find) == []


def remarks_on(path: Path) -> list[str]:
    return [str(each).partition(": ")[2] for each in load_programme.remarks(path, SHIPPED.find)]


def test_two_parts_of_one_name_are_worth_a_look_and_two_teas_are_not(put):
    path = put("programmes/morning.toml", WHOLE.replace("How we treat each other", "Who we are"))
    assert remarks_on(path) == [
        "days[0].slots[2].title: expected a title of its own: what begins at 09:10 is called so "
        "too (that may be meant so)"
    ]
    again = BREAK.replace('"tea"', '"tea-2"')
    assert (
        remarks_on(put("programmes/morning.toml", WHOLE.replace(BREAK, f"{BREAK}\n{again}"))) == []
    )


def test_a_day_over_noon_without_food_or_prayer_is_worth_a_look(put):
    """Breaks often enough are not all that a day needs."""
    long = WHOLE.replace('"09:00"', '"10:45"').replace("minutes = 20\nnever", "minutes = 60\nnever")
    (found,) = remarks_on(put("programmes/morning.toml", long))
    assert (
        "days[0].slots: expected a slot of the kind lunch or prayer that begins between "
        "11:00 and 14:00" in found
    )
    for kind in ("lunch", "prayer"):
        assert (
            remarks_on(
                put("programmes/morning.toml", long.replace('kind = "break"', f'kind = "{kind}"'))
            )
            == []
        )


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        *[("9", "09:00"), ("9 AM", "09:00"), ("12am", "00:00")],
        *[("12 pm", "12:00"), ("0:05", "00:05")],
        *[("23:59:00", "23:59"), (9, "09:00"), (9.3, "09:30"), (time(8, 5), "08:05")],
        *[("24:00", ""), ("9:75", ""), ("9.5", ""), ("noon", ""), ("", "")],
        *[(True, ""), (-9, ""), (None, "")],
        (date(2024, 11, 12), ""),
    ],
)  # fmt: skip
def test_a_time_is_guessed_only_where_it_is_one(given, meant):
    assert time_meant(given) == meant


@pytest.mark.parametrize("line", ['title = "Tea"', "# a note", "", 'lines = ["a", "b"]', "x = 1"])
def test_a_line_that_is_well_written_keeps_what_its_reader_says(line):
    assert of_line(line, "Invalid") == "Invalid"
