"""The scan of a produced file: a planted leak is found in whatever corner of a format it lies."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import docx
import openpyxl
import pypdf
import pytest

from coalition_cli import exports
from coalition_cli.app.file_scan import Forbidden, forbidden_words, found_in, scanned
from coalition_cli.app.words_of_file import words_of_file
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Fact
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.summary.shown_texts import plain
from tests.exports.hard_summary import HARD
from tests.summary.test_sections import Day

HIDDEN = "Kesi yangu iko mahakamani bado"
MACHINE = "kanari-pc"
FOLDER = "/home/kanari/workshops"


def a_day() -> Day:
    day = Day()
    day.answer("visioning", {"pieces": ["A house"]}, people=["Kanarina Mosi", "Page", "Zuri"])
    day.note(HIDDEN, "private")
    day.note("Zuri speaks for all of us", "donor")
    day.record(Fact({"text": "Bread for all"}), day.workshop.places()[-1], "donor")
    return day


def forbidden_for(day: Day, summary: Summary) -> Forbidden:
    return forbidden_words(day.workshop, summary, [MACHINE], [FOLDER])


@dataclass
class Leaking:
    """A format that is another one's, and changes its bytes."""

    of: str
    leak: Callable[[bytes], bytes]

    @property
    def SUFFIX(self) -> str:  # noqa: N802 (what formats call it)
        return exports.export(self.of).SUFFIX

    def render(self, summary: Summary, paper: Paper = USUAL) -> bytes:
        return self.leak(exports.export(self.of).render(summary, paper))


def at_end(words: str) -> Callable[[bytes], bytes]:
    return lambda content: content + words.encode()


def in_json(content: bytes) -> bytes:
    return json.dumps({**json.loads(content), "author": "Kanarina Mosi"}).encode()


def in_zip(name: str, words: str, comment: str = "") -> Callable[[bytes], bytes]:
    def leak(content: bytes) -> bytes:
        packed = io.BytesIO(content)
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(name, words)
            archive.comment = comment.encode()
        return packed.getvalue()

    return leak


def by_word_author(content: bytes) -> bytes:
    document, made = docx.Document(io.BytesIO(content)), io.BytesIO()
    document.core_properties.author = "Kanarina Mosi"
    document.save(made)
    return made.getvalue()


def by_word_runs(content: bytes) -> bytes:
    document, made = docx.Document(io.BytesIO(content)), io.BytesIO()
    paragraph = document.add_paragraph("said by Kana")
    paragraph.add_run("rina Mosi").bold = True
    document.save(made)
    return made.getvalue()


def by_sheet_creator(content: bytes) -> bytes:
    book, made = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    book.properties.creator = "kanarina  MOSI"
    book.save(made)
    return made.getvalue()


def by_pdf_author(content: bytes) -> bytes:
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    writer.add_metadata({"/Author": "Kanarina Mosi"})
    writer.write(made)
    return made.getvalue()


def by_pdf_attachment(content: bytes) -> bytes:
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    writer.add_attachment(f"{FOLDER}/a.txt", b"x")
    writer.write(made)
    return made.getvalue()


LEAKS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a name in a page": ("md", at_end("\nAuthor: KANARINA mosi's")),
    "a hidden comment": ("html", at_end("<!-- Kanarina Mosi -->")),
    "an attribute": ("html", at_end("<p title='Kanarina Mosi'></p>")),
    "other lines": ("text", at_end("\nKesi  yangu iko\nmahakamani BADO")),
    "a computer": ("phone", at_end(f"\n{MACHINE}")),
    "a folder": ("text", at_end(f"\n{FOLDER}/umoja.json")),
    "data": ("json", in_json),
    "an organiser in a calendar": ("ics", at_end("ORGANIZER;CN=Kanarina\r\n  Mosi:x\r\n")),
    "a file in a zip": ("csv", in_zip("notes.csv", '"Kanarina Mosi"')),
    "the name of one": ("csv", in_zip("Kanarina Mosi.csv", "")),
    "the comment of a zip": ("csv", in_zip("x.csv", "", "Kanarina Mosi")),
    "the author of a Word file": ("docx", by_word_author),
    "a name in two runs": ("docx", by_word_runs),
    "the creator of a workbook": ("xlsx", by_sheet_creator),
    "the author of a PDF": ("pdf", by_pdf_author),
    "a file in a PDF": ("pdf", by_pdf_attachment),
    "the properties of an open document": (
        "odt",
        in_zip("extra.xml", "<meta><creator>Kanarina Mosi</creator></meta>"),
    ),
}


ELSEWHERE = ("فاطمة الزهراء", "ليلى الأحمد", "አበበ ብቂላ", "ሰላም", "ሊያ", "Жанна", "Ngũgĩ")
"""Names that no Latin letters without marks can write: joined, of syllables, with marks."""


def a_day_of(name: str) -> tuple[Summary, Forbidden]:
    """A day with a person of that ``name``, and her summary, which does not say it."""
    day = Day()
    day.answer("visioning", {"pieces": ["A house"]}, people=[name, "Zuri"])
    day.note("Zuri speaks for all of us", "donor")
    summary = day.summary("donor")
    return summary, forbidden_for(day, summary)


