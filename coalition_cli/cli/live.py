"""A room in front of a terminal: the stage, the record, and the way out that keeps everything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli.cli.call import Call, local_time, say
from coalition_cli.engine import Engine, Record
from coalition_cli.errors import INTERRUPTED, Problem
from coalition_cli.model.entry import Entry, Fact, Place, Share
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.room import Room
from coalition_cli.stage import Pause
from coalition_cli.words import _, ngettext

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


def record_in(file: "WorkshopFile") -> Record:
    """A record that is on disk before it returns."""
    from coalition_cli.store import Draft

    def record(fact: Fact, place: Place, share: Share) -> Entry:
        return file.append([Draft(fact, place, share)])[0]

    return record


@contextmanager
def live(call: Call, file: "WorkshopFile", room: Room, begin_with: str) -> Iterator[tuple[Engine, "Terminal"]]:
    """An engine for ``room`` in front of people; whatever stops it, what was half typed is kept for the next time.

    ``begin_with`` is the command that goes on from here. Ends the program with 130 when the room pauses.
    """
    import typer

    from coalition_cli.store import curtain, half_typed
    from coalition_cli.terminal import Terminal

    engine: Engine

    def keep_typing(text: str) -> None:
        half_typed.keep(file.path, engine.place, text)

    def hide(page: str) -> None:
        if page:
            curtain.draw(file.path, "breath" if page == "breath" else "plain")
        else:
            curtain.lift(file.path)

    curtain.lift(file.path)  # a run that was killed may have left it drawn
    stage = Terminal(plain=call.is_plain, keep_typing=keep_typing, curtain=hide)
    engine = Engine(room, stage, record_in(file))
    kept = half_typed.kept(file.path)
    if kept is not None:
        engine.half_typed = (kept.place, kept.text)
    try:
        with stage:
            yield engine, stage
    except Pause:
        say(where_it_stands(file))
        say(_("Go on with: {command}").format(command=begin_with))
        raise typer.Exit(INTERRUPTED) from None
    except Problem as problem:
        say(where_it_stands(file))
        raise problem from None


def where_it_stands(file: "WorkshopFile") -> str:
    """When the last line was saved, how many there are, and what was being typed."""
    from coalition_cli.store import half_typed

    workshop = file.workshop
    if workshop.last is None:
        return _("Nothing was saved yet.")
    count = len(workshop.entries)
    sentence = ngettext("Last saved {time}, {count} entry.", "Last saved {time}, {count} entries.", count)
    told = sentence.format(time=local_time(workshop.last.at), count=count)
    kept = half_typed.kept(file.path)
    return told + (_(" What was being typed is kept too.") if kept and kept.text else "")


def capture_live(call: Call, path: Path, share: Share) -> None:
    """Lines at a prompt, one after the other, for the workshop as a whole."""
    from coalition_cli.terminal import first_frame

    prompt = _("What is being said?")
    first_frame(prompt, "")
    file = call.open(path)
    step = Step(id="note", kind="notes", title=prompt, prompt=prompt, share=share)
    capture = Exercise("", _("Notes"), "", file.workshop.head.language, Minutes(0, 0, 0), "low", (step,))
    with live(call, file, Room(file.workshop, capture, audience="participants"), "coalition note") as (engine, _stage):
        engine.attend(step, lambda _step: True)
    say(where_it_stands(file))


def ask_lines(prompt: str, completions: tuple[str, ...], take: Callable[[str], str]) -> None:
    """Ask for one line after the other; ``take`` saves each and says what it understood."""
    from coalition_cli.reading import read_words
    from coalition_cli.stage import Finished, Move, Question
    from coalition_cli.terminal import Terminal

    with Terminal(plain=False, keep_typing=lambda _text: None, curtain=lambda _page: None) as stage:
        question = Question(None, prompt, lambda given: take(read_words(given)), repeats=True, completions=completions)
        while True:
            try:
                understood = stage.ask(question)
            except (Finished, Pause):
                return
            except Move:
                continue
            stage.say(understood)


def ask_line(prompt: str, start_with: str) -> str:
    """One line, starting from ``start_with``. Ends the program with 130 when it is left."""
    import typer

    from coalition_cli.reading import read_words
    from coalition_cli.stage import Move, Question
    from coalition_cli.terminal import Terminal

    try:
        with Terminal(plain=False, keep_typing=lambda _text: None, curtain=lambda _page: None) as stage:
            return stage.ask(Question(None, prompt, read_words, start_with=start_with))
    except Move:
        say(_("Nothing was changed."))
        raise typer.Exit(INTERRUPTED) from None


def ask_for_word(sentence: str, word: str) -> bool:
    """Whether ``word`` was typed after ``sentence``; what was typed ahead does not count."""
    from coalition_cli.stage import Move
    from coalition_cli.terminal import Terminal

    try:
        with Terminal(plain=False, keep_typing=lambda _text: None, curtain=lambda _page: None) as stage:
            return stage.ask_word(sentence, word)
    except Move:
        return False
