"""Slides of every part, as a room may come to have them, for the tests of the browser's wall."""

from coalition_cli.blocks import Bar, Bars, Column, Point, Quadrant
from coalition_cli.slide import (
    Digits,
    Filling,
    Grid,
    GridRow,
    Lines,
    Pair,
    Pairs,
    Said,
    Scale,
    Slide,
    Timing,
    Words,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=http://example.org/x.png onerror=alert(1)>",
    "</style><b>loud</b>",
    "javascript:alert(1) &amp; \"quoted\" 'too'",
    "[link=https://example.org]ours[/link] :thumbs_up: [/]",
    "back\\slash \x1b[2J and \x9b2J",
)

OTHER_LETTERS = (
    "نريد بيتا لكل امرأة تعود إلى أهلها",
    "Право на жилье для каждой",
    "👩‍👩‍👧 together 🇹🇿",
    "हम सब साथ हैं",
)

RANK = Slide(
    question="This is how we weighed it.",
    stages=(
        (
            Grid(
                (
                    Column("Place", is_number=True),
                    Column("No", is_number=True),
                    Column("Issue"),
                    Column("Urgent", is_number=True, is_detail=True),
                    Column("Can do", is_number=True, is_detail=True),
                    Column("Together", is_number=True),
                ),
                (
                    GridRow(("1=", "1", "Identity papers", "4.8", "4.4", "4.6"), "strong"),
                    GridRow(("1=", "4", "Stigma in the village", "4.7", "4.6", "4.6"), "strong"),
                    GridRow(
                        ("3=", "3", "Work and loans for women", "4.5", "4.1", "4.3"), "strong", "┌"
                    ),
                    GridRow(
                        ("3=", "7", "Nobody listens to us", "4.5", "4.1", "4.3"), "strong", "└"
                    ),
                    GridRow(("5", "2", "A roof in the first weeks", "4.9", "2.9", "3.9")),
                    GridRow(("6", "5", "Medicine after release", "3.5", "3.3", "3.4")),
                    GridRow(("7", "6", "Safe transport to court", "3.1", "2.5", "2.8")),
                ),
            ),
            Words(
                "= 3 and 7 are level on both questions: they share third place, in no order. "
                "We decide: keep both, talk and vote again, or draw.",
                "warning",
            ),
        ),
        (
            Quadrant(
                (
                    Point("Identity papers", 4.8, 4.4, "1"),
                    Point("A roof in the first weeks", 4.9, 2.9, "2"),
                    Point("Work and loans for women", 4.5, 4.1, "3"),
                    Point("Stigma in the village", 4.7, 4.6, "4"),
                    Point("Medicine after release", 3.5, 3.3, "5"),
                    Point("Safe transport to court", 3.1, 2.5, "6"),
                    Point("Nobody listens to us", 4.5, 4.1, "7"),
                ),
                "Urgent",
                "Can do",
                1,
                5,
                ("Begin here", "Quick steps", "Seek allies", "Later"),
            ),
        ),
    ),
    foot=(Words("12 people weighed both", "quiet"),),
    place="≷ Our shared agenda · 3 of 5",
    sign="↓ order",
)

SCORE = Slide(
    question="3  Work and loans for women",
    hints=(
        Words("If nothing moves for half a year, how much harm is done?"),
        Words("Show fingers. No answer is fine.", "quiet"),
    ),
    stages=((Scale(1, 5, "little", "very much"),),),
    place="≷ Our shared agenda · urgency · issue 3 of 7",
    sign="scoring",
    timing=Timing("about 8 minutes", 0.4, "8 min"),
)

COUNTED = Slide(
    question="3  Work and loans for women",
    stages=(
        (
            Bars(
                tuple(
                    Bar(label, value, str(value))
                    for label, value in (
                        ("5  very much", 7),
                        ("4", 3),
                        ("3", 2),
                        ("2", 0),
                        ("1  little", 0),
                    )
                ),
                12,
                "Urgency 4.5, from 12 people.",
            ),
        ),
    ),
    place="≷ Our shared agenda",
)

CIRCLE = Slide(
    question="Which piece of your picture do you give us?",
    stages=((Pairs((Pair("Now", "Amina", "strong", True), Pair("Next", "Бермет, Grace"))),),),
    foot=(Words("8 to come"),),
    pace="about 40 seconds each",
    timing=Timing("about 6 minutes", 0.5),
    manner="still",
)

BREATH = Slide("Breathe in", stages=((Filling(0.6), Words("or simply at your own pace")),))
REST = Slide("Tea, until", stages=((Digits("10:45"), Words("Go to Neema.")),), manner="centred")

FIXED = (RANK, SCORE, COUNTED, CIRCLE, BREATH, REST)


def storm(count: int, words: str = "At the clinic they say it aloud") -> Slide:
    """Lines that grow, each with the bucket that it belongs to."""
    tags = ("At home", "Offices", "Money")
    lines = tuple(Said(f"{words}, {at}", str(at), tags[at % 3]) for at in range(1, count + 1))
    return Slide(
        question="Which stones did your group find?",
        stages=((Words(f"{count} in all"), Lines(lines, is_growing=True, tags=tags)),),
        manner="growing",
        place="Stones · 2 of 6",
    )


def of_words(*words: str) -> Slide:
    """Every part that holds words of people, with these."""
    return Slide(
        question=words[0],
        hints=tuple(Words(each) for each in words),
        stages=(
            (Lines(tuple(Said(each, each, each) for each in words), tags=words),),
            (Pairs(tuple(Pair(each, each) for each in words)),),
            (Bars(tuple(Bar(each, 1, each) for each in words), 2, words[0]),),
            (Grid((Column(words[0]),), tuple(GridRow((each,)) for each in words)),),
            (
                Quadrant(
                    tuple(Point(each, 2, 2, str(at)) for at, each in enumerate(words)),
                    words[0],
                    words[1],
                    1,
                    5,
                    (words[0], words[1], words[2], words[3]),
                ),
            ),
            (Scale(1, 5, words[0], words[1]),),
        ),
        foot=(Words(words[0]),),
        place=words[1],
        sign=words[2],
    )
