"""A redaction told: before anybody says yes, how many lines and which; after it, what stays.

The word itself is repeated nowhere: whoever typed it knows it, and the room may see the screen.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import redaction
from coalition_cli.model.entry import PEOPLE, Entry, Place
from coalition_cli.model.line_numbers import line_id
from coalition_cli.model.redaction import Outlook, Spoken
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import line_name, range_names
from coalition_cli.run.withdrawal_told import counted, cut_told, each_line_once
from coalition_cli.stage import Given, Question


class Told(NamedTuple):
    """What is to be said before the question: how many lines, each cut, and what stays."""

    goes: list[str]
    cuts: list[str]
    stays: list[str]


def spoken_of(typed: str) -> Spoken:
    """Return the words that were ``typed``. Raises ``Problem`` where there are none."""
    spoken = Spoken(typed)
    if not spoken:
        raise Problem(_("There is no word in this: a name, a word or a number is blacked out."))
    return spoken


def question_of_word(workshop: Workshop) -> Question[str]:
    """Return the question for the word; no answers file has a place for it, and no draft."""

    def read(given: Given) -> str:
        typed = str(given).strip()
        looked_for(spoken_of(typed), workshop)
        return typed

    hint = _("Several words are looked for in a row. Capitals and accents do not matter.")
    return Question(None, _("The word, name or number to black out"), read, hint=hint)


def looked_for(spoken: Spoken, workshop: Workshop) -> Outlook:
    """Return what a redaction of ``spoken`` does. Raises the ``Problem`` of one that does nothing.

    Somebody who is called so has to be given another name first: numbers stand for people only as
    long as they have one.
    """
    called = redaction.called_so(workshop.standing(PEOPLE), spoken)
    if called:
        sentence = ngettext(
            "{people} is called so: nothing was blacked out. Give her another name first: "
            "coalition fix {first}",
            "{people} are called so: nothing was blacked out. Give each another name first: "
            "coalition fix {first}",
            len(called),
        )
        names = [line_name(each, workshop) for each in called]
        raise Problem(sentence.format(people=", ".join(counted(names)), first=names[0]))
    found = redaction.outlook(workshop.entries, spoken)
    if not found.cuts:
        raise Problem(" ".join([_("It stands in no line."), *_stays(found, spoken, workshop)]))
    return found


def told_before(
    found: Outlook,
    spoken: Spoken,
    workshop: Workshop,
    *,
    before_room: bool = False,
    shows_words: bool = False,
    is_all_told: bool = False,
) -> Told:
    """Return what a redaction of ``spoken`` changes, in sentences.

    ``before_room`` only what the room may read stands there with its words; ``shows_words`` tells
    them as they are now, too.
    """
    count = len(found.cuts)
    goes = ngettext(
        "{count} line will say […] there: {lines}.",
        "{count} lines will say […] there: {lines}.",
        count,
    )
    lines = ", ".join(where_they_stand((cut.after for cut in found.cuts), workshop))
    cuts = [
        cut_told(
            cut,
            lambda entry: line_name(entry, workshop),
            before_room=before_room,
            shows_words=shows_words,
        )
        for cut in found.cuts
    ]
    option = "" if before_room else "--all"
    return Told(
        [goes.format(count=count, lines=lines)],
        counted(cuts, is_all_told=is_all_told, option=option),
        _stays(found, spoken, workshop),
    )


def blacked_out(reached: Collection[str], workshop: Workshop) -> list[str]:
    """Return the sentences after a redaction that ``reached`` these entries."""
    lines = {line_id(entry) for entry in workshop.entries if entry.id in reached}
    done = ngettext(
        "Blacked out: {count} line says […] there now, in the file and its backups.",
        "Blacked out: {count} lines say […] there now, in the file and its backups.",
        len(lines),
    )
    later = _(
        "What comes from another laptop later is looked at by nobody: do it again after a merge."
    )
    return [done.format(count=len(lines)), later]


def where_they_stand(entries: Iterable[Entry], workshop: Workshop) -> list[str]:
    """Return the lines of ``entries`` by step, neighbours as one: ``note.4-6``."""
    at: dict[Place, set[int]] = {}
    others: dict[str, None] = {}
    for entry in entries:
        line = workshop.entry(line_id(entry)) or entry
        number = workshop.number(line.id)
        if number and not workshop.numbers.code_of(line.id):
            at.setdefault(line.place, set()).add(number)
        else:
            others[line_name(entry, workshop)] = None
    ranges = [name for place, numbers in at.items() for name in range_names(place, sorted(numbers))]
    return [*ranges, *others]


def _stays(found: Outlook, spoken: Spoken, workshop: Workshop) -> list[str]:
    """Return the sentences on what holds the word, or a longer one, and is not changed."""
    told = []
    longer = _names(found.longer, workshop)
    if longer:
        sentence = _("A longer word that begins so stands in {lines} and stays; look at it there.")
        told.append(sentence.format(lines=", ".join(counted(longer))))
    others = _names(redaction.left_in(found.entries, spoken), workshop)
    if others:
        sentence = _(
            "It stays where nobody's words stand (a group's name, a file's, an exercise's own "
            "words): {lines}."
        )
        told.append(sentence.format(lines=", ".join(counted(others))))
    if redaction.is_title(workshop.head, spoken):
        told.append(_("The title of the workshop, or its place, holds it too, and stays."))
    return told


def _names(entries: Sequence[Entry], workshop: Workshop) -> list[str]:
    return where_they_stand(each_line_once(entries, workshop), workshop)
