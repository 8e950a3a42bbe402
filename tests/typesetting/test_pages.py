import io
import re
import sys
import unicodedata
from typing import get_args

import pypdf
import pytest

from coalition_cli.blocks import (
    Actions,
    Bars,
    Bullet,
    Bullets,
    Column,
    Heading,
    Point,
    Prose,
    Quadrant,
    Quote,
    Table,
)
from coalition_cli.charts import levels_svg
from coalition_cli.errors import Problem
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Calendar,
    Cell,
    Document,
    Facts,
    Head,
    Lane,
    Look,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.typesetting import png_of, set_pdf
from coalition_cli.typesetting.compiler import setting
from tests.exports.hard_summary import HARD, SAID

FOOT = ("For everyone", "Title", "12 November 2024")
OWN = (
    '#read("/etc/passwd") #sys.inputs #panic()',
    "= heading @ref <label> $x^2$ \\u{41} // comment /* more */",
    '") #import "@preview/tablex:0.0.1": *',
    "a\x00b\x07c\x1b[2Jd\ufffee\ud800f",
)


def document(*contents, language="en", **section):
    shown = Section("s", "A section", contents, **section)
    return Document(language, Head("A title"), (Part("p", (shown,)),), FOOT, day="2024-11-12")


def reader(made):
    return pypdf.PdfReader(io.BytesIO(made.pdf))


def text_of(made):
    """What stands on the pages, without their feet."""
    texts = [page.extract_text() for page in reader(made).pages]
    return "\n".join(text.rpartition(FOOT[0])[0] for text in texts)


def letters(text):
    """What of a text must be read back: no spaces, no places to break, no turned direction."""
    kept = re.sub(r"[\s\u00a0\u200b\u202a-\u202e\u2066-\u2069\x00]", "", text)
    return unicodedata.normalize("NFD", kept)


def without(text, refused):
    return "".join(letter for letter in text if letter not in refused)


def is_to_the_left(text):
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


@pytest.mark.parametrize("said", [*SAID, *OWN[:-1]])
def test_what_was_typed_is_read_back_as_typed(said):
    lanes = (Lane("Who"), Lane("What", 1))
    rows = Rows(lanes, (Row((Cell("Ana", "strong"), Cell(f"begin {said} end"))),))
    made = set_pdf(document(rows))
    read = letters(text_of(made))
    expected = letters(f"begin {without(said, made.refused)} end")
    if is_to_the_left(said):
        # The order of words that run to the left is the reader's own.
        assert sorted(expected) == sorted(read[read.index("begin") : read.index("end") + 3])
    elif "\u0301\u0301" in said:
        # This reader tells all of a heap of marks once for each of them.
        assert expected in read.replace(letters("a\u0301") + 199 * "\u0301", "", 199)
    elif "\u200d" not in said:
        assert expected in read
    assert made.is_for_readers_aloud == (not made.refused)


def test_controls_and_lone_surrogates_leave_a_document_whole():
    made = set_pdf(document(Prose(OWN[-1]), Bullets((Bullet(OWN[-1], OWN[-1], OWN[-1]),))))
    assert made.is_for_readers_aloud
    assert "abc" in letters(text_of(made))


def test_letters_that_no_font_has_are_named_and_the_others_stay():
    made = set_pdf(document(Prose("Wash 洗 and 手 and 😀🏽 and ☃ and ሰላም and мир")))
    assert made.refused == ("洗", "手", "😀", "🏽")
    assert not made.is_for_readers_aloud
    assert "ሰላም" in text_of(made)
    assert "мир" in text_of(made)


