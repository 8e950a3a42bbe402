"""A sheet of answers, a chat or a plain list, as the notes that it would add."""

from dataclasses import replace
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import ALSO_BY, Fact
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import as_whole
from coalition_cli.parsing.foreign import column_meanings as reading
from coalition_cli.parsing.foreign.headings import NAMES, is_total, key, meaning_of
from coalition_cli.parsing.foreign.sheet import (
    Proposal,
    ReadColumn,
    Row,
    Sheet,
    Sieve,
    as_one_line,
    column_name,
)
from coalition_cli.parsing.note_line import Known, Line, read_typed
from coalition_cli.same_name import first_called
from coalition_cli.sanitize import in_short

_MOST_ABOVE: Final = 30
_MOST_LISTED: Final = 12
_MOST_HANDS: Final = 1_000_000


class Wanted(NamedTuple):
    """What is to be read: columns by heading or number, and what the step of the notes takes.

    ``buckets`` are the sorts that a tag can name there; ``has_any_keyword`` as of ``Known``.
    """

    column: str = ""
    speakers: str = ""
    counts_hands: bool = False
    bucket: str = ""
    buckets: tuple[str, ...] = ()
    has_any_keyword: bool = False


class _Places(NamedTuple):
    """The places of the columns that are read, and of the row with their headings."""

    heading: int | None
    words: int
    speakers: int | None
    hands: int | None


def propose(sheet: Sheet, workshop: Workshop, wanted: Wanted) -> Proposal:
    """The notes that ``sheet`` would add to ``workshop``. Raises ``Problem``."""
    places = _places(sheet, wanted)
    begin = 0 if places.heading is None else places.heading + 1
    known = Known(workshop, wanted.buckets, has_any_keyword=wanted.has_any_keyword)
    sieve = Sieve()
    for row in sheet.rows[: max(begin - 1, 0)]:
        sieve.leave("empty" if row.is_empty else "above", row)
    facts, strangers, uncounted = [], 0, 0
    rows = sheet.rows[begin:]
    if _is_lone_heading(sheet):
        sieve.leave("heading", sheet.rows[0])
        rows = ()
    for row in rows:
        if not _is_note(row, places, sieve):
            continue
        speaker = row.cell(places.speakers) if places.speakers is not None else ""
        line = _line(row, places, known)
        by = _by(as_one_line(speaker), workshop)
        strangers += bool(speaker) and not (by or line.by)
        if by:
            line = replace(line, by=by, also=())
        hands = _hands(row, places)
        uncounted += hands is not None and not wanted.counts_hands
        facts.append(_fact(line, hands if wanted.counts_hands else None, wanted.bucket))
    told = [*sheet.told, *_told_of_strangers(strangers), *_told_of_hands(uncounted)]
    return Proposal(
        tuple(facts),
        tuple(_sample(fact, workshop) for fact in facts),
        tuple(_columns(sheet, places, wanted)),
        (*sheet.left_out, *sieve.left_out()),
        tuple(told),
    )


def _is_lone_heading(sheet: Sheet) -> bool:
    """True if all that ``sheet`` holds is what stands above notes or names."""
    is_one = sheet.form == "list" and len(sheet.rows) == 1
    return is_one and meaning_of(sheet.rows[0].cells[0]) in ("text", *NAMES)


def _is_note(row: Row, places: _Places, sieve: Sieve) -> bool:
    words = row.cell(places.words)
    if row.is_empty:
        sieve.leave("empty", row)
    elif not words:
        sieve.leave("wordless", row)
    elif len(row.cells) > 1 and is_total(next(filter(None, row.cells))):
        sieve.leave("total", row)
    else:
        return True
    return False


def _line(row: Row, places: _Places, known: Known) -> Line:
    """The words of ``row``, with what the tags behind them say."""
    try:
        return read_typed(as_one_line(row.cell(places.words)), known)
    except Problem as problem:
        raise reading.in_row(row, problem) from None


def _fact(line: Line, hands: int | None, bucket: str) -> Fact:
    body = replace(line, bucket=line.bucket or bucket).body
    return Fact(body if hands is None else {**body, "hands": hands}, line.by)


def _places(sheet: Sheet, wanted: Wanted) -> _Places:
    """Where what is wanted stands. Raises ``Problem`` where it does not, or nobody said."""
    heading = _heading_at(sheet, wanted)
    words = _words_at(sheet, heading, wanted.column)
    speakers = _column_called(wanted.speakers, sheet, heading) if wanted.speakers else None
    hands = _only("hands", sheet, heading)
    return _Places(heading, words, speakers, hands)


def _words_at(sheet: Sheet, heading: int | None, column: str) -> int:
    if column:
        return _column_called(column, sheet, heading)
    filled = [place for place in range(sheet.width) if any(sheet.column(place))]
    if len(filled) == 1:
        return filled[0]
    if sheet.form == "chat":
        return sheet.width - 1
    only = _only("text", sheet, heading)
    if only is None:
        sentence = _(
            "Several columns could be the words; nothing was saved. Say which: --column "
            "NAME_OR_NUMBER. There are: {columns}"
        )
        raise Problem(sentence.format(columns=_listed(sheet, heading)), USAGE)
    return only


