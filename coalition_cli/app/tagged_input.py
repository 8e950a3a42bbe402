"""Captured lines with tags: whom they name is looked up in the workshop, before any is saved."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coalition_cli.app import console
from coalition_cli.app.record import record_in
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import PEOPLE, Fact
from coalition_cli.parsing.note_line import Known, read_typed, unknown_speakers
from coalition_cli.parsing.people import read_name
from coalition_cli.raw_text.line_tags import may_have_tags
from coalition_cli.raw_text.list_marks import unmarked
from coalition_cli.sanitize import clean

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile

_MOST_TOLD: Final = 5


class TaggedInput:
    """The tags of captured lines, read by what the workshop knows.

    With ``adds_people`` a speaker whom nobody knows is somebody new.
    """

    def __init__(self, opened: "WorkshopFile", *, adds_people: bool) -> None:
        self._opened = opened
        self._adds_people = adds_people

    def check(self, lines: Sequence[str]) -> None:
        """Raise the ``Problem`` of the ``lines`` that have tags which name nobody and nothing."""
        refused, are_new = [], False
        for number, line in enumerate(lines, 1):
            typed = clean(unmarked(line)).text
            if may_have_tags(typed):
                refused += self._refusal(typed, number)
                are_new = are_new or bool(unknown_speakers(typed, self._known()))
        if refused:
            more = ["…"] if len(refused) > _MOST_TOLD else []
            end = [_("Nothing was saved.")]
            if are_new and not self._adds_people:
                end.append(_("Whoever is new is added with: --new-people"))
            raise Problem(" ".join([*refused[:_MOST_TOLD], *more, *end]))

    def read(self, typed: str, number: int) -> Fact:
        """The line as what was said, and by whom. Raises ``Problem``, with its number."""
        refused = self._refusal(typed, number)
        if refused:
            raise Problem(" ".join([*refused, _("The lines before it are kept.")]))
        known = self._known()
        for name in dict.fromkeys(unknown_speakers(typed, known)):
            record_in(self._opened)(Fact({"text": read_name(name)}), PEOPLE, "organizer")
            console.say(_("{name} is here.").format(name=name))
        line = read_typed(typed, known)
        return Fact(line.body, line.by)

    def _refusal(self, typed: str, number: int) -> list[str]:
        """The sentence that refuses a line; none where all its tags name something."""
        known = self._known()
        if self._adds_people:
            known = replace(known, groups=[*known.groups, *unknown_speakers(typed, known)])
        try:
            read_typed(typed, known)
        except Problem as problem:
            sentence = _("Line {number}: {sentence}")
            return [sentence.format(number=number, sentence=problem.sentence)]
        return []

    def _known(self) -> Known:
        self._opened.refresh()
        return Known(self._opened.workshop)
