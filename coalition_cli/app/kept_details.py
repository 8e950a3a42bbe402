"""The details of a day as a workshop keeps them: each in place of what it was before."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coalition_cli.app.prompt import ask_line
from coalition_cli.app.record import record_in
from coalition_cli.app.standard_input import lines_given
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import DETAILS, EXPORTS, Fact, Share
from coalition_cli.model.view import MOST_NEEDED, NEEDED, REGION
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.raw_text.decode import decode
from coalition_cli.stage import Given, Question

if TYPE_CHECKING:
    from coalition_cli.app.context import Call
    from coalition_cli.store import WorkshopFile

_FOR_OUTSIDE: Final = (REGION, NEEDED)
"""Details that readers outside read as they are told: once one is another, so is what they have."""
_MOST_BYTES: Final = 1 << 20


def keep_detail(file: "WorkshopFile", name: str, words: str) -> None:
    """Keep ``words`` as the detail called ``name``; none where they say the same as before."""
    standing = file.workshop.standing(DETAILS)
    known = next((entry for entry in standing if entry.body.get("name") == name), None)
    body = {"name": name, "text": words}
    share: Share = "donor" if name in _FOR_OUTSIDE else "organizer"
    if known is None and words:
        record_in(file)(Fact(body), DETAILS, share)
    elif known is not None and known.text != words:
        record_in(file)(Fact(body, op="edit", ref=known.id), DETAILS, share)


def read_detail(name: str, given: Given) -> str:
    """Read the words of the detail called ``name``. Raises ``Problem`` for none, or too many."""
    return _READERS.get(name, read_words)(given)


def read_needed(given: Given) -> str:
    """What is needed, on one line; empty for nothing. Raises ``Problem`` for over sixty words."""
    words = read_words_or_none(given).split()
    more = len(words) - MOST_NEEDED
    if more > 0:
        sentence = ngettext(
            "These are {count} words, and {most} stand on the page: take {more} out. Nothing was "
            "changed.",
            "These are {count} words, and {most} stand on the page: take {more} out. Nothing was "
            "changed.",
            len(words),
        )
        raise Problem(sentence.format(count=len(words), most=MOST_NEEDED, more=more))
    return " ".join(words)


_READERS: Final[Mapping[str, Callable[[Given], str]]] = {NEEDED: read_needed}


def needed_question() -> str:
    """Return the words that ask what is needed."""
    sentence = _("What is needed, as people outside may read it? At most {most} words")
    return sentence.format(most=MOST_NEEDED)


def ask_needed(call: "Call", file: "WorkshopFile") -> None:
    """Ask what is needed; what was told before stands in the line, and an empty one leaves it out.

    Ends the program with 130 where the prompt is left.
    """
    question = Question(
        None,
        needed_question(),
        read_needed,
        start_with=file.workshop.details().get(NEEDED, ""),
        hint=_("An empty line leaves it out; what stands there is remembered."),
    )
    keep_detail(file, NEEDED, ask_line(call, file, question, EXPORTS))


def take_needed(file: "WorkshopFile", source: str) -> None:
    """Keep what is needed as it stands in the file ``source``, or on standard input for ``-``."""
    if source == "-":
        text = "\n".join(lines_given())
    else:
        try:
            with Path(source).open("rb") as opened:
                text = decode(opened.read(_MOST_BYTES)).text
        except OSError as trouble:
            sentence = _("{path} could not be read ({reason}). Nothing was written.")
            raise Problem(sentence.format(path=source, reason=trouble.strerror)) from None
    keep_detail(file, NEEDED, read_needed(text))