@dataclass
class OfAnother:
    """A format that writes what another summary says, and what that gives to the setter."""

    of: str
    other: Summary
    is_given_alone: bool = False

    @property
    def SUFFIX(self) -> str:  # noqa: N802 (what formats call it)
        return exports.export(self.of).SUFFIX

    def render(self, summary: Summary, paper: Paper = USUAL) -> bytes:
        written = summary if self.is_given_alone else self.other
        return exports.export(self.of).render(written, paper)

    def words_given(self, summary: Summary) -> str:
        given = self.other if self.is_given_alone else summary
        return exports.words_given(exports.export(self.of), given)


def saying(name: str) -> Summary:
    """A summary in which ``name`` stands wherever a format has words at all."""
    day = Day()
    plan = {"ideas": ["Bread"], "actions": [{"what": f"Ask {name} for it"}], "agree": {"5": 6}}
    return day.answer("action-plan", plan).summary("participants")


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("form", [name for name in exports.names() if name != "ics"])
def test_a_name_in_any_letters_is_found_in_every_format_that_has_words(
    form: str, name: str
) -> None:
    summary, forbidden = a_day_of(name)
    export = OfAnother(form, saying(name))
    assert scanned(form, exports.export(form), summary, USUAL, forbidden)
    with pytest.raises(Problem, match="a name that does not stand in this summary"):
        scanned(form, export, summary, USUAL, forbidden)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_name_in_a_calendar_is_found(name: str) -> None:
    summary, forbidden = a_day_of(name)
    with pytest.raises(Problem, match="a name"):
        scanned("ics", Leaking("ics", at_end(f"SUMMARY:{name}\r\n")), summary, USUAL, forbidden)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_of_a_pdf_what_is_given_to_the_setter_is_looked_through_too(name: str) -> None:
    summary, forbidden = a_day_of(name)
    export = OfAnother("pdf", saying(name), is_given_alone=True)
    with pytest.raises(Problem, match="a name"):
        scanned("pdf", export, summary, USUAL, forbidden)


UNSEEN = ("\u200b", "\u00ad", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f")


@pytest.mark.parametrize("sign", UNSEEN, ids=[f"{ord(sign):04x}" for sign in UNSEEN])
@pytest.mark.parametrize("name", ["Kanarina Mosi", "فاطمة الزهراء", "አበበ ብቂላ"])
def test_signs_that_nobody_sees_hide_no_name_on_either_side(name: str, sign: str) -> None:
    hidden = sign.join(name)
    for known, said in ((name, hidden), (hidden, name)):
        _summary, forbidden = a_day_of(known)
        found = found_in(f"It was {said} who asked", forbidden)
        assert found == "a name that does not stand in this summary"


def test_one_name_is_the_same_however_its_letters_are_written() -> None:
    _summary, forbidden = a_day_of("Zoe\u0301 Ng\u0169gi")
    assert found_in("Zo\u00e9 Ngu\u0303gi", forbidden)
    _summary, forbidden = a_day_of("አበበ ብቂላ")
    assert found_in("አበበ፡ብቂላ", forbidden)


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found_and_its_words_are_not_repeated(leak: str) -> None:
    name, plant = LEAKS[leak]
    if name not in exports.names():
        pytest.skip(f"no {name} here")
    day = a_day()
    summary = day.summary("donor")
    forbidden = forbidden_for(day, summary)
    assert scanned(name, exports.export(name), summary, USUAL, forbidden)
    with pytest.raises(Problem) as refused:
        scanned(name, Leaking(name, plant), summary, USUAL, forbidden)
    assert name in refused.value.sentence
    assert "nothing was written" in refused.value.sentence
    for word in ("anarina", "Kesi", MACHINE, FOLDER):
        assert word not in refused.value.sentence


def test_what_the_summary_says_itself_is_no_leak_nor_a_name_that_is_everybodys_word() -> None:
    day = a_day()
    summary = day.summary("donor")
    forbidden = forbidden_for(day, summary)
    assert forbidden.names == {"kanarina mosi"}
    assert forbidden.lines == {HIDDEN.casefold()}
    assert found_in("Page 1 of 2: Zuri speaks for all of us", forbidden) == ""
    assert found_in("Kanarina Mosiana", forbidden) == ""
    assert found_in("Kanarina, and Mosi", forbidden) == ""


@pytest.mark.parametrize("audience", ["participants", "organizer", "donor", "follow-up"])
@pytest.mark.parametrize("name", exports.names())
def test_what_is_written_for_anybody_holds_nothing_of_the_kind(name: str, audience: str) -> None:
    day = a_day()
    summary = day.summary(audience)  # type: ignore[arg-type]
    assert scanned(name, exports.export(name), summary, USUAL, forbidden_for(day, summary))


@pytest.mark.parametrize("name", exports.names())
def test_every_format_is_read_back_with_its_words(name: str) -> None:
    export = exports.export(name)
    words = plain(words_of_file(export.render(HARD), export.SUFFIX))
    expected = {"ics": "Group task A1", "phone": "Mama [Salome]"}
    assert expected.get(name, "AT&T &amp; &#35;") in words
