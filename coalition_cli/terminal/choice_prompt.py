"""The prompts that choose, by questionary, on the same screen as everything else."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.output import Output
from questionary.prompts.common import InquirerControl

from coalition_cli.clock import Clock, now
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import clean, for_screen
from coalition_cli.store.side.autosave import KEEP_EVERY_SECONDS
from coalition_cli.terminal.key_bindings import Keep, Leaving, Left, Picking
from coalition_cli.terminal.layout import (
    LOOK,
    application,
    key_bar,
    leaving_keys,
    stacked,
    words_window,
)
from coalition_cli.terminal.option_list import OptionList
from coalition_cli.terminal.page_control import PageControl
from coalition_cli.terminal.primitives import shortened
from coalition_cli.terminal.shown_page import ShownPage

_LETTERS_OF_QUESTIONARY: Final = ("a", "i")
"""Letters that mark all options, or the other ones; here they are letters of words."""

_MOST_SHOWN: Final = 60

_SETTLING: Final = 1.0
"""Seconds after a letter in which a digit or an Enter still belongs to the words being typed."""


def choose(
    page: ShownPage, picking: Picking, output: Output, clock: Callable[[], Clock], keep: Keep
) -> Left:
    """Show the options under ``page`` until one is chosen, or the prompt is left another way.

    Words that are typed here meanwhile are given to ``keep`` as those of a line are.
    """
    question = _question(picking)
    above = PageControl(page)
    theirs = question.application
    options, window = _list_of(theirs.layout)
    window.content = OptionList(options, picking.is_many)
    left: list[Leaving] = []

    def leave(event: KeyPressEvent, leaving: Leaving) -> None:
        left.append(leaving)
        event.app.exit(result=_marked(options, picking))

    keys = leaving_keys(leave, above)
    keys.add("c-d", eager=True)(lambda event: leave(event, "pause"))
    typed = _Typed(options, picking)
    for digit in "0123456789":
        keys.add(digit, eager=True)(typed.digit)
    for key in (Keys.Any, *_LETTERS_OF_QUESTIONARY, Keys.BracketedPaste):
        keys.add(key, eager=True)(typed.words)
    is_typing = Condition(lambda: not typed.is_settled())
    keys.add(" ", eager=True, filter=is_typing)(typed.words)
    keys.add("enter", eager=True, filter=is_typing)(typed.enter)
    keys.add("c-j", eager=True, filter=is_typing)(typed.enter)
    is_command = Condition(typed.is_command)
    keys.add("enter", eager=True, filter=is_command)(lambda event: leave(event, "command"))
    keys.add("c-j", eager=True, filter=is_command)(lambda event: leave(event, "command"))
    keys.add("backspace", eager=True)(typed.erase)
    keys.add("c-u", eager=True)(typed.clear)
    body = stacked(
        above,
        theirs.layout.container,
        words_window(lambda: typed.notice, "class:notice"),
        bar=key_bar(lambda: _parts(options, picking), lambda: clock().words(), above),
    )
    bindings = merge_key_bindings([binding for binding in (theirs.key_bindings, keys) if binding])
    question.application = application(
        body,
        bindings,
        output,
        style=LOOK,
        every_second=lambda: keep(typed.text, False) if typed.text else None,
        seconds=KEEP_EVERY_SECONDS,
    )
    try:
        chosen = question.unsafe_ask()
    except EOFError:
        return Left("pause", typed.text)
    values = tuple(chosen) if isinstance(chosen, (list, tuple)) else (chosen,)
    return Left(left[0] if left else "answered", typed.text, values)


def _question(picking: Picking) -> Any:
    choices = [
        questionary.Choice(
            title=for_screen(option.words),
            value=option.value,
            checked=picking.is_many and option.value in picking.chosen,
        )
        for option in picking.options
    ]
    if picking.is_many:
        return questionary.checkbox(
            for_screen(picking.prompt), choices, qmark="", instruction=" ", use_jk_keys=False
        )
    first = next(
        (option.value for option in picking.options if option.value in picking.chosen), None
    )
    return questionary.select(
        for_screen(picking.prompt),
        choices,
        default=first,
        qmark="",
        instruction=" ",
        use_jk_keys=False,
        show_selected=False,
    )


class _Typed:
    """Keys typed at a list: digits choose, a number of two digits waits for its second.

    Words choose nothing. Whoever types a line meant for another prompt must not choose with a digit
    in it, nor with the Enter behind it; where words are kept, they wait for the next line.
    """

    def __init__(self, options: InquirerControl, picking: Picking) -> None:
        self._keeps_words = picking.keeps_words
        self._takes_commands = picking.takes_commands
        self._typed = picking.words
        self.notice = picking.notice
        if picking.words:
            self._tell()
        self._options = options
        self._pointed_at = options.pointed_at
        self._is_many = picking.is_many
        self._numbers = [str(number) for number in range(1, len(picking.options) + 1)]
        self._begun = ""
        self._words_at = -_SETTLING
        self._digit_at = -_SETTLING

    def digit(self, event: KeyPressEvent) -> None:
        """One digit: takes the number that it makes if no other begins so.

        Else only points at it, for Enter.
        """
        moment = now()
        if not self.is_settled() or self.is_command():
            self._add(event.data)
            return
        begun = self._begun if moment - self._digit_at < _SETTLING else ""
        number, self._digit_at = begun + event.data, moment
        if number not in self._numbers:
            number = event.data
        meant = [each for each in self._numbers if each.startswith(number)]
        self._begun = number if len(meant) > 1 else ""
        if number not in self._numbers:
            return
        self._options.pointed_at = int(number) - 1
        if len(meant) == 1:
            self._take(event)

    @property
    def text(self) -> str:
        """The words that wait for the next line."""
        return self._typed.strip()

    def words(self, event: KeyPressEvent) -> None:
        """Anything else that is typed, or pasted."""
        typed = clean(f".{event.data}.").text[1:-1]
        if typed.startswith("/") and self.text and self.is_settled():
            self._end_line()  # a command typed after words that wait is a line of its own
        if typed.strip() or self._typed:
            self._add(typed)

    def enter(self, _event: KeyPressEvent) -> None:
        """Enter behind words: the end of a line of them."""
        if self._typed:
            self._add("\n")

    def erase(self, _event: KeyPressEvent) -> None:
        """Take the last letter of the words back."""
        self._typed = self._typed[:-1]
        self._tell()

    def clear(self, _event: KeyPressEvent) -> None:
        """Throw the words away."""
        self._typed = ""
        self._tell()

    def _end_line(self) -> None:
        if not self._typed.endswith("\n"):
            self._typed += "\n"

    def _add(self, typed: str) -> None:
        self._words_at, self._pointed_at = now(), self._options.pointed_at
        self._typed += typed if self._keeps_words else ""
        self._tell()

    def _tell(self) -> None:
        if not self._keeps_words:
            self.notice = _("Choose first, then type: these words were not taken.")
        elif self.text:
            newest = for_screen(self.text.replace("\n", " "))[-_MOST_SHOWN:]
            self.notice = _("Waiting for the next line: {words}").format(words=newest)
        else:
            self.notice = ""

    def is_command(self) -> bool:
        """True if the line that is being typed begins with a slash."""
        return self._takes_commands and self._typed.rpartition("\n")[2].startswith("/")

    def is_settled(self) -> bool:
        """True if an Enter now is meant for the list: after a while, or once an arrow moved."""
        has_moved = self._options.pointed_at != self._pointed_at
        return has_moved or now() - self._words_at >= _SETTLING

    def _take(self, event: KeyPressEvent) -> None:
        value = self._options.get_pointed_at().value
        if not self._is_many:
            self._options.is_answered = True
            event.app.exit(result=value)
        elif value in self._options.selected_options:
            self._options.selected_options.remove(value)
        else:
            self._options.selected_options.append(value)


def _marked(options: InquirerControl, picking: Picking) -> Sequence[str]:
    if picking.is_many:
        return [str(choice.value) for choice in options.get_selected_values()]
    return [str(options.get_pointed_at().value)]


def _parts(options: InquirerControl, picking: Picking) -> list[str]:
    others = [_("Esc menu"), _("F9 hide")]
    if picking.is_many:
        count = len(options.selected_options)
        words = ngettext(
            "Enter: go on with {count} chosen", "Enter: go on with {count} chosen", count
        )
        return [words.format(count=count), *others, _("Space or a digit chooses")]
    pointed = next(o for o in picking.options if o.value == options.get_pointed_at().value)
    words = for_screen(pointed.words)
    most = max(10, get_app().output.get_size().columns // 2)
    enter = _("Enter: {option}").format(option=shortened(words, most))
    return [enter, *others, _("↑↓ or a digit chooses")]


def _list_of(layout: Layout) -> tuple[InquirerControl, Window]:
    """The list that questionary drew, and the window around it."""
    for window in layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            return window.content, window
    raise LookupError("questionary draws no list")
