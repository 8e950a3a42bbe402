"""``note``: capture lines at once."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.cli.call import FileOption, is_on_terminal, keep_calm, put, refuse_words, this_call
from coalition_cli.errors import Problem
from coalition_cli.model.entry import NOTES, Fact, Share, as_share
from coalition_cli.words import _

if TYPE_CHECKING:
    from coalition_cli.store import Capture


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("note")(note)


@keep_calm
def note(
    context: typer.Context,
    file: FileOption = None,
    share: Annotated[
        str, typer.Option(help="Who may see the lines: private, organizer, participants or donor.")
    ] = "participants",
    stdin: Annotated[bool, typer.Option("--stdin", help="Read lines from standard input, also on a terminal.")] = False,
    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Save what is said, one line each, from a prompt or from standard input; prints the id of each saved line."""
    from coalition_cli.store import open_for_capture

    refuse_words(words, _("Type them after: coalition note"))
    try:
        widest = as_share(share)
    except ValueError:
        raise Problem(
            _("{share} is no audience; use private, organizer, participants or donor.").format(share=share), 2
        ) from None
    path = this_call(context).workshop_path(file)
    if is_on_terminal() and not stdin:
        from coalition_cli.cli.live import capture_live

        capture_live(this_call(context), path, widest)
        return
    if sys.stdin is None or sys.stdin.closed:
        raise Problem(_("There is nothing to read: give lines on standard input, or use a terminal."), 2)
    _take_lines(open_for_capture(path), widest)


def _take_lines(capture: "Capture", share: Share) -> None:
    """Save each line as it comes and acknowledge it only once it is on disk."""
    from coalition_cli.typed import clean, is_empty

    saved = 0
    for line in sys.stdin:
        text = clean(line).text
        if is_empty(text):
            continue
        _check_length(text)
        put(capture.append(Fact({"text": text}), NOTES, share).id)
        saved += 1
    if not saved:
        raise Problem(_("There was nothing to save: no line had a word in it."))


def _check_length(text: str) -> None:
    from coalition_cli.typed import MOST_CHARACTERS

    if len(text) > MOST_CHARACTERS:
        sentence = _(
            "A line of {count} characters was not saved; one note holds {most}. The lines before it are kept: split "
            "it and send the rest again."
        )
        raise Problem(sentence.format(count=len(text), most=MOST_CHARACTERS))
