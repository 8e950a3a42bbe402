"""What replaces a workshop waits for every window in which somebody types into it.

Each pair of a window and a command, as processes of their own: the command changes nothing while
the window is open, what is typed there then is saved, and it comes along once the window is gone,
closed or killed.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.store.formats.sealed import keys
from coalition_cli.store.formats.sealed.format import SealedForm
from tests.support.calling import ENTER, F9, House, Seat
from tests.support.sealed_calls import FD, NEW_FD, call, make
from tests.support.sealed_rooms import OTHER_PASSPHRASE, PASSPHRASE, texts

pytestmark = pytest.mark.slow

COMMANDS = ("seal", "unseal", "rotate", "away", "handover")
SEALED = ("unseal", "rotate", "away")
PROMPTS = ("note", "visioning", "start")


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "house")
    (made.desk / "stick").mkdir()
    return made


@pytest.fixture(scope="module")
def sealed_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A machine with a sealed workshop, made once: sealing takes its time on purpose."""
    made = House(tmp_path_factory.mktemp("sealed") / "house")
    made.workshop = make(made, "--programme", "half-day-agenda-action")
    people = call(made, *FD, "people", typed="Amina\nSiti\n", secrets=(PASSPHRASE,))
    assert people.status == 0, people
    return made


@pytest.fixture
def prepare(house: House, sealed_house: House) -> Callable[[str], Path]:
    """Puts the workshop that a command is tried on there; a sealed one where it wants one."""

    def put(command: str) -> Path:
        if command in SEALED:
            shutil.copytree(sealed_house.folder, house.folder, dirs_exist_ok=True)
            copied = house.folder / sealed_house.workshop.relative_to(sealed_house.folder)
            assert house.call("open", copied).status == 0
            return copied
        made = house.new("Umoja", "--programme", "half-day-agenda-action")
        house.people("Amina", "Siti")
        return made

    return put


def run(house: House, command: str):
    """Run ``command`` as a script does."""
    if command == "away":
        return house.call("keys", "away", "--yes", "--organisation-proof", "organisation.txt")
    if command == "seal":
        return call(house, "seal", "--no-organisation-key", *FD, secrets=(PASSPHRASE,))
    if command == "unseal":
        return call(house, "unseal", "--yes", *FD, secrets=(PASSPHRASE,))
    if command == "rotate":
        secrets = (PASSPHRASE, OTHER_PASSPHRASE)
        return call(house, "keys", "rotate", "--yes", *FD, *NEW_FD, secrets=secrets)
    return call(house, "handover", "stick", "--yes", "--no-summary")


def run_without_secrets(house: House, command: str):
    """Run ``command`` as a script that gives no passphrase: it may be refused before it needs one.

    Where it is not, it is refused for that: with status 2.
    """
    words = {
        "seal": ("seal", "--no-organisation-key"),
        "unseal": ("unseal", "--yes"),
        "rotate": ("keys", "rotate", "--yes"),
        "away": ("keys", "away", "--yes"),
        "handover": ("handover", "stick", "--yes", "--no-summary"),
    }
    return call(house, *words[command])


def shown(house: House, command: str, workshop: Path) -> str:
    """Everything that the workshop holds after ``command``."""
    if command == "unseal":
        return house.call("show", "--for", "private").out
    if command == "handover":
        place = house.desk / "stick" / workshop.name
        return house.call("--file", place, "show", "--for", "private").out
    if command == "away":
        holder = keys.key_in(house.desk / "organisation.txt")
        form = SealedForm(workshop, holder, is_older_accepted=True)
        return " ".join(texts(form.find().entries))
    words = OTHER_PASSPHRASE if command == "rotate" else PASSPHRASE
    return call(house, *FD, "show", "--for", "private", secrets=(words,)).out


def open_window(house: House, window: str, workshop: Path) -> Seat:
    seat = house.at_terminal(window)
    if workshop.is_dir():
        seat.talk(("Passphrase of", f"{PASSPHRASE}\r"))
    return seat


def files_of(workshop: Path) -> dict[str, bytes]:
    if workshop.is_file():
        return {workshop.name: workshop.read_bytes()}
    return {each.name: each.read_bytes() for each in workshop.iterdir() if each.suffix == ".age"}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("is_killed", [False, True], ids=["closed", "killed"])
