"""The refusals of the store: why a file was not read or written, what was kept, what to do next.

They are values and look at no disk: the way out that hangs on what lies there is added by
``recovery.hints``. No sentence holds anything that the file holds.
"""

import errno
from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED, UNWRITTEN, USAGE
from coalition_cli.i18n import _

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Missing(Problem):
    """No workshop file at ``path``; whoever knows of copies may tell more with ``lost``."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence, REFUSED)
        self.path = path


class Damaged(Problem):
    """A workshop file at ``path`` that is damaged from ``line`` on; see ``damaged``.

    ``reason`` is the sentence that says what is wrong there, if whoever refused it knew.
    """

    def __init__(self, path: Path, line: int, sentence: str, reason: str = "") -> None:
        super().__init__(sentence, DAMAGED)
        self.path = path
        self.line = line
        self.reason = reason


class Cut(Problem):
    """A workshop file at ``path`` that lacks entries which it had; see ``cut``."""

    def __init__(self, path: Path, reason: str, sentence: str) -> None:
        super().__init__(sentence, DAMAGED)
        self.path = path
        self.reason = reason


class Unwritten(Problem):
    """Something could not be written: what happened, and the remedy.

    ``sentence`` is for who typed at a prompt, where every half-typed word is kept; ``of_given`` is
    for what came from a pipe, a file or the command line, which nothing here keeps.
    """

    def __init__(self, happened: str, remedy: str) -> None:
        kept = _("Nothing was lost: what you typed is kept.")
        super().__init__(f"{happened} {kept} {remedy}", UNWRITTEN)
        unkept = _("What was saved before is kept; what was given now was not saved: keep it.")
        self.of_given = f"{happened} {unkept} {remedy}"


def withdrawn_meanwhile() -> Problem:
    """Words that somebody withdrew come back with no change of them."""
    return Problem(
        _("These words were withdrawn meanwhile, and stay withdrawn. Nothing was saved.")
    )


def missing(path: Path) -> Missing:
    """There is no such file."""
    sentence = _(
        "There is no workshop file {file}. Check the name, or make a workshop with: coalition new"
    )
    return Missing(path, sentence.format(file=path.name))


def gone(path: Path) -> Problem:
    """The workshop was there when it was opened, and somebody took it elsewhere since."""
    sentence = _(
        "{file} is not here any more: it was sealed, unsealed, handed over or renamed meanwhile."
        " What is typed now was not saved. See: coalition list"
    )
    return Problem(sentence.format(file=path.name), UNWRITTEN)


def lost(path: Path, offer: str) -> Problem:
    """There is no such file any more, but copies of it are there, as ``offer`` says."""
    sentence = _("{file} is not there any more. {offer}")
    return Problem(sentence.format(file=path.name, offer=offer), DAMAGED)


def taken(path: Path) -> Problem:
    """A new file would stand where one stands already."""
    return Problem(
        _("{file} is there already and was not touched. Choose another name.").format(
            file=path.name or path
        ),
        REFUSED,
    )


def no_file(path: Path) -> Problem:
    """A folder, a pipe or a device stands where a file was expected."""
    return Problem(
        _("{file} is not a file that can hold a workshop.").format(file=path.name or path), USAGE
    )


def unreadable(path: Path, trouble: OSError) -> Problem:
    """The system does not let the file be read."""
    return Problem(
        _("{file} could not be read ({reason}). Nothing was changed.").format(
            file=path.name or path, reason=trouble.strerror
        ),
        REFUSED,
    )


def damaged(path: Path, line: int, offer: str = "", reason: str = "") -> Damaged:
    """The file does not hold what a workshop file holds, from ``line`` on (counting from 1).

    ``offer`` is the sentence that says what can be done about it, ``reason`` says what is wrong.
    """
    if reason:
        sentence = _("{file} is damaged. {reason} Nothing in it was changed. {offer}")
        told = sentence.format(file=path.name, reason=reason, offer=offer).rstrip()
    else:
        sentence = _("{file} is damaged at line {line}. Nothing in it was changed. {offer}")
        told = sentence.format(file=path.name, line=line, offer=offer).rstrip()
    return Damaged(path, line, told, reason)


def cut(path: Path, reason: str, offer: str = "") -> Cut:
    """The file is as the program writes it, and lacks entries that it had."""
    sentence = _("{file} is not whole. {reason} Nothing in it was changed. {offer}")
    told = sentence.format(file=path.name, reason=reason, offer=offer).rstrip()
    return Cut(path, reason, told)


def newer(path: Path) -> Problem:
    """The file has a format version that this program does not know yet."""
    return Problem(
        _(
            "{file} was made by a newer coalition. It was not changed. Update coalition, then open"
            " it again."
        ).format(file=path.name),
        REFUSED,
    )


def too_old(path: Path) -> Problem:
    """No migration leads from the format version of the file to ours."""
    return Problem(
        _(
            "{file} has a form that this coalition cannot bring up to date. It was not changed."
            " Open it with the coalition that made it."
        ).format(file=path.name),
        REFUSED,
    )


def unwritten(path: Path, trouble: OSError) -> Unwritten:
    """The disk did not take what was to be written; the file is as it was before."""
    if trouble.errno in _FULL:
        happened = _("The disk with {file} is full.")
        remedy = _("Free some space, try again.")
    elif trouble.errno in _FORBIDDEN:
        happened = _("{file} may not be written here.")
        remedy = _("Unlock the folder or move the file, try again.")
    else:
        happened = _("{file} could not be written ({reason}).")
        remedy = _("Check the disk or the stick, try again.")
    reason = trouble.strerror or trouble.__class__.__name__
    return Unwritten(happened.format(file=path.name, reason=reason), remedy)


def busy(path: Path, seconds: int) -> Unwritten:
    """Another process holds the file's lock and does not finish."""
    happened = _(
        "Another window has been writing to {file} for {seconds} seconds and has not finished."
    )
    remedy = _("Close that window, try again.")
    return Unwritten(happened.format(file=path.name, seconds=seconds), remedy)
