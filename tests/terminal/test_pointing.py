"""Words that may name somebody are pointed at before they are saved, once, and never repeated."""

import pytest

from coalition_cli.blocks import Bullet, Bullets, Heading, Prompt
from coalition_cli.errors import Problem
from coalition_cli.phrasing.naming import instead_of
from coalition_cli.raw_text.identifying_words import chosen_name, marks
from coalition_cli.stage import Mend
from coalition_cli.terminal.pointing import Naming
from tests.support.screens import ENTER, UP, F, pasted, question, view
from tests.support.virtual_time import Passing

PEOPLE = ["Zawadi", "Mama Rose"]
BACKSPACE = "\x7f"
NOTICE = "This may name somebody"


def names_in(text):
    return [Naming(mark.kind, text[mark.start : mark.end]) for mark in marks(text, PEOPLE)]


def offering(text):
    found = []
    for naming in names_in(text):
        chosen = chosen_name(naming.words, PEOPLE) if naming.kind == "person" else ""
        found.append(naming._replace(instead=chosen or instead_of(naming.kind)))
    return found


def watched(**changes):
    return question(others_read=str, **changes)


def no_mark(given):
    if given == "?":
        raise Problem("No words.")
    return given


def whole(picture):
    """The words of a screen without its line breaks."""
    return " ".join(picture.split())


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("Wanjiru Kamau waited for three years", "a name"),
        ("zawadi cried", "a name"),
        ("Ask Inspector Juma", "a name"),
        ("Call 0712 345 678", "a telephone number"),
        ("Write to rose.m@example.net", "an e-mail address"),
        ("Passport CD7654321 is with them", "an identity number"),
        ("Ward B is cold", "a place of detention"),
        ("Zawadi and Wanjiru Kamau, 0712 345 678", "2 names, a telephone number"),
        ("Magereza hayana dawa", "a place of detention"),
        ("Bibi Neema Juma alisema, piga 0712 345 678", "a name, a telephone number"),
    ],
)
def test_the_notice_says_which_kind_and_a_second_enter_saves(typed, what):
    with view(names_in=names_in) as here:
        here.press(typed, ENTER, here.until(NOTICE), ENTER)
        assert here.terminal.ask(watched()) == typed
    sentence = f"{NOTICE}: {what}. Enter saves it so; or change it first."
    assert sentence in whole(here.pictures[-1])


@pytest.mark.parametrize(
    "typed", ["A house where the children can stay", "Tunahitaji vitambulisho", "Rule 45, page 12"]
)
def test_an_ordinary_line_takes_one_enter(typed):
    with view(names_in=names_in) as here:
        here.press(typed, ENTER)
        assert here.terminal.ask(watched()) == typed


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_the_notice_fits_below_the_prompt_and_never_repeats_the_words(width, height):
    typed = "Zawadi was in ward B, call 0712 345 678"
    with view(width, height, names_in) as here:
        here.terminal.open_step([Heading("Visioning"), Prompt("What will be different?")])
        here.terminal.show([Bullets(tuple(Bullet(f"line {at}", str(at)) for at in range(40)))])
        here.press(typed, ENTER, here.until(NOTICE), ENTER)
        assert here.terminal.ask(watched()) == typed
    picture = here.pictures[-1]
    assert "".join(typed.split()) in "".join(picture.split())
    assert picture.count("Zawadi") == picture.count("0712") == 1
    assert "a name, a telephone number, a place of detention." in whole(picture)
    assert "Enter saves it so; or change it first." in whole(picture)
    assert "What do you see?" in picture
    assert "line 39" in picture
    assert "Enter saves" in picture.splitlines()[-1]


def test_the_cursor_stands_behind_the_words_so_that_one_key_changes_them():
    with view(names_in=names_in) as here:
        typed = "Call 0712 345 678 at night"
        here.press(typed, ENTER, here.until(NOTICE), BACKSPACE * len("0712 345 678") + "her", ENTER)
        assert here.terminal.ask(watched()) == "Call her at night"


def test_words_typed_on_without_looking_never_go_into_the_line_nor_save_it():
    with view(names_in=names_in) as here:
        here.press("zawadi two", ENTER, "and more words", ENTER)
        assert here.terminal.ask(watched()) == "zawadi two and more words"
        here.press("Wanjiru Kamau", ENTER, *"beds", ENTER)
        assert here.terminal.ask(watched(repeats=True, is_list=True)) == "Wanjiru Kamau"
        assert here.terminal.ask(watched(repeats=True, is_list=True)) == "beds"
    assert all(NOTICE in here.pictures[at] for at in (2, 3, 6, 9))


def test_what_was_changed_to_other_such_words_is_pointed_at_too():
    with view(names_in=names_in) as here:
        here.press("Ask zawadi", ENTER, here.until("a name"), BACKSPACE * 6 + "0712 345 678", ENTER)
        here.press(here.until("a telephone number"), ENTER)
        assert here.terminal.ask(watched()) == "Ask 0712 345 678"


def test_the_same_words_are_pointed_at_once_in_a_sitting():
    with view(names_in=names_in) as here:
        here.press("Call 0712 345 678", ENTER, ENTER, "Who has 0712345678?", ENTER)
        here.press("Zawadi, 0712-345-678", ENTER, here.until("a name."), ENTER)
        for typed in ("Call 0712 345 678", "Who has 0712345678?", "Zawadi, 0712-345-678"):
            assert here.terminal.ask(watched()) == typed


