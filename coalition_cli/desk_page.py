"""What stands at the desk during a step: the slide of the room, and what is for the desk alone."""

from dataclasses import dataclass
from typing import NamedTuple

from coalition_cli.slide import Slide


class LastLine(NamedTuple):
    """A line saved last: its number, who said it, its words, and the time.

    ``is_seen``: the room may read it.
    """

    mark: str
    by: str
    text: str
    time: str
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk at one moment of a step.

    ``where`` is the step, ``pace`` how the day goes. ``only_you`` are lines for the desk, the most
    important first, ``beside`` what everybody may read though the wall has it not; ``ahead`` is
    the slide that comes next, and ``then`` the words that name it.
    ``saved`` says what is on the disk.
    """

    slide: Slide
    where: str = ""
    pace: str = ""
    only_you: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    not_yet_heard: tuple[str, ...] = ()
    then: str = ""
    ahead: Slide | None = None
    last: tuple[LastLine, ...] = ()
    saved: str = ""
