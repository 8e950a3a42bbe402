"""The questions after a line: may these words be used, and who may read them."""

from collections.abc import Callable

from coalition_cli.blocks import Quote
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.notes.notes_options import buckets_of
from coalition_cli.methods.consent import consents, readers
from coalition_cli.model.entry import Entry, Fact, Share, as_share
from coalition_cli.model.exercise import Step
from coalition_cli.parsing.note_line import share_of
from coalition_cli.stage import Option, Stage


def is_not_asked_yet(step: Step) -> Callable[[Entry], bool]:
    """What tells of a line if its speaker was not asked yet what may become of her words."""
    asked = "consent" if step.options.get("consent") else "share"
    is_asked = step.options.get("consent") or step.options.get("ask_share")
    return lambda entry: bool(is_asked) and asked not in entry.body


def ask_consent(entry: Entry, number: int, stage: Stage) -> Play:
    """Ask what may become of somebody's words, on a page that has hers alone.

    The wall shows none of it before her yes.
    """
    stage.show_alone([Quote(entry.text)])
    stage.advise(
        _("Ask her alone, with this screen turned away from the room. No is a whole answer.")
    )
    stage.advise(_("A yes can become a no on any later day: coalition withdraw."))
    consent = stage.choose((number, "consent"), _("May these words be used?"), consents(), "none")
    share: Share = "private"
    if consent != "none":
        share = as_share(
            stage.choose((number, "share"), _("Who may read them?"), readers(), "participants")
        )
    yield Fact({**entry.body, "consent": consent}, entry.by, share, "edit", entry.id)


def ask_share(entry: Entry, number: int, step: Step, stage: Stage) -> Play:
    """Ask who may read a line, and hand the answer over."""
    bucket = share_of(str(entry.body.get("bucket") or ""), buckets_of(step))
    options = [Option("private", _("Nobody else")), *readers()]
    share = as_share(
        stage.choose((number, "share"), _("Who may read this line?"), options, bucket or step.share)
    )
    yield Fact({**entry.body, "share": share}, entry.by, share, "edit", entry.id)
