"""The table of commands: the name, the group, the line of help and the need of each.

Dispatch, ``--help``, completion, ``docs/commands.md``, the manual page and the README read it here.
A command lives in ``coalition_cli/commands/NAME.py``, its dash a line there; it is found by its
name, and nothing imports it before it is called.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from coalition_cli.i18n import N_


class Command(NamedTuple):
    """One command, as a list speaks of it."""

    name: str
    line: str
    """What it does, in English: translated by whoever shows it."""

    needs_workshop: bool = True
    """True if it works on the open workshop, or on the one that ``--file`` names."""


class Group(NamedTuple):
    """Commands under one heading; those of the exercise files have no table, but their titles."""

    heading: str
    commands: tuple[Command, ...]


class MostUsed(NamedTuple):
    """What ``coalition --help`` shows of a command, or of two: how it is typed, and what for."""

    typed: str
    line: str


class Topic(NamedTuple):
    """Commands that are looked for together, by the word behind ``coalition help``."""

    name: str
    heading: str
    commands: tuple[str, ...]
    also: str = ""
    """What whoever looks here has to know besides."""
    tells_prompt: bool = False
    """True if the commands that are typed at a prompt belong to it."""


FIRST_TIME: Final = MostUsed("coalition demo", N_("first time? plays a sample day in seconds"))

OF_EXERCISES: Final = MostUsed(
    "visioning",
    N_("one exercise in steps; also {others}, and {count} more: coalition list exercises"),
)
"""The row of the exercises; it names ``EXERCISES_NAMED`` and counts the rest."""

EXERCISES_NAMED: Final = ("agenda-ranking", "action-plan", "reflection-circle")

MOST_USED: Final = (
    MostUsed("new TITLE", N_("make a workshop file and open it")),
    MostUsed("start", N_("lead the day: what is next, how late it is")),
    OF_EXERCISES,
    MostUsed("note", N_("write down what is said, line by line")),
    MostUsed("people", N_("who is here, who came and who left")),
    MostUsed("wall", N_("the page for the projector (--browser, --theme light|dark)")),
    MostUsed("show", N_("results; with --numbers all that was said")),
    MostUsed("fix 7, withdraw 7", N_("mend a line; take it out for good (undo: take back)")),
    MostUsed("export", N_("the summary (--for participants|organizer|donor|follow-up)")),
    MostUsed("list", N_("workshops, exercises, programmes")),
)
"""The rows of ``coalition --help``, in the order of a day."""

EXERCISES: Final = Group(N_("Exercises"), ())

GROUPS: Final = (
    Group(
        N_("The day"),
        (
            Command("new", N_("Make a workshop file and open it."), needs_workshop=False),
            Command(
                "open",
                N_("Go over to another workshop; a wall that runs follows."),
                needs_workshop=False,
            ),
            Command("start", N_("Run the programme of the day from where it stands.")),
            Command(
                "programme",
                N_("Show, print, copy, change or check a programme."),
                needs_workshop=False,
            ),
            Command(
                "list",
                N_("Workshops on this machine, exercises, or programmes."),
                needs_workshop=False,
            ),
            Command(
                "print",
                N_("Sheets for paper: cards, ballots, wall headings, blank forms, scripts."),
                needs_workshop=False,
            ),
            Command(
                "demo", N_("Play a sample workshop and write its summaries."), needs_workshop=False
            ),
        ),
    ),
    EXERCISES,
    Group(
        N_("People"),
        (
            Command("people", N_("Who is here, under the names they chose.")),
            Command(
                "details",
                N_("What the exercises say of this day: who leads, who cares, where it is quiet."),
            ),
        ),
    ),
    Group(
        N_("What was said"),
        (
            Command("note", N_("Save what is said, one line each.")),
            Command("import", N_("Bring in people or notes from a table, a chat or a list.")),
            Command("undo", N_("Take back what was done last, or the lines named.")),
            Command("fix", N_("Give a line other words.")),
            Command("move", N_("Put lines where they belong: another bucket, group or step.")),
            Command("withdraw", N_("Remove a line from the file for good.")),
            Command("redact", N_("Black out a word or a name in every line, for good.")),
        ),
    ),
    Group(
        N_("Results"),
        (
            Command("wall", N_("The clean view for the projector; follows the workshop.")),
            Command("show", N_("Results in the terminal, as the room may see them.")),
            Command(
                "quotes",
                N_("The quotes, and what their speakers allow; changed or withdrawn at any time."),
            ),
            Command("export", N_("Write the summary for one audience.")),
            Command(
                "cascade",
                N_("Events carried home: what was heard of each, and whom to call."),
            ),
        ),
    ),
    Group(
        N_("Other laptops"),
        (
            Command(
                "bundle", N_("Write what was recorded here into one signed file, for a stick.")
            ),
            Command("merge", N_("Bring in what other laptops recorded.")),
            Command(
                "handover",
                N_("Take the workshop along and leave nothing of it on a borrowed laptop."),
            ),
        ),
    ),
    Group(
        N_("This laptop"),
        (
            Command(
                "doctor",
                N_("Look at this laptop: what could leak, what could be lost."),
                needs_workshop=False,
            ),
            Command(
                "screen-test",
                N_("A page for the projector: what the last row can read of it."),
                needs_workshop=False,
            ),
            Command("check", N_("Verify a workshop file or an exercise file.")),
            Command("restore", N_("Put an earlier copy in place of the workshop file.")),
            Command("seal", N_("Seal a workshop: only a passphrase or a key opens it.")),
            Command("unseal", N_("Make a plain file of a sealed workshop.")),
            Command("keys", N_("The keys of a sealed workshop: change, rotate, print, take away.")),
            Command(
                "help",
                N_("The commands of one topic, or all that one command takes."),
                needs_workshop=False,
            ),
        ),
    ),
    Group(
        N_("Exercises of your own"),
        (
            Command(
                "exercise",
                N_("Write an exercise of your own: begin, check, rehearse, print."),
                needs_workshop=False,
            ),
        ),
    ),
)
"""Every command of ours, under its heading, in the order of a day."""


TOPICS: Final = (
    Topic(
        "after",
        N_("After the day"),
        ("show", "quotes", "export", "fix", "withdraw", "redact", "cascade", "bundle", "handover"),
        N_(
            "The next one, with what is still open: coalition new TITLE --follows FILE. "
            "Then: coalition follow-up"
        ),
    ),
    Topic(
        "files",
        N_("Files, copies and other laptops"),
        ("list", "open", "import", "bundle", "merge", "check", "restore", "export"),
        N_("A workshop is one file: --file PATH names it, else the one opened last is meant."),
    ),
    Topic(
        "safety",
        N_("Safety"),
        ("doctor", "seal", "unseal", "keys", "handover", "withdraw", "redact", "quotes"),
        N_(
            "While you lead: F9 hides the screen, F8 stops for a breath, F12 closes at once. "
            "Nothing that was said is ever typed behind a command: the shell would keep it."
        ),
    ),
    Topic(
        "writing",
        N_("Writing down what is said"),
        ("note", "people", "import", "fix", "move", "undo", "withdraw", "redact"),
        N_(
            'A line may end in who said it and where it belongs: "text @Name @Second #sort '
            '>group". A backslash before a sign keeps it a part of the words.'
        ),
        tells_prompt=True,
    ),
    Topic(
        "exercises",
        N_("Exercises and the day"),
        (
            *("start", "programme", "details", "list", "print", "exercise", "new", "demo", "wall"),
            "screen-test",
        ),
        N_("What one of them takes: coalition help visioning"),
    ),
)
"""The topics of ``coalition help``; ``ALL`` is one more, with every command and option."""

ALL: Final = "all"


def _every_command() -> Iterator[Command]:
    for group in GROUPS:
        yield from group.commands


COMMANDS: Final = {command.name: command for command in _every_command()}
"""Every command of ours by its name; no exercise can be called by one of these."""
