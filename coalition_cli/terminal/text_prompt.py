"""The prompt for words: one line or a pasted block, a live clock, names completed."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, Float, FloatContainer, Window
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.output import Output

from coalition_cli.clock import Clock
from coalition_cli.i18n import _
from coalition_cli.raw_text.line_tags import SIGNS, SPEAKER
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import clean, for_line, for_screen
from coalition_cli.store.side.autosave import KEEP_EVERY_SECONDS
from coalition_cli.terminal.key_bindings import Keep, Leaving, Left, Line, removed_words
from coalition_cli.terminal.layout import (
    application,
    hint_window,
    key_bar,
    keys_waiting,
    leaving_keys,
    notice_window,
    stacked,
    words_window,
)
from coalition_cli.terminal.page_control import PageControl
from coalition_cli.terminal.prompt_warnings import tab_puts
from coalition_cli.terminal.row_breaks import BetweenWords
from coalition_cli.terminal.shown_page import ShownPage

_ON_TAB: Final = CompleteEvent(completion_requested=True)
LONGEST_COMPLETED: Final = 2_000
SHORTEST_WORD: Final = 2
LOWEST_WITH_HINT: Final = 12
_MARK: Final = "> "
_WORD: Final = re.compile(r"(?:^|[\s,;])([^\s@#>,;]*)$")
_TAG: Final = re.compile(r"(?:^|\s)([@#>])([^@#>]*)$")
_UNSEEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Writing:
    """One prompt for words. ``run`` gives how it was left.

    ``text`` is what stands in it at any moment. A line that was pointed at is saved by an Enter and
    by nothing else. Whoever types on without looking has not read that, and must neither write into
    the middle of that line nor save it by a letter: the letters begin a line of their own behind
    it, and the notice stands until the Enter that saves both.
    """

    def __init__(
        self, page: ShownPage, line: Line, output: Output, clock: Callable[[], Clock], keep: Keep
    ) -> None:
        self._above = PageControl(page)
        self._line = line
        self._output = output
        self._clock = clock
        self._keep = keep
        self._notice = line.notice
        self._is_mending = line.is_mending
        self._pointed_at = Document(line.draft, line.cursor) if line.is_pointed_at else None
        self._offers = list(line.offers)
        self._names = _Names(line.completions)
        self._buffer = Buffer(
            document=Document(line.draft, line.cursor),
            multiline=True,
            completer=self._names,
            complete_while_typing=Condition(lambda: len(self._buffer.text) < LONGEST_COMPLETED),
        )

    @property
    def text(self) -> str:
        """The text in the prompt that is not saved yet."""
        nothing_new = self._line.last_saved if self._is_mending else self._line.start_with
        return "" if self._buffer.text == nothing_new else self._buffer.text

    @property
    def is_mending(self) -> bool:
        """True if ``text`` is to take the place of the line that was saved last."""
        return self._is_mending

    def run(self) -> Left:
        """Take keys until the prompt is left."""
        app = self._application()
        try:
            by: Leaving = app.run()
        except EOFError:
            by = "pause"
        return Left(by, self._buffer.text, is_mending=self._is_mending)

    def _application(self) -> Any:
        field = Window(
            BufferControl(
                self._buffer,
                input_processors=[_Harmless(), _Ghost(self._line.ghost), BetweenWords(len(_MARK))],
            ),
            height=Dimension(min=1),
            wrap_lines=True,
            dont_extend_height=True,
            get_line_prefix=lambda line, wrapped: [
                ("class:pointer", " " * len(_MARK) if line or wrapped else _MARK)
            ],
        )
        body = stacked(
            self._above,
            words_window(lambda: for_screen(self._line.prompt), "class:question"),
            field,
            notice_window(lambda: self._notice),
            hint_window(self._hint),
            words_window(self._turn),
            bar=key_bar(self._parts, lambda: self._clock().words(), self._turning),
        )
        menu = Float(CompletionsMenu(max_height=6), xcursor=True, ycursor=True)
        return application(
            FloatContainer(body, [menu]),
            self._keys(),
            self._output,
            focus=field,
            every_second=lambda: self._keep(self.text, self._is_mending),
            seconds=KEEP_EVERY_SECONDS,
        )

    def _hint(self) -> str:
        is_low = self._output.get_size().rows < LOWEST_WITH_HINT
        hint = self._line.ghost if self._buffer.text and self._line.ghost else self._line.hint
        return "" if self._notice or is_low else for_screen(hint)

    def _turn(self) -> str:
        is_low = self._output.get_size().rows < LOWEST_WITH_HINT
        return "" if is_low else self._clock().turn_words()

    def _turning(self) -> list[str]:
        return self._above.turning

    def _parts(self) -> list[str]:
        line = self._line
        if line.enter:
            return [line.enter, _("Esc changes nothing")]
        if self._is_mending:
            return [_("Enter replaces it"), _("F3 leaves it as it was")]
        saves = _("Enter: not written") if line.is_off_record else _("Enter saves")
        first = saves if self._buffer.text or not line.repeats else _("Enter: nothing more")
        if not self._buffer.text and line.default:
            first = _("Enter: {default}").format(default=for_line(line.default))
        parts = [first, _("Esc menu")]
        if line.may_pass:
            parts.append(_("F4 pass"))
        if line.ghost and not self._buffer.text:
            parts.append(_("Tab takes the words over"))
        if line.last_saved:
            parts.append(_("↑ mend the last"))
        if line.takes_back:
            parts.append(_("F2 take back"))
        return [*parts, _("F9 hide"), _("F8 breathe")]

    def _keys(self) -> KeyBindings:
        keys = leaving_keys(
            lambda event, leaving: event.app.exit(result=leaving), self._above, self._line.may_pass
        )
        keys.add("enter", eager=True)(self._enter)
        keys.add("c-j", eager=True)(self._enter)
        keys.add(Keys.Any)(self._type)
        keys.add(Keys.BracketedPaste, eager=True)(self._paste)
        keys.add("f3", eager=True)(self._mend)
        keys.add("up", eager=True, filter=Condition(lambda: not self._buffer.text))(self._mend)
        keys.add("tab", eager=True)(self._complete)
        keys.add("c-d", eager=True)(self._end)
        return keys

    def _enter(self, event: KeyPressEvent) -> None:
        if keys_waiting(event):
            if self._buffer.text:
                self._buffer.insert_text("\n")
                self._notice = _several_lines(self._line)
        elif self._is_mending and not self._buffer.text.strip():
            self._notice = _("Nothing was changed. To take the last line back, press F2.")
        else:
            event.app.exit(result="answered")

    def _type(self, event: KeyPressEvent) -> None:
        waiting = event.key_processor.input_queue
        typed = event.data
        while waiting and _is_character(waiting[0]):
            typed += waiting.popleft().data
        if not typed.isprintable():
            typed = "".join(filter(_is_visible, typed))
        self._notice = self._notice if self._buffer.text else ""
        self._go_behind_pointed_at()
        self._buffer.insert_text(typed)

    def _paste(self, event: KeyPressEvent) -> None:
        pasted = clean("." + event.data + ".")
        text = pasted.text[1:-1]
        self._go_behind_pointed_at()
        self._buffer.insert_text(text)
        self._notice = removed_words(pasted.removed)
        if "\n" in self._buffer.text.strip():
            self._notice = f"{self._notice} {_several_lines(self._line)}".strip()

    def _go_behind_pointed_at(self) -> None:
        """Begin a line behind one that was pointed at, unless somebody is changing that one."""
        if self._pointed_at is not None and self._buffer.document == self._pointed_at:
            self._buffer.cursor_position = len(self._buffer.text)
            self._buffer.insert_text("\n")
        self._pointed_at = None

    def _mend(self, _event: KeyPressEvent) -> None:
        if self._is_mending:
            self._is_mending = False
            self._buffer.reset()
            self._notice = ""
        elif self._buffer.text:
            self._notice = _("Save or clear this line first; then the last one can be mended.")
        elif self._line.last_saved:
            self._is_mending = True
            self._buffer.set_document(Document(self._line.last_saved))
            self._notice = _("Mending the last line.")

    def _end(self, event: KeyPressEvent) -> None:
        if not self._buffer.text:
            event.app.exit(result="pause")

    def _complete(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        found = list(islice(self._names.get_completions(buffer.document, _ON_TAB), 2))
        waiting = event.key_processor.input_queue
        is_pasted = bool(waiting) and (_is_character(waiting[0]) or waiting[0].key == Keys.Tab)
        if self._has_put_offer():
            return
        if not buffer.text and self._line.ghost:
            buffer.insert_text(self._line.ghost)
        elif is_pasted and not _TAG.search(buffer.document.current_line_before_cursor):
            buffer.insert_text("\t")
        elif len(found) == 1:  # at once: Enter may come in the same moment
            buffer.apply_completion(found[0])
        elif buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=True)

    def _has_put_offer(self) -> bool:
        """True if words that may name somebody gave way to what was offered; the next is told."""
        while self._offers:
            offer = self._offers.pop(0)
            text, cursor = offer.put(self._buffer.text)
            if cursor >= 0:
                self._buffer.set_document(Document(text, cursor))
                waiting = [tab_puts(each.instead) for each in self._offers[:1]]
                self._notice = " ".join([_("Enter saves it."), *waiting])
                return True
        return False


class _Names(Completer):
    """Tags by their sign (``@``, ``#``, ``>``), and names without one.

    The latter stand after ``@`` too, and at the start of a word of which two letters are there.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._after: dict[str, list[str]] = {sign: [] for sign in SIGNS}
        self._names = []
        for name in names:
            if name[:1] in self._after:
                self._after[name[0]].append(name[1:])
            else:
                self._names.append(name)

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Every name that begins like what stands before the cursor, in any case of letters."""
        before = document.current_line_before_cursor[-80:]
        tag, word = _TAG.search(before), _WORD.search(before)
        if tag:
            sign, begun = tag.groups()
            known = [*self._after[sign], *(self._names if sign == SPEAKER else ())]
        elif word and len(word[1]) >= SHORTEST_WORD:
            begun, known = word[1], self._names
        else:
            return
        wanted = name_key(begun)
        for name in known:
            if name_key(name).startswith(wanted) and name_key(name) != wanted:
                yield Completion(name, start_position=-len(begun), display=for_screen(name))


class _Ghost(Processor):
    """Shows a sentence behind an empty line, to be filled in; it is no part of the text."""

    def __init__(self, sentence: str) -> None:
        self._sentence = for_screen(sentence)

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        fragments = list(transformation_input.fragments)
        if self._sentence and not transformation_input.document.text:
            fragments.append(("class:ghost", self._sentence))
        return Transformation(fragments)


class _Harmless(Processor):
    """Shows a sign for what a screen cannot show as it is; it stays in the text.

    A dot for what would turn the direction of the whole screen, an arrow for a tab.
    """

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        return Transformation(
            [(part[0], _as_sign(part[1])) for part in transformation_input.fragments]
        )


def _as_sign(text: str) -> str:
    return _UNSEEN.sub("·", text).replace("\t", "→")


def _several_lines(line: Line) -> str:
    if line.is_list and line.repeats:
        return _(
            "Several lines came at once. Look at them; Enter saves each line as its own answer."
        )
    return _("Several lines came at once. Look at them; Enter saves them together as one answer.")


def _is_visible(character: str) -> bool:
    return character >= " " and not "\x7f" <= character <= "\x9f"


def _is_character(press: KeyPress) -> bool:
    return not isinstance(press.key, Keys) and len(press.key) == 1