def test_a_document_has_tags_a_language_and_a_title_and_nothing_that_acts():
    made = set_pdf(HARD.document)
    pdf = reader(made)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert pdf.metadata.title == "<b>The</b> hard *summary* #"
    assert pdf.metadata.author is None
    assert not pdf.attachments
    names = (b"/URI", b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/AA")
    assert not [name for name in names if name in made.pdf]
    assert not [page for page in pdf.pages if "/Annots" in page]


def structure(node):
    """The tags of a document below ``node``, each with its text elsewhere."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield node["/S"], node.get("/Alt")
        if "/K" in node:
            yield from structure(node["/K"])


def tags(made):
    return list(structure(reader(made).trailer["/Root"]["/StructTreeRoot"]))


def test_headings_follow_each_other_and_tables_and_lists_are_told_as_such():
    rows = Rows((Lane("Who"), Lane("What", 1)), (Row((Cell("Ana"), Cell("speaks"))),))
    made = set_pdf(
        document(
            Heading("Far below", 6),
            rows,
            Table((Column("A"), Column("B", True)), (("a", "1"),)),
            Bullets((Bullet("said"),)),
        )
    )
    found = [tag for tag, _alt in tags(made)]
    assert [tag for tag in found if tag.startswith("/H")] == ["/H1", "/H2"]
    assert found.count("/THead") == 2
    assert found.count("/TH") == 4
    assert "/L" in found
    assert "/Title" in found


def test_every_picture_has_words_for_it():
    alts = [alt for tag, alt in tags(set_pdf(HARD.document)) if tag == "/Figure"]
    assert len(alts) > 1
    assert all(alts)
    assert "Feasibility & y and Urgency <x> of 5 issues" in " ".join(alts)
    assert "A1: Sat 12 Dec" in " ".join(alts)
    row = Row((Cell("D1"), Cell("19 of 20", levels=(19, 0, 0, 0, 0, 1))))
    made = set_pdf(document(Rows((Lane("Code", is_code=True), Lane("Hands")), (row,))))
    assert [alt for tag, alt in tags(made) if tag == "/Figure"] == ["19 at level 5, 1 at level 0"]


def test_the_same_document_is_the_same_bytes_and_its_day_is_the_only_time():
    one, other = set_pdf(HARD.document), set_pdf(HARD.document)
    assert one.pdf == other.pdf
    assert one.pdf.count(b"2026-11-21T00:00:00Z") == 2
    dates = set(re.findall(rb"D:(\d{8})", one.pdf))
    assert dates == {b"20261121"}
    undated = document(Prose("x"))
    assert b"D:2" not in set_pdf(Document("en", undated.head, undated.parts)).pdf


def test_the_foot_says_whose_it_is_and_which_page_of_how_many():
    made = set_pdf(document(Prose("word\n" * 120)))
    texts = [page.extract_text() for page in reader(made).pages]
    assert made.pages == (len(texts),)
    for number, text in enumerate(texts, 1):
        assert f"For everyone · Title · 12 November 2024 Page {number} of {len(texts)}" in text


def test_pages_are_counted_by_part_from_the_document_itself():
    made = set_pdf(HARD.document)
    assert sum(made.pages) == len(reader(made).pages)
    assert len(made.pages) == len(HARD.document.parts)


@pytest.mark.parametrize("lines", range(44, 56, 2))
def test_a_heading_is_never_the_last_line_of_a_page_and_a_short_row_is_whole(lines):
    filler = Section("a", "", (Prose("\n".join("x" * 9 for _ in range(lines))),))
    row = Row((Cell("begin " + "word " * 90 + "end"),))
    lead = (Prose("A line above.", "quiet"),)
    listed = Section("b", "The heading", lead, Rows((Lane("What", 1),), (row, row)))
    made = set_pdf(Document("en", Head("T"), (Part("p", (filler, listed)),)))
    for page in reader(made).pages:
        text = page.extract_text()
        assert text.count("begin") == text.count("end")
        body = [line for line in text.splitlines() if line.strip() and "Page " not in line]
        assert body[-1].strip() not in ("The heading", "A line above.", "What")


def test_the_titles_of_lanes_stand_on_every_page():
    row = Row((Cell("Ana"), Cell("word " * 60)))
    rows = Rows((Lane("Who said"), Lane("What", 1)), (row,) * 40, has_head=True)
    made = set_pdf(document(rows))
    assert made.pages[0] > 1
    assert all("Who said" in page.extract_text() for page in reader(made).pages)


def test_slips_stand_four_a_page():
    slips = tuple(Section("slip", f"Name {at}", (Prose("what"),), code="A1") for at in range(9))
    part = Part("slips", slips, points=12, is_slips=True)
    made = set_pdf(Document("en", Head("T"), (part,)))
    assert made.pages == (3,)
    counts = [page.extract_text().count("Name ") for page in reader(made).pages]
    assert counts == [4, 4, 1]


@pytest.mark.parametrize("language", ["en", "sw", "ar", "am", "ru", "no such language", "", "x-y"])
def test_a_document_is_set_in_any_language(language):
    made = set_pdf(document(Prose("كل امرأة +255 000 000 111"), language=language))
    assert made.is_for_readers_aloud
    assert "+255000000111" in letters(text_of(made))


def test_a_picture_for_other_documents_is_as_wide_as_it_is_asked_for():
    png = png_of(levels_svg((9, 6, 4, 0, 0, 1)), 440)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 440
    assert int.from_bytes(png[20:24]) == 56
    assert png == png_of(levels_svg((9, 6, 4, 0, 0, 1)), 440)


def test_without_the_library_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    for make in (lambda: set_pdf(document(Prose("x"))), lambda: png_of(levels_svg((1, 0)), 10)):
        with pytest.raises(Problem, match=r"pip install 'coalition\[documents\]'"):
            make()


class PanicException(BaseException):
    """As the library names a fault of its own."""


def test_a_fault_of_the_typesetter_is_a_sentence_and_whatever_else_passes():
    with pytest.raises(Problem, match="cannot be set"), setting():
        raise PanicException
    with pytest.raises(KeyboardInterrupt), setting():
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "said",
    ["\u0623\u064e\u0645\u06e1", "x \u0623\u064e\u0645\u06e1", "\u05d0\u05b8 12-3 abc \u05d1"],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_marks_on_letters_that_run_to_the_left_are_set(said, language):
    made = set_pdf(document(Prose(said), language=language))
    assert set(letters(said)) <= set(letters(text_of(made)))


def test_a_warning_a_note_at_the_end_and_a_field_with_its_legend_stand_on_the_page():
    points = (Point("Papers", 4.4, 4.3, "I3", True), Point("A bed", 3.1, 2.2, "I2"))
    field = Quadrant(points, "can be done", "urgent", 1, 5, ("a", "b", "c", "d"))
    legend = Rows(
        (Lane("Place"), Lane("Code", is_code=True), Lane("Issue", 1)),
        (Row((Cell("1"), Cell("I3"), Cell("Papers"))), Row((Cell("2"), Cell("I2"), Cell("A bed")))),
    )
    sections = (
        Section("agenda", "The agenda", (field,), legend, after=(Prose("Filled.", "quiet"),)),
        Section("end", "", (Prose("Names are left out.", "quiet"),)),
    )
    long = "A title of a workshop that is nearly as long as one may be"
    made = set_pdf(
        Document("en", Head(long, warning="Keep it"), (Part("p", sections),), FOOT, "donor")
    )
    assert made.is_for_readers_aloud
    text = " ".join(text_of(made).split())
    for words in (long, "Keep it", "I3 Papers", "I2 A bed", "Filled.", "Names are left out."):
        assert words in text


def test_contents_that_hold_nothing_take_no_room_and_break_nothing():
    empty = (
        Rows((), ()),
        Rows((Lane("A"), Lane("B", 1)), (), has_head=True),
        Table((), ()),
        Table((Column("A"),), ()),
        Pairs(()),
        Pairs((), is_inline=True),
        Facts(()),
        Boxes(()),
        Boxes((), is_inline=True),
        Blanks(()),
        Calendar(()),
        Bullets(()),
        Bars((), 0),
        Actions(()),
        Quadrant((), "x", "y", 1, 5, ("a", "b", "c", "d")),
        Prose(""),
        Quote(""),
        Heading(""),
    )
    for look in get_args(Look):
        for contents in (empty, ()):
            shown = Section("s", "Title" if contents else "", contents, look=look)
            made = set_pdf(Document("en", Head(""), (Part("p", (shown,)),)))
            assert made.pages == (1,)
    assert set_pdf(Document("en", Head("T"), ())).pages == ()
    assert set_pdf(Document("en", Head("T"), (Part("p", ()), Part("s", (), is_slips=True))))


@pytest.mark.parametrize("columns", [2, 6])
def test_a_long_word_breaks_only_in_a_lane_that_is_too_narrow_for_it(columns):
    word = "Wahamasishajiwanaowezesha"
    titles = tuple(Column(f"Column {at}") for at in range(columns))
    text = text_of(set_pdf(document(Table(titles, ((word,) * columns,)))))
    assert (word in text) == (columns == 2)
    assert letters(text).count(word) == columns
