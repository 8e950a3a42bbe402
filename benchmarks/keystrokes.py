"""Keys that a person presses for what workshops do most, on a real terminal.

Run it with the interpreter that has coalition installed: ``python benchmarks/keystrokes.py
[--tree FOLDER] [--show]``. ``--tree`` measures another checkout of the sources, such as a worktree
of an earlier commit; ``--show`` prints every page on the way. Counted is each key but the letters
of what people say: their lines, their names, the title of their workshop, the numbers they hold
up. The letters of a command and every Enter are counted. Prints a row for each task.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pexpect
import pyte

ENTER: Final = "\r"
_ASKED: Final = {"Who leads?\n  >": "Amina", "By when?\n  >": "20 Dec"}
_RESULT: Final = re.compile("page 1 of 2|On to:")
_CUT: Final = """
    import sys
    from pathlib import Path
    from coalition_cli.catalog import Catalog, folders
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.run import demo
    from coalition_cli.store import WorkshopFile

    path, exercise, step, count = sys.argv[1:]
    played, left = demo.play("one-day", Catalog(folders())), int(count)
    workshop = Workshop(played.head)
    for entry in played.entries:
        workshop.extend([entry])
        left -= entry.place.exercise == exercise and entry.place.step == step
        if not left:
            break
    WorkshopFile.create(Path(path), workshop.head).append_entries(workshop.entries)
