"""Questions at the terminal that belong to no exercise: a line, a word, a choice."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from coalition_cli.app.console import say
from coalition_cli.app.context import Call
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.blocks import Heading
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _
from coalition_cli.methods.breaths import breaths
from coalition_cli.model.entry import Place
from coalition_cli.stage import Move, Option, Question
from coalition_cli.store.side import blank_wall, open_windows
from coalition_cli.store.side.autosave import Keeper
from coalition_cli.terminal.off_record import OffRecord

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal
    from coalition_cli.terminal.neutral_page import NeutralPage
    from coalition_cli.terminal.pointing import NamesIn, Naming

T = TypeVar("T")

KeepTyping = Callable[[str, bool], None]
"""Takes a half-typed text, and if it mends a line that stands."""

IDLE_SECONDS: Final = 600.0
"""After so long without a key a sealed workshop is closed; a plain one has no key to drop."""


@contextmanager
def terminal(
    call: Call,
    file: "WorkshopFile",
    keep_typing: KeepTyping = lambda _text, _is_mending: None,
) -> "Iterator[Terminal]":
    """Stand at ``file`` with a terminal, as a window that other processes know of."""
    with open_windows.standing(file.path, call.command):
        file.require_there()
        stage = terminal_of(call, file, keep_typing)
        with on_record_afterwards(call.window, stage.off_record), stage:
            yield stage


@contextmanager
def on_record_afterwards(
    window: OwnWindow | None, record: OffRecord | None = None
) -> Iterator[None]:
    """Say that with the sitting nothing is off the record any more, where anything was.

    The sitting is over with the outermost page of ``window``: what is off the record stays so on
    the pages in between.
    """
    window = window or OwnWindow()
    record = record or OffRecord(_forget_nothing, window)
    window.depth += 1
    try:
        yield
    finally:
        window.depth -= 1
        sentence = "" if window.depth else record.leave()
        if sentence:
            say(sentence)


def _forget_nothing() -> None:
    """Do nothing: at the end of a sitting no prompt is left with anything typed in it."""


def terminal_of(
    call: Call,
    file: "WorkshopFile",
    keep_typing: KeepTyping = lambda _text, _is_mending: None,
) -> "Terminal":
    """Make a terminal for whoever works on ``file``; hiding its screen hides that wall too."""

    has_drawn = False

    def hide(page: str) -> None:
        nonlocal has_drawn
        if blank_wall.is_left_drawn(file.path) and not has_drawn:
            return  # until somebody says that its words are to be seen again
        if page:
            blank_wall.draw(file.path, "breath" if page == "breath" else "plain")
        else:
            blank_wall.lift(file.path)
        has_drawn = bool(page)

    if not file.form.is_sealed:
        stage = _terminal(call, keep_typing, hide, _names_in(file), sitting=call.window)
        stage.hide_behind(lambda: _neutral_page(file))
        return stage
    # price: none, for who has a sealed workshop open has loaded it; a plain one never needs it
    from coalition_cli.app.unlock import unlock_again

    def unlock() -> bool:
        return unlock_again(file.form)

    stage = _terminal(
        call, keep_typing, hide, _names_in(file), IDLE_SECONDS, unlock, sitting=call.window
    )
    stage.hide_behind(lambda: _neutral_page(file))
    return stage


def bare_terminal(
    call: Call, keep_typing: KeepTyping = lambda _text, _is_mending: None
) -> "Terminal":
    """Make a terminal for a question beside any workshop: it hides no wall."""
    return _terminal(call, keep_typing, lambda _page: None, lambda _text: ())


def choice_at_shell(call: Call, prompt: str, options: Sequence[Option], default: str) -> str:
    """Return the value of one of ``options``, chosen at the shell, beside any workshop's page.

    Raises a ``Move`` where it is left.
    """
    if call.is_plain:
        with bare_terminal(call) as stage:
            return stage.choose(None, prompt, options, default)
    # price: questionary, 15 ms, and whoever answers by an option is asked nothing
    from coalition_cli.terminal import shell_question

    return shell_question.choose(prompt, options, default)


def ask_line(call: Call, file: "WorkshopFile", question: Question[T], place: Place) -> T:
    """Return one line that is typed, as ``question`` reads it.

    Half typed, it is kept at ``place``. Ends the program with 130 when the prompt is left.
    """
    keeper = Keeper(file.form, file.workshop)
    try:
        with terminal(call, file, lambda text, _is_mending: keeper.keep(place, text)) as stage:
            left_behind = keeper.recall(place)
            if left_behind:
                stage.offer_half_typed(left_behind.text)
            return stage.ask(question)
    except Move:
        say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED) from None


def ask_for_word(call: Call, file: "WorkshopFile", sentence: str, word: str) -> bool:
    """Tell if ``word`` was typed after ``sentence``; what was typed ahead does not count."""
    try:
        with terminal(call, file) as stage:
            return stage.ask_word(sentence, word)
    except Move:
        return False


def breathe(stage: "Terminal") -> None:
    """Stop everything for a slow breath."""
    stage.open_page([Heading(_("Breathe"), 2)], may_leave=False)
    stage.show([])
    stage.wait(breaths())


def _neutral_page(file: "WorkshopFile") -> "NeutralPage":
    """The page that hides the words of ``file``, and what brings them back."""
    # price: none, for who has a terminal has loaded it, and so has who checks a passphrase
    from coalition_cli.model import visitor_page
    from coalition_cli.terminal.neutral_page import NeutralPage

    workshop = file.workshop
    opens = partial(visitor_page.opens, workshop=workshop)
    is_locked = visitor_page.is_locked(workshop)
    return NeutralPage(visitor_page.lines_of(workshop), opens if is_locked else None)


def _names_in(file: "WorkshopFile") -> "NamesIn":
    """Finder of words that may name somebody, of its people too; it works on Enter alone."""

    def find(text: str) -> "list[Naming]":
        # price: patterns, 3 ms, and no prompt needs them before something is saved
        from coalition_cli.phrasing.naming import instead_of
        from coalition_cli.raw_text.identifying_words import chosen_name, marks
        from coalition_cli.terminal.pointing import Naming

        people = [person.name for person in file.workshop.people()]
        found = []
        for mark in marks(text, people):
            words = text[mark.start : mark.end]
            chosen = chosen_name(words, people) if mark.kind == "person" else ""
            found.append(Naming(mark.kind, words, chosen or instead_of(mark.kind)))
        return found

    return find


def _terminal(
    call: Call,
    keep_typing: KeepTyping,
    hide: Callable[[str], None],
    names_in: "NamesIn",
    lock_after: float = 0,
    unlock: Callable[[], bool] = lambda: False,
    sitting: OwnWindow | None = None,
) -> "Terminal":
    # price: the screen, 25 ms, and most calls of the commands that may ask are scripted
    from coalition_cli.terminal import Terminal

    return Terminal(
        plain=call.is_plain,
        keep_typing=keep_typing,
        curtain=hide,
        lock_after=lock_after,
        unlock=unlock,
        names_in=names_in,
        sitting=sitting,
    )
