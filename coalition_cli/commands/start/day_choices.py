"""The page of a day and the choices on it.

Every choice is kept as a fact; none is ever made for people.
"""

from collections.abc import Callable
from typing import Final

from coalition_cli.app.day_pages import BACK, look_at_whole_day, page_of_day
from coalition_cli.blocks import Block, Heading, Prose
from coalition_cli.commands.start.lead import Lead
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.programme import Slot
from coalition_cli.phrasing.spans import short_span, span
from coalition_cli.run.engine import Choice, Engine
from coalition_cli.schedule.day_page import ended_page, way_words
from coalition_cli.schedule.lateness import pace
from coalition_cli.schedule.timecuts import Way, ways_out
from coalition_cli.schedule.timetable import Row, Today
from coalition_cli.stage import Option

INTERPRETED: Final = 1.3
_MOST_WAYS: Final = {"leave out": 4, "halve": 2, "shorten": 4, "shorten all": 1, "move": 2}


def turn(lead: Lead, engine: Engine, is_unseen: Callable[[], bool]) -> str:
    """Show the page of the day and do one choice on it.

    How late it is stands on its pages only while ``is_unseen``: the room cannot see this window.

    Gives what leads out of the page (``hold`` and a slot, ``people`` and a change, ``leave``), else
    an empty text: then the page comes anew.
    """
    if lead.today().is_ended:
        return _after_the_end(lead, engine, is_unseen)
    chosen = engine.choose_private(lambda: _page(lead, is_unseen=is_unseen()))
    today = lead.today()
    if chosen == "leave":
        return chosen
    if chosen in ("begin", "on"):
        row = today.next if chosen == "begin" else today.running
        return f"hold {row.slot.id}" if row else ""
    do: dict[str, Callable[[], str]] = {
        "other": lambda: _another(lead, engine, today),
        "over": lambda: _is_over(lead, today),
        "minutes": lambda: _other_minutes(lead, engine, today),
        "skip": lambda: _skip(lead, engine, today),
        "unbegin": lambda: _not_held(lead, today),
        "move": lambda: _move(lead, engine, today),
        "win": lambda: _win_back(lead, engine, today, is_unseen),
        "people": lambda: _people(engine),
        "day": lambda: _look_at_day(lead, engine, today, is_unseen),
        "end": lambda: _end_day(lead, engine, today),
    }
    return do[chosen]()


def _page(lead: Lead, *, is_unseen: bool) -> Choice:
    today = lead.today()
    ways = ways_out(today, lead.bounds, has_tomorrow=lead.has_tomorrow)
    page = page_of_day(lead.programme, today, ways, is_unseen=is_unseen)
    return Choice(page, _("What now?"), _options(lead, today, ways, is_unseen=is_unseen))


def sure(engine: Engine, page: list[Block], stay: str, go_on: str) -> bool:
    """Tell if people choose ``go_on`` when they are asked a second time."""
    return engine.choose(page, _("Really?"), [Option("stay", stay), Option("go", go_on)]) == "go"


def _options(lead: Lead, today: Today, ways: list[Way], *, is_unseen: bool) -> list[Option]:
    found = _options_of_slot(lead, today)
    if ways:
        win = _("Win back time: {time}").format(time=span(today.behind))
        found.append(Option("win", win if is_unseen else _("Shorten the day")))
    found.append(Option("people", _("Somebody arrives or leaves")))
    found.append(Option("day", _("The whole day")))
    if today.running is None:
        end = Option("end", _("End the day"))
        is_left = today.waiting or today.skipped
        # First if nothing is left to be held: an Enter leads on.
        found.insert(len(found) if is_left else 0, end)
    return [*found, Option("leave", _("Leave: everything is saved"))]


def _options_of_slot(lead: Lead, today: Today) -> list[Option]:
    """Return the choices about the slot that is held, or else about the one that is next."""
    if today.running is not None:
        title = today.running.slot.title
        return [
            Option("on", _("Go on with: {slot}").format(slot=title)),
            Option("over", _("It is over: {slot}").format(slot=title)),
            Option("minutes", _("Give it other minutes")),
            Option("skip", _("Stop it here and take it up later")),
            Option("unbegin", _("It was not held: put it back")),
        ]
    if today.next is None:
        return [Option("other", _("Take up what was put aside"))] if today.skipped else []
    found = [Option("begin", _("Begin: {slot}").format(slot=today.next.slot.title))]
    if len(today.waiting) > 1 or today.skipped:
        found.append(Option("other", _("Take another one first")))
    found.append(Option("skip", _("Skip it for now")))
    found.append(Option("minutes", _("Give it other minutes")))
    if lead.has_tomorrow:
        found.append(Option("move", _("Move it to tomorrow")))
    return found


