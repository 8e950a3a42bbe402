"""The sentences on what was sent: if it holds still, must be called back or be written anew."""

from collections.abc import Sequence

from coalition_cli.clock import local_time
from coalition_cli.i18n import _
from coalition_cli.model import export_log
from coalition_cli.model.export_log import Sent, Since


def what_became(sent: Sent, since: Since, exports: Sequence[Sent]) -> str:
    """Return what became of ``sent``, and when it was written anew among ``exports``."""
    anew = _written_anew(sent, exports) if any(since) else None
    if anew is None:
        return _of_words(since)
    sentence = _("Written anew {time}: copies of this one that were sent are out of date.")
    if since.must_be_called_back:
        sentence = _("Written anew {time}: copies of this one that were sent must be asked back.")
    return sentence.format(time=local_time(anew.at, with_day=True))


def is_open(sent: Sent, since: Since, exports: Sequence[Sent]) -> bool:
    """True if ``sent`` is to be written anew and was not: bundles are made, never anew."""
    is_summary = sent.audience != export_log.FOR_A_LAPTOP
    return is_summary and any(since) and _written_anew(sent, exports) is None


def of_copies(sent: Sent, since: Since) -> str:
    """Return what is to be done about copies of ``sent`` once it is written anew; or nothing."""
    if not any(since):
        return ""
    sentence = _(
        "Copies of the export of {time} for {audience} that went elsewhere are out of date: {files}"
    )
    if since.must_be_called_back:
        sentence = _(
            "Copies of the export of {time} for {audience} that went elsewhere must be asked back: "
            "{files}"
        )
    when, names = local_time(sent.at, with_day=True), ", ".join(sent.files)
    return sentence.format(time=when, audience=sent.audience, files=names)


def how_to_write_anew() -> str:
    """Return the command that writes what changed anew."""
    return _("To write them anew: coalition export --again")


def _of_words(since: Since) -> str:
    if since.is_withdrawn:
        return _("Must be called back: something in it was withdrawn since.")
    if since.is_blacked_out:
        return _("Must be called back: a word in it was blacked out since.")
    if since.is_narrowed:
        return _("Must be called back: something in it is for fewer people now.")
    if since.is_corrected:
        return _("To be written anew: something in it was corrected or taken back since.")
    return _("Nothing in it was changed since.")


def _written_anew(sent: Sent, exports: Sequence[Sent]) -> Sent | None:
    """The newest of ``exports`` that is of the same set as ``sent`` and was made after it."""
    same = [each for each in exports if (each.audience, each.files) == (sent.audience, sent.files)]
    return same[-1] if same and same[-1].entry.id != sent.entry.id else None
