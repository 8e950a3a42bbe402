"""Words that anybody can say and spell: for passphrases, and for fingerprints read aloud."""

import math
import secrets
from hashlib import blake2b
from typing import Final

_CONSONANTS: Final = "bdfghjklmnprstvwz"
_VOWELS: Final = "aeiou"
_SYLLABLES: Final = tuple(consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS)
_A_WORD: Final = 2
PASSPHRASE_WORDS: Final = 6
FEWEST_WORDS: Final = 4
_FEWEST_CHARACTERS: Final = 16
_ENOUGH_CHARACTERS: Final = 20
_FEWEST_KINDS: Final = 8
_FINGERPRINT_WORDS: Final = 4


def passphrase() -> str:
    """Six words from the system's source of randomness."""
    return " ".join(
        "".join(secrets.choice(_SYLLABLES) for _syllable in range(_A_WORD))
        for _word in range(PASSPHRASE_WORDS)
    )


def is_too_short(words: str) -> bool:
    """True if whoever takes the laptop may guess ``words``.

    Enough are four words with 16 characters, or 20 characters of any kind, and no repetition.
    """
    given = words.split()
    length = sum(map(len, given))
    if length < _FEWEST_CHARACTERS or len(set("".join(given))) < _FEWEST_KINDS:
        return True
    return len(set(given)) < FEWEST_WORDS and length < _ENOUGH_CHARACTERS


def passphrase_bits() -> float:
    """The bits of chance in such a passphrase."""
    return PASSPHRASE_WORDS * _A_WORD * math.log2(len(_SYLLABLES))


def fingerprint(data: bytes) -> str:
    """Four words that stand for ``data``: the chance that others have the same is one in 10^15."""
    number = int.from_bytes(blake2b(data, digest_size=16).digest(), "big")
    words = []
    for _word in range(_FINGERPRINT_WORDS):
        number, rest = divmod(number, len(_SYLLABLES) ** _A_WORD)
        words.append(_SYLLABLES[rest // len(_SYLLABLES)] + _SYLLABLES[rest % len(_SYLLABLES)])
    return " ".join(words)
