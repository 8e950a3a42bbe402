"""Words typed at a choice: a search where an option has them, a note or a draft where none has."""

import pytest

from coalition_cli.blocks import Heading, Prompt
from coalition_cli.errors import Problem
from coalition_cli.stage import Changed, Option, Pause
from coalition_cli.terminal.option_search import matching, search_key
from coalition_cli.terminal.pointing import Naming
from tests.support.screens import CTRL_C, DOWN, ENTER, ESC, UP, F, pasted, question, view
from tests.support.virtual_time import Passing

CTRL_U = "\x15"
NAMES = ["visioning", "core-issues", "agenda-ranking", "action-plan", "reflection-circle"]
TITLES = ["Five years from today", "What stands in the way", "Our shared agenda"]
MANY = [
    Option(f"{NAMES[n % 5]}-{n}", f"{NAMES[n % 5]}-{n} · {TITLES[n % 3]}") for n in range(1, 30)
]
FEW = [Option("zoe", "Zoë Müller"), Option("amina", "Amina"), Option("zawadi", "Zawadi wa Bahari")]
SIZES = [(80, 24), (120, 40), (40, 12)]


def with_notes(here):
    kept = []

    def keep(lines):
        kept.extend(lines)
        return f"Kept as a note, note.{len(kept)}."

    here.terminal.keep_note = keep
    return kept


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", [0]),
        ("ZOË", [0]),
        ("muller", [0]),
        ("wa  BAH", [2]),
        ("a", [1, 2]),
        ("nobody", []),
    ],
)
def test_options_are_found_by_any_part_of_their_words(words, found):
    assert matching(words, FEW) == found


def test_letters_with_a_sign_of_their_own_are_found_without_it():
    assert search_key("Ё é  ЙОД") == "е e иод"


@pytest.mark.parametrize("size", SIZES)
def test_letters_find_an_option_among_many_and_enter_takes_it(size):
    with view(*size) as here:
        here.terminal.open_step([Heading("Our coalition"), Prompt("What stands here?")])
        here.press(*"ision", DOWN, ENTER)
        assert here.terminal.choose(None, "Which exercise?", MANY, MANY[0].value) == "visioning-10"
        here.press("kept", ENTER)
        assert here.terminal.ask(question()) == "kept"
    for picture in here.pictures[:7]:
        assert "Which exercise?" in picture
        assert picture.count("»") == 1
    assert "Find: ision · 5 found" in here.pictures[5]
    assert "core-issues" not in here.pictures[5]


def test_what_begins_with_the_words_is_pointed_at_before_what_has_them_somewhere():
    options = [Option("1", "Wazazi"), Option("2", "Baba Zawadi"), Option("3", "Zawadi")]
    for typed, chosen in (("za", "3"), ("baba za", "2"), ("zaz", "1")):
        with view() as here:
            here.press(*typed, ENTER)
            assert here.terminal.choose(None, "Who?", options, "1") == chosen


def test_a_digit_in_a_search_is_a_part_of_it():
    with view() as here:
        here.press(*"issues-2", Passing(2), "1", ENTER)
        assert here.terminal.choose(None, "Which?", MANY, None) == "core-issues-21"


def test_esc_ends_a_search_and_shows_all_of_them():
    with view() as here:
        here.press(*"zaw", ESC, Passing(1.1), ENTER)
        assert here.terminal.choose(None, "Who?", FEW, "amina") == "zawadi"
        assert "Find" not in here.glass.text
        here.press("own", ENTER)
        assert here.terminal.ask(question()) == "own"
    assert "1. Zoë Müller" not in here.pictures[3]
    assert "1. Zoë Müller" in here.pictures[4]


def test_several_are_found_and_marked_one_after_the_other():
    with view() as here:
        here.press(*"zaw", ENTER, *"zoe", ENTER, ENTER)
        assert here.terminal.choose_many(None, "Who?", FEW, []) == ["zoe", "zawadi"]


