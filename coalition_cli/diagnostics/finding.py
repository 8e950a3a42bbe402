"""The finding of one check of the machine: a level, what it means, what to do."""

from enum import Enum
from typing import NamedTuple

from coalition_cli.i18n import _


class Sign(Enum):
    """The level of a finding: how much it matters."""

    FINE = "fine"
    LOOK = "look"
    DANGER = "danger"

    def in_words(self) -> str:
        """The sign as people read it."""
        return {Sign.FINE: _("fine"), Sign.LOOK: _("look"), Sign.DANGER: _("danger")}[self]


class Finding(NamedTuple):
    """One thing that was looked at. ``advice`` is empty where nothing needs doing."""

    sign: Sign
    meaning: str
    advice: str = ""

    @property
    def needs_doing(self) -> bool:
        """True if somebody should act on it."""
        return self.sign is not Sign.FINE

    def __str__(self) -> str:
        words = " ".join(part for part in (self.meaning, self.advice) if part)
        return f"{self.sign.in_words()}: {words}"


def fine(meaning: str) -> Finding:
    """A finding for which nothing needs doing."""
    return Finding(Sign.FINE, meaning)


def look(meaning: str, advice: str) -> Finding:
    """A finding to look at when there is time."""
    return Finding(Sign.LOOK, meaning, advice)


def danger(meaning: str, advice: str) -> Finding:
    """A finding by which words may leak or be lost until somebody acts."""
    return Finding(Sign.DANGER, meaning, advice)
