"""``fix``: other words for an entry; those before are kept as its history."""

import typer

from coalition_cli.app import console
from coalition_cli.app.context import TAKES_NO_WORDS, FileOption, refuse_words, this_call
from coalition_cli.app.entry_by_number import Which, find_entry, name_of, refuse_moved
from coalition_cli.app.prompt import ask_line
from coalition_cli.app.record import record_in
from coalition_cli.app.standard_input import lines_given
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry, Place
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.note_line import recorded
from coalition_cli.run.mended_line import Mending
from coalition_cli.stage import Question


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("fix", context_settings=TAKES_NO_WORDS)(fix)


def fix(context: typer.Context, entry: Which, file: FileOption = None) -> None:
    """Give an entry other words.

    They are typed at a prompt, or come as one line on standard input. The words before are kept as
    its history. "@Name" behind them records another speaker, "@" alone nobody; without words before
    them only the speaker changes.
    """
    refuse_words(context.args, _("Type the new words after: coalition fix NUMBER"))
    call = this_call(context)
    opened = call.open(file)
    target = _standing_of(find_entry(opened.workshop, entry), opened.workshop)
    mending = Mending(target, opened.workshop, call.finder(opened.workshop.head.language))
    if console.is_on_terminal():
        question = Question(
            None,
            _("The words as they should be"),
            mending.read,
            start_with=mending.start(),
            completions=mending.completions(),
            hint=" ".join(filter(None, [recorded(target, opened.workshop), mending.hint()])),
        )
        fact = ask_line(call, opened, question, _place_of_mending(target))
    else:
        fact = mending.read(next(lines_given()))
    if not mending.is_change(fact):
        console.say(_("These are the words that stand already; nothing was changed."))
        return
    mended = record_in(opened)(fact, target.place, target.share)
    console.put(mended.id)
    console.say(_("Mended: {what}").format(what=name_of(target, opened.workshop)))
    if mended.speakers != target.speakers:
        _tell_speakers(mended, opened.workshop)
    if target.body.get("consent", "none") != "none":
        sentence = _(
            "It is a quote. Read her the new words, and ask anew what she allows: coalition "
            "quotes {number}"
        )
        console.say(sentence.format(number=opened.workshop.number(target.id)))


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


def _standing_of(entry: Entry, workshop: Workshop) -> Entry:
    """Return the entry that ``entry`` is, or changes. Raises a ``Problem`` if it has no words."""
    wanted = entry.ref if entry.op == "edit" and entry.ref else entry.id
    refuse_moved(wanted, workshop)
    found = next((each for each in workshop.standing(entry.place) if each.id == wanted), None)
    if found is None or "text" not in found.body:
        raise Problem(_("This entry has no words that could be mended."))
    return found
