"""A withdrawal told before anybody says yes: what goes, what is cut, and what stays that names her.

At the shell, on a page that leaves nothing behind, whoever withdraws reads each sentence before and
after. Before the room, and in what a script leaves in its log, only what is left of it is said.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import withdrawal
from coalition_cli.model.entry import DETAILS, PEOPLE, Entry, share_level
from coalition_cli.model.line_numbers import line_id
from coalition_cli.model.repeated_words import changed_texts
from coalition_cli.model.withdrawal import Cut, Outlook
from coalition_cli.model.withdrawn_mark import WITHDRAWN_MARK
from coalition_cli.model.workshop import Workshop
from coalition_cli.raw_text.identifying_words import is_named_in
from coalition_cli.run.named_lines import Line, as_line, line_name, run_option

MOST_TOLD: Final = 5
_OWNED: Final = ("who", "helper")
"""The columns of a plan that hold somebody who said yes."""


class Told(NamedTuple):
    """What is to be said before the question.

    ``goes`` are sentences without a word of what was said; ``cuts`` tell each line out of which
    words are cut, before and after. ``naming`` are the lines of others, by id, that name
    whoever withdraws and stay; ``names`` are what she was called.
    """

    goes: list[str]
    cuts: list[str]
    naming: list[Entry]
    names: list[str]


def told_before(
    line: Line,
    workshop: Workshop,
    *,
    before_room: bool = False,
    shows_words: bool = False,
    is_all_told: bool = False,
    called: Callable[[Entry], str] | None = None,
) -> Told:
    """Return what a withdrawal of ``line`` takes out of the file beside it, in sentences.

    A person is called by her name where ``line`` is hers, and ``before_room`` by her number.
    ``shows_words`` tells the words that are cut, too; ``called`` names each line.
    Raises the ``Problem`` of what is withdrawn already.
    """
    if line.entry.is_gone or line.entry.id in workshop.withdrawn:
        raise Problem(_("It was withdrawn already: its words are gone. Nothing was changed."))
    called = called or (lambda entry: line_name(entry, workshop))
    outlook = withdrawal.outlook(workshop.entries, line.entry)
    option = "" if before_room else "--all"
    goes: list[str] = []
    if line.entry.place == PEOPLE:
        goes += _what_goes_of(line.entry, outlook, workshop, before_room=before_room)
    elif outlook.lines:
        along = ngettext(
            "{count} more line goes with it.", "{count} more lines go with it.", outlook.lines
        )
        goes.append(along.format(count=outlook.lines))
    goes += _history(outlook)
    if outlook.cuts:
        quoting = ngettext(
            "{count} line that quotes the words will say […] there.",
            "{count} lines that quote the words will say […] there.",
            len(outlook.cuts),
        )
        goes.append(quoting.format(count=len(outlook.cuts)))
    cuts = [
        cut_told(cut, called, before_room=before_room, shows_words=shows_words)
        for cut in outlook.cuts
    ]
    naming = _naming(outlook, workshop)
    if naming:
        sentence = ngettext(
            "{count} line of somebody else names her and stays: {lines}.",
            "{count} lines of others name her and stay: {lines}.",
            len(naming),
        )
        names = [called(each) for each in naming]
        listed = counted(names, is_all_told=is_all_told, option=option)
        goes.append(sentence.format(count=len(naming), lines=", ".join(listed)))
    return Told(goes, counted(cuts, is_all_told=is_all_told, option=option), naming, outlook.names)


def counted(told: Sequence[str], *, is_all_told: bool = False, option: str = "") -> list[str]:
    """Return the first of a long list, and how many more there are; ``option`` tells all."""
    if is_all_told or len(told) <= MOST_TOLD:
        return list(told)
    more = len(told) - MOST_TOLD
    sentence = ngettext("and {count} more", "and {count} more", more).format(count=more)
    return [*told[:MOST_TOLD], f"{sentence} ({option})" if option else sentence]


class Way(NamedTuple):
    """What can be done about a line: ``command`` with its ``line``, as it is typed at the shell.

    ``stands`` is False where the words are those of a line, or a wording, that stands no more.
    """

    command: str
    line: str
    stands: bool


def way_to_mend(entry: Entry, workshop: Workshop, names: Sequence[str] = ()) -> Way:
    """Return the command that reaches the words of ``entry`` as it is now, and none that refuses.

    ``fix`` where they stand as the text of the line (of several texts: where one of ``names`` does,
    or what was taken out); ``withdraw`` where they do not stand any more but are kept, or where
    ``fix`` does not reach; ``details`` for what is told of the day.
    """
    if entry.place == DETAILS:
        return Way("details", "", stands=True)
    moved = workshop.moved_to(line_id(entry))
    line = as_line(moved[-1] if moved else entry, workshop)
    name = line_name(line.entry, workshop) + run_option(line.entry.place, workshop)
    standing = line.standing
    if standing is None or set(withdrawal.spoken_texts(entry)) - set(
        withdrawal.spoken_texts(standing)
    ):
        return Way("withdraw", name, stands=False)
    text = standing.text
    is_in_text = (
        is_named_in(text, names)
        if names
        else WITHDRAWN_MARK in text or withdrawal.spoken_texts(standing) == [text]
    )
    return Way("fix" if is_in_text else "withdraw", name, stands=True)


def each_line_once(entries: Iterable[Entry], workshop: Workshop) -> list[Entry]:
    """Return the entries, of each line the newest: its changes and moves are no lines."""
    return list({line_now(entry, workshop): entry for entry in entries}.values())


def line_now(entry: Entry, workshop: Workshop) -> str:
    """Return the id of the line that ``entry`` belongs to, as it stands after every move."""
    own = line_id(entry)
    moved = workshop.moved_to(own)
    return moved[-1].id if moved else own


def _history(outlook: Outlook) -> list[str]:
    """Return one sentence on the earlier wordings and places of what goes, however many."""
    earlier = outlook.wordings + outlook.moves
    if not earlier:
        return []
    sentence = ngettext(
        "{count} earlier wording goes too.", "{count} earlier wordings go too.", earlier
    )
    return [sentence.format(count=earlier)]


def cut_told(
    cut: Cut, called: Callable[[Entry], str], *, before_room: bool, shows_words: bool
) -> str:
    """Return the line out of which words are cut, as it will be; and as it is, if that may be."""
    name = called(cut.after)
    if before_room and share_level(cut.after.share) < share_level("participants"):
        return name
    pairs = list(changed_texts(cut.before.body, cut.after.body))
    if shows_words:
        told = [f"“{before}” → “{after}”" for before, after in pairs]
    else:
        told = [f"“{after}”" for _before, after in pairs]
    return f"{name}: {', '.join(told)}"


def _naming(outlook: Outlook, workshop: Workshop) -> list[Entry]:
    """Return the lines of others that name whoever withdraws, and are not cut."""
    if not outlook.names:
        return []
    cut = {cut.after.id for cut in outlook.cuts}
    found = (
        entry
        for entry in workshop.entries
        if entry.op in ("add", "edit")
        and entry.id not in outlook.reached
        and entry.id not in cut
        and entry.place != PEOPLE
        and any(is_named_in(text, outlook.names) for text in withdrawal.spoken_texts(entry))
    )
    return each_line_once(found, workshop)


def _what_goes_of(
    person: Entry, outlook: Outlook, workshop: Workshop, *, before_room: bool
) -> list[str]:
    """Return the sentences on what goes and is touched where somebody withdraws."""
    said = ngettext(
        "This removes {name} and {count} line of hers.",
        "This removes {name} and {count} lines of hers.",
        outlook.lines,
    )
    name = line_name(person, workshop) if before_room else workshop.name_of(person.id)
    return [said.format(name=name, count=outlook.lines), *_what_else_of(person, workshop)]


def _what_else_of(person: Entry, workshop: Workshop) -> list[str]:
    """Return the sentences on what else is touched where somebody withdraws."""
    hers = {person.id, *workshop.entries_of(person.id)}
    standing = [entry for place in workshop.places() for entry in workshop.standing(place)]
    told = []
    shared = [each for each in standing if hers & set(each.speakers) and set(each.speakers) - hers]
    if shared:
        sentence = ngettext(
            "{count} of them was said with somebody else, and goes too.",
            "{count} of them were said with somebody else, and go too.",
            len(shared),
        )
        told.append(sentence.format(count=len(shared)))
    led = [line_name(each, workshop) for each in standing if hers & set(_owners(each))]
    if led:
        sentence = _("Nobody leads these any more: {lines}.")
        told.append(sentence.format(lines=", ".join(dict.fromkeys(led))))
    return told


def _owners(entry: Entry) -> list[str]:
    return [value for key in _OWNED if isinstance(value := entry.body.get(key), str)]
