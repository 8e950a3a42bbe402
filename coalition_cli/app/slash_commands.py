"""Commands inside a prompt: ``/fix``, ``/undo``, ``/move``, ``/withdraw``, ``/find`` and others.

They do what the commands of the shell do, to the same numbers. The room sees this screen: before
anything changes it reads numbers and how much goes, and words only of what it may read anyway.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from coalition_cli.app.confirmed import Answer, answers, as_answer, keep_or_take_out
from coalition_cli.app.files_beside import told_and_emptied
from coalition_cli.app.slash_pages import show_everything, show_results
from coalition_cli.app.slash_redact import black_out
from coalition_cli.blocks import Bullet, Bullets, Heading, Prose
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import export_log
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import read_person
from coalition_cli.run.line_changes import Undo, refuse_changed, undo_of_lines, undo_of_newest
from coalition_cli.run.line_moves import drafts_of_move, movable, standing_of, what_it_unsettles
from coalition_cli.run.line_told import names_of, short, words_of
from coalition_cli.run.mended_line import Mending
from coalition_cli.run.named_lines import (
    Line,
    Room,
    find_line,
    find_lines,
    line_name,
    name_in,
)
from coalition_cli.run.shown_step import ShownStep
from coalition_cli.run.withdrawal_told import counted, each_line_once, told_before, way_to_mend
from coalition_cli.same_name import name_key
from coalition_cli.stage import Changed, Move, Option, Pause, Question
from coalition_cli.store import Draft
from coalition_cli.terminal.key_bindings import Way

if TYPE_CHECKING:
    from coalition_cli.app.context import Call
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal

_NO = "no"
_MOST_FOUND: Final = 20
_MOST_MINUTES: Final = 600


class Seat(Protocol):
    """The place of a prompt: the step that it asks for, or none, in a view of the room."""

    @property
    def place(self) -> Place: ...

    @property
    def step(self) -> Step | None: ...

    @property
    def view(self) -> View | None: ...


class BesideSteps(NamedTuple):
    """The place of a prompt that belongs to no step: a bare number means what the wall shows."""

    place: Place
    step: None = None
    view: None = None


class SlashCommands:
    """The commands of one prompt: called with the words after the slash, says what was done.

    ``seat`` is where that prompt is, an engine for one.
    """

    def __init__(self, call: "Call", file: "WorkshopFile", stage: "Terminal", seat: Seat) -> None:
        self._file = file
        self._stage = stage
        self._seat = seat
        self._find = call.held(file.workshop)
        self._commands: Mapping[str, Callable[[list[str]], str]] = {
            "fix": self._fix,
            "undo": self._undo,
            "move": self._move,
            "withdraw": self._withdraw,
            "redact": self._redact,
            "by": self._say_by,
            "find": self._search,
            "all": self._all,
            "show": self._results,
            "more": self._more,
            "off": self._off,
            "on": self._on,
        }
        self._offered = list(self._commands)
        if file.workshop.is_sitting:
            refused = {
                "move": _cannot_move,
                "withdraw": _cannot_withdraw,
                "redact": _cannot_redact,
            }
            self._commands = {**self._commands, **refused}
            self._offered = [name for name in self._commands if name not in refused]

    def __call__(self, words: str) -> str:
        """Do what ``words`` say and return the sentence about it.

        Raises ``Problem``, and ``Pause`` where the room stops.
        """
        name, *rest = words.split() or [""]
        command = self._commands.get(name_key(name))
        if command is None:
            sentence = _(
                "There is no command /{name}. There are: {known}. A line that begins with a slash"
                " begins with two."
            )
            known = ", ".join(f"/{each}" for each in self._offered)
            raise Problem(sentence.format(name=short(name), known=known))
        commands, self._stage.commands = self._stage.commands, None
        try:
            return command(rest)
        except Pause:
            raise
        except Move:
            return _("Nothing was changed.")
        finally:
            self._stage.commands = commands

    def _room(self) -> Room:
        step, view = self._seat.step, self._seat.view
        shown = ShownStep(step, view) if step and view else None
        return Room(self._file.workshop, self._find, shown)

    def _fix(self, words: list[str]) -> str:
        room = self._room()
        line = find_line(words[0], room) if len(words) == 1 else self._chosen(words, room)
        entry = standing_of(line, room.workshop)
        if "text" not in entry.body:
            raise Problem(_("This line has no words that could be mended."))
        if not self._is_for_room(entry):
            sentence = _(
                "The room may not read this line. Mend it at the shell: coalition fix {line}"
            )
            if room.workshop.is_sitting:
                sentence = _(
                    "The room may not read this line. Mend it where the workshop is opened with its"
                    " key."
                )
            raise Problem(sentence.format(line=line_name(entry, room.workshop)))
        name = name_in(entry, room)
        self._stage.open_page([Heading(_("Mend {line}").format(line=name), 2)])
        self._stage.show([])
        mending = Mending(entry, room.workshop, self._find)
        question = Question(
            None,
            _("The words as they should be"),
            mending.read,
            start_with=mending.start(),
            completions=mending.completions(),
            hint=mending.hint(),
            others_read=mending.words_for_others,
        )
        fact = self._stage.ask(question)
        if not mending.is_change(fact):
            return _("These are the words that stand already; nothing was changed.")
        self._file.append([Draft(fact, entry.place, entry.share)])
        return _("Mended: {line}").format(line=name)

    def _undo(self, words: list[str]) -> str:
        room = self._room()
        if words:
            lines = find_lines(words, room)
            undo, names = undo_of_lines(lines, room), names_of(lines, room)
        else:
            undo = undo_of_newest(room, [self._seat.place])
            names = _("what was saved last here")
        question = self._question_of(undo).format(lines=names)
        if self._confirm(question, [], another=not words) == "another":
            return self._undo([self._chosen([], room).entry.id])
        self._file.refresh()
        now = undo_of_lines(find_lines(words, room), room) if words else undo
        refuse_changed(undo, now)
        return undo.said_after(self._file.append(undo.drafts), is_at_prompt=True)

    def _question_of(self, undo: Undo) -> str:
        return _("Bring again: {lines}?") if undo.brings else _("Take back: {lines}?")

    def _move(self, words: list[str]) -> str:
        room = self._room()
        if len(words) < 2:
            raise Problem(_("Say which lines and where to: /move 3-7 Blue"))
        lines, to = find_lines(words[:1], room), " ".join(words[1:])
        for line in lines:
            movable(line, room)
        drafts = drafts_of_move(lines, to, room)
        if not drafts:
            return _("They stand there already; nothing was changed.")
        question = _("Move {lines} to {place}?")
        unsettled = what_it_unsettles(drafts, room)
        names = names_of(lines, room)
        self._confirm(question.format(lines=names, place=to), unsettled)
        self._file.refresh()
        drafts = drafts_of_move(find_lines(words[:1], room), to, room)
        self._file.append(drafts)
        sentence = ngettext(
            "{count} line moved to {place}.", "{count} lines moved to {place}.", len(drafts)
        )
        return " ".join([sentence.format(count=len(drafts), place=to), *unsettled])

    def _withdraw(self, words: list[str]) -> str:
        room = self._room()
        line = find_line(words[0], room) if len(words) == 1 else self._chosen(words, room)
        if not line.has_words:
            raise Problem(_("This holds no words; to take it back: /undo"))
        name = name_in(line.entry, room)
        question = _("Gone for good: {line}").format(line=name)
        told = told_before(line, room.workshop, before_room=True)
        self._stage.open_page([])
        self._stage.read([Prose(words) for words in (*told.goes, *told.cuts)])
        if not keep_or_take_out(self._stage, question):
            return _("Nothing was withdrawn.")
        done = self._file.withdraw(line.entry.id)
        said = [_("Withdrawn: {line}. Counts and decisions stand.").format(line=name)]
        said += _listed(
            _("These quoted it and now say […]: {lines}."),
            each_line_once(done.reworded, room.workshop),
            room,
        )
        ways = {
            "fix": _("These name her and stay: {lines}. For each: /fix"),
            "withdraw": _("These name her and stay: {lines}. For each: /withdraw"),
            "details": _("These name her and stay: {lines}. To change them: coalition details"),
        }
        for command, sentence in ways.items():
            naming = [
                entry
                for entry in told.naming
                if way_to_mend(entry, room.workshop, told.names).command == command
            ]
            said += _listed(sentence, naming, room)
        said += told_and_emptied(self._file, done.gone, self._is_taken_out, said.append)
        for sent in export_log.holding(room.workshop, done.reached):
            sentence = _("To be called back: the export of {time}, {files}.")
            when = local_time(sent.at, with_day=True)
            said.append(sentence.format(time=when, files=", ".join(sent.files)))
        return " ".join(said)

    def _redact(self, words: list[str]) -> str:
        return black_out(self._file, self._stage, " ".join(words), self._is_taken_out)

    def _is_taken_out(self, question: str, names: Sequence[str]) -> bool:
        """Ask on a page of its own; whoever leaves it has said no."""
        self._stage.open_page([])
        self._stage.read([Prose(name) for name in names])
        try:
            return keep_or_take_out(self._stage, question)
        except Pause:
            raise
        except Move:
            return False

    def _search(self, words: list[str]) -> str:
        """Show the lines with these words, as far as the room may read them.

        A further command may be typed there; then return its sentence.
        """
        wanted = name_key(" ".join(words))
        if not wanted:
            raise Problem(_("Say what to look for: /find papers"))
        found = [line for line in self._lines() if wanted in name_key(words_of(line))]
        workshop = self._file.workshop
        heading = ngettext("{count} line found", "{count} lines found", len(found))
        self._stage.open_page([Heading(heading.format(count=len(found)), 2)])
        lines = tuple(
            Bullet(short(words_of(line)), line_name(line, workshop))
            for line in found[-_MOST_FOUND:]
        )
        self._stage.show([Bullets(lines)] if lines else [])
        back = [Option(_NO, _("Back"))]
        self._stage.commands = self
        try:
            self._stage.choose(None, _("Where it was said"), back, _NO)
        except Changed as changed:
            return changed.sentence
        return ""

    def _say_by(self, words: list[str]) -> str:
        """Say who said a line, where it was typed without her name or under another one."""
        room = self._room()
        if len(words) < 2:
            raise Problem(_("Say which line and whose it is: /by 7 Amina"))
        line, name = find_line(words[0], room), " ".join(words[1:])
        entry, view = standing_of(line, room.workshop), self._view()
        person = read_person(name, view)
        if entry.place == PEOPLE or "text" not in entry.body:
            raise Problem(_("This line is nobody's words."))
        self._file.append(
            [Draft(Fact(entry.body, person.id, op="edit", ref=entry.id), entry.place, entry.share)]
        )
        words_now = _("{line} is by {name} now.")
        return words_now.format(line=name_in(entry, room), name=person.name)

    def _all(self, _words: list[str]) -> str:
        show_everything(self._stage, self._lines(), self._file.workshop)
        return ""

    def _results(self, _words: list[str]) -> str:
        show_results(self._stage, self._view())
        return ""

    def _view(self) -> View:
        if self._seat.view is None:
            raise Problem(_("No exercise is open here. Open one, or type this at the shell."))
        return self._seat.view

    def _more(self, words: list[str]) -> str:
        """Give the step, and cues that run, so many minutes more; one where none are said."""
        given = words[0] if words else "1"
        is_number = given.isascii() and given.isdecimal() and len(words) < 2
        if not is_number or not 1 <= int(given[:4]) <= _MOST_MINUTES:
            raise Problem(_("Say how many minutes more: /more 1"))
        if not self._stage.time.can_take_more:
            raise Problem(_("No clock runs here."))
        minutes = int(given)
        self._stage.time.take_more(minutes)
        sentence = ngettext("{count} minute more.", "{count} minutes more.", minutes)
        return sentence.format(count=minutes)

    def _off(self, _words: list[str]) -> str:
        return self._stage.off_record.begin()

    def _on(self, _words: list[str]) -> str:
        return self._stage.off_record.end()

    def beside(self) -> list[Way]:
        """The commands that have a line of their own in the menu."""
        if self._stage.off_record.since:
            return [Way("/on", _("On the record again"), "/on", "room")]
        return [Way("/off", _("Off the record: nothing is written"), "/off", "room")]

    def _lines(self) -> list[Entry]:
        """Return every line that stands and that the room may read."""
        workshop = self._file.workshop
        return [
            entry
            for place in workshop.places()
            for entry in workshop.standing(place)
            if workshop.number(entry.id) and self._is_for_room(entry)
        ]

    def _is_for_room(self, entry: Entry) -> bool:
        """True if the room reads these words anyway: names, too, where it is asked for names."""
        is_name_here = entry.place == PEOPLE == self._seat.place
        return is_name_here or share_level(entry.share) >= share_level("participants")

    def _chosen(self, words: list[str], room: Room) -> Line:
        """Return the line of this step whose number is typed; private ones stand without words."""
        if words:
            raise Problem(_("Name one line, as: /fix 7"))
        standing = room.workshop.standing(self._seat.place)
        lines = [entry for entry in standing if room.workshop.number(entry.id)]
        if not lines:
            raise Problem(_("Nothing was said in this step yet."))
        bullets = tuple(Bullet(self._seen(entry), name_in(entry, room)) for entry in lines)
        self._stage.open_page([])
        self._stage.show([Bullets(bullets)])
        prompt = _("Which line? Its number")
        return self._stage.ask(
            Question(None, prompt, lambda given: find_line(str(given).strip(), room))
        )

    def _seen(self, entry: Entry) -> str:
        """Return the words of ``entry`` as far as the room may read them."""
        return short(words_of(entry)) if self._is_for_room(entry) else _("(not shown)")

    def _confirm(self, question: str, told: list[str], *, another: bool = False) -> Answer:
        """Ask on a page of its own; the answer, if it is not no. Raises a ``Move`` for no."""
        self._stage.open_page([])
        self._stage.show([Prose(words) for words in told])
        answer = as_answer(self._stage.choose(None, question, answers(another=another), "yes"))
        if answer == "no":
            raise Move
        return answer


def _cannot_move(_words: list[str]) -> str:
    """Raise the ``Problem`` of who asks for it where nothing but this sitting is known."""
    raise Problem(
        _(
            "Nothing can be moved from this laptop: it cannot read where else lines stand. Move it"
            " where the workshop is opened with its key."
        )
    )


def _cannot_withdraw(_words: list[str]) -> str:
    """Raise the ``Problem`` of who asks for it where what is saved cannot be read again."""
    raise Problem(
        _(
            "Nothing was withdrawn: this laptop cannot take words out of what is sealed. /undo"
            " takes the line back until then; /withdraw it where the workshop is opened with its"
            " key."
        )
    )


def _cannot_redact(_words: list[str]) -> str:
    """Raise the ``Problem`` of who asks for it where what is saved cannot be read again."""
    raise Problem(
        _(
            "Nothing was blacked out: this laptop cannot take words out of what is sealed. /redact"
            " where the workshop is opened with its key."
        )
    )


def _listed(sentence: str, lines: Sequence[Entry], room: Room) -> list[str]:
    """Return ``sentence`` with the numbers of ``lines``, of many the first; nothing for none."""
    names = list(dict.fromkeys(name_in(entry, room) for entry in lines))
    return [sentence.format(lines=", ".join(counted(names)))] if names else []
