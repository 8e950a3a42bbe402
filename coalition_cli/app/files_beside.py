"""Files beside a workshop that still hold withdrawn words: named, and emptied after a yes."""

from collections.abc import Sequence

from coalition_cli.app import console
from coalition_cli.app.confirmed import is_taken_out
from coalition_cli.app.context import Call
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.run.withdrawal_told import counted
from coalition_cli.store import WorkshopFile
from coalition_cli.store.transfer import files_beside
from coalition_cli.store.transfer.files_beside import Beside, Holding
from coalition_cli.store.withdraw import Withdrawn


def clear_beside(
    call: Call, opened: WorkshopFile, done: Withdrawn, *, is_sure: bool | None = None
) -> None:
    """Name what still holds the words of a withdrawal, and empty the copies of the workshop.

    Those are asked about at a terminal; ``is_sure`` says yes or no without asking.
    """
    found = files_beside.holding(opened, done)
    for sentence in named(found):
        console.say(sentence)
    copies = [each for each in found.files if each.sort == "copy"]
    if not copies:
        return
    if is_sure is None:
        question = _("Take the words out of these copies of the workshop too?")
        is_sure = is_taken_out(call, opened, question, [each.path.name for each in copies])
    for each in copies:
        console.say(_emptied(opened, each) if is_sure else _left(each, done))


def named(found: Beside) -> list[str]:
    """Return the sentences that name the files; of many the first."""
    told = []
    open_files = [each for each in found.files if each.sort != "sealed"]
    if open_files:
        sentence = _("These files beside it still hold the words: {files}.")
        told.append(sentence.format(files=_names(open_files)))
    sealed = [each for each in found.files if each.sort == "sealed"]
    if sealed:
        sentence = _(
            "These beside it are sealed with the same keys and may still hold the words: {files}."
            " Open and withdraw there too, or remove them."
        )
        told.append(sentence.format(files=_names(sealed)))
    if found.links:
        sentence = ngettext(
            "The old file has {count} more name (a hard link) in another folder, which still holds"
            " the words. Look for it and remove it.",
            "The old file has {count} more names (hard links) in other folders, which still hold"
            " the words. Look for them and remove them.",
            found.links,
        )
        told.append(sentence.format(count=found.links))
    return told


def _names(files: Sequence[Holding]) -> str:
    return ", ".join(counted([each.path.name for each in files], is_all_told=len(files) < 20))


def _emptied(opened: WorkshopFile, each: Holding) -> str:
    try:
        files_beside.take_out(opened, each.path)
    except Problem as problem:
        sentence = _("{file} still holds the words: {reason}")
        return sentence.format(file=each.path.name, reason=problem.sentence)
    return _("The words are out of {file}.").format(file=each.path.name)


def _left(each: Holding, done: Withdrawn) -> str:
    sentence = _("To take them out of {file} later: coalition withdraw {id} --file {file}")
    return sentence.format(file=each.path.name, id=done.entry.ref)
