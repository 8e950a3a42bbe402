"""``Terminal``: the stage of a real room.

It decides what an answer is; a desk shows it and takes the keys. More than 500 lines: every way in
which a question may be answered, put off or left stands in one place.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Self, TypeVar

from coalition_cli.blocks import Block, Heading, Prompt, Tone
from coalition_cli.clock import Clock
from coalition_cli.desk_page import DeskPage
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.raw_text.pasted_list import listed, one_line
from coalition_cli.same_name import is_same_name
from coalition_cli.sanitize import MOST_CHARACTERS, clean, is_empty
from coalition_cli.stage import (
    Changed,
    Cue,
    Finished,
    Key,
    Mend,
    Option,
    Page,
    Pause,
    PeopleStage,
    Question,
)
from coalition_cli.terminal.alternate_screen import (
    clear_behind,
    is_plain_terminal,
    let_go_of_a_lost_screen,
)
from coalition_cli.terminal.idle import Watch
from coalition_cli.terminal.key_bindings import (
    OF_STEP,
    Desk,
    Keep,
    Left,
    Line,
    PageWays,
    Picking,
    Way,
    removed_words,
)
from coalition_cli.terminal.neutral_page import NeutralPage
from coalition_cli.terminal.off_record import OffRecord, Sitting
from coalition_cli.terminal.pointing import NamesIn, PointedAt, Pointing, names_nobody
from coalition_cli.terminal.prompt_drafts import HalfTyped, Whereabouts
from coalition_cli.terminal.prompt_warnings import passing_takes, tab_puts, too_long, with_tab
from coalition_cli.terminal.room_at_desk import NoRoom, RoomAtDesk
from coalition_cli.terminal.room_time import RoomTime
from coalition_cli.terminal.wall_curtain import Curtain
from coalition_cli.terminal.ways_out_of_prompt import CARRY_ON, COMMAND, MEND, Ways

if TYPE_CHECKING:
    from coalition_cli.terminal.current_page import Page as CurrentPage
    from coalition_cli.terminal.shown_page import ShownPage
    from coalition_cli.terminal.slides.frame import Framing

T = TypeVar("T")

Commands = Callable[[str], str]
"""Takes the words after a slash, does what they say, and returns the sentence that says it.

Raises ``Problem`` for what is no command, and a ``Move`` where the room goes on otherwise.
"""

KeepNote = Callable[[Sequence[str]], str]
"""Saves lines as notes of the workshop and returns the sentence that says so.