def _another(lead: Lead, engine: Engine, today: Today) -> str:
    """Ask which of those to come, or of those put aside, is held now."""
    rows = [*today.skipped, *today.waiting[1:]]
    options = [Option(row.slot.id, _row_words(row)) for row in rows]
    page: list[Block] = [
        Heading(_("Another one first"), 2),
        Prose(_("What is next now keeps its place after it.")),
    ]
    chosen = engine.choose(page, _("Which one?"), [*options, _back()])
    if chosen == BACK:
        return ""
    before = [row.slot for row in today.waiting[: _place_of(chosen, today)]]
    if len(before) > 1 and _are_left(engine, before):
        for slot in before:
            lead.keep(slot, "skip")
    return f"hold {chosen}"


def _place_of(slot_id: str, today: Today) -> int:
    """Return the count of slots before one; none before one that was put aside."""
    return next((number for number, row in enumerate(today.waiting) if row.slot.id == slot_id), 0)


def _are_left(engine: Engine, before: list[Slot]) -> bool:
    """Ask if several slots are put aside.

    A laptop that is opened at noon finds a morning that was held without it.
    """
    words = ngettext(
        "{count} part stands before it: {slots}.",
        "{count} parts stand before it: {slots}.",
        len(before),
    )
    told = words.format(count=len(before), slots=", ".join(slot.title for slot in before))
    options = [
        Option("keep", _("They come after it")),
        Option("left", _("They were held without this program, or fall away: put them aside")),
    ]
    return (
        engine.choose(
            [Heading(_("Another one first"), 2), Prose(told)], _("What about them?"), options
        )
        == "left"
    )


def _row_words(row: Row) -> str:
    told = _("{slot}, {time}").format(slot=row.slot.title, time=span(row.minutes))
    if row.planned:  # several slots of a day may be called the same
        told += f" · {row.planned:%H:%M}"
    return _("{slot} (put aside)").format(slot=told) if row.status == "skipped" else told


def _is_over(lead: Lead, today: Today) -> str:
    if today.running:
        lead.keep(today.running.slot, "end")
    return ""


def _not_held(lead: Lead, today: Today) -> str:
    if today.running:
        lead.keep(today.running.slot, "back")
    return ""


def _skip(lead: Lead, engine: Engine, today: Today) -> str:
    row = today.running or today.next
    if row is not None and _may_go(engine, row.slot):
        lead.keep(row.slot, "skip")
    return ""


def _may_go(engine: Engine, slot: Slot) -> bool:
    """Tell if a slot may go.

    Breaks, ground rules, closing circle and feedback are asked about a second time.
    """
    if not slot.is_protected:
        return True
    words = _(
        "{slot} is one of the parts that people need most. It should stay, however short time is."
    )
    page: list[Block] = [Heading(slot.title, 2), Prose(words.format(slot=slot.title))]
    return sure(engine, page, _("Keep it"), _("Put it aside all the same"))


def _other_minutes(lead: Lead, engine: Engine, today: Today) -> str:
    row = today.running or today.next
    if row is None:
        return ""
    found = lead.bounds(row.slot)
    bounds = (found.min, found.usual, found.max) if found else ()
    around = (row.minutes + more for more in (-10, -5, 5, 10, 15, 30))
    choices = sorted({minutes for minutes in (*bounds, *around) if minutes > 0} - {row.minutes})
    as_now = Option(str(row.minutes), _("{time}, as now").format(time=short_span(row.minutes)))
    page: list[Block] = [Heading(_row_words(row), 2)]
    if found:
        told = _("It asks for {least} to {most} minutes, {usual} as a rule.")
        page.append(Prose(told.format(least=found.min, most=found.max, usual=found.usual)))
    options = [as_now, *(Option(str(minutes), short_span(minutes)) for minutes in choices)]
    chosen = engine.choose(page, _("How many minutes?"), [*options, _back()])
    if chosen != BACK:
        lead.keep(row.slot, "minutes", minutes=int(chosen))
    return ""


def _move(lead: Lead, engine: Engine, today: Today) -> str:
    row = today.next
    if row is not None and _may_go(engine, row.slot):
        lead.keep(row.slot, "move", day=lead.number + 1)
    return ""


