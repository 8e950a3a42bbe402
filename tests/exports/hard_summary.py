"""A summary full of what people and pastes really contain, and each format's file of it.

Run as a program it writes the golden files anew; look at what changed before keeping it.
"""

from pathlib import Path
from typing import Any

from coalition_cli.blocks import (
    Action,
    Actions,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Column,
    Heading,
    Point,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
)
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Calendar,
    Cell,
    Content,
    Document,
    Due,
    Facts,
    Head,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.model.summary import Summary

GOLDEN = Path(__file__).parent / "golden"

LONG = ("She said it again and again, and nobody wrote it down. " * 728)[:40_000].strip()
MARKS = "Ana" + "\u0301" * 200
FAMILY = "👩🏽‍👩🏾‍👧🏿 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿"

SAID = (
    "<script>alert(1)</script>",
    "</style></title><img src=http://evil.example/x.png onerror=alert(1)>",
    "[x](javascript:alert(1)) and ![img](http://evil.example/beacon.png)",
    "<http://evil.example> www.evil.example a@evil.example :100:",
    "# not a heading",
    "- point",
    "+1 agree",
    "1. first",
    "2) second",
    "> not a quote",
    "```\nnot code\n```",
    "    four spaces",
    "*stars* _lines_ __both__ `ticks` ~~gone~~ $x$ a|b",
    "C:\\dir\\",
    "\\[bold]",
    "[/foo] [inaudible] {0} {name} %s",
    "AT&T &amp; &#35;",
    "=1+1",
    '=HYPERLINK("http://evil.example","click")',
    "@Ana knows",
    "  =1+1",
    "\u200b=1+1",
    "＝1+1",
    "－2",
    "two\nlines",
    "three\n\n- lines\n===",
    "ends with #",
    "quotes \" and ' both",
    "00123",
    "1e5",
    "שלום עולם",
    "العدالة للنساء",
    "می‌خواهم",
    "run \u202eover\u202c there",
    FAMILY,
    MARKS,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    LONG,
)

ISSUES: tuple[tuple[str, float, float, str], ...] = (
    (SAID[0], 4.4, 3.6, "1"),
    (SAID[2], 4.0, 3.5, "2="),
    (SAID[35], 3.5, 4.0, "2="),
    (SAID[36], 3.1, 1.5, "4"),
    (SAID[31], 1.0, 1.0, "5"),
)

ACTION = {
    "what": SAID[17],
    "who": SAID[30],
    "helper": SAID[6],
    "by_when": "2026-12-12",
    "first_step": SAID[5],
    "support": SAID[22],
    "measure": None,
    "agenda": None,
    "status": "open",
}


def _blocks() -> tuple[Block, ...]:
    """Every block of a screen: kinds give these to a document too."""
    points = tuple(Point(label, x, y, mark) for label, x, y, mark in ISSUES)
    columns = (Column("Place", True), Column("Issue"), Column("Score | sum", True))
    rows = tuple((mark, label, f"{(x + y) / 2:.1f}") for label, x, y, mark in ISSUES)
    return (
        Prompt("What did you _see_?", "👁"),
        Prose("A quiet word", "quiet"),
        Prose("two\nlines", "strong"),
        Heading("# What was said"),
        Bullets(
            tuple(Bullet(text, str(number), "Mama [Joy]") for number, text in enumerate(SAID, 1))
        ),
        Bullets(
            (
                Bullet(
                    "above",
                    below=(Bullet("- below", by="<i>"), Bullet("two\nlines")),
                ),
            )
        ),
        Heading("What we will work on first"),
        Quadrant(
            points,
            "Urgency <x>",
            "Feasibility & y",
            1,
            5,
            ("Do first", "Quick win", "Prepare", "<Keep>"),
            Table(columns, rows, "A table | of *issues*"),
        ),
        Bars((Bar("5 <yes>", 8, "8"), Bar("0 *stop*", 0, "0")), 8, "Hands | counted"),
        Heading("What happens next", 3),
        Actions(
            (
                Action(
                    ACTION["what"] or "",
                    SAID[30],
                    SAID[6],
                    "Saturday 12 December 2026",
                    SAID[5],
                    SAID[22],
                ),
            )
        ),
        Actions((Action("two\nlines", status="stuck"),)),
        Quote("I was\nalone # <b>", "J*oy*"),
        Quote("unnamed"),
    )


_LANES = (Lane("Who & when"), Lane("What | *what*", 1), Lane("Code", is_code=True))


