"""The message for a telephone: one, neutral at first sight, and shorter by a fixed ladder."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli.exports import export
from coalition_cli.exports.phone import MOST_CHARACTERS
from coalition_cli.model.paper import USUAL
from coalition_cli.model.summary import Summary
from tests.exports.hard_summary import GOLDEN, HARD, SAID

WORDS = {
    "en": "women who come out are met at the door and find papers ",
    "sw": "wanawake wanaotoka wanapokelewa mlangoni na kupata nyaraka ",
    "ru": "женщин, которые выходят, встречают у дверей с документами ",
    "ar": "النساء اللواتي يخرجن يجدن من يستقبلهن عند الباب ومعهن أوراق ",
}
PICTURE, ISSUES, HELP, WHO = (
    "OUR PICTURE OF THE FUTURE",
    "WHAT WE WORK ON FIRST",
    "HELP",
    "WHO DOES WHAT",
)


def long(words: str, most: int) -> str:
    return (words * (most // len(words) + 1))[:most].strip()


def action(number: int, **parts: Any) -> dict[str, Any]:
    usual = {"code": f"A{number}", "id": f"X{number}", "what": "Bake bread", "who": "Amina"}
    return {**HARD.data["actions"][0], **usual, "by_when": f"2026-12-{number:02}", **parts}


def issue(number: int, text: str = "Papers", **parts: Any) -> dict[str, Any]:
    about = {"place": number, "shares_place": False, "issue": text, "chosen": True}
    return {**HARD.data["agenda"][0], **about, **parts}


def made(**parts: Any) -> Summary:
    data = {
        **HARD.data,
        "workshop": {**HARD.data["workshop"], "date": "2024-11-12", "contact": "Mama Salome"},
        "actions": [action(1)],
        "agenda": [issue(1)],
        "vision": "A door that is open.",
        "vision_adopted": True,
        "next_meeting": {"text": "Saturday, at two", "day": "2024-12-07"},
        "care": {"lines": ["A knock."], "numbers": [{"name": "Clinic", "number": "+255 113"}]},
    }
    return replace(HARD, data={**data, **parts})


def full(words: str = WORDS["en"], **parts: Any) -> Summary:
    """A message whose every part is as long as it may be."""
    numbers = [{"name": long(words, 60), "number": "+255 000 000 11" + str(n)} for n in range(4)]
    return made(
        **{
            "actions": [action(n, what=long(words, 99), who=long(words, 30)) for n in range(1, 10)],
            "agenda": [issue(number, long(words, 99)) for number in range(1, 9)],
            "vision": long(words, 400),
            "next_meeting": {"text": long(words, 120), "day": None},
            "care": {"lines": ["Knock: " + long(words, 120)] * 2, "numbers": numbers},
            **parts,
        }
    )


def message(summary: Summary, *, is_neutral: bool = False) -> str:
    return export("phone").render(summary, replace(USUAL, is_neutral=is_neutral)).decode()


def test_the_message_says_what_one_needs_in_its_order() -> None:
    assert message(made()) == (
        "Notes from our day, 12 Nov 2024.\n\n"
        "WE MEET AGAIN\nSaturday, at two\n\n"
        "WHO DOES WHAT\nA1 Amina, by Tue 1 Dec: Bake bread.\n\n"
        "WHAT WE WORK ON FIRST\n1 Papers\n\n"
        "OUR PICTURE OF THE FUTURE\nA door that is open.\n\n"
        "HELP\nA knock.\nClinic: +255 113\n\n"
        "You can change or take back anything that you said. Tell Mama Salome.\n"
    )


def test_for_a_telephone_that_is_shared_picture_and_issues_are_left_out() -> None:
    told = message(made(), is_neutral=True)
    assert "Bake bread" in told
    for words in (PICTURE, "A door", ISSUES, "Papers", HARD.data["workshop"]["title"]):
        assert words not in told


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("is_neutral", [False, True])
def test_with_every_part_full_it_is_one_message_in_every_script(
    language: str, is_neutral: bool
) -> None:
    told = message(full(WORDS[language]), is_neutral=is_neutral)
    assert 900 < len(told) <= MOST_CHARACTERS
    assert told.startswith("Notes from our day, 12 Nov 2024.\n")
    assert told.count("\nA") >= 5
    assert told.endswith("Tell Mama Salome.\n")


def parts_of(told: str) -> tuple[bool, int, bool, int]:
    """The picture, how many issues, the line of help, and how many actions there are."""
    lines = [line for line in told.splitlines() if " more in the " not in line]
    return (
        PICTURE in lines,
        len([line for line in lines if line[:2] in ("1 ", "2 ", "3 ", "4 ", "5 ")]),
        any(line.startswith("Knock: ") for line in lines),
        len([line for line in lines if line[:2] in ("A1", "A2", "A3", "A4", "A5")]),
    )


@pytest.mark.parametrize(
    ("meeting", "kept"),
    [
        (40, (False, 5, True, 5)),
        (250, (False, 3, True, 5)),
        (350, (False, 3, False, 5)),
        (400, (False, 3, False, 3)),
        (900, (False, 3, False, 3)),
    ],
)
def test_what_is_too_long_loses_its_parts_one_by_one(
    meeting: int, kept: tuple[bool, int, bool, int]
) -> None:
    few = {"actions": [action(n, what=long(WORDS["en"], 99)) for n in range(1, 6)]}
    words = {"text": long(WORDS["en"], meeting), "day": None}
    told = message(full(next_meeting=words, agenda=full().data["agenda"][:5], **few))
    assert len(told) <= MOST_CHARACTERS
    assert parts_of(told) == kept


def test_what_fits_keeps_all_of_its_parts() -> None:
    assert parts_of(message(full(actions=[action(n) for n in range(1, 6)])))[::3] == (True, 5)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"who": None}, "A1 (who: not said yet), by Tue 1 Dec: Bake bread."),
        ({"by_when": None}, "A1 Amina (day: not said yet): Bake bread."),
        ({"code": None}, "Amina, by Tue 1 Dec: Bake bread."),
        ({"what": "Who bakes?"}, "A1 Amina, by Tue 1 Dec: Who bakes?"),
        ({"what": "two\nlines \t here"}, "A1 Amina, by Tue 1 Dec: two lines here."),
    ],
)
def test_what_nobody_said_yet_is_named(parts: dict[str, Any], words: str) -> None:
    lines = message(made(actions=[action(1, **parts)])).splitlines()
    assert lines[lines.index(WHO) + 1] == words


def test_actions_stand_by_their_days_and_what_is_over_is_left_out() -> None:
    actions = [
        action(1, by_when=None),
        action(3),
        action(2),
        action(4, status="done"),
        action(5, status="let go"),
    ]
    lines = message(made(actions=actions)).splitlines()
    begin = lines.index(WHO) + 1
    assert [line[:2] for line in lines[begin : begin + 4]] == ["A2", "A3", "A1", ""]


def test_of_what_has_no_room_is_said_how_much_there_is_and_where() -> None:
    told = message(made(actions=[action(number) for number in range(1, 9)]))
    assert "3 more in the organizer's summary." in told
    assert "more" not in message(made())


def test_nothing_that_was_not_held_has_a_title() -> None:
    told = message(
        made(
            actions=[],
            agenda=[],
            vision=None,
            next_meeting=None,
            care={"lines": [], "numbers": []},
            workshop={**made().data["workshop"], "contact": None},
        )
    )
    assert told == (
        "Notes from our day, 12 Nov 2024.\n\nWE MEET AGAIN\nNot said yet.\n\n"
        "WHO DOES WHAT\nNot done today.\n\n"
        "You can change or take back anything that you said: tell the organizers.\n"
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [("2024-11-12", "12 Nov 2024"), ("2024-11", "Nov 2024"), ("some day", "some day")],
)
def test_the_first_line_says_the_day_or_the_month_that_is_told(day: str, words: str) -> None:
    told = message(made(workshop={**made().data["workshop"], "date": day}))
    assert told.partition("\n")[0] == f"Notes from our day, {words}."


def test_people_outside_read_no_name_in_it() -> None:
    workshop = {**made().data["workshop"], "audience": "donor", "date": "2024-11", "contact": None}
    told = message(made(workshop=workshop, next_meeting=None))
    assert "A1: Bake bread." in told
    assert "Amina" not in told


def test_people_outside_are_told_of_no_action_where_none_was_agreed() -> None:
    workshop = {**made().data["workshop"], "audience": "donor", "date": "2024-11", "contact": None}
    over = [action(1, status="done")]
    for actions in ([], over):
        told = message(made(workshop=workshop, actions=actions, next_meeting=None))
        assert "Not done today" not in told
        assert "WHO DOES WHAT" not in told
        assert WHO in message(made(actions=actions))


def test_issues_that_nobody_chose_yet_are_called_so() -> None:
    agenda = [
        issue(1, "Roads", chosen=False),
        issue(2, "Light", chosen=False, shares_place=True),
        issue(5, "Cows", chosen=False),
        issue(0, "Far", chosen=False, place=None),
    ]
    told = message(made(agenda=agenda))
    assert "1 Roads\n2= Light\nThis is not decided yet.\n" in told
    assert "Cows" not in told


@pytest.mark.parametrize("text", SAID, ids=range(len(SAID)))
def test_what_people_typed_breaks_no_message(text: str) -> None:
    parts: dict[str, Any] = {
        "actions": [action(1, what=text, who=text)],
        "agenda": [issue(1, text)],
        "vision": text,
        "next_meeting": {"text": text, "day": None},
        "care": {"lines": [text], "numbers": [{"name": text, "number": text}]},
    }
    told = message(made(**parts, workshop={**made().data["workshop"], "contact": text}))
    assert len(told) <= MOST_CHARACTERS
    words = " ".join(text.split())
    if words.isascii() and len(words) < 70:
        assert f"\n1 {words}\n" in told


def test_signs_are_plain_where_every_letter_is() -> None:
    told = message(made(vision="“Open” – it’s ours…"))
    assert '"Open" - it\'s ours...' in told
    assert "“Open” – it’s ours…" in message(made(vision="“Open” – it’s ours… мы"))


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d", "\udc80"])
def test_what_is_no_letter_breaks_no_message(text: str) -> None:
    assert message(made(vision=text))


def test_the_hard_summary_gives_the_same_bytes_as_ever() -> None:
    assert export("phone").render(HARD) == (GOLDEN / "hard-phone.txt").read_bytes()