def _win_back(lead: Lead, engine: Engine, today: Today, is_unseen: Callable[[], bool]) -> str:
    """Show the ways out, those that hurt least first; taking one leads back to the page."""
    ways = ways_out(today, lead.bounds, has_tomorrow=lead.has_tomorrow)
    shown: list[Way] = []
    for way in ways:
        if sum(each.how == way.how for each in shown) < _MOST_WAYS[way.how]:
            shown.append(way)
    options = [Option(str(number), way_words(way, today)) for number, way in enumerate(shown)]

    def draw() -> Choice:
        stays = _("Breaks, prayer, ground rules, closing circle and feedback stay.")
        page: list[Block] = [Heading(_("Shorten the day"), 2), Prose(stays, "quiet")]
        nothing = _("Nothing: leave it as it is")
        if is_unseen():
            page = [Heading(_("Win back time"), 2), Prose(pace(today)), page[1]]
            nothing = _("Nothing: let it end later")
        return Choice(page, _("What gives way?"), [_back(nothing), *options])

    chosen = engine.choose_private(draw)
    if chosen != BACK:
        _take(lead, today, shown[int(chosen)])
    return ""


def _take(lead: Lead, today: Today, way: Way) -> None:
    if way.slot is not None and way.how == "leave out":
        lead.keep(way.slot, "skip")
    elif way.slot is not None and way.how == "move":
        lead.keep(way.slot, "move", day=lead.number + 1)
    else:
        for slot_id, minutes in way.to:
            lead.keep(today.row(slot_id).slot, "minutes", minutes=minutes)


def _people(engine: Engine) -> str:
    options = [
        Option("add", _("Somebody arrives")),
        Option("left", _("Somebody leaves")),
        Option("back", _("Somebody is back")),
        Option("", _("Back to the programme")),
    ]
    chosen = engine.choose([Heading(_("Who is here?"), 2)], _("What happens?"), options)
    return f"people {chosen}" if chosen else ""


def _look_at_day(lead: Lead, engine: Engine, today: Today, is_unseen: Callable[[], bool]) -> str:
    """Show the day as a table, a part at a time; and ask if somebody interprets."""
    is_interpreted = today.factor != 1
    talk = (
        _("Nobody interprets any more")
        if is_interpreted
        else _("Somebody interprets: talk takes {factor:g} times")
    )
    more = [Option("talk", talk.format(factor=INTERPRETED))]
    back = _("Back to the programme")
    if look_at_whole_day(engine.choose_private, today, is_unseen, back, more) == "talk":
        lead.keep(None, "interpretation", factor=1.0 if is_interpreted else INTERPRETED)
    return ""


def _end_day(lead: Lead, engine: Engine, today: Today) -> str:
    left = [row.slot for row in (*today.waiting, *today.skipped)]
    if left and not _lets_go(lead, engine, left):
        return ""
    lead.keep(None, "end", day=lead.number, left=[slot.id for slot in left])
    return ""


def _lets_go(lead: Lead, engine: Engine, left: list[Slot]) -> bool:
    """Ask if the day may end without ``left``; what people want tomorrow is moved there."""
    page: list[Block] = [Heading(_("End the day"), 2)]
    titles = ", ".join(slot.title for slot in left)
    page.append(Prose(_("Not held yet: {slots}.").format(slots=titles)))
    closing = [slot.title for slot in left if slot.is_protected and not slot.is_rest]
    if closing:
        words = _("Nobody should go home without: {slots}.")
        page.append(Prose(words.format(slots=", ".join(closing)), "warning"))
    options = [Option("stay", _("Not yet: back to the programme"))]
    if lead.has_tomorrow:
        options.append(Option("move", _("End it; move the exercises among them to tomorrow")))
    chosen = engine.choose(
        page, _("Really?"), [*options, Option("go", _("End it; they are left out"))]
    )
    if chosen == "move":
        for slot in left:
            if slot.kind == "exercise" and not slot.is_protected:
                lead.keep(slot, "move", day=lead.number + 1)
    return chosen != "stay"


def _after_the_end(lead: Lead, engine: Engine, is_unseen: Callable[[], bool]) -> str:
    today = lead.today()
    options = [Option("leave", _("Leave: everything is saved")), Option("day", _("The whole day"))]
    if lead.has_tomorrow:
        options.append(Option("next", _("Look at day {number}").format(number=lead.number + 1)))
    options.append(Option("again", _("Take the day up again")))
    chosen = engine.choose(ended_page(today), _("What now?"), options)
    if chosen == "again":
        lead.begin_day()
    elif chosen == "next":
        lead.number += 1
    elif chosen == "day":
        return _look_at_day(lead, engine, today, is_unseen)
    return chosen if chosen == "leave" else ""


def _back(words: str = "") -> Option:
    return Option(BACK, words or _("Back to the programme"))
