"""``undo``, ``fix`` and ``withdraw``: take back, mend, remove for good."""

from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.app import console
from coalition_cli.app.context import TAKES_NO_WORDS, FileOption, refuse_words, this_call
from coalition_cli.errors import INTERRUPTED, Problem
from coalition_cli.i18n import _

if TYPE_CHECKING:
    from coalition_cli.model.entry import Entry, Place
    from coalition_cli.model.workshop import Workshop
    from coalition_cli.store.withdraw import Withdrawn

_WHICH = "Its number in: coalition show --numbers. Or its id, or the end of its id."
Which = Annotated[str, typer.Argument(metavar="NUMBER", help=_WHICH)]
WhichOrLast = Annotated[str, typer.Argument(metavar="[NUMBER]", help=_WHICH)]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("undo")(undo)
    app.command("fix", context_settings=TAKES_NO_WORDS)(fix)
    app.command("withdraw")(withdraw)


def undo(context: typer.Context, entry: WhichOrLast = "", file: FileOption = None) -> None:
    """Take back what was saved last, or the entry named.

    Undoing an undo brings back what it took.
    """
    from coalition_cli.app.session import record_in
    from coalition_cli.run import engine

    opened = this_call(context).open(file)
    workshop = opened.workshop
    target = _find_entry(workshop, entry) if entry else workshop.newest_standing()
    if target is None:
        raise Problem(_("There is nothing to take back."))
    _check_standing(target, workshop)
    brought = next(
        (each for each in workshop.at_place(target.place) if each.id == target.ref), None
    )
    console.put(engine.undo(target, record_in(opened)).id)
    number = len(workshop.entries)
    if target.op == "drop" and brought:
        said = _("Brought again: {what}. To take it back once more: coalition undo {number}")
        console.say(said.format(what=_name_of(brought, workshop), number=number))
    else:
        said = _("Taken back: {what}. To bring it again: coalition undo {number}")
        console.say(said.format(what=_name_of(target, workshop), number=number))


def fix(context: typer.Context, entry: Which, file: FileOption = None) -> None:
    """Give an entry other words.

    They are typed at a prompt, or come as one line on standard input. The words before are kept as its history.
    """
    from coalition_cli.app.session import ask_line, record_in
    from coalition_cli.parsing import read_words
    from coalition_cli.run import engine

    refuse_words(context.args, _("Type the new words after: coalition fix NUMBER"))
    call = this_call(context)
    opened = call.open(file)
    target = _standing_of(_find_entry(opened.workshop, entry), opened.workshop)
    if console.is_on_terminal():
        text = ask_line(
            call, opened, _("The words as they should be"), target.text, _place_of_mending(target)
        )
    else:
        text = read_words(next(console.lines_given()))
    if text == target.text:
        console.say(_("These are the words that stand already; nothing was changed."))
        return
    console.put(engine.fix(target, text, record_in(opened)).id)
    console.say(_("Mended: {what}").format(what=_name_of(target, opened.workshop)))
    if target.body.get("consent", "none") != "none":
        sentence = _(
            "It is a quote. Read her the new words, and ask anew what she allows: coalition quotes {number}"
        )
        console.say(sentence.format(number=opened.workshop.number(target.id)))


def withdraw(
    context: typer.Context,
    entry: Which,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    file: FileOption = None,
) -> None:
    """Remove an entry from the file for good.

    Every earlier wording of it goes too. This cannot be undone.
    """
    from coalition_cli.app.session import ask_for_word

    call = this_call(context)
    opened = call.open(file)
    target = _find_entry(opened.workshop, entry)
    if target.op not in ("add", "edit"):
        raise Problem(
            _("This entry holds no words; to take it back: coalition undo {number}").format(
                number=entry
            )
        )
    if not yes:
        console.require_terminal(_("To withdraw without being asked, add --yes."))
        question = _("Gone for good: {what}").format(
            what=_name_of(target, opened.workshop, is_on_held_screen=True)
        )
        if not ask_for_word(call, opened, question, _("withdraw")):
            console.say(_("Nothing was withdrawn."))
            raise SystemExit(INTERRUPTED)
    tell_withdrawn(opened.withdraw(target.id), opened.workshop)


def tell_withdrawn(done: "Withdrawn", workshop: "Workshop") -> None:
    """Say what is gone, what must be worded again, and which exports must be called back."""
    from coalition_cli.app.session import local_time
    from coalition_cli.model import export_log
    from coalition_cli.model.entry import DETAILS

    console.put(done.entry.id)
    console.say(
        _("Withdrawn: the words are out of the file and its backups. Counts and decisions stand.")
    )
    for words in _told_of_details(done, workshop):
        console.say(words)
    for entry in done.reworded:
        if entry.place == DETAILS:
            continue
        sentence = _(
            "Entry {number} quoted them and now says […]. Give it other words: coalition fix {number}"
        )
        console.say(sentence.format(number=workshop.number(entry.id)))
    for path in done.removed:
        console.say(
            _(
                "A copy that could not be read was removed, since it may have held them: {file}"
            ).format(file=path)
        )
    for entry in done.echoes:
        sentence = _("Entry {number} says the like in words of her own, and stays. Look at it.")
        console.say(sentence.format(number=workshop.number(entry.id)))
    for each in export_log.holding(workshop, done.reached):
        sentence = _(
            "May still hold them, and must be called back: the export of {time} for {audience}: {files}"
        )
        when, names = local_time(each.at, with_day=True), ", ".join(each.files)
        console.say(sentence.format(time=when, audience=each.audience, files=names))
    console.say(_("Paper, sent messages and copies on other machines cannot be reached from here."))


