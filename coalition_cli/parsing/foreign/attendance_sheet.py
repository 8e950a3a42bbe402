"""A sheet of people, such as a sign-in sheet, as the people that it would add."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import Fact
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import people
from coalition_cli.parsing.foreign import column_meanings as reading
from coalition_cli.parsing.foreign.headings import NAMES, is_total, meaning_of, role_of
from coalition_cli.parsing.foreign.sheet import (
    Proposal,
    ReadColumn,
    Row,
    Sheet,
    Sieve,
    as_one_line,
)
from coalition_cli.raw_text.table_signs import has_column_of_numbers, is_contact
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import in_short

_MOST_NAMED: Final = 3

Body = dict[str, Any]


def has_names(sheet: Sheet) -> bool:
    """True if a column of ``sheet`` says that it holds names; senders of a chat do not count."""
    return sheet.form != "chat" and reading.heading_at(sheet) is not None


def wants_columns(sheet: Sheet) -> bool:
    """True if nothing in ``sheet`` says what its columns are, and there are several."""
    return sheet.form != "chat" and reading.heading_at(sheet) is None and len(_cells(sheet)) > 1


def propose(sheet: Sheet, workshop: Workshop, told_columns: Sequence[str] = ()) -> Proposal:
    """The people whom ``sheet`` would add to ``workshop``.

    ``told_columns`` says what the columns mean, from the first on, as one of ``people.KEYS``,
    ``name`` or ``-``; empty where their headings do. Raises ``Problem``.
    """
    if sheet.form == "chat":
        raise Problem(
            _(
                "This is the export of a chat: who writes in it is not who is here. Nothing was "
                "saved. To bring in what was written: coalition import FILE --notes"
            )
        )
    if wants_columns(sheet) and not told_columns:
        raise _unknown_columns(sheet)
    if told_columns:
        sheet = sheet.as_table()
    sieve = Sieve()
    if sheet.form == "list":
        return _proposed(_people_of_list(sheet, sieve), sheet, workshop, sieve, (), ())
    at = reading.heading_at(sheet)
    for row in sheet.rows[: at or 0]:
        sieve.leave("empty" if row.is_empty else "above", row)
    columns = _columns(sheet, at, told_columns)
    rows = sheet.rows[0 if at is None else at + 1 :]
    heading = None if at is None else sheet.rows[at]
    unknown_roles: Counter[str] = Counter()
    found = []
    for row in rows:
        body = _person(row, heading, columns, sieve, unknown_roles)
        if body:
            found.append((row, body))
    return _proposed(found, sheet, workshop, sieve, columns, _told_of_roles(unknown_roles))


def _proposed(
    found: Sequence[tuple[Row, Body]],
    sheet: Sheet,
    workshop: Workshop,
    sieve: Sieve,
    columns: Sequence[ReadColumn],
    told: Sequence[str],
) -> Proposal:
    """The proposal without those who are there already, or stand twice in the file."""
    seen: set[str] = set()
    bodies = []
    for row, body in found:
        name = body["text"]
        if workshop.person_named(name) is not None:
            sieve.leave("known", row)
        elif name_key(name) in seen:
            sieve.leave("twice", row)
        else:
            seen.add(name_key(name))
            bodies.append(body)
    return Proposal(
        tuple(map(Fact, bodies)),
        tuple(map(_sample, bodies)),
        tuple(columns),
        (*sheet.left_out, *sieve.left_out()),
        (*sheet.told, *told),
    )


def _cells(sheet: Sheet) -> list[int]:
    """The places of columns that hold anything; of a list its parts between commas."""
    if sheet.form == "list":
        return [0, 1] if has_column_of_numbers(sheet.as_columns()) else [0]
    return [place for place in range(sheet.width) if any(sheet.column(place))]


def _people_of_list(sheet: Sheet, sieve: Sieve) -> list[tuple[Row, Body]]:
    """The people of a plain list; each line is read as one that is typed at ``people add``."""
    found = []
    for number, row in enumerate(sheet.rows):
        line = row.cells[0]
        if number == 0 and meaning_of(line) in NAMES:
            sieve.leave("heading", row)
        elif is_total(line):
            sieve.leave("total", row)
        elif is_contact(line):
            sieve.leave("contact", row)
        elif not any(map(str.isalpha, line)):
            sieve.leave("nameless", row)
        else:
            try:
                found.append((row, people.read_line(line)))
            except Problem as problem:
                raise reading.in_row(row, problem) from None
    return found


def _columns(sheet: Sheet, at: int | None, told_columns: Sequence[str]) -> list[ReadColumn]:
    if told_columns:
        return _columns_told(sheet, at, told_columns)
    if at is None:
        return [ReadColumn(_cells(sheet)[0] + 1, "", "name")]
    return reading.read_columns(sheet, at, (*NAMES, *people.KEYS))


def _columns_told(sheet: Sheet, at: int | None, told_columns: Sequence[str]) -> list[ReadColumn]:
    """The columns as ``told_columns`` has them. Raises ``Problem`` for a word that is none."""
    known = {name_key(label): key for key, label in column_labels().items()}
    known |= {key: key for key in column_labels()} | {"-": "", "": ""}
    found = []
    for place, words in enumerate(told_columns):
        meaning = known.get(name_key(words))
        if meaning is None:
            sentence = _(
                "{given} is nothing that a column can mean; nothing was saved. Expected some of "
                "{known}, and - for a column that is not read."
            )
            names = ", ".join(column_labels().values())
            raise Problem(sentence.format(given=in_short(words), known=names), USAGE)
        heading = "" if at is None else as_one_line(sheet.rows[at].cell(place))
        found.append(ReadColumn(place + 1, heading, meaning))
    twice = [
        meaning
        for meaning, times in Counter(column.meaning for column in found).items()
        if meaning and times > 1
    ]
    if twice:
        sentence = _("Two columns cannot both be the {meaning}; nothing was saved.")
        raise Problem(sentence.format(meaning=column_labels()[twice[0]]), USAGE)
    if not any(column.meaning in NAMES for column in found):
        raise Problem(
            _("One of the columns has to be the name; nothing was saved. Name it with --columns."),
            USAGE,
        )
    return found


def column_labels() -> dict[str, str]:
    """What a column of people can mean, as people read it."""
    return {
        "name": _("name"),
        "surname": _("surname"),
        "first_name": _("first name"),
        **people.labels(),
    }


def _person(
    row: Row,
    heading: Row | None,
    columns: Sequence[ReadColumn],
    sieve: Sieve,
    unknown_roles: Counter[str],
) -> Body | None:
    """The body of the person of ``row``; None where the row has none, and ``sieve`` knows why."""
    name = _name(row, columns)
    first = next((cell for cell in row.cells if cell), "")
    if row.is_empty:
        sieve.leave("empty", row)
    elif heading is not None and row.cells == heading.cells:
        sieve.leave("heading", row)
    elif is_total(name) or is_total(first):
        sieve.leave("total", row)
    elif is_contact(name):
        sieve.leave("contact", row)
    elif not any(map(str.isalpha, name)):
        sieve.leave("nameless", row)
    else:
        return _body(row, name, columns, unknown_roles)
    return None


def _name(row: Row, columns: Sequence[ReadColumn]) -> str:
    """The name of ``row``: a whole one, else the first name and the surname, joined."""
    parts = {
        column.meaning: as_one_line(row.cell(column.number - 1))
        for column in columns
        if column.meaning in NAMES
    }
    order = ("name", "first_name", "surname")
    return " ".join(filter(None, (parts.get(each, "") for each in order)))


def _body(row: Row, name: str, columns: Sequence[ReadColumn], unknown_roles: Counter[str]) -> Body:
    given = {"name": name}
    for column in columns:
        words = as_one_line(row.cell(column.number - 1))
        if column.meaning not in people.KEYS or not words or is_contact(words):
            continue
        if column.meaning == "role":
            role = _role(words)
            if not role:
                unknown_roles[words] += 1
                continue
            words = role
        given.setdefault(column.meaning, words)
    try:
        return people.read_row(given)
    except Problem as problem:
        raise reading.in_row(row, problem) from None


def _role(words: str) -> str:
    """One of our roles; empty where ``words`` are none."""
    known = role_of(words)
    if known:
        return known
    try:
        return people.read_role(words)
    except Problem:
        return ""


def _told_of_roles(unknown: Counter[str]) -> list[str]:
    if not unknown:
        return []
    named = [in_short(words) for words, _count in unknown.most_common(_MOST_NAMED)]
    named += ["…"] if len(unknown) > _MOST_NAMED else []
    sentence = ngettext(
        "{count} role is none of ours and is left out: {roles}.",
        "{count} roles are none of ours and are left out: {roles}.",
        unknown.total(),
    )
    return [sentence.format(count=unknown.total(), roles=", ".join(named))]


def _unknown_columns(sheet: Sheet) -> Problem:
    """The ``Problem`` of columns that nobody named; one that looks like contacts is told."""
    contacts = reading.contact_columns(sheet)
    if contacts:
        sentence = _(
            "Nothing says what the columns are, and column {number} looks like telephone numbers "
            "or e-mail addresses, which are never read. Nothing was saved. Write headings above "
            "them, such as Name, Group, Phone, or say it: --columns name,group,role,-"
        )
        return Problem(sentence.format(number=contacts[0] + 1))
    return Problem(
        _(
            "Nothing says what the columns are; nothing was saved. Write headings above them, such "
            "as Name, Group, or say it: --columns name,group,-"
        )
    )


def _sample(body: Body) -> str:
    more = ", ".join(str(body[key]) for key in people.KEYS if key in body and key != "role")
    return f"{body['text']} ({more})" if more else str(body["text"])
