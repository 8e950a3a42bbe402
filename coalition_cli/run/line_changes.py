"""Lines taken back, brought again and given other words, the same at the shell and in a prompt."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.acts import drops_of, newest_act
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place
from coalition_cli.model.line_numbers import line_id
from coalition_cli.model.same_person import pair_of
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.line_names import PEOPLE_LETTER
from coalition_cli.run.line_told import lines_in_words, names_of
from coalition_cli.run.named_lines import Line, Room, as_line, line_name, name_in, run_option
from coalition_cli.store import Draft

_ID_END: Final = 6


class Undo(NamedTuple):
    """What takes something back, or brings it again where it was taken back.

    ``told`` says what it is, with its words, before; ``said`` without them, afterwards. ``again``
    names the lines that it takes back; empty where they are no lines.
    """

    drafts: list[Draft]
    told: list[str]
    said: str
    again: str = ""
    brings: bool = False

    def said_after(self, saved: Sequence[Entry], *, is_at_prompt: bool) -> str:
        """Return what was done and how to bring it again: at a prompt, or at the shell.

        ``saved`` are the entries that the drafts became: what was no line goes by their ids.
        """
        if self.brings:
            return self.said
        again = self.again or " ".join(entry.id[-_ID_END:] for entry in saved)
        sentence = _("{said} To bring it again: coalition undo {again}")
        if is_at_prompt:
            sentence = _("{said} To bring it again: /undo {again}")
        return sentence.format(said=self.said, again=again)


def undo_of_newest(room: Room, places: Sequence[Place] | None = None) -> Undo:
    """Return what takes back the newest act, at ``places`` or anywhere.

    Raises the ``Problem`` of a workshop in which there is nothing to take back.
    """
    act = newest_act(room.workshop, places)
    if not act:
        raise Problem(_("There is nothing to take back."))
    return _taking_back(act, room)


def undo_of_lines(lines: Sequence[Line], room: Room) -> Undo:
    """Return what takes ``lines`` back; of lines that are taken back, what brings them again.

    Raises ``Problem``: some stand and some do not, or one was withdrawn or moved.
    """
    workshop = room.workshop
    lines = [each for line in lines for each in _with_hers(line, workshop)]
    for line in lines:
        _refuse_withdrawn(line, workshop)
    drops = [drops_of(line.entry, workshop) for line in lines]
    if any(drops):
        if not all(drops):
            sentence = _("Some of these lines stand and some were taken back: name them apart.")
            raise Problem(sentence)
        return _bringing([drop for of_one in drops for drop in of_one], room)
    for line in lines:
        _refuse_lost(line, workshop)
    named = [line.entry for line in lines]
    if len(named) == 1 and named[0].op == "drop":
        return _bringing(named, room)
    return _taking_back(named, room)


def refuse_changed(before: Undo, now: Undo) -> None:
    """Raise the ``Problem`` of what was changed elsewhere while somebody looked at it."""
    if [draft.fact for draft in before.drafts] != [draft.fact for draft in now.drafts]:
        raise Problem(_("It was changed meanwhile, in another window. Nothing was changed here."))


def fact_of_words(entry: Entry, text: str) -> Fact:
    """Return the fact that gives ``entry``, as it stands, other words; those before are kept."""
    return Fact({**entry.body, "text": text}, entry.by, entry.share, "edit", entry.id)


def _with_hers(line: Line, workshop: Workshop) -> list[Line]:
    """Return ``line``; of somebody who was entered twice all her entries that are as it is."""
    if line.entry.place != PEOPLE:
        return [line]
    others = (workshop.entry(each) for each in workshop.entries_of(line.entry.id)[1:])
    hers = [line, *(as_line(entry, workshop) for entry in others if entry)]
    stands = not drops_of(line.entry, workshop)
    return [each for each in hers if (not drops_of(each.entry, workshop)) is stands]


def _taking_back(act: Sequence[Entry], room: Room) -> Undo:
    workshop = room.workshop
    lines = _lines_of(act, workshop)
    if lines and len(lines) == len(act):
        names = names_of(lines, room)
        again = names.replace(", ", " ") + run_option(lines[0].entry.place, workshop)
        said = _("Taken back: {what}.").format(what=names)
        if back := _origins_of(act, room):
            again_there = _("As before the move: {lines}.").format(lines=names_of(back, room))
            said = f"{said} {again_there}"
        return Undo(_drops_of(act), lines_in_words(lines, room), said, again)
    told = [_deed_in_words(entry, room) for entry in act]
    said = _("Taken back: {what}.").format(what="; ".join(told))
    return Undo(_drops_of(act), told, said)


def _origins_of(act: Sequence[Entry], room: Room) -> list[Line]:
    """Return the lines that stand again where they were before they were moved."""
    origins = (room.workshop.entry(entry.moved_from) for entry in act)
    return [as_line(entry, room.workshop) for entry in origins if entry]


def _bringing(drops: Sequence[Entry], room: Room) -> Undo:
    """Return what takes back the acts of ``drops``, so that what they took stands again."""
    workshop = room.workshop
    named = dict.fromkeys(drop.ref for drop in drops if drop.ref)
    brought = [entry for each in named if (entry := workshop.entry(each))]
    lines = _lines_of(brought, workshop)
    names = names_of(lines, room) or "; ".join(_deed_in_words(entry, room) for entry in brought)
    said = _("Brought again: {lines}.").format(lines=names)
    told = lines_in_words(lines, room) or [names]
    return Undo(_drops_of(drops), told, said, brings=True)


def _drops_of(entries: Sequence[Entry]) -> list[Draft]:
    return [Draft(Fact({}, op="drop", ref=entry.id), entry.place, entry.share) for entry in entries]


def _lines_of(entries: Sequence[Entry], workshop: Workshop) -> list[Line]:
    return [
        as_line(entry, workshop)
        for entry in entries
        if entry.op == "add" and workshop.number(entry.id)
    ]


def _deed_in_words(entry: Entry, room: Room) -> str:
    """Return what an entry did that added no line: to a line of this step by its number alone."""
    workshop = room.workshop
    pair = pair_of(entry) if entry.op == "add" else None
    if pair:
        one, other = (f"{PEOPLE_LETTER}{workshop.number(each)}" for each in pair)
        return _("that {one} and {other} are one person").format(one=one, other=other)
    words = {
        "edit": _("a change of {where}"),
        "done": _("the end of {where}"),
        "drop": _("what was taken back in {where}"),
    }
    told = words.get(entry.op, _("what was said in {where}"))
    if entry.op != "edit" and room.shown is not None and entry.place == room.shown.place:
        return told.format(where=_("this step"))
    return told.format(where=name_in(entry, room) or _("the workshop"))


def _refuse_withdrawn(line: Line, workshop: Workshop) -> None:
    entry = line.entry
    if entry.op == "withdraw" or entry.is_gone or entry.id in workshop.withdrawn:
        raise Problem(_("What was withdrawn is gone for good and cannot be brought again."))


def _refuse_lost(line: Line, workshop: Workshop) -> None:
    """Raise the ``Problem`` of a line that cannot be taken back where it is named."""
    entry = line.entry
    moved = workshop.moved_to(line_id(entry))
    if moved:
        sentence = _("{line} was moved: as it stands now it is {name}.")
        name = line_name(moved[-1], workshop)
        raise Problem(sentence.format(line=line_name(entry, workshop), name=name))
