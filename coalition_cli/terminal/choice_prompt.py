"""The prompts that choose one option or several, on the same screen as everything else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, Window
from prompt_toolkit.layout.containers import Container
from prompt_toolkit.output import Output

from coalition_cli.clock import Clock
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import for_line, for_screen
from coalition_cli.store.side.autosave import KEEP_EVERY_SECONDS
from coalition_cli.terminal.current_page import NARROW, margin
from coalition_cli.terminal.key_bindings import Keep, Leaving, Left, Picking
from coalition_cli.terminal.layout import (
    LOOK,
    WordsControl,
    application,
    hint_window,
    key_bar,
    keys_waiting,
    leaving_keys,
    stacked,
)
from coalition_cli.terminal.option_list import OptionList, in_one_line
from coalition_cli.terminal.option_search import Choices
from coalition_cli.terminal.page_control import PageControl
from coalition_cli.terminal.primitives import shortened
from coalition_cli.terminal.shown_page import ShownPage
from coalition_cli.terminal.words_at_choice import WordsAtChoice

LOWEST_WITH_HINT: Final = 20
_MOST_LINES: Final = 1000


class Choosing:
    """One prompt that chooses. ``run`` gives how it was left.

    ``words`` are those that are typed at it at any moment.
    """

    def __init__(self, page: ShownPage, picking: Picking) -> None:
        self._picking = picking
        self._above = PageControl(page)
        self._choices = Choices(picking)
        self._list = OptionList(self._choices, _is_small)
        self.words = WordsAtChoice(picking, self._choices)

    def run(self, output: Output, clock: Callable[[], Clock], keep: Keep) -> Left:
        """Show the options until one is chosen, or the prompt is left another way.

        Words that are typed here meanwhile are given to ``keep`` as those of a line are.
        """
        seen = self.words.unsaved

        def keep_words() -> None:
            nonlocal seen
            if self._picking.is_stale() and not app.is_done:
                app.exit(result="stale")
                return
            if seen != self.words.unsaved:
                seen = self.words.unsaved
                keep(seen, False)

        app = application(
            self._body(clock),
            self._keys(),
            output,
            style=LOOK,
            every_second=keep_words,
            seconds=KEEP_EVERY_SECONDS,
        )
        try:
            by: Leaving = app.run()
        except EOFError:
            by = "pause"
        words = self.words
        return Left(by, words.waiting, self._choices.taken, typed=words.line)

    def _body(self, clock: Callable[[], Clock]) -> Container:
        """The page, the question, the options, the words that are typed, and the keys."""
        listed = Window(
            self._list,
            height=lambda: Dimension(min=_at_least(self._least_listed()), max=_MOST_LINES),
            dont_extend_height=True,
        )
        return stacked(
            self._above,
            _whole(lambda: for_screen(self._picking.prompt), "class:question", 2),
            listed,
            _whole(self.words.told, "class:notice", 3),
            hint_window(self._hint),
            bar=key_bar(self._parts, lambda: clock().words(), self._turning),
            gives_way=lambda: self._picking.is_menu and _is_low(),
        )

    def _least_listed(self) -> int:
        """The lines that the list keeps on a low screen: what is told beside it goes before."""
        return 1 if self.words.told() else 3

    def _keys(self) -> KeyBindings:
        """Every key of the prompt; where a key has two meanings the later one goes before."""
        keys = leaving_keys(lambda event, way: event.app.exit(result=way), self._above)
        keys.add("c-d", eager=True)(lambda event: event.app.exit(result="pause"))
        for key, steps in (("up", -1), ("down", 1)):
            keys.add(key, eager=True)(self._mover(steps))
        keys.add("home", eager=True)(lambda _event: self._point_at(0))
        keys.add("end", eager=True)(lambda _event: self._point_at(-1))
        keys.add("pageup", eager=True)(lambda _event: self._turn(-1))
        keys.add("pagedown", eager=True)(lambda _event: self._turn(1))
        for digit in "0123456789":
            keys.add(digit, eager=True)(self._digit)
        for key in (Keys.Any, Keys.BracketedPaste):
            keys.add(key, eager=True)(lambda event: self.words.add(event.data))
        keys.add(" ", eager=True)(self._space)
        keys.add("enter", eager=True)(self._enter)
        keys.add("c-j", eager=True)(self._enter)
        keys.add("backspace", eager=True)(lambda _event: self.words.erase())
        keys.add("c-u", eager=True)(lambda _event: self.words.clear())
        is_typing = Condition(lambda: self.words.is_set_aside_by_esc)
        keys.add("escape", eager=True, filter=is_typing)(self._set_aside)
        return keys

    def _mover(self, steps: int) -> Callable[[KeyPressEvent], None]:
        return lambda _event: self._choices.move(steps)

    def _point_at(self, at: int) -> None:
        self._choices.point_at(self._choices.shown[at])

    def _turn(self, pages: int) -> None:
        """Turn the options, both ways, as long as they have pages; else the page above."""
        if not self._list.has_pages:
            self._above.turn(-pages)
        elif self._list.can_turn(pages):
            self._list.turn(pages)

    def _turning(self) -> list[str]:
        """Which key turns the page above, where one does."""
        return [] if self._list.has_pages else self._above.turning

    def _digit(self, event: KeyPressEvent) -> None:
        if self.words.digit(event.data):
            self._take(event)

    def _space(self, event: KeyPressEvent) -> None:
        if self.words.line or not self.words.is_settled():
            self.words.add(" ")
        elif self._choices.is_many:
            self._choices.mark()

    def _set_aside(self, event: KeyPressEvent) -> None:
        if not keys_waiting(event):  # otherwise it is the head of a sequence that was pasted
            self.words.set_aside()

    def _enter(self, event: KeyPressEvent) -> None:
        meant = self.words.enter(is_pasted=keys_waiting(event))
        if meant in ("command", "noted", "answered"):
            event.app.exit(result=meant)
        elif meant == "take":
            self._take(event)

    def _take(self, event: KeyPressEvent) -> None:
        if not self._choices.is_many:
            event.app.exit(result="answered")
            return
        self._choices.mark()

    def _hint(self) -> str:
        is_other = self.words.is_found or self.words.is_command
        if _is_low() or not self._picking.takes_notes or is_other:
            return ""
        if self._picking.refusal:
            return _("Off the record: words typed here are not written.")
        return _("Words typed here? Enter keeps them as a note, Esc as a draft.")

    def _parts(self) -> list[str]:
        if self.words.is_command:
            return [_("Enter does it"), _("Esc menu")]
        if self.words.is_unfound and self._picking.takes_notes:
            enter = _("Enter: not written") if self._picking.refusal else _("Enter: a note")
            return [enter, _("Esc: a draft"), _("F9 hide")]
        others = [_("Esc menu"), _("F9 hide")]
        if self.words.is_found:
            others = [_("Esc shows all"), _("F9 hide")]
        if self._picking.is_many and not self.words.is_found:
            count = len(self._choices.taken)
            words = ngettext(
                "Enter: go on with {count} chosen", "Enter: go on with {count} chosen", count
            )
            return [words.format(count=count), *others, _("Space or a digit chooses")]
        most = max(10, get_app().output.get_size().columns // 2)
        enter = _("Enter: {option}").format(option=self._pointed(most))
        return [enter, *others, _("↑↓ or a digit chooses"), _("type to find")]

    def _pointed(self, most: int) -> str:
        """The option that Enter takes, in short where the list has it so."""
        option = self._choices.pointed_option
        if option.short and _is_small():
            return in_one_line(replace(option, state=""), most)
        return shortened(for_line(option.words), most)


def _is_small() -> bool:
    """True if an option may have more rows than such a screen can spare for each."""
    return get_app().output.get_size().columns < NARROW or _is_low()


def _is_low() -> bool:
    """True if a screen has no rows to spare."""
    return get_app().output.get_size().rows < LOWEST_WITH_HINT


def _whole(words: Callable[[], str], style: str, lines: int) -> Window:
    """The ``words``, whole where so many ``lines`` are enough and a low screen can spare them."""
    control = WordsControl(words, style)

    def height() -> Dimension:
        size = get_app().output.get_size()
        width = size.columns - 2 * margin(size.columns)
        needed = control.preferred_height(width, size.rows, True, None)
        return Dimension(min=min(needed, _at_least(lines))) if needed else Dimension.exact(0)

    return Window(control, height=height, dont_extend_height=True)


def _at_least(lines: int) -> int:
    """As many of so many lines as a low screen can spare: one for every four of its own."""
    return max(1, min(lines, get_app().output.get_size().rows // 4))
