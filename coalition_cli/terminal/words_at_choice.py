"""Keys typed at a choice: digits choose, letters look for an option, other words are kept."""

from typing import Final, Literal, TypeAlias

from coalition_cli.clock import now
from coalition_cli.i18n import _
from coalition_cli.sanitize import clean, for_line, for_screen
from coalition_cli.terminal.key_bindings import Picking
from coalition_cli.terminal.option_search import Choices

_MOST_SHOWN: Final = 60

_SETTLING: Final = 1.0
"""Seconds after a letter in which a digit or an Enter still belongs to the words being typed."""

Meant: TypeAlias = Literal["command", "noted", "answered", "take", ""]
"""What an Enter means: leave so, take the option that is pointed at, or nothing."""


class WordsAtChoice:
    """The words that are typed at ``choices``.

    ``line`` is what is being typed, ``waiting`` are lines before it that wait for the next prompt.
    While an option has the words of ``line``, they are a search; otherwise they are words that
    somebody typed for something else, and none of them is lost: Enter keeps them as a note where
    notes are taken, and they wait where none are. Whoever types a line meant for another prompt
    must not choose with a digit in it, nor with the Enter behind it.
    """

    def __init__(self, picking: Picking, choices: Choices) -> None:
        self.line = picking.typed
        self.waiting = picking.words
        self._picking = picking
        self._choices = choices
        self._notice = ""
        self._pointed = self._before = choices.pointed
        self._numbers = choices.labels
        self._begun = ""
        self._digit_at = -_SETTLING
        self._words_at = -_SETTLING if picking.is_settled else now()
        self._is_found = False
        if self.line:
            self._search()
        self._notice = picking.notice
        self._is_pointed_at = picking.is_pointed_at

    @property
    def unsaved(self) -> str:
        """Everything that was typed and chose nothing."""
        return "\n".join(filter(None, (self.waiting, self.line.strip())))

    @property
    def is_command(self) -> bool:
        """True if the line that is being typed begins with a slash."""
        is_line = self.line.startswith("/") and "\n" not in self.line
        return is_line and self._picking.takes_commands

    @property
    def is_found(self) -> bool:
        """True if the words are a search that has found something."""
        return bool(self.line) and self._is_found

    @property
    def is_unfound(self) -> bool:
        """True if the words are no search: no option has them."""
        return bool(self.line) and not self._is_found and not self.is_command

    @property
    def is_set_aside_by_esc(self) -> bool:
        """True if Esc belongs to the words, and does not open the menu."""
        return bool(self.line) and not self.is_command

    def is_settled(self) -> bool:
        """True if an Enter now is meant for the list: after a while, or once an arrow moved."""
        return self._has_moved() or now() - self._words_at >= _SETTLING

    def _has_moved(self) -> bool:
        return self._choices.pointed != self._pointed

    def told(self) -> str:
        """The words as they stand below the options."""
        if not self._notice:
            return self._typed()
        # What was refused stays in the line: it must be seen before more is typed behind it.
        return "\n".join(filter(None, (self._typed() if self.line else "", self._notice)))

    def _typed(self) -> str:
        if self.is_found:
            counted = _("Find: {words} · {count} found")
            return counted.format(words=for_screen(self.line), count=len(self._choices.shown))
        if self.line and (self._picking.takes_notes or self.is_command):
            return _("Typed: {words}").format(words=_newest(self.line))
        if self.unsaved:
            return _("Waiting for the next line: {words}").format(words=_newest(self.unsaved))
        return ""

    def digit(self, digit: str) -> bool:
        """One digit: takes the number that it makes if no other begins so.

        Else, or where the option needs an Enter, only points at it; one that is no option's is
        typed. True if it is taken.
        """
        if self.line or not self.is_settled():
            self.add(digit)
            return False
        moment = now()
        begun = self._begun if moment - self._digit_at < _SETTLING else ""
        number, self._digit_at = begun + digit, moment
        if number not in self._numbers:
            number = digit
        meant = [each for each in self._numbers if each.startswith(number)]
        self._begun = number if len(meant) > 1 else ""
        if number not in self._numbers:
            self.add(digit)
            return False
        self._choices.point_at(self._numbers.index(number))
        return len(meant) == 1 and not self._choices.pointed_option.needs_enter

    def add(self, data: str) -> None:
        """Letters that are typed, or pasted."""
        typed = clean(f".{data}.").text[1:-1]
        if not typed.strip() and not self.line:
            return
        if typed.startswith("/") and self._picking.takes_commands and self.is_settled():
            self._begin_command()
        before = self.line + "\n" if self.line and self._is_pointed_at else self.line
        self.line, self._is_pointed_at = before + typed, False
        if not before:
            self._before = self._choices.pointed
        was_found = self._is_found
        self._search()
        if was_found and not self._is_found:  # no search after all: nothing was pointed at by it
            self._choices.point_at(self._before)
        if not self._picking.keeps_words and not self._is_found:
            self.line = before
            self._search()
            self._notice = _("Choose first, then type: these words were not taken.")
        self._words_at, self._pointed = now(), self._choices.pointed

    def enter(self, *, is_pasted: bool) -> Meant:
        """The Enter behind what was typed."""
        if is_pasted and self.line:
            self.add("\n")
            return ""
        if self.is_command:
            return "command"
        if self.is_found:
            self._found()
            return "take"
        if not self.line:
            return "answered" if self.is_settled() else ""
        return self._enter_words()

    def _enter_words(self) -> Meant:
        """The Enter behind words that no option has."""
        if self._has_moved() or not self._picking.takes_notes:
            is_meant_for_list = self.is_settled()
            self._let_wait()
            self._search()
            return "answered" if is_meant_for_list else ""
        return "noted"

    def set_aside(self) -> None:
        """End the search; words that were none wait for the next line. Nothing more is typed."""
        if self.is_found:
            self._found()
        else:
            self._let_wait()
        self._search()
        self._words_at = -_SETTLING

    def erase(self) -> None:
        """Take the last letter back; without one, the line before it is typed at again."""
        if not self.line:
            self.waiting, _end, self.line = self.waiting.rpartition("\n")
        self.line, self._is_pointed_at = self.line[:-1], False
        self._search()

    def clear(self) -> None:
        """Throw away the line; without one, those that wait."""
        if not self.line:
            self.waiting = ""
        self.line = ""
        self._search()

    def _found(self) -> None:
        """Go on without the words of a search that has done its work."""
        pointed = self._choices.pointed
        self.line = ""
        self._search()
        self._choices.point_at(pointed)
        self._words_at = -_SETTLING

    def _begin_command(self) -> None:
        """Begin a line of its own, behind words or in place of a command that was refused."""
        if self.is_command and self._notice:
            self.line = ""
        elif not self.is_command:
            self._let_wait()

    def _let_wait(self) -> None:
        self.waiting, self.line = self.unsaved, ""

    def _search(self) -> None:
        self._notice = ""
        is_line = self._picking.is_searched and "\n" not in self.line and not self.is_command
        self._is_found = self._choices.search(self.line if is_line else "")


def _newest(words: str) -> str:
    """The end of ``words`` on one line: what was typed last."""
    shown = for_line(words)
    return shown if len(shown) <= _MOST_SHOWN else "…" + shown[1 - _MOST_SHOWN :]
