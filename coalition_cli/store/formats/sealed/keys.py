"""Keys of age: secret ones open a sealed workshop, public ones are those it is sealed for.

pyrage stays behind this module.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.store import errors
from coalition_cli.store.files import os_file
from coalition_cli.store.formats.sealed import passphrase_words

KEY_BEGINS: Final = "AGE-SECRET-KEY-1"
PUBLIC_BEGINS: Final = "age1"
_AGE_BEGINS: Final = b"age-encryption.org/v1\n"
_LARGEST_KEY_FILE: Final = 65_536


class NotForThisKey(Exception):
    """The data is not sealed for this key, or was changed: age cannot always tell the two apart."""


class Key:
    """A secret key. It shows itself nowhere: ``text`` is the one way to it."""

    def __init__(self, text: str) -> None:
        pyrage = _pyrage()
        try:
            self._identity = pyrage.x25519.Identity.from_str(text)
        except pyrage.IdentityError:
            raise mistyped() from None
        self.public = str(self._identity.to_public())

    @classmethod
    def new(cls) -> "Key":
        """A key that nobody ever had."""
        return cls(str(_pyrage().x25519.Identity.generate()))

    @property
    def text(self) -> str:
        """``AGE-SECRET-KEY-1...``."""
        return str(self._identity)

    def open(self, data: bytes) -> bytes:
        """The bytes that were sealed for this key. Raises ``NotForThisKey``."""
        pyrage = _pyrage()
        try:
            opened: bytes = pyrage.decrypt(data, [self._identity])
        except pyrage.DecryptError:
            raise NotForThisKey from None
        return opened


class Ring:
    """The key that opens a workshop, and those that the workshop had before."""

    def __init__(self, key: Key, former: Sequence[str] = ()) -> None:
        self._keys = (key, *(Key(text) for text in former if is_secret(text)))
        self.former = tuple(_public_of(text) for text in former)
        """The public keys of those before, also of secret ones that are forgotten."""

    def open(self, data: bytes) -> bytes:
        """The bytes that were sealed for one of the keys. Raises ``NotForThisKey``."""
        for key in self._keys:
            with suppress(NotForThisKey):
                return key.open(data)
        raise NotForThisKey


def is_secret(text: str) -> bool:
    """True if ``text`` is a secret key, and no public one."""
    return text.startswith(KEY_BEGINS)


def public_only(former: Sequence[str]) -> tuple[str, ...]:
    """The public keys of ``former``, for a workshop that is to open nothing with them any more."""
    return tuple(_public_of(text) for text in former)


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """``data`` as an age file that each of ``recipients`` opens."""
    sealed: bytes = _pyrage().encrypt(data, [_recipient(recipient) for recipient in recipients])
    return sealed


def is_sealed(data: bytes) -> bool:
    """True if ``data`` begins as an age file does."""
    return data.startswith(_AGE_BEGINS)


def key_from(text: str) -> Key:
    """The key in the text of an identity file, or as somebody typed it from paper. Raises
    ``Problem``.
    """
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line and not line.startswith("#")]
    # Paper has gaps between groups of letters, and hands write small ones.
    typed = ["".join(line.split()).upper() for line in said]
    found = [line for line in typed if line.startswith(KEY_BEGINS)]
    if len(found) == 1:
        return Key(found[0])
    if len(typed) == 1 and typed[0].startswith(KEY_BEGINS[:4]):
        raise mistyped()
    raise Problem(
        _("No secret key was found: one begins with {begin}. Nothing was changed.").format(
            begin=KEY_BEGINS
        ),
        REFUSED,
    )


def key_in(path: Path) -> Key:
    """The key in an identity file. Raises ``Problem``."""
    return key_from(_text_in(path))


def public_key_from(word: str) -> str:
    """The one public key that ``word`` is, or that stands in its file. Raises ``Problem``."""
    if word.strip().lower().startswith(PUBLIC_BEGINS):
        return checked(word.strip().lower())
    text = _text_in(Path(word))
    if KEY_BEGINS in text.upper():
        return key_from(text).public
    found = dict.fromkeys(re.findall(r"\bage1[a-z0-9]+\b", text))
    if len(found) != 1:
        sentence = _(
            "{file} holds {count} public keys; one is needed. It begins with {begin}. Nothing was"
            " changed."
        )
        raise Problem(
            sentence.format(file=Path(word).name, count=len(found), begin=PUBLIC_BEGINS), REFUSED
        )
    return checked(next(iter(found)))


def checked(public: str) -> str:
    """``public`` itself, if it is a public key. Raises ``Problem``."""
    pyrage = _pyrage()
    try:
        return str(pyrage.x25519.Recipient.from_str(public))
    except pyrage.RecipientError:
        raise mistyped() from None


def fingerprint(recipients: Sequence[str]) -> str:
    """Four words to read aloud: the same for the same keys, in whichever order."""
    return passphrase_words.fingerprint(_as_lines(recipients))


def digest(recipients: Sequence[str]) -> str:
    """The digest of public keys that this machine remembers."""
    return blake2b(_as_lines(recipients), digest_size=16).hexdigest()


def identity_file(key: Key, about: str) -> bytes:
    """A file that ``age -i`` takes; ``about`` is a line for who finds it."""
    return f"# {about}\n# public key: {key.public}\n{key.text}\n".encode()


def about() -> str:
    """The comment above a workshop's own key, for who finds it."""
    return _("The key of a sealed workshop. Whoever has it can read what was said there.")


def mistyped() -> Problem:
    """A key with a wrong letter: each carries a checksum."""
    return Problem(
        _(
            "The key is mistyped: a letter is wrong, missing or too many. Nothing was changed."
            " Compare it, try again."
        ),
        REFUSED,
    )


def recipients_file(recipients: Sequence[str]) -> bytes:
    """A file that ``age -R`` takes."""
    return b"".join(f"{recipient}\n".encode("ascii") for recipient in recipients)


def recipients_in(data: bytes, path: Path) -> tuple[str, ...]:
    """The public keys of a recipients file. Raises a ``Problem`` (``DAMAGED``) if it holds anything
    else.
    """
    text = data.decode("ascii", "replace")
    lines = [line.strip() for line in text.splitlines() if not line.startswith("#")]
    try:
        found = tuple(checked(line) for line in lines if line)
    except Problem:
        raise _no_keys(path) from None
    if not found:
        raise _no_keys(path)
    return found


def _no_keys(path: Path) -> Problem:
    return Problem(
        _(
            "{file} does not hold the public keys of a sealed workshop. Nothing was saved or"
            " changed. Open the workshop with its passphrase, or take this file from a copy."
        ).format(file=path.name),
        DAMAGED,
    )


def _public_of(text: str) -> str:
    return Key(text).public if is_secret(text) else checked(text)


@cache
def _recipient(public: str) -> Any:
    return _pyrage().x25519.Recipient.from_str(public)


def _pyrage() -> Any:
    # price: pyrage, 2 ms and not there on every system, and a plain workshop never needs it
    import pyrage

    return pyrage


def _as_lines(recipients: Sequence[str]) -> bytes:
    return "\n".join(sorted(set(recipients))).encode("ascii")


def _text_in(path: Path) -> str:
    try:
        with os_file.reading(path) as descriptor:
            return os_file.read_at(descriptor, _LARGEST_KEY_FILE, 0).decode("utf-8", "replace")
    except FileNotFoundError:
        sentence = _("There is no key file {file}. Nothing was changed. Check the name.")
        raise Problem(sentence.format(file=path.name), REFUSED) from None
    except OSError as trouble:
        raise errors.unreadable(path, trouble) from None
