"""``fix``: other words for an entry; those before are kept as its history."""

import typer

from coalition_cli.app import console
from coalition_cli.app.context import TAKES_NO_WORDS, FileOption, refuse_words, this_call
from coalition_cli.app.line_argument import RunOption, WhichLine, named_line, room_of
from coalition_cli.app.prompt import ask_line
from coalition_cli.app.record import record_in
from coalition_cli.app.standard_input import lines_given
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.note_line import recorded
from coalition_cli.run.line_moves import standing_of
from coalition_cli.run.line_told import line_in_words
from coalition_cli.run.mended_line import Mending
from coalition_cli.run.named_lines import Line, line_name, run_option
from coalition_cli.stage import Question


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("fix", context_settings=TAKES_NO_WORDS)(fix)


def fix(
    context: typer.Context,
    line: WhichLine = "",
    run: RunOption = 0,
    file: FileOption = None,
) -> None:
    """Give a line other words.

    They are typed at a prompt, or come as one line on standard input. The words before are kept as
    its history. "@Name" behind them records another speaker, "@" alone nobody; without words before
    them only the speaker changes.
    """
    refuse_words(context.args, _("Type the new words after: coalition fix LINE"))
    call = this_call(context)
    opened = call.open(file)
    workshop = opened.workshop
    room = room_of(call, opened, run)
    named = named_line(line, room, call, opened, _has_words)
    target = standing_of(named, room)
    if not _has_words(Line(target, target)):
        raise Problem(_("This line has no words that could be mended."))
    mending = Mending(target, workshop, room.find)
    if console.is_on_terminal():
        told = line_in_words(named, room)
        question = Question(
            None,
            _("The words as they should be: {line}").format(line=told),
            mending.read,
            start_with=mending.start(),
            completions=mending.completions(),
            hint=" · ".join(filter(None, [recorded(target, workshop), mending.hint()])),
            others_read=mending.words_for_others,
        )
        fact = ask_line(call, opened, question, _place_of_mending(target))
    else:
        fact = mending.read(next(lines_given()))
    if not mending.is_change(fact):
        console.say(_("These are the words that stand already; nothing was changed."))
        return
    mended = record_in(opened)(fact, target.place, target.share)
    console.put_id(mended.id)
    name = line_name(target, workshop) + run_option(target.place, workshop)
    console.say(_("Mended: {line}").format(line=name))
    if mended.speakers != target.speakers:
        _tell_speakers(mended, workshop)
    if target.body.get("consent", "none") != "none":
        sentence = _(
            "It is a quote. Read her the new words, and ask anew what she allows: coalition "
            "quotes {line}"
        )
        console.say(sentence.format(line=name))


def _tell_speakers(mended: Entry, workshop: Workshop) -> None:
    """Say who is recorded now; on a terminal, where it stays to be scrolled back to, no name."""
    if not mended.speakers:
        console.say(_("Nobody is recorded as its speaker."))
    elif console.is_on_terminal():
        console.say(_("Its speaker was changed."))
    else:
        console.say(recorded(mended, workshop))
    if mended.share == "private":
        console.say(_("Nobody else reads it until whoever said it was asked."))


def _place_of_mending(entry: Entry) -> Place:
    return entry.place._replace(step=f"fix {entry.id}")


def _has_words(line: Line) -> bool:
    """True if the line has words of its own, under ``text``."""
    entry = line.standing or line.entry
    return "text" in entry.body
