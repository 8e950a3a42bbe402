"""``/fix``: other words for a line. ``/by``: who said it."""

from typing import Final

from coalition_cli.app.slash.at_prompt import AtPrompt
from coalition_cli.app.slash.slash_command import SlashCommand
from coalition_cli.blocks import Heading
from coalition_cli.errors import Problem
from coalition_cli.i18n import N_, _
from coalition_cli.model.entry import PEOPLE, Entry, Fact
from coalition_cli.parsing import read_person
from coalition_cli.run.line_moves import standing_of
from coalition_cli.run.mended_line import Mending
from coalition_cli.run.named_lines import find_line, line_name, name_in
from coalition_cli.stage import Question
from coalition_cli.store import Draft


def _fix(at: AtPrompt, words: list[str]) -> str:
    room = at.room()
    line = at.line_named(words, room)
    entry = standing_of(line, room)
    if "text" not in entry.body:
        raise Problem(_("This line has no words that could be mended."))
    if not at.is_for_room(entry):
        raise _not_for_room(at, entry)
    name = name_in(entry, room)
    at.stage.open_page([Heading(_("Mend {line}").format(line=name), 2)])
    at.stage.show([])
    mending = Mending(entry, room.workshop, at.held)
    question = Question(
        None,
        _("The words as they should be"),
        mending.read,
        start_with=mending.start(),
        completions=mending.completions(),
        hint=mending.hint(),
        others_read=mending.words_for_others,
    )
    fact = at.stage.ask(question)
    if not mending.is_change(fact):
        return _("These are the words that stand already; nothing was changed.")
    at.file.append([Draft(fact, entry.place, entry.share)])
    return _("Mended: {line}").format(line=name)


def _not_for_room(at: AtPrompt, entry: Entry) -> Problem:
    sentence = _("The room may not read this line. Mend it at the shell: coalition fix {line}")
    if at.file.workshop.is_sitting:
        sentence = _(
            "The room may not read this line. Mend it where the workshop is opened with its key."
        )
    return Problem(sentence.format(line=line_name(entry, at.file.workshop)))


def _say_by(at: AtPrompt, words: list[str]) -> str:
    """Say who said a line, where it was typed without her name or under another one."""
    room = at.room()
    if len(words) < 2:
        raise Problem(_("Say which line and whose it is: /by 7 Amina"))
    line, name = find_line(words[0], room), " ".join(words[1:])
    entry, view = standing_of(line, room), at.view()
    person = read_person(name, view)
    if entry.place == PEOPLE or "text" not in entry.body:
        raise Problem(_("This line is nobody's words."))
    at.file.append(
        [Draft(Fact(entry.body, person.id, op="edit", ref=entry.id), entry.place, entry.share)]
    )
    words_now = _("{line} is by {name} now.")
    return words_now.format(line=name_in(entry, room), name=person.name)


FIX: Final = SlashCommand(
    "fix", "/fix 7", N_("Give line 7 other words."), _fix, of_lines=True, writes=True
)
BY: Final = SlashCommand(
    "by",
    "/by 7 Amina",
    N_("Say who said line 7."),
    _say_by,
    of_lines=True,
    writes=True,
    not_in_sitting=N_(
        "Nobody can be named from this laptop: it cannot read who is here. Say it where the"
        " workshop is opened with its key."
    ),
)