def test_a_line_that_is_mended_is_pointed_at_only_for_what_is_new():
    saved = "Zawadi cried"
    changes = {"last_saved": saved, "repeats": True}
    with view(names_in=names_in) as here:
        here.press(UP, " all night", ENTER, UP, ", Call 0712 345 678", ENTER)
        with pytest.raises(Mend, check=lambda mend: mend.text == "Zawadi cried all night"):
            here.terminal.ask(watched(**changes))
        here.press(here.until("a telephone number."), ENTER)
        with pytest.raises(Mend, check=lambda mend: mend.text.endswith("0712 345 678")):
            here.terminal.ask(watched(**changes))


def test_the_words_that_a_prompt_starts_with_stand_already():
    with view(names_in=names_in) as here:
        here.press(" still", ENTER)
        assert here.terminal.ask(watched(start_with="Zawadi waits")) == "Zawadi waits still"


def test_where_nobody_else_reads_the_answer_nothing_is_pointed_at():
    with view(names_in=names_in) as here:
        here.press("Call 0712 345 678", ENTER)
        assert here.terminal.ask(question()) == "Call 0712 345 678"


def test_only_the_words_that_others_will_read_are_looked_at():
    with view(names_in=names_in) as here:
        here.press("Papers @Zawadi", ENTER)
        spoken = question(others_read=lambda given: given.partition("@")[0])
        assert here.terminal.ask(spoken) == "Papers @Zawadi"


LIST = ["Papers for everyone", "Call 0712 345 678", "Zawadi knows", "Wanjiru Kamau too", "Water"]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_pasted_list_is_pointed_at_once_for_all_of_its_lines(width, height):
    with view(width, height, names_in) as here:
        here.press(pasted("\n".join(LIST)), ENTER, here.until("3 of 5 lines"), ENTER)
        asked = [here.terminal.ask(watched(repeats=True, is_list=True)) for _line in LIST]
    assert asked == LIST
    told = (
        "3 of 5 lines may name somebody: 2 names, a telephone number. Enter saves them so; or "
        "change them first."
    )
    assert told in whole(here.pictures[-1])


def test_nothing_of_a_list_is_saved_before_it_was_looked_at():
    with view(names_in=names_in) as here:
        here.press(pasted("Water\nCall 0712 345 678"), ENTER, here.until("1 of 2 lines"))
        here.press(BACKSPACE * len("0712 345 678") + "her", ENTER)
        asked = [here.terminal.ask(watched(repeats=True, is_list=True)) for _line in "ab"]
    assert asked == ["Water", "Call her"]


def test_a_line_of_a_list_that_was_refused_is_looked_at_when_it_was_mended():
    with view(names_in=names_in) as here:
        here.press(pasted("Water\n?"), ENTER, here.until("No words."))
        here.press(BACKSPACE + "Ask zawadi", ENTER, here.until(NOTICE), ENTER)
        asked = [
            here.terminal.ask(watched(repeats=True, is_list=True, read=no_mark)) for _line in "ab"
        ]
    assert asked == ["Water", "Ask zawadi"]


def test_a_look_at_the_menu_does_not_point_twice():
    with view(names_in=names_in) as here:
        here.press("Ask zawadi", ENTER, here.until(NOTICE), F[9], ENTER, ENTER)
        assert here.terminal.ask(watched()) == "Ask zawadi"


def test_what_is_pointed_at_is_kept_while_it_waits():
    with view(names_in=names_in) as here:
        here.press("Ask zawadi", ENTER, here.until(NOTICE), ENTER)
        here.terminal.ask(watched())
    assert here.kept == ["Ask zawadi", ""]


def test_the_lines_of_a_list_that_still_wait_are_kept_while_one_is_pointed_at():
    with view(names_in=names_in) as here:
        here.press(pasted("Water\n?\nPapers"), ENTER, here.until("No words."), Passing(5))
        here.press(BACKSPACE + "Ask zawadi", ENTER, here.until(NOTICE), Passing(5), ENTER)
        asked = [
            here.terminal.ask(watched(repeats=True, is_list=True, read=no_mark)) for _line in "abc"
        ]
    assert asked == ["Water", "Ask zawadi", "Papers"]
    assert "?\nPapers" in here.kept
    assert "Ask zawadi\nPapers" in here.kept
    assert "Ask zawadi" not in here.kept


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Zawadi Kamau cried", "Zawadi cried"),
        ("Ask zawadi", "Ask [name]"),
        ("With Wanjiru Kamau, and Wanjiru Kamau again", "With [name], and [name] again"),
        ("Call 0712 345 678 at night", "Call [number] at night"),
        ("They hold her in Segerea", "They hold her in [place]"),
        ("rose.m@example.net writes", "[address] writes"),
    ],
)
def test_one_key_puts_the_chosen_name_or_a_word_in_its_place(typed, left):
    with view(names_in=offering) as here:
        here.press(typed, ENTER, here.until("there."), "\t", ENTER)
        assert here.terminal.ask(watched()) == left


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_of_several_each_has_its_own_tab_and_typing_may_go_on(width, height):
    with view(width, height, names_in=offering) as here:
        here.press("Zawadi Kamau in ward B", ENTER, here.until("there."), "\t")
        here.press(here.until("[place]"), "\t", here.until("Enter saves it."), ",")
        here.press(" ok", ENTER)
        assert here.terminal.ask(watched()) == "Zawadi in [place], ok"


def test_without_the_key_the_words_stay_and_tab_completes_as_before():
    with view(names_in=offering) as here:
        here.press("Zawadi Kamau cried", ENTER, here.until("there."), ENTER)
        here.press("Papers @Za\t", ENTER)
        assert here.terminal.ask(watched()) == "Zawadi Kamau cried"
        asked = question(completions=["@Zawadi"])
        assert here.terminal.ask(asked) == "Papers @Zawadi"
