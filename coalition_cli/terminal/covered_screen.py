"""The covered screen of F9: a neutral page until Enter, or a key, shows the room's page again."""

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Window, WindowAlign
from prompt_toolkit.output import Output

from coalition_cli.terminal.key_bindings import Leaving
from coalition_cli.terminal.layout import application
from coalition_cli.terminal.neutral_page import NeutralPage


def cover(page: NeutralPage, output: Output) -> Leaving:
    """Show ``page`` alone until Enter ("answered") or F12 ("locked"); no other key shows anything.

    Input that ends counts as Enter, and as F12 where a key is wanted.
    """
    typed: list[str] = []
    keys = KeyBindings()

    @keys.add(Keys.Any, eager=True)
    def _take(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            typed.append(event.data)
        else:
            typed.clear()

    @keys.add("enter", eager=True)
    def _uncover(event: KeyPressEvent) -> None:
        key = "".join(typed)
        typed.clear()
        if page.opens is None or page.opens(key):
            event.app.exit(result="answered")

    @keys.add("f12", eager=True)
    def _lock(event: KeyPressEvent) -> None:
        event.app.exit(result="locked")

    def words() -> StyleAndTextTuples:
        first, *others = page.words()
        return [("bold", first), ("", "".join(f"\n{line}" for line in others))]

    shown = Window(
        FormattedTextControl(words, show_cursor=False),
        height=lambda: len(page.words()),
        align=WindowAlign.CENTER,
    )
    body = HSplit([Window(), shown, Window()])
    try:
        by: Leaving = application(body, keys, output).run()
    except EOFError:
        return "answered" if page.opens is None else "locked"
    return by
