"""`coalition exercise`: one of one's own begun, checked, rehearsed, printed and listed."""

import tomllib

import pytest

from coalition_cli import catalog, i18n
from coalition_cli.catalog import scaffold
from tests.support.calling import CTRL_C, ENTER, House


@pytest.fixture
def begun(house: House) -> House:
    assert house.call("exercise", "new", "gifts").status == 0
    return house


def own(house: House, name: str = "gifts"):
    return house.folder / "config" / "coalition" / "exercises" / f"{name}.toml"


def test_a_new_exercise_lies_in_ones_own_folder_and_the_next_two_commands_are_told(house):
    done = house.call("exercise", "new", "gifts")
    assert (done.status, done.lines) == (0, [str(own(house))])
    assert done.err.endswith(
        "  coalition exercise check gifts\n  coalition exercise rehearse gifts\n"
    )


def test_the_first_draft_has_no_mistake_no_remark_and_a_word_on_every_key(begun):
    assert catalog.mistakes(own(begun)) == []
    assert catalog.remarks(own(begun)) == []
    done = begun.call("exercise", "check", "gifts")
    assert (done.status, done.out, done.err) == (0, "", "gifts.toml: sound.\n")
    top = own(begun).read_text().partition("[[steps]]")[0]
    keys = tomllib.loads(top).keys() - {"materials"}  # told of in one line with the note before it
    lines = top.splitlines()
    for key in keys:
        line = next(number for number, text in enumerate(lines) if text.startswith(f"{key} ="))
        assert lines[line - 1].startswith("# "), key


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_first_draft_is_sound_in_every_language(tmp_path, language):
    i18n.speak(language)
    try:
        path = tmp_path / "gifts.toml"
        path.write_text(scaffold.written("gifts", language))
    finally:
        i18n.speak("en")
    assert [str(found) for found in [*catalog.mistakes(path), *catalog.remarks(path)]] == []


def test_the_first_draft_is_an_exercise_that_can_be_held_at_once(begun):
    begun.new()
    begun.people("Amina", "Rehema")
    done = begun.play(
        "gifts", {"list": ["Bread #give"], "match": [{"by": "Amina", "text": "Rehema, for bread"}]}
    )
    assert done.status == 0, done.err
    assert "Rehema, for bread" in begun.call("show", "gifts", "--for", "organizer").out


def test_the_first_draft_says_in_which_language_it_is_written_only_where_the_program_speaks_it(
    house,
):
    assert house.call("--language", "fr", "exercise", "new", "dons").status == 0
    assert tomllib.loads(own(house, "dons").read_text())["language"] == "en"
    assert house.call("--language", "sw", "exercise", "new", "zawadi").status == 0
    assert tomllib.loads(own(house, "zawadi").read_text())["language"] == "sw"


def test_a_copy_begins_with_all_that_the_other_says_in_the_language_of_the_one_who_writes(house):
    done = house.call("--language", "sw", "exercise", "new", "picha", "--like", "visioning")
    assert done.lines == [str(own(house, "picha")), str(own(house, "sw/picha"))]
    theirs = tomllib.loads((catalog.shipped() / "visioning.toml").read_text())
    assert tomllib.loads(own(house, "picha").read_text()) == theirs | {"id": "picha"}
    assert house.call("--language", "sw", "exercise", "check", "picha").status == 0
    assert "Miaka mitano" in house.call("--language", "sw", "exercise", "rehearse", "picha").out


def test_an_exercise_of_ours_gives_way_to_a_copy_of_the_same_name(house):
    assert house.call("exercise", "new", "visioning", "--like", "visioning").status == 0
    path = own(house, "visioning")
    path.write_text(path.read_text().replace("Five years from today", "Ten years from today"))
    assert (
        "visioning\tTen years from today\t40 (25-60)\tmedium" in house.call("list", "exercises").out
    )