def test_what_is_typed_while_a_command_waits_is_saved_and_comes_along(
    house: House, prepare: Callable[[str], Path], command: str, is_killed: bool
) -> None:
    workshop = prepare(command)
    seat = open_window(house, "note", workshop)
    seat.see("Next line")
    before = files_of(workshop)
    refused = run(house, command)
    assert refused.status == 1
    assert "coalition note (since" in refused.err
    assert files_of(workshop) == before
    seat.press("Kazi na maji" + ENTER)
    seat.see("1 Kazi na maji")
    if is_killed:
        seat.kill()
    else:
        seat.press("\x03")
        assert seat.end() == 130
    done = run(house, command)
    assert done.status == 0, done
    assert "Kazi na maji" in shown(house, command, workshop)
    assert workshop.exists() == (command in ("rotate", "away"))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("window", PROMPTS)
def test_no_command_goes_on_under_a_prompt(
    house: House, prepare: Callable[[str], Path], command: str, window: str
) -> None:
    workshop = prepare(command)
    seat = open_window(house, window, workshop)
    seat.see("Next line" if window == "note" else "»")
    before = files_of(workshop)
    refused = run_without_secrets(house, command)
    assert (refused.status, refused.out) == (1, "")
    assert f"coalition {window} (since" in refused.err
    assert "Nothing was changed" in refused.err
    assert files_of(workshop) == before
    seat.kill()
    assert run(house, command).status == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wall_holds_nothing_up_and_shows_no_word_of_what_is_gone(
    house: House, prepare: Callable[[str], Path], command: str
) -> None:
    workshop = prepare(command)
    seat = open_window(house, "wall", workshop)
    seat.see("title" if workshop.is_dir() else "Umoja")
    assert run(house, command).status == 0
    if command in ("rotate", "away"):
        house.note("Maji")
    elif command == "unseal":  # it follows to the plain file
        assert run(house, "handover").status == 0
    seat.see("Break")
    seat.kill()


def test_a_window_is_not_opened_while_a_command_asks_its_questions(house: House) -> None:
    house.new()
    keeper = house.at_terminal("handover", "stick", "--no-summary")
    keeper.see("hand over")
    late = house.at_terminal("note")
    assert late.end() == 1
    assert "handed over" in late.text
    assert "Nothing was opened" in late.text
    keeper.press("hand over" + ENTER)
    assert keeper.end() == 0


def test_whoever_is_asked_goes_on_when_the_window_is_closed(house: House) -> None:
    workshop = house.new()
    seat = house.at_terminal("note")
    seat.see("Next line")
    asked = house.at_terminal("handover", "stick", "--no-summary")
    asked.see("Enter once it is closed")
    asked.press(ENTER)
    asked.see("leave all as it is: umoja.json is o")
    seat.press("Maji" + ENTER)
    seat.see("1 Maji")
    seat.press("\x03")
    seat.end()
    asked.press(ENTER)
    asked.talk(("hand over", "hand over" + ENTER))
    assert asked.end() == 0
    assert "Maji" in shown(house, "handover", workshop)


def test_whoever_is_asked_may_leave_all_as_it_is(house: House) -> None:
    workshop = house.new()
    seat = house.at_terminal("note")
    seat.see("Next line")
    asked = house.at_terminal("handover", "stick", "--no-summary")
    asked.talk(("Enter once it is closed", "no\r"))
    assert asked.end() == 130
    assert workshop.exists()
    seat.press("Maji" + ENTER)
    seat.see("1 Maji")
    seat.kill()


def test_words_typed_for_a_workshop_that_is_gone_are_told_and_lie_nowhere_in_clear(
    house: House,
) -> None:
    workshop = house.new()
    seat = house.at_terminal("note")
    seat.see("Next line")
    workshop.rename(house.desk / "elsewhere.json")
    seat.press("Maji ya kisima" + ENTER)
    assert seat.end() == 4
    assert "typed and not saved: Maji ya kisima" in seat.text
    assert "not here any more" in seat.text
    assert b"kisima" not in house.everything_on_disk()


def test_nothing_of_a_window_is_left_on_the_machine(house: House) -> None:
    house.new()
    seat = house.at_terminal("note")
    seat.see("Next line")
    seat.press(F9)
    seat.see("Break")
    seat.kill()
    assert run(house, "handover").status == 0
    assert not list((house.folder / "state" / "coalition" / "windows").iterdir())
