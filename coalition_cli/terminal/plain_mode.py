"""The desk of one line after the other: for screen readers, poor terminals and ``--plain``.

Nothing is drawn twice and nothing moves: choices have numbers, a picture is its words, a clock is
told when asked.
"""

import getpass
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from coalition_cli.clock import Clock
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.stage import Option
from coalition_cli.terminal import alternate_screen
from coalition_cli.terminal.echo import TypedLine
from coalition_cli.terminal.idle import Watch
from coalition_cli.terminal.key_bindings import Countdown, Keep, Leaving, Left, Line, Picking
from coalition_cli.terminal.neutral_page import NeutralPage
from coalition_cli.terminal.option_search import labels, matching
from coalition_cli.terminal.shown_page import ShownPage
from coalition_cli.terminal.words_ahead import worded

MENU: Final = "?"
WIDTH: Final = 72


class PlainDesk:
    """Prompts on standard input and output, a line at a time.

    ``?`` alone on a line opens the menu.
    """

    def __init__(self, clock: Callable[[], Clock], keep: Keep, watch: Watch) -> None:
        self._clock = clock
        self._keep = keep
        self._shown: tuple[str, ...] = ()
        self._typing = TypedLine()
        self._watch = watch
        self._seen = ""
        self._is_mending = False

    def open(self) -> None:
        alternate_screen.give_back()
        self._print(_("A question mark alone on a line opens the menu."))

    def close(self) -> None:
        with suppress(OSError):  # the terminal may be gone
            self._print("")
            if not alternate_screen.is_plain_terminal():
                sys.stdout.write(alternate_screen.clearing())
                sys.stdout.flush()

    def paint(self, page: ShownPage) -> None:
        """Print what is new since the page before."""
        lines = tuple(line.plain.rstrip() for line in page.lines(WIDTH))
        begin = len(self._shown) if lines[: len(self._shown)] == self._shown else 0
        for line in lines[begin:]:
            self._print(line)
        self._shown = lines

    def write(self, page: ShownPage, line: Line) -> Left:
        self._notice(line.notice)
        self._print(line.prompt)
        clock = self._clock()
        for words in (line.ghost, line.hint, clock.turn_words() or clock.words()):
            if words:
                self._print(words)
        if line.is_mending:
            self._print(_("Mending the last line: {text}").format(text=line.last_saved))
        elif line.draft:
            self._print(_("Already typed: {text}").format(text=line.draft))
        if line.default or line.draft:
            self._print(_("Enter alone: {text}").format(text=line.draft or line.default))
        offered = _with_offers(line)
        if offered:
            self._print(_("= and Enter: {text}").format(text=offered))
        self._is_mending = line.is_mending
        try:
            text = self._read_block(line)
        except (EOFError, KeyboardInterrupt):
            return Left("pause", self._typing.text or line.draft, is_mending=line.is_mending)
        if text.strip() == MENU:
            return Left("menu", line.draft, is_mending=line.is_mending)
        if offered and text.strip() == "=":
            text = offered
        return Left("answered", text or line.draft, is_mending=line.is_mending)

    def pick(self, page: ShownPage, picking: Picking) -> Left:
        self._notice(picking.notice)
        self._print(picking.prompt)
        for number, option in zip(labels(picking), picking.options, strict=True):
            mark = _(" (chosen)") if picking.is_many and option.value in picking.chosen else ""
            if number:
                told = _("{number}. {option}").format(number=number, option=option.words)
                self._print(told + mark)
        self._print(_enter_words(picking))
        typed = picking.typed
        while True:
            try:
                line = self._read().strip()
            except (EOFError, KeyboardInterrupt):
                return Left("pause", picking.words, picking.chosen, typed=typed)
            left = _left(line, typed, picking)
            if left is not None:
                return left
            typed = self._not_chosen(line, typed, picking)

    def _not_chosen(self, line: str, typed: str, picking: Picking) -> str:
        """Say what becomes of a ``line`` that chose nothing; the words that are no option's."""
        found = matching(line, picking.options) if _has_letters(line) else []
        if found:
            for place in found:
                label, option = labels(picking)[place], picking.options[place].words
                told = _("{number}. {option}").format(number=label, option=option)
                self._print(told if label else option)
        elif picking.keeps_words and _has_letters(line):
            typed = _joined(typed, line)
            waiting = _joined(picking.words, typed)
            self._keep(waiting, False)
            if picking.takes_notes:
                self._print(_("Typed: {words}").format(words=typed))
                self._print(
                    _("Enter alone keeps it as a note; otherwise it waits for the next line.")
                )
            else:
                self._print(_("Waiting for the next line: {words}").format(words=waiting))
        most = len(_numbered_options(picking))
        self._print(_("Type a number from 1 to {most}.").format(most=most))
        return typed

    def count_down(self, page: ShownPage, countdown: Countdown) -> Left:
        told = 0

        def tell() -> None:
            """Say what came due since.

            Where this cannot be told while the line is read, all stands there at once.
            """
            nonlocal told
            upto = countdown.reached()[0] + 1 if self._typing.can_watch else len(countdown.cues)
            for cue in countdown.cues[told:upto]:
                if cue.words:
                    self._print(cue.words)
            told = max(told, upto)

        self._print(
            _("Enter goes on; + and Enter adds a minute; a space and Enter tells the time.")
        )
        self._print(countdown.clock.words())
        tell()
        while True:
            by, typed = self._waited(tell)
            if by != "answered" or not typed:
                return Left(by)
            if typed.strip() == "+":
                countdown.take_more(1)
            self._print(countdown.clock.words())

    def cover(self, neutral: NeutralPage) -> Leaving:
        self._print("\n" * 40 + "\n".join(filter(None, neutral.words())))
        try:
            if neutral.opens is None:
                self._read()
            else:
                while not neutral.opens(getpass.getpass("")):
                    self._watch.touch()
        except (EOFError, KeyboardInterrupt):
            return "answered" if neutral.opens is None else "locked"
        return "answered"

    def forget_keys(self) -> None:
        try:
            # price: Windows has no such module
            import termios

            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
        except (ImportError, OSError, ValueError, termios.error):
            return

    def words_ahead(self) -> str:
        typed = []
        while _more_waits():
            try:
                typed.append(self._read())
            except (EOFError, KeyboardInterrupt):
                break
        self.forget_keys()
        return worded("\n".join(typed))

    def half_typed(self) -> tuple[str, bool]:
        return self._typing.text, self._is_mending

    def _waited(self, every_second: Callable[[], None]) -> tuple[Leaving, str]:
        try:
            self._watch.touch()
            typed = self._typing.read("> ", every_second)
        except (EOFError, KeyboardInterrupt):
            return "pause", ""
        return ("menu", "") if typed.strip() == MENU else ("answered", typed)

    def _read_block(self, line: Line) -> str:
        """Read a line, or all lines that came at once, shown once more before they are saved."""
        text = self._typing.read("> ", lambda: self._each_second(line))
        if not _more_waits():
            return text
        while _more_waits():
            text += "\n" + self._read()
        self._keep(text, line.is_mending)
        self._print(_("Several lines came at once:"))
        self._print(text)
        if line.is_list and line.repeats:
            self._print(_("Enter saves each line as its own answer."))
        else:
            self._print(_("Enter saves them together as one answer."))
        more = self._read()
        return f"{text}\n{more}" if more.strip() else text

    def _each_second(self, line: Line) -> None:
        typed = self._unsaved(line)
        if typed != self._seen:
            self._watch.touch()
        self._seen = typed
        self._keep(typed, line.is_mending)
        if self._watch.is_over():
            # The line is read inside the system's own editing, which only a signal can end.
            os.kill(os.getpid(), signal.SIGTERM)

    def _unsaved(self, line: Line) -> str:
        is_new = line.draft not in (line.start_with, line.last_saved)
        return self._typing.text or (line.draft if is_new else "")

    def _read(self) -> str:
        self._watch.touch()
        return self._typing.read("> ")

    def _notice(self, words: str) -> None:
        if words:
            self._print(_("! {words}").format(words=words))

    def _print(self, words: str) -> None:
        sys.stdout.write(for_screen(words) + "\n" if words.strip() else words + "\n")
        sys.stdout.flush()


