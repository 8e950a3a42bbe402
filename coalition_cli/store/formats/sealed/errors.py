"""The sentences of sealed workshops. None holds a word that was said; public keys are no secret."""

from collections.abc import Collection
from pathlib import Path

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _


class Damaged(Problem):
    """A sealed workshop at ``path`` that cannot be read; whoever knows of copies adds an offer."""

    def __init__(self, path: Path, sentence: str, offer: str = "") -> None:
        super().__init__(f"{sentence} {offer}".rstrip(), DAMAGED)
        self.path = path
        self.offer = offer


def damaged(path: Path) -> Damaged:
    """The file ``path`` in the folder is damaged, or was not sealed for this key."""
    sentence = _(
        "{workshop}: {file} is damaged, or was not sealed for this key. Nothing in it was changed."
    )
    return Damaged(path.parent, sentence.format(workshop=path.parent.name, file=path.name))


def linked(path: Path) -> Problem:
    """A link stands where a file of the workshop belongs, or the file has a second name."""
    sentence = _(
        "{workshop}: {file} is a link, or is linked to from elsewhere, so somebody else may read"
        " or change it. Nothing was read from it, added to it or changed. Copy the folder as it"
        " is to another place, and ask who had it."
    )
    return Problem(sentence.format(workshop=path.parent.name, file=path.name), DAMAGED)


def not_sealed(path: Path) -> Damaged:
    """Readable words stand where only sealed ones may."""
    sentence = _(
        "{workshop}: {file} is not sealed, so it was not written by coalition. Nothing was"
        " read from it, added to it or changed. Keep a copy of the folder and ask who had it."
    )
    return Damaged(path.parent, sentence.format(workshop=path.parent.name, file=path.name))


def incomplete(path: Path) -> Damaged:
    """A part of the folder is missing."""
    sentence = _("{workshop}: {file} is missing. Nothing was changed.")
    return Damaged(path.parent, sentence.format(workshop=path.parent.name, file=path.name))


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
            " added with: coalition note. If it is sealed for an organisation too, whoever holds"
            " that key opens it with: coalition keys rotate --organisation-proof FILE"
        ).format(workshop=path.name),
        REFUSED,
    )


def not_opened() -> Problem:
    """No passphrase that was typed opened it; here the asking ends."""
    return Problem(
        _(
            "That does not open it. Nothing was changed. If the passphrase is forgotten, whoever"
            " holds the organisation's key gives it a new one with: coalition keys rotate"
            " --organisation-proof FILE"
        ),
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
            " an added key can be read by whoever holds it. Ask who had this folder."
        ).format(workshop=path.parent.name, file=path.name, changes=", ".join(changes)),
        DAMAGED,
    )


def other_keys(path: Path, words: str) -> Problem:
    """The public keys are not those known here, and the store cannot be asked without a key."""
    return Problem(
        _(
            "{workshop}: the keys that lines are sealed for have changed since they were last"
            " used here. Nothing was saved. Ask whoever can open it for the four words of the"
            " keys; if they are “{words}”, go on with: coalition keys accept --capture-only"
        ).format(workshop=path.name, words=words),
        DAMAGED,
    )


def older(path: Path, *, is_log_shorter: bool) -> Problem:
    """A valid copy stands there, but this laptop saved later ones."""
    if is_log_shorter:
        sentence = _(
            "{workshop}: lines that this laptop saved last are missing from {log}. Nothing was"
            " changed. If there is a newer copy of the folder, take that. To go on with this one"
            " all the same: coalition keys accept"
        )
    else:
        sentence = _(
            "{workshop} is older than what this laptop saved last, or another version of it."
            " Nothing was changed. If there is a newer copy of the folder, take that. To go on with"
            " this one all the same: coalition keys accept"
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