def _rows(*, has_head: bool = False) -> Rows:
    """A row for each of the hard texts, with all that a cell can hold."""
    rows = tuple(
        Row(
            (
                Cell("Mama [Joy]", "strong", ("Sat 7 Dec",)),
                Cell(text, "plain", (f"First: {text[:70]}",), is_first_step=number % 2 == 0),
                Cell(f"A{number}"),
            ),
            (f"A{number}",),
        )
        for number, text in enumerate(SAID[:-1], 1)
    )
    return Rows(_LANES, rows, has_head)


def _counted() -> Rows:
    """Decisions with their bars, and boxes to tick."""
    lanes = (Lane("Code", is_code=True), Lane("Decision", 1), Lane("Hands"), Lane("How it stands"))
    boxes = ("done", "moving", "stuck", "let <go>")
    cells = (Cell("D10–13"), Cell(SAID[5]), Cell("19 of 20", levels=(14, 3, 2, 1, 0, 0)))
    return Rows(lanes, (Row((*cells, Cell(boxes=boxes)), ("D10", "D11", "D12", "D13")),), True)


def _field() -> tuple[Section, Section]:
    """A picture without a table of its own, and beside it the list that says what it shows."""
    points = tuple(
        Point(label, x, y, f"I{number}", is_chosen=number < 3)
        for number, (label, x, y, _mark) in enumerate(ISSUES, 1)
    )
    corners = ("do first", "prepare", "when <there> is room", "later")
    lanes = (
        Lane("Place"),
        Lane("Code", is_code=True),
        Lane("Issue & more", 1),
        Lane("Mean", is_number=True),
    )
    rows = tuple(
        Row(
            (Cell(mark, "strong"), Cell(f"I{number}"), Cell(label), Cell(f"{(x + y) / 2:.1f}")),
            (f"I{number}",),
        )
        for number, (label, x, y, mark) in enumerate(ISSUES, 1)
    )
    return (
        Section("field", "The agenda", (Quadrant(points, "x", "y", 1, 5, corners),), side="left"),
        Section("issues", "", (), Rows(lanes, rows), side="right"),
    )


def _new() -> Rows:
    """Rows that are there to be written on."""
    lanes = (Lane("Code", is_code=True), Lane("What | *what*", 2), Lane("Who said yes", 1))
    return Rows(lanes, tuple(Row((Cell(code), Cell(), Cell())) for code in ("A6", "A7")), True)


def _document() -> Document:
    pairs = (Pair("After <today>", "+255 000 000 111"), Pair("*Clinic*", "=1+1"))
    facts = Facts((Pair("20", "people took part"), Pair("<4>", "of 7 issues | are the agenda")))
    dues = (Due("A1", "2026-12-12", "Sat 12 Dec"), Due("A2", "2026-12-12", "Sat 12 Dec"))
    first = (
        Section("did", "", (Prose("20 of us met.\nWe <i>shared</i> hopes."), facts)),
        Section("vision", "Our *picture*", (Prose(SAID[0]),), look="tint"),
        Section("actions", "Who does what", rows=_rows(), most=5, elsewhere="organizer"),
        Section("decisions", "Decided", rows=_counted(), most=0, elsewhere="next page"),
        Section("meeting", "When we meet | again", (Prose(SAID[28]),), look="frame"),
        Section("hour", "60 minutes", (Pairs(pairs, is_inline=True),), look="strip"),
        Section("short", "In short.", (Prose(SAID[4]),), look="run-in"),
        Section("words", "The picture", (Prose(SAID[30]),), look="side-bar"),
        Section("left", "Worries <open>", (Boxes(SAID[:3]),), side="left"),
        Section(
            "right",
            "Care",
            (Pairs(pairs), Blanks(("My own promise:", "who <calls>:"))),
            side="right",
        ),
        *_field(),
        Section("new", "New actions", (Prose("Beware & <care>", "warning"),), _new()),
        Section(
            "time", "On a line of time", (Calendar(dues), Boxes(("yes", "no"), is_inline=True))
        ),
    )
    slip = (
        Pairs((Pair("By when", "Saturday"), Pair("First step", SAID[5])), is_strong=False),
        Boxes(("done", "moving", "stuck", "let go"), is_inline=True),
    )
    slips = tuple(
        Section("slip", name, slip, code="A3") for name in ("Mama [Joy]", "<b>", SAID[30])
    )
    annex: tuple[Content, ...] = _blocks()
    return Document(
        "en_GB",
        Head(
            "<b>The</b> hard *summary* #",
            "Saturday & <place>",
            "Report | label",
            "Do *not* forward",
        ),
        (
            Part("tonight", first, most_pages=1, points=14),
            Part(
                "results", (Section("all", "# What was said", (), _rows(has_head=True)),), "Results"
            ),
            Part("slips", slips, points=12, is_slips=True),
            Part(
                "annex",
                (Section("said", "All", annex),),
                "Annex: everything said",
                points=8,
                columns=2,
            ),
        ),
        ("For <organizers>", "The hard summary", "21 November 2026"),
        "organizer",
        "2026-11-21",
    )


