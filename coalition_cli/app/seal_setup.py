"""The making of a sealed workshop: its passphrase, its second holder, and what is said of them."""

from pathlib import Path

from coalition_cli.app import console, key_ring, secret_prompt, unlock
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model.header import Head
from coalition_cli.store import paths, sealing
from coalition_cli.store.formats.sealed import code_name, keys
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.sealed.keys import Key
from coalition_cli.store.sealing import Organisation


def create(
    head: Head, path: Path | None, holder: Organisation | None, words: str, label_word: str = ""
) -> SealedForm:
    """Make a sealed workshop under a code name, or at ``path``. Raises ``Problem``."""
    place = path or paths.workshops_folder() / code_name(paths.workshops_folder())
    made = sealing.create(
        place, {"workshop": {"1": head.as_document()}, "entries": {}}, words, holder, label_word
    )
    key_ring.keep_unlocked(made)
    say_who_opens(made, holder)
    return made


def second_holder(organisation: str, proof: Path | None, *, is_alone: bool) -> Organisation | None:
    """Return the second holder, who opens it without the passphrase; None only on demand.

    Her secret key proves that she can open it.

    Raises ``Problem``.
    """
    if is_alone:
        if organisation or proof:
            raise Problem(
                _("Either an organisation's key or none: leave out one of the two options."), USAGE
            )
        console.say(
            _(
                "Nobody but who knows the passphrase will ever open it. If it is forgotten, every "
                "word in it is lost."
            )
        )
        return None
    if not organisation:
        raise Problem(
            _(
                "Who opens it if the passphrase is forgotten or its holder is gone? Nothing was "
                "made. Give the"
                " organisation's public key with --organisation; make one with: coalition keys "
                "new-organisation-key"
                " --out FILE. Or accept that then every word is lost: --no-organisation-key"
            ),
            USAGE,
        )
    public = keys.public_key_from(organisation)
    holder = sealing.Organisation(public, proof_of(proof))
    sealing.prove(holder)
    return holder


def proof_of(proof: Path | None) -> Key:
    """The organisation's secret key, from its file or typed from paper. Raises ``Problem``."""
    if proof:
        return keys.key_in(proof)
    unlock.hide_memory()
    question = _(
        "The organisation's secret key, to prove that it opens (AGE-SECRET-KEY-1..., in its file):"
    )
    return keys.key_from(
        secret_prompt.ask_secret(question, _("Or name its file with --organisation-proof."))
    )


def say_who_opens(made: SealedForm, holder: Organisation | None) -> None:
    """Say who opens the workshop that was ``made``, and the words of its keys."""
    if holder:
        who = _("Two can open it: who knows the passphrase, and who holds the organisation's key.")
    else:
        who = _("One can open it: who knows the passphrase.")
    words = _("The words of its keys: {words}").format(words=keys.fingerprint(made.seal.recipients))
    console.say(f"{who} {words}")
    console.say(
        _("Print how it is opened, without any secret: coalition keys sheet --out FILE.html")
    )