def _told_of_details(done: "Withdrawn", workshop: "Workshop") -> list[str]:
    """What became of details of the day that told the name of somebody who withdrew."""
    from coalition_cli.model.entry import DETAILS, GAP

    reworded = {entry.id for entry in done.reworded} | {entry.ref for entry in done.reworded}
    known, told = workshop.details(), []
    for entry in workshop.standing(DETAILS):
        name = str(entry.body.get("name") or "")
        if entry.id not in reworded or GAP not in entry.text:
            continue
        if known.get(name):
            sentence = _(
                "The detail {name} held the name and now says […] there. Give it other words: {command}"
            )
        else:
            sentence = _(
                "The detail {name} was that name: it is withdrawn, and open again. To tell it: {command}"
            )
        told.append(sentence.format(name=name, command="coalition details"))
        if name == "care_person" and known.get("phone"):
            told.append(
                _("The number to call stays in the details. If it is hers, change it there too.")
            )
    return told


def _find_entry(workshop: "Workshop", word: str) -> "Entry":
    """The entry meant by its number, its id, or the end of its id (four characters or more)."""
    entries = workshop.entries
    number = word.removeprefix("#")
    if number.isdecimal() and len(number) < 10 and 1 <= int(number) <= len(entries):
        return entries[int(number) - 1]
    wanted = word.strip().upper()
    found = [
        entry
        for entry in entries
        if entry.id == wanted or (len(wanted) >= 4 and entry.id.endswith(wanted))
    ]
    if len(found) != 1:
        sentence = _(
            "No single entry goes by {word}. The numbers stand in: coalition show --numbers"
        )
        raise Problem(sentence.format(word=word))
    return found[0]


def _check_standing(entry: "Entry", workshop: "Workshop") -> None:
    """Raise the ``Problem`` of an entry that an undo cannot take back, since it is gone already."""
    from coalition_cli.model.fold import dropped

    if moved := workshop.moved_to(entry.id):
        sentence = _("It was moved: as it stands now it is number {number}.")
        raise Problem(sentence.format(number=workshop.number(moved[-1].id)))
    entries = workshop.at_place(entry.place)
    gone = dropped(entries)
    if entry.op == "withdraw" or any(
        each.op == "withdraw" and entry.id == each.ref for each in entries
    ):
        raise Problem(_("What was withdrawn is gone for good and cannot be brought again."))
    if entry.id in gone:
        drop = next(
            each for each in reversed(entries) if each.ref == entry.id and each.id not in gone
        )
        sentence = _("It is taken back already. To bring it again: coalition undo {number}")
        raise Problem(sentence.format(number=workshop.number(drop.id)))


def _place_of_mending(entry: "Entry") -> "Place":
    return entry.place._replace(step=f"fix {entry.id}")


def _standing_of(entry: "Entry", workshop: "Workshop") -> "Entry":
    wanted = entry.ref if entry.op == "edit" and entry.ref else entry.id
    if moved := workshop.moved_to(wanted):
        sentence = _("It was moved: as it stands now it is number {number}.")
        raise Problem(sentence.format(number=workshop.number(moved[-1].id)))
    found = next((each for each in workshop.standing(entry.place) if each.id == wanted), None)
    if found is None or "text" not in found.body:
        raise Problem(_("This entry has no words that could be mended."))
    return found


def _name_of(entry: "Entry", workshop: "Workshop", *, is_on_held_screen: bool = False) -> str:
    """What an entry is called: its number, where and when it was said; its words where the room may read them.

    On a terminal the words are left out, since what is said here stays to be scrolled back to; unless it is said on
    the screen that is given back.
    """
    from coalition_cli.app.session import local_time
    from coalition_cli.model.entry import share_level

    telling = {
        "edit": _("{number}, a change in {where} at {time}"),
        "done": _("{number}, the end of {where} at {time}"),
        "drop": _("{number}, what was taken back in {where} at {time}"),
    }
    where = ".".join(part for part in (entry.place.exercise, entry.place.step) if part) or _(
        "the workshop"
    )
    told = telling.get(entry.op, _("{number}, said in {where} at {time}"))
    named = told.format(number=workshop.number(entry.id), where=where, time=local_time(entry.at))
    leaves_nothing = is_on_held_screen or not console.is_on_terminal()
    is_shown = leaves_nothing and share_level(entry.share) >= share_level("participants")
    words = entry.text if is_shown else ""
    short = words if len(words) <= 40 else words[:39] + "…"
    return named + (f" “{short}”" if short else "")