def _data() -> dict[str, Any]:
    texts = [{"id": f"N{number}", "text": text, "by": None} for number, text in enumerate(SAID)]
    at = "2026-11-21T09:00:00.000Z"
    decision = {
        "code": "D1",
        "id": "V1",
        "exercise": "agenda-ranking",
        "step": "agree",
        "sentence": "Our agenda: =1+1; <b>.",
        "text": "Our agenda: =1+1; <b>.",
        "weight": 9,
        "voters": "people",
        "question": "These 3 are our agenda?",
        "outcome": "agreed-concerns-heard",
        "adopted": True,
        "counts": {"5": 8, "4": 0, "3": 0, "2": 1, "1": 0, "0": 0},
        "passed": 1,
        "present": None,
        "why": "8 of 9 at three or more, one concern, one passed: agreed, concerns heard.",
        "concerns": ["- too soon"],
    }
    return {
        "format": "coalition-summary",
        "version": 2,
        "workshop": {
            "id": "W1",
            "title": "<b>The</b> hard *summary* #",
            "date": "2026-11-21",
            "place": None,
            "region": None,
            "people": {"took_part": 9, "by_group": {"=Blue": 9}, "by_role": {}},
            "contact": "Mama [Salome]",
            "language": "en",
            "programme": None,
            "sample": True,
            "audience": "organizer",
            "interim": True,
            "made_at": "2026-11-21T16:10:00+03:00",
            "entries": len(SAID),
        },
        "goals": [{"text": "+We know what we want", "slots": ["agenda"], "state": "partly"}],
        "vision_adopted": False,
        "statements": [],
        "vision": "- In five years\n=nobody is alone",
        "themes": [{"exercise": "visioning", "theme": "+together", "notes": texts[:2]}],
        "agenda": [
            {
                "code": f"I{place + 1}",
                "id": f"L{place}",
                "place": place + 1 if place < 4 else None,
                "shares_place": mark.endswith("="),
                "rank": int(mark.strip("=")) if place < 4 else None,
                "tied": mark.endswith("="),
                "issue": label,
                "urgency": x,
                "feasibility": y if place < 4 else None,
                "score": (x + y) / 2 if place < 4 else None,
                "scorers": 31,
                "spread": 3,
                "contested": True,
                "chosen": place == 0,
                "why": f"{label} is there.",
            }
            for place, (label, x, y, mark) in enumerate(ISSUES)
        ],
        "actions": [{"code": "A1", "id": "X1", **ACTION}],
        "commitments": [{"by": "@Ana", "commitment": "=call her", "learning": None}],
        "decisions": [decision],
        "feedback": {
            "safe": {
                "prompt": "=I felt safe",
                "answers": 11,
                "mean": 4.7,
                "counts": {"5": 8, "4": 3},
                "texts": [],
            }
        },
        "quotes": [
            {
                "code": "Q1",
                "text": "I was\nalone",
                "by": None,
                "consent": "anonymous",
                "share": "donor",
            }
        ],
        "notes": [{**row, "group": "Blue", "at": at} for row in texts],
        "exercises": [
            {
                "id": "visioning",
                "title": "Visioning",
                "run": 1,
                "steps": [
                    {
                        "id": "pieces",
                        "kind": "circle",
                        "entries": 1,
                        "outcome": [{"by": None, "text": "=a gate"}],
                    },
                    {"id": "agree", "kind": "decide", "entries": 1, "outcome": decision},
                    {"id": "welcome", "kind": "show", "entries": 0, "outcome": None},
                ],
            }
        ],
        "time": [],
        "care": {
            "lines": ["-A message"],
            "numbers": [{"name": "=Clinic", "number": "+255 000 000 113"}],
        },
        "next_meeting": {
            "text": "Saturday\n12 December",
            "day": "2026-12-12",
            "hour": "14:00",
            "place": "<Nendiwe>",
            "caller": "Mama [Joy]",
        },
        "left_out": {"entries": 2, "by_exercise": {"visioning": 2}},
    }


HARD = Summary(_document(), _data(), is_interim=True)


GOLDEN_FORMATS = ("html", "json", "md", "text")
"""The formats whose files are text, in which a change can be looked at."""


if __name__ == "__main__":
    from coalition_cli.exports import export

    for format_name in GOLDEN_FORMATS:
        module = export(format_name)
        (GOLDEN / f"hard{module.SUFFIX}").write_bytes(module.render(HARD))
