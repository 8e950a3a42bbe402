"""The layout of every full-screen prompt: page above, keys that leave it, bar below."""

import asyncio
import re
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

from coalition_cli.terminal.current_page import margin
from coalition_cli.terminal.folding import cut
from coalition_cli.terminal.held_output import HeldOutput
from coalition_cli.terminal.idle import Watch
from coalition_cli.terminal.key_bindings import KEYS, Leaving, key_words
from coalition_cli.terminal.page_control import PageControl
from coalition_cli.terminal.primitives import wrap

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
LOWEST_SHARED: Final = 8
LOWEST_WITH_AIR: Final = 16
Leave = Callable[[KeyPressEvent, Leaving], None]

LOOK = Style(
    [
        ("bar", "reverse"),
        ("notice", "bold"),
        ("question", "bold"),
        ("pointer", "bold"),
        ("ghost", "italic"),
        ("highlighted", "bold"),
    ]
)


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


class _Hint(WordsControl):
    """Words of which only whole sentences stand where there is no room for all."""

    def create_content(self, width: int, height: int) -> UIContent:
        sentences = _SENTENCE_END.split(self._words())
        while len(sentences) > 1 and len(wrap(" ".join(sentences), width)) > height:
            sentences.pop()
        lines = [line.plain for line in wrap(" ".join(sentences), width)]
        if len(lines) > height:
            lines[height - 1] = cut(f"{lines[height - 1]} {lines[height]}", width)
        return UIContent(
            get_line=lambda at: [(self._style, lines[at])], line_count=len(lines), show_cursor=False
        )


def hint_window(words: Callable[[], str]) -> Window:
    """Words beside a prompt, of which only whole sentences stand on a low screen."""
    return Window(
        _Hint(words, ""),
        height=lambda: Dimension(min=1) if words() else Dimension.exact(0),
        dont_extend_height=True,
    )


def notice_window(words: Callable[[], str]) -> Window:
    """Words that must be read before the next key: on a low screen the others make room."""
    control = WordsControl(words, "class:notice")

    def height() -> Dimension:
        size = get_app().output.get_size()
        needed = control.preferred_height(
            size.columns - 2 * margin(size.columns), size.rows, True, None
        )
        if not needed:
            return Dimension.exact(0)
        return Dimension(min=max(1, min(needed, size.rows // 3)))

    return Window(control, height=height, dont_extend_height=True)


def empty_line() -> Window:
    """One empty line where there is room for it; on a low screen all else goes before."""

    def height() -> Dimension:
        is_low = get_app().output.get_size().rows < LOWEST_WITH_AIR
        return Dimension(min=0, preferred=0 if is_low else 1, max=1)

    return Window(height=height)


def key_bar(
    parts: Callable[[], list[str]], clock: Callable[[], str], turning: Callable[[], list[str]]
) -> Window:
    """The last line: what the keys do, which of them turn the page above, and the time."""

    def words() -> StyleAndTextTuples:
        first, *others = parts()
        width = get_app().output.get_size().columns
        return [("class:bar", key_words([first, *turning(), *others], clock(), width))]

    return Window(FormattedTextControl(words), height=1, style="class:bar")


def stacked(
    above: PageControl,
    *parts: Container,
    bar: Container,
    gives_way: Callable[[], bool] = lambda: False,
) -> HSplit:
    """The page, the parts of the prompt below each other, and the bar on the last line.

    A third of the screen is the page's own; of the rest it gets what the prompt does not need.
    Where it ``gives_way`` nothing of it stands there.
    """
    prompt = HSplit([empty_line(), *parts, Window()])

    def edge() -> Dimension:
        return Dimension.exact(margin(get_app().output.get_size().columns))

    def page_height() -> Dimension:
        if gives_way():
            return Dimension.exact(0)
        size = get_app().output.get_size()
        asked = prompt.preferred_height(
            size.columns - 2 * margin(size.columns), size.rows
        ).preferred
        own = size.rows // 3 if size.rows >= LOWEST_SHARED else 0
        needed = len(above.page.on_screen(size.columns, max(own, size.rows - 1 - asked)))
        return Dimension(min=min(own, needed), preferred=needed)

    shown = Window(above, height=page_height, dont_extend_height=True)
    saved = words_window(lambda: " " + above.page.saved if above.page.saved else "")
    below = [saved, bar]
    return HSplit([shown, VSplit([Window(width=edge), prompt, Window(width=edge)]), *below])


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
    app = _application_on(output)
    app.layout = Layout(body, focused_element=focus)
    app.key_bindings = keys
    app.style = style
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

    app.pre_run_callables.append(begin)
    return app


def _application_on(output: Output) -> Application[Any]:
    """What asks on ``output``, one prompt after the other.

    The library reads some hundred keys for each new one, 9 ms, and every line has a prompt.
    """
    held = output if isinstance(output, HeldOutput) else None
    if held and held.application:
        return held.application
    app: Application[Any] = Application(
        output=output, full_screen=True, mouse_support=to_filter(False)
    )
    app.ttimeoutlen = app.timeoutlen = 0.1
    if held:
        held.application = app
        app.key_processor.before_key_press += held.watch.touch
    return app


def _nothing(_event: KeyPressEvent) -> None:
    """Keep this key away from the text."""


def _leaver(leave: Leave, leaving: Leaving) -> Callable[[KeyPressEvent], None]:
    def handler(event: KeyPressEvent) -> None:
        leave(event, leaving)

    return handler
