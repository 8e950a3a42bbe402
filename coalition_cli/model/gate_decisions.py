"""Decisions of the consent gate: what becomes of words that may name somebody, for whom.

A workshop remembers them as entries of a place of their own, which hold no word that anybody said:
the line, where in its words the stretch stands, and a short digest by which a changed text is known
to be another one.
"""

from hashlib import blake2b
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from coalition_cli.model.audience import Audience
from coalition_cli.model.body_shape import words_at
from coalition_cli.model.entry import FINDINGS, Body
from coalition_cli.model.workshop import Workshop

Did: TypeAlias = Literal["keep", "out", "replace", "office"]
"""What was decided: the words stay; the whole line stays out; others stand in their place.

``replace``: a word for a person, a place or a number; ``office``: one for an office.
"""

DIDS: Final[tuple[Did, ...]] = get_args(Did)

TITLE: Final = "title"
"""Stands for the id of a line where the words are those of the workshop's title."""

_DIGEST_BYTES: Final = 2
"""Enough to see that a text changed, and too few to find out a text that was withdrawn."""


class Stretch(NamedTuple):
    """A stretch of a text of the line ``entry``, from ``start`` up to ``end``.

    ``entry`` is the id of the line, ``TITLE``, or empty for a sentence that no line holds.
    """

    entry: str
    digest: str
    start: int
    end: int


def digest_of(text: str) -> str:
    """Four hex digits that tell ``text`` from what it becomes when somebody changes it."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES).hexdigest()


def body_of(stretch: Stretch, audience: Audience, did: Did) -> Body:
    """The body of the entry that remembers a decision."""
    return {**stretch._asdict(), "audience": audience, "did": did}


def decisions(workshop: Workshop, audience: Audience) -> dict[Stretch, Did]:
    """What was decided for ``audience``, the newest of each; what cannot be read is none."""
    found: dict[Stretch, Did] = {}
    for entry in workshop.standing(FINDINGS):
        body = entry.body
        did = next((each for each in DIDS if each == body.get("did")), None)
        start, end = body.get("start"), body.get("end")
        if did and type(start) is int and type(end) is int and body.get("audience") == audience:
            where = words_at(body, "entry"), words_at(body, "digest")
            found[Stretch(*where, start, end)] = did
    return found
