"""``print``: sheets for paper, made from exercises, programmes and the open workshop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from coalition_cli import exports, i18n
from coalition_cli.app import completion, console
from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.app.known_languages import known_language
from coalition_cli.app.prompt import choice_at_shell
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _
from coalition_cli.model.document import Document
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.programme import Programme
from coalition_cli.model.summary import Summary
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.sheets import Sheet, Subject, sheet, sheets, sheets_for
from coalition_cli.stage import Move, Option
from coalition_cli.store.files import atomic
from coalition_cli.store.paths import last_open
from coalition_cli.typesetting import fitted, set_pdf

_UNTOLD: Final = "…………"
"""What a sheet says of a workshop that nobody has begun."""

_SUFFIXES: Final = {"pdf": ".pdf", "html": ".html"}
_NO_EXERCISE: Final = ""


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("print")(print_sheet)


def print_sheet(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[EXERCISE]",
            help="The exercise; see: coalition list exercises",
            autocompletion=completion.exercises,
        ),
    ] = "",
    wanted: Annotated[
        str,
        typer.Option("--sheet", help="Which sheet; see: --list", autocompletion=completion.sheets),
    ] = "",
    programme: Annotated[
        str,
        typer.Option(
            help="Of each exercise of this programme.", autocompletion=completion.programmes
        ),
    ] = "",
    is_list: Annotated[
        bool, typer.Option("--list", help="The sheets that there are; nothing is printed.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="As PDF; so it is if nothing is said.")
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="As one page for a browser.")] = False,
    out: Annotated[str, typer.Option(help="A folder, a file, or - for standard output.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over an earlier sheet.")
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            "--lang", help="The language of the sheet.", autocompletion=completion.languages
        ),
    ] = "",
    blank: Annotated[bool, typer.Option("--blank", help="Nothing from the open workshop.")] = False,
    file: FileOption = None,
) -> None:
    """Sheets for paper: cards, ballots, name cards, wall headings, forms for a day without power.

    Without a name it asks which exercise and which sheet. Prints where the file lies.
    """
    if pdf and html:
        raise Problem(_("A sheet is written as PDF or as HTML, one at a time."), USAGE)
    call = _in_language(this_call(context), language)
    if is_list:
        _put_list(call, name)
        return
    press = _press(call, file, wanted, is_blank=blank)
    chosen, subject = press.order(wanted, name, programme)
    form = _form(is_pdf=pdf, is_html=html)
    path = None if out == "-" else _path(out, _stem(chosen, subject), form)
    if path and not replace:
        atomic.refuse_taken(path)
    content = _set(chosen.document(subject), form)
    if path is None:
        console.put_bytes(content)
    else:
        (atomic.put if replace and path.is_file() else atomic.put_new)(path, content)
        console.put(str(path))


def _in_language(call: Call, language: str) -> Call:
    if not language:
        return call
    known = known_language(language, call.exercise_folders())
    i18n.speak(known)
    return call._replace(language=known)


def _put_list(call: Call, name: str) -> None:
    """Put a line a sheet: its name and its title; those of one exercise where it is named."""
    found = sheets_for(call.catalog(call.spoken_language()).exercise(name)) if name else sheets()
    for each in found:
        console.put(f"{each.NAME}\t{each.title()}")


def _press(call: Call, file: Path | None, wanted: str, *, is_blank: bool) -> "_Press":
    """What sheets are made with: the open workshop, where there is one, or none.

    One that cannot be opened stops only what is printed of it.
    """
    if wanted and wanted not in {each.NAME for each in sheets()}:
        known = [each.NAME for each in sheets()]
        raise not_here(_('"{name}" is no sheet here: {known}.'), wanted, known, status=USAGE)
    is_known = bool(file or call.named_file or last_open())
    if is_known and not is_blank:
        try:
            opened = call.open(file)
        except Problem as problem:
            if file or (wanted and sheet(wanted).OF != "exercise"):
                raise
            console.say(_("{reason} Printed without the workshop.").format(reason=problem.sentence))
        else:
            return _Press(call, call.held(opened.workshop), opened.workshop)
    return _Press(call, call.catalog(call.spoken_language()).find)


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes subjects of sheets: of the exercises that ``find`` finds, and the open workshop."""

    call: Call
    find: FindExercise
    workshop: Workshop | None = None

    @property
    def language(self) -> str:
        """The language of the sheet."""
        if self.call.language:
            return self.call.language
        return self.workshop.head.language if self.workshop else self.call.spoken_language()

    def order(self, wanted: str, name: str, programme: str) -> tuple[Sheet, Subject]:
        """The sheet that is printed, and what of; asked for at a terminal where it is not said."""
        if programme:
            chosen = sheet(wanted) if wanted else self._ask_sheet(sheets())
            return chosen, self._of_programme(chosen, programme)
        if not wanted:
            name = name or self._ask_exercise()
            exercise = self._exercise(name) if name else None
            offered = sheets_for(exercise) if exercise else _of_the_room()
            chosen = self._ask_sheet(offered)
        else:
            chosen = sheet(wanted)
        if chosen.OF != "exercise":
            return chosen, self._subject(())
        exercise = self._exercise(name or self._ask_exercise(chosen))
        if not chosen.for_exercises(exercise):
            sentence = _("{exercise} has no such sheet; it has: {known}.")
            known = ", ".join(each.NAME for each in sheets_for(exercise))
            raise Problem(sentence.format(exercise=exercise.title, known=known), USAGE)
        return chosen, self._subject((exercise,))

    def _of_programme(self, chosen: Sheet, name: str) -> Subject:
        found = self.call.catalog(self.language).programme(name)
        ids = dict.fromkeys(slot.exercise for slot in found.slots() if slot.exercise)
        exercises = [self._exercise(each) for each in ids]
        return self._subject([each for each in exercises if chosen.for_exercises(each)], found)

    def _subject(
        self, exercises: Sequence[Exercise], programme: Programme | None = None
    ) -> Subject:
        views = tuple(map(self._view, exercises))
        language = views[0].exercise.language if views else self.language
        return Subject(language, views, self.workshop, programme, self.find)

    def _view(self, exercise: Exercise) -> View:
        """The newest run of ``exercise``; of none, where nothing was said yet."""
        workshop = self.workshop or _nobodys(exercise.language)
        run = max(workshop.runs(exercise.id), default=1)
        return ViewMaker(self.find).of_run(workshop, exercise, run, is_paper=True)

    def _exercise(self, name: str) -> Exercise:
        return self.find(name) or self.call.catalog(self.language).exercise(name)

    def _ask_exercise(self, chosen: Sheet | None = None) -> str:
        console.require_terminal(
            _("Name an exercise and a sheet: coalition print EXERCISE --sheet NAME; see: --list")
        )
        titles: Mapping[str, str] = self.call.catalog(self.language).titles()
        options = [] if chosen else [Option(_NO_EXERCISE, _("Names, rules and slips of the room"))]
        options += [Option(each, title) for each, title in titles.items()]
        return self._ask(_("Of which exercise?"), options)

    def _ask_sheet(self, offered: Sequence[Sheet]) -> Sheet:
        known = ", ".join(each.NAME for each in offered)
        console.require_terminal(_("Name the sheet with --sheet: {known}.").format(known=known))
        return sheet(
            self._ask(_("Which sheet?"), [Option(each.NAME, each.title()) for each in offered])
        )

    def _ask(self, prompt: str, options: Sequence[Option]) -> str:
        try:
            return choice_at_shell(self.call, prompt, options, options[0].value)
        except Move:
            console.say(_("Nothing was written."))
            raise SystemExit(INTERRUPTED) from None


