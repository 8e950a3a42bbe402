r"""The tags behind the words of a line: who said it, and where it is put.

``text @Speaker @Second #theme >group``. A tag is one of the signs ``@ # >`` where a word begins,
with a name right behind it; it reaches to the next tag, or to the end of the line, so names may
have spaces. Words are what looks otherwise: an e-mail address, ``3 > 2``, a sign before a space or
a dot, and ``#`` or ``>`` before a figure (``#1``, ``>20 %``). ``@`` alone at the end is a tag
without a name. A sign that would be a tag and is meant as words has a backslash before it: ``\@``.
"""

import re
from typing import Final, NamedTuple

SPEAKER: Final = "@"
BUCKET: Final = "#"
GROUP: Final = ">"
SIGNS: Final = SPEAKER + BUCKET + GROUP

_POINTS: Final = r"\s!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_BEGINS: Final = rf"(?:@(?:[^{_POINTS}]|\s*\Z)|[#>][^{_POINTS}\d])"
_TAG: Final = re.compile(rf"(?<!\S)(?={_BEGINS})")
_ESCAPED: Final = re.compile(rf"(?<!\S)\\(?=\\*{_BEGINS})")
_WORDS: Final = re.compile(rf"(?<!\S)(?=\\*{_BEGINS})")


class Tag(NamedTuple):
    """One tag: its sign, and the name behind it as it was typed."""

    sign: str
    name: str


class Tagged(NamedTuple):
    """The words of a line, and the tags behind them in their order."""

    words: str
    tags: tuple[Tag, ...] = ()


def split(line: str) -> Tagged:
    """The words of ``line`` and its tags, whether anybody is called so or not."""
    starts = [found.start() for found in _TAG.finditer(line)]
    if not starts:
        return Tagged(_ESCAPED.sub("", line))
    ends = [*starts[1:], len(line)]
    pieces = (line[start:end] for start, end in zip(starts, ends, strict=True))
    tags = tuple(Tag(piece[0], piece[1:].strip()) for piece in pieces)
    return Tagged(_ESCAPED.sub("", line[: starts[0]].rstrip()), tags)


def may_have_tags(line: str) -> bool:
    """True if ``line`` has a tag, or a backslash that keeps a sign from being one."""
    return any(sign in line for sign in SIGNS) and _WORDS.search(line) is not None


def as_typed(words: str) -> str:
    """The ``words`` as they have to be typed for ``split`` to give them back without a tag."""
    return _WORDS.sub(r"\\", words)
