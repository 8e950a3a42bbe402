"""``Terminal``: the stage of a real room. It decides what an answer is; a desk shows it and takes the keys."""

import re
import signal
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self, TypeVar

from coalition_cli.blocks import Block, Heading, Prompt, Tone
from coalition_cli.clock import Clock, now
from coalition_cli.errors import INTERRUPTED, Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import MOST_CHARACTERS, clean, is_empty
from coalition_cli.stage import (
    Again,
    Back,
    Cue,
    Finished,
    Ground,
    Key,
    Mend,
    Move,
    Option,
    Page,
    Passed,
    Pause,
    PeopleStage,
    Question,
    Skip,
    TakeBack,
)
from coalition_cli.terminal.alternate_screen import (
    clear_behind,
    is_plain_terminal,
    let_go_of_a_lost_screen,
)
from coalition_cli.terminal.idle import Watch
from coalition_cli.terminal.key_bindings import (
    Countdown,
    Desk,
    Keep,
    Left,
    Line,
    Picking,
    menu_options,
    removed_words,
)

if TYPE_CHECKING:
    from coalition_cli.terminal.current_page import Page as CurrentPage

T = TypeVar("T")

MOVES: Final[dict[str, type[Move]]] = {
    "passed": Passed,
    "taken back": TakeBack,
    "skipped": Skip,
    "back": Back,
    "again": Again,
    "ground": Ground,
    "pause": Pause,
}
_LIST_MARK: Final = re.compile(r"^\s*(?:[-*•–—·]|\d{1,3}[.)])\s+")


