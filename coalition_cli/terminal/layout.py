"""The layout of every full-screen prompt: page above, keys that leave it, bar below."""

import asyncio
import select
from collections.abc import Callable
from typing import Any, Final

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import to_filter
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    UIContent,
    UIControl,
    VSplit,
    Window,
)
from prompt_toolkit.layout.containers import Container
from prompt_toolkit.layout.controls import GetLinePrefixCallable
from prompt_toolkit.output import Output
from prompt_toolkit.styles import BaseStyle, Style
from rich.style import Style as Ink
from rich.text import Text

from coalition_cli.i18n import _
from coalition_cli.terminal.current_page import Page, margin
from coalition_cli.terminal.idle import Watch
from coalition_cli.terminal.key_bindings import KEYS, Leaving, key_words
from coalition_cli.terminal.primitives import ruler, wrap

LOWEST_SHARED: Final = 8
Leave = Callable[[KeyPressEvent, Leaving], None]

LOOK = Style(
    [
        ("bar", "reverse"),
        ("notice", "bold"),
        ("question", "bold"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
    ]
)

_MOVES: Final = ("cursor_goto", "cursor_up", "cursor_down", "cursor_forward", "cursor_backward")
_DRAWING: Final = frozenset(
    ("write", "set_attributes", "erase_screen", "erase_down", "erase_end_of_line", *_MOVES)
)


class HeldOutput:
    """An output on a screen that was taken once for the whole session.

    No prompt takes it or gives it back.

    A prompt that is done draws nothing more: its page stands until the next one is drawn over it.
    After a hang-up there is nobody to write to, and writing does nothing. ``watch`` tells when
    nobody is there any more.
    """

    def __init__(self, output: Output, watch: Watch) -> None:
        self._output = output
        self.watch = watch

    def __getattr__(self, name: str) -> Any:
        if name in _DRAWING and get_app().is_done:
            return _drop
        return getattr(self._output, name)

    def enter_alternate_screen(self) -> None:
        """Only go to the first cell: the screen is ours already."""
        self._output.cursor_goto(1, 1)

    def quit_alternate_screen(self) -> None:
        """Stay."""

    def flush(self) -> None:
        """Write what is waiting, if anybody is there."""
        try:
            self._output.flush()
        except OSError:
            return


class PageControl(UIControl):
    """A page in whatever room the prompt below leaves it.

    Where that is too little, earlier lines can be looked at.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._back = 0
        self._begins_at_top = page.begins_at_top
        self._height = 0
        self._width = 0

    def create_content(self, width: int, height: int) -> UIContent:
        self._width, self._height = width, height
        if self._begins_at_top:
            self._back = self.page.hidden(width, height) + 1 if self.is_cut else 0
        lines = [fragments(line) for line in self.page.on_screen(width, height, self._back)]
        return UIContent(
            get_line=lambda number: lines[number], line_count=len(lines), show_cursor=False
        )

    @property
    def is_cut(self) -> bool:
        """True if there is more than fits."""
        return self._width > 0 and self.page.hidden(self._width, self._height) > 0

    @property
    def turning(self) -> list[str]:
        """Which key shows what does not fit, at the place where the page is turned to.

        Nothing where all of it fits.
        """
        if not self.is_cut:
            return []
        if self._back <= 0:
            return [_("PgUp earlier lines")]
        is_at_top = self._back > self.page.hidden(self._width, self._height)
        return [_("PgDn further lines") if is_at_top else _("PgUp and PgDn: more lines")]

    def turn(self, pages: int) -> None:
        """Look ``pages`` further back, or with less than 0 further on."""
        self._begins_at_top = False
        most = self.page.hidden(self._width, self._height) + 1 if self.is_cut else 0
        stride = self.page.stride(self._width, self._height) if self.is_cut else 0
        self._back = min(max(self._back + pages * stride, 0), most)


def fragments(line: Text) -> StyleAndTextTuples:
    """A line as prompt_toolkit draws it."""
    return [(_style(segment.style), segment.text) for segment in line.render(ruler())]


class WordsControl(UIControl):
    """Words that wrap between words."""

    def __init__(self, words: Callable[[], str], style: str) -> None:
        self._words = words
        self._style = style

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,
        get_line_prefix: GetLinePrefixCallable | None,
    ) -> int | None:
        return len(self._lines(width))

    def create_content(self, width: int, height: int) -> UIContent:
        lines = self._lines(width)
        return UIContent(
            get_line=lambda at: [(self._style, lines[at])], line_count=len(lines), show_cursor=False
        )

    def _lines(self, width: int) -> list[str]:
        words = self._words()
        return [line.plain for line in wrap(words, width)] if words else []


def words_window(words: Callable[[], str], style: str = "") -> Window:
    """Words as high as they are and no higher."""
    return Window(
        WordsControl(words, style),
        height=lambda: Dimension(min=1) if words() else Dimension.exact(0),
        dont_extend_height=True,
    )


def empty_line() -> Window:
    """One empty line where there is room for it."""
    return Window(height=Dimension(min=0, preferred=1, max=1))


def key_bar(parts: Callable[[], list[str]], clock: Callable[[], str], above: PageControl) -> Window:
    """The last line: what the keys do, and the time."""

    def words() -> StyleAndTextTuples:
        first, *others = parts()
        width = get_app().output.get_size().columns
        return [("class:bar", key_words([first, *above.turning, *others], clock(), width))]

    return Window(FormattedTextControl(words), height=1, style="class:bar")


def stacked(above: PageControl, *parts: Container, bar: Container) -> HSplit:
    """The page, the parts of the prompt below each other, and the bar on the last line.

    A third of the screen is the page's own; of the rest it gets what the prompt does not need.
    """
    prompt = HSplit([empty_line(), *parts, Window()])

    def edge() -> Dimension:
        return Dimension.exact(margin(get_app().output.get_size().columns))

    def page_height() -> Dimension:
        size = get_app().output.get_size()
        asked = prompt.preferred_height(
            size.columns - 2 * margin(size.columns), size.rows
        ).preferred
        own = size.rows // 3 if size.rows >= LOWEST_SHARED else 0
        needed = len(above.page.on_screen(size.columns, max(own, size.rows - 1 - asked)))
        return Dimension(min=min(own, needed), preferred=needed)

    shown = Window(above, height=page_height, dont_extend_height=True)
    return HSplit([shown, VSplit([Window(width=edge), prompt, Window(width=edge)]), bar])


def leaving_keys(leave: Leave, above: PageControl, may_pass: bool = False) -> KeyBindings:
    """Keys that leave any prompt or turn its page, and those that must never reach the text."""
    keys = KeyBindings()
    for unused in "@oqrsvxgtn]\\^":
        keys.add(f"c-{unused}", eager=True)(_nothing)
    for key, leaving in KEYS.items():
        if leaving != "passed" or may_pass:
            keys.add(key, eager=True)(_leaver(leave, leaving))
    keys.add("pageup", eager=True)(lambda _event: above.turn(1))
    keys.add("pagedown", eager=True)(lambda _event: above.turn(-1))
    keys.add(Keys.SIGINT, eager=True)(_leaver(leave, "pause"))

    @keys.add("escape", eager=True)
    def _menu(event: KeyPressEvent) -> None:
        if not keys_waiting(
            event
        ):  # otherwise it is the head of a sequence that was pasted, not a key
            leave(event, "menu")

    return keys


def keys_waiting(event: KeyPressEvent) -> bool:
    """True if more keys have come in behind this one: it was pasted, not pressed."""
    if any(press.key != Keys.CPRResponse for press in event.key_processor.input_queue):
        return True
    return bytes_waiting(event.app.input)


def bytes_waiting(source: Input) -> bool:
    """True if ``source`` has something to read now."""
    try:
        return bool(select.select([source.fileno()], [], [], 0)[0])
    except (OSError, ValueError, NotImplementedError):
        return False


def application(
    body: Container,
    keys: KeyBindingsBase,
    output: Output,
    *,
    focus: Any = None,
    style: BaseStyle = LOOK,
    every_second: Callable[[], None] = lambda: None,
    seconds: float = 1,
) -> Application[Any]:
    """A full-screen prompt.

    ``every_second`` is called every ``seconds`` while it runs, then it is drawn anew.

    What goes wrong inside leaves ``run`` as the exception that it is; nothing is printed.
    """
    app: Application[Any] = Application(
        layout=Layout(body, focused_element=focus),
        key_bindings=keys,
        style=style,
        output=output,
        full_screen=True,
        mouse_support=to_filter(False),
    )
    app.ttimeoutlen = 0.1
    app.timeoutlen = 0.1

    watch = getattr(output, "watch", None) or Watch()

    async def tick() -> None:
        while True:
            await asyncio.sleep(seconds)
            every_second()
            if watch.is_over() and not app.is_done:
                app.exit(result="locked")
            app.invalidate()

    def leave_with(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        problem = context.get("exception")
        if problem is not None and app.is_running and not app.is_done:
            app.exit(exception=problem)

    def begin() -> None:
        asyncio.get_running_loop().set_exception_handler(leave_with)
        app.create_background_task(tick())

    app.key_processor.before_key_press += watch.touch
    app.pre_run_callables.append(begin)
    return app


def _drop(*_arguments: object) -> None:
    """Draw nothing."""


def _nothing(_event: KeyPressEvent) -> None:
    """Keep this key away from the text."""


def _leaver(leave: Leave, leaving: Leaving) -> Callable[[KeyPressEvent], None]:
    def handler(event: KeyPressEvent) -> None:
        leave(event, leaving)

    return handler


def _style(ink: Ink | None) -> str:
    if ink is None:
        return ""
    words = ["bold"] if ink.bold else []
    if ink.color is not None:
        words.append(f"ansi{ink.color.name}")
    return " ".join(words)
