import pytest

from coalition_cli.blocks import Prose
from coalition_cli.model.document import (
    Blanks,
    Cell,
    Document,
    Head,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.typesetting import fitted, set_pdf

WORDS = {
    "sw": "Kila mwanamke anayetoka anapokelewa na mmoja wetu na anapata kitanda na karatasi za "
    "utambulisho na kazi yenye heshima ili kila mlango ubaki wazi kwa wote",
    "ru": "Каждая женщина которая выходит встречена одной из нас и находит жильё документы и "
    "достойную работу чтобы ни одна дверь не оставалась закрытой навсегда",
    "ar": "كل امرأة تخرج تستقبلها واحدة منا وتجد سريرا وأوراقا وعملا كريما حتى لا يبقى باب مغلق "
    "أمام أحد بعد اليوم أبدا",
}


def capped(words, letters):
    """``words`` over and over, as long as a cap allows."""
    text = f"{words} " * (letters // len(words) + 1)
    return text[:letters].rsplit(" ", 1)[0]


def sections(words, *, promise=True, met=True, steps=True):
    """The page of the participants with every cap full."""

    def said(letters):
        return capped(words, letters)

    places = ("1", "2", "3=", "3=", "5")
    issues = tuple(Row((Cell(place, "strong"), Cell(said(70)))) for place in places)
    actions = tuple(
        Row(
            (
                Cell(said(24), "strong", ("Thu 12 Dec",)),
                Cell(said(80), "plain", (said(70),) if steps else ()),
                Cell(f"A{number}"),
            )
        )
        for number in range(1, 6)
    )
    numbers = tuple(Pair(said(14), f"+255 000 000 11{place}") for place in range(4))
    lanes = (Lane("Who"), Lane("What", 1), Lane("Code", is_code=True))
    found = [
        Section("met", "", (Prose(said(160)),)),
        Section("vision", said(30), (Prose(said(240)),), look="tint"),
        Section("issues", said(30), rows=Rows((Lane("Place"), Lane("Issue", 1)), issues), most=5),
        Section("actions", said(30), rows=Rows(lanes, actions), most=5, elsewhere="organizer"),
        Section("meeting", said(30), (Prose(said(120)),), look="frame"),
        Section("care", said(30), (Prose(said(80)), Pairs(numbers))),
        Section("promise", "", (Blanks((said(18),)),)),
        Section("end", "", (Prose(said(90), "quiet"),)),
    ]
    without = {"promise": promise, "met": met}
    return tuple(section for section in found if without.get(section.name, True))


def participants(language):
    words = WORDS[language]
    shorter = (
        Part("page", sections(words, promise=False), points=14),
        Part("page", sections(words, promise=False, met=False), points=14),
        *(
            Part("page", sections(words, promise=False, met=False, steps=False), points=points)
            for points in (14, 13, 12)
        ),
    )
    part = Part("page", sections(words), most_pages=1, shorter=shorter, points=14)
    head = Head(capped(words, 60), capped(words, 50))
    return Document(language, head, (part,), (capped(words, 20), "2024"), "participants")


@pytest.mark.parametrize("language", WORDS)
def test_with_every_cap_full_the_participants_page_is_one_in_three_scripts(language):
    document = fitted(participants(language))
    made = set_pdf(document)
    assert made.pages == (1,)
    assert made.is_for_readers_aloud
    [part] = document.parts
    assert part.points >= 12
    actions = next(section for section in part.sections if section.name == "actions")
    assert len(actions.shown.rows) == 5


def listed(count, most, **part):
    rows = Rows(
        (Lane("Code", is_code=True), Lane("What", 1)),
        tuple(Row((Cell(f"D{at}"), Cell("Word " * 60)), (f"D{at}",)) for at in range(1, count + 1)),
    )
    section = Section("list", "A list", rows=rows, most=most, elsewhere="next page")
    return Document("en", Head("Title"), (Part("tonight", (section,), **part),))


def test_the_longest_list_loses_rows_until_it_fits_and_no_more():
    document = fitted(listed(200, 60, most_pages=1))
    [section] = document.sections
    shown = len(section.shown.rows)
    assert 5 < shown < 60
    assert set_pdf(document).pages == (1,)
    assert len(section.left) == 200 - shown
    more = listed(200, shown + 1, most_pages=1)
    assert set_pdf(more).pages == (2,)


def test_the_first_form_that_fits_is_taken():
    short = Part("tonight", (Section("s", "Short", (Prose("few"),)),))
    shorter = Part("tonight", (Section("s", "Shorter", (Prose("fewer"),)),))
    document = fitted(listed(200, 60, most_pages=1, shorter=(short, shorter)))
    assert document.sections[0].title == "Short"


def test_a_part_that_fits_or_may_be_long_stays_as_it_is():
    for document in (listed(3, 3, most_pages=1), listed(200, None)):
        assert fitted(document) == document


def test_a_part_that_nothing_makes_short_enough_keeps_its_shortest_form():
    section = Section("s", "Long", (Prose("word\n" * 200),))
    part = Part("p", (section,), most_pages=1)
    assert fitted(Document("en", Head("T"), (part,))).parts == (part,)


def test_a_part_is_fitted_by_its_own_pages():
    first = Part("first", (Section("s", "", (Prose("word\n" * 150),)),))
    document = listed(60, 60, most_pages=2)
    both = Document("en", Head("T"), (first, *document.parts))
    made = set_pdf(fitted(both))
    assert made.pages == (3, 2)
