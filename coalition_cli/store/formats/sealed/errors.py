"""The sentences of sealed workshops. None holds a word that was said; public keys are no secret."""

from collections.abc import Collection
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _


def damaged(path: Path, line: int = 0) -> Problem:
    """The store, or the journal from ``line`` on, is damaged or was not sealed for this key."""
    where = _("line {line} of {file}").format(line=line, file=path.name) if line else path.name
    return Problem(
        _(
            "{workshop}: {where} is damaged, or was not sealed for this key. Nothing in it was"
            " changed. Keep a copy of the folder and go back to your last good copy:"
            " coalition restore"
        ).format(workshop=path.parent.name, where=where),
        DAMAGED,
    )


def not_sealed(path: Path) -> Problem:
    """Readable words stand where only sealed ones may."""
    return Problem(
        _(
            "{workshop}: {file} is not sealed, so it was not written by coalition. Nothing was"
            " read from it, added to it or changed. Keep a copy of the folder and ask who had it."
        ).format(workshop=path.parent.name, file=path.name),
        DAMAGED,
    )


def incomplete(path: Path) -> Problem:
    """A part of the folder is missing."""
    return Problem(
        _(
            "{workshop}: {file} is missing. Nothing was changed. Put it back from the copy that"
            " the folder came from."
        ).format(workshop=path.parent.name, file=path.name),
        DAMAGED,
    )


def missing(path: Path) -> Problem:
    """No sealed workshop stands there."""
    return Problem(
        _(
            "There is no sealed workshop {file}. Check the name, or make one with:"
            " coalition new --seal"
        ).format(file=path.name),
        REFUSED,
    )


def no_identity(path: Path) -> Problem:
    """The wrapped key is not on this laptop."""
    return Problem(
        _(
            "{workshop} cannot be opened on this laptop: its key is not here. Lines can still be"
            " added with: coalition note --stdin. Whoever holds the organisation's key opens it"
            " with: coalition keys rotate"
        ).format(workshop=path.name),
        REFUSED,
    )


def locked(path: Path) -> Problem:
    """The workshop is sealed and nobody unlocked it."""
    return Problem(
        _("{workshop} is sealed: its passphrase is needed for this.").format(workshop=path.name),
        REFUSED,
    )


def other_recipients(path: Path, added: Collection[str], removed: Collection[str]) -> Problem:
    """The public keys beside the store are not those that the store names."""
    changes = [_("added: {key}").format(key=key) for key in added]
    changes += [_("removed: {key}").format(key=key) for key in removed]
    return Problem(
        _(
            "{workshop}: somebody changed {file} ({changes}). Nothing was saved. Lines sealed for"
            " an added key can be read by whoever holds it. Take {file} from a copy you trust, and"
            " ask who had this folder."
        ).format(workshop=path.parent.name, file=path.name, changes=", ".join(changes)),
        DAMAGED,
    )


def other_keys(path: Path, words: str) -> Problem:
    """The public keys are not those known here, and the store cannot be asked without a key."""
    return Problem(
        _(
            "{workshop}: the keys that lines are sealed for have changed since they were last"
            " used here. Nothing was saved. Ask whoever can open it for the four words of the"
            " keys; if they are “{words}”, go on with: coalition keys accept"
        ).format(workshop=path.name, words=words),
        DAMAGED,
    )


def older(path: Path, *, is_log_shorter: bool) -> Problem:
    """A valid copy stands there, but this laptop saved later ones."""
    if is_log_shorter:
        sentence = _(
            "{workshop}: lines that this laptop saved last are missing from {log}. Nothing was"
            " changed. Look for the newer copy. To go on with this one all the same:"
            " coalition keys accept"
        )
    else:
        sentence = _(
            "{workshop} is older than what this laptop saved last, or another version of it."
            " Nothing was changed. Look for the newer copy. To go on with this one all the same:"
            " coalition keys accept"
        )
    return Problem(sentence.format(workshop=path.name, log="capture.log"), DAMAGED)


def keys_changed(path: Path) -> Problem:
    """The keys were changed while this process had the workshop open."""
    return Problem(
        _(
            "The keys of {workshop} were changed meanwhile. Nothing was saved here: open it again."
        ).format(workshop=path.name),
        REFUSED,
    )
