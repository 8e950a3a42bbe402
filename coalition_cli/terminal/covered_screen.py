"""The covered screen of F9: one word in the middle until Enter shows the page again."""

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, HSplit, Window, WindowAlign
from prompt_toolkit.output import Output

from coalition_cli.terminal.key_bindings import Leaving
from coalition_cli.terminal.layout import application


def cover(title: str, output: Output) -> Leaving:
    """Show ``title`` alone until Enter ("answered") or F12 ("locked"); no other key does anything.

    Input that ends counts as Enter.
    """
    keys = KeyBindings()
    keys.add("<any>", eager=True)(lambda event: None)

    @keys.add("enter", eager=True)
    def _uncover(event: KeyPressEvent) -> None:
        event.app.exit(result="answered")

    @keys.add("f12", eager=True)
    def _lock(event: KeyPressEvent) -> None:
        event.app.exit(result="locked")

    words = Window(
        FormattedTextControl([("bold", title)], show_cursor=False),
        height=1,
        align=WindowAlign.CENTER,
    )
    body = HSplit([Window(), words, Window()])
    try:
        by: Leaving = application(body, keys, output).run()
    except EOFError:
        return "answered"
    return by
