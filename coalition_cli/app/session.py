"""A room in front of a terminal: the stage, the record, and the way out that keeps everything."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_cli import kinds
from coalition_cli.app.console import say
from coalition_cli.app.context import Call
from coalition_cli.app.on_wall import OnWall
from coalition_cli.app.own_window import OwnWindow
from coalition_cli.app.prompt import on_record_afterwards, terminal_of
from coalition_cli.app.record import append_in, record_through
from coalition_cli.app.sitting_clock import SittingClock
from coalition_cli.app.slash.slash_commands import offer_commands
from coalition_cli.app.words_aside import note_keeper
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import NOTES, Entry, Place, Share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.progress import open_step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.run.engine import Engine
from coalition_cli.stage import Back, Move, Option, Pause, Skip
from coalition_cli.store import Draft
from coalition_cli.store.files import lock
from coalition_cli.store.side import autosave, blank_wall, open_windows
from coalition_cli.terminal import first_frame

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


@contextmanager
def live(
    call: Call, file: "WorkshopFile", view: View, begin_with: str, opening: Place | None = None
) -> Iterator[tuple[Engine, "Terminal"]]:
    """An engine for ``view`` in front of people; ``opening`` is the run that is only opened, or
    the programme while the page of its day stands.

    Whatever stops it, what was half typed is kept for the next time. Words that were typed where
    none were asked for, at a page before this one, wait for its first prompt. ``begin_with`` is the
    command that goes on from here. Ends the program with 130 when the room pauses; where it is
    empty, ``Pause`` is left to the caller, who has something to go on with.
    """

    def recall(place: Place) -> tuple[str, bool] | None:
        found = keeper.recall(place)
        return (found.text, found.is_mending) if found else None

    engine: Engine
    keeper = autosave.Keeper(file.form, file.workshop)
    stage = terminal_of(
        call, file, lambda text, is_mending: keeper.keep(engine.place, text, is_mending=is_mending)
    )
    append = _or_kept(append_in(file, stage.tell), keeper)
    engine = Engine(view, stage, record_through(append))
    engine.recall = recall
    engine.append, engine.catch_up = append, file.refresh
    engine.refusal = stage.off_record.refusal_now
    offer_commands(call, file, stage, engine)
    stage.keep_note = note_keeper(file, append)
    clock = SittingClock(file, engine, stage)
    engine.recall_clock = clock.recall
    stage.time.changed = clock.tell
    try:
        with open_windows.standing(file.path, call.command):
            file.require_there()
            with (
                on_record_afterwards(call.window, stage.off_record),
                closing(clock),
                closing(OnWall(file.form, call.window)) as on_wall,
                stage,
            ):
                stage.let_wait(keeper.recall_beside_steps())
                _look_around(stage, file, call.window or OwnWindow())
                on_wall.follow(engine, stage, opening)
                yield engine, stage
            keeper.close()
    except Pause:
        keeper.close()
        if not begin_with:
            raise
        say(where_it_stands(file))
        say(_("Go on with: {command}").format(command=begin_with))
        raise SystemExit(INTERRUPTED) from None
    except Problem:
        keeper.close()
        if file.is_there():
            say(where_it_stands(file))
        if keeper.unkept:
            say(_("This was typed and not saved: {text}").format(text=keeper.unkept))
        raise


def _or_kept(
    append: Callable[[Sequence[Draft]], list[Entry]], keeper: autosave.Keeper
) -> Callable[[Sequence[Draft]], list[Entry]]:
    """Return ``append`` with words that it could not save kept as half typed, where that can be."""

    def guarded(drafts: Sequence[Draft]) -> list[Entry]:
        try:
            return append(drafts)
        except Problem:
            texts = [str(draft.fact.body.get("text") or "") for draft in drafts]
            with suppress(Problem, OSError):
                keeper.keep(drafts[0].place, "\n".join(filter(None, texts)) or keeper.text)
            raise

    return guarded


def where_it_stands(file: "WorkshopFile", view: View | None = None) -> str:
    """Say when the last line was saved, how many there are, and that something was being typed.

    With ``view``, what was typed for its exercise alone; and what it was, where the room that reads
    it may see it: only for the screen that leaves nothing to be scrolled back to.
    """
    workshop = file.workshop
    if workshop.is_sitting:
        return _where_a_sitting_stands(file)
    told = _("Nothing was saved yet.")
    if workshop.last is not None:
        count = len(workshop.entries)
        sentence = ngettext(
            "Last saved {time}, {count} entry.", "Last saved {time}, {count} entries.", count
        )
        told = sentence.format(time=local_time(workshop.last.at), count=count)
    kept = autosave.left_behind(file.form)
    if view is not None:
        kept = [each for each in kept if each.place._replace(step="") == view.place()]
    return " ".join([told, *(_what_was_typed(each, view) for each in kept[:1])])


def _where_a_sitting_stands(file: "WorkshopFile") -> str:
    workshop = file.workshop
    told = _("Nothing was saved in this sitting.")
    count = len(workshop.standing(NOTES))
    if workshop.last is not None and not count:
        told = _("No line of this sitting stands: what was said is taken back.")
    elif workshop.last is not None:
        sentence = ngettext(
            "{count} line of this sitting stands in {workshop}, sealed; the last was saved {time}.",
            "{count} lines of this sitting stand in {workshop}, sealed; the last was saved {time}.",
            count,
        )
        when = local_time(workshop.last.at)
        told = sentence.format(count=count, workshop=file.path.name, time=when)
    return " ".join(filter(None, [told, waiting_sealed(file)]))


def waiting_sealed(file: "WorkshopFile") -> str:
    """Say that half-typed words lie sealed where this laptop cannot read them, if any do."""
    if all(map(lock.is_held, autosave.files(file.path))):
        return ""
    return _(
        "What was half typed is kept, sealed: it is offered at this prompt where the workshop is"
        " opened with its key."
    )


def _what_was_typed(kept: autosave.HalfTyped, view: View | None) -> str:
    step = open_step(view) if view is not None else None
    if (
        view is None
        or step is None
        or kept.place != view.place(step.id)
        or not _is_for_the_room(step)
    ):
        return _("What was being typed is kept too.")
    text = kept.text.replace("\n", " ")
    short = text if len(text) <= 60 else text[:59] + "…"
    return _("You were typing: “{text}”").format(text=short)


def _is_for_the_room(step: Step) -> bool:
    """True if everyone may read what is said at ``step``, without anybody being asked first."""
    return share_level(step.share) >= share_level("participants") and not step.options.get(
        "ask_share"
    )


def capture_live(call: Call, path: Path, share: Share) -> None:
    """Take lines at a prompt, one after the other, for the workshop as a whole."""
    if not call.is_plain and not path.is_dir():
        first_frame(_("What is being said?"), "")
    take_notes(call, call.open(path), share)


def take_notes(
    call: Call,
    file: "WorkshopFile",
    share: Share,
    to_note_taker: str = "",
    begin: Callable[[Engine, "Terminal"], None] = lambda _engine, _stage: None,
) -> None:
    """Take lines for the workshop as a whole, until nothing more is said.

    ``begin`` is done before the first is asked for.
    """
    title = _("What is being said?")
    step = Step(
        id="note",
        kind=kinds.stand_in("lines"),
        title=title,
        prompt=title,
        note_taker=to_note_taker,
        share=share,
    )
    view = ViewMaker().of_workshop(file.workshop, title=_("Notes"), steps=[step])
    with live(call, file, view, "coalition note") as (engine, stage), suppress(Back, Skip):
        begin(engine, stage)
        engine.attend(step, lambda _step: True)
    say(where_it_stands(file))


def _look_around(stage: "Terminal", file: "WorkshopFile", window: OwnWindow) -> None:
    """Tell of other windows, and ask about a wall that is hidden."""
    _tell_of_other_windows(stage, file, window)
    _ask_about_curtain(stage, file, window)


def _tell_of_other_windows(stage: "Terminal", file: "WorkshopFile", window: OwnWindow) -> None:
    """Say once in this ``window`` that the workshop is open in another one too."""
    others = open_windows.others(file.path)
    if not others or window.has_told_of_others:
        return
    window.has_told_of_others = True
    words = _("This workshop is open in another window too: {command}, since {time}.")
    stage.tell(words.format(command=others[0].command, time=local_time(others[0].since)))


def _ask_about_curtain(stage: "Terminal", file: "WorkshopFile", window: OwnWindow) -> None:
    """Offer to show the wall again, where it is hidden and that was not decided in this ``window``.

    It may be left so by a run that was killed, or by another window, and then on purpose. Where a
    key was chosen for hidden screens, this one is hidden too until it is typed. Unless somebody
    says otherwise it stays hidden.
    """
    if blank_wall.is_left_drawn(file.path) and window.has_decided_on_curtain:
        return
    if blank_wall.drawn(file.path):
        stage.stay_hidden()
        options = [
            Option("hidden", _("Leave it hidden")),
            Option("shown", _("Show the words of the room again")),
        ]
        try:
            chosen = stage.choose(None, _("The wall is hidden."), options, "hidden")
        except Pause:
            raise
        except Move:
            chosen = "hidden"
        window.has_decided_on_curtain = True
        if chosen == "shown":
            blank_wall.lift(file.path)
        else:
            blank_wall.leave_drawn(file.path)