"""


class Place(NamedTuple):
    """Where people sit: the sources that they run, and folders of their own."""

    tree: Path
    folder: Path
    is_shown: bool

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a machine with nothing on it."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("COALITION", "LC_", "LANG", "COLUMNS", "LINES"))
        }
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
        own = {name: str(self.folder / name.lower()) for name in names}
        more = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(self.tree)}
        return {**kept, **own, **more}

    def sample_at(self, exercise: str, step: str, count: int) -> str:
        """A file of the sample workshop as it stood after so many entries of one step."""
        path = self.folder / "sample.json"
        code = textwrap.dedent(_CUT)
        command = [sys.executable, "-c", code, str(path), exercise, step, str(count)]
        subprocess.run(command, env=self.environment, cwd=self.folder, check=True)
        return str(path)


class NotThere(Exception):
    """The tree that is measured has no such way."""


class Hands:
    """Somebody at a terminal of 80 by 24, whose keys are counted."""

    def __init__(self, place: Place) -> None:
        self.keys = 0
        self._place = place
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._child: pexpect.spawn | None = None

    def command(self, *words: str, said: int = 0) -> None:
        """Type a command at the shell; its last ``said`` words are what people say."""
        counted = words[: len(words) - said]
        self.keys += len(" ".join(("coalition", *counted))) + 1
        self.begin(*words)

    def begin(self, *words: str) -> None:
        """Begin the program, uncounted."""
        if self._child is not None:
            self._child.close(force=True)
        self._screen.reset()
        command = ["-m", "coalition_cli", *words]
        self._child = pexpect.spawn(
            sys.executable,
            command,
            env=self._place.environment,
            cwd=str(self._place.folder),
            dimensions=(24, 80),
        )

    def press(self, *keys: str, after: str = "") -> None:
        """Press keys that are counted, once the words ``after`` stand there."""
        self.see(after)
        for key in keys:
            self._send(key)
            self.keys += 1

    def choose(self, option: str) -> None:
        """Press the number that stands before ``option``."""
        self.see(option)
        found = re.search(rf"(\d)\. {option}", self.text)
        assert found is not None, self.text
        self.press(found.group(1))

    def say(self, words: str, after: str = "") -> None:
        """Type words of people: only the Enter behind them is counted."""
        self.see(after)
        self._send(words)
        self.press(ENTER)

    def see(self, words: str) -> None:
        """Wait until ``words`` stand on a page that has come to rest."""
        end = time.monotonic() + 30
        self._settle()
        while words not in self.text:
            if time.monotonic() > end:
                raise SystemExit(f"{words!r} never came:\n{self.text}")
            self._settle()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def end(self) -> None:
        """Leave, uncounted."""
        if self._child is not None:
            self._settle()
            self._child.close(force=True)

    def _send(self, keys: str) -> None:
        self._settle()
        if self._place.is_shown:
            print(f"{self.text.rstrip()}\n>>> {keys!r} ({self.keys})\n", file=sys.stderr)
        assert self._child is not None
        self._child.send(keys)

    def _settle(self) -> None:
        assert self._child is not None
        try:
            while True:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=0.4))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


def first_note_by_commands(hands: Hands, _place: Place) -> None:
    """A workshop made and a note saved, by commands."""
    hands.command("new", "Umoja", said=1)
    hands.see("coalition people")
    hands.command("note")
    hands.say("Nobody asks us", after="Next line")
    hands.see("nothing more")


def first_note_from_the_page(hands: Hands, _place: Place) -> None:
    """The same from the page that `coalition` alone opens."""
    hands.command()
    hands.see("orkshop")
    if "Make one with" in hands.text:
        raise NotThere("no page there")
    hands.say("Umoja", after="called")
    hands.press(ENTER, after="Where is it held?")
    hands.press(ENTER, after="Which programme")
    hands.choose("Write down")
    hands.say("Nobody asks us", after="Next line")
    hands.see("nothing more")


def summary_by_commands(hands: Hands, place: Place) -> None:
    """From the first note to a summary for those who took part, by commands."""
    first_note_by_commands(hands, place)
    hands.keys = 0
    hands.press(ENTER, after="Next line")
    hands.command("export", "--for", "participants")
    hands.see(".md")


def summary_from_the_page(hands: Hands, place: Place) -> None:
    """The same from the page."""
    first_note_from_the_page(hands, place)
    hands.keys = 0
    hands.press(ENTER, after="Next line")
    hands.choose("Write a summary")
    for _page in range(6):
        hands.see("")
        if ".md" in hands.text:
            return
        hands.press(ENTER)
    raise SystemExit(f"no summary came:\n{hands.text}")


def circle_turn(hands: Hands, place: Place) -> None:
    """One turn of a circle of one line each."""
    _resume(hands, place, "visioning", "pieces", 5)
    hands.say("A garden", after="In her own words")
    hands.keys = 0
    hands.press(ENTER, after="Whose turn is it?")
    hands.say("A door that is open", after="In her own words")
    hands.see("Whose turn is it?")


def reflection_turn(hands: Hands, place: Place) -> None:
    """One turn of the closing circle: two lines, and who may read them."""
    _resume(hands, place, "reflection-circle", "circle", 4)
    if "Whose turn is it?" not in hands.text:
        hands.press(ENTER, after="Who may see this?")
    hands.keys = 0
    hands.press(ENTER, after="Whose turn is it?")
    hands.say("That I am not alone", after="take with you?")
    hands.say("Call two women", after="do next?")
    while "Whose turn is it?" not in hands.text:
        hands.press(ENTER)
        hands.see("")


def scoring(hands: Hands, place: Place) -> None:
    """Seven issues weighed by hands on two questions, to the result."""
    _resume(hands, place, "agenda-ranking", "issues", 8)
    while "Legal help" not in hands.text or not _RESULT.search(hands.text):
        if "hands for" in hands.text:
            hands.say("7 4 1 0 0")
        else:
            hands.press(ENTER)
        hands.see("")


def action(hands: Hands, place: Place) -> None:
    """One action: what, who leads, until when; what else is asked stays open."""
    _resume(hands, place, "action-plan", "hands", 1)
    hands.say("Visit the registry", after="what exactly?")
    hands.see("")
    while "Action 2 of 3" not in hands.text:
        if words := next((said for asked, said in _ASKED.items() if asked in hands.text), ""):
            hands.say(words)
        else:
            hands.press(ENTER)
        hands.see("")


def _resume(hands: Hands, place: Place, exercise: str, step: str, count: int) -> None:
    """Begin with the sample as it stood in a step, and go on with it, uncounted."""
    path = place.sample_at(exercise, step, count)
    hands.begin("--file", path, exercise)
    hands.see("Enter")
    if "1. Continue" in hands.text:
        hands.press(ENTER)
        hands.see("Enter")
    hands.keys = 0


Task = Callable[[Hands, Place], None]
TASKS: Final[tuple[tuple[str, Task], ...]] = (
    ("install to first saved note, by commands", first_note_by_commands),
    ("install to first saved note, from the page", first_note_from_the_page),
    ("first note to a summary, by commands", summary_by_commands),
    ("first note to a summary, from the page", summary_from_the_page),
    ("a turn of a circle", circle_turn),
    ("a turn of the reflection circle", reflection_turn),
    ("scoring seven issues on two questions", scoring),
    ("an action with who and by when", action),
)


def main() -> None:
    """Count, and print a row for each task."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tree", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", default="", help="Words of the task's name.")
    chosen = parser.parse_args()
    for name, task in TASKS:
        if chosen.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            place = Place(chosen.tree.resolve(), Path(folder), chosen.show)
            hands = Hands(place)
            try:
                task(hands, place)
                counted = f"{hands.keys:3}"
            except NotThere as missing:
                counted = f"  – ({missing})"
            finally:
                hands.end()
        print(f"{name:44} {counted}", flush=True)


if __name__ == "__main__":
    main()