class Terminal(PeopleStage):
    """A stage with people in front of it, on the whole screen or, with ``plain``, a line at a time.

    ``keep_typing`` is called with whatever is typed and not yet saved, and whether it mends the line before: about
    every second, and before every way out; with ``""`` once it was answered and the next thing is asked, so that
    what it keeps is never gone before the answer is on disk. ``curtain`` is told what the wall must show instead of
    the room's words: ``"plain"`` while the screen is hidden, ``"breath"`` from ``Ground`` to the end of the ``wait``
    that follows it (or to the next question), ``""`` when it may show them again.
    ``lock_after`` seconds without a key everything closes as with F12; 0 means never.
    Use it as a context manager: it takes the screen and gives it back, whatever happens.
    """

    def __init__(
        self,
        *,
        plain: bool = False,
        keep_typing: Keep,
        curtain: Callable[[str], None],
        lock_after: float = 0,
    ) -> None:
        self._is_plain = plain or is_plain_terminal()
        self._watch = Watch(lock_after)
        self._keep_typing = keep_typing
        self._curtain = curtain
        self._header: tuple[Block, ...] = ()
        self._body: tuple[Block, ...] = ()
        self._sentences: tuple[tuple[str, Tone], ...] = ()
        self._clock = Clock()
        self._offered = ("", False)
        self._unsent: dict[tuple[object, ...], str] = {}
        self._queue: deque[str] = deque()
        self._notice = ""
        self._kept = ("", False)
        self._is_answered = False
        self._is_breathing = False
        self._is_read = False
        self._handlers: dict[signal.Signals, Any] = {}
        self._desk = self._make_desk()

    def __enter__(self) -> Self:
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                number = signal.Signals[name]
                self._handlers[number] = signal.signal(number, self._hang_up)
        self._desk.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._settle()
        finally:
            self._desk.close()
            let_go_of_a_lost_screen()
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            self._handlers.clear()

    def open_step(
        self, title_blocks: Sequence[Block], seconds: float = 0, started: float | None = None
    ) -> None:
        """Begin a page: what stands at its top, and its clock.

        ``seconds`` 0 means no clock; ``started`` is a value of ``clock.now``, None for this moment.
        """
        self._settle()
        self._header = tuple(title_blocks)
        self._body, self._is_read = (), False
        self._sentences = ()
        self._clock = Clock(seconds, now() if started is None else started)

    def tell(self, sentence: str) -> None:
        """Put ``sentence`` beside the next question, for this once."""
        self._notice = sentence

    def offer_half_typed(self, text: str, is_mending: bool = False) -> None:
        """Let the next ``ask`` start with ``text``, which was kept before; ``is_mending`` as it was kept."""
        self._offered = self._kept = (text, is_mending)

    def show(self, page: Page) -> None:
        blocks = page() if callable(page) else page
        self._body, self._is_read = tuple(blocks), False
        self._sentences = ()
        self._desk.paint(self._page)

    def read(self, page: Page) -> None:
        """Like ``show``; where not all of it fits, it stands from its beginning."""
        self.show(page)
        self._is_read = True

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        self._sentences = (*self._sentences, (sentence, tone))
        self._desk.paint(self._page)

    def ask(self, question: Question[T]) -> T:
        self._settle()
        self._breathed()
        line = self._line(question)
        is_queued = bool(self._queue) and question.repeats and question.is_list
        left = (
            Left("answered", self._queue.popleft())
            if is_queued
            else self._desk.write(self._page, line)
        )
        while True:
            line = replace(line, draft=left.text, is_mending=left.is_mending)
            if left.by == "answered":
                left = self._spread(question, left)
                try:
                    return self._answer(question, left)
                except Problem as problem:
                    line = replace(line, draft=left.text, notice=problem.sentence)
            else:
                line = self._turn_line(question, line, left)
            left = self._desk.write(self._page, line)

    def choose(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: str | None,
        *,
        first: str | None = None,
    ) -> str:
        offered = default if first is None else first
        chosen = () if offered is None else (offered,)
        return self._pick(Picking(prompt, tuple(options), chosen))[0]

    def choose_many(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: Sequence[str],
        *,
        first: Sequence[str] | None = None,
    ) -> list[str]:
        chosen = tuple(default if first is None else first)
        return self._pick(Picking(prompt, tuple(options), chosen, is_many=True))

    def wait(self, cues: Sequence[Cue]) -> None:
        self._settle()
        notice, self._notice = self._notice, ""
        if notice:
            self.say(notice)
        countdown = Countdown(tuple(cues))
        while (left := self._desk.count_down(self._page, countdown)).by != "answered":
            self._turn(left)
        self._breathed()

    def ask_word(self, prompt: str, word: str) -> bool:
        """Whether ``word`` was typed, after everything typed too early was thrown away; anything else is no."""
        self._settle()
        self._desk.forget_keys()
        hint = _("Type “{word}” and Enter to go on. Anything else changes nothing.").format(
            word=word
        )
        line = Line(prompt, hint=hint, enter=_("Enter: only with the word"))
        while True:
            left = self._desk.write(self._page, line)
            if left.by == "covered":
                self._hide()
            elif left.by == "locked":
                self._lock()
            elif left.by == "pause":
                raise Pause
            else:
                return left.by == "answered" and clean(left.text).text.casefold() == word.casefold()

    @property
    def _page(self) -> "CurrentPage":
        # price: rich, 30 ms, and the first frame stands before the first page
        from coalition_cli.terminal.current_page import Page as CurrentPage

        return CurrentPage(self._header, self._body, self._sentences, self._is_plain, self._is_read)

    def _make_desk(self) -> Desk:
        if self._is_plain:
            # price: each desk has what the other never needs
            from coalition_cli.terminal.plain_mode import PlainDesk

            return PlainDesk(lambda: self._clock, self._keep, self._watch)
        # price: prompt_toolkit, 60 ms, and a plain terminal never draws with it
        from coalition_cli.terminal.fullscreen import FullDesk

        return FullDesk(lambda: self._clock, self._keep, self._watch)

    def _line(self, question: Question[Any]) -> Line:
        offered, was_mending = self._offered
        draft = offered or self._unsent.pop(self._whereabouts(question), "") or question.start_with
        self._offered = ("", False)
        notice, self._notice = self._notice, ""
        return Line(
            prompt=question.prompt,
            draft=draft,
            hint=question.hint,
            default=question.default or "",
            start_with=question.start_with,
            notice=notice,
            repeats=question.repeats,
            is_list=question.is_list,
            may_pass=question.may_pass,
            is_mending=was_mending and bool(question.last_saved),
            completions=question.completions,
            last_saved=question.last_saved,
        )

    def _spread(self, question: Question[Any], left: Left) -> Left:
        """The first line of a pasted list; the others wait for the questions that follow."""
        lines = _listed(clean(left.text).text) if question.repeats and question.is_list else []
        if len(lines) < 2 or left.is_mending:
            return left
        self._keep("\n".join(lines))
        self._queue.extendleft(reversed(lines[1:]))
        return Left("answered", lines[0])

    def _answer(self, question: Question[T], left: Left) -> T:
        typed = clean(left.text)
        if left.is_mending:
            if is_empty(typed.text):
                raise Problem(_("Nothing was changed. To take the last line back, press F2."))
            self._is_answered = True
            raise Mend(typed.text)
        if is_empty(typed.text):
            if question.repeats:
                raise Finished
            return question.read(question.default or "")
        if len(typed.text) > MOST_CHARACTERS:
            raise Problem(_too_long(len(typed.text)))
        answer = question.read(typed.text)
        self._notice = removed_words(typed.removed)
        self._is_answered = True
        return answer

    def _turn_line(self, question: Question[Any], line: Line, left: Left) -> Line:
        """The same prompt again, with what stood in it, after a look at something else; or a ``Move``."""
        text = "" if left.is_mending or left.text == line.start_with else left.text
        if left.is_mending:
            self._keep("" if left.text == line.last_saved else left.text, True)
        else:
            self._keep(self._unsaved(text))
        was_asked = line.notice == _passing_takes(text)
        line = replace(line, notice="")
        way = self._way(left, line)
        if way == "mend" and text:
            return replace(
                line, notice=_("Save or clear this line first; then the last one can be mended.")
            )
        if way == "passed" and text and not was_asked:
            return replace(line, draft=text, notice=_passing_takes(text))
        if way == "mend":
            return replace(line, draft=line.last_saved, is_mending=True)
        if way == "pause" and left.is_mending:
            raise Pause
        if way != "carry on":
            self._leave(MOVES[way](), question, text)
        return line

    def _leave(self, move: Move, question: Question[Any], text: str) -> NoReturn:
        """Go, keeping what is half typed for when the same is asked again; whoever passes leaves no words."""
        text = self._unsaved("" if isinstance(move, Passed) else text)
        self._queue.clear()
        self._keep(text)
        if text:
            self._unsent[self._whereabouts(question)] = text
        self._go(move)

    def _whereabouts(self, question: Question[Any]) -> tuple[object, ...]:
        """What stays the same when a question is asked again: the titles of the page and its own words."""
        return (
            *(block for block in self._header if isinstance(block, (Heading, Prompt))),
            question.prompt,
        )

    def _turn(self, left: Left) -> None:
        """Come back to a prompt without words after a look at something else, or raise a ``Move``."""
        way = self._way(left, None)
        if way != "carry on":
            self._go(MOVES[way]())

    def _way(self, left: Left, line: Line | None) -> str:
        """What the room wants: a key of ``MOVES``, ``mend``, or ``carry on`` once menu and curtain are done with."""
        way: str = left.by
        if way == "menu":
            self._desk.forget_keys()
            options = tuple(menu_options(line, has_keys=not self._is_plain))
            picked = self._desk.pick(self._page, Picking(_("What now?"), options, ("carry on",)))
            way = picked.values[0] if picked.by == "answered" else picked.by
        if way == "locked":
            self._lock()
        if way == "covered":
            self._hide()
        return "carry on" if way in ("covered", "menu") else way

    def _go(self, move: Move) -> NoReturn:
        if isinstance(move, Ground):
            self._is_breathing = True
            self._curtain("breath")
        raise move

    def _pick(self, picking: Picking) -> list[str]:
        self._settle()
        self._breathed()
        self._desk.forget_keys()
        notice, self._notice = self._notice, ""
        picking = replace(picking, notice=notice)
        while (left := self._desk.pick(self._page, picking)).by != "answered":
            picking = replace(picking, chosen=left.values)
            self._turn(left)
        return list(left.values)

    def _keep(self, text: str, is_mending: bool = False) -> None:
        if (text, is_mending) != self._kept:
            self._keep_typing(text, is_mending)
            self._kept = (text, is_mending)

    def _settle(self) -> None:
        """What was answered is on disk by now: stop keeping it as half typed."""
        if self._is_answered:
            self._is_answered = False
            self._keep("\n".join(self._queue))

    def _unsaved(self, text: str) -> str:
        return "\n".join([text, *self._queue] if text else self._queue)

    def _hide(self) -> None:
        self._curtain("plain")
        if self._desk.cover(_("Break")) == "locked":
            self._lock()
        self._curtain("breath" if self._is_breathing else "")

    def _lock(self) -> NoReturn:
        """Close at once: what is typed is kept, nothing can be read or scrolled back to, the wall shows no words."""
        self._curtain("plain")
        clear_behind()
        raise Problem(
            _("Closed, and the screen cleared. Everything that was saved is kept."), INTERRUPTED
        )

    def _breathed(self) -> None:
        """The room goes on after a breath: the wall may show its words again."""
        if self._is_breathing:
            self._is_breathing = False
            self._curtain("")

    def _hang_up(self, number: int, frame: FrameType | None) -> NoReturn:
        text, is_mending = self._desk.half_typed()
        if unsaved := text if is_mending else self._unsaved(text):
            self._keep(unsaved, is_mending)
        raise SystemExit(128 + number)


def _listed(text: str) -> list[str]:
    """The lines of a pasted list without their marks and numbers, the empty ones left out."""
    lines = (_LIST_MARK.sub("", line).strip() for line in text.split("\n"))
    return [line for line in lines if not is_empty(line)]


def _passing_takes(text: str) -> str:
    return ngettext(
        "{count} character stands here. Passing once more takes it away; Enter saves it.",
        "{count} characters stand here. Passing once more takes them away; Enter saves them.",
        len(text),
    ).format(count=len(text))


def _too_long(count: int) -> str:
    return _(
        "This is {count} characters; one answer holds {most}. Nothing was cut: it still stands here. "
        "Divide it into parts and save each part."
    ).format(count=count, most=MOST_CHARACTERS)
