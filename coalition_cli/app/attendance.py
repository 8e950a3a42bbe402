"""Coming and going: the page on which one key lets somebody come or go, and who is here."""

from collections import Counter
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from coalition_cli.app.arrivals import Arrivals, mark
from coalition_cli.app.context import Call
from coalition_cli.app.prompt import breathe
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.clock_zone import zone_named
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import PEOPLE, Place
from coalition_cli.model.presence import Passage
from coalition_cli.model.workshop import Person, Workshop
from coalition_cli.parsing.people import role_words
from coalition_cli.run.line_changes import undo_of_newest
from coalition_cli.run.named_lines import Room
from coalition_cli.stage import Changed, Finished, Ground, Move, Option, Pause, Question, TakeBack
from coalition_cli.store import WorkshopFile

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal

_DAYS_OFFERED = 3
_FAST = timedelta(minutes=5)
"""So much may one clock be before another."""
_NEW = "\0new"
_RECAP = "\0recap"


def take_back(file: WorkshopFile, place: Place | None = None) -> str:
    """Undo the last thing that was said of people (or at ``place``); return the sentence for it."""
    try:
        undo = undo_of_newest(Room(file.workshop, lambda _id: None), [place or PEOPLE])
    except Problem as problem:
        return problem.sentence
    return undo.said_after(file.append(undo.drafts), is_at_prompt=False)


def attend(call: Call, stage: "Terminal", file: WorkshopFile, at: str = "") -> None:
    """The page on which each person is a line, and one key lets her come or go, until it is closed.

    ``at`` is when that was, if it is typed later. Off the record nobody comes or goes here.

    Raises ``Pause`` when the room stops instead.
    """
    understood, chosen = "", _NEW
    while True:
        try:
            stage.open_page(who_is_here(file.workshop), may_leave=False, takes_back=True)
            stage.show([])
            if understood:
                stage.say(understood)
            chosen = stage.choose(
                None, _("Who came, who went? Choosing a name changes it"), _options(file), chosen
            )
            if not chosen:
                return
            understood = _do(chosen, call, stage, file, at)
        except TakeBack:
            understood = take_back(file)
        except Changed as changed:
            understood = changed.sentence
        except Ground:
            breathe(stage)
            understood = ""
        except Pause:
            raise
        except Move:
            return


def who_is_here(workshop: Workshop) -> list[Block]:
    """Return the counts of those who are here: by group, by country, and of visitors and voters."""
    present = workshop.present()
    groups = Counter(person.group for person in present if person.group)
    countries = Counter(person.country for person in present if person.country)
    counted = [(_("By group: {counts}"), groups), (_("By country: {counts}"), countries)]
    shown: list[Block] = [Heading(_("Who is here: {count}").format(count=len(present)), 2)]
    for sentence, counts in counted:
        if counts:
            told = ", ".join(f"{name} {count}" for name, count in counts.items())
            shown.append(Prose(sentence.format(counts=told), "quiet"))
    guests = sum(person.role == "guest" for person in present)
    if guests:
        words = ngettext("{count} visitor is here.", "{count} visitors are here.", guests)
        shown.append(Prose(words.format(count=guests), "quiet"))
    voters = sum(person.is_voter for person in present)
    if voters:
        words = ngettext(
            "{count} is counted when we decide.", "{count} are counted when we decide.", voters
        )
        shown.append(Prose(words.format(count=voters), "quiet"))
    return shown


def said_of_all(workshop: Workshop) -> str:
    """Say how many of those who are known are here."""
    sentence = _("{present} of {count} are here.")
    return sentence.format(present=len(workshop.present()), count=len(workshop.people()))


def time_of(passage: Passage, zone: tzinfo | None) -> str:
    """Return the hour and minute of a coming or going by the clock of ``zone``.

    After its day where that was said too.
    """
    has_day = " " in passage.said
    return passage.when(zone).strftime("%Y-%m-%d %H:%M" if has_day else "%H:%M")


def times_of(person: Person, zone: tzinfo | None) -> str:
    """Return all comings and goings of somebody in one line, by the clock of ``zone``."""
    return ", ".join(
        (_("came {time}") if passage.is_here else _("left {time}")).format(
            time=time_of(passage, zone)
        )
        for passage in person.passages
    )


def days_of(clock: str, now: datetime) -> list[date]:
    """Return the days on which it was ``clock`` (``HH:MM``) last, the newest first.

    Today is not among them where that is still to come.
    """
    hour, _colon, minute = clock.partition(":")
    meant = now.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    first = 0 if meant <= now + _FAST else 1
    return [now.date() - timedelta(days=days) for days in range(first, first + _DAYS_OFFERED)]


def _options(file: WorkshopFile) -> list[Option]:
    zone = zone_named(file.workshop.head.zone)
    people = [Option(person.id, _line_of(person, zone)) for person in file.workshop.people()]
    return [
        *people,
        Option(_NEW, _("Somebody new, by the name she chose")),
        Option(_RECAP, _("What was agreed so far, in half a minute")),
        Option("", _("Close")),
    ]


def _line_of(person: Person, zone: tzinfo | None) -> str:
    role = "" if person.role == "participant" else role_words().get(person.role, person.role)
    last = person.passages[-1:]
    if person.is_present:
        since, state = _("here since {time}"), _("here")
    else:
        since, state = _("gone since {time}"), _("not here yet")
    if last:
        state = since.format(time=time_of(last[0], zone))
    return " · ".join(
        part for part in (person.name, person.group, person.country, role, state) if part
    )


def _do(chosen: str, call: Call, stage: "Terminal", file: WorkshopFile, at: str) -> str:
    if chosen == _RECAP:
        # price: the summary, 80 ms, and only who came late asks for it
        from coalition_cli.summary.recap import recap

        agreed = recap(file.workshop, call.held(file.workshop))
        stage.open_page(agreed, may_leave=False, takes_back=True)
        stage.show([])
        back = [Option("on", _("Back to who is here"))]
        stage.choose(None, _("What was agreed so far"), back, "on")
        return ""
    if chosen == _NEW:
        names = tuple(person.name for person in file.workshop.people())
        prompt = _("A chosen name; after commas, if wanted, a group and a role")
        question = Question(
            *(None, prompt, str),
            repeats=True,
            is_list=True,
            has_columns=True,
            completions=(*names, *role_words().values()),
            hint=hint_of_roles(),
        )
        return _ask_new(question, Arrivals(stage, file, at, brings_back=True), stage)
    if stage.off_record.since:
        return stage.off_record.refusal
    person = next(person for person in file.workshop.people() if person.id == chosen)
    return mark([person], not person.is_present, at, file)


def hint_of_roles() -> str:
    """What a role may be, for whoever types one."""
    return _("Roles: {roles}").format(roles=", ".join(role_words().values()))


def _ask_new(question: Question[str], arrivals: Arrivals, stage: "Terminal") -> str:
    """Ask for one name, or for each line of a pasted list; return the sentences for them."""
    told = []
    try:
        told.append(arrivals.ask(question))
        while stage.has_next_line:
            told.append(arrivals.ask(question))
    except Finished:
        pass
    return " ".join(told)