Raises ``Problem``.
"""


class _OpenPage(NamedTuple):
    """A page as it stands, to be opened again after others."""

    header: tuple[Block, ...]
    private: tuple[Block, ...]
    body: Page
    sentences: tuple[tuple[str, Tone], ...]
    is_read: bool
    is_alone: bool
    offered: PageWays
    clock: Clock


class Terminal(PeopleStage):
    """A stage with people in front of it, on the whole screen or, with ``plain``, a line at a time.

    ``keep_typing`` is called with whatever is typed and not yet saved, and whether it mends the
    line before: about every second, and before every way out; with ``""`` once it was answered and
    the next thing is asked, so that what it keeps is never gone before the answer is on disk.
    ``curtain`` is told what the wall must show instead of the room's words: ``"plain"`` while the
    screen is hidden, ``"breath"`` from ``Ground`` to the end of the ``wait`` that follows it (or to
    the next question), ``""`` when it may show them again. ``lock_after`` seconds without a key,
    and without a clock that runs, the screen is locked; 0 means never. ``unlock`` asks then who is
    there, and the page comes back; without it, or where it says no, all closes as with F12.
    ``names_in`` finds words that may name somebody, in what others will read. ``sitting`` knows if
    an earlier page was left off the record. Use it as a context manager: it takes the screen and
    gives it back, whatever happens.
    """

    def __init__(
        self,
        *,
        plain: bool = False,
        keep_typing: Keep,
        curtain: Callable[[str], None],
        lock_after: float = 0,
        unlock: Callable[[], bool] = lambda: False,
        names_in: NamesIn = names_nobody,
        sitting: Sitting | None = None,
    ) -> None:
        self._is_plain = plain or is_plain_terminal()
        self.time = RoomTime()
        """The clocks of the room."""
        self._watch = Watch(lock_after, self.time.is_timed)
        self._unlock = unlock
        self._keeps_nothing = False
        self._typed = HalfTyped(self._on_record(keep_typing))
        self.off_record = OffRecord(self._typed.forget, sitting)
        self._pointing = Pointing(names_in)
        self._curtain = Curtain(curtain)
        self._header: tuple[Block, ...] = ()
        self._private: tuple[Block, ...] = ()
        self._body: Page = ()
        self._sentences: tuple[tuple[str, Tone], ...] = ()
        self._notice = ""
        self._is_read = False
        self._turn_begun = ""
        self.commands: Commands | None = None
        """Takes a line that begins with a slash; without it that is an answer like others."""
        self.how_to_command: Callable[[], str] = str
        """Names the commands that such a line may give."""
        self.commands_beside: Callable[[], Sequence[Way]] = tuple
        """The commands that have a line of their own in the menu."""
        self.keep_note: KeepNote | None = None
        """Takes words that were typed at a choice and are no option's; without it they wait."""
        self.before_room: Callable[[tuple[str, ...]], None] = lambda _at: None
        """Is told the ids of what a kind puts before the room."""
        self.room: RoomAtDesk = NoRoom()
        """Knows what the room sees, and if it can see this window."""
        self._is_alone = self._is_ahead = False
        self._is_wall_known = self._is_wall_told = False
        self._framing: Framing | None = None
        self._handlers: dict[signal.Signals, Any] = {}
        self._desk = self._make_desk()
        self._ways = Ways(
            self._desk,
            self._curtain,
            self._page_now,
            self._page_of_blocks,
            has_keys=not self._is_plain,
            has_commands=lambda: self.commands is not None,
            come_back=self._come_back,
            time=self.time,
            beside=self._ways_beside,
        )

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
                self._typed.settle()
        finally:
            self._desk.close()
            let_go_of_a_lost_screen()
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            self._handlers.clear()

    def stay_hidden(self) -> None:
        """Where a key was chosen for that, stand hidden until it is typed; the wall stays so."""
        self._ways.stay_hidden()

    def hide_behind(self, neutral: Callable[[], NeutralPage]) -> None:
        """Let that page stand here while the screen is hidden."""
        self._ways.neutral = neutral

    def open_step(
        self,
        title_blocks: Sequence[Block],
        clock: Clock | None = None,
        title: str = "",
        private: Sequence[Block] = (),
    ) -> None:
        """Begin a page of the step ``title``: what stands at its top, and its clock, if any.

        ``private`` stands below it for as long as the room cannot see this window.
        """
        self._open(title_blocks, OF_STEP, private)
        self._ways.step_title = title
        self.time.open_step(clock or Clock())

    def open_page(
        self,
        title_blocks: Sequence[Block],
        clock: Clock | None = None,
        *,
        may_leave: bool = True,
        takes_back: bool = False,
        is_desk: bool = False,
        has_private: bool = False,
        private: Sequence[Block] = (),
    ) -> None:
        """Begin a page beside the steps, as ``open_step`` begins one of a step.

        ``may_leave``: to leave it changes nothing, and a breath comes back to it; otherwise both
        are left to the caller. ``takes_back``: whoever opens it knows ``TakeBack``. ``is_desk``:
        the desk stands there instead of the blocks, where there is one. ``has_private``: whoever
        opens it draws it anew, on ``Changed``, where the room can see this window or no longer can.
        """
        offered = PageWays(False, may_leave, takes_back, is_desk, has_private)
        self._open(title_blocks, offered, private)
        self.time.open_page(clock or Clock())

    def _open(
        self, title_blocks: Sequence[Block], offered: PageWays, private: Sequence[Block]
    ) -> None:
        self._typed.settle()
        self._ways.offered = offered
        self._header, self._private = tuple(title_blocks), tuple(private)
        self._body, self._is_read = (), False
        self._is_alone = self._is_ahead = False
        self._sentences = ()

    def tell(self, sentence: str) -> None:
        """Put ``sentence`` beside the next question, for this once, after what is told there."""
        self._notice = " ".join(filter(None, (self._notice, sentence)))

    def offer_half_typed(self, text: str, is_mending: bool = False) -> None:
        """Let the next ``ask`` start with ``text``, which was kept before.

        ``is_mending`` as it was kept.
        """
        self._typed.offer(text, is_mending)

    def let_wait(self, text: str) -> None:
        """Let the next ``ask`` start with ``text``, typed where no words were asked for."""
        self._typed.wait(text)

    def show(self, page: Page) -> None:
        self._body, self._is_read, self._is_alone = page, False, False
        self._sentences = ()
        self._desk.paint(self._page_now())

    def read(self, page: Page) -> None:
        """Like ``show``; where not all of it fits, it stands from its beginning."""
        self.show(page)
        self._is_read = True

    def show_alone(self, page: Page) -> None:
        self.show(page)
        self._is_alone = True
        self._desk.paint(self._page_now())

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        self._sentences = (*self._sentences, (sentence, tone))
        self._desk.paint(self._page_now())

    def ask(self, question: Question[T]) -> T:
        self._typed.settle()
        self._curtain.end_breath()
        self._tell_of_wall_line_by_line()
        is_typed = not (self._typed.has_next_line and question.repeats and question.is_list)
        line = self._line(question, is_typed=is_typed)
        if is_typed:
            with self._telling_of_wall():
                left = self._desk.write(self._page_now(), line)
        else:
            left = Left("answered", self._typed.next_line())
        while True:
            line = replace(
                line,
                draft=left.text,
                is_mending=left.is_mending,
                cursor=None,
                offers=(),
                is_pointed_at=False,
            )
            if left.by == "answered":
                try:
                    self._look_at_list(question, left)
                    whole, left = left, self._spread(question, left)
                    if is_typed and "\n" not in whole.text.strip():
                        left = self._without_slash(left)
                    if not self._is_refused(question, left):
                        return self._answer(question, left)
                    self._typed.forget()
                    line = replace(line, draft="", notice=self.off_record.refusal, is_mending=False)
                except Problem as problem:
                    told = problem.sentence if self._is_plain else with_tab(problem, question)
                    line = replace(line, draft=left.text, notice=told)
                except PointedAt as pointed:
                    self._typed.keep_with_queue(left.text, left.is_mending)
                    line = _pointed_at(
                        replace(line, draft=left.text), pointed, is_plain=self._is_plain
                    )
            else:
                line = self._turn_line(question, line, left)
            left = self._desk.write(self._page_now(), line)

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
        while True:
            (value,) = self._pick(Picking(prompt, tuple(options), chosen))
            if not self.off_record.refuses(key, value):
                return value
            self._notice = self.off_record.refusal

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
        while True:
            values = self._pick(Picking(prompt, tuple(options), chosen, is_many=True))
            if not self.off_record.refuses(key, ""):
                return values
            self._notice = self.off_record.refusal

    def put(self, *at: str) -> None:
        self.before_room(at)

    def look(self, onward: str) -> None:
        def read(given: str) -> str:
            return "" if given == onward else given

        typed = self.ask(Question(None, _("It stands on the wall."), read, default=onward))
        # Who types the next count at once finds it in the prompt that asks for it.
        self._typed.settle()
        self._typed.wait(typed)

    def wait(self, cues: Sequence[Cue]) -> None:
        self._typed.settle()
        notice, self._notice = self._notice, ""
        if notice:
            self.say(notice)
        with self.time.running(cues, is_beside=not self._ways.offered.is_step) as countdown:
            left = self._desk.count_down(self._page_now(), countdown)
            while left.by != "answered":
                self._turn(left)
                if notice := self._take_notice():
                    self.say(notice)
                left = self._desk.count_down(self._page_now(), countdown)
        self._curtain.end_breath()

    def begin_turn(self, turn: str, seconds: float) -> None:
        if turn != self._turn_begun:
            self._turn_begun = turn
            self.time.begin_turn(seconds)

    @property
    def has_next_line(self) -> bool:
        """True if a line of a pasted list waits for the next question that takes lists."""
        return self._typed.has_next_line

    def ask_word(self, prompt: str, word: str) -> bool:
        """True if ``word`` was typed, after all that was typed too early was thrown away.

        Anything else is no.
        """
        self._typed.settle()
        self._desk.forget_keys()
        hint = _("Type “{word}” and Enter to go on. Anything else changes nothing.").format(
            word=word
        )
        line = Line(prompt, hint=hint, enter=_("Enter: only with the word"))
        while True:
            left = self._desk.write(self._page_now(), line)
            if left.by == "covered":
                self._ways.hide()
            elif left.by == "locked":
                self._ways.lock()
            elif left.by == "pause":
                raise Pause
            else:
                return left.by == "answered" and is_same_name(clean(left.text).text, word)

    def _come_back(self) -> bool:
        """After a lock by the watch, give the screen away until whoever is there may go on."""
        if not self._watch.is_over():
            return False
        clear_behind()
        self._desk.close()
        is_back = False
        try:
            is_back = self._unlock()
        finally:
            self._desk.open()
        if is_back:
            self._watch.begin_again()
        return is_back

    def _page_now(self) -> "ShownPage":
        """The page above the prompt: the desk during a step, else what was shown last."""
        page = self.room.desk() if self._ways.offered.is_desk and not self._is_alone else None
        if page is not None and not self._is_plain:
            return self._desk_screen(page)
        return self._page_of_blocks()

    def _desk_screen(self, page: DeskPage) -> "ShownPage":
        # price: rich, 30 ms, and the first frame stands before the first page
        from coalition_cli.terminal.desk_screen import DeskScreen
        from coalition_cli.terminal.slides.frame import Framing

        self._framing = self._framing or Framing()
        is_ahead, room = self._is_ahead and page.ahead is not None, self.room
        return DeskScreen(
            page,
            lambda: room.state()._replace(is_ahead=is_ahead),
            self._said(),
            self._framing,
            room.turn,
        )

    def _ways_beside(self) -> list[Way]:
        """Ways of this desk: commands, what comes next, and who can see this window."""
        commands = self.commands_beside() if self.commands is not None else ()
        page = self.room.desk() if self._ways.offered.is_desk else None
        ways = [*commands]
        if self.room.is_wall_hidden():
            ways.append(Way("wall shown", _("Show the wall's words again"), "", "line"))
        if page is not None and not self._why_not_ahead(page):
            ways.append(Way("ahead", _("Look at what comes next"), "F7", "step"))
        if page is None and not self._ways.offered.has_private:
            return ways
        if self.room.state().is_unseen:
            ways.append(Way("seen", _("The room can see this window"), "", "line"))
        elif self.room.has_wall():
            ways.append(Way("unseen", _("The room cannot see this window"), "", "line"))
        return ways

    def _why_not_ahead(self, page: DeskPage | None) -> str:
        """The sentence to whoever wants to look ahead where that cannot be; else empty."""
        if page is None or self._is_plain:
            return _("What comes next is looked at during a step.")
        if page.ahead is None:
            return _("No step comes after this one.")
        if not self.room.state().is_unseen:
            return _("F7 shows what comes next once the room cannot see this window.")
        return ""

    def _way(self, left: Left, line: Line | None) -> str:
        """The way that the room wants, once what the desk does by itself is done."""
        way = self._ways.chosen(left, line)
        if way == "ahead":
            page = self.room.desk() if self._ways.offered.is_desk else None
            self._notice = self._why_not_ahead(page)
            self._is_ahead = not (self._is_ahead or self._notice)
        elif way == "wall shown":
            self.room.show_wall()
        elif way in ("seen", "unseen"):
            self.room.set_unseen(way == "unseen")
            if self._ways.offered.has_private:
                raise Changed("")
            if self._is_plain:
                self._desk.paint(self._page_now())
        else:
            return way
        return CARRY_ON

    def _page_of_blocks(self) -> "CurrentPage":
        # price: rich, 30 ms, and the first frame stands before the first page
        from coalition_cli.terminal.current_page import Page as CurrentPage

        if callable(self._body):  # at a desk nobody looks at these blocks, however many they are
            self._body = tuple(self._body())
        body, sentences = tuple(self._body), self._said()
        private = self._private if self.room.state().is_unseen else ()
        header = (*self._header, *private)
        return CurrentPage(header, body, sentences, self._is_plain, self._is_read)

    def _said(self) -> tuple[tuple[str, Tone], ...]:
        """The sentences below the page; that nothing is written down stands there for as long."""
        said = (*self._sentences, *self.off_record.standing)
        if self.room.is_wall_hidden():
            said = (*said, (_("The wall is hidden. The menu shows its words again."), "warning"))
        if not self._is_wall_told:
            return said
        words = _("A wall is open. Esc: say there that the room cannot see this window.")
        return (*said, (words, "quiet"))

    @contextmanager
    def _telling_of_wall(self) -> Iterator[None]:
        """At the first prompt after a wall was opened, say how the desk shows what is private."""
        self._is_wall_told = not self._is_plain and self._is_wall_new()
        try:
            yield
        finally:
            self._is_wall_told = False

    def _tell_of_wall_line_by_line(self) -> None:
        """Say the same where no page is drawn below which it could stand."""
        if self._is_plain and self._is_wall_new():
            self.tell(_("A wall is open. Type ?: say there that the room cannot see this window."))

    def _is_wall_new(self) -> bool:
        """True once after a wall was opened, where this page may show more."""
        if not (self._ways.offered.has_private or self._ways.offered.is_desk):
            return False
        has_wall, was_known = self.room.has_wall(), self._is_wall_known
        self._is_wall_known = has_wall
        return has_wall and not was_known and not self.room.state().is_unseen

    def _make_desk(self) -> Desk:
        if self._is_plain:
            # price: each desk has what the other never needs
            from coalition_cli.terminal.plain_mode import PlainDesk

            return PlainDesk(lambda: self.time.of_page, self._typed.keep_with_queue, self._watch)
        # price: prompt_toolkit, 60 ms, and a plain terminal never draws with it
        from coalition_cli.terminal.fullscreen import FullDesk

        return FullDesk(lambda: self.time.of_page, self._typed.keep_with_queue, self._watch)

    def _line(self, question: Question[Any], *, is_typed: bool) -> Line:
        draft, was_mending = "", False
        if is_typed:
            draft, was_mending = self._typed.draft_at(self._whereabouts(question))
        notice, self._notice = self._notice, ""
        return Line(
            prompt=question.prompt,
            draft=draft or question.start_with,
            hint=question.hint,
            default=question.default or "",
            start_with=question.start_with,
            ghost=question.ghost,
            notice=notice,
            repeats=question.repeats,
            is_list=question.is_list,
            may_pass=question.may_pass,
            takes_back=self._ways.offered.takes_back,
            is_mending=was_mending and bool(question.last_saved),
            completions=tuple(question.completions),
            last_saved=question.last_saved,
            is_off_record=bool(self.off_record.since),
        )

    def _look_at_list(self, question: Question[Any], left: Left) -> None:
        """Raise ``PointedAt`` for a pasted list, once for all of its lines.

        A line that is refused is looked at when it was mended.
        """
        lines = _lines_of(question, left)
        if question.others_read is None or len(lines) < 2:
            return
        found = []
        for line in lines:
            with suppress(Problem):
                found.append(question.others_read(question.read(one_line(line))))
        self._pointing.look(found)

    def _spread(self, question: Question[Any], left: Left) -> Left:
        """The first line of a pasted list; the others wait for the questions that follow."""
        lines = _lines_of(question, left)
        if not lines:
            return left
        if len(lines) == 1:
            return left._replace(text=lines[0])
        return Left("answered", self._typed.spread(lines))

    @contextmanager
    def keeping_nothing(self) -> Iterator[None]:
        """Ask for words that nothing is to keep, half typed or not: one that is to be forgotten."""
        self._keeps_nothing = True
        try:
            yield
        finally:
            self._keeps_nothing = False

    def _on_record(self, keep: Keep) -> Keep:
        """Keep what is half typed with ``keep``, and nothing of it while this is off the record.

        Nor of an answer that ``keeping_nothing`` asks for; what was kept before it stays.
        """

        def keep_typing(text: str, is_mending: bool) -> None:
            if self._keeps_nothing:
                return
            keep("" if self.off_record.since else text, is_mending)

        return keep_typing

    def _is_refused(self, question: Question[Any], left: Left) -> bool:
        """True if an answer would be written while this is off the record; an end is none."""
        is_end = question.repeats and not left.is_mending and is_empty(clean(left.text).text)
        return bool(self.off_record.since) and not is_end

    def _without_slash(self, left: Left) -> Left:
        """Do what a line that begins with a slash says; one of two slashes is taken off.

        Raises ``Changed`` once it is done.
        """
        text = left.text.lstrip()
        if self.commands is None or left.is_mending or not text.startswith("/"):
            return left
        if text.startswith("//"):
            return left._replace(text=text[1:])
        sentence = self._command(text)
        self._typed.answer()
        raise Changed(sentence)

    def _answer(self, question: Question[T], left: Left) -> T:
        typed = clean(left.text)
        if not question.is_long and not question.has_columns:
            typed = typed._replace(text=one_line(typed.text))
        if left.is_mending:
            if is_empty(typed.text):
                raise Problem(
                    _("Nothing was changed. To take the last line back, choose that in the menu.")
                )
            mended = question.mend(typed.text) if question.mend else None
            self._look(question, typed.text if mended is None else mended, question.last_saved)
            self._typed.answer()
            raise Mend(typed.text, mended)
        if is_empty(typed.text):
            if question.repeats:
                raise Finished
            return question.read(question.default or "")
        if len(typed.text) > MOST_CHARACTERS:
            raise Problem(too_long(len(typed.text)))
        answer = question.read(typed.text)
        self._look(question, answer, question.start_with)
        self._notice = removed_words(typed.removed)
        self._typed.answer()
        self.room.turn(0, None)
        return answer

    def _look(self, question: Question[Any], answer: Any, stood: str) -> None:
        """Raise ``PointedAt`` where others will read in ``answer`` what may name somebody."""
        if question.others_read is not None:
            self._pointing.look([question.others_read(answer)], stood)

    def _turn_line(self, question: Question[Any], line: Line, left: Left) -> Line:
        """The same prompt again, with what stood in it, after a look at something else.

        Raises a ``Move`` where the room goes on without an answer.
        """
        text = "" if left.is_mending or left.text == line.start_with else left.text
        if left.is_mending:
            self._typed.keep("" if left.text == line.last_saved else left.text, True)
        else:
            self._typed.keep_with_queue(text)
        was_asked = line.notice == passing_takes(text)
        line = replace(line, notice="")
        way = self._way(left, line)
        if way == MEND and text:
            return replace(
                line, notice=_("Save or clear this line first; then the last one can be mended.")
            )
        if way == COMMAND:
            return replace(line, draft=text or "/", notice=self.how_to_command())
        if way.startswith("/"):
            return self._do_from_menu(way, question, replace(line, draft=text))
        if way == "passed" and text and not was_asked:
            return replace(line, draft=text, notice=passing_takes(text))
        if way == MEND:
            return replace(line, draft=line.last_saved, is_mending=True)
        if way == "pause" and left.is_mending:
            raise Pause
        if way != CARRY_ON:
            self._leave(way, question, text)
        return replace(line, notice=self._take_notice())

    def _do_from_menu(self, command: str, question: Question[Any], line: Line) -> Line:
        """Do a command of the menu; the words of ``line`` wait for when the same is asked again.

        Raises ``Changed``; gives the line with the reason where it cannot be done.
        """
        here = self._whereabouts(question)
        try:
            sentence = self._command(command, line.draft)
        except Problem as problem:
            return replace(line, notice=problem.sentence)
        self._typed.leave(here, line.draft)
        raise Changed(sentence)

    def _leave(self, way: str, question: Question[Any], text: str) -> NoReturn:
        """Go, keeping what is half typed for when the same is asked again.

        Whoever passes leaves no words.
        """
        self._typed.leave(self._whereabouts(question), "" if way == "passed" else text)
        self._ways.go(way)

    def _whereabouts(self, question: Question[Any]) -> Whereabouts:
        """The titles of the page and the words of the question: the same when it is asked again."""
        titles = (block for block in self._header if isinstance(block, (Heading, Prompt)))
        return (*titles, question.prompt)

    def _pick(self, picking: Picking) -> list[str]:
        self._typed.settle()
        self._curtain.end_breath()
        ahead = self._desk.words_ahead()
        if ahead:
            self._typed.keep_with_queue("\n".join(filter(None, (self._typed.waiting, ahead))))
        self._tell_of_wall_line_by_line()
        picking = replace(
            picking,
            notice=self._take_notice(),
            keeps_words=True,
            takes_notes=self.keep_note is not None,
            takes_commands=self.commands is not None,
            is_stale=self._stale_page(),
            words=self._typed.waiting,
            typed=ahead,
            is_settled=not ahead,
            refusal=self.off_record.refusal_now(),
        )
        with self._telling_of_wall():
            left = self._desk.pick(self._page_now(), picking)
        while left.by != "answered":
            picking = replace(
                picking,
                chosen=left.values,
                words=left.text,
                typed=left.typed,
                notice="",
                is_settled=True,
                is_pointed_at=False,
            )
            if left.by == COMMAND:
                self._typed.wait(left.text)
                picking = replace(picking, notice=self._do_at_choice(left.typed))
            elif left.by == "noted":
                picking = self._note_at_choice(picking)
            else:
                self._typed.wait("\n".join(filter(None, (left.text, left.typed.strip()))))
                if left.by == "stale":
                    raise Changed("")
                self._turn(left)
                picking = replace(picking, notice=self._take_notice())
            left = self._desk.pick(self._page_now(), picking)
        self._typed.wait(left.text)
        return list(left.values)

    def _take_notice(self) -> str:
        notice, self._notice = self._notice, ""
        return notice

    def _stale_page(self) -> Callable[[], bool]:
        """What says that the room can see this page otherwise than when it was drawn."""
        if not self._ways.offered.has_private:
            return lambda: False
        drawn = self.room.state().is_unseen
        return lambda: self.room.state().is_unseen is not drawn

    def _note_at_choice(self, picking: Picking) -> Picking:
        """Keep the words that were typed at a choice as a note; they stay where that cannot be."""
        lines = list(filter(None, map(one_line, listed(clean(picking.typed).text))))
        if self.keep_note is None or not lines:
            return picking
        if self.off_record.since:
            return replace(picking, typed="", notice=self.off_record.refusal)
        try:
            self._pointing.look(lines)
            told = self.keep_note(lines)
        except Problem as problem:
            return replace(picking, notice=problem.sentence)
        except PointedAt as pointed:
            return replace(picking, notice=pointed.sentence, is_pointed_at=True)
        self._typed.wait(picking.words)
        return replace(picking, typed="", notice=told, is_settled=False)

    def _do_at_choice(self, command: str) -> str:
        """Do the command that was typed at a choice; why it cannot be done, where that is so.

        Raises ``Changed`` once it is done.
        """
        try:
            raise Changed(self._command(command))
        except Problem as problem:
            return problem.sentence

    def _command(self, text: str, half_typed: str = "") -> str:
        """Do what the line ``text``, which begins with a slash, says.

        Pages that it opens know nothing of ``half_typed``, nor of what waits; both stay kept.
        Raises ``Problem``: then the page stands as it did before.
        """
        if self.commands is None:
            return ""
        page = _OpenPage(
            self._header,
            self._private,
            self._body,
            self._sentences,
            self._is_read,
            self._is_alone,
            self._ways.offered,
            self.time.of_page,
        )
        with self._typed.aside(half_typed):
            try:
                return self.commands(clean(text.strip().lstrip("/")).text)
            except Problem:
                self._open_again(page)
                raise

    def _open_again(self, page: "_OpenPage") -> None:
        self._header, self._private = page.header, page.private
        self._body, self._sentences = page.body, page.sentences
        self._is_read, self._is_alone = page.is_read, page.is_alone
        self._ways.offered, self.time.of_page = page.offered, page.clock

    def _turn(self, left: Left) -> None:
        """Come back to a prompt without words after a look at something else, or move."""
        way = self._way(left, None)
        if way == COMMAND:
            self._take_command()
        elif way.startswith("/"):
            self._notice = self._do_at_choice(way)
        elif way == "ground" and self.time.countdown is not None and self._ways.offered.is_step:
            self._ways.breathe()  # and the cues go on as they were
        elif way != CARRY_ON:
            self._ways.go(way)

    def _take_command(self) -> None:
        """Ask for a command at a prompt that takes no words; an empty line changes nothing.

        Raises ``Changed`` once it is done.
        """
        line = Line(_("Which command?"), draft="/", notice=self.how_to_command())
        while True:
            left = self._desk.write(self._page_now(), line)
            if left.by != "answered" or not left.text.strip().lstrip("/"):
                return
            try:
                raise Changed(self._command(left.text))
            except Problem as problem:
                line = replace(line, draft=left.text, notice=problem.sentence)

    def _hang_up(self, number: int, frame: FrameType | None) -> None:
        self._typed.interrupt(partial(self._leave_for_good, 128 + number))

    def _leave_for_good(self, status: int) -> NoReturn:
        text, is_mending = self._desk.half_typed()
        unsaved = text if is_mending else self._typed.unsaved(text)
        if unsaved:
            self._typed.keep(unsaved, is_mending)
        raise SystemExit(status)


def _lines_of(question: Question[Any], left: Left) -> list[str]:
    """The lines of a list that becomes one answer a line; none where it is one answer."""
    if left.is_mending or not (question.repeats and question.is_list):
        return []
    return listed(clean(left.text).text)


def _pointed_at(line: Line, pointed: PointedAt, *, is_plain: bool) -> Line:
    """The same prompt with the cursor behind the first words that may name somebody."""
    at = line.draft.find(pointed.words)
    cursor = at + len(pointed.words) if at >= 0 else None
    notice = pointed.sentence
    if pointed.offers and not is_plain:
        notice = f"{notice} {tab_puts(pointed.offers[0].instead)}"
    return replace(line, notice=notice, cursor=cursor, offers=pointed.offers, is_pointed_at=True)
