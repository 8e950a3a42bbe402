"""People who come and go, in real processes; nothing private stays on a screen or in a summary."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.calling import CTRL_C, DOWN, ENTER, F2, entries_of


def test_arriving_and_leaving_take_several_at_once_and_a_time(umoja):
    done = umoja.call(
        "people", "arrive", "--at", "2024-11-12 9:10", typed="Amina, Blue, guest, DRC\nGrace\n"
    )
    assert (done.status, done.lines) == (0, ["Amina\tBlue\tguest\t\tDRC", "Grace\t\tparticipant"])
    assert (
        umoja.call("people", "leave", "--at", "2024-11-12 12:30", typed="amina, Grace\n").status
        == 0
    )
    assert "2 of 2 are here." in umoja.call("people", "arrive", typed="Grace, Amina\n").err
    bodies = [entry["body"] for entry in entries_of(umoja.workshop)]
    assert [(body.get("present"), body.get("at")) for body in bodies] == [
        (None, "2024-11-12 09:10"),
        (None, "2024-11-12 09:10"),
        (False, "2024-11-12 12:30"),
        (False, "2024-11-12 12:30"),
        (True, None),
        (True, None),
    ]


def test_of_several_names_one_unknown_changes_nothing(umoja):
    umoja.people("Amina")
    done = umoja.call("people", "leave", typed="Amina, Nobody\n")
    assert done.status == 1
    assert '"Nobody" is nobody here: ' in done.err
    assert "1 of 1 are here." in done.err


def test_a_name_never_begins_with_a_slash(umoja):
    umoja.people("Amina")
    before = umoja.workshop.read_bytes()
    for words in (["people"], ["people", "arrive"], ["people", "leave"], ["fix", "p1"]):
        done = umoja.call(*words, typed="/undo p1\n")
        assert done.status == 1
        assert "/undo p1" in done.err
    assert umoja.workshop.read_bytes() == before


def test_a_name_with_a_comma_in_it_is_still_one_name(umoja):
    answers = {"people": ["Amina, the elder"], "reflection-circle": {"circle": []}}
    assert umoja.play("reflection-circle", answers).status == 0
    assert "has left." in umoja.call("people", "leave", typed="Amina, the elder\n").err


@pytest.mark.parametrize(
    "words",
    [
        ["people", "arrive", "--at", "25:00"],
        ["people", "arrive", "--at", "2026-02-30 09:10"],
        ["people", "arrive", "--at", "yesterday 09:10"],
        ["people", "arrive", "Amina"],
    ],
)
def test_a_time_that_is_none_and_names_as_arguments_are_refused(umoja, words):
    done = umoja.call(*words, typed="Amina\n")
    assert done.status == 2
    assert entries_of(umoja.workshop) == []


def test_on_the_page_one_key_lets_somebody_go_and_come_and_the_last_thing_is_taken_back(umoja):
    umoja.people("Amina, Blue", "Grace, Red, guest")
    seat = umoja.at_terminal("people", "here")
    seat.talk(
        ("Who is here: 2", "1"),
        ("Amina has left.", "1"),
        ("Amina is back.", "2"),
        ("Grace has left.", F2),
    )
    seat.see("Taken back: ")
    seat.see("2. Grace · Red · guest · here since")
    assert "1 visitor is here." in seat.text
    assert "1 is counted when we decide." in seat.text
    seat.press("3")
    seat.talk(("A chosen name", "Zuri\r"), ("Zuri is here.", CTRL_C))
    assert seat.end() == 130
    assert [line.split("\t")[0] for line in umoja.call("people", "show").lines] == [
        "Amina",
        "Grace",
        "Zuri",
    ]


def test_the_page_gives_who_came_late_what_was_agreed_so_far(umoja):
    umoja.people("Amina")
    vision = {"pieces": ["A door"], "vision": "In five years the door is open", "agree": {"5": 1}}
    assert umoja.play("visioning", vision).status == 0
    seat = umoja.at_terminal("people", "here")
    seat.talk(
        ("Who is here: 1", "3"), ("In five years the door is open", ENTER), ("Who is here: 1", "4")
    )
    assert seat.end() == 0


def test_the_recap_has_what_the_room_saw_and_nothing_else(umoja):
    umoja.people("Amina")
    umoja.play("reflection-circle", {"circle": [{"by": "Amina", "text": "SIRIKUBWA"}]})
    assert umoja.play("agenda-ranking", {"issues": ["Papers", "Work"]}).status == 0
    told = umoja.call("people", "recap")
    assert told.status == 0
    assert "What was agreed so far" in told.out
    assert "SIRIKUBWA" not in told.out
    assert "Amina" not in told.out


def test_who_was_not_heard_is_shown_only_where_nothing_of_it_stays(umoja):
    umoja.people("Amina", "Grace", "Zawadi, , interpreter", "Neema")
    assert umoja.call("people", "leave", typed="Neema\n").status == 0
    umoja.play("reflection-circle", {"circle": [{"by": "Amina", "text": "x"}]})
    refused = umoja.call("people", "unheard")
    assert (refused.status, refused.out) == (2, "")
    plain = umoja.at_terminal("--plain", "people", "unheard")
    assert plain.end() == 2
    assert "Grace" not in plain.escapes
    seat = umoja.at_terminal("people", "unheard")
    seat.see("Grace")
    assert "In this workshop" in seat.text
    for name in ("Amina", "Zawadi", "Neema"):
        assert name not in seat.text
    seat.press(ENTER)
    assert seat.end() == 0
    shown, _end, after = seat.escapes.partition("\x1b[?1049l")
    assert "\x1b[?1049h" in shown.partition("Grace")[0]
    assert "Grace" not in after


def test_who_stands_apart_is_told_to_nobody(umoja):
    umoja.people("Amina", "Grace", "Zuri", "Neema")
    kept = umoja.call("people", "apart", typed="Amina, Grace\ngrace, amina\n")
    assert (kept.status, kept.out) == (0, "")
    assert "1 pair is kept apart." in kept.err
    assert "Amina" not in kept.err
    (entry,) = [entry for entry in entries_of(umoja.workshop) if entry["step"] == "apart"]
    assert entry["share"] == "private"
    for readers in ("participants", "organizer", "donor"):
        assert "apart" not in json.dumps(umoja.summary(readers))
    assert umoja.call("people", "apart", typed="Amina\n").status == 1
    assert umoja.call("people", "apart", typed="Amina, Nobody\n").status == 1


def test_pairs_are_typed_on_a_page_that_names_nobody(umoja):
    umoja.people("Amina", "Grace")
    seat = umoja.at_terminal("people", "apart")
    seat.talk(("Turn the screen away", "Amina, Grace\r"), ("Kept: these two", ""))
    assert "Grace" not in seat.text
    seat.press(F2)
    seat.talk(("Taken back: ", "\r"))
    assert seat.end() == 0
    assert "0 pairs are kept apart." in seat.text


def test_details_are_lines_or_questions_and_the_newest_stands(umoja):
    told = umoja.call("details", typed="phone: 0700 000 000\nshoe: 3\nPhone: 0711\n")
    assert (told.status, told.lines) == (1, ["phone\t0711"])
    assert "Line 2: shoe is not asked for here" in told.err
    seat = umoja.at_terminal("details")
    seat.talk(("What does this group call itself?", "Umoja wetu\r"), ("Who leads the day?", CTRL_C))
    assert seat.end() == 130
    assert umoja.call("details", "show").lines == ["group_name\tUmoja wetu", "phone\t0711"]
    assert umoja.call("details", "0700").status == 2
    assert "0711" not in json.dumps(umoja.summary("organizer"))


def test_the_number_of_help_is_read_to_the_room_where_the_exercise_says_so(umoja):
    umoja.call("details", typed="phone: 0711 222\ncare_person: Mama Neema\n")
    umoja.people("Amina")
    seat = umoja.at_terminal("--plain", "breathing-grounding", height=60)
    seat.see("Begin")
    seat.press(CTRL_C)
    assert seat.end() == 130
    umoja.play("breathing-grounding", {"after": {"lighter": 3}, "ideas": ["At the door"]})
    seat = umoja.at_terminal("breathing-grounding")
    seat.see("Mama Neema")
    assert "0711 222" in seat.text
    seat.press(CTRL_C)
    seat.end()


def test_people_of_an_answers_file_have_all_that_may_be_said_of_them(umoja):
    people = [
        {
            "name": "Amina",
            "group": "Blue",
            "country": "DRC",
            "city": "Goma",
            "sector": "media",
            "language": "French",
        },
        {"name": "Grace", "role": "interpreter", "present": False},
        {"name": "Zuri", "at": "09:10"},
    ]
    done = umoja.play("reflection-circle", {"people": people, "reflection-circle": {"circle": []}})
    assert done.status == 0
    assert umoja.call("people", "show").lines == [
        "Amina\tBlue\tparticipant\t\tDRC\tGoma\tmedia\tFrench",
        "Grace\t\tinterpreter\tleft",
        "Zuri\t\tparticipant",
    ]
    refused = umoja.play(
        "reflection-circle", {"people": [{"name": "X", "role": "boss"}], "reflection-circle": {}}
    )
    assert refused.status == 1
    assert "people[1]" in refused.err


def test_from_the_menu_the_page_of_those_who_are_here_is_one_choice_away(umoja):
    umoja.people("Amina")
    seat = umoja.at_terminal(height=40)
    seat.see("Who is here: 1")
    number = re.search(r"(\d+)\. Who is here: 1", seat.text)
    assert number
    seat.press(*[DOWN] * (int(number[1]) - 1), ENTER)
    seat.talk(("Who came, who went?", CTRL_C), ("Who is here: 1", CTRL_C))
    assert seat.end() == 130


def test_who_came_late_hears_rules_line_agenda_and_where_the_room_is(umoja):
    scores = {"urgency": {"1": 5, "2": 3}, "feasibility": {"1": 5, "2": 3}}
    umoja.play("ground-rules", {"rules": ["One speaks at a time"]})
    umoja.play("visioning", {"vision": "In five years the door is open", "agree": {"5": 3}})
    umoja.play(
        "agenda-ranking", {"issues": ["Papers", "Work"], "scores": scores, "agree": {"5": 3}}
    )
    told = umoja.call("people", "recap").out
    parts = [
        "How we treat each other",
        "One speaks at a time",
        "Our line\n",
        "the door is open",
        "Our agenda",
        "Papers",
    ]
    assert [told.find(part) for part in parts] == sorted(told.find(part) for part in parts)
    assert -1 not in [told.find(part) for part in parts]
    assert "Our shared agenda is done" in told


def test_rules_that_nobody_agreed_to_are_told_apart_from_those_that_hold(umoja):
    umoja.play("ground-rules", {"rules": ["One speaks at a time", "No photos"]})
    told = umoja.call("people", "recap").out
    assert "How we treat each other, not agreed yet\n" in told
    assert "How we treat each other\n" not in told
    agree = {"One speaks at a time": {"yes": 5}, "No photos": {"yes": 2, "no": 3}}
    assert umoja.play("ground-rules", {"agree": agree}).status == 0
    told = umoja.call("people", "recap").out
    parts = ["How we treat each other\n", "One speaks at a time"]
    parts += ["How we treat each other, not agreed yet\n", "No photos"]
    places = [told.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def zone_in_which_it_is(hour: int, minute: int) -> str:
    """A zone, as TZ takes it, in which it is about that time of day now."""
    now = datetime.now(UTC)
    ahead = (hour * 60 + minute - now.hour * 60 - now.minute) % 1440
    ahead -= 1440 if ahead > 840 else 0
    sign, (hours, minutes) = "-" if ahead >= 0 else "+", divmod(abs(ahead), 60)
    name = f"<{'+' if ahead >= 0 else '-'}{hours:02}{minutes:02}>"
    return f"{name}{sign}{hours:02}:{minutes:02}"


def test_a_time_before_midnight_typed_after_it_names_its_day_or_is_refused(house):
    house.environment["TZ"] = zone_in_which_it_is(0, 45)
    house.environment["COALITION_FILE"] = str(house.new())
    workshop = Path(house.environment["COALITION_FILE"])
    refused = house.call("people", "arrive", "--at", "23:50", typed="Amina\n")
    assert (refused.status, refused.out, entries_of(workshop)) == (1, "", [])
    day = re.search(r'--at "(\d{4}-\d\d-\d\d) 23:50"', refused.err)
    assert day, refused.err
    house.environment["TZ"] = "UTC"  # the zone is that of the workshop, wherever it is typed
    again = house.call("people", "arrive", "--at", "23:50", typed="Amina\n")
    assert (again.status, day[0] in again.err) == (1, True)
    done = house.call("people", "arrive", "--at", f"{day[1]} 23:50", typed="Amina\n")
    assert done.status == 0, done
    assert house.call("people", "arrive", "--at", "0:10", typed="Grace\n").status == 0
    bodies = [entry["body"] for entry in entries_of(workshop)]
    assert [body["at"] for body in bodies] == [f"{day[1]} 23:50", "00:10"]
    assert all(entry["at"].endswith("Z") for entry in entries_of(workshop))


def test_a_time_before_midnight_is_asked_for_its_day_at_a_terminal(house):
    house.environment["TZ"] = zone_in_which_it_is(0, 45)
    house.environment["COALITION_FILE"] = str(house.new())
    seat = house.at_terminal("people", "arrive", "--at", "23:50")
    seat.talk(("On which day was it 23:50?", ENTER), ("Who has come?", "Amina\r"))
    seat.talk(("Amina is here.", ENTER))
    assert seat.end() == 0
    (entry,) = entries_of(Path(house.environment["COALITION_FILE"]))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d 23:50", entry["body"]["at"])


def test_a_moment_that_is_still_to_come_is_refused(umoja):
    done = umoja.call("people", "leave", "--at", "2999-01-01 09:00", typed="Amina\n")
    assert done.status == 1
    assert "2999-01-01 09:00 is still to come" in done.err
    assert entries_of(umoja.workshop) == []


@pytest.mark.parametrize(
    ("tz", "zone"),
    [("Africa/Kampala", "Africa/Kampala"), ("<+0530>-05:30", "+05:30"), ("UTC", "UTC")],
)
def test_a_new_workshop_keeps_the_zone_of_its_laptop(house, tz, zone):
    house.environment["TZ"] = tz
    made = house.new()
    head = next(iter(json.loads(made.read_text())["workshop"].values()))
    assert head["zone"] == zone