def _heading_at(sheet: Sheet, wanted: Wanted) -> int | None:
    """The place of the row with the headings.

    The first in which one that was named stands; else the first with one of those that are known,
    or with a question. None where every row is an answer.
    """
    if sheet.form == "chat":
        return 0
    named = {key(each) for each in (wanted.column, wanted.speakers) if as_whole(each) is None}
    named.discard("")
    first = list(enumerate(sheet.rows[:_MOST_ABOVE]))
    for place, row in first:
        if named & {key(cell) for cell in row.cells if cell}:
            return place
    if sheet.form == "list":
        return None
    for place, row in first:
        filled = [cell for cell in row.cells if cell]
        known = sum(bool(meaning_of(cell)) for cell in filled)
        if known > 1 or (known and len(filled) == sheet.width):
            return place
    return _row_of_questions(sheet)


def _row_of_questions(sheet: Sheet) -> int | None:
    """The place of the first full row, if one of its cells is a question."""
    for place, row in enumerate(sheet.rows[:_MOST_ABOVE]):
        filled = [cell for cell in row.cells if cell]
        if len(filled) > 1 and any(cell.rstrip(" *").endswith("?") for cell in filled):
            return place
    return None


def _column_called(wanted: str, sheet: Sheet, heading: int | None) -> int:
    """The place of the column that ``wanted`` names: by its number from 1, or its heading.

    The beginning of a heading will do where only one has it.
    """
    number = as_whole(wanted)
    if number is not None and 1 <= number <= sheet.width:
        return number - 1
    keys = [key(cell) for cell in sheet.rows[heading].cells] if heading is not None else []
    words = key(wanted)
    whole = [place for place, each in enumerate(keys) if each and each == words]
    begun = [place for place, each in enumerate(keys) if words and each.startswith(words)]
    if whole or len(begun) == 1:
        return (whole or begun)[0]
    sentence = _("No column is called or numbered {given}; nothing was saved. There are: {columns}")
    raise Problem(sentence.format(given=in_short(wanted), columns=_listed(sheet, heading)), USAGE)


def _only(meaning: str, sheet: Sheet, heading: int | None) -> int | None:
    """The place of the only column whose heading means ``meaning``; None where there is not one."""
    if heading is None:
        return None
    found = [
        place for place, cell in enumerate(sheet.rows[heading].cells) if meaning_of(cell) == meaning
    ]
    return found[0] if len(found) == 1 else None


def _hands(row: Row, places: _Places) -> int | None:
    if places.hands is None or places.hands == places.words:
        return None
    number = as_whole(row.cell(places.hands))
    return number if number is not None and 0 <= number < _MOST_HANDS else None


def _by(speaker: str, workshop: Workshop) -> str | None:
    """The id of the person, or the group, that ``speaker`` names; None for nobody known here."""
    if not speaker:
        return None
    person = workshop.person_named(speaker)
    if person:
        return person.id
    return first_called(speaker, (each.group for each in workshop.people() if each.group)) or None


def _columns(sheet: Sheet, places: _Places, wanted: Wanted) -> list[ReadColumn]:
    if sheet.width < 2:
        return []
    meanings = {places.words: "text"}
    if places.speakers is not None:
        meanings[places.speakers] = "speaker"
    if places.hands is not None and wanted.counts_hands:
        meanings.setdefault(places.hands, "hands")
    found = []
    for place in range(sheet.width):
        heading = "" if places.heading is None else sheet.rows[places.heading].cell(place)
        if heading or any(sheet.column(place)):
            label = reading.unread_label(meaning_of(heading)) if heading else ""
            found.append(
                ReadColumn(place + 1, as_one_line(heading), meanings.get(place, ""), label)
            )
    return found


def _listed(sheet: Sheet, heading: int | None) -> str:
    """The columns by number and heading, for whoever has to name one."""
    found = []
    for place in range(sheet.width):
        words = "" if heading is None else sheet.rows[heading].cell(place)
        column = ReadColumn(place + 1, in_short(as_one_line(words)) if words else "")
        found.append(f"{place + 1} {column_name(column)}" if words else column_name(column))
    more = ["…"] if len(found) > _MOST_LISTED else []
    return ", ".join([*found[:_MOST_LISTED], *more])


def _told_of_strangers(count: int) -> list[str]:
    if not count:
        return []
    sentence = ngettext(
        "{count} line comes without its speaker, who is not known here. Add people first to keep "
        "the name.",
        "{count} lines come without their speakers, who are not known here. Add people first to "
        "keep the names.",
        count,
    )
    return [sentence.format(count=count)]


def _told_of_hands(count: int) -> list[str]:
    if not count:
        return []
    sentence = ngettext(
        "{count} count of hands is left out: no hands are counted where the line goes.",
        "{count} counts of hands are left out: no hands are counted where the lines go.",
        count,
    )
    return [sentence.format(count=count)]


def _sample(fact: Fact, workshop: Workshop) -> str:
    words = in_short(fact.body["text"])
    names = [fact.by, *fact.body.get(ALSO_BY, ())] if fact.by else []
    words = " ".join([words, *(f"@{workshop.name_of(name)}" for name in names)])
    hands = fact.body.get("hands")
    return words if hands is None else f"{words} ({hands})"