def test_another_folder_is_named_in_the_next_commands(house):
    folder = house.desk / "our exercises"
    done = house.call("exercise", "new", "gifts", "--out", folder)
    assert done.lines == [str(folder / "gifts.toml")]
    command = done.err.splitlines()[-1].strip()
    assert command == f"coalition --exercises '{folder}' exercise rehearse gifts"
    assert house.shell(command).status == 0


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("Our circle", 2, "Our circle cannot be the name of an exercise"),
        ("../circle", 2, "../circle cannot be the name of an exercise"),
        ("people", 1, "people is a command of the program already"),
        ("visioning", 1, "There is an exercise called visioning already"),
        ("gifts", 1, "gifts.toml is there already and was left as it is"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(begun, name, status, sentence):
    before = begun.everything_on_disk()
    done = begun.call("exercise", "new", name)
    assert (done.status, done.out) == (status, "")
    assert sentence in done.err
    assert begun.everything_on_disk() == before


def test_a_copy_of_what_is_not_there_is_refused_with_what_may_be_meant(house):
    done = house.call("exercise", "new", "gifts", "--like", "visionning")
    assert done.status == 1
    assert "Did you mean visioning?" in done.err


def test_mistakes_come_with_their_lines_then_what_is_worth_a_look(begun):
    path = own(begun)
    text = (
        path.read_text()
        .replace("minutes = 12", "minutes = 13")
        .replace('prompt = "Whom', 'prompt = "y/n? Whom')
    )
    path.write_text(text)
    line = 1 + text.splitlines().index('prompt = "y/n? Whom will you ask, and for what?"')
    done = begun.call("exercise", "check", "gifts")
    assert done.status == 1
    assert "minutes.usual: expected 24" in done.lines[0]
    assert done.lines[1].startswith(f"To look at: {path}:{line}: steps[2].prompt: “y/n”")
    assert done.lines == begun.call("check", path).lines


def test_what_is_worth_a_look_never_changes_the_status(begun):
    path = own(begun)
    path.write_text(path.read_text().replace("whole circle", "a circle without guards"))
    done = begun.call("exercise", "check", path)
    assert (done.status, done.err) == (0, "gifts.toml: sound.\n")
    assert "“guards” weighs like prison or police" in done.out


@pytest.mark.parametrize("name", ["note", "people", "start"])
def test_an_exercise_that_is_called_like_a_command_is_refused_since_nobody_could_call_it(
    begun, name
):
    path = own(begun, name)
    path.write_text(own(begun).read_text().replace('id = "gifts"', f'id = "{name}"'))
    done = begun.call("exercise", "check", path)
    line = 1 + path.read_text().splitlines().index(f'id = "{name}"')
    assert done.status == 1
    assert done.lines == [
        f"{path}:{line}: id: expected an id that is no command of the program "
        f"(instead of {name} write {name}-1, or any other word, and call the file so too)"
    ]


def test_every_exercise_of_every_folder_is_checked_at_once(begun):
    own(begun).write_text(own(begun).read_text().replace("minutes = 12", "minutes = 13"))
    done = begun.call("check", "--all")
    assert done.status == 1
    assert done.lines[0].startswith(f"{own(begun)}:")
    assert {"visioning.toml: sound.", "reflection-circle.toml: sound."} <= set(
        done.err.splitlines()
    )
    assert begun.call("check", "--all", "visioning.toml").status == 2


def test_a_circle_of_exercises_is_told_by_both_checks(begun):
    """Two rankings, a copy of a shipped one and a new one, each weigh what the other gives."""
    assert begun.call("exercise", "new", "agenda-ranking", "--like", "agenda-ranking").status == 0
    ranking, gifts = own(begun, "agenda-ranking"), own(begun)
    ranking.write_text(ranking.read_text().replace('from = "issues"', 'from = "gifts.weigh"'))
    criteria = 'criteria = [{ id = "urgency", title = "Urgency", prompt = "Does it press?" }]\n'
    step = (
        '[[steps]]\nid = "weigh"\nkind = "score"\ntitle = "Weigh"\n'
        f'from = "agenda-ranking.scores"\n{criteria}'
    )
    gifts.write_text(f"{gifts.read_text()}\n{step}")
    told = begun.call("check", "--all")
    assert told.status == 1
    here, there = "agenda-ranking.scores", "gifts.weigh"
    assert [line.partition("circle: ")[2] for line in told.lines if "circle" in line] == [
        f"{here} → {there} → {here})",
        f"{there} → {here} → {there})",
    ]
    assert begun.call("exercise", "check", "gifts").lines == [
        line for line in told.lines if f"{gifts}:" in line
    ]


def test_without_a_name_all_of_ones_own_are_checked(begun):
    assert begun.call("exercise", "new", "second").status == 0
    assert begun.call("exercise", "check").err == "gifts.toml: sound.\nsecond.toml: sound.\n"


def test_with_none_of_ones_own_it_is_told_how_to_begin_one(house):
    done = house.call("exercise", "check")
    assert done.status == 1
    assert "coalition exercise new" in done.err


def test_a_rehearsal_stores_nothing_at_all(begun):
    begun.new()
    before = begun.everything_on_disk()
    done = begun.call("exercise", "rehearse", "action-plan")
    assert done.status == 0, done.err
    assert "Who leads?" in done.out
    assert "played to the end with invented people. Nothing was stored." in done.err
    assert begun.everything_on_disk() == before


def test_a_rehearsal_needs_no_workshop_and_takes_a_file_too(begun):
    by_name, by_file = (begun.call("exercise", "rehearse", name) for name in ("gifts", own(begun)))
    assert by_name.status == by_file.status == 0
    assert by_name.out == by_file.out
    assert max(map(len, by_name.lines)) <= 80
    assert (
        begun.call("exercise", "rehearse", "nowhere.toml").err
        == "nowhere.toml: there is no such file.\n"
    )


def test_a_step_with_nothing_to_answer_is_told_with_the_way_to_give_it_something(begun):
    path = own(begun)
    text = path.read_text().replace(
        'id = "list"\nkind = "notes"', 'id = "list"\nkind = "themes"\nfrom = "talk"'
    )
    text = text.partition("[[steps.buckets]]")[0] + text[text.index("# Each person once") :]
    talk = (
        '[[steps]]\nid = "talk"\nkind = "circle"\ntitle = "Talk"\n'
        'minutes = 0\nshare = "organizer"\n\n'
    )
    path.write_text(text.replace("# Here lines are typed", talk + "# Here lines are typed"))
    assert begun.call("exercise", "check", "gifts").status == 0
    done = begun.call("exercise", "rehearse", "gifts", "--after", "visioning")
    assert done.status == 0
    assert "There was nothing to answer at: What we give, what we would like." in done.err
    assert "nothing to answer" not in begun.call("exercise", "rehearse", "visioning").err


def test_a_rehearsal_line_by_line_has_no_rules_and_no_frames(begun):
    assert not set(begun.call("--plain", "exercise", "rehearse", "gifts").out) & set("─━│┄")


def test_at_a_terminal_each_page_waits_and_q_leaves(begun):
    seat = begun.at_terminal("exercise", "rehearse", "gifts")
    seat.see("We collect it")
    assert "step 1 of 3" not in seat.text
    seat.press(ENTER)
    seat.see("step 1 of 3")
    seat.press("q", ENTER)
    assert seat.end() == 0
    assert "step 2 of 3" not in seat.text


def test_ctrl_c_leaves_a_rehearsal_with_a_sentence_and_no_trace(begun):
    seat = begun.at_terminal("exercise", "rehearse", "gifts")
    seat.see("We collect it")
    seat.press(CTRL_C)
    assert seat.end() == 130
    assert "Traceback" not in seat.text


def test_the_sheet_says_what_to_bring_to_say_and_who_may_read_it(begun):
    sheet = begun.call("exercise", "print", "gifts").out
    for part in (
        "23 minutes (15 to 40)",
        "### Care",
        "### Access",
        "cards",
        "Step 1 · We begin · 2 minutes",
        "#give or #get",
    ):
        assert part in sheet, part
    assert "Everyone who took part may read it, people outside may not." in sheet
    assert "The organizers may read it, nobody else." in sheet


def test_the_sheet_is_written_as_a_page_for_the_browser_and_never_over_a_file(begun):
    written = begun.call("exercise", "print", "gifts", "--format", "html", "--out", "gifts.html")
    assert (written.status, written.lines) == (0, ["gifts.html"])
    page = (begun.desk / "gifts.html").read_text()
    assert page.startswith("<!DOCTYPE html>")
    assert "What we can do for each other" in page
    again = begun.call("exercise", "print", "gifts", "--format", "html", "--out", "gifts.html")
    assert again.status == 1
    assert (begun.desk / "gifts.html").read_text() == page


def test_the_list_says_how_long_how_deep_and_in_which_form(house):
    rows = {row.split("\t")[0]: row.split("\t") for row in house.call("list", "exercises").lines}
    assert rows["visioning"] == [
        "visioning", "Five years from today", "40 (25-60)", "medium", "quiet, pairs, circle"
    ]  # fmt: skip
    swahili = house.call("--language", "sw", "list", "exercises").out
    assert (
        "visioning\tMiaka mitano kuanzia leo\t40 (25-60)\tmedium\tkimya, wawili wawili, duara"
        in swahili
    )


def test_a_file_with_mistakes_stands_in_the_list_by_its_name(begun):
    own(begun).write_text("this is no TOML")
    assert "gifts\tgifts\t\t\t" in begun.call("list", "exercises").out
