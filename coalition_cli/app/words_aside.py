"""Words typed at a choice that are no option's, kept as notes for the organizer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from coalition_cli.app.tagged_input import TaggedInput
from coalition_cli.i18n import ngettext
from coalition_cli.model.entry import NOTES, Entry, Fact, Share
from coalition_cli.raw_text.line_tags import may_have_tags
from coalition_cli.store import Draft

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile

READERS: Final[Share] = "organizer"
"""Nobody said whether the room may read them: the wall stays as it is."""


def note_keeper(
    file: "WorkshopFile", append: Callable[[Sequence[Draft]], list[Entry]]
) -> Callable[[Sequence[str]], str]:
    """Return what keeps lines as notes in ``file`` by ``append``, as one act, and says so."""
    tagged = TaggedInput(file, adds_people=False)

    def keep(lines: Sequence[str]) -> str:
        facts = [_fact(tagged, line, number) for number, line in enumerate(lines, 1)]
        entries = append([Draft(fact, NOTES, READERS) for fact in facts])
        sentence = ngettext(
            "Kept as a note, {numbers}. The wall does not show it.",
            "Kept as notes, {numbers}. The wall does not show them.",
            len(entries),
        )
        numbers = ", ".join(f"note.{entry.n}" for entry in entries)
        return sentence.format(numbers=numbers)

    return keep


def _fact(tagged: TaggedInput, line: str, number: int) -> Fact:
    return tagged.read(line, number) if may_have_tags(line) else Fact({"text": line})