def _with_offers(line: Line) -> str:
    """What stands in the prompt already, with all that was offered in its place; else empty."""
    text = line.draft
    for offer in line.offers:
        text, _end = offer.put(text)
    return text if line.offers else ""


def _enter_words(picking: Picking) -> str:
    if picking.is_many:
        return _(
            "Type numbers with commas between them; Enter alone keeps what is chosen; 0 "
            "chooses none."
        )
    chosen = [option.words for option in picking.options if option.value in picking.chosen]
    if not chosen:
        return _("Type a number.")
    return _("Type a number; Enter alone: {option}").format(option=chosen[0])


def _left(line: str, typed: str, picking: Picking) -> Left | None:
    """The way in which ``line`` leaves a choice at which ``typed`` was typed before; None: not."""
    waiting = _joined(picking.words, typed)
    if line == MENU:
        return Left("menu", picking.words, picking.chosen, typed=typed)
    if not line and typed and picking.takes_notes:
        return Left("noted", picking.words, picking.chosen, typed=typed)
    if not line and (picking.chosen or picking.is_many):
        return Left("answered", waiting, picking.chosen)
    if picking.is_many and line == "0":
        return Left("answered", waiting)
    if picking.takes_commands and line.startswith("/"):
        return Left("command", waiting, picking.chosen, typed=line)
    values = _meant(line, picking)
    return Left("answered", waiting, values) if values else None


def _meant(line: str, picking: Picking) -> tuple[str, ...]:
    """The values of the options that ``line`` names: by number, or one of them by its words."""
    if line and line in labels(picking):
        return (picking.options[labels(picking).index(line)].value,)
    values = _numbered(line, _numbered_options(picking))
    if values and (picking.is_many or len(values) == 1):
        return values
    if picking.is_many or not _has_letters(line):
        return ()
    found = matching(line, picking.options)
    return (picking.options[found[0]].value,) if len(found) == 1 else ()


def _has_letters(line: str) -> bool:
    return any(map(str.isalpha, line))


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _numbered_options(picking: Picking) -> tuple[Option, ...]:
    return tuple(option for option in picking.options if not option.is_found_only)


def _numbered(typed: str, options: tuple[Option, ...]) -> tuple[str, ...]:
    numbers = typed.replace(",", " ").replace(".", " ").split()
    if not all(number.isdecimal() and 1 <= int(number) <= len(options) for number in numbers):
        return ()
    chosen = set(map(int, numbers))
    return tuple(option.value for at, option in enumerate(options, 1) if at in chosen)


def _more_waits() -> bool:
    try:
        return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):
        return False
