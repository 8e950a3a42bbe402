"""``new``: a workshop file, made and opened."""

import time
from datetime import date as day
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, DescriptorOption, this_call
from coalition_cli.app.known_languages import known_language
from coalition_cli.app.new_passphrase import new_passphrase
from coalition_cli.app.prompt import bare_terminal, breathe
from coalition_cli.app.seal_options import (
    LabelOption,
    NoOrganisationOption,
    OrganisationOption,
    ProofOption,
)
from coalition_cli.clock_zone import zone_here
from coalition_cli.diagnostics import destination
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _, language_of_environment
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import next_id
from coalition_cli.model.header import Head
from coalition_cli.model.undertaking_marks import CARRIED
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import read_words
from coalition_cli.parsing.day_words import LANGUAGES
from coalition_cli.sanitize import clean, is_empty
from coalition_cli.stage import Ground, Move, Question
from coalition_cli.store import Draft, WorkshopFile, paths


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("new")(make_new)


def make_new(
    context: typer.Context,
    title: Annotated[
        str | None,
        typer.Argument(
            metavar="[TITLE]",
            help="What the workshop is called; summaries say it too. Asked for if not given.",
        ),
    ] = None,
    date: Annotated[
        str, typer.Option(help="Its day, such as 2024-11-12; today if not given.")
    ] = "",
    place: Annotated[str, typer.Option(help="Where it is held.")] = "",
    language: Annotated[
        str,
        typer.Option(
            help="The language of the room, such as sw.", autocompletion=completion.languages
        ),
    ] = "",
    programme: Annotated[
        str, typer.Option(help="The programme it follows.", autocompletion=completion.programmes)
    ] = "",
    file: Annotated[Path | None, typer.Option("--file", help="Where to put the file.")] = None,
    seal: Annotated[
        bool,
        typer.Option(
            "--seal",
            help="Sealed: a folder under a code name that only a passphrase or a key opens.",
        ),
    ] = False,
    follows: Annotated[
        Path | None,
        typer.Option(help="The workshop before this one: what is still open in it comes along."),
    ] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Its people come along too, as not yet here.")
    ] = False,
    organisation: OrganisationOption = "",
    organisation_proof: ProofOption = None,
    no_organisation_key: NoOrganisationOption = False,
    label: LabelOption = "",
    passphrase_fd: DescriptorOption = None,
) -> None:
    """Make a workshop file and open it.

    Prints where it lies.
    """
    call = this_call(context)
    if people and follows is None:
        raise Problem(
            _(
                "People come along from the workshop before. Nothing was made. Name it with "
                "--follows."
            ),
            USAGE,
        )
    if title is None:
        title = _asked_title(call)
    before = _open_before(call, follows, is_sealing=seal) if follows else None
    spoken = language or call.language or (before.head.language if before else "")
    head = _head(title, date, place, spoken, programme, call)
    if seal:
        # price: the sealed store, 25 ms, and a plain workshop has none of it
        from coalition_cli.app import seal_setup
        from coalition_cli.store.formats.sealed.label import checked

        holder = seal_setup.second_holder(
            organisation, organisation_proof, is_alone=no_organisation_key
        )
        label = label and checked(label)
        words = new_passphrase(call.descriptor(passphrase_fd))
        made = seal_setup.create(head, file or call.file, holder, words, label).path
    elif (
        any((organisation, organisation_proof, no_organisation_key, label))
        or passphrase_fd is not None
    ):
        raise Problem(
            _("These options are for a sealed workshop. Nothing was made. Add --seal."), USAGE
        )
    else:
        made = WorkshopFile.create(file or call.file or paths.path_for(title), head).path
    console.put(str(made))
    is_open = _is_remembered(made)
    if before:
        _bring_along(call, before, call.open(made), with_people=people)
    for warning in destination.warnings(made.parent, is_sealed=made.is_dir()):
        console.say(warning)
    if not is_open:
        sentence = _("It is made, but not open: this laptop cannot note it. Name it: --file {file}")
        console.say(sentence.format(file=made))
    elif programme:
        console.say(_("Open now. Begin with: coalition start"))
    elif before:
        console.say(_("Open now. Begin with: coalition people, or: coalition follow-up"))
    else:
        console.say(_("Open now. Begin with: coalition people, or: coalition visioning"))


def _asked_title(call: Call) -> str:
    """The title that is typed. Raises ``Problem`` where nobody can type one."""
    if not console.is_on_terminal():
        raise Problem(_('Nothing was made: it needs a title. coalition new "Our coalition"'), USAGE)
    question = Question(None, _("What is the workshop called?"), read_words)
    try:
        with bare_terminal(call) as stage:
            while True:
                try:
                    stage.open_page([])
                    return stage.ask(question)
                except Ground:
                    breathe(stage)
    except Move:
        console.say(_("Nothing was made."))
        raise SystemExit(INTERRUPTED) from None


def _is_remembered(made: Path) -> bool:
    """Let the new workshop be the open one; False where that cannot be kept, as it is made."""
    try:
        paths.remember_open(made)
    except Problem:
        return False
    return True


def _open_before(call: Call, path: Path, *, is_sealing: bool) -> Workshop:
    """Return the workshop that is followed.

    Raises the ``Problem`` of words that would leave a sealed one for a plain file.
    """
    if path.is_dir() and not is_sealing:
        sentence = _(
            "{workshop} is sealed, and what comes along from it would lie open in a plain file. "
            "Nothing was made. "
            "Add --seal."
        )
        raise Problem(sentence.format(workshop=path.name))
    return call.open(path).workshop


def _bring_along(call: Call, before: Workshop, made: WorkshopFile, *, with_people: bool) -> None:
    """Save what is still open in ``before`` in the new workshop, in one write, and say how much."""
    facts = carried(before, with_people=with_people, find_exercise=call.held(before))
    made.append([Draft(fact, place, fact.share or "organizer") for fact, place in facts])
    of = [fact.body["was"] for fact, place in facts if place == CARRIED]
    sentence = _("What is open in “{title}” came along. Actions: {actions}. Events: {events}.")
    told = sentence.format(
        title=before.head.title, actions=of.count("actions"), events=of.count("events")
    )
    console.say(told)


def _head(title: str, date: str, place: str, language: str, programme: str, call: Call) -> Head:
    try:
        held = day.fromisoformat(date) if date else day.today()
    except ValueError:
        raise Problem(
            _("{date} is not a day. Write it like 2024-11-12.").format(date=date), USAGE
        ) from None
    if language:
        language = known_language(language, call.exercise_folders(), LANGUAGES)
    if programme and programme not in call.catalog().programmes():
        raise call.catalog().no_programme(programme)
    return Head(
        id=next_id("", time.time()),
        title=_one_line(title) or _("Workshop"),
        date=held.isoformat(),
        place=_one_line(place),
        language=language or language_of_environment(),
        programme=programme,
        zone=zone_here(),
    )


def _one_line(words: str) -> str:
    line = clean(words).text.replace("\n", " ").replace("\t", " ")
    return "" if is_empty(line) else line
