"""``note``: capture lines at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coalition_cli.app import completion, console, key_ring
from coalition_cli.app.context import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.app.lines_that_name import LinesThatName
from coalition_cli.app.standard_input import lines_given, refuse_table
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model.entry import NOTES, SHARES, Fact, as_share
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.raw_text.line_tags import may_have_tags
from coalition_cli.raw_text.list_marks import unmarked
from coalition_cli.raw_text.pasted_list import one_line
from coalition_cli.sanitize import MOST_CHARACTERS, clean, is_empty
from coalition_cli.store.appender import open_for_capture
from coalition_cli.store.formats import sealed

if TYPE_CHECKING:
    from coalition_cli.app.tagged_input import TaggedInput
    from coalition_cli.model.entry import Share
    from coalition_cli.store.appender import Capture
    from coalition_cli.store.formats.sealed.appender import SealedCapture

WORTH_A_BACKUP: Final = 10
"""After so many lines at once a backup is kept; for fewer it would take longer than saving them."""

LINES_BETWEEN_COPIES: Final = 50
"""After so many lines a copy of a sealed journal is kept, where lines go on for hours."""


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("note", context_settings=TAKES_NO_WORDS)(note)


def note(
    context: typer.Context,
    file: FileOption = None,
    share: Annotated[
        str,
        typer.Option(
            help="Who may see the lines: private, organizer, participants or donor.",
            autocompletion=completion.audiences,
        ),
    ] = "participants",
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read lines from standard input, also on a terminal.")
    ] = False,
    new_people: Annotated[
        bool,
        typer.Option(
            "--new-people",
            help="From standard input: add whoever stands behind @ and is not known here.",
        ),
    ] = False,
) -> None:
    """Save what is said, one line each.

    Lines come from a prompt or from standard input. The id of each is printed once it is on disk. A
    line may end in who said it and where it is put: "text @Name @Second #sort >group". A tag that
    names nobody is refused, on standard input with all lines. Before a sign that belongs to the
    words stands a backslash.
    """
    refuse_words(context.args, _("Type them after: coalition note"))
    try:
        widest = as_share(share)
    except ValueError:
        sentence = _('"{name}" is no audience here: {known}.')
        raise not_here(sentence, share, SHARES, status=USAGE) from None
    path = this_call(context).workshop_path(file)
    if console.is_on_terminal() and not stdin:
        _ask_for_lines(this_call(context), path, widest)
        return
    reader = _Reader(this_call(context), path, adds_people=new_people)
    _take_lines(open_for_capture(path), reader, widest)


def _ask_for_lines(call: Call, path: Path, share: "Share") -> None:
    """Take lines at a prompt; where a sealed workshop is not opened, only add them."""
    # price: the engine and the screen, 80 ms, and lines that are given need neither
    from coalition_cli.app.note_sitting import capture_sitting
    from coalition_cli.app.secret_prompt import NothingTyped
    from coalition_cli.app.session import capture_live

    if path.is_dir() and not sealed.can_be_unlocked(path):
        capture_sitting(call, path, share)
        return
    if path.is_dir() and call.passphrase_fd is None and not key_ring.key_of(path.resolve()):
        console.say(_("Without the passphrase lines can be added all the same: press Enter alone."))
    try:
        capture_live(call, path, share)
    except NothingTyped:
        capture_sitting(call, path, share)


class _Reader:
    """What a line says; the workshop is opened for the first line that has a tag."""

    def __init__(self, call: Call, path: Path, *, adds_people: bool) -> None:
        self._call = call
        self._path = path
        self._adds_people = adds_people
        self._tagged: TaggedInput | None = None

    def check(self, lines: Sequence[str]) -> None:
        """Raise the ``Problem`` of ``lines`` whose tags name nobody."""
        if any(map(may_have_tags, lines)):
            self._of_tags().check(lines)

    def read(self, typed: str, number: int) -> Fact:
        """The line as what was said. Raises ``Problem`` for tags that name nobody."""
        if may_have_tags(typed):
            return self._of_tags().read(typed, number)
        return Fact({"text": one_line(typed)})

    def _of_tags(self) -> "TaggedInput":
        if self._tagged is None:
            # price: the workshop and its readers, 30 ms, and most lines have no tag
            from coalition_cli.app.tagged_input import TaggedInput

            if self._path.is_dir() and not sealed.can_be_unlocked(self._path):
                sentence = _(
                    "Nobody and no place can be named with @, # or > from this laptop: the key is"
                    " not here, and who is here cannot be read. It was not saved. Leave the sign"
                    " out, or put a backslash before it."
                )
                raise Problem(sentence)
            opened = self._call.open(self._path)
            self._tagged = TaggedInput(opened, adds_people=self._adds_people)
        return self._tagged


def _take_lines(capture: "Capture | SealedCapture", reader: _Reader, share: "Share") -> None:
    """Save each line as it comes and acknowledge it only once it is on disk.

    The marks of a list are no part of a note. Where nobody can hear the acknowledgement the lines
    are saved all the same.
    """
    saved = removed = 0
    copies = _Copies(capture)
    told = LinesThatName()
    unheard: BrokenPipeError | Problem | None = None
    for number, line in enumerate(lines_given(refuse_table, reader.check), 1):
        typed = clean(unmarked(line))
        if is_empty(typed.text):
            continue
        _check_length(typed.text)
        fact = reader.read(typed.text, number)
        entry = capture.append(fact, NOTES, share)
        told.look(str(fact.body["text"]), number)
        saved, removed = saved + 1, removed + typed.removed
        _tell_clock(capture)
        copies.keep_at(saved)
        try:
            console.put(entry.id)
        except (BrokenPipeError, Problem) as trouble:
            unheard = trouble
    copies.keep_at_end(saved)
    if capture.repaired:
        console.say(capture.repaired)
    if removed:
        # price: prompt_toolkit, 60 ms, and hardly any line has such a character
        from coalition_cli.terminal.key_bindings import removed_words

        console.say(removed_words(removed))
    if share != "private":
        told.say()
    if unheard:
        raise unheard
    if not saved:
        raise Problem(_("There was nothing to save: no line had a word in it."))


def _tell_clock(capture: "Capture | SealedCapture") -> None:
    if capture.clock and not capture.is_clock_told:
        # price: dates in words, 5 ms, and clocks are hardly ever wrong
        from coalition_cli.app.clock_told import tell_clock

        tell_clock(capture, console.say)


class _Copies:
    """The copies that are kept of a workshop, and the mark of how far it has come.

    A copy that fails is told.
    """

    def __init__(self, capture: "Capture | SealedCapture") -> None:
        self._capture = capture
        self._path = capture.path
        self._is_sealed = capture.path.is_dir()

    def keep_at(self, saved: int) -> None:
        """Keep one of the journal every now and then: lines may go on for hours."""
        if saved % LINES_BETWEEN_COPIES:
            return
        self._capture.close()
        if self._is_sealed:
            self._keep(self._keep_journal)

    def keep_at_end(self, saved: int) -> None:
        """Keep one where it is worth it."""
        self._capture.close()
        if self._is_sealed:
            self._keep(self._keep_journal)
        elif saved >= WORTH_A_BACKUP:
            self._keep(self._keep_file)

    def _keep(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Problem as problem:
            console.say(_("No backup was made. {reason}").format(reason=problem.sentence))

    def _keep_journal(self) -> None:
        # price: copies and what reads them, 2 ms, and a plain workshop has no such journal
        from coalition_cli.store.formats.sealed import log_copies

        log_copies.keep(self._path)

    def _keep_file(self) -> None:
        # price: backups, 5 ms, and few lines at once are worth none
        from coalition_cli.store.formats.plain import PlainForm
        from coalition_cli.store.recovery import backups, hints

        with hints.offered():
            backups.keep(PlainForm(self._path))


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        sentence = _(
            "A line of {count} characters was not saved; one note holds {most}. The lines before "
            "it are kept: split it and send the rest again."
        )
        raise Problem(sentence.format(count=len(text), most=MOST_CHARACTERS))
