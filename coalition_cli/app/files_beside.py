"""Files beside a workshop that still hold withdrawn words: named, and emptied after a yes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from coalition_cli.app import console
from coalition_cli.app.confirmed import is_taken_out
from coalition_cli.app.context import Call
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.run.withdrawal_told import counted
from coalition_cli.shell_word import quoted
from coalition_cli.store import WorkshopFile
from coalition_cli.store.transfer import files_beside
from coalition_cli.store.transfer.files_beside import Beside, Holding
from coalition_cli.store.withdraw import Gone


def clear_beside(
    call: Call, opened: WorkshopFile, gone: Gone, *, is_sure: bool | None = None
) -> None:
    """Name what still holds the words that are ``gone``, and empty the copies of the workshop.

    Those are asked about at a terminal; ``is_sure`` says yes or no without asking.
    """

    def ask(question: str, names: Sequence[str]) -> bool:
        return is_taken_out(call, opened, question, names) if is_sure is None else is_sure

    for sentence in told_and_emptied(opened, gone, ask, console.say):
        console.say(sentence)


def told_and_emptied(
    opened: WorkshopFile,
    gone: Gone,
    ask: Callable[[str, Sequence[str]], bool],
    tell: Callable[[str], None],
) -> list[str]:
    """Return what became of the copies of the workshop that hold words which are ``gone``.

    ``tell`` hears before which files hold them; ``ask`` is asked once whether the copies are to be
    emptied, which it sees by their names.
    """
    found = files_beside.holding(opened, gone)
    for sentence in named(found):
        tell(sentence)
    copies = [each for each in found.files if each.sort == "copy"]
    if not copies:
        return []
    question = _("Take the words out of these copies of the workshop too?")
    is_sure = ask(question, [each.path.name for each in copies])
    return [_emptied(opened, each) if is_sure else _left(opened, each, gone) for each in copies]


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


def _left(opened: WorkshopFile, each: Holding, gone: Gone) -> str:
    copy = _as_argument(each.path)
    if len(gone.lines) != 1:  # of no single line, as a word that stood in many
        sentence = _("To take them out of {file} later: coalition merge {workshop} --file {copy}")
        here = _as_argument(opened.path)
        return sentence.format(file=each.path.name, workshop=here, copy=copy)
    sentence = _("To take them out of {file} later: coalition withdraw {id} --file {copy}")
    return sentence.format(file=each.path.name, id=gone.lines[0], copy=copy)


def _as_argument(path: Path) -> str:
    """``path`` as it is typed at a shell, from wherever that stands."""
    return quoted(path.absolute())
