"""The sentence about a clock that is wrong, told once a sitting."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from coalition_cli.i18n import _
from coalition_cli.phrasing.dates import long_form
from coalition_cli.store.files.mark import Clock


class Saving(Protocol):
    """What saves lines: ``clock`` is set where one was saved under a doubtful clock."""

    clock: Clock | None
    is_clock_told: bool


def tell_clock(saving: Saving, tell: Callable[[str], None]) -> None:
    """``tell`` of the clock under which ``saving`` saved a line, if it is doubtful; only once."""
    if saving.clock and not saving.is_clock_told:
        saving.is_clock_told = True
        tell(sentence_of(saving.clock))


def sentence_of(clock: Clock) -> str:
    """Return what the clock says, what the line before says, and what to do."""
    if not clock.before:
        sentence = _(
            "The clock of this laptop says {now}. The line is kept. Set the clock if it is wrong: "
            "lines keep their order, but this one keeps its time."
        )
        return sentence.format(now=long_form(datetime.fromisoformat(clock.at).astimezone().date()))
    now, before = (datetime.fromisoformat(at).astimezone() for at in clock)
    days = [long_form(each.date()) for each in (now, before)]
    if now.date() == before.date():
        days = [f"{day}, {each:%H:%M}" for day, each in zip(days, (now, before), strict=True)]
    sentence = _(
        "The clock of this laptop says {now}; the last line here is of {before}. The line is kept. "
        "Set the clock if it is wrong: lines keep their order, but this one keeps its time."
    )
    return sentence.format(now=days[0], before=days[1])
