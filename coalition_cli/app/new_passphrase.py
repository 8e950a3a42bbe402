"""The passphrase of a new key: offered, asked for twice, and refused where it is weak."""

from coalition_cli.app import secret_prompt, unlock
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.store.formats.sealed import passphrase_words


def new_passphrase(passphrase_fd: int | None) -> str:
    """A passphrase for a new key, from the terminal or from a descriptor. Raises ``Problem``."""
    secret_prompt.refuse_environment()
    unlock.hide_memory()
    if passphrase_fd is None:
        return _asked()
    words = secret_prompt.from_descriptor(passphrase_fd)
    _check(words)
    return words


def _asked() -> str:
    """Ask for the passphrase of a new key, typed twice; six words are offered first.

    Raises ``Problem``.
    """
    offered = passphrase_words.passphrase()
    with secret_prompt.Page() as page:
        page.show(
            _("Six words nobody can guess ({bits:.0f} bits):").format(
                bits=passphrase_words.passphrase_bits()
            )
        )
        page.show("")
        page.show(f"    {offered}")
        page.show("")
        page.show(_("Write them on paper, not on this laptop, and type them."))
        page.show(_("Or type words of your own: at least four, or 20 characters."))
        words = secret_prompt.ask_secret(_("Passphrase:"), "")
        _check(words)
        again = secret_prompt.ask_secret(_("Once more:"), "")
    if again != words:
        raise Problem(_("The two were not the same. Nothing was changed. Try again."))
    return words


def _check(words: str) -> None:
    """Raise a ``Problem`` for one that can be guessed, or will not be found again on paper."""
    if words != words.strip():
        sentence = _(
            "A space at the beginning or the end is seen by nobody later. Nothing was changed. "
            "Leave it out."
        )
        raise Problem(sentence)
    if passphrase_words.is_too_short(words):
        sentence = _(
            "This passphrase is too short: whoever takes the laptop can try millions. Nothing was "
            "changed. Take at least four different words with 16 letters, or 20 characters; six "
            "words that nobody chose are best."
        )
        raise Problem(sentence)