def test_words_that_no_option_has_become_a_note_by_enter():
    with view() as here:
        kept = with_notes(here)
        here.press(
            *"The rooms are cold", ENTER, here.until("Kept as a note, note.1."), Passing(1.1), ENTER
        )
        assert here.terminal.choose(None, "Who?", FEW, "amina") == "amina"
        assert kept == ["The rooms are cold"]
        assert here.kept[-1:] in ([], [""])
        here.press("new", ENTER)
        assert here.terminal.ask(question()) == "new"
    asked = "Words typed here? Enter keeps them as a note, Esc as a draft."
    assert asked in here.pictures[0]
    assert asked in here.pictures[18]
    assert "Enter: a note · Esc: a draft" in here.pictures[18]


def test_a_line_behind_a_note_may_begin_with_a_digit():
    with view() as here:
        kept = with_notes(here)
        here.press(*"cold", ENTER, *"3 beds", ENTER, ENTER, Passing(1.1), "3")
        assert here.terminal.choose(None, "Who?", FEW, "amina") == "zawadi"
        assert kept == ["cold", "3 beds"]


def test_words_that_no_option_has_become_a_draft_by_esc():
    with view() as here:
        kept = with_notes(here)
        here.press(*"The rooms", ESC, *"are cold", ESC, Passing(1.1), ENTER)
        assert here.terminal.choose(None, "Who?", FEW, "amina") == "amina"
        assert kept == []
        assert here.kept[-1] == "The rooms\nare cold"
        here.press(ENTER)
        assert here.terminal.ask(question()) == "The rooms are cold"


@pytest.mark.parametrize("size", SIZES)
def test_words_stand_on_every_screen_with_what_enter_makes_of_them(size):
    with view(*size) as here:
        with_notes(here)
        here.press(*"cold rooms", CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "Who?", FEW, "amina")
    assert "Typed: cold rooms" in here.pictures[-1]
    assert "Enter: a note · Esc: a draft" in here.pictures[-1]
    assert "» 2. Amina" in here.pictures[-1]
    assert here.kept[-1] == "cold rooms"


def test_a_pasted_list_becomes_a_note_a_line():
    with view() as here:
        kept = with_notes(here)
        here.press(pasted("- one\n- two\n"), ENTER, here.until("note.2"), Passing(1.1), ENTER)
        here.terminal.choose(None, "Who?", FEW, "amina")
        assert kept == ["one", "two"]


def test_a_note_that_cannot_be_kept_stays_where_it_was_typed():
    def refuse(_lines):
        raise Problem("The disk is full.")

    with view() as here:
        here.terminal.keep_note = refuse
        here.press(*"cold", ENTER, here.until("The disk is full."), "!", CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "Who?", FEW, "amina")
        assert here.kept[-1] == "cold!"


def test_words_wait_over_several_choices_and_none_of_them_is_lost():
    with view() as here:
        here.press(*"one", ESC, DOWN, ENTER, *"two", ESC, DOWN, ENTER)
        for _choice in range(2):
            here.terminal.choose(None, "How?", [Option("1", "Yes"), Option("2", "No")], "1")
        assert here.kept[-1] == "one\ntwo"
        here.press(ENTER)
        assert here.terminal.ask(question(repeats=True, is_list=False)) == "one two"


def test_words_that_wait_stand_behind_what_was_left_in_the_prompt():
    with view() as here:
        here.terminal.offer_half_typed("half a sentence")
        here.press(*"new", ESC, Passing(2), ENTER)
        here.terminal.choose(None, "How?", FEW, "amina")
        assert here.kept[-1] == "half a sentence\nnew"
        here.press(ENTER)
        assert here.terminal.ask(question()) == "half a sentence new"


def test_words_that_wait_outlast_the_mending_of_a_line():
    with view() as here:
        here.terminal.offer_half_typed("a hous", is_mending=True)
        here.terminal.let_wait("words")
        here.press(F[3], "next", ENTER)
        assert here.terminal.ask(question(last_saved="a house")) == "next"
        here.press(ENTER)
        assert here.terminal.ask(question()) == "words"


def test_a_command_that_is_none_stays_to_be_mended():
    def commands(words):
        if words != "undo":
            raise Problem(f"There is no command /{words}.")
        return "Taken back."

    with view() as here:
        here.terminal.commands = commands
        here.press(*"/und", ENTER, here.until("There is no command /und."), "o", ENTER)
        with pytest.raises(Changed):
            here.terminal.choose(None, "Who?", FEW, "amina")


