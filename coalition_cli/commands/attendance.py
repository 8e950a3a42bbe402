"""Coming and going: the entries of ``people``, and the page on which one key makes them."""

from collections import Counter
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from coalition_cli.app.context import Call
from coalition_cli.app.prompt import breathe
from coalition_cli.app.record import record_in
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.clock_zone import zone_named
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import PEOPLE, Fact, Place
from coalition_cli.model.presence import Passage
from coalition_cli.model.workshop import Person, Workshop
from coalition_cli.parsing import read_words
from coalition_cli.parsing.people import read_line, role_words
from coalition_cli.raw_text.pasted_list import with_commas
from coalition_cli.run import engine
from coalition_cli.stage import Finished, Ground, Move, Option, Pause, Question, TakeBack
from coalition_cli.store import WorkshopFile

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal

_DAYS_OFFERED = 3
_FAST = timedelta(minutes=5)
"""So much may one clock be before another."""
_NEW = "\0new"
_RECAP = "\0recap"


def add(line: str, at: str, file: WorkshopFile, *, brings_back: bool) -> str:
    """Save somebody as ``parsing.people.read_line`` reads her; return the sentence that says so.

    ``brings_back``: whoever is known and had left is here again, and a line may name several people
    who are known.
    """
    known = _all_known(line, file.workshop) if brings_back else []
    if known:
        return mark(known, True, at, file)
    body = read_line(line)
    person = file.workshop.person_named(body["text"])
    if person is not None and person.is_present:
        return _("{name} is here already.").format(name=person.name)
    if person is not None:
        sentence = _("{name} has left. To bring the same person in again: coalition people back")
        raise Problem(sentence.format(name=person.name))
    _record(body | _time(at), file)
    return _("{name} is here.").format(name=body["text"])


def move(line: str, is_here: bool, at: str, file: WorkshopFile) -> str:
    """Let everybody whom ``line`` names, between commas, come back or leave.

    Returns the sentence that says so.
    """
    names = [name.strip() for name in read_words(line).split(",") if name.strip()]
    known = _all_known(line, file.workshop)
    if not known:
        missing = next(
            (name for name in names if file.workshop.person_named(name) is None), line.strip()
        )
        raise Problem(_("Nobody here is called {name}; nothing was changed.").format(name=missing))
    return mark(known, is_here, at, file)


def mark(people: list[Person], is_here: bool, at: str, file: WorkshopFile) -> str:
    """Save that these people are here, or have left; return the sentences that say so."""
    told = []
    for person in people:
        if person.is_present is is_here:
            is_so = _("{name} is here already.") if is_here else _("{name} has left already.")
        else:
            entry = next(entry for entry in file.workshop.standing(PEOPLE) if entry.id == person.id)
            before = {key: value for key, value in entry.body.items() if key != "at"}
            _record(before | {"present": is_here} | _time(at), file, person.id)
            came = (
                _("{name} is back.")
                if any(each.is_here for each in person.passages)
                else _("{name} is here.")
            )
            is_so = came if is_here else _("{name} has left.")
        told.append(is_so.format(name=person.name))
    return " ".join(told)


def take_back(file: WorkshopFile, place: Place | None = None) -> str:
    """Undo the last thing that was said of people (or at ``place``); return the sentence for it."""
    newest = file.workshop.newest_standing([place or PEOPLE])
    if newest is None:
        return _("There is nothing to take back.")
    engine.undo(newest, record_in(file))
    number = len(file.workshop.entries)
    return _("Taken back. To bring it again: coalition undo {number}").format(number=number)


def attend(call: Call, stage: "Terminal", file: WorkshopFile, at: str = "") -> None:
    """The page on which each person is a line, and one key lets her come or go, until it is closed.

    ``at`` is when that was, if it is typed later.

    Raises ``Pause`` when the room stops instead.
    """
    understood, chosen = "", _NEW
    while True:
        try:
            stage.open_step(who_is_here(file.workshop), 0, None)
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

        stage.open_step(recap(file.workshop, call.finder(file.workshop.head.language)), 0, None)
        stage.show([])
        back = [Option("on", _("Back to who is here"))]
        stage.choose(None, _("What was agreed so far"), back, "on")
        return ""
    if chosen == _NEW:
        names = tuple(person.name for person in file.workshop.people())
        prompt = _("A chosen name; after commas, if wanted, a group and a role")
        question = Question(
            None,
            prompt,
            lambda given: add(with_commas(read_words(given)), at, file, brings_back=True),
            repeats=True,
            is_list=True,
            has_columns=True,
            completions=names,
        )
        return _ask_new(question, stage)
    person = next(person for person in file.workshop.people() if person.id == chosen)
    return mark([person], not person.is_present, at, file)


def _ask_new(question: Question[str], stage: "Terminal") -> str:
    """Ask for one name, or for each line of a pasted list; return the sentences for them."""
    told = []
    try:
        told.append(stage.ask(question))
        while stage.has_next_line:
            told.append(stage.ask(question))
    except Finished:
        pass
    return " ".join(told)


def _all_known(line: str, workshop: Workshop) -> list[Person]:
    """Return everybody whom ``line`` names, if it names only people who are known.

    A name may have commas in it.
    """
    whole = workshop.person_named(line)
    if whole:
        return [whole]
    found = [workshop.person_named(name) for name in line.split(",") if name.strip()]
    known = [person for person in found if person is not None]
    return known if len(known) == len(found) else []


def _record(body: dict[str, Any], file: WorkshopFile, person_id: str = "") -> None:
    fact = Fact(body, op="edit", ref=person_id) if person_id else Fact(body)
    record_in(file)(fact, PEOPLE, "organizer")


def _time(at: str) -> dict[str, str]:
    return {"at": at} if at else {}
