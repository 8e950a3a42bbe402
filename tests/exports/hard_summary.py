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
    points = tuple(Point(label, x, y, mark) for label, x, y, mark in ISSUES)
    columns = (Column("Place", True), Column("Issue"), Column("Score | sum", True))
    rows = tuple((mark, label, f"{(x + y) / 2:.1f}") for label, x, y, mark in ISSUES)
    return (
        Heading("<b>The</b> hard *summary* #", 1, "✊"),
        Prose("Sample & test", "warning"),
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


def _data() -> dict[str, Any]:
    texts = [{"id": f"N{number}", "text": text, "by": None} for number, text in enumerate(SAID)]
    at = "2026-11-21T09:00:00.000Z"
    decision = {
        "exercise": "agenda-ranking",
        "step": "agree",
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
        "version": 1,
        "workshop": {
            "id": "W1",
            "title": "<b>The</b> hard *summary* #",
            "date": "2026-11-21",
            "place": None,
            "language": "en",
            "programme": None,
            "sample": True,
            "audience": "organizer",
            "interim": True,
            "made_at": "2026-11-21T16:10:00+03:00",
            "entries": len(SAID),
        },
        "vision": "- In five years\n=nobody is alone",
        "themes": [{"exercise": "visioning", "theme": "+together", "notes": texts[:2]}],
        "agenda": [
            {
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
        "actions": [{"id": "A1", **ACTION}],
        "commitments": [{"by": "@Ana", "commitment": "=call her", "learning": None}],
        "decisions": [decision],
        "feedback": {"safe": {"5": 8, "4": 3}},
        "quotes": [{"text": "I was\nalone", "by": None}],
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
        "left_out": {"entries": 2, "by_exercise": {"visioning": 2}},
    }


HARD = Summary("<b>The</b> hard *summary* #", "en_GB", "organizer", True, _blocks(), _data())


if __name__ == "__main__":
    from coalition_cli.exports import export, names

    for format_name in names():
        module = export(format_name)
        (GOLDEN / f"hard{module.SUFFIX}").write_bytes(module.render(HARD))
