"""The desk on a full screen: prompts of prompt_toolkit over one page.

The lists are loaded with the first choice, so that the first line can be typed before that.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, cast

from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead, get_typeahead
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import Output

from coalition_cli.clock import Clock
from coalition_cli.terminal import alternate_screen, covered_screen
from coalition_cli.terminal.held_output import HeldOutput
from coalition_cli.terminal.idle import Watch
from coalition_cli.terminal.key_bindings import Countdown, Keep, Leaving, Left, Line, Picking
from coalition_cli.terminal.neutral_page import NeutralPage
from coalition_cli.terminal.rich_console import escaped
from coalition_cli.terminal.shown_page import ShownPage
from coalition_cli.terminal.text_prompt import Writing
from coalition_cli.terminal.words_ahead import worded

if TYPE_CHECKING:
    from coalition_cli.terminal.choice_prompt import Choosing


_AS_TYPED: Final = {Keys.ControlM: "\n", Keys.ControlJ: "\n", Keys.Tab: " "}


class FullDesk:
    """Prompts that fill the screen; input and output are those of the prompt_toolkit session."""

    def __init__(self, clock: Callable[[], Clock], keep: Keep, watch: Watch) -> None:
        self._clock = clock
        self._keep = keep
        self._output = cast(Output, HeldOutput(get_app_session().output, watch))
        self._writing: Writing | None = None
        self._choosing: Choosing | None = None

    def open(self) -> None:
        if not alternate_screen.is_held():
            get_app_session().output.enter_alternate_screen()
            self._output.flush()

    def close(self) -> None:
        self._output.reset_attributes()
        self._output.show_cursor()
        if alternate_screen.is_held():
            self._output.flush()
            alternate_screen.give_back()
        else:
            get_app_session().output.quit_alternate_screen()
            self._output.write_raw(alternate_screen.clearing())
            self._output.flush()

    def paint(self, page: ShownPage) -> None:
        size = self._output.get_size()
        self._output.cursor_goto(1, 1)
        self._output.erase_screen()
        for line in page.on_screen(size.columns, max(1, size.rows - 1)):
            self._output.write_raw(escaped(line) + "\r\n")
        self._output.flush()

    def write(self, page: ShownPage, line: Line) -> Left:
        self._writing = Writing(page, line, self._output, self._clock, self._keep)
        left = self._writing.run()
        self._writing = None
        return left

    def pick(self, page: ShownPage, picking: Picking) -> Left:
        # price: the lists, 5 ms, and the first question is often a line
        from coalition_cli.terminal import choice_prompt

        self._choosing = choice_prompt.Choosing(page, picking)
        left = self._choosing.run(self._output, self._clock, self._keep)
        self._choosing = None
        return left

    def count_down(self, page: ShownPage, countdown: Countdown) -> Left:
        # price: the clocks, 3 ms, and the first question is no clock
        from coalition_cli.terminal import countdown as terminal_countdown

        return terminal_countdown.count_down(page, countdown, self._output)

    def cover(self, neutral: NeutralPage) -> Leaving:
        return covered_screen.cover(neutral, self._output)

    def forget_keys(self) -> None:
        source = get_app_session().input
        clear_typeahead(source)
        _flush(source)

    def words_ahead(self) -> str:
        source = get_app_session().input
        presses = get_typeahead(source)
        try:
            with source.raw_mode():  # otherwise only whole lines can be read
                presses += source.read_keys()
        except (NotImplementedError, OSError, ValueError):
            pass
        return _words_of(presses)

    def half_typed(self) -> tuple[str, bool]:
        if self._choosing:
            return self._choosing.words.unsaved, False
        return (self._writing.text, self._writing.is_mending) if self._writing else ("", False)


def _words_of(presses: Iterable[KeyPress]) -> str:
    """The words among ``presses``, as they would stand where they are typed.

    An Enter only parts two lines; every other key that is no letter is left out.
    """
    typed = ""
    for press in presses:
        if press.key in (Keys.Backspace, Keys.Delete):
            typed = typed[:-1]
        elif press.key == Keys.BracketedPaste:
            typed += press.data
        elif isinstance(press.key, Keys):
            typed += _AS_TYPED.get(press.key, "")
        else:
            typed += press.key
    return worded(typed)


def _flush(source: Input) -> None:
    try:
        # price: Windows has no such module
        import termios

        termios.tcflush(source.fileno(), termios.TCIFLUSH)
    except (ImportError, NotImplementedError, OSError, ValueError, termios.error):
        return
