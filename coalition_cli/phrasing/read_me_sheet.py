"""The read-me of a summary's tables: what the workshop was, for whom this is, what stands where."""

from collections.abc import Iterable, Iterator

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _, ngettext
from coalition_cli.phrasing.dates import sentence_of_doubt
from coalition_cli.phrasing.sheet_cells import Data, Sheet, SheetColumn, cell_words, sheet_of


def read_me(data: Data, sheets: Iterable[Sheet], *, has_doubts: bool) -> Sheet:
    """Return the read-me of ``sheets``; ``has_doubts``: a time in them may be wrong."""
    columns = (SheetColumn("about", _("About")), SheetColumn("text", _("In words")))
    rows = [
        *_about(data["workshop"]),
        *_outcome(data),
        *_care(data),
        *_contents(sheets),
        *_left_out(data.get("left_out", {})),
        *([(_("Times"), sentence_of_doubt())] if has_doubts else []),
    ]
    told = ({"about": about, "text": text} for about, text in rows if text)
    return sheet_of("read-me", _("Read me"), columns, told)


def _about(workshop: Data) -> Iterator[tuple[str, str]]:
    """What the workshop was, for whom this is, and how many people took part."""
    yield _("Title"), workshop["title"]
    if workshop.get("sample"):
        yield _("Sample"), _("This is a sample: its people are invented.")
    if workshop.get("interim"):
        yield _("Not the end"), _("This was made before the end.")
    readers = {
        "participants": _("everyone who took part"),
        "organizer": _("the organizers; names and worries stand here, do not forward"),
        "donor": _("people outside"),
        "follow-up": _("the next meeting"),
    }
    yield _("For"), readers.get(workshop["audience"]) or cell_words(workshop["audience"])
    yield _("Date"), workshop["date"]
    yield _("Place"), cell_words(workshop.get("place") or workshop.get("region"))
    people = workshop.get("people") or {}
    yield _("People who took part"), cell_words(people.get("took_part") or "")
    yield _("Groups"), _counted(people.get("by_group"))
    yield _("Roles"), _counted(people.get("by_role"))


def _counted(counts: Data | None) -> str:
    return "; ".join(f"{isolated(name)} {count}" for name, count in (counts or {}).items())


def _outcome(data: Data) -> Iterator[tuple[str, str]]:
    """The goals, the vision and what else the room worded, and when it meets again."""
    states = {"met": _("met"), "partly": _("partly"), "not yet": _("not yet")}
    for goal in data.get("goals", ()):
        state = states.get(goal.get("state") or "")
        text: str = goal["text"]
        yield _("Goal"), f"{isolated(text)} ({state})" if state else text
    draft = _("This is a draft.")
    vision = cell_words(data.get("vision"))
    is_draft = vision and not data.get("vision_adopted", True)
    yield _("Our picture of the future"), f"{isolated(vision)} {draft}" if is_draft else vision
    for row in data.get("statements", ()):
        yield row["title"], row["text"] if row["adopted"] else f"{isolated(row['text'])} {draft}"
    yield _("What is needed"), cell_words(data.get("needed"))
    yield _("When we meet again"), cell_words((data.get("next_meeting") or {}).get("text"))


def _care(data: Data) -> Iterator[tuple[str, str]]:
    """How the people of a room look after each other, and whom to tell."""
    care = data.get("care") or {}
    for line in care.get("lines", ()):
        yield _("How we look after each other"), line
    for row in care.get("numbers", ()):
        yield row["name"], row["number"]
    contact = data["workshop"].get("contact")
    if contact:
        sentence = _("You can change or take back anything that you said. Tell {name}.")
        yield _("Your words"), sentence.format(name=contact)


def _contents(sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        rows = len(sheet.rows)
        yield sheet.name, ngettext("{count} row", "{count} rows", rows).format(count=rows)


def _left_out(left_out: Data) -> Iterator[tuple[str, str]]:
    hidden, odd = left_out.get("entries", 0), left_out.get("odd", 0)
    if hidden:
        sentence = ngettext(
            "{count} entry is not for these readers and was left out.",
            "{count} entries are not for these readers and were left out.",
            hidden,
        )
        yield _("Left out"), sentence.format(count=hidden)
    if odd:
        sentence = ngettext(
            "{count} line is not in a form that this program can read, and was left out.",
            "{count} lines are not in a form that this program can read, and were left out.",
            odd,
        )
        yield _("Not readable"), sentence.format(count=odd)
