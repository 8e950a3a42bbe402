"""The summary as PDF: pages to print and to send, tagged, with their fonts."""

from typing import Final

from coalition_cli.i18n import N_, _
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.typesetting import fitted, refused_letters, set_pdf, set_texts

SUFFIX: Final = ".pdf"
TOLD: Final = N_("to print, or to send to somebody who shall not change it")
CHOICES: Final = ()
NEEDS: Final = ("typst", "pypdf")
USUAL_FOR: Final = ("participants", "organizer", "donor", "follow-up")


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The file; each part takes as many pages as it may.

    Letters that no font here has stand as boxes; ``set_pdf`` tells which they are.
    """
    return set_pdf(fitted(summary.document)).pdf


def words_given(summary: Summary) -> str:
    """Return every text that is set, as it is given to the typesetter."""
    return "\n".join(set_texts(summary.document))


def remarks(summary: Summary) -> tuple[str, ...]:
    """Return which letters stand as boxes, if any do; readers aloud do not know them either."""
    refused = refused_letters(summary.document)
    if not refused:
        return ()
    sentence = _(
        "PDF: {letters} stand as boxes, for which its fonts have no shape; readers aloud leave "
        "them out. The other formats have them."
    )
    return (sentence.format(letters=" ".join(refused)),)