def _of_the_room() -> list[Sheet]:
    return [each for each in sheets() if each.OF != "exercise"]


def _nobodys(language: str) -> Workshop:
    """A workshop of which nothing is known but the year."""
    return Workshop(Head("sheet", _UNTOLD, date.today().isoformat(), _UNTOLD, language))


def _form(*, is_pdf: bool, is_html: bool) -> str:
    """The format: PDF where it can be set here, unless the other was asked for."""
    if is_html or is_pdf:
        return "html" if is_html else "pdf"
    if find_spec("typst") is not None:
        return "pdf"
    console.say(_("Written as HTML. For PDF: pip install 'coalition[documents]'"))
    return "html"


def _stem(chosen: Sheet, subject: Subject) -> str:
    if subject.programme is not None:
        return f"{subject.programme.id}-{chosen.NAME}"
    return "-".join([*(view.exercise.id for view in subject.views), chosen.NAME])


def _path(out: str, stem: str, form: str) -> Path:
    """The file: the one that is named, or one of this name in the folder that is."""
    chosen = Path(out)
    if chosen.suffix in _SUFFIXES.values() and not chosen.is_dir():
        if chosen.suffix != _SUFFIXES[form]:
            sentence = _("{path} is no file for {form}; name a folder, or ask for the other form.")
            raise Problem(sentence.format(path=chosen, form=form.upper()), USAGE)
        return chosen.absolute()
    return (chosen / f"{stem}{_SUFFIXES[form]}").absolute()


def _set(document: Document, form: str) -> bytes:
    if form == "html":
        return exports.export(form).render(Summary(document, {}))
    made = set_pdf(fitted(document))
    if made.refused:
        sentence = _("Boxes stand in the place of these letters, which no font here has: {letters}")
        console.say(sentence.format(letters=" ".join(made.refused)))
    return made.pdf
