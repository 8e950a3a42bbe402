"""The shared clock: a bar and words, which end only when the room says so."""

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.layout import Dimension, FormattedTextControl, Window
from prompt_toolkit.output import Output

from coalition_cli.clock import room_words
from coalition_cli.i18n import _
from coalition_cli.sanitize import for_screen
from coalition_cli.terminal.charts import bar_of
from coalition_cli.terminal.current_page import margin
from coalition_cli.terminal.key_bindings import Countdown, Leaving, Left
from coalition_cli.terminal.layout import (
    application,
    empty_line,
    key_bar,
    leaving_keys,
    stacked,
    words_window,
)
from coalition_cli.terminal.page_control import PageControl, fragments
from coalition_cli.terminal.shown_page import ShownPage

FRAME_SECONDS = 0.2


def count_down(page: ShownPage, countdown: Countdown, output: Output) -> Left:
    """Run the cues under ``page``; at their end say so and wait for Enter."""
    above = PageControl(page)
    keys = leaving_keys(lambda event, leaving: event.app.exit(result=leaving), above)
    keys.add("c-d", eager=True)(lambda event: event.app.exit(result="pause"))

    @keys.add("enter", eager=True)
    def _go_on(event: KeyPressEvent) -> None:
        event.app.exit(result="answered")

    @keys.add("+", eager=True)
    def _one_more(_event: KeyPressEvent) -> None:
        countdown.take_more(1)

    def bar() -> StyleAndTextTuples:
        _cue, fill = countdown.current()
        return fragments(
            bar_of(
                fill, 1, max(1, output.get_size().columns - 2 * margin(output.get_size().columns))
            )
        )

    def clock_words() -> str:
        return countdown.clock.words()

    body = stacked(
        above,
        words_window(lambda: for_screen(time_words(countdown)), "class:question"),
        empty_line(),
        Window(FormattedTextControl(bar), height=Dimension(min=1, preferred=2, max=3)),
        bar=key_bar(lambda: _parts(countdown), clock_words, lambda: above.turning),
    )
    app = application(body, keys, output, seconds=FRAME_SECONDS)
    try:
        by: Leaving = app.run()
    except EOFError:
        by = "pause"
    return Left(by)


def time_words(countdown: Countdown) -> str:
    """The line that the room reads: the words of the cue, the minutes left, or that it is over."""
    left = countdown.clock.left()
    if left > 0:
        return countdown.current()[0].words or sentence_of(room_words(left))
    return _("Time to come to an end. Go on when the room is ready.")


def sentence_of(words: str) -> str:
    """``words`` as they begin a line."""
    return words[:1].upper() + words[1:]


def _parts(countdown: Countdown) -> list[str]:
    enter = _("Enter: end now") if countdown.clock.left() > 0 else _("Enter: go on")
    return [enter, _("+ one more minute"), _("Esc menu"), _("F9 hide"), _("F8 breathe")]
