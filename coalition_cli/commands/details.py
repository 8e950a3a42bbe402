"""``details``: what exercises speak of and only this workshop knows."""

from typing import TYPE_CHECKING, Annotated

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import TAKES_NO_WORDS, Call, FileOption, refuse_words, this_call
from coalition_cli.app.input_lines import take_lines
from coalition_cli.app.kept_details import keep_detail, needed_question, read_detail
from coalition_cli.app.prompt import breathe, terminal
from coalition_cli.app.record import record_in
from coalition_cli.app.secret_prompt import ask_secret
from coalition_cli.app.show_blocks import put_blocks
from coalition_cli.blocks import Column, Heading, Table
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.model.entry import DETAILS, Fact
from coalition_cli.model.view import NEEDED, REGION, default_details
from coalition_cli.model.visitor_page import PAGE, body_of_lock, is_locked, lock_entry
from coalition_cli.parsing import read_words_or_none
from coalition_cli.same_name import is_same_name, name_key
from coalition_cli.sanitize import for_screen, in_short
from coalition_cli.stage import Back, Ground, Move, Pause, Question
from coalition_cli.store import WorkshopFile
from coalition_cli.store.side.autosave import Keeper

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("details", context_settings=TAKES_NO_WORDS)(details)


def details(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[show|key]",
            help="Only look at what is known; or choose the key of a hidden screen.",
            autocompletion=completion.one_of("show", "key"),
        ),
    ] = "",
    file: FileOption = None,
) -> None:
    """Tell the details of this day: who leads, who cares, which number, where it is quiet.

    What a programme knows need not be told; what is told here goes before it. Each is asked for at
    a prompt; on standard input they are lines like "phone: 0700 000 000".
    """
    refuse_words(
        [*([what] if what not in ("", "show", "key") else []), *context.args],
        _("Type them when they are asked for."),
    )
    call = this_call(context)
    opened = call.open(file)
    problems = 0
    if what == "key":
        _choose_key(opened)
        return
    if not what and console.is_on_terminal():
        _ask(call, opened)
    elif not what:
        problems = take_lines(lambda line: _take(line, opened))
    _put(opened, call)
    if problems:
        raise SystemExit(REFUSED)


def questions() -> dict[str, str]:
    """Return the question for each detail that ``View.fill`` knows."""
    return {
        "group_name": _("What does this group call itself?"),
        "lead": _("Who leads the day? A chosen name"),
        "host": _("Who hosts us?"),
        "care_person": _("Who is here for everybody who wants to talk? A chosen name"),
        "phone": _("At which number can she be reached afterwards? It is read to the room"),
        "quiet_place": _("Where is it quiet?"),
        "legal_limit": _("What can we not keep to ourselves, by law?"),
        "until": _("Until when is somebody here?"),
        "break_times": _("When do we pause?"),
        "n": _("How many parts has this day, with rests between them?"),
        REGION: _("In which region was it, as people outside may read it? Not the place itself"),
        NEEDED: needed_question(),
        PAGE: _("What does a hidden screen show to visitors? Lines with / between them"),
    }


def _choose_key(file: WorkshopFile) -> None:
    """Ask for the key that brings a hidden screen back; it is typed unseen and kept as a lock."""
    question = _("The key of a hidden screen (you will not see it), or the word none:")
    typed = ask_secret(question, _("Run it at a terminal: coalition details key")).strip()
    is_none = is_same_name(typed, _("none"))
    known, body = lock_entry(file.workshop), body_of_lock("" if is_none else typed)
    fact = Fact(body) if known is None else Fact(body, op="edit", ref=known.id)
    record_in(file)(fact, DETAILS, "organizer")
    console.say(
        _("Enter alone brings a hidden screen back.")
        if is_none
        else _("A hidden screen comes back for the key, typed unseen, and Enter.")
    )


def _take(line: str, file: WorkshopFile) -> str:
    """Save one line, as "phone: 0700 000 000"; there is nothing to say of it."""
    name, _colon, words = line.partition(":")
    _save(name_key(name), words, file)
    return ""


def _save(name: str, given: str, file: WorkshopFile) -> None:
    """Keep a detail in place of what it was before.

    Raises ``Problem`` for one that no exercise speaks of.
    """
    if name not in questions():
        sentence = _(
            "{name} is not asked for here; expected one of {known}, then a colon and the words."
        )
        raise Problem(sentence.format(name=in_short(name), known=", ".join(questions())))
    keep_detail(file, name, read_detail(name, given))


def _ask(call: Call, file: WorkshopFile) -> None:
    """Ask for each detail; an empty line leaves it open, Back returns to the one before."""
    keeper, names = Keeper(file.form, file.workshop), list(questions())
    with terminal(call, file, lambda text, _is_mending: keeper.keep(DETAILS, text)) as stage:
        number = 0
        while number < len(names):
            try:
                _ask_one(names[number], stage, call, file)
                number += 1
            except Back:
                number = max(0, number - 1)
            except Ground:
                breathe(stage)
            except Pause:
                break
            except Move:
                number += 1
        else:
            return
    console.say(_("Stopped. Everything that was saved is kept."))
    raise SystemExit(INTERRUPTED)


def _ask_one(name: str, stage: "Terminal", call: Call, file: WorkshopFile) -> None:
    known = file.workshop.details().get(name, "")
    question = Question(
        None,
        questions()[name],
        lambda given: read_detail(name, given) if given else read_words_or_none(given),
        start_with=known,
        hint=_hint_of(name, call, file),
    )
    stage.open_step([Heading(_("About this day"), 2)])
    stage.show([])
    given = stage.ask(question)
    if given:
        _save(name, given, file)


def _hint_of(name: str, call: Call, file: WorkshopFile) -> str:
    """Return what holds where a detail is left open."""
    if name == NEEDED:
        return _("An empty line leaves it open; then nothing is asked of them.")
    if name == REGION:
        return _("An empty line leaves it open; then they read no place at all.")
    otherwise = {PAGE: _("Break"), **default_details(), **_announced(call, file)}[name]
    hint = _("An empty line leaves it open; then the exercises say: {words}")
    return hint.format(words=otherwise)


def _announced(call: Call, file: WorkshopFile) -> dict[str, str]:
    """Return the details that the programme knows; what was told goes before them."""
    return call.held(file.workshop).announced(file.workshop)


def _put(file: WorkshopFile, call: Call) -> None:
    """Put every detail that is known, with a word if it is the programme that says so."""
    told, announced = file.workshop.details(), _announced(call, file)
    rows = []
    for name in questions():
        if told.get(name):
            rows.append((name, told[name], ""))
        elif name in announced:
            rows.append((name, announced[name], _("from the programme")))
    if is_locked(file.workshop):
        rows.append(("curtain_key", _("chosen"), ""))
    if console.is_on_terminal() and not call.is_plain:
        if rows:
            put_blocks(
                [Heading(_("About this day"), 2), Table((Column(""),) * 3, tuple(rows))], call
            )
        return
    for row in rows:
        console.put("\t".join(for_screen(part).replace("\n", " ") for part in row if part))
