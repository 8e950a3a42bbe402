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
from coalition_cli.parsing import read_words
from coalition_cli.run import engine


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("fix", context_settings=TAKES_NO_WORDS)(fix)


def fix(context: typer.Context, entry: Which, file: FileOption = None) -> None:
    """Give an entry other words.

    They are typed at a prompt, or come as one line on standard input. The words before are kept as
    its history.
    """
    refuse_words(context.args, _("Type the new words after: coalition fix NUMBER"))
    call = this_call(context)
    opened = call.open(file)
    target = _standing_of(find_entry(opened.workshop, entry), opened.workshop)
    if console.is_on_terminal():
        text = ask_line(
            call, opened, _("The words as they should be"), target.text, _place_of_mending(target)
        )
    else:
        text = read_words(next(lines_given()))
    if text == target.text:
        console.say(_("These are the words that stand already; nothing was changed."))
        return
    console.put(engine.fix(target, text, record_in(opened)).id)
    console.say(_("Mended: {what}").format(what=name_of(target, opened.workshop)))
    if target.body.get("consent", "none") != "none":
        sentence = _(
            "It is a quote. Read her the new words, and ask anew what she allows: coalition "
            "quotes {number}"
        )
        console.say(sentence.format(number=opened.workshop.number(target.id)))


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
