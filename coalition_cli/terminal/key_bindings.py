"""Keys that leave a prompt, and prompts: the words between ``Terminal`` and its two desks.

A desk is what takes the keys: the full screen, or one line after the other. It decides nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias, get_args

from coalition_cli.clock import Clock, part_at
from coalition_cli.i18n import _, ngettext
from coalition_cli.stage import Cue, Option
from coalition_cli.terminal.neutral_page import NeutralPage
from coalition_cli.terminal.pointing import Offer

if TYPE_CHECKING:
    from coalition_cli.terminal.shown_page import ShownPage

Leaving: TypeAlias = Literal[
    "answered",
    "command",
    "menu",
    "passed",
    "taken back",
    "skipped",
    "back",
    "ahead",
    "ground",
    "covered",
    "pause",
    "locked",
    "noted",
    "stale",
]

KEYS: dict[str, Leaving] = {
    "f1": "menu",
    "f2": "taken back",
    "f4": "passed",
    "f5": "skipped",
    "f6": "back",
    "f7": "ahead",
    "f8": "ground",
    "f9": "covered",
    "f12": "locked",
    "c-c": "pause",
    "c-z": "taken back",
}
"""The keys that leave any prompt.

Esc is the twin of F1; every one of them is also a line of the menu.
"""


class PageWays(NamedTuple):
    """The ways out of a page beside hiding and closing, which every page has.

    ``is_step``: it belongs to a step of an exercise. ``may_leave``: to leave it changes nothing;
    otherwise its options say how it is left. ``takes_back``: what was saved last can be undone.
    ``is_desk``: what the room sees stands on it, as during a step. ``has_private``: it shows less
    while the room can see this window.
    """

    is_step: bool = False
    may_leave: bool = True
    takes_back: bool = False
    is_desk: bool = False
    has_private: bool = False


OF_STEP: Final = PageWays(is_step=True, may_leave=False, takes_back=True, is_desk=True)


class Left(NamedTuple):
    """The way a prompt was left: its key, the text in it, the values chosen, mending or not.

    At a choice ``text`` is what waits for the next line, ``typed`` the line that was being typed.
    """

    by: Leaving
    text: str = ""
    values: tuple[str, ...] = ()
    is_mending: bool = False
    typed: str = ""


@dataclass(frozen=True)
class Line:
    """A prompt for words. ``draft`` is what stands in it already.

    ``notice`` is said beside it, for this once. ``start_with`` is a draft that nobody typed yet,
    and so need not be kept; ``ghost`` stands behind an empty line. ``enter`` says what Enter does
    where that is something else than saving. ``offers`` may be put in the place of words of the
    draft, one after the other, by Tab. ``cursor`` is the place in the draft at which it may be
    changed; None is its end. ``is_pointed_at``: the draft is not saved yet since it may name
    somebody; words that are typed on without changing it begin a line of their own behind it.
    ``takes_back``: F2 undoes what was saved last. ``is_off_record``: no answer is written.
    """

    prompt: str
    draft: str = ""
    hint: str = ""
    enter: str = ""
    default: str = ""
    start_with: str = ""
    ghost: str = ""
    notice: str = ""
    repeats: bool = False
    is_list: bool = False
    may_pass: bool = False
    takes_back: bool = True
    is_mending: bool = False
    completions: tuple[str, ...] = ()
    last_saved: str = ""
    offers: tuple[Offer, ...] = ()
    cursor: int | None = None
    is_pointed_at: bool = False
    is_off_record: bool = False


@dataclass(frozen=True)
class Picking:
    """A prompt for one of ``options``, or with ``is_many`` for any of them.

    ``chosen`` is marked already. ``keeps_words``: what is typed here and is no option's waits for
    the next line, as ``words`` did that were typed before; with ``takes_notes`` it may be kept as a
    note. ``typed`` is a line that was being typed. ``takes_commands``: a line with a slash is done
    at once. ``is_searched``: letters look for an option. Without ``is_settled``
    somebody was typing a moment ago, and a digit may belong to the next line of that. ``is_menu``:
    it stands over a prompt, and on a low screen it stands there alone. Once ``is_stale`` says so,
    page and options are left, to be drawn anew. ``is_pointed_at``: ``typed`` is no note yet, as it
    may name somebody; what is typed on is a line of its own. ``refusal``: why no words that are
    typed here are written; empty where they are.
    """

    prompt: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...]
    is_many: bool = False
    notice: str = ""
    keeps_words: bool = False
    takes_commands: bool = False
    takes_notes: bool = False
    is_searched: bool = True
    is_settled: bool = True
    is_menu: bool = False
    is_stale: Callable[[], bool] = lambda: False
    words: str = ""
    typed: str = ""
    is_pointed_at: bool = False
    refusal: str = ""


@dataclass
class Countdown:
    """Cues that are running by ``clock``. What is added to it lengthens the last of them.

    ``is_breath``: they belong to no step; the room stops for them.
    """

    cues: tuple[Cue, ...]
    clock: Clock
    is_breath: bool = False
    take_more: Callable[[float], None] = field(init=False)
    """Adds minutes, where the room wants to go on."""

    def __post_init__(self) -> None:
        self.take_more = self.clock.take_more

    def current(self) -> tuple[Cue, float]:
        """The cue that runs now, and the fill of its bar, 0 to 1; the last one if all are over."""
        number, elapsed = self.reached()
        cue, seconds = self.cues[number], self._seconds()[number]
        share = min(max(elapsed / seconds, 0), 1) if seconds else 1
        return cue, cue.bar_from + (cue.bar_to - cue.bar_from) * share

    def reached(self) -> tuple[int, float]:
        """The number of the cue that runs now, from 0, and its seconds; else the last one."""
        return part_at(self.clock.spent(), self._seconds())

    def _seconds(self) -> list[float]:
        seconds = [cue.seconds for cue in self.cues]
        seconds[-1] += self.clock.extra
        return seconds


class Desk(Protocol):
    """A desk: it shows a page and takes keys."""

    def open(self) -> None:
        """Take the screen."""

    def close(self) -> None:
        """Give the screen back as it was."""

    def paint(self, page: "ShownPage") -> None:
        """Show ``page`` at once."""

    def write(self, page: "ShownPage", line: Line) -> Left:
        """Words, typed under ``page``."""

    def pick(self, page: "ShownPage", picking: Picking) -> Left:
        """Values, chosen under ``page``."""

    def count_down(self, page: "ShownPage", countdown: Countdown) -> Left:
        """Wait until the room says that it goes on."""

    def cover(self, neutral: NeutralPage) -> Leaving:
        """Show nothing but this until Enter or its key, or until nobody is there any more."""

    def forget_keys(self) -> None:
        """Throw away what was typed before it was asked for."""

    def words_ahead(self) -> str:
        """Take what was typed before it was asked for: its words; all else is thrown away.

        An Enter or a digit that nobody typed at a question must not answer it.
        """

    def half_typed(self) -> tuple[str, bool]:
        """The text in the prompt now, and True if it mends the line that was saved last."""


Keep: TypeAlias = Callable[[str, bool], None]
"""Takes what stands in a prompt, and whether it mends the line that was saved last."""


Group: TypeAlias = Literal["line", "step", "room", "day", "leave"]
"""The parts of the menu, in their order."""

_GROUPS: Final[tuple[Group, ...]] = get_args(Group)


class Way(NamedTuple):
    """A line of the menu: what it does, its words, and the key or command that does the same."""

    value: str
    words: str
    key: str = ""
    group: Group = "leave"


def menu_options(
    line: Line | None,
    offered: PageWays,
    *,
    has_keys: bool,
    has_commands: bool,
    can_take_more: bool = False,
    is_keyed: bool = False,
    beside: Sequence[Way] = (),
) -> list[Option]:
    """Options of the menu: over a prompt for words everything, else what makes sense there.

    With ``has_keys`` each line names the key that does the same at once. ``is_keyed``: a hidden
    screen comes back by a key that was chosen for it. ``beside`` are commands that have a line of
    their own.
    """
    ways = _ways_of_line(line, offered, has_commands=has_commands)
    ways += _ways_of(offered, is_keyed=is_keyed)
    if can_take_more:
        ways.append(Way("more", _("One more minute"), "/more 1" if has_commands else "", "room"))
    ways += beside
    ways.sort(key=lambda way: _GROUPS.index(way.group))
    options = []
    for way in ways:
        is_told = way.key and (has_keys or way.key.startswith("/"))
        words, key = (f"{way.words} ({way.key})", way.key) if is_told else (way.words, "")
        options.append(Option(way.value, words, short=way.words.partition(";")[0], state=key))
    return options


def _ways_of_line(line: Line | None, offered: PageWays, *, has_commands: bool) -> list[Way]:
    """What can be done with the line that is typed, or with those before it."""
    ways = [Way("carry on", _("Carry on"), "", "line")]
    if line and line.may_pass:
        ways.append(Way("passed", _("Pass"), "F4", "line"))
    if line and line.last_saved:
        ways.append(Way("mend", _("Mend the last line"), "F3", "line"))
    if has_commands:
        ways.append(Way("command", _("Change or find a line by its number"), "/", "line"))
    if offered.takes_back:
        ways.append(Way("taken back", _("Take back the last thing saved"), "F2", "line"))
    return ways


def _ways_of(offered: PageWays, *, is_keyed: bool) -> list[Way]:
    """The ways out of a page, each with its words and its key."""
    ways = []
    if offered.may_leave:
        ways.append(Way("leave", _("Leave it as it is; nothing is changed"), "F6", "step"))
    if offered.is_step:
        ways += [
            Way("skipped", _("Skip this step; it can be taken up later"), "F5", "step"),
            Way("back", _("Back to the step before; nothing is deleted"), "F6", "step"),
            Way("again", _("Start this step again"), "", "step"),
        ]
    hide = _("Hide the screen; Enter brings it back")
    if is_keyed:
        hide = _("Hide the screen; your key brings it back")
    ways += [
        Way("covered", hide, "F9", "room"),
        Way("ground", _("Stop for a slow breath"), "F8", "room"),
    ]
    if not offered.may_leave:
        ways.append(Way("pause", _("Pause here and keep everything"), "Ctrl-C", "leave"))
    return [*ways, Way("locked", _("Close at once and clear the screen"), "F12", "leave")]


def removed_words(count: int) -> str:
    """A sentence for ``count`` invisible characters that were taken out of what was typed.

    Empty for none.
    """
    if not count:
        return ""
    words = ngettext(
        "Removed {count} invisible character.", "Removed {count} invisible characters.", count
    )
    return words.format(count=count)


def key_words(parts: Sequence[str], clock: str, width: int) -> str:
    """As many of ``parts`` as fit before the clock on one line of ``width`` cells.

    The clock always stands.
    """
    # price: rich, 10 ms, and who only wants the names of keys needs none
    from rich.cells import cell_len

    shown = ""
    for part in parts:
        longer = f"{shown} · {part}" if shown else part
        if cell_len(longer) + (cell_len(clock) + 3 if clock else 0) > width - 2:
            continue
        shown = longer
    gap = " " * max(1, width - 2 - cell_len(shown) - cell_len(clock))
    return f" {shown}{gap}{clock} " if clock else f" {shown}"