@pytest.mark.parametrize(
    ("keys", "line"), [(["5", " ", "5"], "5 5"), (["7", *" watu 5 5"], "7 watu 5 5"), ("0", "0")]
)
def test_a_digit_that_is_no_option_is_typed(keys, line):
    with view() as here:
        kept = with_notes(here)
        here.press(*keys, ENTER, here.until("Kept as a note"), "2")
        options = [Option("a", "Amina"), Option("b", "Neema"), Option("c", "Zuhura")]
        here.press(ESC, Passing(1.1), "2")
        assert here.terminal.choose(None, "Who?", options, "a") == "b"
        assert kept == [line]


def test_a_refused_command_stands_until_it_is_mended_or_cleared():
    def refuse(words):
        raise Problem(f"There is no command /{words}.")

    with view() as here:
        here.terminal.commands = refuse
        here.press(*"/one", ENTER, here.until("There is no command /one."), CTRL_U, ENTER)
        assert here.terminal.choose(None, "Who?", FEW, "amina") == "amina"
    assert "Typed: /one" in here.pictures[6]
    assert "Typed" not in here.pictures[7]


def test_words_typed_on_behind_a_note_that_was_pointed_at_are_a_line_of_their_own():
    with view(names_in=lambda text: [Naming("person", "Grace")] if "Grace" in text else []) as here:
        kept = with_notes(here)
        here.press(*"Grace three", ENTER, *"and 2 more", ENTER, here.until("note.2"), Passing(2))
        here.press(ENTER)
        assert here.terminal.choose(None, "Who?", FEW, "amina") == "amina"
        assert kept == ["Grace three", "and 2 more"]


def test_the_end_of_long_words_says_that_it_is_an_end():
    words = "first " + "water and papers " * 5
    with view() as here:
        with_notes(here)
        here.press(words, CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "Who?", FEW, "amina")
    assert "Typed: …" in here.pictures[1]
    assert "first" not in here.pictures[1]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("visio", "visio"),
        ("two beds\r", "two beds"),
        ("3 beds\rand 2 more\r", "3 beds\nand 2 more"),
        ("beds\x7f\x7f\x1b[A\x1b[15~", "be"),
        ("\x1b[200~beds\nand water\x1b[201~", "beds\nand water"),
        ("3\r", ""),
        ("\r\r 12\t", ""),
    ],
)
def test_of_what_was_typed_before_the_question_stood_only_words_are_kept(typed, taken):
    with view() as here:
        kept = with_notes(here)
        here.pipe.send_text(typed)
        here.press(Passing(2), CTRL_C)
        with pytest.raises(Pause):
            here.terminal.choose(None, "Who?", FEW, "amina")
        assert "".join(here.kept[-1:]) == taken
        assert kept == []


def test_letters_typed_ahead_look_for_an_option_and_the_next_go_on_with_them():
    with view() as here:
        here.pipe.send_text("visio\r")
        here.press("ning-10", ENTER)
        assert here.terminal.choose(None, "Which exercise?", MANY, MANY[0].value) == "visioning-10"
    assert "Find: visio · " in here.pictures[0]


def test_what_is_only_found_has_no_number_and_stands_in_the_list_while_it_is_looked_for():
    options = [*FEW, Option("go", "visioning", is_found_only=True)]
    with view() as here:
        here.press(*"vision", ESC, "4", CTRL_U, Passing(1.1), DOWN, UP, *"vision", ENTER)
        assert here.terminal.choose(None, "What now?", options, "amina") == "go"
    assert "visioning" not in here.pictures[0]
    assert "Find: vision · 1 found" in here.pictures[6]
    assert "»    visioning" in here.pictures[6]
    assert not any("visioning" in picture for picture in here.pictures[7:11])


def test_the_menu_takes_letters_that_find_a_line_of_it_and_no_others():
    with view() as here:
        here.press(ESC, *"qbreath", ENTER, here.until("Breathe"), ENTER, ENTER)
        here.terminal.open_page([])
        here.terminal.choose(None, "Who?", FEW, "amina")
    assert "Choose first, then type: these words were not taken." in here.pictures[2]
    assert "Find: breath" in here.pictures[8]
